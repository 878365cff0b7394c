"""`make bench-read`: how fast pages are read, how the cost grows, and what hostile pages cost. Both sides in one run.

    python -m tests.benchmarks.read [FOLDER]      a folder of pages to repeat (default: fixtures/pages)

The other sides are `jieba.posseg` on the same text (what a word tagger alone costs) and `re.findall` of one trivial
pattern (the floor of the language). Figures are characters a second of this process's time on one core. Each round
reads and tags in turn, and the ratio is the median of the rounds' ratios: what else runs on the machine slows both
sides of a round alike. `--only` runs one of the three tables.
"""

from __future__ import annotations

import argparse
import logging
import re
import time
import tracemalloc
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from newsarchive.importer.pipeline import read_page
from newsarchive.importer.types import SourcePage
from tests.generated import make_page

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "pages"
SIZES = (20_000, 200_000, 2_000_000)
UNSEEN = (9, 3, 1)  # pages of each size, the median of which is told
ROUNDS = 7
TAGGED = 40_000  # characters given to the tagger: enough to time it, and it is slow
TRACED = 200_000  # counting memory makes reading several times slower
HOSTILE = 200_000
LIMIT = 2.0  # seconds for a hostile page
GROWTH = 12.0  # times the time that ten times the text may take
MEMORY = 250  # bytes a character
TABLES = ("speed", "growth", "hostile")

