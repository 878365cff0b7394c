"""A reading in words: block by block what each was taken for, and why.

The first thing to look at when a rule misfires. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from articles.extraction.types import Block, BlockKind, IssueFacts
from articles.text.spans import count_characters
from metrics.extraction.types import MetricDraft
from newsarchive.importer.types import ArticleReading, PageReading
from people.extraction.types import MentionDraft

STYLES = {
    BlockKind.HEADLINE: "bold magenta",
    BlockKind.KICKER: "magenta",
    BlockKind.STANDFIRST: "magenta",
    BlockKind.CROSSHEAD: "magenta",
    BlockKind.BYLINE: "cyan",
    BlockKind.BODY: "green",
    BlockKind.CAPTION: "blue",
    BlockKind.FURNITURE: "dim",
    BlockKind.UNASSIGNED: "bold red",
}
EXCERPT = 36  # characters of a block that are shown, so that a line holds them
SURE = 0.8  # what is said with less confidence is shown in another colour


def explain_reading(reading: PageReading) -> Iterator[Text]:
    """The whole reading, a line at a time."""
    source = reading.source
    yield Text.assemble((source.name, "bold"), f"  {source.encoding}, {len(source.text):,} characters")
    if source.replaced:
        yield Text(f"  {source.replaced} damaged bytes were replaced", "yellow")
    yield from explain_issue(reading.issue)
    yield heading("Blocks, in page order")
    for block in reading.layout.blocks:
        yield from explain_block(block)
    for number, article in enumerate(reading.articles, 1):
        yield from explain_article(number, article)
    yield from explain_rest(reading)


def explain_issue(issue: IssueFacts) -> Iterator[Text]:
    """Paper, day and folio, each with what it rests on."""
    for name, value, basis in (
        ("newspaper", issue.newspaper, issue.newspaper_basis),
        ("date", issue.date, issue.date_basis),
        ("issue number", issue.issue_number, ""),
        ("edition", issue.edition, ""),
        ("page", issue.page_label, ""),
        ("section", issue.section, ""),
        ("全市 means", issue.home_place, ""),
    ):
        if value or basis:
            line = Text.assemble(f"  {name:<13}", (value or "not told", "bold" if value else "yellow"))
            yield line.append(f"  {basis}", "dim") if basis else line


def explain_block(block: Block) -> Iterator[Text]:
    """Where the block stands, what it is taken for, how surely and why; then how it begins."""
    first, last = block.lines[0].number, block.lines[-1].number
    where = f"line {first}" if first == last else f"lines {first}-{last}"
    story = f"article {block.story + 1}" if block.story is not None else ""
    yield Text.assemble(
        f"  {where:<14}",
        (f"{block.kind.value:<11}", STYLES[block.kind]),
        f"{story:<11}",
        confidence(block.confidence),
        f"  {block.why}",
    )
    text = " ".join(line.text.strip() for line in block.lines)
    yield Text(f"{'':16}{shorten(text)}", "dim")


def explain_article(number: int, article: ArticleReading) -> Iterator[Text]:
    """One article with its people and figures."""
    draft = article.draft
    headline = draft.headline.text if draft.headline else "(no headline)"
    yield heading(f"Article {number}: {headline}")
    yield Text.assemble(f"  {draft.kind.value}  ", confidence(draft.confidence), f"  {draft.why}")
    heads = (("kicker", draft.kicker), *(("standfirst", head) for head in draft.standfirsts))
    for name, head in (*heads, *(("crosshead", head) for head in draft.crossheads), ("byline", draft.byline)):
        if head:
            yield Text.assemble(f"  {name:<11}", (head.text, "cyan"))
    if draft.dateline_place or draft.dateline_date:
        yield Text(f"  {'dateline':<11}{draft.dateline_place or ''} {draft.dateline_date or ''}".rstrip())
    yield Text.assemble(f"  {'body':<11}", (f"{len(draft.body):,} characters: {shorten(draft.body.text)}", "dim"))
    for mention in article.mentions:
        yield explain_mention(mention)
    for metric in article.metrics:
        yield explain_metric(metric)


def explain_mention(mention: MentionDraft) -> Text:
    """A person: name, role, post, where first named, how surely and why."""
    post = " ".join(filter(None, (mention.organization, mention.title)))
    at = f"at {mention.spans[0].start}" if mention.spans else ""
    partial = " (only part of a name)" if mention.partial else ""
    return Text.assemble(
        f"  {mention.role.value:<14}",
        (mention.name, "bold"),
        f"{partial} {post} {at}  ",
        confidence(mention.confidence),
        f"  {mention.why}",
    )


def explain_metric(metric: MetricDraft) -> Text:
    """A figure: as printed, as understood, how surely and why."""
    value = format(metric.value, "f") + (f"..{format(metric.value_max, 'f')}" if metric.value_max is not None else "")
    marks = [mark.value for mark in (metric.change, metric.kind) if mark]
    marks += ["approximate"] * metric.approximate + ["rests on a repair"] * metric.repaired
    told = " | ".join(filter(None, (metric.indicator, metric.period, metric.place, *marks)))
    return Text.assemble(
        f"  {'figure':<14}",
        (metric.text, "bold"),
        f" = {value} {metric.unit or ''}  {told}  at {metric.span.start}  ",
        confidence(metric.confidence),
        f"  {metric.why}",
    )


def explain_rest(reading: PageReading) -> Iterator[Text]:
    """What is in no article, what was repaired, what to be warned of, and the three sums."""
    text, layout = reading.source.text, reading.layout
    unassigned = [span for span in layout.unassigned if text[span.start : span.end].strip()]
    if unassigned:
        yield heading("Unassigned")
    for span in unassigned:
        yield Text(f"  {span.start}-{span.end}  {shorten(text[span.start : span.end])}", "red")
    if layout.repairs:
        yield heading("Repaired")
    for repair in layout.repairs:
        printed = text[repair.span.start : repair.span.end]
        yield Text(f"  {repair.span.start}  {repair.kind}: {shorten(printed)} read as {shorten(repair.as_read)}")
    if reading.warnings:
        yield heading("Warnings")
    for warning in reading.warnings:
        yield Text(f"  {warning}", "yellow")
    sums = [count_characters(span for article in reading.articles for span in article.draft.spans)]
    sums += [count_characters(layout.furniture), count_characters(layout.unassigned)]
    yield Text()
    yield Text(
        f"{len(text):,} characters = {sums[0]:,} in articles + {sums[1]:,} furniture + {sums[2]:,} unassigned",
        "" if sum(sums) == len(text) else "bold red",
    )


def heading(text: str) -> Text:
    """A line that parts the sections."""
    return Text(f"\n{text}", "bold")


def confidence(value: float) -> tuple[str, str]:
    """How sure the reader is, and the colour of it."""
    return f"{value:.2f}", "" if value >= SURE else "yellow"


def shorten(text: str) -> str:
    """The text on one line, its middle left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT // 2]} … {line[-EXCERPT // 2 :]}"
