"""Operations done on a page, each in one transaction on the page that the editor saw, and kept to be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from django.utils.translation import gettext as _

from articles.curation import Status
from articles.locking import with_patience
from articles.models import Article, Page
from articles.public_ids import article_id
from newsarchive.desk.four_eyes import find_refusals
from newsarchive.desk.operations.carrying import Carried, carry_facts, tell_made
from newsarchive.desk.operations.changes import as_json, compare_sheets
from newsarchive.desk.operations.joining import plan_join
from newsarchive.desk.operations.layout import lay_out, read_version, tell_done
from newsarchive.desk.operations.loading import PageRows, load_page, make_sheet, write_pieces
from newsarchive.desk.operations.models import Operation
from newsarchive.desk.operations.planning import plan
from newsarchive.desk.operations.sheet import Sheet
from newsarchive.desk.operations.types import Action, Conflict, Decide, Join, OperationError, Outcome, Road
from newsarchive.desk.operations.writing import write_changes
from people.models import Mention

ANY = "*"


def apply(page: Page, action: Action, *, version: str, by: Any, road: Road = Road.ADMIN, reason: str = "") -> Outcome:
    """Do an operation on the page as it was at `version` (`*` for any), signed by the user `by`.

    Raises OperationError where it cannot be done, Conflict where the page was changed since.
    """
    return with_patience(lambda: apply_once(page, action, version, by, road, reason))


def apply_once(page: Page, action: Action, version: str, by: Any, road: Road, reason: str) -> Outcome:
    rows = load_page(page, locking=True)
    check_version(rows, version)
    before = make_sheet(rows)
    if isinstance(action, Decide) and action.status == Status.CONFIRMED:
        check_four_eyes([row for row in rows.articles.values() if row.public_id == action.article], by)
    joined = plan_join(rows, action) if isinstance(action, Join) else []
    planned = before if isinstance(action, Join) else plan(before, action, rows.keys, _)
    after, made = make_articles(rows, before, planned)
    carried = carry_facts(rows, before, after)
    changes = [*joined, *compare_sheets(rows, before, after, {row.pk for row in made})]
    new = store_mentions(rows, carried)
    changes += [*carried.changes, *tell_made(new)]
    write_changes(rows, changes, by, reason or action.kind, [*made, *(row for row, _places in new)])
    if rows.undone:
        rows.page.operations.filter(state=Operation.State.UNDONE).update(state=Operation.State.LEFT)
    operation = Operation.objects.create(
        page=rows.page,
        kind=action.kind,
        arguments=plain_arguments(action),
        road=road,
        reason=reason[:100],
        changes=as_json(changes),
        aside={"texts": write_pieces(after.aside), **carried.aside},
        made_by=by,
    )
    rows.done, rows.undone = operation, None
    return Outcome(tell_done(operation), lay_out(rows), rows, tuple(row.public_id for row in made))


def check_version(rows: PageRows, version: str) -> None:
    """Refuse an operation that is meant for another state of the page."""
    if version == ANY:
        return
    if read_version(rows) != version:
        raise Conflict(_("The page was changed since you read it; this is what it is now."), version, lay_out(rows))


def check_four_eyes(articles: Iterable[Article], by: Any) -> None:
    """Refuse to confirm what the editor edited, where the archive is set so."""
    for refusal in find_refusals([article.pk for article in articles], by).values():
        raise OperationError(refusal, "four_eyes", "status")


def make_articles(rows: PageRows, before: Sheet, after: Sheet) -> tuple[Sheet, list[Article]]:
    """Store the articles that the operation makes, withdrawn and without places until it is written, and give the
    sheet with their keys."""
    by_key = {story.key: story for story in before.stories}
    new = sorted((story for story in after.stories if story.key not in by_key), key=lambda story: -story.key)
    page = rows.page
    made = []
    for story in new:
        row = Article(page=page, number=page.next_number, kind=story.kind, position=0, status=Status.WITHDRAWN)
        row.public_id = article_id(page.public_id, row.number)
        page.next_number += 1
        made.append(row)
    if made:
        Article.objects.bulk_create(made)
    keys = {story.key: row.pk for story, row in zip(new, made, strict=True)}
    rows.articles |= {row.pk: row for row in made}
    rows.counters |= {row.pk: (row.next_mention_number, row.next_metric_number) for row in made}
    stories = tuple(replace(story, key=keys.get(story.key, story.key)) for story in after.stories)
    heirs = {key: keys.get(heir, heir) for key, heir in after.heirs.items()}
    return replace(after, stories=stories, heirs=heirs), made


def store_mentions(rows: PageRows, carried: Carried) -> list[tuple[Mention, list[list[int]]]]:
    """Store the mentions that were named in a further article; they get their places with all other changes."""
    if carried.made:
        Mention.objects.bulk_create([row for row, _places in carried.made])
        rows.mentions |= {row.pk: row for row, _places in carried.made}
    return carried.made


def plain_arguments(action: Action) -> dict[str, Any]:
    """An operation's arguments as JSON, without those that were left open."""
    given = {name: value for name, value in asdict(action).items() if value is not None}
    if "spans" in given:
        given["spans"] = [list(span) for span in given["spans"]]
    return given
