"""How far a run is, on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def show_progress(total: int, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A bar on standard error while the block runs. What it gives is called with each file's name, before the file."""
    if quiet or total < 2 or not sys.stderr.isatty():
        yield lambda name: None
        return
    columns = (TextColumn("{task.percentage:>3.0f}%"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.description}", markup=False), console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=total)
        begun = 0

        def advance(name: str) -> None:
            nonlocal begun
            bar.update(task, completed=begun, description=name[-40:])
            begun += 1

        yield advance
        bar.update(task, completed=begun, description="")
