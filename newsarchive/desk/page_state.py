"""A page as its desk shows it: the text with every character's owner, the articles in order, what was done to it.

From the layout to HTML that is safe whatever was printed; asking and answering stand in `page_views`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.curation import Status
from articles.filters import leave_out_gone
from articles.models import Article, ArticleSpan, Page
from newsarchive.desk.marking import Mark
from newsarchive.desk.operations import FURNITURE, NEW, UNASSIGNED, Done, Layout
from newsarchive.desk.operations.loading import PageRows
from newsarchive.desk.operations.models import Operation
from newsarchive.desk.operations.questions import Question
from newsarchive.desk.page_links import Link, find_linked, tell_links
from newsarchive.desk.page_text import BEGINNING, show_stretches
from newsarchive.desk.pieces import Piece, leave_out_known, sign
from newsarchive.desk.reasons import tell_reason
from newsarchive.desk.review import is_free_for, show_reviewer
from newsarchive.desk.shades import shade_articles

SURE = 0.9  # the chance that a story was found whole, below which its card says how sure the reader is
LOGGED = 12  # operations that the page tells of
KEPT_CARDS = 1_000  # a few kilobytes each


def pack_state(rows: PageRows, layout: Layout, known: Collection[str] = ()) -> dict[str, Any]:
    """The state as JSON: of the pieces that the browser has, their keys alone."""
    state = show_state(rows, layout)
    return state | {name: leave_out_known(state[name], known) for name in ("text", "cards", "log")}


def show_state(rows: PageRows, layout: Layout) -> dict[str, Any]:
    """Everything on the desk that an operation may change: pieces of HTML and a few numbers. `layout` is that of the
    rows."""
    count = {
        "articles": sum(part.end - part.start for article in layout.articles for part in article.parts),
        "furniture": sum(end - start for start, end in layout.furniture),
        "unassigned": sum(end - start for start, end in layout.unassigned),
        "all": layout.characters,
    }
    return {
        "version": layout.version,
        "text": show_stretches(rows.page.text, find_marks(rows.page.text, layout)),
        "cards": show_cards(rows, layout),
        "log": show_log(rows.page),
        "count": count,
        "undo": layout.undoable and tell_operation(layout.undoable),
        "redo": layout.redoable and tell_operation(layout.redoable),
    }


def find_marks(text: str, layout: Layout) -> Iterator[Mark]:
    """Who has which characters: articles by number and part, furniture, what nobody has; people and figures."""
    told = _("furniture: belongs to the page, not to a story")
    for start, end in layout.furniture:
        yield Mark(start, end, "furniture", told, "furniture")
    told = _("unassigned: given to nothing yet")
    for start, end in layout.unassigned:
        if text[start:end].strip():
            yield Mark(start, end, "unassigned", told, "unassigned")
    parts = {part: str(label) for part, label in ArticleSpan.Part.choices}
    shades = find_shades(layout)
    for article in layout.articles:
        name = f"#{article.number} {article.headline[:BEGINNING]}"
        for part in article.parts:
            kind = f"story shade-{shades[article.number]} part-{part.part}"
            yield Mark(part.start, part.end, kind, f"{name}（{parts[part.part]}）", article.id, article.number)
        for looks, facts in (("named", article.people), ("counted", article.figures)):
            for fact in facts:
                for start, end in fact.spans:
                    yield Mark(start, end, looks, fact.text)


def find_shades(layout: Layout) -> dict[int, int]:
    """The colour of each article that has characters, by its number."""
    return shade_articles((part.start, article.number) for article in layout.articles for part in article.parts)


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of an article shows, and nothing else: equal cards look alike."""

    id: str
    row: int
    number: int
    url: str
    shade: int
    status: str
    status_label: str
    kind: str
    reviewer: str
    is_unsure: bool
    confidence: float
    why: str
    is_first: bool
    is_last: bool
    heads: tuple[str, ...]
    headline: str
    byline: str
    beginning: str
    is_longer: bool
    characters: int
    people: str
    figures: int
    links: tuple[Link, ...]


