"""Hand-made labels into gold: `NAME.labels.json` is checked against its page and written with character offsets.

`docs/reading.md` says how labels are made. A label that does not fit its page is a complaint, never a guess.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

KINDS = frozenset({"news", "brief", "photo", "weather", "notice", "advert"})
ROLES = frozenset({"reporter", "correspondent", "photographer", "editor", "subject"})
PAGE_KEYS = ("source", "newspaper", "issue_date", "issue_date_note", "issue_date_window", "issue_month_day")

Json = dict[str, Any]


class LabelledPage:
    """The page's text by lines, which label owns each line, and the complaints so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.owner: dict[int, str] = {}
        self.complaints: list[str] = []
        self.flat, self.places = close_up(text)

    def take_lines(self, ranges: list[list[int]], who: str) -> list[list[int]]:
        """Spans of the 1-based inclusive line ranges; each line that is not blank is taken once."""
        spans = []
        for first, last in ranges:
            if not 1 <= first <= last <= len(self.lines):
                self.complaints.append(f"{who}: lines {first}-{last} are not on the page")
                continue
            for number in range(first, last + 1):
                if self.lines[number - 1].strip() and self.owner.setdefault(number, who) != who:
                    self.complaints.append(f"line {number} belongs to {self.owner[number]} and {who}")
            spans.append([self.starts[first - 1], self.starts[last - 1] + len(self.lines[last - 1])])
        return spans

    def find_text(self, wanted: str, line: int, nth: int) -> list[int] | None:
        """The span of the nth occurrence from a line's beginning on, white space apart; it must begin on that line."""
        closed = close_up(wanted)[0]
        if not 1 <= line <= len(self.lines) or not closed:
            return None
        at = next((k for k, place in enumerate(self.places) if place >= self.starts[line - 1]), len(self.places)) - 1
        for _ in range(nth):
            at = self.flat.find(closed, at + 1)
            if at < 0:
                return None
        if self.places[at] >= self.starts[line]:
            return None
        return [self.places[at], self.places[at + len(closed) - 1] + 1]


def close_up(text: str) -> tuple[str, list[int]]:
    """The text without white space, with the offset of each character kept."""
    places = [offset for offset, character in enumerate(text) if not character.isspace()]
    return "".join(text[offset] for offset in places), places


def resolve_labels(labels: Json, text: str) -> tuple[Json, list[str]]:
    """The gold of one page, and what is wrong with its labels."""
    page = LabelledPage(text)
    gold: Json = {key: labels.get(key) for key in PAGE_KEYS}
    gold["furniture"] = page.take_lines(labels.get("furniture", []), "furniture")
    gold["articles"] = [resolve_article(article, page) for article in labels["articles"]]
    for number, line in enumerate(page.lines, 1):
        if line.strip() and number not in page.owner:
            page.complaints.append(f"line {number} belongs to nothing: {line[:30]}")
    return gold, page.complaints


def resolve_article(article: Json, page: LabelledPage) -> Json:
    """One article with the spans of its lines, people and figures."""
    who = article["id"]
    if article.get("kind") not in KINDS:
        page.complaints.append(f"{who}: kind {article.get('kind')!r} is none of {', '.join(sorted(KINDS))}")
    spans = page.take_lines(article["lines"], who)
    flat = close_up("".join(page.text[start:end] for start, end in spans))[0]
    for key in ("starts", "ends"):
        if close_up(article.get(key) or "")[0] not in flat:
            page.complaints.append(f"{who}: {key} {article[key]!r} is not in its lines")
    rest = {key: value for key, value in article.items() if key not in ("lines", "people", "metrics")}
    people = [resolve_person(person, who, spans, page) for person in article.get("people", [])]
    return {**rest, "spans": spans, "people": people, "metrics": list(resolve_metrics(article, spans, page))}


def resolve_person(person: Json, who: str, spans: list[list[int]], page: LabelledPage) -> Json:
    """A person with every place of the name in the article."""
    if person.get("role") not in ROLES:
        page.complaints.append(f"{who}: role {person.get('role')!r} of {person['name']}")
    name = re.escape(close_up(person["name"])[0])
    hits = []
    for start, end in spans:
        flat, places = close_up(page.text[start:end])
        for found in re.finditer(name, flat):
            hits.append([start + places[found.start()], start + places[found.end() - 1] + 1])
    if not hits:
        page.complaints.append(f"{who}: {person['name']} is not in its lines")
    return {**person, "spans": hits}


def resolve_metrics(article: Json, spans: list[list[int]], page: LabelledPage) -> Iterator[Json]:
    """The article's figures with their spans."""
    who, seen = article["id"], set()
    for metric in article.get("metrics", []):
        name = f"{who}: metric {metric['text']!r}"
        span = page.find_text(metric["text"], metric["line"], metric.get("nth", 1))
        if span is None:
            page.complaints.append(f"{name} does not start on line {metric['line']}")
            continue
        if not any(start <= span[0] < end for start, end in spans):
            page.complaints.append(f"{name} on line {metric['line']} is outside its article")
        if tuple(span) in seen:
            page.complaints.append(f"{name} is there twice")
        if not metric.get("indicator") and not metric.get("optional"):
            page.complaints.append(f"{name} has no indicator")
        for key in ("value", "value_max"):
            try:
                Decimal(metric.get(key) or 0)
            except InvalidOperation:
                page.complaints.append(f"{name}: {key} {metric[key]!r} is no number")
        seen.add(tuple(span))
        yield {**{key: value for key, value in metric.items() if key not in ("line", "nth")}, "span": span}


def resolve_file(path: Path, pages: Path) -> tuple[Json, list[str]]:
    """Resolve one labels file and write the gold beside it."""
    labels = json.loads(path.read_text(encoding="utf-8"))
    gold, complaints = resolve_labels(labels, (pages / labels["source"]).read_text(encoding="utf-8"))
    written = path.with_name(path.name.replace(".labels.json", ".gold.json"))
    written.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return gold, complaints


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gold.resolve", description=__doc__)
    parser.add_argument("labels", nargs="+", type=Path, help="NAME.labels.json; writes NAME.gold.json beside it")
    parser.add_argument("--pages", type=Path, default=Path("fixtures/pages"), help="folder of the pages")
    args = parser.parse_args()
    wrong = 0
    for path in args.labels:
        gold, complaints = resolve_file(path, args.pages)
        for complaint in complaints:
            print(f"{path.name}: {complaint}")
        people = sum(len(article["people"]) for article in gold["articles"])
        metrics = sum(len(article["metrics"]) for article in gold["articles"])
        counts = f"{len(gold['articles'])} articles, {people} people, {metrics} figures"
        print(f"{path.name}: {counts}, {len(complaints)} complaints")
        wrong += len(complaints)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
