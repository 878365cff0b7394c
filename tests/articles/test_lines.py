"""Lines of a page, measured."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.lines import is_balanced, is_stopped, measure_lines, split_lines


class Lines(SimpleTestCase):
    def test_every_kind_of_line_break_ends_a_line_and_offsets_lead_to_the_page(self):
        page = "甲\r\n乙\n\n丙\u2028丁"
        lines = split_lines(page)
        self.assertEqual([line.text for line in lines], ["甲", "乙", "", "丙", "丁"])
        self.assertTrue(all(page[line.start : line.end] == line.text for line in lines))

    def test_markdown_and_bullets_are_left_out_of_what_is_read(self):
        for printed, read, level, bullet in [
            ("## 我市启动供水改造", "我市启动供水改造", 2, False),
            ("> 我市启动供水改造", "我市启动供水改造", 0, False),
            ("●全市会议召开", "全市会议召开", 0, True),
            ("○全市会议召开", "全市会议召开", 0, True),
            ("○年减少9.3万亩", "○年减少9.3万亩", 0, False),  # 一九八 / ○年
            ("我市启动供水改造", "我市启动供水改造", 0, False),
        ]:
            with self.subTest(printed):
                line = measure_lines(split_lines(printed))[0]
                self.assertEqual((line.read.text, line.level, line.bullet), (read, level, bullet))

    def test_blank_lines_and_indents_are_counted(self):
        lines = measure_lines(split_lines("甲乙\n\n\n　　丙丁\n戊己"))
        self.assertEqual([line.blanks for line in lines], [0, 2, 0])
        self.assertEqual([line.indent for line in lines], [False, True, False])

    def test_a_column_is_found_where_lines_share_a_width_and_not_elsewhere(self):
        narrow = measure_lines(split_lines("\n".join(["全市农田灌溉工作推进会今天上"] * 6)))
        self.assertTrue(all(line.column == 14 for line in narrow))
        mixed = measure_lines(split_lines("标题\n" + "全市农田灌溉工作推进会今天上午召开。" * 9))
        self.assertTrue(all(line.column is None for line in mixed))

    def test_blank_lines_over_every_line_part_nothing(self):
        wrapped = "全市灌溉工作会，今天上\n午在临河召开，李健出\n席会议并讲话，会议要\n求各镇尽快落实。"
        for name, page, expected in [
            ("lines of a column", wrapped, [0, 0, 0, 0]),
            ("a blank line over each", wrapped.replace("\n", "\n\n"), [0, 0, 0, 0]),
            ("three where stories part", wrapped.replace("\n", "\n\n") + "\n\n\n\n甲乙", [0, 0, 0, 0, 1]),
            ("paragraphs parted by one", "会议召开。\n\n李健出席。\n\n葛明讲话。", [0, 1, 1]),
            ("paragraphs parted by three", "会议召开。\n\n\n\n李健出席。\n\n\n\n葛明讲话。", [0, 1, 1]),
        ]:
            with self.subTest(name):
                self.assertEqual([line.blanks for line in measure_lines(split_lines(page))], expected)

    def test_lines_broken_by_count_are_of_one_width_whatever_figures_they_hold(self):
        text = "全市投资1380万元改造管网260公里，惠及居民50000户，群众满意度明显提高，今年还要再改造管网1200公里。"
        lines = measure_lines(split_lines("\n".join(text[i : i + 10] for i in range(0, 50, 10))))
        self.assertEqual(len({line.ems for line in lines}), 1)
        self.assertEqual({line.column for line in lines}, {lines[0].ems})

    def test_a_line_is_as_wide_as_its_column_where_what_follows_had_no_room_in_it(self):
        text = "全市灌溉工作会议今天上午召开强"
        for name, line, after, filled in [
            ("a figure", text[:14], "2021年全市" + text[:9], True),
            ("a figure that had room", text[:13], "20年全市" + text[:9], False),
            ("a word of Latin letters", text[:14], "DN600主管" + text[:8], True),
            ("a bracket and a figure", text[:13], "《2021年规划》" + text[:7], True),
            ("a character", text[:13], text[:14], False),
        ]:
            with self.subTest(name):
                found = measure_lines(split_lines("\n".join([text] * 5 + [line, after] + [text] * 5)))[5]
                self.assertEqual(found.ems == found.column, filled)

    def test_what_ends_a_sentence(self):
        for printed, expected in [
            ("会议召开。", True),
            ("“好！”", True),
            ("会议召开。(葛明)", True),
            ("会议召开。（县供水公司葛明）（记者李健）", True),
            ("会议召开。【葛明】", True),
            ("会议召开", False),
            ("会议召开，", False),
            ("节日（图片）", False),
            ("", False),
        ]:
            with self.subTest(printed):
                self.assertEqual(is_stopped(printed), expected)

    def test_names_torn_or_far_behind_a_sentence_end_the_text(self):
        for printed, expected in [
            ("会议今天上午召开。（记者 葛\n明）", True),
            ("会议今天上午召开。（\n记者 葛明）", True),
            ("会议今天上午在柳溪县召开。　葛 明", True),
            ("会议今天上午（第二次\n会议）", False),
            ("会议今天上午在柳溪县召开。　随后", False),
        ]:
            with self.subTest(printed):
                self.assertEqual(measure_lines(split_lines(printed))[-1].stops, expected)

    def test_marks_that_open_and_do_not_close(self):
        self.assertTrue(is_balanced("“好”"))
        self.assertFalse(is_balanced("“好"))
        self.assertFalse(is_balanced('说"好'))
