"""Encodings are recognised, and damage is counted, whatever a file holds."""

from __future__ import annotations

import random

from django.test import SimpleTestCase

from newsarchive.importer.decoding import NotTextError, decode_bytes
from tests.generated import make_page

SIMPLIFIED = (
    "柳溪县新增绿地三百亩，",
    "本报讯（记者 周小满）",
    "今天多云，气温3～9℃",
    "柳溪镇春茶开采 每斤850元",
    "第3版 2021年3月5日 星期五",
    make_page(1),
    make_page(2),
)
TRADITIONAL = ("雲嶺縣新增公園三處，市民", "專題報導：港口貨運量增長")


class DecodingTest(SimpleTestCase):
    def test_every_encoding_is_recognised_on_pages_and_on_a_dozen_characters(self):
        cases = [(text, name) for text in SIMPLIFIED for name in ("gb18030", "utf-16-le", "utf-16-be")]
        cases += [(text, name) for text in TRADITIONAL for name in ("big5", "gb18030", "utf-16-le", "utf-16-be")]
        cases += [(text, "utf-8") for text in SIMPLIFIED + TRADITIONAL]
        for text, encoding in cases:
            with self.subTest(text=text[:12], encoding=encoding):
                decoded = decode_bytes(text.encode(encoding))
                self.assertEqual((decoded.text, decoded.encoding, decoded.damaged), (text, encoding, 0))

    def test_a_mark_at_the_beginning_decides_and_is_no_character_of_the_page(self):
        for encoding, named in [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")]:
            with self.subTest(encoding):
                decoded = decode_bytes(SIMPLIFIED[0].encode(encoding))
                self.assertEqual((decoded.text, decoded.encoding), (SIMPLIFIED[0], named))

    def test_damaged_bytes_are_replaced_and_counted(self):
        for encoding in ("utf-8", "gb18030"):
            with self.subTest(encoding):
                raw = bytearray(make_page(1).encode(encoding))
                raw[6] = 0xFF
                decoded = decode_bytes(bytes(raw))
                self.assertEqual(decoded.encoding, encoding)
                self.assertEqual(decoded.damaged, decoded.text.count("\ufffd"))
                self.assertGreater(decoded.damaged, 0)
                self.assertTrue(decoded.text.endswith(make_page(1)[10:]))

    def test_a_character_replaced_before_is_not_damage_of_this_file(self):
        self.assertEqual(decode_bytes("柳溪日报\ufffd今天的人们".encode()).damaged, 0)
        self.assertEqual(decode_bytes("柳溪日报\ufffd今天的人们".encode() + b"\xff\xfe").damaged, 2)

    def test_nul_is_damage_because_not_every_database_can_store_it(self):
        decoded = decode_bytes("柳溪\0日报，今天".encode())
        self.assertEqual((decoded.text, decoded.damaged), ("柳溪\ufffd日报，今天", 1))

    def test_line_breaks_of_every_kind_become_line_feeds(self):
        self.assertEqual(decode_bytes("甲\r\n乙\r丙\n丁".encode()).text, "甲\n乙\n丙\n丁")

    def test_what_is_no_text_is_refused(self):
        noise = random.Random(7).randbytes
        for name, raw in [
            ("random bytes", noise(4000)),
            ("controls", bytes(range(32)) * 20),
            ("every byte", bytes(range(256)) * 10),
            ("only NUL", b"\0" * 500),
            ("a mark and noise", b"\xff\xfe" + noise(400)),
            ("two values", b"\0\xff" * 500),
        ]:
            with self.subTest(name), self.assertRaises(NotTextError):
                decode_bytes(raw)

    def test_text_in_other_scripts_is_text(self):
        for text in ("Harvest up 12% in Liuxi County", "Рисовые поля", "123 456 789\n", "稻の収穫"):
            with self.subTest(text):
                self.assertEqual(decode_bytes(text.encode()).text, text)
