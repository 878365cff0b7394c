"""Whether somebody is there who works in the background. What a worker does is in `jobs`."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from articles.runs import is_process_gone
from newsarchive.uploads.models import Worker

SILENCE = timedelta(seconds=30)  # a worker that was not heard of for longer is gone


def is_worker_there() -> bool:
    """Whether a worker gave a sign of life a moment ago."""
    alive = Worker.objects.filter(beat_at__gte=timezone.now() - SILENCE).values_list("name", flat=True)
    return any(not is_process_gone(name) for name in alive)
