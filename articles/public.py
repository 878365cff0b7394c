"""What may be read without an account where `PUBLIC_READ` is set: what people reviewed, and nothing else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from articles.curation import Curated, Status
from articles.models import Article, ImportRun, Issue, Newspaper

# Marks of the desk, which are for those who work on the archive.
DESK_FIELDS = frozenset({"note", "run"})
# Parameters that ask about accounts and imports.
DESK_PARAMETERS = frozenset({"edited_by", "run", "tombstone"})


def is_public(request: Any) -> bool:
    """Whether the request comes from somebody without an account, and such may read here."""
    return settings.PUBLIC_READ and request is not None and not request.user.is_authenticated


def reviewed(rows: models.QuerySet, leads_on: bool = False) -> models.QuerySet:
    """The rows that may be seen without an account.

    A curated row that is confirmed, not below a tombstone, and in a confirmed article where it is in one; with
    `leads_on`, what was merged into such a row as well. Papers and issues with such an article. Of indicators, which
    people wrote, all; of imports none.
    """
    model = rows.model
    if issubclass(model, Curated):
        return reviewed_curated(rows, leads_on and hasattr(model, "merged_into"))
    if model is Newspaper:
        return rows.filter(Exists(reviewed(Article.objects.filter(page__issue__newspaper=OuterRef("pk")))))
    if model is Issue:
        shown = rows.filter(Exists(reviewed(Article.objects.filter(page__issue=OuterRef("pk")))))
        counted = Count("pages", filter=Q(pages__status=Status.CONFIRMED))
        return shown.annotate(page_count=counted) if "page_count" in rows.query.annotations else shown
    return rows.none() if model is ImportRun else rows


def reviewed_curated(rows: models.QuerySet, leads_on: bool) -> models.QuerySet:
    shown = Q(status=Status.CONFIRMED)
    if leads_on:
        shown |= Q(merged_into__status=Status.CONFIRMED)
    rows = rows.filter(shown)
    for above in rows.model.stands_below:
        if above == "article":
            rows = rows.filter(article__status=Status.CONFIRMED)
        else:
            rows = rows.exclude(**{f"{above}__status__in": (Status.REJECTED, Status.WITHDRAWN)})
    return rows


def close_fields(serializer: Any, names: frozenset[str]) -> None:
    """Take fields out of a serializer, and out of those nested in it."""
    serializer = getattr(serializer, "child", serializer)
    for name, field in list(getattr(serializer, "fields", {}).items()):
        if name in names:
            serializer.fields.pop(name)
        else:
            close_fields(field, DESK_FIELDS)