def tell_stories(loaded: PageRows, layout: Layout) -> Iterator[Card]:
    """The cards of the articles, in their order."""
    rows = {row.public_id: row for row in loaded.articles.values()}
    statuses, kinds = ({value: str(label) for value, label in each.choices} for each in (Status, Article.Kind))
    address = reverse("admin:articles_article_change", args=(0,))
    linked, shades = find_linked(layout.articles), find_shades(layout)
    for at, article in enumerate(layout.articles):
        row = rows[article.id]
        yield Card(
            id=article.id,
            row=row.pk,
            number=article.number,
            url=address.replace("/0/", f"/{row.pk}/"),
            shade=shades.get(article.number, 0),
            status=row.status,
            status_label=statuses[row.status],
            kind=kinds[row.kind],
            reviewer=show_reviewer(row),
            is_unsure=row.status == Status.UNREVIEWED and row.confidence < SURE,
            confidence=row.confidence,
            why=tell_reason(row.why),
            is_first=at == 0,
            is_last=at == len(layout.articles) - 1,
            heads=tuple(head for head in (article.kicker, *article.standfirsts) if head),
            headline=article.headline,
            byline=article.byline,
            beginning=article.body[:BEGINNING],
            is_longer=len(article.body) > BEGINNING,
            characters=sum(part.end - part.start for part in article.parts),
            people=tell_some(article.people),
            figures=len(article.figures),
            links=tuple(tell_links(article, linked)),
        )


def show_cards(rows: PageRows, layout: Layout) -> list[Piece]:
    """The cards, one by one: the desk draws those anew that differ."""
    language = get_language() or ""
    return [render_card(card, language) for card in tell_stories(rows, layout)]


@lru_cache(maxsize=KEPT_CARDS)
def render_card(card: Card, language: str) -> Piece:
    """A card as HTML. Kept, for an operation changes one or two of them and all are drawn again."""
    return sign(render_to_string("newsarchive/page_story.html", {"card": card}))


def tell_some(facts: Any) -> str:
    """The first few by name, and how many more there are."""
    names = [fact.text for fact in facts]
    return "、".join(names[:6]) + (f" +{len(names) - 6}" if len(names) > 6 else "")


@dataclass(frozen=True, slots=True)
class LogLine:
    """What the desk tells of an operation."""

    id: int
    told: str
    state: str
    state_label: str
    by: str
    at: datetime
    reason: str


def find_log(page: int) -> QuerySet:
    return (
        Operation.objects.filter(page=page).select_related("made_by").defer("changes", "aside").order_by("-id")[:LOGGED]
    )


LOG = Question(find_log)


def show_log(page: Page) -> list[Piece]:
    """The last operations on the page, the newest first."""
    rows = LOG.ask(page.pk)
    language = get_language() or ""
    lines = [
        LogLine(
            id=row.pk,
            told=tell_operation(row),
            state=row.state,
            state_label=row.get_state_display(),
            by=row.made_by.get_username() if row.made_by else "",
            at=row.made_at,
            reason=row.reason,
        )
        for row in rows
    ]
    return [render_line(line, language) for line in lines or [None]]


@lru_cache(maxsize=KEPT_CARDS)
def render_line(line: LogLine | None, language: str) -> Piece:
    """A line of the log; for a page without any, one that says so. Kept as cards are."""
    return sign(render_to_string("newsarchive/page_log.html", {"line": line}))


def name_place(key: str) -> str:
    """A place that characters go to, in words: an article by its number."""
    fixed = {NEW: _("a new article"), FURNITURE: _("furniture"), UNASSIGNED: _("unassigned")}
    return fixed.get(key) or "#" + (key.rpartition("-a")[2].lstrip("0") or key)


def tell_operation(done: Done | Operation) -> str:
    """An operation as a sentence without a subject: moved 12 characters to #3."""
    given = done.arguments
    count = sum(end - start for start, end in given.get("spans", ()))
    named = {name: name_place(given[name]) for name in ("article", "other", "to", "before") if given.get(name)}
    match done.kind:
        case "move":
            told = ngettext("%(count)d character to %(to)s", "%(count)d characters to %(to)s", count)
        case "mark":
            told = ngettext("%(count)d character is now: %(part)s", "%(count)d characters are now: %(part)s", count)
            named["part"] = dict(ArticleSpan.Part.choices)[given["part"]]
        case "split":
            told = _("%(article)s split in two")
        case "merge":
            told = _("%(other)s merged into %(article)s")
        case "reorder":
            told = _("%(article)s put before %(before)s") if "before" in named else _("%(article)s put last")
        case "decide":
            told = _("%(article)s: %(status)s")
            named["status"] = Status(given["status"]).label
        case "join":
            told = _("%(article)s goes on in %(other)s") if "other" in named else _("%(article)s ends on this page")
        case "restore":
            told = _("%(article)s has the places of an earlier state")
        case _:
            return done.kind
    return told % {"count": count, **named}


def find_next(page: Page, user: Any) -> int | None:
    """The key of the next page with an article that waits and that nobody else has taken, in the order of import,
    beginning anew at the end."""
    free = Article.objects.filter(is_free_for(user), status=Status.UNREVIEWED)
    waiting = leave_out_gone(free).order_by("page_id").values_list("page_id", flat=True)
    return waiting.filter(page__gt=page).first() or waiting.filter(page__lt=page).first()
