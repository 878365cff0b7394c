"""A scripted editor in a real browser: brings the articles of a page from the reader's result to their labels by the
keys and buttons of the two desks, and counts each key and each click.

What is read wrong is known from the labels; the scripted editor finds it at once, as no person does. A Chinese
character counts as one key, though typing one takes two or three; marking in print, a press and a release, as two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from articles.text.locating import find_places
from tests.benchmarks.effort import MARKS, find_runs
from tests.benchmarks.planning import Fill, plan_fills
from tests.benchmarks.reaching import Printed, find_reach
from tests.gold.measures import characters, fold, is_alike, overlap, pair_articles
from tests.gold.score import is_same_figure

SELECT = """
async ([start, end]) => {
  const { select } = await import("/static/newsarchive/desk/caret.js");
  select(document.getElementById("page-text"), start, end);
  // It is noted with the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
}
"""
LINES = "(rows) => rows.map((row) => ({ ...row.dataset }))"
FIRST_PERIOD = 3  # the digit of the first period that is offered
MOST_SAID = 4  # values of other lines that are offered
ENTRY = 2  # about what a value costs that is marked in print, or gone to with the arrow keys
FIELDS = {"place": ("l", "place"), "period": ("d", "period"), "phrase": ("i", "indicator")}  # key; name in the labels
HEADS = (("headline", "1"), ("kicker", "2"), ("standfirsts", "3"), ("crossheads", "4"))


class Hand:
    """The editor's hand: what it presses and clicks is counted by the kind of work it is at."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.address = page, address
        self.counts: Counter[str] = Counter()
        self.work = ""

    def press(self, chord: str) -> None:
        self.counts[self.work] += len(chord.split("+"))
        self.page.keyboard.press(chord)

    def type(self, text: str) -> None:
        self.counts[self.work] += len(text)
        self.page.keyboard.insert_text(text)

    def click(self, selector: str) -> None:
        self.counts[self.work] += 1
        self.page.locator(selector).first.click()

    def mark(self, start: int, end: int) -> None:
        self.counts[self.work] += 2
        self.page.evaluate(SELECT, [start, end])

    def go(self, path: str) -> None:
        """A link or a key that leads there."""
        self.counts[self.work] += 1
        self.page.goto(self.address + path)


# What the archive says, in the shape of a reading -------------------------------------------------------------------


def read_archive(page: Any) -> dict[str, Any]:
    """The page's articles as they stand in the archive, with the keys of their rows."""
    return {"articles": [read_article(article) for article in page.articles.visible().order_by("position")]}


def read_article(article: Any) -> dict[str, Any]:
    named = ("kind", "kicker", "headline", "standfirsts", "crossheads", "dateline_place", "dateline_date")
    return {
        "pk": article.pk,
        "public_id": article.public_id,
        "byline": article.byline or None,
        "spans": [[span.start, span.end] for span in article.spans.all()],
        "people": [
            {
                "key": f"mentions-{each.pk}",
                **{name: getattr(each, name) or None for name in ("name", "role", "title", "organization", "partial")},
            }
            for each in article.mentions.visible().order_by("number")
        ],
        "metrics": [read_figure(each) for each in article.metrics.visible().order_by("number")],
        **{name: getattr(article, name) or None for name in named},
    }


def read_figure(metric: Any) -> dict[str, Any]:
    named = ("text", "unit", "period", "place", "change", "kind")
    return {
        "key": f"metrics-{metric.pk}",
        "span": [metric.start, metric.end],
        "value": f"{metric.value.normalize():f}",
        "value_max": None if metric.value_max is None else f"{metric.value_max.normalize():f}",
        "indicator": metric.phrase or None,
        "approximate": metric.approximate or None,
        **{name: getattr(metric, name) or None for name in named},
    }


# The page desk --------------------------------------------------------------------------------------------------------


