"""`manage.py ensure_roles`: the group of editors, with its permissions."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from newsarchive.roles import ensure_roles


class Command(BaseCommand):
    help = "Make the group of editors, or give it the permissions that it lacks. Does no harm when run again."

    def handle(self, *args: Any, **options: Any) -> None:
        editors = ensure_roles()
        self.stdout.write(f"{editors.name}: {editors.permissions.count()} permissions")
