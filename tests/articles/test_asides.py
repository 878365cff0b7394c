"""Photographs that stand in another story's column, and texts that begin another without a head. All is invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.extraction.types import ArticleKind

WATER = (
    "本报讯（记者 葛明）临河市启动供水管网改造，八支施工队伍进场更换老旧管道，城区供水压力明显改善。",
    "供水管网改造涉及三个街道，市供水公司负责人说，老旧管道更换之后，供水损耗下降，管网更加安全。",
    "市供水公司还把抢修电话贴到每栋楼，管网一出故障，抢修人员半小时内赶到，供水当天恢复。",
)
TEA = "近日，在石澜镇的茶园里，茶农们趁着好天气采春茶。石澜镇有茶园六千亩，茶叶卖到了省城。"
OWN = "11月2日，供水公司的抢修人员在更换老旧管道，八支施工队伍进场，管网改造后供水更安全。"


class Asides(SimpleTestCase):
    def test_a_photograph_in_another_storys_column_is_a_story_of_its_own(self):
        # What stands between the first and the second half of the report -> how many stories.
        table = [
            ("photographer in a line of his own", [TEA + "\n通讯员 柏 林 摄"], 2),
            ("photographer in brackets", [TEA + "（记者 郭小满 摄）"], 2),
            ("two paragraphs of caption", [TEA + "\n茶农们说，今年的茶叶价格比去年好。\n柏林 摄"], 2),
            ("the story's own photograph", [OWN + "\n通讯员 柏 林 摄"], 1),
        ]
        for name, between, count in table:
            with self.subTest(name):
                page = "\n\n".join(("供水管网换新颜", *WATER[:2], *between, WATER[2]))
                found = lay_out(page).articles
                self.assertEqual(len(found), count)
                self.assertIn("抢修人员半小时内赶到", found[0].body.text)
                if count == 2:
                    self.assertIs(found[1].kind, ArticleKind.PHOTO)
                    self.assertIn("茶农们趁着好天气", found[1].body.text)

    def test_a_torn_sentence_goes_on_under_a_photograph(self):
        at = WATER[2].index("修人员")
        torn, rest = WATER[2][:at], WATER[2][at:]
        page = "\n\n".join(
            ("供水管网换新颜", *WATER[:2], torn, "茶园春早 春茶飘香 茶农采茶忙", TEA, "记者 郭小满 摄", rest)
        )
        found = lay_out(page).articles
        self.assertTrue(found[0].body.text.endswith(WATER[2]))

    def test_a_caption_after_a_story_is_no_paragraph_of_it(self):
        page = "\n\n".join(("供水管网换新颜", *WATER, TEA, "乡村小学迎来新校舍", "□ 记者 李健", "孩子们告别旧校舍。"))
        self.assertEqual([len(draft.body.text) for draft in lay_out(page).articles][1], len(TEA))


class Heads(SimpleTestCase):
    def test_news_of_places_that_stand_apart_are_stories(self):
        page = "\n\n".join(
            (
                "石桥县 三条水渠同时通水",
                "石桥县的三条水渠同一天通了水，两千亩旱地有了水浇，沿渠农户告别了肩挑水的日子。",
                "柳溪县 四座水库开了工",
                "柳溪县的四座水库开始大修，修好以后下游三万人不再怕汛期。",
                "北岭区 八所学校换新灶",
                "北岭区为八所乡村学校更换新灶，学生们吃上了热饭热菜。",
            )
        )
        heads = [draft.headline.text if draft.headline else None for draft in lay_out(page).articles]
        self.assertEqual(heads, ["石桥县 三条水渠同时通水", "柳溪县 四座水库开了工", "北岭区 八所学校换新灶"])

    def test_names_in_brackets_alone_close_the_text_over_the_next_dateline(self):
        page = "\n".join(
            (*WATER[1:], "（记者 葛 明 何守拙）", "", "石澜日报讯（记者 韩小满）10月6日，石澜镇的蜜橘采收开始。")
        )
        found = lay_out(page).articles
        self.assertEqual(
            [draft.byline.text if draft.byline else None for draft in found], ["记者 葛 明 何守拙", "记者 韩小满"]
        )

    def test_an_event_and_that_it_takes_place_are_one_head(self):
        page = "\n".join(("石桥山货节暨农家戏台汇演活动", "在柳溪镇开幕", "", WATER[0], WATER[1]))
        headline = lay_out(page).articles[0].headline
        self.assertEqual(headline and headline.text, "石桥山货节暨农家戏台汇演活动在柳溪镇开幕")

    def test_a_bulleted_item_of_several_sentences_is_a_brief(self):
        item = "●8月20日，石桥镇的水渠通水。沿渠的农户说，浇地不用再等。镇里还修了便道。水费也降了。"
        page = "\n".join((item, "●近日，柳溪县为八所学校更换新灶。"))
        self.assertEqual([draft.kind for draft in lay_out(page).articles], [ArticleKind.BRIEF] * 2)
