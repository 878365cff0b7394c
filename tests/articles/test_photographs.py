"""Photographs among stories: whose a caption is, by where it stands, who closes it and what a head's words tell."""

from __future__ import annotations

from itertools import product

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.extraction.types import ArticleDraft

STORIES = (
    (
        "乡村小学迎来新校舍",
        "云岭县新建四所乡村小学，孩子们告别旧校舍，走进明亮教室，乡村教师队伍也迎来三十名年轻人。",
        "乡村小学校长介绍，新校舍配有图书室和操场，孩子们课后阅读、踢球，家长放心把孩子送来。",
    ),
    (
        "蜜橘进城卖出好价钱",
        "石澜镇的蜜橘进入采收季，果农忙着分拣装箱，合作社把蜜橘送进城里的超市，价格比去年高出两成。",
        "合作社理事长说，蜜橘要卖得好，还得靠品质，明年合作社要扩种新品种，请果农来学剪枝和施肥。",
    ),
    (
        "临河更换老旧供水管道",
        "临河市启动供水管网改造，八支施工队伍进场更换老旧管道，城区供水压力明显改善，居民不再为断水发愁。",
        "供水管网改造涉及三个街道，市供水公司负责人说，老旧管道更换之后，供水损耗下降，管网更加安全。",
    ),
)
CAPTION = "3月2日，南屏镇的居民在新修的步道上散步。"
CREDITS = ("（记者 其木格 摄）", "记者 其木格 摄", "其木格/图", "新华社发（其木格摄）", "（其木格供图）")


class Photographs(SimpleTestCase):
    def test_after_a_byline_that_closes_the_story_above_a_caption_is_a_photograph_of_its_own(self) -> None:
        (one, *first), (other, *second) = STORIES[0], STORIES[1]
        torn = first[0][:-1].rsplit("，", 1)[0] + "，"
        caption = "市植物园的郁金香开得正艳，上周末迎来游客三万人次。其木格 摄"
        page = [one, torn, "", first[0][len(torn) :], first[1], "本报记者 何平", "", caption, "", other, *second]
        found = lay_out("\n".join(page)).articles
        self.assertEqual([draft.headline.text if draft.headline else None for draft in found], [one, None, other])
        self.assertTrue(found[1].body.text.startswith("市植物园"))

    def test_one_between_stories_is_a_story_of_its_own_whatever_closes_the_stories(self):
        for credit, way, seam in product(CREDITS, SETTINGS, ("", "\n")):
            with self.subTest(credit, way=way, seam=seam):
                stories = [set_story(head, texts, way) for head, *texts in STORIES]
                drafts = lay_out("\n\n".join([stories[0], CAPTION + seam + credit, *stories[1:]])).articles
                self.assertEqual(
                    [told(draft) for draft in drafts], [*told_stories(1), (None, CAPTION), *told_stories()[1:]]
                )

    def test_one_under_a_storys_head_is_that_storys(self):
        for credit, way, seam in product(CREDITS, ("signed", "with a dateline"), ("", "\n")):
            with self.subTest(credit, way=way, seam=seam):
                stories = [set_story(head, texts, way) for head, *texts in STORIES]
                head, rest = stories[1].split("\n", 1)
                drafts = lay_out(
                    "\n\n".join([stories[0], f"{head}\n{CAPTION}{seam}{credit}\n{rest}", stories[2]])
                ).articles
                self.assertEqual([told(draft) for draft in drafts], told_stories())
                self.assertIn(CAPTION, drafts[1].captions[0].text)


SETTINGS = ("signed", "signed on a line", "with a dateline", "under its head", "heads below")


def set_story(head: str, texts: list[str], way: str) -> str:
    first, second = texts
    return {
        "signed": f"{head}\n{first}\n{second}（记者 葛明）",
        "signed on a line": f"{head}\n{first}\n{second}\n（记者 葛明）",
        "with a dateline": f"{head}\n本报讯（记者 葛明）{first}\n{second}",
        "under its head": f"{head}\n本报记者 葛明\n{first}\n{second}",
        "heads below": f"{first}\n{second}（记者 葛明）\n{head}",
    }[way]


def told(draft: ArticleDraft) -> tuple[str | None, str]:
    return draft.headline.text if draft.headline else None, draft.body.text


def told_stories(count: int = 3) -> list[tuple[str | None, str]]:
    return [(head, "\n".join(texts)) for head, *texts in STORIES[:count]]