def mend_page(hand: Hand, page: Any, label: dict[str, Any]) -> None:
    """Give every character to the article that it is labelled with, and every head its part."""
    said = read_archive(page)
    keep = {offset for offset, character in enumerate(page.text) if not character.isspace()}
    pairs, _share = pair_articles(label["articles"], said["articles"], keep)
    steps = [*find_moves(page.text, label, said, pairs, keep), *find_marks(page.text, label, said, pairs)]
    if not steps:
        return
    hand.work = steps[0][0]
    hand.go(f"/admin/articles/page/{page.pk}/desk/")
    for work, (start, end), key, to in steps:
        hand.work = work
        if to:
            hand.click(f".story-card[data-id='{to}'] [data-choose]")
        hand.mark(start, end)
        version = hand.page.locator("#page-desk").get_attribute("data-version")
        hand.press(key)
        hand.page.wait_for_selector(f"#page-desk:not(.is-busy):not([data-version='{version}'])")


def find_moves(
    text: str, label: dict[str, Any], said: dict[str, Any], pairs: dict[int, int], keep: set[int]
) -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """(kind of work, stretch, key, article) for stretches that are in another article than they are labelled with."""
    read = [characters(article["spans"]) & keep for article in said["articles"]]
    labelled: set[int] = set()
    for at, article in enumerate(label["articles"]):
        own = characters(article["spans"]) & keep
        labelled |= own
        if at in pairs:
            for run in find_runs(own - read[pairs[at]], text):
                yield "segmentation", run, "m", said["articles"][pairs[at]]["public_id"]
        else:
            for number, run in enumerate(find_runs(own, text)):
                yield "segmentation", run, "m" if number else "n", ""  # a new article is the chosen one
    surplus = set().union(*read) - labelled if read else set()
    for run in find_runs(surplus, text):
        yield "segmentation", run, "f", ""


def find_marks(
    text: str, label: dict[str, Any], said: dict[str, Any], pairs: dict[int, int]
) -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """Heads that are labelled and not read, and those read that are none: they become body."""
    for at, read in pairs.items():
        article, stands = label["articles"][at], said["articles"][read]
        for name, key in HEADS:
            wanted, found = (as_list(each[name]) for each in (article, stands))
            missing = {fold(head): head for head in wanted if fold(head) not in map(fold, found)}
            surplus = {fold(head): head for head in found if fold(head) not in map(fold, wanted)}
            for heads, pressed in ((surplus, "6"), (missing, key)):
                for head in heads.values():
                    for place in find_places(head, text, [tuple(span) for span in article["spans"]])[:1]:
                        yield "heads", (place[0].start, place[-1].end), pressed, ""


def as_list(heads: Any) -> list[str]:
    return heads if isinstance(heads, list) else [heads] if heads else []


# The article desk -----------------------------------------------------------------------------------------------------


def mend_article(hand: Hand, text: str, article: Any, label: dict[str, Any]) -> None:
    """People, posts, figures and what is said of them; then all is confirmed with one key."""
    hand.work = "confirm"
    hand.go(f"/admin/articles/article/{article.pk}/change/")
    mend_dateline(hand, article, label)
    mend_people(hand, text, article, label)
    mend_figures(hand, text, article, label)
    hand.work = "confirm"
    hand.press("Shift+C")
    hand.page.wait_for_selector(".field-status_chip .chip-confirmed")


def mend_dateline(hand: Hand, article: Any, label: dict[str, Any]) -> None:
    hand.work = "heads"
    wrong = [name for name in ("dateline_place", "dateline_date") if fold(label[name]) != fold(getattr(article, name))]
    for name in wrong:
        hand.click(f"#id_{name}")
        hand.press("Control+a")
        hand.type(label[name]) if label[name] else hand.press("Delete")
    if wrong:
        save(hand)


