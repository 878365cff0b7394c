"""Labelled stories set anew, in settings that no labelled page has, and which settings are read worst.

    python -m tests.gold.resetting [--pages 400] [--first 0] [--show SEED]

The labelled pages show few of the ways in which heads, bylines, blank lines, columns and what stands between stories
go together. Here every page is drawn: four to six labelled stories of different papers, one width of column, one place
for heads, one form of byline, and now and then a photograph, a notice, teasers, briefs, a forecast or the page's
editors between them. What is said of such pages is too good (no story is torn, everything is set alike); what is told
is which setting is read worse than the others. Names of writers and what stands between stories are invented.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from newsarchive.importer.pipeline import read_page
from newsarchive.importer.reading_json import reading_as_json
from newsarchive.importer.types import SourcePage
from tests.gold.composing import count_whole
from tests.gold.measures import measure_segmentation

HERE = Path(__file__).parent
FURNITURE = -1  # stands in the place of a story's number
INSERTED = 100  # what is set between stories is numbered from here on
HALF = re.compile(r"[\x20-\x7e]")
CLOSING = "，。、；：！？”』」）》】"
SURNAMES, GIVEN = "葛李孙钱何柏韩景赵周吴郑冯陈褚蒋沈杨", "明健维佳立言守拙小满平秋雨宏远志清博晓东建国海燕春来"
PLACES = ("柳溪县", "石桥镇", "云岭县", "南屏镇", "白沙村", "东山街道")
NEWS = ("新修的水渠昨日完工", "村民的蔬菜大棚日前投用", "社区食堂上周开放", "滨河公园的步道受到居民欢迎")


@dataclass(frozen=True)
class Setting:
    """How one page is set: `width` in ems (0: a line is a paragraph), blank lines, where heads and bylines stand."""

    width: int
    indented: bool
    blank_between_paragraphs: bool
    blanks_over_story: int
    blank_at_head: bool
    head_below: bool
    head_in_two_lines: bool
    kickers: bool
    markdown: bool
    byline: str
    inserts: tuple[str, ...] = ()


class Labelled(NamedTuple):
    headline: str
    kicker: str
    paragraphs: tuple[str, ...]


class Line(NamedTuple):
    text: str
    story: int | None = None  # its number, FURNITURE, or None where the line is empty


@dataclass(frozen=True)
class Rates:
    """What was right on one page: B-cubed F1, and shares of stories."""

    segmentation: float
    whole: float
    headlines: float
    bylines: float


INSERTS = ("photograph", "notice", "teasers", "briefs", "forecast", "editors")
BYLINES = ("dateline", "under the head", "in brackets at the end", "on a line at the end", "none")


def draw_setting(rng: random.Random) -> Setting:
    while True:
        drawn = Setting(
            width=rng.choice((0, 0, 13, 18, 26)),
            indented=rng.random() < 0.5,
            blank_between_paragraphs=rng.random() < 0.5,
            blanks_over_story=rng.choice((0, 1, 2)),
            blank_at_head=rng.random() < 0.5,
            head_below=rng.random() < 0.33,
            head_in_two_lines=rng.random() < 0.33,
            kickers=rng.random() < 0.5,
            markdown=rng.random() < 0.2,
            byline=rng.choice(BYLINES),
        )
        marked = drawn.indented or drawn.blank_between_paragraphs or not drawn.width
        apart = drawn.blanks_over_story >= max(drawn.blank_between_paragraphs, drawn.blank_at_head, drawn.head_below)
        if apart and (marked or rng.random() < 0.5) and not (drawn.markdown and drawn.head_below):
            return replace(drawn, inserts=tuple(kind for kind in INSERTS if rng.random() < 0.3))


def squeeze(text: str | None) -> str:
    return "".join((text or "").split())


def read_stories(folders: Sequence[Path]) -> list[Labelled]:
    """The labelled news whose body is whole: not torn from its page, no table, no credit at its ends."""
    found = []
    for path in sorted(file for folder in folders for file in folder.glob("*.gold.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        page = (path.parent.parent / "pages" / labels["source"]).read_text(encoding="utf-8")
        for article in labels["articles"]:
            text = squeeze("".join(page[start:end] for start, end in article["spans"]))
            body = text[max(0, text.find(squeeze(article["starts"]))) :]
            for crosshead in article["crossheads"]:
                body = body.replace(squeeze(crosshead), "", 1)
            body = re.sub(r"[（(][^（）()。]{2,40}[）)]$", "", body)
            headline = squeeze(article["headline"])
            if is_plain(body) and 6 < len(headline) < 34:
                found.append(Labelled(headline, squeeze(article["kicker"]), tuple(cut_paragraphs(body))))
    return found


def is_plain(body: str) -> bool:
    if not 120 < len(body) < 900 or body[-1] not in "。！？”" or re.search(r'[#*|"]|下转|上接', body):
        return False
    credited = re.search(r"(?:记者|通讯员)\w{2,6}(?:报道|[）)])|[讯电][（(]", body[:60])
    return credited is None and all(body.count(one) == body.count(other) for one, other in ("“”", "（）", "《》"))


def cut_paragraphs(body: str) -> Iterator[str]:
    """Two sentences each; none ends inside a quotation."""
    sentences, start, open_marks = 0, 0, 0
    for at, letter in enumerate(body):
        open_marks += (letter in "“（") - (letter in "”）")
        after = body[at + 1 : at + 2]
        ends = letter in "。！？" or (letter in "”）" and body[at - 1] in "。！？")
        if ends and open_marks <= 0 and after not in (*"。！？”）",):
            sentences += 1
            if sentences % 2 == 0:
                yield body[start : at + 1]
                start = at + 1
    if start < len(body):
        yield body[start:]


def break_lines(text: str, setting: Setting) -> list[str]:
    """The paragraph as lines of the column; a mark that closes hangs at a line's end."""
    if not setting.width:
        return [text]
    text = "\u3000\u3000" * setting.indented + text
    lines = []
    while text:
        at, ems = 0, 0.0
        while at < len(text) and ems < setting.width:
            ems += 0.5 if HALF.match(text[at]) else 1.0
            at += 1
        while at < len(text) and text[at] in CLOSING:
            at += 1
        lines.append(text[:at])
        text = text[at:]
    return lines


