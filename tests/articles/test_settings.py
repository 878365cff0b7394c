"""The same stories with different things between them and their heads set in different ways. All is invented."""

from __future__ import annotations

from itertools import product

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.extraction.types import ArticleDraft

WATER = (
    "临河市启动供水管网改造，八支施工队伍进场更换老旧管道，城区供水压力明显改善，居民不再为断水发愁。",
    "供水管网改造涉及三个街道，市供水公司负责人说，老旧管道更换之后，供水损耗下降，管网更加安全。",
)
SCHOOL = (
    "云岭县新建四所乡村小学，孩子们告别旧校舍，走进明亮教室，乡村教师队伍也迎来三十名年轻人。",
    "乡村小学校长介绍，新校舍配有图书室和操场，孩子们课后阅读、踢球，家长放心把孩子送来。",
)
ORCHARD = (
    "石澜镇的蜜橘进入采收季，果农忙着分拣装箱，合作社把蜜橘送进城里的超市，价格比去年高出两成。",
    "合作社理事长说，蜜橘要卖得好，还得靠品质，明年合作社要扩种新品种，请果农来学剪枝和施肥。",
)
HEADS = ("供水管网换新颜", "乡村小学迎来新校舍", "蜜橘进城卖出好价钱")
TEXTS = (WATER, SCHOOL, ORCHARD)


def cut(text: str, width: int) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)] if width else [text]


def head_of(draft: ArticleDraft) -> str | None:
    return draft.headline.text if draft.headline else None


def heads_of(page: str) -> list[str | None]:
    return [draft.headline.text if draft.headline else None for draft in lay_out(page).articles]


class Heads(SimpleTestCase):
    def test_a_head_broken_after_a_comma_is_one_wherever_blank_lines_stand(self):
        for width, over, inside, under, between in product((0, 20), (0, 1, 2), (0, 1), (0, 1), (0, 1)):
            with self.subTest(width=width, over=over, inside=inside, under=under, between=between):
                lines = [HEADS[0], *[""] * under, *cut("本报讯（记者 葛明）" + WATER[0], width), *[""] * between]
                lines += [*cut(WATER[1], width), *[""] * over, "临河新建四所学校，", *[""] * inside]
                lines += ["千名孩子告别旧校舍", *[""] * under, *cut("本报讯（记者 李健）" + SCHOOL[0], width)]
                lines += [*[""] * between, *cut(SCHOOL[1], width)]
                self.assertEqual(heads_of("\n".join(lines)), [HEADS[0], "临河新建四所学校，千名孩子告别旧校舍"])

    def test_a_head_as_wide_as_its_column_is_told_by_the_blank_lines_around_it(self):
        head = "乡村小学今年迎来四座新校舍"
        lines = ["本报讯（记者 葛明）" + WATER[0], WATER[1]]
        page = "\n".join([HEADS[0], "", *cut("".join(lines), 13), "", "", head, "", *cut("".join(SCHOOL), 13)])
        self.assertEqual(heads_of(page), [HEADS[0], head])

    def test_two_short_lines_among_whole_paragraphs_are_no_column(self):
        for first, second in (
            ("供水改造何时", "轮到老城区？"),
            ("一只“跑山鸡”", "的数字化之旅"),
            ("老城区的小学", "迎来新校舍"),
        ):
            with self.subTest(first):
                page = "\n".join([HEADS[0], "", *WATER * 2, "", "", first, second, "", *SCHOOL * 2])
                self.assertEqual(heads_of(page), [HEADS[0], first + second])

    def test_no_head_of_the_storys_own_level_is_a_section_of_it(self):
        water = ["## " + HEADS[0], "本报记者 葛明", *WATER, "## 水管旧了怎么换", *reversed(WATER)]
        self.assertEqual(
            heads_of("\n".join([*water, "## " + HEADS[1], *SCHOOL])), [HEADS[0], "水管旧了怎么换", HEADS[1]]
        )


