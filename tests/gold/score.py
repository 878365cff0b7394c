"""Score readings against labelled pages: one rate for each question, and every miss by name.

A figure is right when it overlaps the labelled one by half or more and value, maximum and unit agree; what is measured,
when, where and the marks are asked of right figures, posts of right people. What is labelled optional or partial is
neither rewarded nor punished. An answer withheld costs recall, a wrong one precision too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tests.gold.measures import (
    SAME_PLACE,
    WHOLE,
    Rate,
    characters,
    fold,
    is_alike,
    measure_segmentation,
    overlap,
    pair_articles,
    same_number,
)

ROWS = (
    "articles",
    "headlines",
    "kinds of article",
    "kickers, standfirsts, crossheads",
    "datelines",
    "newspaper",
    "issue date",
    "bylines",
    "people in the story",
    "posts",
    "metrics",
    "indicators",
    "periods",
    "places",
    "approximate marks",
    "change marks",
    "kind marks",
)
MARKS = (
    ("periods", "period"),
    ("places", "place"),
    ("approximate marks", "approximate"),
    ("change marks", "change"),
    ("kind marks", "kind"),
)
LISTS = ("standfirsts", "crossheads", "spans", "people", "metrics")
NO_ARTICLE: dict[str, Any] = {
    "kind": None,
    "headline": None,
    "kicker": None,
    "dateline_place": None,
    "dateline_date": None,
    **{key: [] for key in LISTS},
}


class Miss(NamedTuple):
    """One thing that is not as labelled: `what` names it and stays the same however it is misread, `said` tells how."""

    page: str
    what: str
    said: str = ""

    def __str__(self) -> str:
        return f"{self.page} {self.what}" + (f": {self.said}" if self.said else "")


@dataclass
class Scores:
    """What is counted while pages are scored."""

    rates: dict[str, Rate] = field(default_factory=lambda: {row: Rate() for row in ROWS})
    segmentation: dict[str, tuple[float, int]] = field(default_factory=dict)  # by page: B-cubed F1, characters
    misses: list[Miss] = field(default_factory=list)

    def count(self, row: str, hit: int, said: int, gold: int) -> None:
        self.rates[row] = self.rates[row].plus(int(hit), int(said), int(gold))

    def miss(self, page: str, what: str, said: str = "") -> None:
        self.misses.append(Miss(page, what, said))

    @property
    def mean_segmentation(self) -> float:
        """Over all pages, each character counting once."""
        weight = sum(count for _, count in self.segmentation.values())
        return sum(score * count for score, count in self.segmentation.values()) / weight if weight else 1.0


class BrokenReadingError(ValueError):
    """A reading that breaks what every reading promises: spans on the page, a character in one article."""


def score_page(text: str, gold: dict[str, Any], said: dict[str, Any], scores: Scores) -> None:
    """Score one reading. Raises BrokenReadingError where it cannot be a reading of this text."""
    page = gold["source"]
    said = complete_reading(page, text, said)
    keep = {offset for offset, character in enumerate(text) if not character.isspace()}
    pairs, share = pair_articles(gold["articles"], said["articles"], keep)
    scores.segmentation[page] = (measure_segmentation(gold["articles"], said["articles"], keep), len(keep))
    whole = {i for i, shared in share.items() if shared >= WHOLE}
    scores.count("articles", len(whole), len(said["articles"]), len(gold["articles"]))
    for i, article in enumerate(gold["articles"]):
        if i not in whole:
            scores.miss(page, f"{article['id']} article", f"not found as one (best share {share.get(i, 0):.2f})")
    score_issue(page, gold, said, scores)
    neutral_names = {fold(p["name"]) for a in gold["articles"] for p in a["people"] if p.get("partial")}
    neutral_spans = [m["span"] for a in gold["articles"] for m in a["metrics"] if m.get("optional")]
    extra = [article for j, article in enumerate(said["articles"]) if j not in pairs.values()]
    for i, article in enumerate(gold["articles"]):
        read = said["articles"][pairs[i]] if i in pairs else None
        score_article((page, article["id"]), article, read, neutral_names, neutral_spans, scores)
    for article in extra:
        who = f"extra article at {article['spans'][0][0] if article['spans'] else '?'}"
        scores.miss(page, who, repr(article["headline"]))
        score_article((page, who), None, article, neutral_names, neutral_spans, scores)


def complete_reading(page: str, text: str, said: dict[str, Any]) -> dict[str, Any]:
    """The reading with each list there, checked: raises BrokenReadingError."""
    articles = [
        {**NO_ARTICLE, **{key: value for key, value in article.items() if value is not None}}
        for article in said.get("articles", [])
    ]
    owner: dict[int, int] = {}
    for k, article in enumerate(articles):
        article["metrics"] = [metric for metric in article["metrics"] if metric.get("span")]
        for start, end in [*article["spans"], *(metric["span"] for metric in article["metrics"])]:
            if not 0 <= start < end <= len(text):
                raise BrokenReadingError(f"{page}: span {start}-{end} is not on the page")
        for offset in characters(article["spans"]):
            if owner.setdefault(offset, k) != k:
                raise BrokenReadingError(f"{page}: character {offset} is in articles {owner[offset] + 1} and {k + 1}")
    return {"newspaper": said.get("newspaper"), "issue_date": said.get("issue_date"), "articles": articles}


def score_issue(page: str, gold: dict[str, Any], said: dict[str, Any], scores: Scores) -> None:
    """Paper and day: a day is right inside the labelled window, or as the labelled month and day."""
    window, day, date = gold.get("issue_date_window"), gold.get("issue_month_day"), said["issue_date"]
    right = bool(date) and (window[0] <= date <= window[1] if window else date == f"--{day}")
    scores.count("issue date", right, bool(date), bool(window or day))
    if not right and (date or window or day):
        scores.miss(page, "issue date", f"{date} is not {window or day}")
    name, read = gold.get("newspaper"), said["newspaper"]
    right = bool(name) and fold(name) == fold(read)
    scores.count("newspaper", right, bool(read), bool(name))
    if not right and (name or read):
        scores.miss(page, "newspaper", f"{read} is not {name}")


def score_article(
    where: tuple[str, str],
    gold: dict[str, Any] | None,
    said: dict[str, Any] | None,
    neutral_names: set[str],
    neutral_spans: list[list[int]],
    scores: Scores,
) -> None:
    """Score one article against its label; either may be missing."""
    page, who = where
    a, b = gold or NO_ARTICLE, said or NO_ARTICLE
    for row, key in (("headlines", "headline"), ("kinds of article", "kind")):
        right = gold is not None and said is not None and fold(a[key]) == fold(b[key])
        scores.count(row, right, said is not None, gold is not None)
        if not right and gold is not None:
            scores.miss(page, f"{who} {key}", f"{b[key]!r} is not {a[key]!r}")
    true, read = (Counter(fold(h) for h in [*x["standfirsts"], *x["crossheads"], x["kicker"]] if h) for x in (a, b))
    scores.count("kickers, standfirsts, crossheads", (true & read).total(), read.total(), true.total())
    for head in true - read:
        scores.miss(page, f"{who} head missed {head}")
    for head in read - true:
        scores.miss(page, f"{who} head invented {head}")
    for key in ("dateline_place", "dateline_date"):
        if a[key] or b[key]:
            right = fold(a[key]) == fold(b[key])
            scores.count("datelines", right, bool(b[key]), bool(a[key]))
            if not right:
                scores.miss(page, f"{who} {key}", f"{b[key]} is not {a[key]}")
    score_people(where, a["people"], b["people"], neutral_names, scores)
    score_metrics(where, a["metrics"], b["metrics"], neutral_spans, scores)


def score_people(where: tuple[str, str], gold: list[dict], said: list[dict], neutral: set[str], scores: Scores) -> None:
    """Those of the byline and those in the story, by name and role; of those in the story, their posts too."""
    page, who = where
    for row, is_subject in (("bylines", False), ("people in the story", True)):
        true = {
            (fold(p["name"]), p["role"]): p
            for p in gold
            if (p["role"] == "subject") is is_subject and not p.get("partial")
        }
        named = [
            ((fold(p["name"]), p["role"]), p)
            for p in said
            if (p["role"] == "subject") is is_subject and fold(p["name"]) not in neutral
        ]
        named = [(key, p) for key, p in named if key in true or not p.get("partial")]
        read = dict(named)
        hits = true.keys() & read.keys()
        scores.count(row, len(hits), len(named), len(true))
        for name, role in sorted(true.keys() - hits):
            scores.miss(page, f"{who} {row}: missed {name} ({role})")
        for name, role in sorted(read.keys() - hits):
            scores.miss(page, f"{who} {row}: invented {name} ({role})")
        for key in sorted(hits) if is_subject else ():
            post, told = (fold((p.get("organization") or "") + (p.get("title") or "")) for p in (true[key], read[key]))
            scores.count("posts", bool(post) and post == told, bool(told), bool(post))
            if post != told:
                scores.miss(page, f"{who} post of {key[0]}", f"{told or None} is not {post or None}")


def score_metrics(
    where: tuple[str, str], gold: list[dict], said: list[dict], neutral: list[list[int]], scores: Scores
) -> None:
    """Figures, and of the right ones what is measured, when, where, and the marks."""
    page, who = where
    true = [metric for metric in gold if not metric.get("optional")]
    left = dict(enumerate(said))
    hits = 0
    for metric in true:
        name = f"{metric['text']} at {metric['span'][0]}"
        near = sorted(left, key=lambda k: -overlap(left[k]["span"], metric["span"]))
        found = next((k for k in near if is_same_figure(metric, left[k])), None)
        if found is None:
            touching = [m for m in said if overlap(m["span"], metric["span"]) > 0]
            told = [(m.get("value"), m.get("value_max"), m.get("unit")) for m in touching]
            scores.miss(page, f"{who} metric missed {name} ({metric.get('indicator')})", f"said {told or 'nothing'}")
            continue
        read = left.pop(found)
        hits += 1
        right = is_alike(metric.get("indicator"), read.get("indicator"))
        scores.count("indicators", right, 1, 1)
        if not right:
            told = f"{read.get('indicator')!r} is not like {metric.get('indicator')!r}"
            scores.miss(page, f"{who} indicator of {name}", told)
        for row, key in MARKS:
            a, b = metric.get(key) or None, read.get(key) or None
            if a or b:
                right = fold(a) == fold(b) if key == "place" else a == b
                scores.count(row, right, bool(b), bool(a))
                if not right:
                    scores.miss(page, f"{who} {key} of {name}", f"{b} is not {a}")
    invented = [m for m in left.values() if not any(overlap(m["span"], span) > 0 for span in neutral)]
    for metric in invented:
        told = f"{metric.get('value')} {metric.get('value_max') or ''} {metric.get('unit')} ({metric.get('indicator')})"
        scores.miss(page, f"{who} metric invented {metric.get('text')} at {metric['span'][0]}", told)
    scores.count("metrics", hits, hits + len(invented), len(true))


def is_same_figure(gold: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether a figure read is the one labelled: place, value, maximum and unit."""
    return (
        overlap(said["span"], gold["span"]) >= SAME_PLACE
        and same_number(gold["value"], said.get("value"), gold.get("unit"))
        and same_number(gold.get("value_max"), said.get("value_max"))
        and fold(gold.get("unit")) == fold(said.get("unit"))
    )