def break_head(head: str) -> list[str]:
    """In two lines, after a mark where there is one."""
    places = [found.end() for found in re.finditer("[，：！？ ]", head) if 3 < found.end() < len(head) - 3]
    middle = len(head) // 2
    at = places[0] if places else middle
    return (
        [head[:at], head[at:]] if len(head) > 8 and (places or head[:at].count("“") == head[:at].count("”")) else [head]
    )


def name(rng: random.Random) -> str:
    return rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))


def set_insert(kind: str, setting: Setting, number: int, rng: random.Random) -> list[Line]:
    """What stands between two stories: furniture, or small stories of their own numbered from `number` on."""
    told = rng.choice(PLACES) + rng.choice(NEWS)
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    if kind == "photograph":
        lines = [*break_lines(f"{day}，{told}。图为居民在散步。", setting), f"本报记者 {name(rng)} 摄"]
    elif kind == "notice":
        lines = [
            "遗失声明",
            *break_lines(f"{name(rng)}遗失身份证，号码5107221962031{rng.randint(10000, 99999)}，声明作废。", setting),
        ]
    elif kind == "forecast":
        lines = ["今明天气", *break_lines("今天白天到夜间多云，偏北风3到4级，气温2至9度。", setting)]
    elif kind == "teasers":
        return [
            Line("导读", FURNITURE),
            *(Line(f"{rng.choice(PLACES)}{news}　{page}版", FURNITURE) for page, news in enumerate(NEWS, 2)),
        ]
    elif kind == "editors":
        return [Line(f"责任编辑：{name(rng)}　校对：{name(rng)}", FURNITURE)]
    else:
        items = [
            (number + k, f"●{day}，{rng.choice(PLACES)}{news}。（{name(rng)}）") for k, news in enumerate(NEWS[:3])
        ]
        return [Line("简讯", FURNITURE), *(Line(line, k) for k, item in items for line in break_lines(item, setting))]
    return [Line(line, number) for line in lines]


def set_story(story: Labelled, number: int, setting: Setting, writer: str) -> list[Line]:
    paragraphs = list(story.paragraphs)
    if setting.byline == "dateline":
        paragraphs[0] = f"本报讯（记者 {writer}）{paragraphs[0]}"
    elif setting.byline == "in brackets at the end":
        paragraphs[-1] += f"（记者 {writer}）"
    between = [""] * setting.blank_between_paragraphs
    body = [
        line for k, text in enumerate(paragraphs) for line in [*(between if k else []), *break_lines(text, setting)]
    ]
    if setting.byline == "under the head":
        body = [f"本报记者 {writer}", *between, *body]
    elif setting.byline == "on a line at the end":
        body.append(f"（记者 {writer}）")
    heads = break_head(story.headline) if setting.head_in_two_lines else [story.headline]
    heads[0] = "## " * setting.markdown + heads[0]
    heads = [*([story.kicker] if setting.kickers and story.kicker else []), *heads]
    apart = [""] * setting.blank_at_head
    lines = [*body, *apart, *heads] if setting.head_below else [*heads, *apart, *body]
    return [Line(line, number if line else None) for line in lines]


