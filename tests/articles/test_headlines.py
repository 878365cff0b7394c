"""Kicker, headline, standfirsts and flags told apart."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.blocks import LineGroup
from articles.extraction.cohesion import PageWords, find_terms
from articles.extraction.headlines import read_heads
from articles.extraction.kinds import SortedLine
from articles.extraction.lines import measure_lines, split_lines
from articles.extraction.types import BlockKind

BODY = "八支施工队伍进场更换老旧供水管道，临河供水管网换新颜，惠及三个街道五万户居民。"


def heads(*printed: str) -> list[LineGroup]:
    lines = measure_lines(split_lines("\n\n".join(printed)))
    return [LineGroup((SortedLine(line, BlockKind.HEADLINE, ""),), BlockKind.HEADLINE, "") for line in lines]


class Heads(SimpleTestCase):
    def test_each_head_gets_its_part(self):
        for printed, kicker, headline, standfirsts, flags in [
            (["供水管网换新颜"], None, "供水管网换新颜", [], []),
            (
                ["供水管网换新颜", "八支施工队伍进场更换老旧管道惠及五万户居民"],
                None,
                "供水管网换新颜",
                ["八支施工队伍进场更换老旧管道惠及五万户居民"],
                [],
            ),
            (
                ["八支施工队伍进场更换老旧供水管道", "供水管网换新颜"],
                "八支施工队伍进场更换老旧供水管道",
                "供水管网换新颜",
                [],
                [],
            ),
            (
                ["临河：供水管网改造惠及五万户居民", "三个街道先受益"],
                None,
                "临河：供水管网改造惠及五万户居民",
                ["三个街道先受益"],
                [],
            ),
            # who said it, who spoke: set over the headline or, in disorder, before it
            (
                ["全县供水工作会议强调", "全力以赴抢修老旧管网不误夏"],
                "全县供水工作会议强调",
                "全力以赴抢修老旧管网不误夏",
                [],
                [],
            ),
            # over a kicker a flag may stand; what has happened is none
            (
                ["开往山村的夜班车昨日启程", "供水管网换新颜", "八支施工队伍进场更换老旧管道惠及五万户居民"],
                "开往山村的夜班车昨日启程",
                "供水管网换新颜",
                ["八支施工队伍进场更换老旧管道惠及五万户居民"],
                [],
            ),
            (
                ["水急浪高，救人后他走了", "的哥江边纵身一跃", "本报寻访半日终于找到更换管道的司机"],
                "水急浪高,救人后他走了",
                "的哥江边纵身一跃",
                ["本报寻访半日终于找到更换管道的司机"],
                [],
            ),
            (["党报热线 百姓关注", "老城区里挤出停车位三千个"], "党报热线百姓关注", "老城区里挤出停车位三千个", [], []),
            (
                ["健康问诊台 第218期", "体检报告里的结节要不要紧"],
                "健康问诊台第218期",
                "体检报告里的结节要不要紧",
                [],
                [],
            ),
            (["老街十年·我家的故事", "三根扁担一口井"], "老街十年·我家的故事", "三根扁担一口井", [], []),
            (["葛明讲话 李健主持", "全县供水工作会议召开"], "葛明讲话李健主持", "全县供水工作会议召开", [], []),
            (["临河县人民检察院", "供水管网换新颜惠及万户"], "临河县人民检察院", "供水管网换新颜惠及万户", [], []),
            (["市民足球赛第9轮", "老街队补时两球逆转"], "市民足球赛第9轮", "老街队补时两球逆转", [], []),
            (
                ["临河老旧供水管网改造今日动工了", "五万户居民年底受益"],
                "临河老旧供水管网改造今日动工了",
                "五万户居民年底受益",
                [],
                [],
            ),
            (
                ["临河供水管网今日动工", "五万户居民年底受益"],
                None,
                "临河供水管网今日动工",
                ["五万户居民年底受益"],
                [],
            ),
            (
                ["老管网还能用多久", "本期专家：市供水公司总工程师 葛明"],
                None,
                "老管网还能用多久",
                ["本期专家:市供水公司总工程师葛明"],
                [],
            ),
            (["芳名榜", "乐捐（单位：元）"], None, "芳名榜", ["乐捐(单位:元)"], []),
            (
                ["更换老旧供水管道要花多少钱", "业主：不足三成", "物业：过半"],  # who says what is under the question
                None,
                "更换老旧供水管道要花多少钱",
                ["业主:不足三成", "物业:过半"],
                [],
            ),
            (["首月“开门红”", "临河供水增长近两成"], "首月“开门红”", "临河供水增长近两成", [], []),
            (  # who spoke stands under the headline
                ["临河县供水管网改造工程动员大会召开", "葛明作报告 李健讲话"],
                None,
                "临河县供水管网改造工程动员大会召开",
                ["葛明作报告李健讲话"],
                [],
            ),
            (  # heavy type under a kicker is the headline
                ["临河县供水管网改造工程侧记", "供供水水管管网网换换新新颜颜"],
                "临河县供水管网改造工程侧记",
                "供水管网换新颜",
                [],
                [],
            ),
            (  # heavy type over a headline is a running title
                ["盘盘点点这这一一年年", "供水管网换了新颜百姓用上好水"],
                "盘点这一年",
                "供水管网换了新颜百姓用上好水",
                [],
                [],
            ),
            (["身边好人", "供水管道工的十年"], "身边好人", "供水管道工的十年", [], []),
            (
                ["开局起步看行动", "八支施工队伍更换供水管道", "临河：供水管网换新颜"],
                "八支施工队伍更换供水管道",
                "临河：供水管网换新颜",
                [],
                ["开局起步看行动"],
            ),
            (
                ["供水管网换新颜", "“民生实事”系列报道之三"],
                "“民生实事”系列报道之三",
                "供水管网换新颜",
                [],
                [],
            ),
            (
                ["# 供水管网换新颜", "## 八支队伍进场"],
                None,
                "供水管网换新颜",
                ["八支队伍进场"],
                [],
            ),
            (
                ["供水管网换新颜", "●八支队伍进场", "●三个街道受益"],
                None,
                "供水管网换新颜",
                ["八支队伍进场", "三个街道受益"],
                [],
            ),
        ]:
            with self.subTest(printed):
                read = read_heads(heads(*printed), find_terms(BODY), PageWords([BODY]))
                self.assertEqual(read.kicker and read.kicker.flat, kicker and kicker.replace("：", ":"))
                self.assertEqual(read.headline.flat, headline.replace("：", ":"))
                self.assertEqual([head.flat for head in read.standfirsts], standfirsts)
                self.assertEqual([head.flat for head in read.flags], flags)

    def test_no_heads_give_an_empty_block(self):
        self.assertIsNone(read_heads([], frozenset(), PageWords([])).headline)
