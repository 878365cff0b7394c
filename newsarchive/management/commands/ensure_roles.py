"""`manage.py ensure_roles`: the groups of readers, editors, reviewers and administrators, with their permissions."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand

from newsarchive.roles import ADMINISTRATORS, EDITORS, READERS, REVIEWERS, ensure_roles


class Command(BaseCommand):
    help = (
        "Make the groups of readers, editors, reviewers and administrators, or give them the permissions they lack. "
        "Does no harm when run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_roles()
        for name in (READERS, EDITORS, REVIEWERS, ADMINISTRATORS):
            self.stdout.write(f"{name}: {Group.objects.get(name=name).permissions.count()} permissions")
