"""Who looks at an article: taken by an editor, assigned to another, given back. In the history; it changes no text."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.curation import Status
from articles.history import keep_all_standing, write_recorded
from articles.models import Article


def find_reviewers() -> Any:
    """The accounts that an article may be assigned to: those that may change it."""
    accounts = get_user_model()._default_manager.with_perm(
        "articles.change_article", backend="django.contrib.auth.backends.ModelBackend"
    )
    return accounts.order_by("username")


def is_free_for(user: Any) -> Q:
    """Articles that the user has taken, or that nobody has."""
    return Q(reviewer__isnull=True) | Q(reviewer=user)


def why_not_taken(article: Article, user: Any) -> str:
    """Why the user cannot take this article as things are; empty where nothing is in the way."""
    if article.status != Status.UNREVIEWED:
        return _("It is not waiting: %(status)s.") % {"status": article.get_status_display()}
    if article.reviewer_id not in (None, user.pk):
        return _("%(name)s has taken it.") % {"name": article.reviewer.get_username()}
    return ""


def why_not_given_back(article: Article, user: Any) -> str:
    """Why the user cannot give this article back; empty where nothing is in the way."""
    if article.reviewer_id is None:
        return _("Nobody has taken it.")
    if article.reviewer_id != user.pk:
        return _("%(name)s has taken it.") % {"name": article.reviewer.get_username()}
    return ""


def set_reviewer(articles: Collection[int], reviewer: Any, by: Any, reason: str = "") -> list[Any]:
    """Let an account, or nobody, have these articles; the lines of history that tell it."""
    with transaction.atomic():
        rows = list(Article._base_manager.select_for_update(of=("self",)).filter(pk__in=articles).order_by("pk"))
        rows = [row for row in rows if row.reviewer_id != (reviewer.pk if reviewer else None)]
        keep_all_standing(rows)
        for row in rows:
            row.reviewer = reviewer
        return write_recorded(rows, ("reviewer",), by, reason)


def turn_taken(pk: int, user: Any) -> tuple[Article, str, bool]:
    """Take the article, or give it back where the user has it: the article, a sentence, and whether it was done."""
    with transaction.atomic():
        article = Article._base_manager.select_for_update(of=("self",)).select_related("reviewer").get(pk=pk)
        is_mine = article.reviewer_id == user.pk
        if not is_mine and (why := why_not_taken(article, user)):
            return article, why, False
        set_reviewer([pk], None if is_mine else user, user)
    article.reviewer = None if is_mine else user
    return article, _("Given back: anybody may take it.") if is_mine else _("Taken: it is yours to review."), True


def show_reviewer(article: Article) -> str:
    """Whose review the article is in, for a chip; empty where nobody's."""
    if article.reviewer_id is None or article.status != Status.UNREVIEWED:
        return ""
    return _("in review: %s") % article.reviewer.get_username()
