"""`make bench-effort`: the keys and clicks that bring each labelled page from the reader's result to its labels.

    python -m tests.benchmarks.effort [GOLD] [PAGES]

The work is planned from the difference between reading and labels, and each act costs what it costs an editor who knows
the keys of the two desks: a key or a click is 1, a typed value its characters. It is computed, not driven: COSTS says
from which keys each figure comes. Reading the page, and confirming what is right, are counted apart.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.benchmarks.measuring import write_table
from tests.gold.__main__ import read_labelled_pages
from tests.gold.measures import characters, fold, is_alike, overlap, pair_articles
from tests.gold.score import complete_reading, is_same_figure

ROOT = Path(__file__).resolve().parents[2]

SELECT = 3  # press into the text, drag, let go: a click and two ends
CHOOSE = 1  # the article, by its card or its characters
OPEN_FIELD = 2  # the line or field opened, its old value marked to be typed over
COSTS = {
    "move a stretch to an article": SELECT + CHOOSE + 1,  # m
    "make a stretch an article": SELECT + 1,  # n
    "give a stretch to furniture": SELECT + 1,  # f, or 0
    "mark a head": SELECT + 1,  # 1 to 7
    "add a person": SELECT + 2,  # p, Enter
    "add a figure": SELECT + 2,  # f, Enter: the reader's grammar fills in value and unit
    "reject a line": 3,  # its line, x, Enter
}
KINDS = ("segmentation", "heads", "people", "posts", "figures", "indicators", "periods", "places", "marks")
FIELDS = (("periods", "period"), ("places", "place"))
MARKS = ("approximate", "change", "kind")


def typed(value: Any) -> int:
    """A field opened, and its value typed, or emptied."""
    return OPEN_FIELD + max(1, len(str(value or "")))


def find_runs(offsets: set[int], text: str) -> list[tuple[int, int]]:
    """Stretches of characters in a row, over white space."""
    runs: list[list[int]] = []
    for offset in sorted(offsets):
        if runs and not text[runs[-1][1] : offset].strip():
            runs[-1][1] = offset + 1
        else:
            runs.append([offset, offset + 1])
    return [(start, end) for start, end in runs]


def plan_segmentation(text: str, gold: dict[str, Any], said: dict[str, Any], pairs: dict[int, int]) -> int:
    """Every stretch that is in another article than labelled is moved; an article that is missing is made first."""
    keep = {offset for offset, character in enumerate(text) if not character.isspace()}
    read = [characters(article["spans"]) & keep for article in said["articles"]]
    cost, labelled = 0, set()
    for at, article in enumerate(gold["articles"]):
        own = characters(article["spans"]) & keep
        labelled |= own
        runs = find_runs(own - read[pairs[at]], text) if at in pairs else find_runs(own, text)
        if runs and at not in pairs:
            cost += COSTS["make a stretch an article"] + (len(runs) - 1) * COSTS["move a stretch to an article"]
        else:
            cost += len(runs) * COSTS["move a stretch to an article"]
    surplus = set().union(*read) - labelled if read else set()
    return cost + len(find_runs(surplus, text)) * COSTS["give a stretch to furniture"]


def plan_heads(gold: dict[str, Any], said: dict[str, Any]) -> int:
    """Each head that is not as labelled is marked, each one too many is marked as body."""
    keys = ("headline", "kicker")
    wrong = sum(1 for key in keys if fold(gold[key]) != fold(said[key]))
    true, read = (
        Counter(fold(head) for key in ("standfirsts", "crossheads") for head in each[key]) for each in (gold, said)
    )
    cost = (wrong + max((true - read).total(), (read - true).total())) * COSTS["mark a head"]
    return cost + sum(
        typed(gold[key]) for key in ("dateline_place", "dateline_date") if fold(gold[key]) != fold(said[key])
    )


def plan_people(gold: list[dict[str, Any]], said: list[dict[str, Any]]) -> Counter[str]:
    """People missed are added, those invented rejected, posts typed."""
    true = {(fold(each["name"]), each["role"]): each for each in gold}
    read = {(fold(each["name"]), each["role"]): each for each in said}
    cost: Counter[str] = Counter()
    spare = {key for key, each in true.items() if each.get("partial")}
    cost["people"] += len(true.keys() - read.keys() - spare) * COSTS["add a person"]
    cost["people"] += len(read.keys() - true.keys()) * COSTS["reject a line"]
    for key, each in true.items():
        for field in ("title", "organization"):
            if key not in spare and key[1] == "subject" and fold(each.get(field)) != fold(read.get(key, {}).get(field)):
                cost["posts"] += typed(each.get(field))
    return cost


def plan_figures(gold: list[dict[str, Any]], said: list[dict[str, Any]]) -> Counter[str]:
    """Figures missed are added, those invented rejected, what is wrong about the rest typed or chosen."""
    cost: Counter[str] = Counter()
    left = dict(enumerate(said))
    for metric in (each for each in gold if not each.get("optional")):
        near = sorted(left, key=lambda at: -overlap(left[at]["span"], metric["span"]))
        found = next((at for at in near if is_same_figure(metric, left[at])), None)
        read = left.pop(found) if found is not None else {}
        if found is None:
            cost["figures"] += COSTS["add a figure"]
        if not is_alike(metric.get("indicator"), read.get("indicator")):
            cost["indicators"] += typed(metric.get("indicator"))
        for kind, field in FIELDS:
            if fold(metric.get(field)) != fold(read.get(field)):
                cost[kind] += typed(metric.get(field))
        cost["marks"] += sum(OPEN_FIELD for mark in MARKS if (metric.get(mark) or None) != (read.get(mark) or None))
    optional = [each["span"] for each in gold if each.get("optional")]
    invented = [each for each in left.values() if not any(overlap(each["span"], span) for span in optional)]
    cost["figures"] += len(invented) * COSTS["reject a line"]
    return cost


def shared_places(gold: list[dict[str, Any]], said: list[dict[str, Any]]) -> int:
    """What places would cost if an article had one key that sets a place for all of its figures."""
    places = Counter(each.get("place") for each in gold if not each.get("optional"))
    if not places:
        return 0
    common = places.most_common(1)[0][0]
    read = {each.get("place") for each in said}
    rest = sum(typed(each.get("place")) for each in gold if not each.get("optional") and each.get("place") != common)
    return rest + (typed(common) if read != {common} else 0)


def plan_page(text: str, gold: dict[str, Any], reading: dict[str, Any]) -> Counter[str]:
    """Keys and clicks by kind of work; `confirm` and `places at once` stand apart from the sum."""
    said = complete_reading(gold["source"], text, reading)
    keep = {offset for offset, character in enumerate(text) if not character.isspace()}
    pairs, _share = pair_articles(gold["articles"], said["articles"], keep)
    cost: Counter[str] = Counter(segmentation=plan_segmentation(text, gold, said, pairs))
    nothing: dict[str, Any] = dict.fromkeys(("headline", "kicker", "dateline_place", "dateline_date"))
    nothing |= {"standfirsts": [], "crossheads": [], "people": [], "metrics": []}
    for at, article in enumerate(gold["articles"]):
        read = said["articles"][pairs[at]] if at in pairs else nothing
        cost["heads"] += plan_heads(article, read)
        figures = plan_figures(article["metrics"], read["metrics"])
        cost += plan_people(article["people"], read["people"])
        cost += figures
        cost["places at once"] += min(figures["places"], shared_places(article["metrics"], read["metrics"]))
        cost["confirm"] += 3  # open the desk, confirm all, save: what is right is confirmed by one key an article
    return cost


def main() -> None:
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "gold"
    pages = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "fixtures" / "pages"
    labels = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.gold.json"))]
    rows, all_of = [], Counter[str]()
    for label, reading in zip(labels, read_labelled_pages(gold, pages), strict=True):
        text = (pages / label["source"]).read_text(encoding="utf-8")
        cost = plan_page(text, label, reading)
        all_of += cost
        rows.append(tell_row(Path(label["source"]).stem[:12], len(text), cost))
    rows.append(tell_row("all", sum(int(row[1]) for row in rows), all_of))
    heads = ["page", "characters", *KINDS, "sum", "and to confirm", "places, set at once"]
    print(write_table("Keys and clicks from reading to labels (computed)", heads, rows))


def tell_row(name: str, count: int, cost: Counter[str]) -> list[str]:
    told = [str(cost[kind]) for kind in KINDS]
    return [
        name,
        str(count),
        *told,
        str(sum(cost[kind] for kind in KINDS)),
        str(cost["confirm"]),
        str(cost["places at once"]),
    ]


if __name__ == "__main__":
    main()