def set_page(stories: Sequence[Labelled], seed: int) -> tuple[Setting, str, list[dict[str, Any]], list[str]]:
    """One page: its setting, its text, the labelled spans (the stories' first, in their order), the writers' names."""
    rng = random.Random(seed)
    setting = draw_setting(rng)
    chosen = rng.sample(list(stories), rng.choice((4, 5, 6)))
    after = {kind: rng.randrange(len(chosen)) for kind in setting.inserts}
    writers = [name(rng) for _ in chosen]
    lines = [Line("青都日报 2021年3月5日 星期五 第3版 要闻", FURNITURE), Line("")]
    for number, story in enumerate(chosen):
        apart = [Line("")] * setting.blanks_over_story
        lines += [*(apart if number else []), *set_story(story, number, setting, writers[number])]
        for k, kind in enumerate(kind for kind in setting.inserts if after[kind] == number):
            lines += [*(apart or [Line("")]), *set_insert(kind, setting, INSERTED * (number + 1) + 10 * k, rng)]
    text, spans = "", defaultdict[int, list[list[int]]](list)
    for line, story_number in lines:
        if story_number is not None and story_number != FURNITURE:
            spans[story_number].append([len(text), len(text) + len(line)])
        text += line + "\n"
    gold = [
        {"spans": spans[number], "headline": chosen[number].headline if number < INSERTED else ""}
        for number in sorted(spans)
    ]
    return setting, text, gold, [] if setting.byline == "none" else writers


def measure(text: str, gold: list[dict[str, Any]], writers: Sequence[str]) -> Rates:
    said = reading_as_json(read_page(SourcePage("page", text, "", "utf-8")))["articles"]
    keep = {at for at, letter in enumerate(text) if not letter.isspace()}
    stories = [article for article in gold if article["headline"]]
    heads = bylines = 0
    for number, article in enumerate(stories):
        own = {at for start, end in article["spans"] for at in range(start, end)}
        best = max(
            said,
            key=lambda one: sum(at in own for start, end in one["spans"] for at in range(start, end)),
            default=None,
        )
        heads += best is not None and squeeze(best["headline"]) == article["headline"]
        bylines += not writers or (best is not None and writers[number] in squeeze(best["byline"]))
    count = len(stories)
    whole = count_whole(gold, said, keep) / len(gold)
    return Rates(measure_segmentation(gold, said, keep), whole, heads / count, bylines / count)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gold.resetting", description=__doc__)
    parser.add_argument("--pages", type=int, default=400, help="how many (default: %(default)s)")
    parser.add_argument("--first", type=int, default=0, help="seed of the first page (default: %(default)s)")
    parser.add_argument("--show", type=int, metavar="SEED", help="print this page and its setting, and stop")
    options = parser.parse_args(arguments)
    stories = read_stories(sorted(HERE.glob("*/gold")))
    if options.show is not None:
        setting, text, *_ = set_page(stories, options.show)
        print(setting, text, sep="\n\n")
        return 0
    rates: dict[tuple[str, Any], list[Rates]] = defaultdict(list)
    for seed in range(options.first, options.first + options.pages):
        setting, text, gold, writers = set_page(stories, seed)
        found = measure(text, gold, writers)
        told = asdict(setting)
        features = [*((feature, value) for feature, value in told.items() if feature != "inserts"), ("all", "pages")]
        for feature in [*features, *(("with", kind) for kind in setting.inserts)]:
            rates[feature].append(found)
    print(f"{len(stories)} stories\n{'setting':<44} {'pages':>6} {'segm.':>7} {'whole':>7} {'heads':>7} {'bylines':>8}")
    shares = ("segmentation", "whole", "headlines", "bylines")
    rows = [
        (feature, [sum(getattr(one, share) for one in of) / len(of) for share in shares], len(of))
        for feature, of in rates.items()
    ]
    for (feature, value), means, count in sorted(rows, key=lambda row: row[1]):
        print(f"{f'{feature}: {value}':<44} {count:>6} " + "{:>7.3f} {:>7.3f} {:>7.3f} {:>8.3f}".format(*means))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