def mend_people(hand: Hand, text: str, article: Any, label: dict[str, Any]) -> None:
    hand.work = "people"
    said = {(fold(each["name"]), each["role"]): each for each in read_article(article)["people"]}
    true = {(fold(each["name"]), each["role"]): each for each in label["people"]}
    for name in said.keys() - true.keys():
        reject(hand, said[name]["key"])
    for name, each in true.items():
        if name not in said and not each.get("partial"):
            add_row(hand, "mentions", "p", find_place(text, label, each["name"], 0))
    hand.work = "posts"
    said = {(fold(each["name"]), each["role"]): each for each in read_article(article)["people"]}
    typed = False
    for name, each in true.items():
        if name not in said or each.get("partial") or name[1] != "subject":
            continue
        for field in ("organization", "title"):
            if fold(each.get(field)) != fold(said[name][field]):
                type_field(hand, said[name]["key"], field, each.get(field) or "")
                typed = True
    if typed:
        save(hand)


def mend_figures(hand: Hand, text: str, article: Any, label: dict[str, Any]) -> None:
    hand.work = "figures"
    matched, missing, invented = match_figures(article, label)
    for key in invented:
        reject(hand, key)
    for metric in missing:
        add_row(hand, "metrics", "f", tuple(metric["span"]))
    if missing:
        matched, _missing, _invented = match_figures(article, label)
    hand.work = "marks"
    said = {each["key"]: each for each in read_article(article)["metrics"]}
    typed = False
    for key, metric in matched.items():
        for mark in MARKS:
            if (metric.get(mark) or None) != (said[key][mark] or None):
                choose_mark(hand, key, mark, metric.get(mark))
                typed = True
    if typed:
        save(hand)
    for field, work in (("phrase", "indicators"), ("period", "periods"), ("place", "places")):
        hand.work = work
        fill_field(hand, text, article, label, matched, field)


def match_figures(article: Any, label: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], list[Any], list[str]]:
    """The rows with what they are labelled with, by key; labels without a row; rows without a label."""
    left = {each["key"]: each for each in read_article(article)["metrics"]}
    matched, missing = {}, []
    for metric in label["metrics"]:
        near = sorted(left, key=lambda key, span=metric["span"]: -overlap(left[key]["span"], span))
        found = next((key for key in near if is_same_figure(metric, left[key])), None)
        if found is not None:
            del left[found]
            if not metric.get("optional"):
                matched[found] = metric
        elif not metric.get("optional"):
            missing.append(metric)
    optional = [each["span"] for each in label["metrics"] if each.get("optional")]
    invented = [key for key, row in left.items() if not any(overlap(row["span"], span) for span in optional)]
    return matched, missing, invented


def fill_field(
    hand: Hand, text: str, article: Any, label: dict[str, Any], matched: dict[str, dict[str, Any]], field: str
) -> None:
    """What lines do not say as they are labelled, by the fewest keys."""
    key, name = FIELDS[field]
    lines = read_lines(hand)
    wanted = [line[field] for line in lines]  # what is not labelled otherwise is left as it is
    for at, line in enumerate(lines):
        value = matched.get(line["key"], {}).get(name) or ""
        if line["key"] in matched and not (field == "phrase" and is_alike(value, line[field])):
            wanted[at] = value
    spans = {row["key"]: row["span"] for row in read_article(article)["metrics"]}
    printed = read_printed(text, article, [spans[line["key"]] for line in lines])
    reach = find_reach(printed, field, wanted)
    for step in plan_fills([line[field] for line in lines], wanted, stretches=field != "phrase", reach=reach):
        first, last = lines[step.first]["key"], lines[step.last]["key"]
        stands = read_lines(hand)[step.first : step.last + 1]
        changing = next(each["key"] for each in stands if each[field] != step.value)
        line = f".row-card[data-key='{changing}']"
        version = hand.page.locator(line).get_attribute("data-version")
        if step.scope == "stretch":
            hand.mark(spans[first][0], spans[last][1])
        elif step.scope not in ("all", "behind"):
            hand.click(f".row-card[data-key='{first}'] summary")
        near = matched.get(first, {"span": [0]})["span"][0]
        if step.at:
            hand.mark(*step.at)
            hand.press("s" if field == "place" else "Shift+S")
        else:
            fill_step(hand, text, label, key, field, step, near, printed)
        changed = f"{line}:not([data-version='{version}'])"
        hand.page.wait_for_selector(f"body:not(:has(#desk-fill[open])) {changed}", state="attached")


