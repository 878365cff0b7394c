"""How many requests an account or an address may send in a minute, and whose address that is. The settings name both,
so views stay out."""

from __future__ import annotations

import time
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

WINDOW = 60  # seconds


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much may be sent in this minute, what is left of it, and the seconds until the next begins."""

    limit: int
    left: int
    seconds: int


def address_of(request: HttpRequest) -> str | None:
    """The address that a request came from, as far as `NUM_PROXIES` servers before this one tell it; None on a socket.

    Wrong passwords are counted by it: by the proxy's own address everybody could lock out everybody.
    """
    told = BaseThrottle().get_ident(request)
    try:
        return str(ip_address(told))
    except ValueError:  # no proxy wrote this, or one that adds a port
        return request.META.get("REMOTE_ADDR") or None


class MinuteThrottle(BaseThrottle):
    """Counts the requests of each minute by the clock, in the cache."""

    def allow_request(self, request: Request, view: Any) -> bool:
        known = bool(request.user and request.user.is_authenticated)
        limit = settings.API_RATE if known else settings.API_RATE_ANONYMOUS
        if not limit:
            return True
        now = time.time()
        minute, seconds = int(now // WINDOW), WINDOW - int(now % WINDOW)
        key = f"requests:{request.user.pk if known else self.get_ident(request)}:{known}:{minute}"
        cache.add(key, 0, 2 * WINDOW)
        sent = cache.incr(key)
        self.allowance = Allowance(limit, max(limit - sent, 0), seconds)
        # The middleware tells it in the headers: it sees the answers to errors too.
        request._request.allowance = self.allowance
        return sent <= limit

    def wait(self) -> int:
        """Seconds until the next minute, which `Retry-After` tells."""
        return self.allowance.seconds