HOSTILE_PAGES: dict[str, Callable[[int], str]] = {
    "no line break": lambda size: ("今年全市粮食总产量达到七百万吨，市长说很好。" * (size // 22 + 1))[:size],
    "digits only": lambda size: ("1234567890" * (size // 10 + 1))[:size],
    "brackets only": lambda size: ("（" * (size // 2)) + ("）" * (size // 2)),
    "记者 only": lambda size: ("记者" * (size // 2 + 1))[:size],
    "one 亿 after another": lambda size: "亿" * size,
    "nested marks": lambda size: "“《（【" * (size // 8) + "】）》”" * (size // 8),
    "combining characters": lambda size: "人" + "\u0301" * (size - 1),
    "NUL and controls": lambda size: ("\x00\x01\x1b\u202e\ufeff文" * (size // 6 + 1))[:size],
    "one surname after another": lambda size: ("王李张刘陈" * (size // 5 + 1))[:size],
    "one numeral after another": lambda size: ("一二三四五六七八九十百千万" * (size // 13 + 1))[:size],
    "blank lines": lambda size: "\n" * size,
    "spaces": lambda size: " " * size,
    "line of one character": lambda size: "字\n" * (size // 2),
    "lines of one to three characters": lambda size: ("天\n气晴\n好地方\n" * (size // 9 + 1))[:size],
    "lines of any characters": lambda size: "".join(
        chr(0x4E00 + i * 7919 % 20000) + "\n" * (i % 4 == 3) for i in range(size)
    )[:size],
    "short lines": lambda size: ("本报讯\n记者\n" * (size // 7 + 1))[:size],
    "lines of dates": lambda size: ("12月4日\n" * (size // 6 + 1))[:size],
    "days without a year": lambda size: ("12月4日" * (size // 5 + 1))[:size],
    "days in brackets": lambda size: ("昨(18)日" * (size // 6 + 1))[:size],
    "boxes and names": lambda size: ("□王明" * (size // 3 + 1))[:size],
    "percents": lambda size: ("增长3%、" * (size // 5 + 1))[:size],
    "spaces between all": lambda size: "中 " * (size // 2),
    "doubled": lambda size: ("中中国国" * (size // 4 + 1))[:size],
    "dates": lambda size: ("2021年2月4日" * (size // 9 + 1))[:size],
    "lines of ten characters": lambda size: ("今年全市粮食总产量达\n" * (size // 11 + 1))[:size],
    "heads alone": lambda size: ("北溪县春耕\n\n" * (size // 7 + 1))[:size],
    "photographers": lambda size: ("王明 摄\n" * (size // 5 + 1))[:size],
    "bullets": lambda size: ("● 北溪新建\n" * (size // 7 + 1))[:size],
    "names with dots": lambda size: ("阿依·买买提、" * (size // 7 + 1))[:size],
    "names in quotation marks": lambda size: ("“王明”、" * (size // 5 + 1))[:size],
    "folios": lambda size: ("青浦湾日报 2021年2月5日 星期五 第3版\n" * (size // 25 + 1))[:size],
    "openings": lambda size: ("本报讯（记者 葛明）\n" * (size // 11 + 1))[:size],
    "posts and names": lambda size: ("副县长葛明、" * (size // 6 + 1))[:size],
    "titles that are pointed at": lambda size: ("该主任葛明说，本院长李健" * (size // 12 + 1))[:size],
    "names under one post": lambda size: ("县领导" + "葛明、李健、" * (size // 6))[:size],
    "dates and figures": lambda size: ("2021年3月5日增长3%，同比" * (size // 16 + 1))[:size],
    "changes from and to": lambda size: ("由3万元增加到4万元，从5%提高到6%，" * (size // 20 + 1))[:size],
    "amounts in a row": lambda size: ("粮食3吨、蔬菜4吨、水果5吨，" * (size // 15 + 1))[:size],
    "compound units": lambda size: ("3元/吨/年·次" * (size // 8 + 1))[:size],
    "surnames and small words": lambda size: ("曹操因" * (size // 3 + 1))[:size],
    "posts told after names": lambda size: ("葛明担任白塔镇镇长，" * (size // 10 + 1))[:size],
    "people called by half a name": lambda size: ("老张、小李、王大娘、" * (size // 10 + 1))[:size],
    "names of Japan": lambda size: ("田边康平、长谷川凉子" * (size // 10 + 1))[:size],
    "names held back": lambda size: ("张某某" * (size // 3 + 1))[:size],
    "ends of offices": lambda size: ("有限公司" * (size // 4 + 1))[:size],
    "lists place by place": lambda size: ("甲、乙分别增长3%、4%，" * (size // 13 + 1))[:size],
    "changes": lambda size: ("同比增长3.5%，" * (size // 9 + 1))[:size],
    "ranks": lambda size: ("位居全省第3位，" * (size // 8 + 1))[:size],
    "rows of a table": lambda size: ("| 早稻 | 3.5 | 12% |\n" * (size // 17 + 1))[:size],
    "rows of prices": lambda size: ("单位：元/斤\n" + "白菜 1.20 1.40\n" * (size // 13 + 1))[:size],
    "prices glued to words": lambda size: ("单位：元/斤\n" + "白菜1.2 萝卜0.9 葱3.6\n" * (size // 18 + 1))[:size],
    "results of races": lambda size: ("跑出11秒08，4分51秒，" * (size // 14 + 1))[:size],
    "forecasts": lambda size: ("晴 3℃～8℃ 南风3-4级\n" * (size // 16 + 1))[:size],
    "captions": lambda size: ("图为葛明在田间。葛明 摄\n\n" * (size // 14 + 1))[:size],
    "open book marks": lambda size: ("《北溪" * (size // 3 + 1))[:size],
    "jumps": lambda size: ("（下转第3版）" * (size // 7 + 1))[:size],
}


def read(text: str) -> None:
    read_page(SourcePage("page", text, "0" * 64, "utf-8"))


def time_of(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def page_of(size: int, first: int = 0) -> str:
    """One generated page of so many characters, put together of parts numbered from `first` on."""
    parts: list[str] = []
    length, seed = 0, first
    while length < size:
        parts.append(make_page(seed))
        length += len(parts[-1])
        seed += 1
    return "".join(parts)[:size]


def compare(name: str, pages: Sequence[str]) -> None:
    """One line: the reader against the tagger and against the floor, on the same text, in turn."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    list(jieba.posseg.cut("热身"))
    text = "".join(pages)
    sample = text[:TAGGED]
    readings, taggings, floors, ratios = [], [], [], []
    for _ in range(ROUNDS):
        readings.append(len(text) / time_of(lambda: [read(page) for page in pages]))
        taggings.append(len(sample) / time_of(lambda: sum(1 for _ in jieba.posseg.cut(sample))))
        floors.append(len(text) / time_of(lambda: re.findall(r"[0-9]+", text)))
        ratios.append(readings[-1] / taggings[-1])
    print(
        f"  {name:<36} {len(text):>9,} {median(readings):>10,.0f} {median(taggings):>13,.0f} {median(floors):>12,.0f}"
        f"   {median(ratios):.1f} times ({min(ratios):.1f} to {max(ratios):.1f})"
    )


def race(pages: Sequence[str]) -> None:
    """How fast the pages of a folder and a generated page are read."""
    read(page_of(1000))  # rules are compiled once, when the first page is read
    print(f"Characters a second, median of {ROUNDS} rounds. Wanted: twice the tagger's speed; the goal: five times.")
    print(f"  {'':<36} {'text':>9} {'reading':>10} {'jieba.posseg':>13} {'re.findall':>12}   reading : jieba.posseg")
    compare(f"{len(pages)} pages", pages)
    compare("the same as one page, five times", ["\n\n".join(pages) * 5])
    compare("a generated page", [page_of(SIZES[0])])
    compare("a larger generated page", [page_of(TAGGED * 2)])


def grow() -> None:
    """How the time grows with the page, and what memory it takes.

    Every page is read once: what was met before is remembered, of a small page more than of a large one.
    """
    read(page_of(1000))
    print(f"\nGenerated pages at first sight: ten times the text in at most {GROWTH:.0f} times the time,")
    print(f"and at most {MEMORY} bytes a character above the start.")
    before = None
    for size, pages in zip(SIZES, UNSEEN, strict=True):
        texts = [page_of(size, (1 + number) * size) for number in range(pages)]
        seconds = median(time_of(lambda text=text: read(text)) for text in texts)
        ratio = f"   {seconds / before:>4.1f} times the time{judge(seconds / before <= GROWTH)}" if before else ""
        before = seconds
        print(f"  {size:>9,} characters {seconds:>8.2f} s{ratio}")
        if size <= TRACED:
            memory = trace(texts[0]) / size
            print(f"  {'':>20} {memory:>8.0f} bytes a character{judge(memory <= MEMORY)}")


def trace(text: str) -> int:
    """The most memory that reading takes above the start, in bytes."""
    tracemalloc.start()
    read(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def judge(holds: bool) -> str:
    return "" if holds else "   TOO MUCH"


def resist() -> None:
    """What hostile pages cost."""
    read(page_of(1000))
    print(f"\nHostile pages of {HOSTILE:,} characters: each in under {LIMIT:.0f} seconds, none in error.")
    for name, make in HOSTILE_PAGES.items():
        text = make(HOSTILE)
        seconds = time_of(lambda text=text: read(text))
        print(f"  {name:<36} {seconds:>6.2f} s{judge(seconds < LIMIT)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES, help="pages to read, as .txt in UTF-8")
    parser.add_argument("--only", choices=TABLES, help="one table instead of all three")
    arguments = parser.parse_args()
    pages = [path.read_text(encoding="utf-8") for path in sorted(arguments.folder.glob("*.txt"))]
    if not pages:
        parser.error(f"{arguments.folder} holds no pages: name a folder of .txt files")
    if arguments.only in (None, "speed"):
        race(pages)
    if arguments.only in (None, "growth"):
        grow()
    if arguments.only in (None, "hostile"):
        resist()


if __name__ == "__main__":
    main()
