"""News in brief under bullets, and lists that are none. People and places are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out

REPORT = "本报讯（记者 葛明）临河市启动供水管网改造，八支施工队伍进场更换老旧管道，城区供水压力明显改善。"
MORE = "供水管网改造涉及三个街道，市供水公司负责人说，老旧管道更换之后，供水损耗下降。"
BRIEFS = (
    "●去年，全市新建农家书屋三百一十家，藏书四十万册。",
    "●1月16日，全市安全生产工作会议召开，副市长何守拙出席会议。",
    "●市慈善总会把首批慰问金发到一千户困难家庭手中。",
)
PARTS = (
    "●稳增长　全市生产总值再创新高，工业用电量增长一成。",
    "●上项目　重点项目完成投资过半，新开工二十个。",
    "●惠民生　改造老旧小区十二个，新增学位两千个。",
)
OF_TOWNS = (
    "●柳溪镇　新修的步道通了，居民饭后来散步。",
    "●石桥镇　农家书屋开了门，孩子们放学后来看书。",
    "●白塔镇　渠水流进田里，村民不再为浇地发愁。",
)
MEASURES = (
    "●加强领导，把责任落实到每一个人。",
    "●严格检查，发现一处整改一处。",
    "●广泛宣传，让每户人家都知道。",
)


class Briefs(SimpleTestCase):
    def test_bulleted_news_after_a_story_are_briefs_and_a_storys_measures_are_not(self):
        # What stands over the bullets, the items -> how many stories.
        table = [
            ("under a text", ["供水管网换新颜", REPORT, MORE], BRIEFS, 4),
            ("under a head and its byline below", [REPORT, MORE, "供水管网换新颜", "本报记者 葛明"], BRIEFS, 4),
            ("measures of a story", ["供水管网换新颜", REPORT, MORE], MEASURES, 1),
            ("announced by a colon", ["供水管网换新颜", REPORT, "改造分三步："], BRIEFS, 1),
            ("one item alone", ["供水管网换新颜", REPORT, MORE], BRIEFS[:1], 1),
            ("parts with labels of one length", ["供水管网换新颜", REPORT, MORE], PARTS, 1),
            ("such parts under a head", ["供水管网换新颜", REPORT, "", "数读全年"], PARTS, 2),
            ("reports of towns under their section", ["供水管网换新颜", REPORT, "", "乡镇快讯"], OF_TOWNS, 4),
            ("a list under a headline of its own", ["市供水公司公布八项便民新措施"], BRIEFS, 1),
        ]
        for name, over, items, count in table:
            with self.subTest(name):
                self.assertEqual(len(lay_out("\n".join((*over, *items))).articles), count)

    def test_the_regions_name_alone_between_two_texts_is_the_pages(self):
        one = "本报石桥讯 石桥镇的农家书屋开门了，孩子们放学后来看书，老人们来读报，书屋里坐满了人。"
        two = "本报石桥讯 石桥镇的水渠修好了，渠水流进每一块田里，村民们不再为浇地发愁。"
        page = "\n\n".join(("农家书屋开了门", one, "石桥", "一年里，书屋借出图书三千册。", "水渠通到田边", two))
        found = lay_out(page)
        place = page.index("\n\n石桥\n\n") + 2
        self.assertTrue(any(span.start <= place < span.end for span in found.furniture))
        self.assertEqual(len(found.articles), 2)
