"""Notices of lost people and things, and lines that end in a word that needs another. All is invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.extraction.types import ArticleKind, BlockKind

REPORT = "本报讯（记者 葛明）临河市启动供水管网改造，八支施工队伍进场更换老旧管道，城区供水压力明显改善。"
LOST = "葛守田，男，七十一岁，于上月从石桥镇家中走失，身穿灰色棉袄，有知其下落者请与家人联系。"
FOUND = "本站拾得棕色皮包一只，内有现金和证件若干，请失主持有效证件前来认领。"


class Notices(SimpleTestCase):
    def test_lost_and_found_head_notices_of_their_own(self):
        for head, text in [
            ("寻人启事", LOST),
            ("寻人", LOST),
            ("招领启事", FOUND),
            ("招领", FOUND),
            ("寻物启事", FOUND),
        ]:
            with self.subTest(head):
                found = lay_out("\n".join(("供水管网换新颜", REPORT, "", head, text, "10月6日"))).articles
                self.assertEqual(
                    [(draft.kind, draft.headline.text if draft.headline else None) for draft in found],
                    [(ArticleKind.NEWS, "供水管网换新颜"), (ArticleKind.NOTICE, head)],
                )

    def test_all_that_is_declared_lost_under_one_head_is_one_notice(self):
        items = ["▲葛守田遗失驾驶证，证号尾数5512，声明作废。", "▲石桥镇福满楼酒家遗失公章一枚，声明作废。"]
        found = lay_out("\n".join(("供水管网换新颜", REPORT, "", "遗失声明", *items))).articles
        self.assertEqual([draft.headline.text for draft in found], ["供水管网换新颜", "遗失声明"])
        self.assertEqual(found[1].body.text.count("声明作废"), 2)

    def test_a_line_that_ends_in_a_word_that_needs_another_is_no_head(self):
        for end in ("已经", "正在", "曾经", "一直", "进行", "通过", "以及"):
            with self.subTest(end):
                page = "\n".join(("供水管网换新颜", REPORT, "", f"目前改造工程{end}", "完成了大半，年底前全部通水。"))
                kinds = {
                    "".join(line.text for line in block.lines).startswith("目前"): block.kind
                    for block in lay_out(page).blocks
                }
                self.assertIs(kinds[True], BlockKind.BODY)
