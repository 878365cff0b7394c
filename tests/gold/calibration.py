"""How often what the reader says with a given confidence is right, on labelled pages.

    python -m tests.gold.calibration [FOLDER] [--pages PAGES]

A confidence means something if of all that is said with 0.9 nine in ten are right. Stories count as right when found
whole, people by name and role in their story, figures by place, value and unit; what is labelled optional or partial
is left out.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.gold.__main__ import OUR_PAGES, OURS, read_labelled_pages
from tests.gold.measures import SAME_PLACE, WHOLE, fold, overlap, pair_articles, same_number

STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)

Judged = tuple[str, float, bool]  # what was said, with which confidence, whether it is so


def judge_page(gold: dict[str, Any], said: dict[str, Any], text: str) -> Iterator[Judged]:
    """Every story, person and figure of a reading, with its confidence and whether the labels agree."""
    keep = {offset for offset, character in enumerate(text) if not character.isspace()}
    pairs, share = pair_articles(gold["articles"], said["articles"], keep)
    labelled = {j: gold["articles"][i] for i, j in pairs.items()}
    whole = {j for i, j in pairs.items() if share[i] >= WHOLE}
    for j, article in enumerate(said["articles"]):
        yield "stories", article["confidence"], j in whole
        truth = labelled.get(j, {"people": [], "metrics": []})
        names = {(fold(person["name"]), person["role"]) for person in truth["people"]}
        neutral = {fold(person["name"]) for person in truth["people"] if person.get("partial")}
        for person in article["people"]:
            if fold(person["name"]) not in neutral and not person["partial"]:
                yield "people", person["confidence"], (fold(person["name"]), person["role"]) in names
        for metric in article["metrics"]:
            near = [m for m in truth["metrics"] if overlap(metric["span"], m["span"]) >= SAME_PLACE]
            if any(m.get("optional") for m in near):
                continue
            yield "figures", metric["confidence"], any(is_same_figure(m, metric) for m in near)


def is_same_figure(labelled: dict[str, Any], said: dict[str, Any]) -> bool:
    return (
        same_number(labelled["value"], said["value"], labelled["unit"])
        and same_number(labelled.get("value_max"), said.get("value_max"))
        and fold(labelled["unit"]) == fold(said["unit"])
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gold.calibration", description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=OURS, help="folder of *.gold.json (default: our own)")
    parser.add_argument("--pages", type=Path, help="folder of the pages (default: `pages` beside the folder)")
    args = parser.parse_args(arguments)
    pages = args.pages or (OUR_PAGES if args.gold.resolve() == OURS else args.gold.resolve().parent / "pages")
    judged: dict[tuple[str, int], list[tuple[float, bool]]] = defaultdict(list)
    for path, said in zip(sorted(args.gold.glob("*.gold.json")), read_labelled_pages(args.gold, pages), strict=True):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (pages / gold["source"]).read_text(encoding="utf-8")
        for what, confidence, is_right in judge_page(gold, said, text):
            step = max(k for k, edge in enumerate(STEPS[:-1]) if confidence >= edge)
            judged[what, step].append((confidence, is_right))
    print(f"{'':10} {'said with':>12} {'mean':>6} {'right':>6} {'of':>6} {'share':>7}")
    for (what, step), rows in sorted(judged.items()):
        mean = sum(confidence for confidence, _ in rows) / len(rows)
        right = sum(is_right for _, is_right in rows)
        span = f"{STEPS[step]:.2f}–{min(STEPS[step + 1], 1):.2f}"
        print(f"{what:10} {span:>12} {mean:>6.2f} {right:>6} {len(rows):>6} {right / len(rows):>7.2f}")


if __name__ == "__main__":
    main()
