"""What an earlier state of a row had that no field of its form holds, put back by what moves it otherwise: places,
furniture and order by operations on the page (which can be undone there), a merge by merging or taking it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.curation import TOMBSTONES, Status
from articles.history_admin import tell_rows
from articles.merging import CannotMerge
from articles.models import Article, Page
from articles.restoring import CannotPutBack, Return, find_names, read_below, store_below
from articles.showing import short, short_title
from articles.text.spans import Span, merge_spans, subtract_spans
from metrics.models import Indicator, Metric
from newsarchive.desk.operations.applying import ANY, apply
from newsarchive.desk.operations.loading import TEXTS
from newsarchive.desk.operations.strands import common
from newsarchive.desk.operations.types import (
    FURNITURE,
    UNASSIGNED,
    Action,
    Decide,
    Join,
    Move,
    OperationError,
    Reorder,
    Restore,
)
from newsarchive.merging import merge_records, unmerge_record
from people.models import Mention, MentionSpan, Person

PutBack = Callable[[Any, str], None]


class WholeStates:
    """The part of an admin whose rows are brought back whole."""

    def find_returns(self, row: Any, line: Any) -> Sequence[Return]:
        return find_returns(row, line)


def find_returns(row: Any, line: Any) -> list[Return]:
    """Everything beside the fields of the form in which a line of the row's history differs from the row."""
    found = list(find_names(row, line))
    match row:
        case Article():
            found += find_article(row, line)
        case Page():
            found += [*find_furniture(row, line), *find_status(row, line)]
        case Mention():
            found += [*find_home(row, line), *find_places(row, line), *find_status(row, line)]
        case Metric():
            found += [*find_home(row, line), *find_status(row, line)]
        case Person() | Indicator():
            merged = list(find_merge(row, line))
            found += merged or (find_status(row, line) if isinstance(row, Person) else [])
    return found


def label(row: Any, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)


def operate(page: Page, *actions: Action) -> PutBack:
    """Operations on the page, one after the other; what is refused says why."""

    def put_back(user: Any, reason: str) -> None:
        for action in actions:
            try:
                apply(page, action, version=ANY, by=user, reason=reason)
            except OperationError as refused:
                raise CannotPutBack(str(refused)) from None

    return put_back


# Articles -----------------------------------------------------------------------------------------------------------


def find_article(row: Article, line: Any) -> Iterator[Return]:
    now = row.standing_value("spans")
    then = read_below(row, line, "spans", now)
    counts, counted = row.status not in TOMBSTONES, line.status not in TOMBSTONES
    is_placed = bool(counted and then and (now != then or not counts))
    if is_placed:
        parts = tuple((part, start, end) for part, start, end in then)
        texts = {name: getattr(line, name) for name in TEXTS}
        action = Restore(row.public_id, parts, line.position, texts, line.body_map)
        has = [Span(start, end) for _part, start, end in now] if counts else []
        note = tell_taken(row.page, has, [Span(start, end) for _part, start, end in then], row)
        shown = tell_rows(now if counts else []), tell_rows(then)
        yield Return("spans", _("places"), *shown, operate(row.page, action), note)
    elif counted and counts and row.position != line.position:
        action = Reorder(row.public_id, find_next(row, line.position))
        put_back = operate(row.page, action)
        yield Return("position", label(row, "position"), str(row.position), str(line.position), put_back)
    if row.status != line.status and not (is_placed and line.status == Status.UNREVIEWED and not counts):
        yield find_decision(row, line)
    yield from find_link(row, line)


def find_decision(row: Article, line: Any) -> Return:
    """The status of then, unless putting the places back has given it already."""

    def put_back(user: Any, reason: str) -> None:
        if Article._base_manager.values_list("status", flat=True).get(pk=row.pk) != line.status:
            operate(row.page, Decide(row.public_id, line.status))(user, reason)

    return Return("status", label(row, "status"), row.get_status_display(), str(Status(line.status).label), put_back)


def find_next(row: Article, position: float) -> str | None:
    """Before which article the row stands at that position of the page's order; None for the last place."""
    others = row.page.articles.visible().exclude(pk=row.pk).order_by("position")
    behind = others.filter(position__gte=position).first()
    return behind.public_id if behind else None


def tell_taken(page: Page, has: Sequence[Span], wants: Sequence[Span], taker: Article | None = None) -> str:
    """From which articles the characters are taken, and how many are given up that it has now."""
    told = []
    others = page.articles.visible().exclude(pk=taker.pk) if taker else page.articles.visible()
    for other in others.prefetch_related("spans"):
        theirs = [Span(start, end) for _part, start, end in other.standing_value("spans")]
        if count := count_print(page.text, common(wants, theirs)):
            told.append(_("takes %(count)d characters from “%(row)s”") % {"count": count, "row": short_title(other)})
    if given := count_print(page.text, subtract_spans(has, wants)):
        told.append(_("leaves %(count)d characters to nobody") % {"count": given})
    return "; ".join(told)