def read_printed(text: str, article: Any, figures: list[list[int]]) -> Printed:
    parts = sorted(article.spans.values_list("part", "start", "end"), key=lambda each: each[1])
    issue = article.page.issue
    places = tuple((start, end) for start, end in figures)
    return Printed(text, tuple(parts), places, issue.date.isoformat() if issue else None)


def fill_step(
    hand: Hand, text: str, label: dict[str, Any], key: str, field: str, step: Fill, near: int, printed: Printed
) -> None:
    """Give the value to the lines that were gone to."""
    if step.again:
        hand.press("Shift+R" if step.scope == "below" else "r")
        return
    taken = fill_one(hand, text, label, key, field, step.value, near, step.scope, printed)
    if taken == "field" or (taken and step.scope == "all"):
        if taken != "field":
            put_in(hand, step.value)
        hand.press({"below": "Shift+Enter", "all": "Control+Enter"}.get(step.scope, "Enter"))
    elif taken:
        hand.press(f"Shift+Digit{taken}" if step.scope == "below" else taken)


def fill_one(
    hand: Hand,
    text: str,
    label: dict[str, Any],
    key: str,
    field: str,
    value: str,
    near: int,
    scope: str,
    printed: Printed,
) -> str:
    """Bring the value in the shortest way: "field" where it stands in the dialog, which wants to be sent, the digit
    that takes it, "" where it was taken from print."""
    if field == "phrase":
        return fill_phrase(hand, text, label, key, value, near)
    counts = Counter(line[field] for line in read_lines(hand) if line[field])
    known = [each for each, _count in counts.most_common(MOST_SAID)]
    places = printed.find(field, value) if value else []
    place = min(places, key=lambda each: abs(each[0] - near)) if places else None
    if place and value not in known and len(value) > ENTRY and scope not in ("all", "stretch"):
        hand.mark(*place)
        hand.press(f"Shift+{key.upper()}" if scope == "below" else key)
        return ""  # taken at once, for this figure or for all below it
    open_dialog(hand, key)
    offered = read_offers(hand)
    if not value:
        return "0"
    if value in offered:
        return str(offered.index(value) + (FIRST_PERIOD if field == "period" else 1))
    type_over(hand, value)
    return "field"


def put_in(hand: Hand, value: str) -> None:
    """An offered value into the field, by the arrow keys; emptied for none."""
    field = hand.page.locator("#desk-fill-value")
    if not value:
        hand.press("Delete")
    for _offer in read_offers(hand):
        if field.input_value() == value:
            break
        hand.press("ArrowDown")


def type_over(hand: Hand, value: str) -> None:
    """Into the dialog's field, whose value is selected."""
    if fold(hand.page.locator("#desk-fill-value").input_value()) != fold(value):
        hand.type(value) if value else hand.press("Delete")


def read_offers(hand: Hand) -> list[str]:
    found: list[str] = hand.page.eval_on_selector_all("[data-offers] button", "(all) => all.map((each) => each.value)")
    return found


def open_dialog(hand: Hand, key: str) -> None:
    """Ask for a field, and wait for what is offered."""
    before = hand.page.locator("#desk-fill-offers").get_attribute("data-turn")
    hand.press(key)
    hand.page.wait_for_selector("#desk-fill[open]")
    hand.page.wait_for_selector(f"#desk-fill-offers:not([data-turn='{before}'])[data-turn]", state="attached")


