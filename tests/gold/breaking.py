"""Labelled pages set as other papers would have set them, and how well they are read then.

    python -m tests.gold.breaking [FOLDER] [--pages PAGES]

Each way of breaking a page keeps its labels true: they move with their characters. What is read well on a page as it
came and badly on the same page with shorter lines rests on the look of that page, not on a convention of print.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.gold.__main__ import OUR_PAGES, OURS, read_labelled_pages
from tests.gold.score import score_folder

Json = Any
Labels = dict[str, Any]
# From a page and its labels to the same page, broken, with its labels.
Break = Callable[[str, Labels], tuple[str, Labels]]

COLUMN = 17  # ems of a line
LONG = 44  # characters; a longer line is a whole paragraph
CLOSING = "，。、；：！？）》”’】％%,.;:!?)"
HALF = "“”‘’"
# What no line's end parts: opening marks and what they open, a figure or a Latin word, closing marks after it.
PIECES = re.compile(rf"[（《“‘【(]*(?:[0-9A-Za-z.+-]+|.)[{re.escape(CLOSING)}]*")
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹潘葛范彭鲁韦马苗方俞任袁柳"
GIVEN = "明华文建海春晓志永国立德玉秀云思景川松青林山凤兰梅伟强军丽娟艳芳敏静杰涛勇霞超峰磊刚"
MARKS = str.maketrans("，：；（）“”", ',:;()""')


def leave(text: str, labels: Labels) -> tuple[str, Labels]:
    """The page as it came."""
    return text, labels


def rename_people(text: str, labels: Labels) -> tuple[str, Labels]:
    """Every person whose name is printed whole under another of the same length, throughout the page."""
    rng = random.Random(len(text))
    people = [person for article in labels["articles"] for person in article["people"]]
    torn = {p["name"] for p in people if any(text[start:end] != p["name"] for start, end in p["spans"])}
    names = {person["name"] for person in people} - torn
    whole = sorted(name for name in names if re.fullmatch(r"(?!.*[某大妈娘婶嫂爷奶叔])[一-鿿]{2,3}", name))
    others = {name: rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=len(name) - 1)) for name in whole}
    if not others:
        return text, labels
    known = re.compile("|".join(sorted(others, key=len, reverse=True)))
    renamed = known.sub(lambda found: others[found[0]], json.dumps(labels, ensure_ascii=False))
    return known.sub(lambda found: others[found[0]], text), json.loads(renamed)


def change_characters(text: str, labels: Labels, change: Callable[[int, str], str]) -> tuple[str, Labels]:
    """The page with each character replaced by what `change` makes of it, and the labels moved along."""
    pieces: list[str] = []
    moved: list[int] = []
    length = 0
    for at, character in enumerate(text):
        moved.append(length)
        pieces.append(change(at, character))
        length += len(pieces[-1])
    moved.append(length)
    return "".join(pieces), move_spans(labels, lambda start, end: [moved[start], moved[end]])


def move_spans(labels: Json, move: Callable[[int, int], list[int]]) -> Json:
    """The labels with every span moved; one that has no characters any more is left out."""
    if isinstance(labels, list):
        return [move_spans(each, move) for each in labels]
    if not isinstance(labels, dict):
        return labels
    made = {}
    for name, value in labels.items():
        if name == "span" and value:
            made[name] = move(*value)
        elif name in ("spans", "furniture") and value:
            moved = [move(start, end) for start, end in value]
            made[name] = [[start, end] for start, end in moved if start < end]
        else:
            made[name] = move_spans(value, move)
    return made


def drop_blank_lines(text: str, labels: Labels) -> tuple[str, Labels]:
    """No empty line between stories."""
    return change_characters(text, labels, lambda at, c: "" if c == "\n" and at and text[at - 1] == "\n" else c)


def add_blank_lines(text: str, labels: Labels) -> tuple[str, Labels]:
    """An empty line below every line."""
    return change_characters(text, labels, lambda _at, c: "\n\n" if c == "\n" else c)


def indent_paragraphs(text: str, labels: Labels) -> tuple[str, Labels]:
    """Two wide spaces before every long line."""
    begins = {found.start() for found in re.finditer(r"^[^\s].{20,}", text, re.MULTILINE)}
    return change_characters(text, labels, lambda at, c: "　　" + c if at in begins else c)


def set_in_columns(text: str, labels: Labels, lead: float = 0.0) -> tuple[str, Labels]:
    """Paragraphs on lines of `COLUMN` ems, as print breaks them, and heads on lines of their own.

    No closing mark begins a line and no figure is broken. Pages that stand in columns already are left as they are.
    """
    if 2 * sum(len(line) for line in text.splitlines() if len(line) > LONG) < len(text):
        return text, labels
    heads = list_heads(labels)
    breaks: set[int] = set()
    for line in re.finditer(rf"^.{{{COLUMN + 1},}}", text, re.MULTILINE):
        flat = flatten(line[0])
        if not any(flat in head or (head in flat and 5 * len(head) > 3 * len(flat)) for head in heads):
            breaks.update(line.start() + at for at in break_lines(line[0], lead))
    return change_characters(text, labels, lambda at, c: "\n" + c if at in breaks else c)


def set_without_indents(text: str, labels: Labels) -> tuple[str, Labels]:
    """As `set_in_columns`, the first line of each paragraph narrower by an indent that is lost."""
    return set_in_columns(text, labels, lead=2.0)


def break_lines(paragraph: str, lead: float) -> Iterator[int]:
    """Where a paragraph's lines end, its first line narrower by `lead` ems."""
    room = COLUMN - lead
    for piece in PIECES.finditer(paragraph):
        width = sum(0.5 if c in HALF or c.isascii() else 1.0 for c in piece[0])
        closing = sum(c in CLOSING for c in piece[0][1:])  # a mark hangs out of its column
        if piece.start() and width - closing > room:
            yield piece.start()
            room = COLUMN
        room -= width


