"""A page's text as an editor sees it: rows into marks, marks into HTML that is safe whatever was printed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.forms import plain_number
from articles.models import Article, ArticleSpan, Page
from articles.text.spans import merge_spans, subtract_spans
from newsarchive.desk.marking import Mark, Segment, name_control, split_controls, split_into_segments
from newsarchive.desk.pieces import Piece, sign
from newsarchive.desk.shades import shade_articles

STRETCH = 300  # characters that a stretch of the page desk's text has at least
KEPT_STRETCHES = 2_000  # a few kilobytes each
BEGINNING = 60  # characters of a headline, which is said once a stretch: a whole page may be marked as one


def show_article_text(article: Article) -> SafeString:
    """The whole page, the article's own characters bright with their people and figures, everything else quiet."""
    page = article.page
    others = page_articles(page, but=article.pk)
    own = [(span.start, span.end, span) for span in article.spans.all()]
    marks = [
        *mark_rest(page, [*others, article]),
        *mark_others(others),
        *(
            Mark(start, end, f"own part-{span.part}", span.get_part_display(), f"part-{span.pk}", article.number)
            for start, end, span in own
        ),
        *mark_people(article),
        *mark_figures(article),
    ]
    return show_text(page.text, marks)


def show_page_text(page: Page) -> SafeString:
    """The whole page, every article in its colour and with its number."""
    articles = page_articles(page)
    marks = [*mark_rest(page, articles)]
    shades = shade_articles((span.start, article.number) for article in articles for span in article.spans.all())
    for article in articles:
        title = f"#{article.number} {article.headline[:BEGINNING]}"
        for span in article.spans.all():
            kind = f"story shade-{shades[article.number]} part-{span.part}"
            label = f"{title}（{span.get_part_display()}）"
            marks.append(Mark(span.start, span.end, kind, label, f"article-{article.pk}", article.number))
    return show_text(page.text, marks)


def page_articles(page: Page, but: int | None = None) -> list[Article]:
    """The visible articles of a page with their spans."""
    found = page.articles.visible().exclude(pk=but).only("id", "number", "headline", "page", "status")
    return list(found.prefetch_related("spans"))


def mark_others(articles: Iterable[Article]) -> Iterator[Mark]:
    """The characters of other articles."""
    for article in articles:
        title = _("article %(number)s: %(headline)s") % {
            "number": article.number,
            "headline": article.headline[:BEGINNING],
        }
        for span in article.spans.all():
            yield Mark(span.start, span.end, "other", title, f"article-{article.pk}", article.number)


def mark_rest(page: Page, articles: Iterable[Article]) -> Iterator[Mark]:
    """Furniture as recorded, and what is left when articles and furniture are taken away. White space is not worth
    a mark."""
    furniture = [(span.start, span.end) for span in page.furniture.all()]
    taken = [(span.start, span.end) for article in articles for span in article.spans.all()]
    for start, end in merge_spans(furniture):
        yield Mark(start, end, "furniture", _("furniture: belongs to the page, not to a story"))
    for start, end in subtract_spans([(0, len(page.text))], [*taken, *furniture]) if page.text else ():
        if page.text[start:end].strip():
            yield Mark(start, end, "unassigned", _("unassigned: given to nothing yet"))


def mark_people(article: Article) -> Iterator[Mark]:
    """Where the article's people are named."""
    for mention in article.mentions.visible().select_related("person").prefetch_related("spans"):
        post = "".join((mention.organization, mention.title))
        title = f"{mention.get_role_display()}：{mention.name}" + (f"（{post}）" if post else "")
        for span in mention.spans.all():
            yield Mark(span.start, span.end, "person", title, f"mentions-{mention.pk}")


def mark_figures(article: Article) -> Iterator[Mark]:
    """Where the article's figures are printed."""
    for metric in article.metrics.visible():
        value = plain_number(metric.value)
        upper = f"–{plain_number(metric.value_max)}" if metric.value_max is not None else ""
        said = (metric.phrase, f"{value}{upper} {metric.unit}".strip(), metric.period, metric.place)
        yield Mark(metric.start, metric.end, "figure", " · ".join(filter(None, said)), f"metrics-{metric.pk}")


# Marks into HTML ---------------------------------------------------------------------------------------------------


