"""Which newspaper and issue a page is of, as rows; what a person decided about it stands.

Rows are made here but not stored: `save_facts` does that, so that a dry run can stop before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from articles.curation import Changes, is_field_edited, takes_field, takes_readings
from articles.extraction.types import Given, IssueFacts
from articles.models import Issue, Newspaper, Page
from articles.plain import leave_out_overlong
from articles.public_ids import newspaper_code, page_ids

# From here on a newspaper's name that was read makes a record where there is none; below it waits for an editor.
SURE_ENOUGH = 0.5

# An issue is one thing: a person who changed its paper or its day has decided about all three.
ISSUE_FIELDS = ("newspaper", "date", "edition")


@dataclass(slots=True)
class FactsPlan:
    """A page's row and what is to be stored with it.

    `newspaper` and `issue` are what the page tells, stored already or not; `siblings` are pages of the same issue that
    are to remember its new number.
    """

    page: Page
    newspaper: Newspaper | None = None
    day: date | None = None
    issue: Issue | None = None
    number_is_new: bool = False
    siblings: list[Page] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def plan_facts(
    page: Page,
    facts: IssueFacts,
    given: Given,
    furniture: Iterable[tuple[int, int]],
    rest: dict[str, Any],
    changes: Changes,
) -> FactsPlan:
    """Bring the page's row and what was read of it together. `rest` are its columns outside the curated fields."""
    texts, warnings = leave_out_overlong(Page, {"label": facts.page_label or "", "section": facts.section or ""})
    plan = FactsPlan(page, read_newspaper(facts, given, warnings), full_date(facts.date), warnings=warnings)
    edition = read_edition(facts, warnings)
    plan.issue = read_issue(plan, edition)

    held: set[str] = set()
    if page.pk and any(is_field_edited(page, name) for name in ISSUE_FIELDS):
        held = set(ISSUE_FIELDS)
    takes = not page.pk or (takes_readings(page) and not held)
    if takes and page.pk and plan.issue != page.issue:  # the number is the issue's: another issue, another number
        page.written = {**page.written, "number": page.curated_value("number")}
    issue = plan.issue if takes else page.issue
    read = {
        "newspaper": plan.issue.newspaper.code if plan.issue else "",
        "date": plan.issue.date.isoformat() if plan.issue else "",
        "edition": plan.issue.edition if plan.issue else "",
        "number": plan_number(issue, facts.issue_number or "", plan) if issue else "",
        **texts,
        "furniture": [[start, end] for start, end in furniture],
    }
    if page.pk:
        changes.meet(page, read, rest, held)
    else:
        page.public_id = free_page_id(plan, edition, texts["label"])
        for name, value in rest.items():
            setattr(page, name, value)
        changes.enter(page, read)
    # The page remembers as read only a number that it prints, so that it is known which page gave it.
    page.reading = {name: value for name, value in page.reading.items() if name != "number"}
    if facts.issue_number:
        page.reading["number"] = facts.issue_number
    if takes:
        page.issue = issue
    for name in (*ISSUE_FIELDS, "number"):
        page.taken.pop(name, None)  # they stand in the issue
    return plan


def read_edition(facts: IssueFacts, warnings: list[str]) -> str:
    """The edition as the facts name it; empty, with a warning, where it is too long for its column."""
    fitting, too_long = leave_out_overlong(Issue, {"edition": (facts.edition or "").strip()})
    warnings += too_long
    return fitting["edition"]


def read_issue(plan: FactsPlan, edition: str) -> Issue | None:
    """The issue that the facts name, made where there is none; None unless paper and full day are told."""
    if plan.newspaper is None or plan.day is None:
        return None
    wanted = {"newspaper": plan.newspaper, "date": plan.day, "edition": edition}
    stored = Issue.objects.filter(**wanted).first() if plan.newspaper.pk else None
    issue = stored or Issue(**wanted)
    issue.newspaper = plan.newspaper
    return issue


def full_date(text: str | None) -> date | None:
    """2021-02-05 as a day; None for a partial date, for none, and for a day that no calendar has."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


def read_newspaper(facts: IssueFacts, given: Given, warnings: list[str]) -> Newspaper | None:
    """The newspaper known by that name, variant or code, else a new one where the name was given or read surely."""
    name = (facts.newspaper or "").strip()
    if not name:
        return None
    known = Q(name=name) | Q(variants__name=name) | Q(code=name)
    found = Newspaper.objects.filter(known).order_by("pk").distinct().first()
    if found:
        return found
    longest = Newspaper._meta.get_field("name").max_length
    if len(name) > longest:
        warnings.append(f"newspaper left open: its name has {len(name)} characters, at most {longest} are kept")
        return None
    if facts.newspaper != given.newspaper and facts.confidence < SURE_ENOUGH:
        warnings.append(f"newspaper left open: {name} is not sure enough to make a record of it")
        return None
    return Newspaper(name=name, code=free_code(name))


def free_code(name: str) -> str:
    """The code that the name suggests, with a number where another paper has it: qlrb, qlrb2, qlrb3."""
    wished = newspaper_code(name)
    taken = set(Newspaper.objects.filter(code__startswith=wished).values_list("code", flat=True))
    number, code = 1, wished
    while code in taken:
        number += 1
        code = f"{wished}{number}"
    return code


def free_page_id(plan: FactsPlan, edition: str, label: str) -> str:
    """The first of the page's possible ids that no other page has."""
    code = plan.newspaper.code if plan.newspaper else ""
    wished = page_ids(code, plan.day, edition, label, plan.page.sha256)
    taken = set(Page.objects.filter(public_id__in=wished).values_list("public_id", flat=True))
    return next(public_id for public_id in wished if public_id not in taken)


def plan_number(issue: Issue, read: str, plan: FactsPlan) -> str:
    """The number that the page is to remember as its issue's.

    All pages of an issue share its number, and few print it. The first that tells it gives it; that page may put it
    right when it is read better; what a person wrote, an emptied number included, stands.
    """
    page = plan.page
    longest = Issue._meta.get_field("number").max_length
    if len(read) > longest:
        plan.warnings.append(f"issue number left out: {len(read)} characters, at most {longest} are kept")
        read = ""
    if not read or read == issue.number:
        return issue.number
    if page.pk and not takes_field(page, "number"):
        return read
    if issue.number and page.reading.get("number") != issue.number:
        plan.warnings.append(f"issue number {read} differs from {issue.number}, which another page gave")
        return issue.number
    siblings = list(issue.pages.exclude(pk=page.pk).defer("text", "terms")) if issue.pk else []
    if any(sibling.written and sibling.written.get("number") != issue.number for sibling in siblings):
        return issue.number  # somebody changed it by hand
    issue.number = read
    plan.number_is_new = True
    plan.siblings = [sibling for sibling in siblings if sibling.written]
    return read


def save_facts(plan: FactsPlan) -> None:
    """Store the newspaper and the issue that the plan made, before the page itself. Writes no history."""
    if plan.newspaper and not plan.newspaper.pk:
        save_quietly(plan.newspaper)
    issue = plan.page.issue
    if issue and (not issue.pk or plan.number_is_new):
        save_quietly(issue)
        for sibling in plan.siblings:
            sibling.written = {**sibling.written, "number": issue.number}
        Page.objects.bulk_update(plan.siblings, ["written"])


def save_quietly(record: Newspaper | Issue) -> None:
    """Save without a line in the record's history, which holds what people did."""
    record.skip_history_when_saving = True
    try:
        record.save()
    finally:
        del record.skip_history_when_saving
