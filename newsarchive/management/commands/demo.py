"""`manage.py demo`: an archive of invented papers to try, filled and with an editor who can log in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsarchive.roles import ensure_roles

NAME, PASSWORD = "editor", "qichuan-2022"


class Command(BaseCommand):
    help = (
        "Make an archive to try: migrate, load fixtures/, import fixtures/pages/, create an editor. "
        "Run twice it does no harm: what is there stays as it is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--address", default="127.0.0.1:8000", help="where the archive will be served, for the text"
        )

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo makes an account whose password everybody knows: not in production.")
        call_command("migrate", verbosity=0)
        call_command("load_authority")
        call_command("import_pages", str(settings.BASE_DIR / "fixtures" / "pages"))
        self.create_editor()
        self.stdout.write(
            f"""
The archive is ready.

  Log in        http://{address}/admin/   name: {NAME}   password: {PASSWORD}
  Look at       an article with its page beside it:   http://{address}/admin/articles/article/
                pages that wait for a paper or a day:  http://{address}/admin/articles/page/
                how a page was read, and why, on a terminal:
                .venv/bin/python manage.py read_page fixtures/pages/05-torn-columns.txt
  For programs  the API's own pages:                   http://{address}/api/v1/
                its documentation, offline:            http://{address}/api/v1/docs/
"""
        )

    def create_editor(self) -> None:
        editors = ensure_roles()
        users = get_user_model()
        user, is_new = users.objects.get_or_create(username=NAME, defaults={"is_staff": True})
        if is_new:
            user.set_password(PASSWORD)
            user.save()
        user.groups.add(editors)