def show_text(text: str, marks: Iterable[Mark]) -> SafeString:
    """The text as escaped HTML, a `span` for each segment; offsets stay readable in `data-start`."""
    html, _last = show_segments(split_into_segments(text, marks))
    return mark_safe(html)


def show_stretches(text: str, marks: Iterable[Mark]) -> list[Piece]:
    """The text as `show_text` has it, in stretches of whole lines, each a block: one with the same marks is the same
    piece, whatever happened to the rest of the page."""
    bounds = cut_at_lines(text)
    inside: list[list[Mark]] = [[] for _bound in bounds[1:]]
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, len(text))
        for number in range(bisect_right(bounds, start) - 1, bisect_left(bounds, end)) if start < end else ():
            first, last = bounds[number], bounds[number + 1]
            place = max(start, first) - first, min(end, last) - first
            inside[number].append(Mark(*place, mark.kind, mark.title, mark.key, mark.number))
    pieces = []
    number = 0
    for (first, last), own in zip(pairwise(bounds), inside, strict=True):
        piece, number = show_stretch(text[first:last], first, tuple(own), number)
        pieces.append(piece)
    return pieces


@lru_cache(maxsize=KEPT_STRETCHES)
def show_stretch(text: str, start: int, marks: tuple[Mark, ...], before: int) -> tuple[Piece, int]:
    """A stretch that begins at `start` of the page, its marks counted from there. Kept, for an operation changes few.

    `before` is the number of the article that it follows; the last article's number comes back with it.
    """
    html, last = show_segments(split_into_segments(text, marks), start, before)
    return sign(f'<div class="stretch">{html}</div>'), last


def cut_at_lines(text: str) -> list[int]:
    """Where stretches begin and end: [0, ..., the length], at the first line's end after so many characters."""
    bounds = [0]
    while (end := text.find("\n", bounds[-1] + STRETCH)) >= 0 and end + 1 < len(text):
        bounds.append(end + 1)
    return [*bounds, len(text)]


def show_segments(segments: Iterable[Segment], offset: int = 0, before: int = 0) -> tuple[str, int]:
    """Segments as HTML, an article's number in front of its first, and the number of the last one's article.

    Plain strings and `escape`, for a page may have ten thousand marks; whatever comes from print goes through it.
    """
    shown: list[str] = []
    for segment in segments:
        number = next((mark.number for mark in segment.marks if mark.number), 0)
        if number and number != before:
            shown.append(f'<b class="badge">#{number}</b>')
        shown.append(show_segment(segment, offset))
        before = number
    return "".join(shown), before


def show_segment(segment: Segment, offset: int) -> str:
    """One segment: what it belongs to outside, people and figures inside."""
    inner = show_characters(segment.text)
    kinds, titles, key = [], [], ""
    for mark in segment.marks:
        if mark.kind in ("person", "figure"):
            title = f'title="{escape(mark.title)}" data-key="{escape(mark.key)}" tabindex="0" role="button"'
            inner = f'<mark class="{mark.kind}" {title}>{inner}</mark>'
        else:
            kinds.append(mark.kind)
            titles.append(mark.title)
            key = key or mark.key
    about = f'class="{" ".join(kinds)}" title="{escape(" / ".join(titles))}" data-key="{escape(key)}"'
    return f'<span {about} data-start="{segment.start + offset}">{inner}</span>'


def show_characters(text: str) -> str:
    """The characters, control characters by their numbers."""
    return "".join(
        f'<span class="control">⟨{name_control(piece)}⟩</span>' if control else escape(piece)
        for piece, control in split_controls(text)
    )


def legend_for_article() -> list[tuple[str, Any]]:
    """What the looks mean beside an article."""
    parts = [(f"own part-{part}", label) for part, label in ArticleSpan.Part.choices]
    rest = [
        ("person", _("person")),
        ("figure", _("figure")),
        ("other", _("other articles")),
        ("furniture", _("furniture")),
        ("unassigned", _("unassigned")),
    ]
    return [*parts, *rest]


def legend_for_page() -> list[tuple[str, Any]]:
    """What the looks mean on a page."""
    return [("story shade-0", _("article")), ("furniture", _("furniture")), ("unassigned", _("unassigned"))]
