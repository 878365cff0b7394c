"""Pages made from a seed: invented papers, places, people and figures, set the way local papers set them.

The same seed gives the same page, so that two runs can be compared; different seeds give different pages.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

PAPERS = ("柳溪日报", "石桥晚报", "松岭晨报", "云埠新闻")
PLACES = ("柳溪县", "石桥镇", "松岭乡", "云埠街道", "青渡村", "白鹤洲镇", "禾木乡", "望川县")
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"
GIVEN = ("小满", "立秋", "思远", "春生", "文博", "雨桐", "建业", "海棠", "知行", "永康", "若谷", "景明")
POSTS = ("农业农村局局长", "水务局副局长", "镇党委书记", "合作社负责人", "小学校长", "卫生院院长")
CROPS = ("早稻", "春茶", "柑橘", "油菜", "莲藕", "生姜")
WORKS = ("灌溉渠", "健身步道", "文化广场", "污水管网", "乡村公路", "冷链仓库")
FURNITURE = ("新闻热线：5550123", "本版责编 组版", "扫一扫 看更多新闻", "读者来信请寄本报编辑部")
PRESS_DAY = date(2023, 5, 8)


def make_page(seed: int, stories: int = 3) -> str:
    """The text of one page."""
    rng = random.Random(seed)
    paper = PAPERS[seed % len(PAPERS)]
    day = PRESS_DAY + timedelta(days=seed // 8)
    head = f"{paper}  {day.year}年{day.month}月{day.day}日  星期{'一二三四五六日'[day.weekday()]}  第{seed % 8 + 1}版"
    parts = [head, *(make_story(rng, seed, number) for number in range(stories)), rng.choice(FURNITURE)]
    return "\n\n".join(parts) + "\n"


def make_story(rng: random.Random, seed: int, number: int) -> str:
    """Headline, byline and a body of a few sentences with people and figures."""
    place, crop, work = rng.choice(PLACES), rng.choice(CROPS), rng.choice(WORKS)
    reporter, correspondent, subject = (make_name(rng) for _ in range(3))
    headline = rng.choice(
        (f"{place}{crop}喜获丰收", f"{place}新建{work}惠及千家万户", f"{place}{crop}种植面积再创新高")
    )
    sentences = (
        (
            f"记者从{place}获悉，今年当地{crop}种植面积{rng.randint(2, 99)}.{rng.randint(1, 9)}万亩，"
            f"同比增长{rng.randint(1, 29)}.{rng.randint(0, 9)}%。"
        ),
        (
            f"{place}{rng.choice(POSTS)}{subject}介绍，{work}总投资约{rng.randint(100, 9000)}万元，"
            f"全长{rng.randint(2, 80)}公里，可服务群众{rng.randint(1000, 90000)}余人。"
        ),
        (
            f"据了解，该项目编号为{seed}—{number}，计划分{rng.randint(2, 4)}期建设，"
            f"首期将于年底前建成，届时每户年均可增收{rng.randint(800, 9000)}元。"
        ),
        f"“今年的{crop}长势好，价格也稳。”{subject}说。",
    )
    body = "".join(rng.sample(sentences, k=rng.randint(2, len(sentences))))
    byline = f"本报讯（记者 {reporter} 通讯员 {correspondent}）"
    return f"{headline}\n\n{byline}{break_lines(body, rng.choice((18, 24, 400)))}"


def make_name(rng: random.Random) -> str:
    """A name that nobody need have."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def break_lines(text: str, width: int) -> str:
    """The text as a narrow column prints it."""
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def write_pages(folder: Path, count: int, first_seed: int = 0, stories: int = 3) -> list[Path]:
    """`count` pages of their own text as files of the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for seed in range(first_seed, first_seed + count):
        path = folder / f"page-{seed:05}.txt"
        path.write_text(make_page(seed, stories), encoding="utf-8")
        paths.append(path)
    return paths
