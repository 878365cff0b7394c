"""Furniture told by its place. People, places and papers are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.cohesion import PageWords
from articles.extraction.kinds import sort_lines
from articles.extraction.lines import measure_lines, split_lines
from articles.extraction.types import BlockKind

TEXT = "今年以来，临河市围绕供水、供热和供气三件事，投资三千多万元改造老旧管网，惠及五万户居民，群众满意度明显提高。"


def find_furniture(page: str) -> list[str]:
    lines = measure_lines(split_lines(page))
    sorted_lines = sort_lines(page, lines, PageWords(line.flat for line in lines))
    return [line.measured.line.text for line in sorted_lines if line.kind is BlockKind.FURNITURE]


class Zones(SimpleTestCase):
    def test_what_the_page_sets_where_furniture_stands_is_furniture(self):
        for name, page, expected in [
            (
                "a line of a folio that no rule knows",
                f"2012年3月2日 星期五\n临河县委主管 豫临准字第0417号\n第2版 综合新闻\n\n改造老旧管网\n{TEXT}",
                ["2012年3月2日 星期五", "临河县委主管 豫临准字第0417号", "第2版 综合新闻"],
            ),
            (
                "a date among short words at the top",
                f"6 临河观察 2019年3月2日 星期六 责任编辑 葛明 值班 李健\n\n改造老旧管网\n\n{TEXT}",
                ["6 临河观察 2019年3月2日 星期六 责任编辑 葛明 值班 李健"],
            ),
            ("a flag over briefs", f"{TEXT}\n\n短波快报\n■{TEXT}\n■{TEXT}", ["短波快报"]),
            ("a flag over headed briefs", f"四方来风\n▲旧书换绿植\n{TEXT}\n▲老街办灯会\n{TEXT}", ["四方来风"]),
            ("a head over one bulleted line", f"改造老旧管网\n- 五万户居民受益\n{TEXT}", []),
            (
                "page and section over the folio",
                f"4\n县　区　经　纬\n2011年5月19日　星期四\n\n改造老旧管网\n\n{TEXT}",
                ["4", "县　区　经　纬", "2011年5月19日　星期四"],
            ),
            (
                "teasers that name their page last",
                f"临河晚报\n老街改造下月动工　　A9\n灯会今晚在江边开场　　B3\n\n改造老旧管网\n\n{TEXT}",
                ["临河晚报", "老街改造下月动工　　A9", "灯会今晚在江边开场　　B3"],
            ),
            ("a flag over boxed items", f"{TEXT}\n\n社区短波\n【东关街道】{TEXT}\n【西关街道】{TEXT}", ["社区短波"]),
            (
                "a figure in a head",
                f"新闻热线 3581234\n\n老街发布岗位10700个\n\n□ 记者 葛明\n\n{TEXT}",
                ["新闻热线 3581234"],
            ),
            ("a flag over items under rare bullets", f"{TEXT}\n\n短波快报\n⊙{TEXT}\n⊙{TEXT}", ["短波快报"]),
            (
                "a paper's short name over Latin letters",
                f"北溪报\nBEIXI BAO\n（汉文版）\n2011年5月19日　星期四\n\n改造老旧管网\n\n{TEXT}",
                ["北溪报", "BEIXI BAO", "（汉文版）", "2011年5月19日　星期四"],
            ),
            (
                "a list of pages with sections that no rule knows",
                f"A01版 要闻　A02版 时政　A03版 乡野·丘陵纪事　B01—B08版 健康周刊\n\n改造老旧管网\n\n{TEXT}",
                ["A01版 要闻　A02版 时政　A03版 乡野·丘陵纪事　B01—B08版 健康周刊"],
            ),
            (
                "a date in parts with a large figure",
                f"{TEXT}\n2011年5月\n19\n星期四\n北溪日报",
                ["2011年5月", "19", "星期四", "北溪日报"],
            ),
            (
                "a call to scan a code",
                f"{TEXT}\n\n北溪有故事 你我来分享 扫码加群 @晚报君\n\n改造老旧管网\n\n{TEXT}",
                ["北溪有故事 你我来分享 扫码加群 @晚报君"],
            ),
            (
                "a guide in the middle of the page",
                f"{TEXT}\n\n今日导读\n老街改造下月动工 二版\n\n改造老旧管网\n\n{TEXT}",
                ["今日导读", "老街改造下月动工 二版"],
            ),
            (
                "a code's caption with a space",
                f"{TEXT}\n\n扫一扫 关注“北溪晚报”\n\n改造老旧管网\n\n{TEXT}",
                ["扫一扫 关注“北溪晚报”"],
            ),
            ("a chart's years", f"新闻热线 3581234\n2010　2011　2012\n改造老旧管网\n{TEXT}", ["新闻热线 3581234"]),
            ("heads that begin with a count", f"41家单位作答\n\n36天建成一座桥\n\n□ 记者 葛明\n\n{TEXT}", []),
            (
                "teasers that name their page first",
                f"临河晚报\nA3 老街改造\n下月动工\nA5 灯会开场\n\n改造老旧管网\n{TEXT}",
                ["临河晚报", "A3 老街改造", "下月动工", "A5 灯会开场"],
            ),
            (
                "a teaser with its page under it",
                f"临河晚报\n\n老街改造下月动工\n2版\n\n改造老旧管网\n{TEXT}",
                ["临河晚报", "老街改造下月动工", "2版"],
            ),
            (
                "the weather under a masthead",
                f"临河晚报\n2019年3月2日 星期六\n今日天气 晴转多云 4℃～15℃\n\n改造老旧管网\n{TEXT}",
                ["临河晚报", "2019年3月2日 星期六", "今日天气 晴转多云 4℃～15℃"],
            ),
            (
                "duties and addresses at the foot that no rule knows one by one",
                f"改造老旧管网\n{TEXT}\n\n本刊地址：临河县文化楼 电话：5550123 传真：5550124 稿件一经采用，即付稿酬",
                ["本刊地址：临河县文化楼 电话：5550123 传真：5550124 稿件一经采用，即付稿酬"],
            ),
            (
                "a folio parted by bars",
                f"临河乡音｜乡情・侨情｜第2版｜2014年3月5日｜第86期\n\n改造老旧管网\n{TEXT}",
                ["临河乡音｜乡情・侨情｜第2版｜2014年3月5日｜第86期"],
            ),
            ("heads at the top with a figure before them", f"临河晚报\n\n12条老街改造完工\n{TEXT}", ["临河晚报"]),
            ("a date in a sentence", f"2019年3月2日，临河市召开会议，星期六还要再开。\n{TEXT}", []),
        ]:
            with self.subTest(name):
                self.assertEqual(find_furniture(page), expected)
