"""What an editor decides on the article desk without sending its form: confirm, reject, reopen, and take it back.

Each act is one transaction, is refused where a row is no longer as the editor saw it, and stands in the history. The
lines that it wrote there are what it is undone by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.accounting import account_for, find_hindrance
from articles.article_admin import find_neighbour
from articles.curation import TOMBSTONES, Status
from articles.history import differs, keep_all_standing, tell_fields, write_recorded
from articles.models import Article, Page
from articles.showing import short_title
from metrics.models import Metric
from newsarchive.desk.four_eyes import find_refusals
from newsarchive.desk.versions import version_of
from people.models import Mention, Person

MODELS = {"article": Article, "mentions": Mention, "metrics": Metric}
LOADED_WITH: dict[type, tuple[str, ...]] = {
    Article: ("page",),
    Mention: ("person",),
    Metric: ("indicator",),
    Page: (),
    Person: (),
}
KINDS = {model: kind for kind, model in MODELS.items()}

SALT = "newsarchive.desk.acts"


class Refused(Exception):
    """An act that cannot be done as things are; the message says why, in the editor's language, and `errors` which
    fields are to blame."""

    errors: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: the rows as they now stand, a sentence about it, and by what it is taken back.

    `columns` were changed besides the status; `added` are rows that were not there before.
    """

    rows: Sequence[Any]
    told: str
    undo: str = ""
    columns: Sequence[str] = ()
    added: Sequence[Any] = ()


def key_of(row: Any) -> str:
    """The name by which a page of the desk calls a row: article-3, mentions-12, metrics-7."""
    return f"{KINDS.get(type(row)) or row._meta.model_name}-{row.pk}"


def find_rows(article: Article, keys: Iterable[str]) -> list[Any]:
    """The rows of these keys, the article itself or below it, locked, grouped by model."""
    wanted: dict[str, list[int]] = {}
    for key in keys:
        kind, _dash, number = key.partition("-")
        if kind not in MODELS or not number.isdecimal():
            raise Refused(_("There is no row “%(key)s” here.") % {"key": key})
        wanted.setdefault(kind, []).append(int(number))
    rows: list[Any] = []
    for kind, numbers in wanted.items():
        model = MODELS[kind]
        below = {"pk": article.pk} if model is Article else {"article": article}
        found = model._base_manager.select_for_update(of=("self",)).filter(**below, pk__in=numbers)
        rows += found.select_related(*LOADED_WITH[model]).order_by("pk")
    if len(rows) != sum(map(len, wanted.values())):
        raise Refused(_("A row is not here any more. Load the page again."))
    return rows


def lock_article(pk: int) -> Article:
    """The article, locked: acts on one article, and the sending of its form, come one after the other."""
    return Article._base_manager.select_for_update(of=("self",)).select_related("page").get(pk=pk)


def check_allowed(user: Any, rows: Iterable[Any]) -> None:
    for model in {type(row) for row in rows}:
        if not user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"):
            raise PermissionDenied


def check_seen(rows: Iterable[Any], seen: Mapping[str, str]) -> None:
    """Refuse rows that an import or another editor changed since the page was opened."""
    changed = [row for row in rows if seen[key_of(row)] != version_of(row)]
    if changed:
        names = ", ".join(str(row)[:20] for row in changed[:5])
        raise Refused(
            _("Not done: an import or another editor changed “%(names)s” meanwhile. Load the page again to see it.")
            % {"names": names}
        )


def check_four_eyes(rows: Iterable[Any], user: Any) -> None:
    """Refuse to confirm an article that this editor edited, where the archive is set so."""
    for refusal in find_refusals([row.pk for row in rows if isinstance(row, Article)], user).values():
        raise Refused(refusal)


