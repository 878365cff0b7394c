"""What the API answers when something goes wrong: RFC 9457 problem details that name field and rule."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from axes.helpers import get_lockout_message
from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults
from rest_framework.exceptions import (
    APIException,
    AuthenticationFailed,
    MethodNotAllowed,
    NotAcceptable,
    NotAuthenticated,
    NotFound,
    ParseError,
    PermissionDenied,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from articles.busy import is_busy

MEDIA_TYPE = "application/problem+json"
ADDRESSES = "/api/v1/"


class PlaceTaken(APIException):
    status_code = HTTPStatus.CONFLICT
    default_code = "conflict"

    def __init__(self) -> None:
        super().__init__(_("Another row has this place already. Read it again."))


class Busy(APIException):
    """Others hold what is to be written, and did not let go of it. Nothing was written."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "busy"
    wait = 5  # seconds; the answer's Retry-After

    def __init__(self) -> None:
        super().__init__(_("Others are writing to this at the moment. Nothing was changed; try again."))


def as_answered(error: Exception) -> Exception:
    """The error in the shape in which the API tells it."""
    if isinstance(error, IntegrityError):
        return PlaceTaken()
    if isinstance(error, Http404):  # Django tells it in English, by the name of a class
        return NotFound()
    if isinstance(error, OperationalError) and is_busy(error):
        return Busy()
    if isinstance(error, ParseError):  # DRF tells it in English whoever asks
        return ParseError(_("The body cannot be read: %s") % error.detail)
    return error


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an error. Two writers who want the same place are a conflict, not a fault of ours."""
    error = as_answered(error)
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, ValidationError):
        told = {
            "detail": _("Some of what was sent cannot be accepted; `errors` names it."),
            "errors": list(find_faults(response.data)),
        }
    else:
        detail = str(response.data["detail"])
        told = {"detail": join_sentences(detail, tell_remedy(error, context)), **getattr(error, "members", {})}
    if isinstance(error, ParseError):
        told["errors"] = [{"field": "", "rule": error.default_code, "message": told["detail"]}]
    response.data = tell_problem(response.status_code, **told)
    for name, value in getattr(error, "headers", {}).items():
        response[name] = value
    request = context["request"]
    renderer = getattr(request, "accepted_renderer", None)
    if renderer is None or renderer.format != "api":  # whatever was asked for, a schema in YAML or a file
        request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        response.content_type = MEDIA_TYPE
    return response


def tell_remedy(error: Exception, context: dict[str, Any]) -> str:
    """What to do about an error of which the library tells no more than that it is one."""
    view = context["view"]
    if isinstance(error, NotAuthenticated | AuthenticationFailed) and view.get_authenticators():
        return _("Send a token: Authorization: Token …. POST /api/v1/auth/token/ makes one of name and password.")
    if isinstance(error, PermissionDenied) and error.detail == PermissionDenied.default_detail:
        return _("What an account may do is settled by its groups; an administrator puts it into them.")
    if isinstance(error, NotFound):
        return _("Lists tell the ids of records, /api/v1/docs/ the addresses there are.")
    if isinstance(error, MethodNotAllowed):
        return _("Offered here: %s.") % ", ".join(view.allowed_methods)
    if isinstance(error, NotAcceptable):
        return _("Offered here: %s.") % ", ".join(renderer.media_type for renderer in view.get_renderers())
    if isinstance(error, UnsupportedMediaType):
        return _("Read here: %s.") % ", ".join(parser.media_type for parser in view.get_parsers())
    return ""


def join_sentences(first: str, second: str) -> str:
    """Two sentences, with a space between them where their language has one."""
    return f"{first}{'' if first.endswith('。') or not second else ' '}{second}"


def tell_error(error: Exception) -> dict[str, Any]:
    """An error of one row among many, as the answer to a request for it alone would tell it. One that none would tell
    is raised."""
    error = as_answered(error)
    if not isinstance(error, APIException):
        raise error
    if isinstance(error, ValidationError):
        detail = _("Some of what was sent cannot be accepted; `errors` names it.")
        return tell_problem(error.status_code, detail=detail, errors=list(find_faults(error.detail)))
    return tell_problem(error.status_code, detail=str(error.detail), **getattr(error, "members", {}))


def tell_problem(status: int, **members: Any) -> dict[str, Any]:
    """A problem as RFC 9457 has it; its type is told by the status alone."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), **members}


def find_faults(faults: Any, field: str = "") -> Iterator[dict[str, str]]:
    """Each fault with the field it is in (`spans.0.end` for what lies deeper) and the rule that was broken."""
    if isinstance(faults, dict):
        for name, below in faults.items():
            own = "" if name == "non_field_errors" else str(name)
            yield from find_faults(below, ".".join(filter(None, (field, own))))
    elif isinstance(faults, list):
        for number, below in enumerate(faults):
            deeper = isinstance(below, dict | list)
            yield from find_faults(below, f"{field}.{number}" if deeper else field)
    else:
        yield {"field": field, "rule": getattr(faults, "code", None) or "invalid", "message": str(faults)}


class NothingView(APIView):
    """Every address under the API that leads nowhere."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = ()
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound


# What never reaches a view of the API --------------------------------------------------------------------------------


def answer_plainly(status: int, detail: str) -> HttpResponse:
    return JsonResponse(tell_problem(status, detail=detail), status=status, content_type=MEDIA_TYPE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Requests that Django itself refuses: an unknown host, a form with too many fields."""
    if request.path.startswith(ADDRESSES):
        return answer_plainly(HTTPStatus.BAD_REQUEST, _("The request cannot be read."))
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; what it was stands in the log and not in the answer."""
    if request.path.startswith(ADDRESSES):
        return answer_plainly(HTTPStatus.INTERNAL_SERVER_ERROR, _("The archive made a mistake. It is in its log."))
    return defaults.server_error(request)


def locked_out(request: HttpRequest, _original: Any = None, credentials: Any = None) -> HttpResponse:
    """Too many wrong passwords: a page for people, a problem for programs."""
    seconds = int(settings.AXES_COOLOFF_TIME * 3600)
    if request.path.startswith(ADDRESSES):
        answer = answer_plainly(HTTPStatus.TOO_MANY_REQUESTS, str(get_lockout_message()))
    else:
        answer = render(request, "newsarchive/locked_out.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(seconds)
    return answer
