"""Headers of the API's answers: limits, and which pages of other origins may read them (CORS): none unless set."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

ADDRESSES = "/api/v1/"
EXPOSED = "Content-Disposition, ETag, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"
SENT = "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match"
METHODS = "GET, HEAD, POST, PATCH, OPTIONS"
DAY = "86400"


class ApiHeaders:
    """Middleware: tells limits, and answers browsers that ask for pages of the origins in `CORS_ORIGINS`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ADDRESSES):
            return self.get_response(request)
        asks = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        allowed = request.headers.get("Origin") in settings.CORS_ORIGINS
        answer = HttpResponse(status=204) if asks and allowed else self.get_response(request)
        if settings.CORS_ORIGINS:
            patch_vary_headers(answer, ("Origin",))
        if allowed:  # no cookies: a page of another origin sends a token
            answer["Access-Control-Allow-Origin"] = request.headers["Origin"]
            answer["Access-Control-Expose-Headers"] = EXPOSED
            if asks:
                answer["Access-Control-Allow-Methods"] = METHODS
                answer["Access-Control-Allow-Headers"] = SENT
                answer["Access-Control-Max-Age"] = DAY
        allowance = getattr(request, "allowance", None)
        if allowance is not None:
            answer["RateLimit-Limit"] = str(allowance.limit)
            answer["RateLimit-Remaining"] = str(allowance.left)
            answer["RateLimit-Reset"] = str(allowance.seconds)
        return answer