def decide(article_id: int, seen: Mapping[str, str], status: str, reason: str, user: Any) -> Done:
    """Give rows of an article a status. `seen` holds for each row the version that the editor looked at."""
    if status not in (Status.CONFIRMED, Status.REJECTED, Status.UNREVIEWED):
        raise Refused(_("There is no such decision."))
    with transaction.atomic():
        article = lock_article(article_id)
        rows = [row for row in find_rows(article, seen) if row.status != status]
        check_allowed(user, rows)
        check_seen(rows, seen)
        if status == Status.CONFIRMED:
            check_four_eyes(rows, user)
        by_model = [list(several) for _model, several in groupby(rows, type)]
        for several in by_model:
            keep_all_standing(several)
        for row in rows:
            row.status = status
        records = [record for several in by_model for record in save_rows(several, ("status",), user, reason)]
    count = ngettext("%(count)d row is now: %(status)s.", "%(count)d rows are now: %(status)s.", len(rows))
    return Done(rows, count % {"count": len(rows), "status": Status(status).label}, sign(records))


def undo(article_id: int, signed: str, is_redo: bool, user: Any) -> Done:
    """Bring the rows of an act back to how they stood before it, unless they were changed since. That is an act too:
    what takes it back does the first one again, and is told as that (`is_redo`).

    There is no time within which: what the rows say, and not how long ago they said it, tells whether it can be done.
    """
    try:
        told = signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        raise Refused(_("This can no longer be undone here; the history of the row has every earlier state.")) from None
    by_key = {f"{kind}-{pk}": record for kind, pk, record in told}
    with transaction.atomic():
        article = lock_article(article_id)
        rows = find_rows(article, by_key)
        check_allowed(user, rows)
        restored: set[str] = set()
        records: list[Any] = []
        for _model, group in groupby(rows, type):
            several = list(group)
            columns = restore(several, by_key)
            check_four_eyes([row for row in several if "status" in columns and row.status == Status.CONFIRMED], user)
            records += save_rows(several, columns, user, _("done again") if is_redo else _("undone"))
            restored |= columns
    return Done(rows, _("Done again.") if is_redo else _("Undone."), sign(records), columns=sorted(restored))


def restore(rows: Sequence[Any], by_key: Mapping[str, int]) -> set[str]:
    """Give rows of one model the values they had before those lines of history; the columns that changed.

    Lines may have come since, if the row says again what that line said: a later act that was itself undone.
    """
    history = type(rows[0]).history
    lines: dict[int, list[Any]] = {row.pk: [] for row in rows}
    for record in history.filter(id__in=list(lines)).order_by("history_date", "history_id"):
        lines[record.id].append(record)
    changed: set[str] = set()
    for row in rows:
        at = next((n for n, line in enumerate(lines[row.pk]) if line.history_id == by_key[key_of(row)]), None)
        if at is None or differs(lines[row.pk][at], row):
            raise Refused(_("Not undone: “%(row)s” was changed since.") % {"row": str(row)[:20]})
        if at == 0:  # made by the act itself: nothing is deleted, it is left out
            row.status = Status.WITHDRAWN
            changed.add("status")
            continue
        before = lines[row.pk][at - 1]
        for column in tell_fields(type(row)):
            if getattr(row, column.attname) != getattr(before, column.attname):
                setattr(row, column.attname, getattr(before, column.attname))
                changed.add(column.name)
    return changed


def save_rows(rows: Sequence[Any], columns: Iterable[str], user: Any, reason: str) -> list[Any]:
    """Store columns of rows of one model with their history; an article with all that follows from it."""
    if not rows or not isinstance(rows[0], Article):
        return write_recorded(rows, columns, user, reason)
    [article] = rows
    if article.status not in TOMBSTONES and (hindrance := find_hindrance(article)):
        raise Refused(_("“%(row)s” cannot come back: %(reason)s") % {"row": short_title(article), "reason": hindrance})
    if article.status not in TOMBSTONES and (other := find_neighbour(article, article.position)):
        raise Refused(
            _("“%(row)s” cannot come back: “%(other)s” has its place. Open it and choose “Bring back”.")
            % {"row": short_title(article), "other": short_title(other)}
        )
    article._history_user, article._change_reason = user, reason or None
    article.save()
    account_for(article.page)
    return [article.history.latest()]


def sign(records: Iterable[Any]) -> str:
    """What takes an act back: the lines it wrote into the history, so that nobody can make up others."""
    lines = [(KINDS[record.instance_type], record.id, record.history_id) for record in records]
    return signing.dumps(lines, salt=SALT) if lines else ""
