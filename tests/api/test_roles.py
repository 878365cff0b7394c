"""Who may do what at every address: the matrix of roles and methods, and the groups of a fresh database."""

from __future__ import annotations

import importlib

from django.contrib.auth.models import Group, Permission, User
from django.test import TestCase

from metrics.models import Indicator
from newsarchive.api import router
from newsarchive.roles import ADMINISTRATORS, EDITORS, READERS, REVIEWERS, ensure_roles
from tests.api.clients import V1, ArchiveCase, client_of

ROLES = (READERS, EDITORS, REVIEWERS, ADMINISTRATORS)

# What each role is answered at the list and at one record: 400 and 428 are for who might go on.
READ = (200, 200, 200, 200)
NOBODY = (403, 403, 403, 403)
WRITTEN = (403, 428, 428, 428)
MADE = (403, 400, 400, 400)
REVIEWED = (403, 403, 400, 400)
REPLACED = (403, 405, 405, 405)

UNDONE = (403, 403, 405, 405)  # who may undo an import may change it, but not by writing to it

MADE_BY = {
    "newspapers": MADE,
    "issues": MADE,
    "pages": NOBODY,
    "articles": REVIEWED,
    "people": MADE,
    "mentions": MADE,
    "indicators": MADE,
    "metrics": MADE,
    "imports": MADE,
    "search": (403, 403, 405, 405),
}
READ_ONLY = {"imports", "search"}


class MatrixTests(ArchiveCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        Indicator.objects.create(code="height", name="高")
        cls.clients = {}
        for number, name in enumerate(ROLES):
            user = User.objects.create_user(f"user{number}")
            user.groups.add(Group.objects.get(name=name))
            cls.clients[name] = client_of(user)

    def assert_row(self, method: str, path: str, expected: tuple[int, ...]) -> None:
        for role, status in zip(ROLES, expected, strict=True):
            with self.subTest(method=method, path=path, role=role):
                self.assertEqual(getattr(self.clients[role], method)(V1 + path, {}).status_code, status)
        with self.subTest(method=method, path=path, role="nobody"):
            self.assertEqual(getattr(client_of(None), method)(V1 + path, {}).status_code, 401)

    def test_every_role_may_do_at_every_address_what_the_table_says(self):
        resources = [prefix for prefix, _view, _name in router.registry]
        self.assertLessEqual(set(resources), set(MADE_BY))
        for resource in resources:
            many = f"{resource}/"
            self.assert_row("get", many, READ)
            self.assert_row("head", many, READ)
            self.assert_row("post", many, MADE_BY[resource])
            self.assert_row("delete", many, NOBODY)
            if resource == "search":
                continue
            row = self.listed(many)[0]
            one = f"{resource}/{row.get('id', row.get('code'))}/"
            self.assert_row("get", one, READ)
            self.assert_row("patch", one, UNDONE if resource in READ_ONLY else WRITTEN)
            self.assert_row("put", one, UNDONE if resource in READ_ONLY else REPLACED)
            self.assert_row("delete", one, NOBODY)

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
