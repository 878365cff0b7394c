"""Printed dates: print on the left, what is read on the right, by the issue's day where one is known."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.text.dates import DateKind, find_dates, read_day
from articles.text.days import Day, complete_day

ISSUE = "2021-02-05"

RESOLVED = [
    # full dates, in every shape
    ("2021年2月4日", "2021-02-04"),
    ("2021-02-04", "2021-02-04"),
    ("2021.2.4", "2021-02-04"),
    ("2021/02/04", "2021-02-04"),
    ("二〇二一年二月四日", "2021-02-04"),
    ("二○一九年十二月三十一日", "2019-12-31"),
    ("二零二一年十月", "2021-10"),
    ("２０２１年２月４日", "2021-02-04"),
    ("2020年 12月 30日", "2020-12-30"),
    ("20年12月", "2020-12"),
    # without a year: the one that brings it nearest to the issue
    ("2月4日", "2021-02-04"),
    ("12月30日", "2020-12-30"),
    ("10月，县里", "2020-10"),
    ("3月1日起施行", "2021-03-01"),
    ("十二月四日", "2020-12-04"),
    ("12月4号", "2020-12-04"),
    ("5日，多云", "2021-02-05"),
    ("31日，小雪", "2021-01-31"),
    ("昨(4)日", "2021-02-04"),
    ("昨天（4日）", "2021-02-04"),
    ("后天", "2021-02-07"),
    ("今明两天", "2021-02-05/2021-02-06"),
    ("昨日", "2021-02-04"),
    ("今天", "2021-02-05"),
    # months, quarters, halves
    ("2020年12月", "2020-12"),
    ("三月份", "2021-03"),
    ("本月", "2021-02"),
    ("上个月", "2021-01"),
    ("2020年第一季度", "2020-01/2020-03"),
    ("去年四季度", "2020-10/2020-12"),
    ("2020年上半年", "2020-01/2020-06"),
    ("前三季度", "2020-01/2020-09"),
    ("去年前11个月", "2020-01/2020-11"),
    ("2020年9月中旬", "2020-09-11/2020-09-20"),
    ("2月下旬", "2021-02-21/2021-02-28"),
    # spans
    ("2020年1—8月", "2020-01/2020-08"),
    ("2020年1至8月份", "2020-01/2020-08"),
    ("1月28日至29日", "2021-01-28/2021-01-29"),
    ("1月28—29日", "2021-01-28/2021-01-29"),
    ("2020年12月28日至2021年1月3日", "2020-12-28/2021-01-03"),
    ("2020年12月28日至次年1月3日", "2020-12-28/2021-01-03"),
    ("2016—2020年", "2016/2020"),
    ("2019年至2020年", "2019/2020"),
    ("从2019年3月动工，到2020年6月完工", "2019-03/2020-06"),
    ("“十三五”时期", "2016/2020"),
    ("20世纪90年代", "1990/1999"),
    # words that hang on the issue's day
    ("今年", "2021"),
    ("去年", "2020"),
    ("上年度", "2020"),
    ("前年", "2019"),
    ("去年12月", "2020-12"),
    ("今年以来", "2021"),
    ("年内", "2021"),
    ("2020年全年", "2020"),
    ("全年", "2020"),  # in the first two months a review speaks of the year just past
    # open ends, and as it stood
    ("2019年以来", "2019/.."),
    ("2018年起", "2018/.."),
    ("2020年10月开始", "2020-10/.."),
    ("2020年至今", "2020/.."),
    ("自去年集市开办以来", "2020/2021"),
    ("2月2日起", "2021-02-02"),
    ("截至8月底", "2020-08-31"),
    ("截至2020年底", "2020-12-31"),
    ("截止到2020年11月", "2020-11-30"),
    ("2020年末", "2020-12-31"),
    ("去年12月底", "2020-12"),
    ("到2020年底", "2020-12-31"),
    ("从2014年合作社成立到现在，", "2014/.."),
    ("头10个月", "2020-01/2020-10"),
    ("去冬今春", "2020/2021"),
    ("2019/2020榨季，全县", "2019/2020"),
    ("2019—2020学年", "2019/2020"),
    ("2019-20赛季", "2019/2020"),
    ("去冬以来，", "2020/2021"),
    ("饭堂昨开餐", "2021-02-04"),
    ("码头1月8日试运行以来，", "2021-01-08/.."),
    ("2021年以来，全市", "2021"),
    ("前日下午", "2021-02-03"),
    ("上周，菜价", "2021-01-25/2021-01-31"),
    ("国庆假期，景区", "2020-10-01/2020-10-08"),
    ("国庆节长假期间", "2020-10-01/2020-10-08"),
    ("2019年国庆黄金周", "2019-10-01/2019-10-07"),
    ("去年国庆假期", "2020-10-01/2020-10-08"),
    ("2008年国庆黄金周", "2008-09-29/2008-10-05"),
    ("1987年国庆假期", None),
    ("到1月底，", "2021-01-31"),
    ("到3月底，", "2021-03"),
    ("今冬明春", "2021/2022"),
    ("按90年不变价计算", "1990"),
    ("继93年突破之后", "1993"),
    ("自去年7月启动，", "2020-07/.."),
    ("截至1月31日", "2021-01-31"),
]

KINDS = [
    ("2月4日", DateKind.POINT),
    ("去年", DateKind.SPAN),
    ("1—8月", DateKind.SPAN),
    ("今年以来", DateKind.SINCE),
    ("2018年起", DateKind.SINCE),
    ("截至8月底", DateKind.UNTIL),
    ("较2015年改善", DateKind.BASE),
    ("比2019年增长", DateKind.BASE),
    ("去年同期", DateKind.BASE),
    ("上周同期", DateKind.BASE),
    ("较上周上涨", DateKind.BASE),
    ("较上年底降低", DateKind.BASE),
    ("比年初增加", DateKind.BASE),
    ("与第一季度相比", DateKind.BASE),
]

NO_DATES = [
    "2月30日", "13月1日", "2021年2月29日", "日前", "近日", "目前", "截至目前", "近年来", "近三年", "三年来", "10个月",
    "连续3日", "第5日", "3日游", "5日内", "三日后", "每月", "三月的风", "六月天", "农历二月初三", "正月十五",
    "日前日产", "2019/2022赛季",
    "上周六", "上周末", "国庆节前夕", "春节期间", "“五一”小长假",
    "农历12月8日", "24小时", "15分钟", "1—2名", "2020余人", "2000多年历史", "月亮", "12345热线", "5号楼",
    "七日谈", "半年内", "建国65年以来", "85年历史", "2021", "1+8+1",
]  # fmt: skip

WITHOUT_YEAR = [
    ("12月4日", "--12-04"),
    ("12月", "--12"),
    ("1—8月", "--01/--08"),
    ("7月28日至29日", "--07-28/--07-29"),
    ("第一季度", "--01/--03"),
    ("截至8月底", "--08-31"),
    ("截至2月底", "--02"),
    ("5日，晴", "---05"),
    ("昨(18)日", "---18"),
    ("去年", None),
    ("今年以来", None),
    ("昨日", None),
    ("国庆假期", None),
    ("本月", None),
    ("2月29日", "--02-29"),
]


class Reading(SimpleTestCase):
    def test_each_printed_date_is_read_by_the_issues_day(self):
        for printed, expected in RESOLVED:
            with self.subTest(printed):
                self.assertEqual([found.iso for found in find_dates(printed, ISSUE)], [expected])

    def test_each_date_says_what_part_it_plays(self):
        for printed, expected in KINDS:
            with self.subTest(printed):
                self.assertEqual([found.kind for found in find_dates(printed, "2023-09-09")], [expected])

    def test_what_is_no_date_is_left_out(self):
        for printed in NO_DATES:
            with self.subTest(printed):
                self.assertEqual(find_dates(printed, ISSUE), ())

    def test_where_no_year_is_known_none_is_guessed(self):
        for printed, expected in WITHOUT_YEAR:
            with self.subTest(printed):
                self.assertEqual([found.iso for found in find_dates(printed)], [expected])

    def test_this_year_is_not_the_year_told_before_it_where_the_issues_is_not_known(self):
        found = find_dates("是2012年的9倍；今年前4个月销售2亿元，今年上半年还会更多。")
        self.assertEqual([date.iso for date in found], ["2012", "--01/--04", "--01/--06"])

    def test_a_partial_issue_day_resolves_what_it_can(self):
        for printed, issue, expected in [
            ("12月4日", "--12-05", "--12-04"),
            ("今年", "--12-05", None),
            ("今年", "2021", "2021"),
            ("12月4日", "2021", "--12-04"),
            ("9月4日", "2021", "2021-09-04"),
            ("二季度", "2021-03-30", "2021-04/2021-06"),
            ("下半年", "2021-06-25", "2021-07/2021-12"),
            ("下半年", "2021-03-25", "2020-07/2020-12"),
            ("12月4日", "2021-02", "2020-12-04"),
            ("本月", "2021-02", "2021-02"),
            ("本月", "--12-05", "--12"),
            ("昨日", "2021-02", None),
        ]:
            with self.subTest(printed, issue=issue):
                self.assertEqual([found.iso for found in find_dates(printed, issue)], [expected])


class InContext(SimpleTestCase):
    def test_a_year_told_in_the_sentence_holds_for_the_days_after_it(self):
        for printed, expected in [
            ("2019年5月开工，10月建成", ["2019-05", "2019-10"]),
            ("2019年，全市植树千亩，11月通过验收。12月再启动", ["2019", "2019-11", "2020-12"]),
            ("2月3日、4日，两场大雪", ["2021-02-03", "2021-02-04"]),
            ("2020年度总结会于2月3日召开", ["2020", "2021-02-03"]),
            ("2019年，一季度同比增长，全年完成", ["2019", "2019-01/2019-03", "2019"]),
        ]:
            with self.subTest(printed):
                self.assertEqual([found.iso for found in find_dates(printed, ISSUE)], expected)

    def test_what_is_acquired_is_no_day(self):
        self.assertEqual(find_dates("先天和后天的原因，后天努力更要紧", ISSUE), ())

    def test_places_are_those_of_the_text_as_given(self):
        text = "昨天（4日），市里说，截至２０２０年底，已建成３座"
        self.assertEqual([text[d.start : d.end] for d in find_dates(text, ISSUE)], ["昨天（4日）", "２０２０年底"])

    def test_a_date_says_whether_its_year_was_printed(self):
        for printed, expected in [("2021年2月4日", False), ("2月4日", True), ("去年", True)]:
            with self.subTest(printed):
                self.assertEqual([found.relative for found in find_dates(printed, ISSUE)], [expected])
        self.assertTrue(find_dates("2月4日", ISSUE)[0].is_dated)
        self.assertFalse(find_dates("2月4日")[0].is_dated)


class Days(SimpleTestCase):
    def test_a_day_is_written_as_it_was_read(self):
        for iso in ("2021-02-05", "2021-02", "2021", "--12-05", "--12"):
            with self.subTest(iso):
                self.assertEqual(str(read_day(iso)), iso)

    def test_what_is_no_day_says_nothing(self):
        for iso in (None, "", "yesterday", "2021-02-30", "2021-13", "--02-30", "20210205"):
            with self.subTest(iso):
                self.assertEqual(read_day(iso), Day())


class CompleteDayTests(SimpleTestCase):
    def test_a_dateline_takes_the_year_of_its_issue(self):
        for dateline, issue, expected in [
            ("--12-04", "2022-12-05", "2022-12-04"),
            ("--12-31", "2023-01-01", "2022-12-31"),
            ("--02-01", "2023-01-31", "2023-02-01"),  # a magazine dated ahead: one month is no year
            ("--12-04", "2022", "2022-12-04"),
            ("--12-04", "--12-05", "--12-04"),
            ("--02-29", "2023-03-01", "--02-29"),  # on no calendar of that year
            ("2021-12-04", "2022-12-05", "2021-12-04"),
            ("--12-04", None, "--12-04"),
            (None, "2022-12-05", None),
        ]:
            with self.subTest(dateline=dateline, issue=issue):
                self.assertEqual(complete_day(dateline, issue), expected)
