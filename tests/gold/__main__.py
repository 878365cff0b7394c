"""`make gold`: read labelled pages, score the readings, and name each gain and loss since the accepted baseline.

Exits with 1 on a loss, so that what is read worse is seen; `--accept` makes today's reading the baseline.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from articles.extraction.types import Given
from newsarchive.importer.pipeline import READER_VERSION, read_page
from newsarchive.importer.reading_json import reading_as_json
from newsarchive.importer.sources import FoundFile, read_source
from tests.gold.score import Scores, score_folder, table_of

OURS = Path(__file__).resolve().parent
OUR_PAGES = OURS.parent.parent / "fixtures" / "pages"
VAR = OURS.parent.parent / "var"

LARGEST = 20 * 1024 * 1024
NOISE = 0.0005  # a page's segmentation may change by so little without being called a gain or a loss


def read_labelled_pages(gold: Path, pages: Path) -> list[dict[str, Any]]:
    """The readings of every page that the folder has labels for, as JSON."""
    names = [json.loads(path.read_text(encoding="utf-8"))["source"] for path in sorted(gold.glob("*.gold.json"))]
    sources = [read_source(FoundFile(pages / name, name), LARGEST, Given()) for name in names]
    return [reading_as_json(read_page(source)) for source in sources]


def summary_of(scores: Scores, gold: Path) -> dict[str, Any]:
    """What a baseline keeps: for each page its labels' hash, its segmentation and its misses; and the rates."""
    pages: dict[str, Any] = {}
    for path in sorted(gold.glob("*.gold.json")):
        labels = path.read_text(encoding="utf-8")
        name = json.loads(labels)["source"]
        pages[name] = {
            "labels": hashlib.sha256(labels.encode("utf-8")).hexdigest()[:16],
            "segmentation": round(scores.segmentation[name][0], 4),
            "misses": sorted({miss.what for miss in scores.misses if miss.page == name}),
        }
    rates = {row: [rate.hit, rate.said, rate.gold] for row, rate in scores.rates.items()}
    return {"reader": READER_VERSION, "rates": rates, "pages": pages}


def compare_summaries(before: dict[str, Any], now: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """What was gained, what was lost, and which pages cannot be compared: new ones, and those labelled anew."""
    gained: list[str] = []
    lost: list[str] = []
    apart: list[str] = []
    for name, page in now["pages"].items():
        old = before["pages"].get(name)
        if old is None or old["labels"] != page["labels"]:
            apart.append(f"{name}: {'new' if old is None else 'labelled anew'}")
            continue
        gained += [f"{name} {what}" for what in old["misses"] if what not in page["misses"]]
        lost += [f"{name} {what}" for what in page["misses"] if what not in old["misses"]]
        change = page["segmentation"] - old["segmentation"]
        if abs(change) > NOISE:
            line = f"{name} segmentation {old['segmentation']:.4f} -> {page['segmentation']:.4f}"
            (gained if change > 0 else lost).append(line)
    apart += [f"{name}: no longer labelled" for name in before["pages"] if name not in now["pages"]]
    return gained, lost, apart


def baseline_path(gold: Path) -> Path:
    """Our own pages' baseline stands beside them; that of another folder is kept under var/, by the folder's name."""
    if gold.resolve() == OURS:
        return OURS / "baseline.json"
    mark = hashlib.sha256(str(gold.resolve()).encode()).hexdigest()[:8]
    return VAR / "gold" / f"{gold.resolve().name}-{mark}.json"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gold", description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=OURS, help="folder of *.gold.json (default: our own)")
    parser.add_argument("--pages", type=Path, help="folder of the pages (default: `pages` beside the folder)")
    parser.add_argument("--baseline", type=Path, help="the file of the baseline")
    parser.add_argument("--accept", action="store_true", help="make this reading the baseline")
    parser.add_argument("--misses", action="store_true", help="list all that is not as labelled")
    args = parser.parse_args(arguments)
    pages = args.pages or (OUR_PAGES if args.gold.resolve() == OURS else args.gold.resolve().parent / "pages")
    if not any(args.gold.glob("*.gold.json")):
        print(f"{args.gold} holds no *.gold.json; labels become gold by: python -m tests.gold.resolve", file=sys.stderr)
        return 2
    scores = score_folder(args.gold, pages, read_labelled_pages(args.gold, pages))
    print(table_of(scores))
    for miss in scores.misses if args.misses else ():
        print(miss)
    now = summary_of(scores, args.gold)
    path = args.baseline or baseline_path(args.gold)
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else None
    lost: list[str] = []
    if before:
        gained, lost, apart = compare_summaries(before, now)
        print(f"\nSince the baseline: {len(gained)} gained, {len(lost)} lost.")
        for sign, lines in (("+", gained), ("-", lost), ("?", apart)):
            for line in lines:
                print(f"{sign} {line}")
    if args.accept or before is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(f"\nThis reading is now the baseline ({path}).")
        return 0
    if lost:
        print("\nSomething is read worse than before. If that is meant, accept it: python -m tests.gold --accept")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
