"""What happened in a run: counted page by page, said in words or as JSON. Nothing here reads or stores anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from articles.text.spans import count_characters
from newsarchive.importer.sources import Unreadable
from newsarchive.importer.types import PageReading

CREATED, UPDATED, UNCHANGED = "created", "updated", "unchanged"
OUTCOMES = {CREATED: "new", UPDATED: "changed", UNCHANGED: "unchanged"}
SHOWN = 10  # of a long list of pages, so many are named in words; JSON names all


@dataclass(frozen=True, slots=True)
class PageResult:
    """What became of one page. `pk` is its key in the archive, None where it is not there (yet).

    `changes` counts rows created, updated, withdrawn and kept, by kind of row; `edits` are the fields left alone
    because an editor had changed them. `waits` is set where nobody knows yet which issue the page is of.
    """

    name: str
    outcome: str
    pk: int | None = None
    public_id: str = ""
    articles: int = 0
    people: int = 0
    figures: int = 0
    in_articles: int = 0
    in_furniture: int = 0
    unassigned: int = 0
    newspaper: str | None = None
    date: str | None = None
    waits: bool = False
    changes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    edits: tuple[Mapping[str, Any], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def edits_kept(self) -> int:
        return len(self.edits)

    @property
    def conflicts(self) -> int:
        return sum(edit["conflict"] for edit in self.edits)

    @property
    def not_told(self) -> str:
        """What the page does not tell of its issue: 'no newspaper and no date', 'no full date'."""
        wanting = []
        if not self.newspaper:
            wanting.append("no newspaper")
        if not is_full_date(self.date):
            wanting.append(f"no full date, only {self.date}" if self.date else "no date")
        return " and ".join(wanting) or "its newspaper is not sure"


def is_full_date(date: str | None) -> bool:
    """Whether the date names a day: 2021-02-05, not 2021-02 or --02-05."""
    return date is not None and len(date) == len("2021-02-05")


def result_of_reading(reading: PageReading) -> PageResult:
    """What a reading would bring to an archive that has nothing of it."""
    layout, issue = reading.layout, reading.issue
    return PageResult(
        reading.source.name,
        CREATED,
        articles=len(reading.articles),
        people=sum(len(article.mentions) for article in reading.articles),
        figures=sum(len(article.metrics) for article in reading.articles),
        in_articles=count_characters(span for article in layout.articles for span in article.spans),
        in_furniture=count_characters(layout.furniture),
        unassigned=count_characters(layout.unassigned),
        newspaper=issue.newspaper,
        date=issue.date,
        waits=not (issue.newspaper and is_full_date(issue.date)),
        warnings=source_warnings(reading),
    )


def source_warnings(reading: PageReading) -> tuple[str, ...]:
    """The reading's warnings, with those of the file's decoding before them."""
    damaged = reading.source.replaced
    own = (f"damaged bytes replaced: {damaged}",) if damaged else ()
    return own + reading.warnings


@dataclass
class Report:
    """The run so far."""

    dry_run: bool = False
    asked_archive: bool = True
    reader_version: str = ""
    run: int | None = None
    pages: list[PageResult] = field(default_factory=list)
    failed: list[Unreadable] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    hidden: int = 0
    files: int = 0
    seconds: float = 0.0
    interrupted: bool = False

    def counts(self) -> dict[str, int]:
        """The run in numbers: pages by outcome, what stands on them, edits kept, and the three sums."""
        named = {OUTCOMES[outcome]: 0 for outcome in OUTCOMES}
        for page in self.pages:
            named[OUTCOMES[page.outcome]] += 1
        sums = ("articles", "people", "figures", "edits_kept", "conflicts", "in_articles", "in_furniture", "unassigned")
        totals = {name: sum(getattr(page, name) for page in self.pages) for name in sums}
        characters = totals["in_articles"] + totals["in_furniture"] + totals["unassigned"]
        waiting = sum(page.waits for page in self.pages)
        return {"pages": len(self.pages), **named, "failed": len(self.failed), **totals, "characters": characters,
                "waiting": waiting}  # fmt: skip

    def as_json(self) -> dict[str, object]:
        """All of it, page by page."""
        return {
            "run": self.run,
            "dry_run": self.dry_run,
            "reader_version": self.reader_version,
            "seconds": round(self.seconds, 3),
            "interrupted": self.interrupted,
            "counts": self.counts(),
            "pages": [{name: value for name, value in asdict(page).items() if name != "pk"} for page in self.pages],
            "failed": [asdict(failure) for failure in self.failed],
            "warnings": list(self.warnings),
        }

    def lines(self) -> Iterator[str]:
        """The report for people."""
        counts = self.counts()
        yield from self.head_lines(counts)
        if self.dry_run and self.asked_archive:
            yield from self.change_lines()
        yield from self.edit_lines(counts)
        yield from self.failure_lines()
        yield from self.waiting_lines()
        yield from self.warning_lines()
        if self.interrupted:
            yield ""
            yield f"Interrupted after {len(self.pages) + len(self.failed):,} of {self.files:,} files."
            if not self.dry_run:
                yield "What is counted above is stored. Run the same command again: it goes on where this one stopped."

    def head_lines(self, counts: Mapping[str, int]) -> Iterator[str]:
        """Pages, what is on them, and the three sums."""
        if not self.asked_archive:
            yield "Read without the archive; nothing was stored."
        elif self.dry_run:
            yield "A dry run: nothing was stored. So it would be:"
        elif self.run is not None:
            yield f"Run {self.run}, reader {self.reader_version}, {self.seconds:.1f} s."
        if not self.files:
            yield "No files were found there."
        yield (
            f"Pages: {counts['pages']:,} read, {counts['failed']:,} failed."
            if not self.asked_archive
            else (
                f"Pages: {counts['new']:,} new, {counts['changed']:,} changed, {counts['unchanged']:,} unchanged, "
                f"{counts['failed']:,} failed."
            )
        )
        on_them = f"{counts['articles']:,} articles, {counts['people']:,} people named, {counts['figures']:,} figures"
        yield f"On them: {on_them}."
        yield (
            f"Characters: {counts['characters']:,} = {counts['in_articles']:,} in articles + "
            f"{counts['in_furniture']:,} furniture + {counts['unassigned']:,} unassigned."
        )
        if self.hidden:
            yield f"Passed by: {plural(self.hidden, 'hidden file or folder', 'hidden files and folders')}."

    def change_lines(self) -> Iterator[str]:
        """For a dry run: each page that would change, and how."""
        for page in self.pages:
            if page.outcome == UNCHANGED:
                continue
            changes = [
                f"{count} {kind} {what}"
                for kind, counted in page.changes.items()
                for what, count in counted.items()
                if count
            ]
            yield f"  {page.name}: {OUTCOMES[page.outcome]}" + (f" ({', '.join(changes)})" if changes else "")

    def edit_lines(self, counts: Mapping[str, int]) -> Iterator[str]:
        """How many corrections of editors stand against the reading, and those where the reading is news."""
        if not counts["edits_kept"]:
            return
        yield f"Edits kept: {counts['edits_kept']:,}. Of these now read otherwise than before: {counts['conflicts']:,}."
        news = [edit for page in self.pages for edit in page.edits if edit["conflict"]]
        yield from shorten_list([f"{edit['row']}: {edit['field']} is now read {edit['reading']!r}" for edit in news])

    def failure_lines(self) -> Iterator[str]:
        """Each file that could not be read, by name, with its reason."""
        if self.failed:
            yield ""
            yield "Failed:"
        for failure in self.failed:
            yield f"  {failure.name}: {failure.reason}"

    def waiting_lines(self) -> Iterator[str]:
        """The pages without paper or day, and what to do about them."""
        waiting = [page for page in self.pages if page.waits]
        if not waiting:
            return
        yield ""
        yield f"Waiting for an editor: {plural(len(waiting), 'page does', 'pages do')} not tell newspaper or full date."
        yield from shorten_list([f"{page.name}: {page.not_told}" for page in waiting])
        yield "  Where you know them, import again with --newspaper and --date, --name-pattern or --manifest;"
        yield "  or set the issue in the admin, under Pages."

    def warning_lines(self) -> Iterator[str]:
        """Warnings, the same ones of several pages together."""
        if self.warnings:
            yield ""
        yield from self.warnings
        grouped: dict[str, list[str]] = {}
        for page in self.pages:
            for warning in page.warnings:
                kind, _, rest = warning.partition(": ")
                grouped.setdefault(kind, []).append(f"{page.name}: {rest}" if rest else page.name)
        if grouped:
            yield ""
            yield "Warnings:"
        for kind, places in grouped.items():
            yield f" {kind} ({len(places)})"
            yield from shorten_list(places)


def shorten_list(lines: Sequence[str]) -> Iterator[str]:
    """The first few lines, set in, and how many more there are."""
    for line in lines[:SHOWN]:
        yield f"  {line}"
    if len(lines) > SHOWN:
        yield f"  ... and {len(lines) - SHOWN:,} more; --format json names all."


def plural(count: int, one: str, many: str) -> str:
    """'1 page does', '2 pages do'."""
    return f"{count:,} {one if count == 1 else many}"
