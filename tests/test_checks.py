"""Mistakes of set-up are told, and telling them costs nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from django.conf import settings
from django.core.checks import run_checks
from django.test import SimpleTestCase

from newsarchive import checks
from newsarchive import settings as written_settings


class ChecksTest(SimpleTestCase):
    def test_this_installation_is_sound(self):
        self.assertEqual(run_checks(tags=["newsarchive"]), [])

    def test_a_database_that_search_does_not_know_is_an_error(self):
        messages = checks.find_database_faults("django.db.backends.mysql")
        self.assertEqual([message.id for message in messages], ["newsarchive.E001"])

    def test_a_rule_file_that_cannot_be_read_is_named(self):
        with TemporaryDirectory() as folder:
            rules = Path(folder) / "broken_package_of_rules" / "rules"
            rules.mkdir(parents=True)
            (rules.parent / "__init__.py").touch()
            (rules / "good.txt").write_text("甲\n乙\n", encoding="utf-8")
            (rules / "twice.txt").write_text("甲\n甲\n", encoding="utf-8")
            (rules / "broken.toml").write_text("[[row]\n", encoding="utf-8")
            sys.path.insert(0, folder)
            try:
                messages = list(checks.find_broken_rules("broken_package_of_rules"))
            finally:
                sys.path.remove(folder)
                sys.modules.pop("broken_package_of_rules", None)
        self.assertEqual([message.id for message in messages], ["newsarchive.E003"] * 2)
        self.assertIn("broken.toml", messages[0].msg)
        self.assertIn("twice.txt", messages[1].msg)

    def test_the_dictionary_of_words_is_not_loaded_to_start_a_command(self):
        program = (
            "import django, sys; from django.core.management import call_command\n"
            "django.setup(); call_command('check')\n"
            "words = sys.modules.get('jieba'); sys.exit(words is not None and words.dt.initialized)"
        )
        done = subprocess.run([sys.executable, "-c", program], cwd=settings.BASE_DIR, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


class SecretKeyTests(SimpleTestCase):
    def test_a_fresh_clone_makes_its_key_once_for_its_owner_alone(self):
        bare = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "PRODUCTION")}
        with TemporaryDirectory() as folder, mock.patch.dict(os.environ, bare, clear=True):
            var = Path(folder) / "var"
            with mock.patch.object(written_settings, "VAR", var):
                made = written_settings.secret_key()
                self.assertGreaterEqual(len(made), 50)
                self.assertEqual(written_settings.secret_key(), made)
            self.assertEqual((var / "secret_key").stat().st_mode & 0o777, 0o600)
