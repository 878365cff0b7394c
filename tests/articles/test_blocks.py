"""Lines set together: heads of several lines, paragraphs, captions between the halves of a sentence."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.blocks import LineGroup, group_lines
from articles.extraction.cohesion import PageWords, find_terms
from articles.extraction.kinds import sort_lines
from articles.extraction.lines import measure_lines, split_lines
from articles.extraction.types import BlockKind

TEXT = "今年以来，临河市围绕供水、供热和供气三件事，投资三千多万元改造老旧管网，惠及五万户居民，群众满意度明显提高。"


def group(page: str) -> tuple[LineGroup, ...]:
    lines = measure_lines(split_lines(page))
    words = PageWords(line.flat for line in lines)
    return group_lines(sort_lines(page, lines, words), words)


class Blocks(SimpleTestCase):
    def test_a_paragraph_torn_by_a_blank_line_is_one(self):
        cut = TEXT.index("改造")
        self.assertEqual(
            [block.flat for block in group(f"{TEXT}\n\n{TEXT[:cut]}\n\n{TEXT[cut:]}")][1:], [group(TEXT)[0].flat]
        )

    def test_complete_paragraphs_stay_apart(self):
        self.assertEqual(len(group(f"{TEXT}\n\n{TEXT}")), 2)

    def test_a_head_broken_by_a_narrow_column_is_one(self):
        column = "\n".join(TEXT[i : i + 14] for i in range(0, len(TEXT), 14))
        blocks = group(f"{column}\n\n今年我市将分片分批\n改造老旧管网\n\n{column}")
        heads = [block.flat for block in blocks if block.is_head]
        self.assertEqual(heads, ["今年我市将分片分批改造老旧管网"])

    def test_lines_of_heads_are_one_head_or_several(self):
        for printed, heads in [
            ("一夜修通八条街\n居民清早就用水", ["一夜修通八条街居民清早就用水"]),
            ("认清形势 乘势而上\n夺取管网改造全面胜利", ["认清形势乘势而上夺取管网改造全面胜利"]),
            ("管网改造结硕果\n三圩镇居民用水省了三成钱", ["管网改造结硕果", "三圩镇居民用水省了三成钱"]),
            ("县委召开管网改造动员大会\n葛明讲话 李健主持", ["县委召开管网改造动员大会", "葛明讲话李健主持"]),
            (
                "改了老旧管网 暖了百姓心坎\n我市供水改造首次突破六成",
                ["改了老旧管网暖了百姓心坎", "我市供水改造首次突破六成"],
            ),
            ("水急浪高，救人后他走了\n江边一跃", ["水急浪高,救人后他走了江边一跃"]),
            ("水急浪高，救人后他悄悄走了\n的哥江边一跃", ["水急浪高,救人后他悄悄走了", "的哥江边一跃"]),
            # who says it, and a column of the paper, over the headline
            (
                "葛明在全县供水改造会议上强调\n把清水送到每户家门口",
                ["葛明在全县供水改造会议上强调", "把清水送到每户家门口"],
            ),
            ("“山货郎”\n卖到大洋彼岸", ["“山货郎”卖到大洋彼岸"]),
            ("临河市“水费贷”送来\n改水“及时雨”", ["临河市“水费贷”送来改水“及时雨”"]),
            ("最美基层人\n山顶上的那盏灯", ["最美基层人", "山顶上的那盏灯"]),
            ("走进石桥看变化\n水渠边的新学堂", ["走进石桥看变化", "水渠边的新学堂"]),
            ("砥砺奋进的五年\n大山里的新学堂", ["砥砺奋进的五年", "大山里的新学堂"]),
            ("身边的共产党员\n葛明：把水管修到家", ["身边的共产党员", "葛明:把水管修到家"]),
            # a dash, the kind of text, a subject of its own: what stands under a headline
            ("谁来管好老管网\n——临河市供水改造现场见闻", ["谁来管好老管网", "——临河市供水改造现场见闻"]),
            ("从“等水来”到“水等人”\n临河市供水改造工作扫描", ["从“等水来”到“水等人”", "临河市供水改造工作扫描"]),
            ("老水表转完最后一圈\n我市智能水表全开通", ["老水表转完最后一圈", "我市智能水表全开通"]),
            ("“清水润民心”进行时\n老管工的“三本账”", ["“清水润民心”进行时", "老管工的“三本账”"]),
            ("业主：水压一直不足\n物业：今夜抢修完工", ["业主:水压一直不足", "物业:今夜抢修完工"]),
            # long lines of about one length are headline and standfirst, short ones one headline
            ("老街供水管网改造动工\n年底前惠及五万户居民", ["老街供水管网改造动工", "年底前惠及五万户居民"]),
            ("水厂今起扩建\n日供水三万五千吨", ["水厂今起扩建日供水三万五千吨"]),
            ("水管爆了没人修\n物业：今夜就来抢修", ["水管爆了没人修", "物业:今夜就来抢修"]),
            ("节 水 账\n老管工的“三本账”", ["节水账", "老管工的“三本账”"]),
            # a verb without its object, a number that a verb waits for, 的: the head goes on
            ("临河县：“先修后付”破解\n小区“换管难”心病", ["临河县:“先修后付”破解小区“换管难”心病"]),
            ("力争日供水量突破\n５万吨", ["力争日供水量突破5万吨"]),
            ("老 管 工 的\n“节 水 账”", ["老管工的“节水账”"]),
            ("我市新增两家\n省级供水技术中心", ["我市新增两家省级供水技术中心"]),
            ("石桥水厂荣获\n省级安全生产标兵称号", ["石桥水厂荣获省级安全生产标兵称号"]),
            ("花三千元换的水表竟是\n塑料做的", ["花三千元换的水表竟是塑料做的"]),
            (
                "花3800元换的“智能水表”竟是塑料做的\n警方捣毁一个专骗老人的团伙",
                ["花3800元换的“智能水表”竟是塑料做的", "警方捣毁一个专骗老人的团伙"],
            ),
            ("石桥镇：\n一根水管通到山顶人家", ["石桥镇:一根水管通到山顶人家"]),
            # clauses and quotations at the same places are the halves of one
            (
                "前街“添绿”，十天栽下银杏三百棵\n后街“引水”，一夜修通管网五公里",
                ["前街“添绿”,十天栽下银杏三百棵后街“引水”,一夜修通管网五公里"],
            ),
        ]:
            with self.subTest(printed):
                blocks = group(f"{TEXT}\n\n{printed}\n\n本报讯（记者 葛明）{TEXT}")
                self.assertEqual([block.flat for block in blocks if block.is_head], heads)

    def test_the_name_of_a_form_is_a_head_by_itself_or_follows_an_office(self):
        for printed, heads in [
            ("临河市人民法院\n公告", ["临河市人民法院公告"]),
            ("天天平价购物中心开业\n遗失声明", ["天天平价购物中心开业", "遗失声明"]),
        ]:
            with self.subTest(printed):
                blocks = group(f"{TEXT}\n\n{printed}\n\n{TEXT}")
                self.assertEqual([block.flat for block in blocks if block.is_head], heads)

    def test_a_caption_between_the_halves_of_a_sentence_stands_alone(self):
        cut = TEXT.index("改造") + 1
        blocks = group(f"{TEXT}\n\n{TEXT[:cut]}\n\n\n\n工人在街头铺设管道。\n\n{TEXT[cut:]}")
        self.assertEqual([block.flat for block in blocks if block.kind is BlockKind.CAPTION], ["工人在街头铺设管道。"])


class Cohesion(SimpleTestCase):
    def test_a_word_torn_at_a_seam_speaks_for_joining(self):
        words = PageWords(["老旧管网改造", "管网更加安全", "街道居民"])
        self.assertGreater(words.seam("更换老旧管", "网之后"), 0.5)
        self.assertLess(words.seam("更换老旧管", "道路之后"), words.seam("更换老旧管", "网之后"))
        self.assertEqual(words.seam("", "网"), 0.0)

    def test_texts_on_one_matter_share_more(self):
        words = PageWords([TEXT, "乡村小学迎来新校舍，孩子们走进明亮教室。", "供水管网改造惠及居民。"])
        own, other = find_terms("临河改造供水管网"), find_terms("乡村小学孩子们")
        self.assertGreater(words.cohesion(own, find_terms(TEXT)), words.cohesion(other, find_terms(TEXT)))
