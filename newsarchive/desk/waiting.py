"""What waits for an editor, counted for the start page, each number with the list that it leads to.

Models are looked up when asked: the admin site is made before they are loaded.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.curation import Status
from articles.models import Article, ImportedFile, ImportRun, Page
from articles.runs import mark_broken_off
from metrics.models import Metric
from people.models import Mention

# Beyond this a number is shown as 999+: a start page must not count a whole archive.
COUNTED = 999


def count_some(queryset: Any) -> int:
    """How many rows, counting no further than is shown."""
    return queryset.order_by()[: COUNTED + 1].count()


def find_waiting(user: Any) -> list[dict[str, Any]]:
    """The questions that an editor with these permissions can answer, with counts."""
    unreviewed = Q(status=Status.UNREVIEWED)
    questions = (
        (Page, Q(issue__isnull=True), "waiting=yes", _("pages without paper or date")),
        (Page, Q(unassigned__gt=0), "leftover=yes", _("pages with unassigned text")),
        (Article, unreviewed, "status__exact=unreviewed", _("articles not reviewed")),
        (Mention, Q(match=Mention.Match.UNSURE, person__isnull=True), "unsure=yes", _("people: unsure who is meant")),
        (Mention, Q(person__isnull=True), "linked=no&shown=yes", _("mentions linked to nobody")),
        (Metric, Q(indicator__isnull=True), "linked=no&shown=yes", _("figures linked to no indicator")),
        (Metric, unreviewed & Q(repaired=True), "repaired__exact=1&status__exact=unreviewed", _("figures on repairs")),
    )
    found = []
    for model, condition, query, label in questions:
        if not user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
            continue
        count = count_some(model.objects.visible().filter(condition))
        url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        shown = f"{COUNTED}+" if count > COUNTED else str(count)
        found.append({"url": f"{url}?{query}", "count": count, "shown": shown, "label": label})
    return found


def find_recent_runs(user: Any) -> list[dict[str, Any]]:
    """The last three imports, and how many files failed in each."""
    if not user.has_perm("articles.view_importrun"):
        return []
    mark_broken_off()
    failed = Count("files", filter=Q(files__outcome=ImportedFile.Outcome.FAILED))
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
