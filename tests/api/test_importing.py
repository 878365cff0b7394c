"""Page files sent through the API: taken, looked at, stored, undone; what cannot be taken is refused with reasons."""

from __future__ import annotations

import base64
import io
import json
import re
import shlex
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from articles.models import Article, ImportedFile, ImportRun, Page
from articles.runs import this_process
from newsarchive.roles import REVIEWERS
from newsarchive.uploads.models import UploadedFile, Worker
from newsarchive.uploads.taking import CHUNK, ENTRY, count_entries
from newsarchive.uploads.working import work_on
from tests.api.clients import V1, ArchiveCase, client_of, faults_of, make_reader
from tests.api.test_contract import described
from tests.generated import make_page

IMPORTS = V1 + "imports/"


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


class ImportingCase(ArchiveCase):
    def send(self, *files: tuple[str, bytes | str], status: int = 202, **options: Any) -> Any:
        """Send files in a form."""
        sent = [SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text) for name, text in files]
        answer = self.client.post(IMPORTS, {"files": sent, **options}, format="multipart")
        self.assertEqual(answer.status_code, status, answer.content.decode()[:600])
        return faults_of(answer) if status == 400 else answer

    def send_json(self, status: int = 202, **order: Any) -> Any:
        answer = self.client.post(IMPORTS, order, format="json")
        self.assertEqual(answer.status_code, status, answer.content.decode()[:600])
        return faults_of(answer) if status == 400 else answer

    def act(self, answer: Any, what: str, status: int) -> Any:
        done = self.client.post(f"{IMPORTS}{answer.json()['id']}/{what}/", {}, format="json")
        self.assertEqual(done.status_code, status, done.content.decode()[:600])
        return done


class TakingTests(ImportingCase):
    def test_without_a_worker_the_work_is_done_at_once_and_the_answer_says_so(self):
        answer = self.send(("one.txt", make_page(1)), ("two.txt", make_page(2)))
        run = answer.json()
        self.assertFalse(run["by_worker"])
        self.assertEqual(run["state"], "finished")
        self.assertEqual((run["counts"]["files"], run["counts"]["new"], run["counts"]["failed"]), (2, 2, 0))
        self.assertEqual([file["outcome"] for file in run["files"]], ["created", "created"])
        self.assertTrue(answer["Location"].endswith(f"{IMPORTS}{run['id']}/"))
        self.assertEqual(self.client.get(answer["Location"]).json()["state"], "finished")
        self.assertFalse(UploadedFile.objects.exists())
        self.assertEqual(ImportRun.objects.get(pk=run["id"]).user, self.editor)

    def test_with_a_worker_it_waits_for_the_worker(self):
        Worker.objects.create(name=this_process(), beat_at=timezone.now())
        run = self.send(("one.txt", make_page(1))).json()
        self.assertTrue(run["by_worker"])
        self.assertEqual((run["state"], run["counts"], run["files"]), ("waiting", {"files": 1}, []))
        self.assertEqual(UploadedFile.objects.count(), 1)
        work_on(run["id"])
        self.assertEqual(self.read(f"imports/{run['id']}/")["counts"]["new"], 1)

    def test_a_worker_that_was_not_heard_of_for_long_is_none(self):
        Worker.objects.create(name="elsewhere:1", beat_at=timezone.now() - timezone.timedelta(minutes=2))
        self.assertFalse(self.send(("one.txt", make_page(1))).json()["by_worker"])

    def test_files_in_json_are_text_or_base64(self):
        gbk = base64.b64encode(make_page(4).encode("gb18030")).decode()
        files = [{"name": "a.txt", "text": make_page(3)}, {"name": "b.txt", "base64": gbk}]
        self.assertEqual(self.send_json(files=files).json()["counts"]["new"], 2)
        self.assertEqual(Page.objects.get(source_name="b.txt").encoding, "gb18030")

    def test_what_is_known_of_the_pages_is_taken_as_the_command_takes_it(self):
        self.send(
            ("松岭晨报_20230501_07.txt", "没有报头的一页。\n春茶开采\n"),
            name_pattern="{newspaper}_{date:%Y%m%d}_{page}.txt",
        )
        page = Page.objects.get(source_name__startswith="松岭")
        self.assertEqual((page.date_as_read, page.label), ("2023-05-01", "07"))
        self.send(("x.txt", "另一页没有报头。\n夏茶开采\n"), newspaper="qhwb", date="2020/3/1")
        self.assertEqual(str(Page.objects.get(source_name="x.txt").issue), "清河晚报 2020-03-01")

    def test_a_file_that_is_no_text_fails_by_itself(self):
        run = self.send(("ok.txt", make_page(1)), ("scan.pdf", b"%PDF-1.7 ...")).json()
        self.assertEqual((run["counts"]["new"], run["counts"]["failed"]), (1, 1))
        self.assertIn("pdftotext", next(file for file in run["files"] if file["outcome"] == "failed")["reason"])

    def test_sent_again_nothing_changes(self):
        self.send(("one.txt", make_page(1)))
        self.assertEqual(self.send(("one.txt", make_page(1))).json()["counts"]["unchanged"], 1)

    def test_two_files_of_one_name_are_two_files(self):
        run = self.send(("p.txt", make_page(1)), ("p.txt", make_page(2))).json()
        self.assertEqual([file["source_name"] for file in run["files"]], ["p.txt", "p (2).txt"])


