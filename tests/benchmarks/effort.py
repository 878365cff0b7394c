"""`make bench-effort`: the keys and clicks that bring each labelled page from the reader's result to its labels.

    python -m tests.benchmarks.effort [GOLD] [PAGES] [--compute]

Twice. Computed: what it would cost line by line, each act at the keys that COSTS names, a typed value its characters.
Then done: a scripted editor (`driving`) does it in a real browser on an archive of its own, with what the desks have to
spare keys, and each key and click is counted. What is not as labelled afterwards is computed again, and should be
nothing. Opening an article and confirming it are counted apart; finding out what is wrong is not counted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

from tests.benchmarks.browsing import logged_in, prepare_django, served_archive
from tests.benchmarks.databases import tell
from tests.benchmarks.measuring import tell_load, write_table
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
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=ROOT / "tests" / "gold", help="the folder of labels")
    parser.add_argument("pages", nargs="?", type=Path, default=ROOT / "fixtures" / "pages", help="the pages themselves")
    parser.add_argument("--compute", action="store_true", help="plan only: no browser, a few seconds")
    arguments = parser.parse_args()
    labels = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(arguments.gold.glob("*.gold.json"))]
    readings = read_labelled_pages(arguments.gold, arguments.pages)
    texts = [(arguments.pages / label["source"]).read_text(encoding="utf-8") for label in labels]
    planned = [plan_page(*each) for each in zip(texts, labels, readings, strict=True)]
    names = [Path(label["source"]).stem[:12] for label in labels]
    show("Keys and clicks from reading to labels, line by line (computed)", names, texts, planned, "places at once")
    if not arguments.compute:
        drive(names, labels, arguments.pages)


def drive(names: list[str], labels: list[dict[str, Any]], pages: Path) -> None:
    """Import the pages into an archive of their own, and let the scripted editor bring each to its labels."""
    prepare_django()
    from django.core.management import call_command

    from articles.models import Page
    from newsarchive.desk.adding import warm_up
    from tests.benchmarks.driving import Hand, mend_article, mend_page, read_archive

    done, left, texts = [], [], []
    with served_archive() as address:
        call_command("load_authority", verbosity=0)
        warm_up()
        for label in labels:
            call_command("import_pages", str(pages / label["source"]), stdout=StringIO(), stderr=StringIO())
        with logged_in(address) as browser:
            for name, label in zip(names, labels, strict=True):
                page = Page.objects.get(source_name__endswith=label["source"])
                hand = Hand(browser, address)
                mend_page(hand, page, label)
                keep = {offset for offset, character in enumerate(page.text) if not character.isspace()}
                said = read_archive(page)
                pairs, _share = pair_articles(label["articles"], said["articles"], keep)
                for at, read in pairs.items():
                    article = page.articles.get(pk=said["articles"][read]["pk"])
                    mend_article(hand, page.text, article, label["articles"][at])
                tell(f"  {name}: {hand.counts.total()}")
                done.append(hand.counts)
                left.append(plan_page(page.text, label, read_archive(page)))
                texts.append(page.text)
    print(tell_load())
    show("Keys and clicks from reading to labels, done in a browser", names, texts, done)
    show("What is left after that, line by line (computed)", names, texts, left)


def show(title: str, names: list[str], texts: list[str], costs: list[Counter[str]], also: str = "") -> None:
    """A line a page and one for all; `confirm` and what else is asked for stand apart from the sum."""
    rows = []
    everything = sum(costs, Counter[str]())
    for name, count, cost in [
        *zip(names, map(len, texts), costs, strict=True),
        ("all", sum(map(len, texts)), everything),
    ]:
        told = [cost[kind] for kind in KINDS]
        rows.append([name, *map(str, [count, *told, sum(told), cost["confirm"], *([cost[also]] if also else [])])])
    heads = ["page", "characters", *KINDS, "sum", "to open and confirm", *([also] if also else [])]
    print(write_table(title, heads, rows))


if __name__ == "__main__":
    main()
