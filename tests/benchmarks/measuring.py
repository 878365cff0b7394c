"""What the benchmarks share: repeated calls and their percentiles, the SQL of a call, and tables as text."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROCESSOR = "BENCH_PROCESSOR_TIME"  # set to true in the environment of the processes that measure
ENOUGH = 10.0  # seconds
WARM = 2  # calls before those that are timed: templates compiled, plans made, pages of the database read


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds, in half of the calls at most and in 95 of a hundred at most."""

    p50: float
    p95: float

    def __str__(self) -> str:
        return f"{write_ms(self.p50)} / {write_ms(self.p95)}"


def counts_processor() -> bool:
    """Whether processor time is counted in place of the clock's."""
    return os.environ.get(PROCESSOR) == "true"


def read_clock() -> float:
    """Seconds by the clock; or, where it is asked for, of processor time: this process's and that of its PostgreSQL."""
    if not counts_processor():
        return time.perf_counter()
    return time.process_time() + sum(seconds_of(pid) for pid in _find_backend())


def seconds_of(pid: int) -> float:
    """The processor time of another process on this machine; 0 where Linux does not tell."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    return 0.0


def _find_backend() -> list[int]:
    from django.db import connection

    if connection.vendor != "postgresql" or connection.connection is None or connection.connection.closed:
        return []
    return [connection.connection.info.backend_pid]


def time_calls(calls: Sequence[Callable[[], object]], times: int = 1, warm: int = WARM) -> Timed:
    """Each call `times` times, in turn, so that what else runs on the machine falls on all of them alike.

    No round is begun after `ENOUGH` seconds: what takes long is asked less often.
    """
    return _time(calls, times, warm, lambda _call, seconds: seconds)


def time_inside(calls: Sequence[Any], times: int = 1, warm: int = WARM) -> Timed:
    """The same of calls that tell their `seconds` themselves."""
    return _time(calls, times, warm, lambda call, _seconds: call.seconds)


def _time(calls: Sequence[Any], times: int, warm: int, read: Callable[[Any, float], float]) -> Timed:
    for call in calls[:warm] if len(calls) > 1 else calls * warm:
        call()
    taken, end = [], time.perf_counter() + ENOUGH
    for number in range(times):
        if number and time.perf_counter() > end:
            break
        for call in calls:
            begun = read_clock()
            call()
            taken.append(1000 * read(call, read_clock() - begun))
    return Timed(percentile(taken, 50), percentile(taken, 95))


def percentile(values: Iterable[float], share: float) -> float:
    """The least of the values that `share` percent of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(len(ordered) * share / 100) - 1, 0)]


def capture_sql(call: Callable[[], object]) -> tuple[object, list[str]]:
    """What a call gave, and the SQL that it sent."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        given = call()
    return given, [query["sql"] for query in captured.captured_queries]


def write_ms(value: float) -> str:
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def write_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table in Markdown, its columns in line."""
    cells = [list(map(str, heads)), *([str(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in cells]
    rule = "|" + "|".join("-" * (w + 2) for w in widths) + "|"
    return "\n".join(["", f"### {title}", "", lines[0], rule, *lines[1:]])


def tell_load() -> str:
    """Date, processors, and how many programs wanted one in the last minutes: what the figures stand beside."""
    one, five, _fifteen = os.getloadavg()
    clock = "processor time" if counts_processor() else "time by the clock"
    told = f"{time.strftime('%Y-%m-%d %H:%M')}, {os.cpu_count()} processors, load {one:.1f} (five minutes: {five:.1f})"
    return f"{told}, {clock}"