def table_of(scores: Scores) -> str:
    """The scores as a table for people."""
    lines = [f"{'segmentation (B-cubed F1)':<34} {scores.mean_segmentation:.3f}"]
    for row, rate in scores.rates.items():
        if not rate.said and not rate.gold:
            lines.append(f"{row:<34} nothing to score")
            continue
        lines.append(
            f"{row:<34} P {rate.precision:.3f}  R {rate.recall:.3f}  F1 {rate.f1:.3f}"
            f"   ({rate.hit} right of {rate.said} said, {rate.gold} labelled)"
        )
    return "\n".join(lines)


def score_folder(gold: Path, pages: Path, readings: Iterable[dict[str, Any]]) -> Scores:
    """Score readings against every `*.gold.json` of a folder; a page without a reading counts as read empty."""
    by_name = {Path(reading["source"]["name"]).name: reading for reading in readings}
    scores = Scores()
    for path in sorted(gold.glob("*.gold.json")):
        labelled = json.loads(path.read_text(encoding="utf-8"))
        text = (pages / labelled["source"]).read_text(encoding="utf-8")
        if labelled["source"] not in by_name:
            scores.miss(labelled["source"], "page", "not read")
        score_page(text, labelled, by_name.get(labelled["source"], {}), scores)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gold.score", description=__doc__)
    parser.add_argument("gold", type=Path, help="folder of *.gold.json")
    parser.add_argument("readings", type=argparse.FileType(encoding="utf-8"), help="from import_pages --format jsonl")
    parser.add_argument("--pages", type=Path, required=True, help="folder of the labelled pages")
    parser.add_argument("--misses", action="store_true", help="list every miss")
    args = parser.parse_args()
    scores = score_folder(args.gold, args.pages, (json.loads(line) for line in args.readings if line.strip()))
    print(table_of(scores))
    for miss in scores.misses if args.misses else ():
        print(miss)


if __name__ == "__main__":
    sys.exit(main())
