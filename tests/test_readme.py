"""What the README shows of the commands is what they print."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import TestCase

SHOWN = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"\$ .venv/bin/python manage.py (\w+) (\S+)")


def read_shown(name: str) -> dict[tuple[str, str], list[str]]:
    """The lines that a document shows of each command's output, each in the pieces around its … ."""
    shown: dict[tuple[str, str], list[str]] = {}
    for line in SHOWN.search((settings.BASE_DIR / name).read_text(encoding="utf-8"))[1].splitlines():
        if command := COMMAND.fullmatch(line):
            lines = shown[command[1], command[2]] = []
        else:
            lines.append(line)
    return shown


class ReadmeTests(TestCase):
    def test_both_readmes_show_what_the_commands_print(self) -> None:
        english = read_shown("README.md")
        self.assertEqual(read_shown("README.zh-CN.md"), english)
        self.assertEqual([command for command, _path in english], ["read_page", "import_pages"])
        for (command, path), lines in english.items():
            with tempfile.TemporaryFile("w+") as errors:
                out = io.StringIO()
                call_command(command, str(Path(settings.BASE_DIR, path)), stdout=out, stderr=errors)
            printed = re.sub(r" +", " ", out.getvalue())
            for line in lines:
                with self.subTest(line=line):
                    for piece in re.sub(r" +", " ", line).split("…"):
                        self.assertIn(piece.strip(), printed)
