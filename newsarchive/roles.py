"""Who may do what: the group of editors and its permissions, made or put right at any time."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

EDITORS = "编辑"

OURS = ("articles", "people", "metrics")

# Nobody deletes what came from print: it is rejected. A name variant is an editor's own and may go again.
CHANGED = ("newspaper", "issue", "page", "article", "person", "mention", "indicator", "metric")
ADDED = ("newspaper", "issue", "person", "mention", "indicator", "metric")
VARIANTS = ("newspapervariant", "namevariant", "indicatorvariant")


def ensure_roles() -> Group:
    """Make the group of editors, or give it the permissions that it lacks; what else it was given stays."""
    for label in OURS:
        # Permissions are made after a migration; a fresh database may not have them yet.
        create_permissions(apps.get_app_config(label), verbosity=0)
    editors, _made = Group.objects.get_or_create(name=EDITORS)
    allowed = Permission.objects.filter(content_type__app_label__in=OURS)
    wanted = {f"view_{permission.content_type.model}" for permission in allowed.select_related("content_type")}
    wanted |= {f"change_{name}" for name in (*CHANGED, *VARIANTS)}
    wanted |= {f"add_{name}" for name in (*ADDED, *VARIANTS)}
    wanted |= {f"delete_{name}" for name in VARIANTS}
    editors.permissions.add(*allowed.filter(codename__in=wanted))
    return editors