class Between(SimpleTestCase):
    def test_what_stands_between_stories_is_no_part_of_them(self):
        table = {
            "teasers with the page behind": "导读\n柳溪县的水渠通水　３版\n石桥镇新建三所学校　５版",
            "teasers with the page in brackets": "导读\n柳溪县的水渠通水（详见第3版）\n石桥镇新建三所学校【5版】",
            "teasers with the page before": "今日导读\n3版 柳溪县的水渠通水\n5版 石桥镇新建三所学校",
            "a forecast": "未来三天天气\n今天白天到夜间多云，偏北风3到4级，气温2至9度。明天晴转多云。",
            "a notice": "遗失声明\n葛立言遗失身份证，声明作废。\n柳溪县兴旺商店遗失营业执照副本，声明作废。",
            "briefs": "简讯\n●3月2日，柳溪县水渠通水。（葛明）\n●3月3日，柳溪县学校开学。（葛明）",
            "a photograph": "3月2日，南屏镇村民在晒秋。\n本报记者 其木格 摄",
        }
        for (name, between), below in product(table.items(), (False, True)):
            with self.subTest(name, below=below):
                stories = []
                for head, (first, second) in zip(HEADS, TEXTS, strict=True):
                    text = f"{first}\n{second}（记者 葛明）"
                    stories.append(f"{text}\n{head}" if below else f"{head}\n{text}")
                drafts = lay_out("\n\n".join([stories[0], between, *stories[1:]])).articles
                bodies = {draft.headline.text: draft.body.text for draft in drafts if draft.headline}
                for head, text in zip(HEADS, TEXTS, strict=True):
                    self.assertEqual(bodies[head], "\n".join(text))

    def test_items_in_brief_are_stories_of_their_own_though_they_share_their_words(self):
        items = [f"●3月{day}日，柳溪县新修的水渠通水，柳溪县有关负责人到现场查看。（葛明）" for day in (2, 3, 4)]
        page = "\n".join([HEADS[0], *WATER, "", "简讯", *items, "", HEADS[1], *SCHOOL])
        self.assertEqual(heads_of(page), [HEADS[0], None, None, None, HEADS[1]])

    def test_a_byline_between_a_notice_and_a_text_is_the_texts(self):
        notice = "声明\n葛立言遗失身份证，声明作废。"
        page = "\n\n".join([f"{HEADS[0]}\n{''.join(WATER)}", notice, "本报记者 葛明", "".join(SCHOOL)])
        drafts = lay_out(page).articles
        self.assertEqual(
            [draft.byline.text if draft.byline else None for draft in drafts], [None, None, "本报记者 葛明"]
        )


class Ends(SimpleTestCase):
    def test_a_signature_ends_its_story_in_whatever_brackets_and_wherever_a_line_breaks_it(self):
        for signed in (
            "（葛明）",
            "（记者 葛\n明）",
            "（葛明\n　李健）",
            "（县供水公司葛明）（记者\n李健）",
            "【葛明】",
            "　葛明",
            "　　葛 明",
            "（作者：葛明）",
            "（葛明/文\n李健/图）",
            "\n（葛明 摄影报道）",
        ):
            with self.subTest(signed):
                page = "\n".join([HEADS[0], *WATER[:1], WATER[1] + signed, HEADS[1], *SCHOOL])
                self.assertEqual(heads_of(page), [HEADS[0], HEADS[1]])
                self.assertEqual(lay_out(page).articles[0].body.text, "\n".join(WATER))

    def test_a_day_at_a_paragraphs_head_begins_another_story_only_where_none_goes_on(self):
        second = "7月16日，云岭县的孩子们走进新校舍，老师们早早等在校门口，家长们也来了。"
        page = "\n\n".join(["## " + HEADS[1], *SCHOOL, second, *SCHOOL, "## " + HEADS[0], *WATER])
        self.assertEqual(heads_of(page), [HEADS[1], HEADS[0]])

    def test_who_signs_the_last_paragraph_signs_the_story(self):
        last = "7月14日，临河队将回到主场，球迷凭身份证可免费领取门票。（葛明 李健）"
        page = "\n\n".join(["昨晚，临河队客场作战，双方一比一战平，全队拼到最后一刻。" * 3, last, "临河队客场战平"])
        self.assertEqual(heads_of(page + "\n\n\n" + "\n\n".join([HEADS[0], *WATER])), ["临河队客场战平", HEADS[0]])

    def test_a_story_headed_in_网_is_no_house_of_the_reporter_under_it(self):
        page = "\n".join([HEADS[0], *WATER, "砸车窗盗窃两男子落网", "本报见习记者 葛明", *SCHOOL])
        self.assertEqual(heads_of(page), [HEADS[0], "砸车窗盗窃两男子落网"])