def count_print(text: str, spans: Iterable[tuple[int, int]]) -> int:
    """How many characters, white space not counted."""
    return sum(len("".join(text[start:end].split())) for start, end in spans)


def find_link(row: Article, line: Any) -> Iterator[Return]:
    """The article of another page that it went on from."""
    if row.continues_id == line.continues_id:
        return
    links = {each.pk: each for each in Article.objects.filter(pk__in=[row.continues_id, line.continues_id])}
    now, then = links.get(row.continues_id), links.get(line.continues_id)
    actions: list[tuple[Page, Action]] = []
    why_not = ""
    if now is not None:
        actions.append((now.page, Join(now.public_id, None)))
        if Article.objects.filter(continues=now).count() > 1:
            why_not = _("“%(row)s” goes on in several articles: part them on its page.") % {"row": short_title(now)}
    if then is not None:
        actions.append((then.page, Join(then.public_id, row.public_id)))

    def put_back(user: Any, reason: str) -> None:
        for page, action in actions:
            operate(page, action)(user, reason)

    shown = [short_title(each) if each else "∅" for each in (now, then)]
    yield Return("continues", label(row, "continues"), *shown, put_back, why_not=why_not)


# Pages --------------------------------------------------------------------------------------------------------------


def find_furniture(page: Page, line: Any) -> Iterator[Return]:
    now = page.standing_value("furniture")
    then = read_below(page, line, "furniture", now)
    has, had = [Span(*span) for span in now], [Span(*span) for span in then]
    if merge_spans(has) == merge_spans(had):
        return
    moves = ((subtract_spans(had, has), FURNITURE), (subtract_spans(has, had), UNASSIGNED))
    actions = [Move(spans, to) for spans, to in moves if count_print(page.text, spans)]
    note = tell_taken(page, has, had)
    yield Return("furniture", _("furniture"), tell_rows(now), tell_rows(then), operate(page, *actions), note)


# People, mentions, figures ------------------------------------------------------------------------------------------


def find_home(row: Any, line: Any) -> Iterator[Return]:
    """The article that a mention or a figure was in: it goes where its characters are, and nowhere else."""
    if row.article_id == line.article_id:
        return
    then = Article._base_manager.get(pk=line.article_id)
    told = {"now": short_title(row.article), "then": short_title(then)}
    why_not = _("Its characters are in “%(now)s” by now. Bring back the places of “%(then)s”: it follows them.") % told
    yield Return("article", label(row, "article"), told["now"], told["then"], lambda *_given: None, why_not=why_not)


def find_places(row: Mention, line: Any) -> Iterator[Return]:
    """The places of a name, as far as they are characters of its article."""
    now = row.standing_value("spans")
    then = read_below(row, line, "spans", now)
    if now == then:
        return
    own = [Span(start, end) for _part, start, end in row.article.standing_value("spans")]
    wanted = [[start, end] for start, end in then if not subtract_spans([(start, end)], own)]
    outside = len(then) - len(wanted)
    told = _("places that are another article's by now are left out: %(count)d") % {"count": outside} if outside else ""

    def put_back(user: Any, reason: str) -> None:
        def store() -> None:
            row.spans.all().delete()
            MentionSpan.objects.bulk_create(MentionSpan(mention=row, start=a, end=b) for a, b in wanted)

        store_below(row, {"spans": (now, wanted)}, user, reason, store)

    why_not = told if not wanted or wanted == now else ""
    yield Return("spans", _("places"), tell_rows(now), tell_rows(then), put_back, "" if why_not else told, why_not)


def find_status(row: Any, line: Any) -> Iterator[Return]:
    if row.status == line.status:
        return

    def put_back(user: Any, reason: str) -> None:
        standing = type(row)._base_manager.get(pk=row.pk)
        standing.status = line.status
        store_below(standing, {}, user, reason, lambda: None)

    yield Return("status", label(row, "status"), row.get_status_display(), str(Status(line.status).label), put_back)


def find_merge(row: Any, line: Any) -> Iterator[Return]:
    """The record that it was merged into then, or that it is merged into by now."""
    if row.merged_into_id == line.merged_into_id:
        return
    model = type(row)
    then = model._base_manager.filter(pk=line.merged_into_id).first()

    def put_back(user: Any, reason: str) -> None:
        try:
            standing = model._base_manager.get(pk=row.pk)
            if standing.merged_into_id is not None:
                standing = unmerge_record(standing, reason)
            if then is not None:
                merge_records(standing, then, reason, user)
        except CannotMerge as refused:
            raise CannotPutBack(str(refused)) from None

    shown = [short(each) if each else "∅" for each in (row.merged_into, then)]
    yield Return("merged_into", label(row, "merged_into"), *shown, put_back)
