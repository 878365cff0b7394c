"""What the address of a withdrawn or merged record answers: that it is gone and why, or where it went."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.fields import DateTimeField

from articles.curation import Status, is_withdrawn_by_import
from articles.merging import find_survivor
from articles.plain import key_of


class Withdrawn(APIException):
    """The record was withdrawn. It is kept as a tombstone, which `tombstone=true` shows."""

    status_code = HTTPStatus.GONE
    default_code = "withdrawn"

    def __init__(self, row: Any) -> None:
        super().__init__(_("This record was withdrawn. Add tombstone=true to see what it was."))
        self.members = {
            "id": row.public_id,
            "reason": why_withdrawn(row),
            "withdrawn_at": DateTimeField().to_representation(row.updated_at),
        }


class Merged(APIException):
    """The record was merged into another, which is where the answer leads."""

    status_code = HTTPStatus.MOVED_PERMANENTLY
    default_code = "merged"

    def __init__(self, row: Any, request: Any, old: str) -> None:
        survivor = key_of(find_survivor(row))
        super().__init__(_("This record was merged into another. Add tombstone=true to see what it was."))
        self.members = {"id": key_of(row), "merged_into": survivor}
        path = request.path.replace(f"/{quote(old)}/", f"/{quote(survivor)}/", 1)
        query = request.META.get("QUERY_STRING", "")
        self.headers = {"Location": f"{path}?{query}" if query else path}


def is_merged(row: Any) -> bool:
    return getattr(row, "merged_into_id", None) is not None


def is_withdrawn(row: Any) -> bool:
    return getattr(row, "status", None) == Status.WITHDRAWN


def why_withdrawn(row: Any) -> str:
    """The reason, as far as it is known: an import's, or the one that a person gave."""
    if is_withdrawn_by_import(row):
        return _("An import withdrew it: it was no longer read, or the import that read it was undone.")
    last = row.history.order_by("history_date", "history_id").last()
    return (last.history_change_reason if last else None) or row.note or _("A person withdrew it and gave no reason.")