class Lists(SimpleTestCase):
    def test_lines_of_a_list_are_text_and_each_is_a_paragraph(self):
        table = {
            "people": [
                "葛立言　柳溪县白沙村护林员",
                "其木格（女）　石桥镇小学教师",
                "陆文远　　县环卫所工人",
                "何晓云（女）　县医院护士",
            ],
            "goods": [
                "品名　　北门市场　　南门市场",
                "大白菜　　0.40　　0.80",
                "西红柿　　1.80　　2.60",
                "鸡　蛋　　5.10　　5.60",
            ],
            "duties": [
                "指挥长：葛立言（县长）",
                "副指挥长：陆文远（副县长）　其木格（局长）",
                "成员：何晓云（股长）",
                "联络员：钱立（站长）",
            ],
        }
        for name, lines in table.items():
            with self.subTest(name):
                page = "\n".join(["柳溪县名单", *lines, "", HEADS[0], *WATER, "", HEADS[1], *SCHOOL])
                drafts = lay_out(page).articles
                self.assertEqual([head_of(draft) for draft in drafts], ["柳溪县名单", HEADS[0], HEADS[1]])
                self.assertEqual(len(drafts[0].body.text.split("\n")), len(lines))

    def test_a_text_beside_its_notices_head_and_one_beside_its_forecasts(self):
        for line, head in [
            ("寻物启事　本人于3月2日在13路车上丢失黑色公文包一只，拾到者请与钱先生联系。", "寻物启事"),
            ("遗失声明　葛立言遗失会计证，号码0417332，声明作废。", "遗失声明"),
            ("【兴旺超市开业】3月2日，柳溪县兴旺超市开业，前来选购年货的顾客排起了长队。", "兴旺超市开业"),
            ("[柳溪县天气]今天白天到夜间：多云转晴，偏西风3至4级，12～27℃。", "柳溪县天气"),
        ]:
            with self.subTest(head):
                page = "\n".join([HEADS[0], *WATER, "", line, "", HEADS[1], *SCHOOL])
                self.assertEqual(heads_of(page), [HEADS[0], head, HEADS[1]])

    def test_a_bracket_over_a_blank_line_closes_the_text_above(self):
        page = "\n".join(
            [
                HEADS[0],
                *WATER,
                "　　（本报通讯员　葛明）",
                "",
                "　　本报讯　3月2日，南屏镇的步道建成。",
                "步道两旁种了树。",
            ]
        )
        drafts = lay_out(page).articles
        self.assertEqual([draft.byline.text if draft.byline else None for draft in drafts], ["本报通讯员 葛明", None])

    def test_a_letter_to_all_is_a_notice(self):
        head = "关于本周停水检修的温馨提示"
        page = "\n".join(
            [
                "## " + HEADS[0],
                *WATER,
                "",
                "### " + head,
                "各位用户：因检修，本周六停水一天。",
                "",
                "## " + HEADS[1],
                *SCHOOL,
            ]
        )
        self.assertEqual(heads_of(page), [HEADS[0], head, HEADS[1]])

    def test_the_rest_of_another_pages_story_has_no_head_below(self):
        rest = "（上接第一版）　发展中的难题，只能用发展的办法来解决。"
        page = "\n".join([*WATER, HEADS[0], "", rest, "", "", HEADS[1], "本报记者 葛明", "", *SCHOOL])
        self.assertEqual(heads_of(page), [HEADS[0], None, HEADS[1]])

    def test_a_pen_name_set_apart_under_a_text_signs_it(self):
        page = "\n".join([HEADS[0], "", *WATER, "朔　风", "", HEADS[1], *SCHOOL])
        first = lay_out(page).articles[0]
        self.assertEqual((head_of(first), first.byline.text if first.byline else None), (HEADS[0], "朔 风"))
