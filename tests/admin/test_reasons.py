"""Why the reader read so is told to editors in their language, and no phrase of the readers is forgotten."""

from __future__ import annotations

import errno
import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from django.utils import translation

from articles.extraction.types import Given
from articles.models import Article, Page
from metrics.models import Metric
from newsarchive.desk.reasons import PHRASES, find_unknown, read_phrases, tell_reason, translate_reason
from newsarchive.importer.pipeline import read_page
from newsarchive.importer.sources import KNOWN_BEGINNINGS, REASONS, find_files, read_source
from people.extraction.types import KnownNames
from people.matching import match_mention
from people.models import Mention
from tests.admin.rows import make_archive

PAGES = Path(settings.BASE_DIR) / "fixtures" / "pages"


# What has no Chinese name: places for words of the page, ids, formats and the tool that reads one.
NAMES = r"\{\w+\}|person-|Markdown|PDF|RTF|Office|pdftotext -layout"


class TranslationTests(SimpleTestCase):
    def test_a_reason_is_told_part_by_part(self) -> None:
        for stored, told in [
            ("head above its text", "标题在正文之上"),
            ("head above its text, heads alone; no headline", "标题在正文之上，只有标题；没有标题"),
            ("headline: the only head; news", "主题：唯一的标题；消息"),
            ("named after 记者", "在“记者”之后"),
            (
                "evidence +3.9 in log odds, as 副市长、市河湖办主任",
                "证据合计 +3.9（对数几率），身份为副市长、市河湖办主任",
            ),
            (
                "digits and unit; words before; period: date in the sentence; place: 全市 in the sentence",
                "数字与单位；前面的词语；时期：本句中的日期；地点：本句中的“全市”",
            ),
            (
                "The heads of the reports name it (2×); the bylines name it as the reporters' paper (1×).",
                "消息头写明（2 处）；署名写明是本报记者所属（1 处）。",
            ),
            (
                "The latest day that the stories tell is 2022-03-18; a daily prints such reports the next morning.",
                "稿件写到的最晚一天是 2022-03-18；日报次日早晨刊出这类消息。",
            ),
            (
                "Neither folio nor stories tell the day. The year 2022 rests on 2022年以来 in the stories.",
                "报眉和稿件都没有写明日期。年份 2022 的依据：稿件中的“2022年以来”。",
            ),
            (
                "others called 陆远 are someone else (person-1a: signs only in qlrb; person-2b: belongs to 青岭)",
                "其他叫陆远的是别人（person-1a：只在 qlrb 署名；person-2b：属于青岭）",
            ),
            ("signs in qlrb, but in another role than reporter", "在 qlrb 署过名，但不是记者"),
            ("chosen by an editor", "编辑选定"),
            ("empty: it holds no character", "空文件：没有任何字符"),
            ("not text but an image: the archive reads text", "不是文字，而是图片：档案只读文字"),
            ("binary: not text in UTF-8, UTF-16, GB18030 or Big5", "不是文字：没有一种可识别的编码能读"),
            (
                "too large: 3,000,000 bytes, and at most 2,000,000 are read (IMPORT_MAX_BYTES)",
                "太大：3,000,000 字节，最多读 2,000,000 字节",
            ),
        ]:
            with self.subTest(stored):
                self.assertEqual(translate_reason(stored), told)
                self.assertEqual(find_unknown(stored), [])

    def test_every_reason_why_a_file_is_not_read_has_its_chinese(self) -> None:
        told = [f"not text but {what}" for _beginning, what in KNOWN_BEGINNINGS]
        for stored in (*told, *REASONS.values(), f"the folder cannot be opened: {REASONS[errno.EACCES]}"):
            with self.subTest(stored):
                self.assertEqual(find_unknown(stored), [])

    def test_what_is_not_known_stays_as_it_is(self) -> None:
        for stored in ("", "a phrase, that nobody wrote; down.", "按上下文，编辑说", "{why}"):
            with self.subTest(stored):
                self.assertEqual(translate_reason(stored), stored)
        self.assertEqual(translate_reason("no headline; a new phrase"), "没有标题；a new phrase")
        self.assertEqual(find_unknown("no headline; a new phrase"), ["a new phrase"])

    def test_an_editor_who_reads_english_is_told_what_is_stored(self) -> None:
        with translation.override("en"):
            self.assertEqual(tell_reason("no headline"), "no headline")
        with translation.override("zh-hans"):
            self.assertEqual(tell_reason("no headline"), "没有标题")

    def test_every_phrase_has_its_chinese_with_the_same_places(self) -> None:
        self.assertGreater(len(read_phrases()), 80)
        for pattern, chinese in read_phrases():
            with self.subTest(chinese):
                self.assertNotRegex(re.sub(NAMES, "", chinese), "[A-Za-z]")
                self.assertEqual(set(pattern.groupindex), set(re.findall(r"\{(\w+)\}", chinese)))


class PhrasesOfTheReadersTests(SimpleTestCase):
    def test_every_reason_on_the_sample_pages_has_its_chinese(self) -> None:
        unknown: dict[str, str] = {}
        for reason in self.find_reasons():
            for part in find_unknown(reason):
                unknown.setdefault(part, reason)
        told = "\n".join(f"  {part!r}\n      in {reason[:160]!r}" for part, reason in sorted(unknown.items()))
        self.assertFalse(unknown, f"Editors would read these in English. Give each a row in {PHRASES.name}:\n{told}")

    def find_reasons(self) -> set[str]:
        reasons: set[str] = set()
        for file in find_files([PAGES]).files:
            reading = read_page(read_source(file, 10**6, Given()), KnownNames())
            reasons |= {reading.issue.newspaper_basis, reading.issue.date_basis, *reading.warnings}
            for article in reading.articles:
                reasons |= {article.draft.why, *(metric.why for metric in article.metrics)}
                for mention in article.mentions:
                    reasons |= {mention.why, match_mention(mention, "qlrb", ()).why}
        self.assertGreater(len(reasons), 50)
        return reasons - {""}


class ToldInTheAdminTests(TestCase):
    def test_forms_tell_reasons_in_the_editors_language(self) -> None:
        story = make_archive()
        self.client.force_login(User.objects.create_superuser("xie", password="xie"))
        Article.objects.filter(pk=story.pk).update(why="no headline", confidence=0.5)
        Mention.objects.update(why="named after 记者", match_why="signs in qlrb as reporter already")
        Metric.objects.update(why="digits and unit; words before")
        Page.objects.update(
            newspaper_basis="The page does not name its paper.",
            warnings=["damaged bytes replaced: 2"],
            repairs=[
                {"span": [19, 27], "kind": "doubled", "as_read": "春灌"},
                {"span": [0, 2], "kind": "markdown", "as_read": ""},
            ],
        )
        for row, chinese, english in [
            (story, ["没有标题", "0.50"], ["no headline"]),
            (Mention.objects.first(), ["在“记者”之后", "以记者身份署名"], ["named after 记者", "signs in qlrb"]),
            (Metric.objects.first(), ["数字与单位；前面的词语"], ["digits and unit"]),
            (
                story.page,
                ["没有写明是什么报纸", "替换的损坏字节：2", "“青岭春灌全面展开”读作“春灌”", "略过排版符号"],
                ["does not name its paper", "damaged bytes replaced: 2", "was read as"],
            ),
        ]:
            url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=(row.pk,))
            for language, wanted in (("zh-hans", chinese), ("en", english)):
                told = self.client.get(url, headers={"accept-language": language})
                for text in wanted:
                    with self.subTest(row=str(row), language=language, text=text):
                        self.assertContains(told, text)
