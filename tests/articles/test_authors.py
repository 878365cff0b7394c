"""Authors named without a word for what they did. People and places are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.authors import is_author, is_pen_name, is_signed_author


class Authors(SimpleTestCase):
    def test_names_alone_are_an_author(self):
        for printed, expected in [
            ("葛明", True),
            ("葛 明", True),
            ("葛明 李健", True),
            ("葛明李健", True),
            ("葛晓明 李 健 孙维佳", True),
            ("阿依古丽·买买提", True),
            ("全市春耕全面展开", False),
            ("日前，教授葛明获得约瑟夫·斯隆奖。", False),
        ]:
            with self.subTest(printed):
                self.assertEqual(is_author(printed), expected)

    def test_a_box_or_letters_set_apart_are_a_pen_name(self):
        for printed, expected in [
            ("□ 半 江 月", True),
            ("◎宁　晓岚", True),
            ("瓦　夫", True),
            ("■ 野　渡", True),
            ("启　事", False),
            ("老街印象", False),
            ("■老街灯会今晚开场", False),
        ]:
            with self.subTest(printed):
                self.assertEqual(is_pen_name(printed), expected)

    def test_a_post_and_a_name_are_an_author(self):
        for printed, expected in [
            ("县农业农村局高级农艺师 葛明", True),
            ("柳溪县委书记 葛 明", True),
            ("中共柳溪县委书记葛明", True),
            ("临河大学 李健", True),
            ("临河实验小学五（3）班 李 健", True),
            ("访柳溪县委书记葛明", False),
            ("——记柳溪县水务局局长葛明", False),
            ("柳溪县新任县长就职 葛明", False),
            ("柳溪县委书记到会", False),
        ]:
            with self.subTest(printed):
                self.assertEqual(is_signed_author(printed), expected)
