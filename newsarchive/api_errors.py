"""What the API answers when something goes wrong."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import exception_handler


def answer_error(error: Exception, context: dict[str, Any]) -> Response | None:
    """Errors as JSON; two writers who want the same place in the archive are a conflict, not a fault of ours."""
    if isinstance(error, IntegrityError):
        return Response({"detail": _("Another row has this place already. Read it again.")}, status.HTTP_409_CONFLICT)
    return exception_handler(error, context)
