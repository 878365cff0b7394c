"""A dump is the whole archive: loaded into another database and dumped there, it is the same byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import TransactionTestCase

from articles.models import Article, Newspaper, Page
from articles.search import find_stale, search
from articles.search.query import read_query
from newsarchive.checking import check_archive
from newsarchive.dumps.tables import find_tables
from newsarchive.roles import ensure_roles
from newsarchive.uploads.models import UploadedFile
from tests.factories import BRIDGE, CHESS, HARVEST, import_stories, make_run


def manage(database: str, *arguments: object) -> None:
    """A command on another database, which must succeed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


class DumpCase(TransactionTestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def fill(self) -> None:
        """An archive with a page, edits with their history, and accounts."""
        editors = ensure_roles()
        editor = User.objects.create_user("fang", password="qing-shi-qiao-7")
        editor.groups.add(editors)
        run = make_run(user=editor)
        import_stories(BRIDGE, HARVEST, CHESS, run=run)
        article = Article.objects.order_by("pk").first()
        article.headline = "编辑改过的标题 <\u2028>\"'\\"
        article._history_user = editor
        article._change_reason = "漏字"
        article.save()
        UploadedFile.objects.create(run=run, name="x", content=b"\0\xff")

    def dump(self, name: str) -> Path:
        call_command("dump_archive", str(self.folder / name), quiet=True)
        return self.folder / name

    def empty(self) -> None:
        call_command("flush", interactive=False, verbosity=0)

    def refused(self, dump: Path) -> str:
        with self.assertRaises(CommandError) as raised:
            call_command("load_archive", str(dump), quiet=True)
        self.assertFalse(Page.objects.exists())
        return str(raised.exception)


def read_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


class RoundTripTests(DumpCase):
    def test_loaded_into_another_database_and_dumped_there_it_is_the_same_byte_for_byte(self):
        self.fill()
        first = self.dump("first")
        other = f"sqlite:///{self.folder / 'other.sqlite3'}"  # another database than this one, be this one what it may
        manage(other, "migrate")
        manage(other, "load_archive", first)
        manage(other, "dump_archive", self.folder / "there")
        manage(other, "check_archive")
        self.assertEqual(read_files(self.folder / "there"), read_files(first))
        self.empty()
        call_command("load_archive", str(self.folder / "there"), quiet=True)
        self.assertEqual(read_files(self.dump("back")), read_files(first))

    def test_what_is_loaded_is_searched_checked_and_gone_on_with(self):
        self.fill()
        packed = self.dump("all.tar.gz")
        again = self.dump("again.tar.gz")
        self.assertEqual(packed.read_bytes(), again.read_bytes())
        numbers = max(Article.objects.values_list("pk", flat=True))
        self.empty()
        ensure_roles()  # as migrations leave it
        call_command("load_archive", str(packed), quiet=True)
        editor = User.objects.get(username="fang")
        self.assertTrue(editor.check_password("qing-shi-qiao-7"))
        self.assertTrue(editor.has_perm("articles.change_article"))
        article = Article.objects.order_by("pk").first()
        change = article.history.latest()
        self.assertEqual((change.history_user.username, change.history_change_reason), ("fang", "漏字"))
        self.assertEqual(article.written["headline"], BRIDGE.headline)
        self.assertEqual([each.pk for each in search(Article.objects.all(), read_query("改过的标题"))], [article.pk])
        self.assertEqual(list(check_archive()), [])
        self.assertEqual(list(find_stale()), [])
        self.assertFalse(UploadedFile.objects.exists())
        import_stories(CHESS, run=make_run())
        self.assertGreater(Article.objects.latest("pk").pk, numbers)

    def test_every_table_of_the_archive_is_in_it(self):
        labels = {table._meta.label_lower for table in find_tables()}
        for wanted in ("articles.page", "articles.historicalarticle", "people.mentionspan", "newsarchive.operation"):
            self.assertIn(wanted, labels)
        self.assertNotIn("newsarchive.uploadedfile", labels)
        others = {"auth.permission", "contenttypes.contenttype", "sessions.session", "admin.logentry"}
        self.assertFalse(labels & others)

    def test_the_manifest_tells_what_every_value_of_a_line_is(self):
        self.fill()
        dump = self.dump("told")
        files = json.loads((dump / "manifest.json").read_text())["files"]
        kinds = {"whole number": int, "true or false": bool, "number": int | float, "natural key": list}
        for name, file in files.items():
            with self.subTest(name=name):
                for line in (dump / name).read_text(encoding="utf-8").split("\n")[:-1]:
                    row = json.loads(line)
                    self.assertEqual(list(row), list(file["columns"]))
                    for column, value in row.items():
                        told = file["columns"][column]
                        if value is None:
                            self.assertTrue(told.get("null") or told["type"] == "JSON", column)
                        elif told["type"] != "JSON":
                            self.assertIsInstance(value, kinds.get(told["type"], str), column)
        columns = files["metrics.metric.ndjson"]["columns"]
        self.assertEqual(columns["article_id"], {"type": "whole number", "of": "articles.article.ndjson"})
        self.assertEqual(columns["value"], {"type": "decimal number as text"})
        self.assertEqual(columns["updated_at"], {"type": "moment, ISO 8601 in UTC"})
        self.assertEqual(columns["written"], {"type": "JSON"})

    def test_an_empty_archive_is_dumped_and_loaded_too(self):
        dump = self.dump("empty")
        call_command("load_archive", str(dump), quiet=True)
        self.assertEqual(json.loads((dump / "manifest.json").read_text())["files"]["articles.page.ndjson"]["rows"], 0)


class RefusedTests(DumpCase):
    def setUp(self) -> None:
        super().setUp()
        Newspaper.objects.create(code="lxrb", name="柳溪日报")
        self.good = self.dump("good")
        self.empty()

    def test_a_damaged_dump_is_refused_with_the_name_of_the_file(self):
        path = self.good / "articles.newspaper.ndjson"
        content = path.read_bytes()
        path.write_bytes(content.replace("柳".encode(), "林".encode()))
        self.assertIn("articles.newspaper.ndjson is damaged", self.refused(self.good))
        path.unlink()
        self.assertIn("articles.newspaper.ndjson is missing", self.refused(self.good))

    def test_a_dump_that_was_not_finished_is_refused(self):
        (self.good / "manifest.json").unlink()
        self.assertIn("not finished", self.refused(self.good))

    def test_a_cut_file_is_refused(self):
        Newspaper.objects.create(code="lxrb", name="柳溪日报")
        packed = self.dump("all.tar.gz")
        self.empty()
        packed.write_bytes(packed.read_bytes()[:-600])
        self.assertIn("damaged", self.refused(packed))

    def test_a_dump_of_other_tables_is_refused(self):
        path = self.good / "manifest.json"
        manifest = json.loads(path.read_text())
        manifest["schema"]["people"].append("9999_later")
        path.write_text(json.dumps(manifest))
        self.assertIn("last migration of people 9999_later", self.refused(self.good))

    def test_an_archive_that_is_not_empty_is_left_alone(self):
        Newspaper.objects.create(code="sqwb", name="石桥晚报")
        self.assertRegex(self.refused(self.good), "not empty: .*articles.newspaper")
        self.assertEqual(Newspaper.objects.get().code, "sqwb")

    def test_nobody_else_can_read_it_for_the_hashes_of_passwords_are_in_it(self) -> None:
        self.fill()
        for name, mode in (("dump", 0o700), ("dump.tar.gz", 0o600)):
            with self.subTest(name):
                self.assertEqual(self.dump(name).stat().st_mode & 0o777, mode)

    def test_what_is_there_is_not_written_over(self):
        with self.assertRaisesMessage(CommandError, "is there already"):
            call_command("dump_archive", str(self.good), quiet=True)

    def test_nothing_else_is_taken_for_a_dump(self):
        other = self.folder / "notes.txt"
        other.write_text("x")
        self.assertIn("no dump", self.refused(other))
        self.assertIn("is not there", self.refused(self.folder / "nothing"))