def list_heads(labels: Labels) -> list[str]:
    """All heads of a page, without spaces."""
    rows = [
        [article["headline"], article["kicker"], *(article["standfirsts"] or []), *(article["crossheads"] or [])]
        for article in labels["articles"]
    ]
    return [flatten(head) for row in rows for head in row if head]


def flatten(text: str) -> str:
    """Without white space, marks in ASCII."""
    return "".join(text.split()).translate(MARKS)


def use_ascii_marks(text: str, labels: Labels) -> tuple[str, Labels]:
    """ASCII quotes, commas and brackets in place of Chinese ones."""
    return text.translate(MARKS), labels


def reorder_stories(text: str, labels: Labels) -> tuple[str, Labels]:
    """Stories that lie whole on the page in another order."""
    bounds = [(min(s for s, _ in a["spans"]), max(e for _, e in a["spans"])) for a in labels["articles"]]
    whole = sorted(
        (start, end)
        for start, end in bounds
        if sum(start < other_end and other_start < end for other_start, other_end in bounds) == 1
    )
    order = whole[:]
    random.Random(len(text)).shuffle(order)
    pieces, last = [], 0
    for (start, end), other in zip(whole, order, strict=True):
        pieces += [(last, start), other]
        last = end
    pieces.append((last, len(text)))
    moved, length = {}, 0
    for start, end in pieces:
        moved |= {at: length + at - start for at in range(start, end)}
        length += end - start
    made = move_spans(labels, lambda start, end: [moved[start], moved[end - 1] + 1])
    return "".join(text[start:end] for start, end in pieces), made


BREAKS: tuple[Break, ...] = (
    leave,
    rename_people,
    drop_blank_lines,
    add_blank_lines,
    indent_paragraphs,
    set_in_columns,
    set_without_indents,
    use_ascii_marks,
    reorder_stories,
)


def score_broken(gold: Path, pages: Path, breaking: Break) -> dict[str, float]:
    """The measures of all pages of a folder, each broken in this way."""
    with tempfile.TemporaryDirectory() as folder:
        broken = Path(folder)
        for path in sorted(gold.glob("*.gold.json")):
            labels = json.loads(path.read_text(encoding="utf-8"))
            text, labels = breaking((pages / labels["source"]).read_text(encoding="utf-8"), labels)
            (broken / labels["source"]).write_text(text, encoding="utf-8")
            (broken / path.name).write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")
        scores = score_folder(broken, broken, read_labelled_pages(broken, broken))
    asked = {row: rate.f1 for row, rate in scores.rates.items() if rate.gold}
    return {"segmentation": scores.mean_segmentation, **asked}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gold.breaking", description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=OURS, help="folder of *.gold.json (default: our own)")
    parser.add_argument("--pages", type=Path, help="folder of the pages (default: `pages` beside the folder)")
    args = parser.parse_args(arguments)
    pages = args.pages or (OUR_PAGES if args.gold.resolve() == OURS else args.gold.resolve().parent / "pages")
    table = {breaking.__name__: score_broken(args.gold, pages, breaking) for breaking in BREAKS}
    print(f"{'':<34}" + " ".join(f"{name[:13]:>13}" for name in table))
    for row in table["leave"]:
        values = " ".join(f"{scores[row]:>13.3f}" if row in scores else f"{'-':>13}" for scores in table.values())
        print(f"{row:<34}{values}")


if __name__ == "__main__":
    main()
