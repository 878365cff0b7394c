"""Who may do what: the groups of readers, editors, reviewers and administrators, made or put right at any time."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

READERS = "读者"
EDITORS = "编辑"
REVIEWERS = "审校"
ADMINISTRATORS = "管理员"

OURS = ("articles", "people", "metrics")

# Nobody deletes what came from print: it is rejected. A name variant is an editor's own and may go again.
CHANGED = ("newspaper", "issue", "page", "article", "person", "mention", "indicator", "metric")
ADDED = ("newspaper", "issue", "person", "mention", "indicator", "metric")
VARIANTS = ("newspapervariant", "namevariant", "indicatorvariant")

EDITING = frozenset(
    [f"change_{name}" for name in (*CHANGED, *VARIANTS)]
    + [f"add_{name}" for name in (*ADDED, *VARIANTS, "importrun")]
    + [f"delete_{name}" for name in VARIANTS]
)
# A story made by hand takes characters of the page for good, and undoing an import takes away what others brought:
# who reviews decides that.
REVIEWING = EDITING | {"add_article", "change_importrun"}
# Accounts are switched off, not deleted: history names them.
ACCOUNTS = frozenset({"view_user", "add_user", "change_user", "view_group", "change_group"})


def ensure_roles() -> Group:
    """Make the four groups, or give them the permissions that they lack; what else they were given stays.

    Gives back the group of editors.
    """
    for label in (*OURS, "auth"):
        # Permissions are made after a migration; a fresh database may not have them yet.
        create_permissions(apps.get_app_config(label), verbosity=0)
    allowed = Permission.objects.filter(content_type__app_label__in=OURS)
    seen = allowed.filter(codename__startswith="view_")
    roles = {READERS: frozenset(), EDITORS: EDITING, REVIEWERS: REVIEWING, ADMINISTRATORS: REVIEWING}
    for name, codenames in roles.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.add(*seen, *allowed.filter(codename__in=codenames))
    accounts = Permission.objects.filter(content_type__app_label="auth", codename__in=ACCOUNTS)
    Group.objects.get(name=ADMINISTRATORS).permissions.add(*accounts)
    return Group.objects.get(name=EDITORS)
