"""`make bench-read`: how fast pages are read, how the cost grows, and what hostile pages cost. Both sides in one run.

    python -m tests.benchmarks.read [FOLDER]      a folder of pages to repeat (default: fixtures/pages)

The other sides are `jieba.posseg` on the same text (what a word tagger alone costs) and `re.findall` of one trivial
pattern (the floor of the language). Figures are characters a second of processor time on one core, the best of a few
rounds, so that what else runs on the machine counts as little as can be.
"""

from __future__ import annotations

import argparse
import logging
import re
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from newsarchive.importer.pipeline import read_page
from newsarchive.importer.types import SourcePage
from tests.generated import make_page

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "pages"
SIZES = (20_000, 200_000, 2_000_000)
TAGGED = 40_000  # characters given to the tagger: enough to time it, and it is slow
TRACED = 200_000  # counting memory makes reading several times slower
HOSTILE = 200_000

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
    "short lines": lambda size: ("本报讯\n记者\n" * (size // 7 + 1))[:size],
    "lines of dates": lambda size: ("12月4日\n" * (size // 6 + 1))[:size],
    "days without a year": lambda size: ("12月4日" * (size // 5 + 1))[:size],
    "days in brackets": lambda size: ("昨(18)日" * (size // 6 + 1))[:size],
    "boxes and names": lambda size: ("□王明" * (size // 3 + 1))[:size],
    "percents": lambda size: ("增长3%、" * (size // 5 + 1))[:size],
    "spaces between all": lambda size: "中 " * (size // 2),
    "doubled": lambda size: ("中中国国" * (size // 4 + 1))[:size],
    "dates": lambda size: ("2021年2月4日" * (size // 9 + 1))[:size],
}


def read(text: str) -> None:
    read_page(SourcePage("page", text, "0" * 64, "utf-8"))


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """The shortest of a few rounds, in seconds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def page_of(size: int) -> str:
    """One generated page of about that many characters."""
    parts: list[str] = []
    length = seed = 0
    while length < size:
        parts.append(make_page(seed))
        length += len(parts[-1])
        seed += 1
    return "".join(parts)[:size]


def compare(name: str, pages: list[str]) -> None:
    """One line: the reader against the tagger and against the floor, on the same text."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    list(jieba.posseg.cut("热身"))
    text = "".join(pages)
    sample = text[:TAGGED]
    ours = len(text) / best(lambda: [read(page) for page in pages])
    tagger = len(sample) / best(lambda: sum(1 for _ in jieba.posseg.cut(sample)))
    floor = len(text) / best(lambda: re.findall(r"[0-9]+", text))
    print(
        f"{name:<28} {len(text):>10,} characters   reading {ours:>9,.0f}/s   jieba.posseg {tagger:>8,.0f}/s "
        f"({ours / tagger:.1f} times)   re.findall {floor:>12,.0f}/s"
    )


def grow() -> None:
    """How the time grows with the page, and what memory it takes."""
    print("\nOne page, ever larger: ten times the text may take at most twelve times the time.")
    before = None
    for size in SIZES:
        text = page_of(size)
        seconds = best(lambda text=text: read(text), rounds=3 if size < SIZES[-1] else 1)
        ratio = f"   {seconds / before:.1f} times the time" if before else ""
        before = seconds
        memory = f"   {trace(text) / size:>5.0f} bytes a character" if size <= TRACED else ""
        print(f"  {size:>9,} characters {seconds:>8.2f} s{ratio}{memory}")


def trace(text: str) -> int:
    """The most memory that reading takes above the start, in bytes."""
    tracemalloc.start()
    read(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def resist() -> None:
    """What hostile pages cost."""
    read(page_of(1000))  # rules are compiled once, when the first page is read
    print(f"\nHostile pages of {HOSTILE:,} characters: each under two seconds, none in error.")
    for name, make in HOSTILE_PAGES.items():
        text = make(HOSTILE)
        print(f"  {name:<28} {best(lambda text=text: read(text), rounds=1):>6.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FIXTURES, help="pages to repeat")
    folder = parser.parse_args().folder
    pages = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    compare(f"{len(pages)} pages, ten times", pages * 10)
    compare("a generated page", [page_of(SIZES[1])])
    grow()
    resist()


if __name__ == "__main__":
    main()