def fill_phrase(hand: Hand, text: str, label: dict[str, Any], key: str, value: str, near: int) -> str:
    """What is measured: one of those offered, if it says the same; else marked in print, in one piece or in two; else
    typed. The offers have to be looked at, which is counted."""
    open_dialog(hand, key)
    offered = [at for at, offer in enumerate(read_offers(hand)) if is_alike(value, offer)]
    if offered:
        return str(offered[0] + 1)
    pieces = find_pieces(text, label, value, near)
    if not pieces or 1 + 3 * len(pieces) >= len(value) + 1:
        type_over(hand, value)
        return "field"
    hand.press("Escape")
    for number, piece in enumerate(pieces):
        told = hand.page.locator("#desk-told").text_content()
        hand.mark(*piece)
        hand.press("e" if number else key)
        if number + 1 < len(pieces):
            hand.page.wait_for_function("(told) => document.getElementById('desk-told').textContent !== told", arg=told)
    return ""


def find_pieces(text: str, label: dict[str, Any], value: str, near: int) -> list[tuple[int, int]]:
    """Where it is printed, in one piece or in two that say it together; nowhere else is an empty list."""
    whole = find_place(text, label, value, near)
    if whole:
        return [whole]
    parts = [(value[:at], value[at:]) for at in range(2, len(value) - 1)]
    for both in sorted(parts, key=lambda both: abs(len(both[0]) - len(both[1]))):
        places = [find_place(text, label, part.strip("的"), near) for part in both if len(part.strip("的")) >= 2]
        if len(places) == 2 and None not in places:
            return [place for place in places if place]
    return []


def read_lines(hand: Hand) -> list[dict[str, str]]:
    """The figures' lines in their order, with what they say."""
    found: list[dict[str, str]] = hand.page.eval_on_selector_all("#metrics-group .row-card[data-key]", LINES)
    return [line for line in found if line["status"] not in ("rejected", "withdrawn")]


# Single acts ----------------------------------------------------------------------------------------------------------


def find_place(text: str, label: dict[str, Any], wanted: str, near: int) -> tuple[int, int] | None:
    """Where it is printed in the article, nearest to a place; None where it is not, or torn."""
    places = find_places(wanted, text, [tuple(span) for span in label["spans"]])
    whole = [(place[0].start, place[0].end) for place in places if len(place) == 1]
    return min(whole, key=lambda place: abs(place[0] - near)) if whole else None


def reject(hand: Hand, key: str) -> None:
    hand.click(f".row-card[data-key='{key}'] .act-reject")
    hand.press("Enter")
    hand.page.wait_for_selector(f".row-card[data-key='{key}'][data-status=rejected]")


def add_row(hand: Hand, kind: str, key: str, place: tuple[int, int] | None) -> None:
    if place is None:
        return
    before = hand.page.locator(f"#{kind}-group .row-card[data-key]").count()
    hand.mark(*place)
    hand.press(key)
    hand.page.wait_for_selector(f"#desk-add-{kind} [data-save]:not([disabled])")
    hand.press("Enter")
    hand.page.locator(f"#{kind}-group .row-card[data-key]").nth(before).wait_for()


def open_line(hand: Hand, key: str) -> str:
    """The line's fields, opened."""
    line = f".row-card[data-key='{key}']"
    if hand.page.locator(f"{line} details[open]").count() == 0:
        hand.click(f"{line} summary")
    return line


def type_field(hand: Hand, key: str, field: str, value: str) -> None:
    line = open_line(hand, key)
    hand.click(f"{line} [name$='-{field}']")
    hand.press("Control+a")
    if value:
        hand.type(value)
    else:
        hand.press("Delete")


def choose_mark(hand: Hand, key: str, mark: str, value: Any) -> None:
    line = open_line(hand, key)
    if mark == "approximate":
        hand.click(f"{line} [name$='-approximate']")
    else:
        hand.counts[hand.work] += 2  # the box, and the choice
        hand.page.locator(f"{line} [name$='-{mark}']").select_option(value or "")


def save(hand: Hand) -> None:
    with hand.page.expect_navigation():
        hand.press("Control+s")