class ZipTests(ImportingCase):
    def test_a_zip_is_unpacked_and_what_systems_put_in_it_passed_by(self):
        packed = pack({"三月/01.txt": make_page(1).encode(), "__MACOSX/01.txt": b"x", ".DS_Store": b"x"})
        run = self.send(("pages.zip", packed)).json()
        self.assertEqual([file["source_name"] for file in run["files"]], ["三月/01.txt"])

    def test_names_in_gbk_are_read_as_gbk(self):
        packed = pack({"zzzz.txt": make_page(1).encode()}).replace(b"zzzz", "松岭".encode("gb18030"))
        self.assertEqual(self.send(("a.zip", packed)).json()["files"][0]["source_name"], "松岭.txt")

    def test_a_name_leads_nowhere(self):
        packed = pack({"../../etc/C:/x\u202e.txt": make_page(1).encode()})
        self.assertEqual(self.send(("a.zip", packed)).json()["files"][0]["source_name"], "etc/x\ufffd.txt")

    def test_a_bomb_is_refused_before_it_bursts(self):
        bomb = pack({"big.txt": b"\0" * 30_000_000})
        self.assertLess(len(bomb), 40_000)
        self.assertEqual(self.send(("bomb.zip", bomb), status=400), {"files": ["too_large"]})
        self.assertFalse(UploadedFile.objects.exists())

    def test_a_zip_that_is_broken_or_locked_is_refused(self):
        whole = pack({"a.txt": make_page(1).encode()})
        locked = bytearray(whole)
        locked[6] |= 1
        locked[whole.index(b"PK\x01\x02") + 8] |= 1
        for name, packed in {"cut": whole[: len(whole) // 2], "locked": bytes(locked)}.items():
            with self.subTest(name):
                self.assertEqual(self.send(("a.zip", packed), status=400), {"files": ["bad_zip"]})


class ManyFilesTests(ImportingCase):
    def test_a_run_shows_500_of_its_files_and_those_that_failed_first(self):
        run = ImportRun.objects.create(reader_version="1", counts={"files": 503})
        outcome = ImportedFile.Outcome
        files = [(f"{number}.txt", outcome.UNCHANGED) for number in range(502)] + [("bad.txt", outcome.FAILED)]
        ImportedFile.objects.bulk_create(ImportedFile(run=run, source_name=name, outcome=told) for name, told in files)
        told = self.client.get(f"{IMPORTS}{run.pk}/").json()
        names = [file["source_name"] for file in told["files"]]
        self.assertEqual((len(names), names[:3], told["counts"]), (500, ["bad.txt", "0.txt", "1.txt"], {"files": 503}))


class RefusedTests(ImportingCase):
    def test_what_cannot_be_taken_is_refused_and_leaves_nothing(self):
        runs = ImportRun.objects.count()
        one = [{"name": "a.txt", "text": "x"}]
        cases: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
            ({}, {"files": ["required"]}),
            ({"files": []}, {"files": ["empty"]}),
            ({"files": ["x"]}, {"files": ["invalid"]}),
            ({"files": [{"name": "a.txt"}]}, {"files": ["invalid"]}),
            ({"files": [{"name": "a.txt", "base64": "%%"}]}, {"files": ["base64"]}),
            ({"files": one, "date": "2021-02-30"}, {"date": ["invalid"]}),
            ({"files": one, "name_pattern": "{paper}.txt"}, {"name_pattern": ["invalid"]}),
            ({"files": one, "newspapper": "x"}, {"newspapper": ["unknown"]}),
        ]
        for order, faults in cases:
            with self.subTest(order=order):
                self.assertEqual(self.send_json(status=400, **order), faults)
        self.assertEqual(ImportRun.objects.count(), runs)

    def test_a_wrong_date_or_pattern_is_told_in_the_language_that_was_asked_for(self):
        cases = {
            ("date", "2021-02"): ("'2021-02' is no date; write it as 2021-02-05", "不是日期"),
            ("date", "2021-02-30"): ("'2021-02-30' is no day of the calendar", "没有这一天"),
            ("page", "A" * 25): ("page AAAAAAAAAAAAAAAAAAAAAAAAA… has 25 characters; at most 24 are kept", "25 个字"),
            ("name_pattern", "{paper}.txt"): (
                "{paper} is none of {newspaper}, {date}, {page}, {edition}, {section}",
                "不在可用的字段",
            ),
            ("name_pattern", "{page"): (
                "'{page' cannot be read; write fields as {newspaper}, each with both its braces",
                "无法读懂",
            ),
            ("name_pattern", "{page}-{page}"): ("{page} stands in it twice", "出现了两次"),
            ("name_pattern", "{page}{section}"): (
                "two fields stand side by side with nothing between to part them",
                "两个字段",
            ),
            ("name_pattern", "{page:%Y}"): ("only {date} takes a format, not {page:%Y}", "只有 {date}"),
            ("name_pattern", "{date:%Y}"): (
                "{date:%Y} names no day; write {date:%Y%m%d} or {date:%Y-%m-%d}",
                "写成 {date:%Y%m%d}",
            ),
            ("name_pattern", "a.txt"): ("'a.txt' names no field, such as {date:%Y%m%d}", "没有字段"),
        }
        for (name, value), (english, chinese) in cases.items():
            order = {"files": [{"name": "a.txt", "text": "x"}], name: value}
            for language, told in (("en", english), ("zh-hans", chinese)):
                with self.subTest(value=value, language=language):
                    answer = self.client.post(IMPORTS, order, format="json", HTTP_ACCEPT_LANGUAGE=language)
                    (fault,) = answer.json()["errors"]
                    self.assertEqual(fault["field"], name)
                    self.assertIn(told, fault["message"])

    def test_entries_of_a_zip_are_counted_wherever_the_pieces_end_in_which_it_is_read(self):
        for before in range(CHUNK - 5, CHUNK + 2):
            stream = io.BytesIO(b"x" * before + ENTRY + b"y" * CHUNK + ENTRY)
            self.assertEqual((count_entries(stream), stream.tell()), (2, 0))

    @override_settings(UPLOAD_MAX_FILES=2)
    def test_too_many_files_are_refused(self):
        files = [(f"{n}.txt", "x") for n in range(3)]
        self.assertEqual(self.send(*files, status=400), {"files": ["too_many"]})
        packed = pack({f"{n}/": b"" for n in range(9)} | {"a.txt": b"x"})  # folders are none, but take room
        self.assertEqual(self.send(("a.zip", packed), status=400), {"files": ["too_many"]})
        packed = pack(dict.fromkeys("abc", b"x"))
        self.assertEqual(self.send(("a.zip", packed), status=400), {"files": ["too_many"]})

    @override_settings(UPLOAD_MAX_BYTES=1000, IMPORT_MAX_BYTES=800)
    def test_too_much_is_refused(self):
        self.assertEqual(self.send(("a.txt", "x" * 801), status=400), {"files": ["too_large"]})
        self.assertEqual(self.send(("a.txt", "x" * 700), ("b.txt", "x" * 700), status=400), {"files": ["too_large"]})

    @override_settings(UPLOAD_MAX_BYTES=10)
    def test_a_request_that_is_too_long_is_not_even_read(self):
        answer = self.client.post(IMPORTS, b"x" * 1_000_100, content_type="application/json")
        self.assertEqual((answer.status_code, answer["Content-Type"]), (413, "application/problem+json"))

    def test_who_may_only_read_may_not_send(self):
        self.client = client_of(make_reader())
        self.send(("a.txt", "x"), status=403)


class LookingTests(ImportingCase):
    def test_a_dry_run_tells_what_would_change_and_is_stored_when_asked(self):
        answer = self.send(("one.txt", make_page(1)), ("no.pdf", b"%PDF-"), dry_run=True)
        self.assertEqual((answer.json()["state"], answer.json()["stores"]), ("read", False))
        self.assertEqual((answer.json()["counts"]["new"], answer.json()["counts"]["failed"]), (1, 1))
        self.assertEqual(Page.objects.count(), 1)
        good, bad = self.read(f"imports/{answer.json()['id']}/preview/")
        self.assertEqual(good["preview"]["result"]["outcome"], "created")
        self.assertTrue(good["preview"]["stories"][0]["headline"])
        self.assertIn("PDF", bad["preview"]["reason"])
        stored = self.act(answer, "store", 202).json()
        self.assertEqual((stored["state"], stored["counts"]["new"], stored["counts"]["failed"]), ("finished", 1, 1))
        self.act(answer, "store", 409)
        self.act(answer, "discard", 409)

    def test_a_dry_run_is_discarded_and_nothing_is_left(self):
        answer = self.send(("one.txt", make_page(1)), dry_run=True)
        self.assertEqual(self.act(answer, "discard", 200).json()["state"], "discarded")
        self.assertFalse(UploadedFile.objects.exists())
        self.act(answer, "store", 409)


class UndoingTests(ImportingCase):
    def test_a_reviewer_undoes_a_run_and_an_editor_may_not(self):
        answer = self.send(("one.txt", make_page(1)))
        self.act(answer, "undo", 403)
        self.editor.groups.add(self.editor.groups.model.objects.get(name=REVIEWERS))
        self.client = client_of(type(self.editor).objects.get(pk=self.editor.pk))
        self.assertEqual(self.act(answer, "undo", 200).json()["state"], "undone")
        self.assertFalse(Article.objects.visible().filter(run=answer.json()["id"]).exists())
        self.act(answer, "undo", 409)

    def test_what_was_only_looked_at_is_not_undone_and_can_still_be_stored(self):
        self.editor.groups.add(self.editor.groups.model.objects.get(name=REVIEWERS))
        self.client = client_of(type(self.editor).objects.get(pk=self.editor.pk))
        answer = self.send(("one.txt", make_page(1)), dry_run=True)
        self.act(answer, "undo", 409)
        self.assertEqual(self.act(answer, "store", 202).json()["state"], "finished")
        thrown_away = self.send(("two.txt", make_page(2)), dry_run=True)
        self.act(thrown_away, "discard", 200)
        self.act(thrown_away, "undo", 409)


class DocumentTests(ImportingCase):
    def test_the_lines_of_the_document_are_answered_with_a_run_to_follow(self):
        lines = re.findall(r"^    (curl .+)$", described("imports"), re.MULTILINE)
        self.assertEqual(len(lines), 2)
        for number, line in enumerate(lines):
            words = shlex.split(line)
            told = {flag: [words[at + 1] for at, word in enumerate(words) if word == flag] for flag in ("-F", "-d")}
            if told["-F"]:
                fields = [field.split("=", 1) for field in told["-F"]]
                files = [(value[1:], make_page(at)) for at, (_, value) in enumerate(fields) if value[0] == "@"]
                answer = self.send(*files, **{name: value for name, value in fields if value[0] != "@"})
            else:
                answer = self.send_json(**json.loads(told["-d"][0]))
            with self.subTest(line=line):
                self.assertEqual(answer.json()["state"], ("finished", "read")[number])
                self.assertEqual(self.client.get(answer["Location"]).status_code, 200)
