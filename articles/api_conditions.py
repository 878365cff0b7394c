"""Versions of single records: ETags, and requests that hold only for one version.

A version is a hash of all that a record shows, so it changes whatever road a change came by. See docs/adr.
"""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from typing import Any

from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder


class VersionWanted(APIException):
    """An unsafe request that does not say which version it is meant for."""

    status_code = HTTPStatus.PRECONDITION_REQUIRED
    default_code = "version_wanted"

    def __init__(self) -> None:
        super().__init__(_("Send If-Match with the ETag of the record as you read it."))


class VersionGone(APIException):
    """The record is no longer what the request was meant for; the answer shows what it is now."""

    status_code = HTTPStatus.PRECONDITION_FAILED
    default_code = "version_gone"

    def __init__(self, sent: list[str], version: str, record: dict[str, Any]) -> None:
        super().__init__(_("The record was changed since you read it. `record` is what it says now."))
        self.members = {"sent_versions": sent, "current_version": version, "record": record}
        self.headers = {"ETag": f'"{version}"'}


def version_of(record: dict[str, Any]) -> str:
    """The version of a record, from all that it shows."""
    text = json.dumps(record, cls=JSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def is_known(request: Request, version: str) -> bool:
    """Whether the client has this version already (`If-None-Match`)."""
    header = request.headers.get("If-None-Match", "")
    return header.strip() == "*" or version in read_versions(header)


def require_version(request: Request) -> str:
    """The header `If-Match`, which an unsafe request must have."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise VersionWanted
    return header


def check_version(header: str, version: str, record: dict[str, Any]) -> None:
    """Refuse a request that is meant for another version; `*` is meant for any."""
    sent = read_versions(header)
    if header != "*" and version not in sent:
        raise VersionGone(sent, version, record)


def read_versions(header: str) -> list[str]:
    """The versions in a list of ETags. A proxy that compresses makes them weak ("W/…"); they name the same version."""
    return [tag.removeprefix("W/").strip('"') for tag in parse_etags(header)]
