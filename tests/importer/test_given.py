"""What options, manifest and file names say of a page, and what is wrong usage."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.test import SimpleTestCase

from newsarchive.importer.given import Facts, UsageError, join_facts, read_date, read_manifest, read_name_pattern
from newsarchive.importer.sources import FoundFile


class NamePatternTest(SimpleTestCase):
    def test_file_names_tell_what_the_pattern_names(self):
        for pattern, path, expected in [
            (
                "{newspaper}_{date:%Y%m%d}_{page}.txt",
                "柳溪日报_20210205_03.txt",
                {"newspaper": "柳溪日报", "date": "2021-02-05", "page": "03"},
            ),
            ("{date}-{page}.txt", "2021-02-05-A01.txt", {"date": "2021-02-05", "page": "A01"}),
            ("{date:%Y%m%d}{page}.txt", "2021020503.txt", {"date": "2021-02-05", "page": "03"}),
            (
                "{newspaper}/{date:%Y}/{page}.txt".replace("{date:%Y}", "{date:%Y-%m-%d}"),
                "scans/lxrb/2021-02-05/3.txt",
                {"newspaper": "lxrb", "date": "2021-02-05", "page": "3"},
            ),
            ("{}_{date:%y%m%d}.{}", "scan-17_210205.md", {"date": "2021-02-05"}),
            (
                "{newspaper}({edition})_{section}.txt",
                "柳溪日报(早)_要闻.txt",
                {"newspaper": "柳溪日报", "edition": "早", "section": "要闻"},
            ),
            ("{date:%Y%j}.txt", "2021036.txt", {"date": "2021-02-05"}),
        ]:
            with self.subTest(pattern):
                facts = read_name_pattern(pattern).match(Path(path))
                self.assertIsNotNone(facts)
                self.assertEqual(dict(facts.fields), expected)

    def test_a_name_that_does_not_fit_tells_nothing(self):
        pattern = read_name_pattern("{newspaper}_{date:%Y%m%d}_{page}.txt")
        for name in (
            "柳溪日报_20210205.txt",
            "柳溪日报_20210230_03.txt",
            "柳溪日报_20210205_03.md",
            "_20210205_03.txt",
        ):
            with self.subTest(name):
                self.assertIsNone(pattern.match(Path(name)))

    def test_a_pattern_that_cannot_be_used_says_what_is_wrong(self):
        for pattern, complaint in [
            ("{paper}.txt", "{paper} is none of {newspaper}, {date}, {page}, {edition}, {section}"),
            ("{newspaper.__class__}.txt", "is none of"),
            ("{0}.txt", "is none of"),
            ("{newspaper!r}.txt", "is none of"),
            ("{date}{date}.txt", "twice"),
            ("{newspaper}{page}.txt", "side by side"),
            ("{page:03}.txt", "only {date} takes a format"),
            ("{date:%Y-%m}.txt", "names no day"),
            ("{date:%A}.txt", "names no day"),
            ("{newspaper.txt", "--name-pattern"),
            ("page.txt", "names no field"),
        ]:
            with self.subTest(pattern), self.assertRaises(UsageError) as caught:
                read_name_pattern(pattern)
            self.assertIn(complaint, str(caught.exception))


class DateTest(SimpleTestCase):
    def test_dates_as_people_and_spreadsheets_write_them(self):
        for written in ("2021-02-05", "2021/2/5", "2021.2.5", "2021年2月5日", "20210205", " 2021-2-5 "):
            with self.subTest(written):
                self.assertEqual(read_date(written).isoformat(), "2021-02-05")

    def test_what_is_no_day_is_refused(self):
        for written in (
            "2021-02-30",
            "2021-13-01",
            "5.2.2021",
            "2021-02",
            "yesterday",
            "2021-0205",
            "２０２１-０２-３０",
        ):
            with self.subTest(written), self.assertRaises(UsageError):
                read_date(written)


class ManifestTest(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.files = [FoundFile(self.folder / name, name) for name in ("1.txt", "a/2.txt", "b/2.txt", "3.txt")]

    def read(self, content: str, encoding: str = "utf-8") -> dict[str, dict[str, str]]:
        path = self.folder / "pages.csv"
        path.write_bytes(content.encode(encoding))
        known = read_manifest(path, self.files)
        return {file.name: dict(known[file.path].fields) for file in self.files if file.path in known}

    def complaint(self, content: str) -> str:
        with self.assertRaises(UsageError) as caught:
            self.read(content)
        return str(caught.exception)

    def test_each_row_speaks_of_one_file(self):
        read = self.read(
            "source_name,newspaper,date,page,edition,section\n"
            '1.txt,柳溪日报,2021/2/5,03,,"要闻, 综合"\n'
            "\n"
            "a/2.txt,柳溪日报,2021-02-06,,早,\n"
        )
        empty = dict.fromkeys(("page", "edition", "section"), "")
        self.assertEqual(
            read,
            {
                "1.txt": {
                    **empty,
                    "newspaper": "柳溪日报",
                    "date": "2021-02-05",
                    "page": "03",
                    "section": "要闻, 综合",
                },
                "a/2.txt": {**empty, "newspaper": "柳溪日报", "date": "2021-02-06", "edition": "早"},
            },
        )

    def test_tables_as_spreadsheets_save_them(self):
        for separator, encoding in [(",", "utf-8-sig"), (",", "gb18030"), (";", "utf-8"), ("\t", "utf-16")]:
            with self.subTest(separator=separator, encoding=encoding):
                table = "source_name,newspaper\r\n1.txt,柳溪日报\r\n".replace(",", separator)
                self.assertEqual(self.read(table, encoding), {"1.txt": {"newspaper": "柳溪日报"}})

    def test_a_table_that_cannot_be_used_names_the_row_and_what_to_do(self):
        for content, complaints in [
            ("", ["first row must name the columns"]),
            ("1.txt,柳溪日报\n", ["first row must name the columns"]),
            ("source_name,paper\n1.txt,柳溪日报\n", ["'paper'", "none of", "rename it"]),
            ("source_name,date,date\n1.txt,,\n", ["'date'", "twice"]),
            ("source_name,page\n9.txt,1\n", ["row 2", "9.txt", "mend the name"]),
            ("source_name,page\n1.txt,1\n1.txt,2\n", ["row 3", "row 2 already", "keep one"]),
            ("source_name,page\n2.txt,1\n", ["row 2", "2 files are called 2.txt", "a/2.txt"]),
            ("source_name,date\n1.txt,2021-02-30\n", ["row 2", "1.txt", "2021-02-30"]),
            ("source_name,page\n1.txt,1,2\n", ["row 2", "3 cells under 2 columns"]),
            ("source_name,page\n,1\n", ["row 2", "source_name is empty"]),
            (f"source_name,page\n1.txt,{'9' * 25}\n", ["row 2", "at most 24"]),
            ('source_name,page\n1.txt,"1\n', ["save it as CSV"]),
        ]:
            with self.subTest(content):
                said = self.complaint(content)
                for complaint in complaints:
                    self.assertIn(complaint, said)

    def test_a_table_that_is_not_there_or_no_text_is_named(self):
        with self.assertRaisesMessage(UsageError, "--manifest"):
            read_manifest(self.folder / "missing.csv", self.files)
        (self.folder / "noise.csv").write_bytes(bytes(range(256)))
        with self.assertRaisesMessage(UsageError, "no text"):
            read_manifest(self.folder / "noise.csv", self.files)


class PrecedenceTest(SimpleTestCase):
    def test_field_by_field_the_closest_word_counts_and_the_basis_says_whose_it_is(self):
        given = join_facts(
            Facts({"newspaper": "", "page": "3"}, "pages.csv, row 2"),
            None,
            Facts({"newspaper": "柳溪日报"}, "option"),
            Facts({"newspaper": "lxrb", "page": "03", "date": "2021-02-05"}, "the file's name"),
        )
        self.assertEqual((given.newspaper, given.page_label, given.date), ("柳溪日报", "3", "2021-02-05"))
        self.assertEqual(
            given.basis,
            "page given by pages.csv, row 2; newspaper given by option; date given by the file's name",
        )

    def test_nothing_known_is_nothing_given(self):
        self.assertEqual(join_facts(None, None).basis, "")
