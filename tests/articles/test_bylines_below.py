"""Bylines that stand under their texts, and photographs by the writers of a story. All is invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out


class BylinesThatClose(SimpleTestCase):
    """Where bylines stand under the texts, a report runs up to its own; a photograph's does not end it."""

    def heads(self, page: str) -> list[str | None]:
        return [draft.headline.text if draft.headline else None for draft in lay_out(page).articles]

    def test_a_section_is_no_story_where_every_story_ends_with_its_byline(self):
        page = "\n\n".join(
            (
                "临河修通三条乡间水渠",
                "今年以来，临河市把水渠修到田边，干旱的坡地喝上了水，乡亲们不再肩挑手提，早稻的长势比往年好了许多。",
                "青岭融媒记者 葛明",
                "小网格管好大社区：柳河街道的新办法",
                "过去是有事找不到人，现在是人在格中走。柳河街道把十一个社区划成网格，每格都有一名网格员，随叫随到。",
                "网格划细，问题早知道",
                "街道按照规模适度的原则重新划分网格，网格员每天巡查，楼道里堆放的旧家具没有了，投诉比往年少了三成。",
                "用好“四本账”",
                "街道还建起民情账、隐患账、服务账和发展账，一户一册，谁家有难处，翻开账本就知道，办完一件划去一件。",
                "青岭融媒记者 李健",
            )
        )
        self.assertEqual(self.heads(page), ["临河修通三条乡间水渠", "小网格管好大社区：柳河街道的新办法"])

    def test_a_photograph_behind_the_byline_is_the_storys_where_bylines_close_the_stories(self):
        page = "\n\n".join(
            (
                "老街书屋夜里也亮灯",
                "入夏以来，柳河街道的老街书屋把关门的时间推到夜里十点，放学的孩子和下班的青年在这里有了坐处，一杯茶能喝到打烊。",
                "添灯有讲究",
                "书屋刚开夜场时，灯光照得人眼睛发酸，来的人坐一会儿就走。店主把白灯换成暖灯，又在每张桌上添了台灯，坐的人才慢慢多了。",
                "账要自己算",
                "电费多了一倍，靠什么撑下去？店主翻开账本：卖书只够房租，街道每月补一点，剩下的靠隔壁面馆的夜宵分成。",
                "青岭融媒记者 葛明",
                "读者在老街书屋看书。",
                "临河大桥下月通车",
                "临河市城建局昨天说，临河大桥主体已经完工，正在铺设桥面，装好护栏和路灯，下个月就能通车。",
                "青岭融媒记者 李健",
            )
        )
        self.assertEqual(self.heads(page), ["老街书屋夜里也亮灯", "临河大桥下月通车"])
        self.assertEqual([caption.text for caption in lay_out(page).articles[0].captions], ["读者在老街书屋看书。"])

    def test_the_byline_and_the_photograph_under_heads_below_their_text_are_the_heads_storys(self):
        column = (
            "　　秋风起，蟹脚痒。天刚亮，村民们就\n撑着小船下了湖，一路收起地笼，大闸蟹\n"
            "在船舱里挤成一团。今年的蟹又肥又大，\n"
            "贩子头天晚上就在村口等着。村里的蟹塘\n比往年多了几十口，家家户户都有活干。"
        )
        page = "\n\n".join(
            (
                column,
                "一只螃蟹爬出富民路",
                "□记者 葛明 李健",
                "图为柳河乡的蟹农在分拣刚出水的大闸蟹。\n记者 李健 摄",
                "　　本报讯（记者 钱立言）城南新修的水渠\n昨日通水，两岸的稻田喝上了水。",
                "城南水渠通水",
            )
        )
        drafts = lay_out(page).articles
        self.assertEqual(self.heads(page), ["一只螃蟹爬出富民路", "城南水渠通水"])
        self.assertEqual([caption.text for caption in drafts[0].captions], ["图为柳河乡的蟹农在分拣刚出水的大闸蟹。"])
        self.assertIn("葛明", drafts[0].byline.text)

    def test_a_caption_under_a_byline_that_names_a_writer_of_the_story_above_is_its_photographs(self):
        page = "\n\n".join(
            (
                "老街换新颜 留住烟火气",
                "□本报记者 葛明",
                "傍晚时分，老街的红灯笼亮起，茶馆里传来评书声，卖糖画的摊子前围满了孩子，老人们坐在门口摇着扇子聊家常。",
                "□葛明 李健 报道",
                "4月8日，游客在修缮一新的老街游览。",
                "禾丰：田间有了新水闸",
                "□本报记者 钱立言",
                "去年冬天，禾丰县在柳河上修起五座水闸，田里旱能浇、涝能排，农户说今年的小麦穗大粒饱，比往年强得多。",
            )
        )
        self.assertEqual(self.heads(page), ["老街换新颜 留住烟火气", "禾丰：田间有了新水闸"])
