"""What waits for an editor, counted for the start page, each number with the list that it leads to.

Models are looked up when asked: the admin site is made before they are loaded.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.curation import Status
from articles.filters import UNDECIDED, leave_out_gone
from articles.models import Article, ImportedFile, ImportRun, Page
from articles.runs import mark_broken_off
from articles.showing import count_rows
from metrics.models import Metric
from newsarchive.desk.kept import Finding, MonthCount, find_rows
from people.models import Mention

# Beyond this a number is shown as 999+: a start page must not count a whole archive.
COUNTED = 999


def count_some(queryset: Any) -> int:
    """How many rows, counting no further than is shown."""
    return queryset.order_by()[: COUNTED + 1].count()


def has_pages() -> bool:
    """Whether anything was ever imported."""
    return Page.objects.exists()


def find_waiting(user: Any) -> list[dict[str, Any]]:
    """The questions that an editor with these permissions can answer, with counts; ? where nobody counted yet."""
    unreviewed = Q(status=Status.UNREVIEWED)
    questions = (
        (Page, Q(issue__isnull=True), "waiting=yes", _("pages without paper or date")),
        (Page, Q(unassigned__gt=0), "leftover=yes", _("pages with unassigned text")),
        (Article, unreviewed, "status__exact=unreviewed", _("articles not reviewed")),
        (Mention, Q(match=Mention.Match.UNSURE, person__isnull=True), "unsure=yes", _("people: unsure who is meant")),
        (Mention, Q(person__isnull=True), "linked=no", _("mentions linked to nobody")),
        (Metric, Q(indicator__isnull=True), "linked=no", _("figures linked to no indicator")),
        (Metric, UNDECIDED & Q(repaired=True), "repaired__exact=1&status__exact=unreviewed", _("figures on repairs")),
    )
    kept = (
        *(
            (model, Q(pk__in=find_rows(model._meta.model_name, Finding.Kind.CONFLICT)), "found=conflict", label)
            for model, label in (
                (Article, _("articles now read otherwise")),
                (Mention, _("people now read otherwise")),
                (Metric, _("figures now read otherwise")),
            )
        ),
        (
            Article,
            Q(pk__in=find_rows("article", Finding.Kind.DUPLICATE)),
            "found=duplicate",
            _("articles perhaps twice"),
        ),
    )
    shown_for_none = {} if MonthCount.objects.exists() else {"shown": "?"}
    return [
        tell_count(leave_out_gone(model.objects.filter(condition)), f"{query}&shown=yes", label) | instead
        for asked, instead in ((questions, {}), (kept, shown_for_none))
        for model, condition, query, label in asked
        if may_see(user, model)
    ]


def find_own(user: Any) -> list[dict[str, Any]]:
    """What the editor has taken, and what the editor changed today."""
    own = [
        (Article, Q(reviewer=user) & UNDECIDED, "review=mine", _("articles that I have taken")),
        (Page, worked_on_today(Page, user), "worked=today", _("pages that I changed today")),
        (Article, worked_on_today(Article, user), "worked=today", _("articles that I changed today")),
        (Mention, worked_on_today(Mention, user), "worked=today", _("people in articles that I changed today")),
        (Metric, worked_on_today(Metric, user), "worked=today", _("figures that I changed today")),
    ]
    return [
        tell_count(model.objects.filter(condition), query, label)
        for model, condition, query, label in own
        if may_see(user, model)
    ]


def worked_on_today(model: Any, user: Any) -> Q:
    """Rows with a line of the user's in their history since midnight."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(pk__in=model.history.filter(history_user=user, history_date__gte=midnight).values("id"))


def may_see(user: Any, model: Any) -> bool:
    return user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")


def tell_count(rows: Any, query: str, label: str) -> dict[str, Any]:
    """A count with the list that it leads to."""
    count = count_some(rows)
    url = reverse(f"admin:{rows.model._meta.app_label}_{rows.model._meta.model_name}_changelist")
    shown = f"{COUNTED}+" if count > COUNTED else str(count)
    return {"url": f"{url}?{query}", "count": count, "shown": shown, "label": label}


def find_recent_runs(user: Any) -> list[dict[str, Any]]:
    """The last three imports, and how many files failed in each."""
    if not user.has_perm("articles.view_importrun"):
        return []
    mark_broken_off()
    failed = count_rows(ImportedFile.objects.filter(outcome=ImportedFile.Outcome.FAILED), "run")
    files = reverse("admin:articles_importedfile_changelist")
    return [
        {
            "url": reverse("admin:articles_importrun_change", args=(quote(run.pk),)),
            "name": str(run),
            "state": run.get_state_display(),
            "when": run.started_at,
            "failed": run.failed,
            "failed_url": f"{files}?run__id__exact={run.pk}&outcome__exact=failed",
        }
        for run in ImportRun.objects.annotate(failed=failed).order_by("-id")[:3]
    ]
