"""Who edited an article may not be the one who confirms it, where the archive is set so (FOUR_EYES).

Nothing is kept for this: who edited is read from the history of the article, its people and its figures, and from the
operations on its page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from articles.corrections import is_of_importer
from articles.curation import Status
from articles.history import tell_fields
from articles.models import Article
from metrics.models import Metric
from newsarchive.desk.operations.models import Operation
from people.models import Mention

# What a decision changes, and what a neighbour's operation may change: no edit of the article itself.
DECIDED = frozenset({"status", "reviewer", "position", "written.position"})
NAMED = 5  # people who may confirm, named in a refusal
AT_ONCE = 200  # articles whose histories are held at a time
LOOKED_AT = 400  # confirmed articles that one screen of the report looks at

Edits = dict[int, dict[int, datetime]]  # for each article: its editors' keys, and when each edited last


@dataclass(frozen=True, slots=True)
class Breach:
    """A confirmed article that no second pair of eyes saw: edited by who confirmed it, or edited afterwards."""

    article: Article
    confirmed_by: int
    confirmed_at: datetime
    edited_by: tuple[int, ...]
    is_own: bool


def find_refusals(articles: Collection[int], user: Any) -> dict[int, str]:
    """For each of these articles that the user may not confirm: why, naming who may. Empty where FOUR_EYES is off.

    A fixed number of queries, however many articles.
    """
    if not settings.FOUR_EYES or user is None or not articles:
        return {}
    edits = find_edits(articles)
    return {key: tell_others(edited) for key, edited in edits.items() if user.pk in edited}


def tell_others(editors: Collection[int]) -> str:
    """Why somebody else must confirm, and who may."""
    accounts = get_user_model()._default_manager.with_perm(
        "articles.change_article", backend="django.contrib.auth.backends.ModelBackend"
    )
    names = [each.get_username() for each in accounts.exclude(pk__in=editors).order_by("username")[: NAMED + 1]]
    if not names:
        return _("You edited it, and somebody else must confirm it; but nobody else here may.")
    shown = "、".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return _("You edited it, so somebody else must confirm it: %(names)s.") % {"names": shown}


def find_edits(articles: Collection[int]) -> Edits:
    """Who edited these articles, their people, figures or places, and when last."""
    edits: Edits = defaultdict(dict)

    def note(article: int, user: int, at: datetime) -> None:
        edits[article][user] = max(at, edits[article].get(user, at))

    for model, above in ((Article, "pk"), (Mention, "article_id"), (Metric, "article_id")):
        rows = dict(model._base_manager.filter(**{f"{above}__in": articles}).values_list("pk", above))
        before: dict[int, Any] = {}
        records = model.history.filter(id__in=list(rows)).order_by("id", "history_date", "history_id")
        for record in records.iterator(chunk_size=500):
            if record.history_user_id is not None and is_edit(record, before.get(record.id)):
                note(rows[record.id], record.history_user_id, record.history_date)
            before[record.id] = record
    wanted = set(articles)
    done = Operation.objects.filter(page__articles__in=articles, state=Operation.State.DONE, made_by__isnull=False)
    for operation in done.exclude(kind="decide").distinct().only("changes", "made_by", "made_at"):
        for change in operation.changes:
            if change["model"] == "article" and change["pk"] in wanted and not change["after"].keys() <= DECIDED:
                note(change["pk"], operation.made_by_id, operation.made_at)
    return dict(edits)


def is_edit(record: Any, before: Any) -> bool:
    """Whether a line of history tells of more than a decision. One without any difference tells of places, which are
    no columns."""
    if before is None or is_of_importer(record):
        return not is_of_importer(record)
    fields = tell_fields(record.instance_type)
    changed = {each.name for each in fields if getattr(record, each.attname) != getattr(before, each.attname)}
    return not changed or not changed <= DECIDED


def find_breaches(before: int | None = None, most: int | None = None) -> Iterator[Breach]:
    """Confirmed articles that whoever confirmed them had edited, or that were edited after they were confirmed.

    The newest first; of those older than the key `before` where it is given, looking at no more than `most`.
    """
    keys = find_confirmed(before)[:most].iterator(chunk_size=AT_ONCE)
    while some := list(islice(keys, AT_ONCE)):
        edits, confirmations = find_edits(some), find_confirmations(some)
        articles = Article.objects.select_related("page").only("public_id", "headline", "page__public_id").in_bulk(some)
        for key in some:
            if key not in confirmations or key not in edits:
                continue
            by, at = confirmations[key]
            later = tuple(user for user, when in edits[key].items() if when > at)
            if by in edits[key] or later:
                editors = tuple(dict.fromkeys([by, *later] if by in edits[key] else later))
                yield Breach(articles[key], by, at, editors, by in edits[key])


def find_confirmed(before: int | None = None) -> Any:
    """The keys of articles that somebody confirmed, the newest first."""
    confirmed = Article.objects.visible().filter(status=Status.CONFIRMED)
    if before is not None:
        confirmed = confirmed.filter(pk__lt=before)
    decided = Article.history.filter(status=Status.CONFIRMED, history_user__isnull=False).values("id")
    return confirmed.filter(pk__in=decided).order_by("-pk").values_list("pk", flat=True)


def report_breaches(before: int | None) -> dict[str, Any]:
    """One screen of the report: its lines, how many articles were looked at, and where the next screen begins."""
    looked_at = list(find_confirmed(before)[:LOOKED_AT])
    found = list(find_breaches(before, LOOKED_AT))
    names = name_accounts({key for each in found for key in (each.confirmed_by, *each.edited_by)})
    rows = [
        {
            "article": each.article,
            "confirmed_by": names[each.confirmed_by],
            "confirmed_at": each.confirmed_at,
            "edited_by": "、".join(names[key] for key in each.edited_by),
            "is_own": each.is_own,
        }
        for each in found
    ]
    following = looked_at[-1] if len(looked_at) == LOOKED_AT else None
    return {"rows": rows, "looked_at": len(looked_at), "following": following}


def find_confirmations(articles: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """Who confirmed each of these articles last, and when."""
    found: dict[int, tuple[int, datetime]] = {}
    before: dict[int, str] = {}
    lines = Article.history.filter(id__in=articles).order_by("id", "history_date", "history_id")
    for key, status, user, at in lines.values_list("id", "status", "history_user", "history_date"):
        if status == Status.CONFIRMED != before.get(key) and user is not None:
            found[key] = (user, at)
        before[key] = status
    return found


def name_accounts(keys: Collection[int]) -> dict[int, str]:
    """The names of accounts."""
    model = get_user_model()
    return {each.pk: each.get_username() for each in model._default_manager.filter(pk__in=keys)}
