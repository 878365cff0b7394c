"""Printed numbers and the values they are read as."""

from __future__ import annotations

from decimal import Decimal

from django.test import SimpleTestCase

from articles.text.numerals import Form, find_numbers, fold_digits, read_number


class NumberTests(SimpleTestCase):
    def test_a_number_is_read_whatever_it_is_printed_with(self) -> None:
        for printed, value in [
            # digits
            ("2930", "2930"),
            ("６４．２", "64.2"),
            ("1,100.9亿", "110090000000"),
            ("12,345,678", "12345678"),
            ("0.05", "0.05"),
            # an inner space, from a line closed up
            ("6 463", "6463"),
            # magnitudes
            ("8.93万", "89300"),
            ("3万4000", "34000"),
            ("1亿2000万", "120000000"),
            ("1.2千万", "12000000"),
            ("4千", "4000"),
            ("3个亿", "300000000"),
            ("1.2万亿", "1200000000000"),
            # numerals
            ("一千二百", "1200"),
            ("一千零五", "1005"),
            ("二〇二一", "2021"),
            ("十二", "12"),
            ("两千", "2000"),
            ("三万五", "35000"),
            ("一百二", "120"),
            ("一亿二千万", "120000000"),
            ("一万亿", "1000000000000"),
            ("三点五", "3.5"),
            ("百万", "1000000"),
            # parts of a whole
            ("1/3", "0.3333"),
            ("三分之二", "0.6667"),
            ("4分之3", "0.75"),
            ("百分之三点五", "3.5"),
            ("三成", "30"),
            ("七成半", "75"),
        ]:
            with self.subTest(printed):
                self.assertEqual(read_number(printed), Decimal(value))

    def test_what_is_not_one_number_has_no_value(self) -> None:
        for printed in ["", "几十", "数百", "一二三", "十百", "亿亿", "2023,100", "12家", "六七", "120/80", "第一"]:
            with self.subTest(printed):
                self.assertIsNone(read_number(printed))

    def test_two_neighbouring_numerals_are_two_values(self) -> None:
        for printed, least, most in [
            ("六七", "6", "7"),
            ("三四百", "300", "400"),
            ("十七八", "17", "18"),
            ("二十五六", "25", "26"),
            ("三五", "3", "5"),
            ("六七成", "60", "70"),
        ]:
            with self.subTest(printed):
                (number,) = find_numbers(printed)
                self.assertEqual((number.value, number.most), (Decimal(least), Decimal(most)))

    def test_a_number_tells_its_place_and_the_magnitude_that_closes_it(self) -> None:
        (number,) = find_numbers("投资8.93万元")
        self.assertEqual((number.start, number.end, number.scale), (2, 7, Decimal(10000)))

    def test_the_form_tells_parts_from_counts(self) -> None:
        for printed, form in [
            ("三分之一", Form.FRACTION),
            ("1/3", Form.FRACTION),
            ("三成", Form.TENTHS),
            ("百分之三", Form.PERCENT),
            ("三", Form.PLAIN),
        ]:
            with self.subTest(printed):
                (number,) = find_numbers(printed)
                self.assertEqual(number.form, form)

    def test_a_number_with_more_digits_than_a_database_keeps_is_left_out(self) -> None:
        self.assertEqual(len(list(find_numbers("123456789012345"))), 1)
        self.assertEqual(list(find_numbers("1234567890123456")), [])
        self.assertEqual(list(find_numbers("1" * 5000)), [])
        self.assertEqual(list(find_numbers("亿" * 5000)), [])
        self.assertEqual(list(find_numbers("9999万亿")), [])
        self.assertEqual(list(find_numbers("0.1234567")), [])

    def test_folding_keeps_every_character_in_its_place(self) -> None:
        self.assertEqual(fold_digits("达６４．２％，１／３"), "达64.2%，1/3")
        self.assertEqual(len(fold_digits("（６４．２％）")), 7)
