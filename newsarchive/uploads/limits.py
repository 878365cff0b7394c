"""How much may be sent at once. A request that is too long is refused before any of it is read."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

# Base64 and JSON's escapes make of a byte up to so many; what stands round the files is little.
BLOATED = 2
AROUND = 1_000_000


class LengthLimit:
    """Middleware: no request is longer than an upload of the size that is allowed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        largest = BLOATED * settings.UPLOAD_MAX_BYTES + AROUND
        if length.isdecimal() and int(length) > largest:
            return refuse(request, int(length), largest)
        return self.get_response(request)


def refuse(request: HttpRequest, length: int, largest: int) -> HttpResponse:
    """A problem for programs, a page for people."""
    told = _("The request has %(length)s bytes, and at most %(largest)s are read. Send fewer files at once.") % {
        "length": f"{length:,}",
        "largest": f"{largest:,}",
    }
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": told}
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    return render(request, "newsarchive/too_long.html", {"told": told}, status=status)
