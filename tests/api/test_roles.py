"""The groups of a fresh database, and who is in none. What each may do is in `test_matrix`."""

from __future__ import annotations

import importlib

from django.contrib.auth.models import Group, Permission, User
from django.test import TestCase

from newsarchive.api.router import router
from newsarchive.roles import ADMINISTRATORS, EDITORS, READERS, REVIEWERS, ensure_roles
from tests.api.clients import V1, ArchiveCase, client_of

ROLES = (READERS, EDITORS, REVIEWERS, ADMINISTRATORS)


class NoRoleTests(ArchiveCase):
    def test_who_has_no_role_may_do_nothing(self):
        client = client_of(User.objects.create_user("guest"))
        for prefix, _view, _name in router.registry:
            with self.subTest(resource=prefix):
                self.assertEqual(client.get(f"{V1}{prefix}/").status_code, 403)


class FreshDatabaseTests(TestCase):
    def test_the_migrations_make_the_groups_on_a_database_that_has_no_permissions_yet(self):
        Group.objects.all().delete()
        Permission.objects.all().delete()
        importlib.import_module("newsarchive.migrations.0001_roles").make_roles(None, None)
        counts = {group.name: group.permissions.count() for group in Group.objects.all()}
        self.assertEqual(set(counts), set(ROLES))
        self.assertLess(0, counts[READERS])
        self.assertLess(counts[READERS], counts[EDITORS])
        self.assertLess(counts[EDITORS], counts[REVIEWERS])
        self.assertLess(counts[REVIEWERS], counts[ADMINISTRATORS])

    def test_only_administrators_look_after_accounts_and_nobody_deletes_print(self):
        ensure_roles()
        self.assertEqual(
            list(Group.objects.filter(permissions__codename="change_user")), [Group.objects.get(name=ADMINISTRATORS)]
        )
        for kind in ("newspaper", "issue", "page", "article", "person", "mention", "indicator", "metric", "user"):
            with self.subTest(kind=kind):
                self.assertFalse(Group.objects.filter(permissions__codename=f"delete_{kind}").exists())

    def test_what_else_a_group_was_given_stays(self):
        more = Permission.objects.get(codename="view_session")
        ensure_roles().permissions.add(more)
        self.assertIn(more, ensure_roles().permissions.all())
