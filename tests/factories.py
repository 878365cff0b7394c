"""Pages, readings and rows for tests, all invented.

A page's text is laid out once; readings of it are built by hand from what stands in it, so that a test decides what
"the reader" says, this time and the next.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from decimal import Decimal

from articles.extraction.types import ArticleDraft, ArticleKind, BlockKind, Given, IssueFacts, Layout, Part
from articles.models import Article, ImportRun, Issue, Newspaper, Page
from articles.text.spans import MappedText, Span, subtract_spans
from metrics.extraction.types import MetricDraft
from newsarchive.importer.pipeline import READER_VERSION
from newsarchive.importer.store import save_page
from newsarchive.importer.types import ArticleReading, PageReading, SourcePage
from people.extraction.types import MentionDraft, Role

PAPER = "清河晚报"
DAY = "2019-03-14"
NOTHING_GIVEN = Given()


@dataclass(frozen=True)
class Named:
    """A person as a story names them, at every place of the name or at one `at` more of its text."""

    name: str
    role: Role = Role.SUBJECT
    title: str | None = None
    organization: str | None = None
    partial: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure as a story prints it."""

    text: str
    value: str
    unit: str | None = None
    indicator: str | None = None
    period: str | None = None
    value_max: str | None = None


@dataclass(frozen=True)
class Story:
    """A story as it stands on the page, headline above body, and what was found in it."""

    headline: str
    body: str
    named: tuple[Named, ...] = ()
    figures: tuple[Figure, ...] = ()
    byline: str = ""
    kind: ArticleKind = ArticleKind.NEWS
    why: str = "a headline above its body"


BRIDGE = Story(
    "青石桥本月通车",
    "青石桥全长360米，总投资1.2亿元，桥面宽24米。市交通局局长高大川介绍，大桥通车后两岸往来只需5分钟。",
    (Named("高大川", title="局长", organization="市交通局"), Named("严小禾", Role.REPORTER)),
    (
        Figure("360米", "360", "米", "全长"),
        Figure("1.2亿元", "120000000", "元", "总投资"),
        Figure("24米", "24", "米", "桥面宽"),
    ),
    byline="本报记者 严小禾",
)
HARVEST = Story(
    "白杨镇苹果丰收",
    "白杨镇今年苹果产量达8.93万吨，同比增长11.9%。果农钱有余说，今年价格也好。",
    (Named("钱有余"), Named("严小禾", Role.REPORTER)),
    (Figure("8.93万吨", "89300", "吨", "苹果产量", "2019"), Figure("11.9%", "11.9", "%", "苹果产量")),
    byline="本报记者 严小禾",
)
CHESS = Story("少年棋手夺冠", "昨日，十二岁的柳青青在全省少年象棋赛上夺冠。", (Named("柳青青"),))
STORIES = (BRIDGE, HARVEST, CHESS)


def lay_out_page(*stories: Story, head: str = f"{PAPER}　2019年3月14日　第3版", foot: str = "热线 000-1234") -> str:
    """The text of a page: its head, the stories with an empty line between, a stray line, its foot."""
    pieces = [head, *("\n".join(filter(None, (s.headline, s.byline, s.body))) for s in stories), "（图见下）", foot]
    return "\n\n".join(pieces) + "\n"


def read_stories(
    text: str,
    *stories: Story,
    facts: IssueFacts | None = None,
    given: Given = NOTHING_GIVEN,
    name: str = "page.txt",
    furniture: tuple[Span, ...] | None = None,
) -> PageReading:
    """A reading of the page that finds these stories in it, and nothing else."""
    articles = tuple(read_story(text, story) for story in stories)
    if furniture is None:
        foot = text.find("热线")
        furniture = (Span(0, text.find("\n")), *([Span(foot, len(text))] if foot >= 0 else []))
    taken = [*furniture, *(span for article in articles for span in article.draft.spans)]
    layout = Layout(
        (), tuple(article.draft for article in articles), furniture, subtract_spans([(0, len(text))], taken)
    )
    facts = facts or IssueFacts(PAPER, "named in the page's head", DAY, "printed in the page's head", page_label="3")
    return PageReading(make_source(text, given, name), layout, facts, articles)


def make_source(text: str, given: Given = NOTHING_GIVEN, name: str = "page.txt") -> SourcePage:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return SourcePage(name, text, sha256, "utf-8", given)


def read_story(text: str, story: Story) -> ArticleReading:
    """One story with its people and figures, found where the page prints them. The story must stand on the page."""
    pieces = [
        (BlockKind.HEADLINE, story.headline),
        (BlockKind.BYLINE, story.byline),
        (BlockKind.BODY, story.body),
    ]
    parts, place = [], text.index(story.headline or story.byline or story.body)
    for kind, piece in pieces:
        if piece:
            start = text.index(piece, place)
            place = start + len(piece)
            parts.append(Part(kind, Span(start, place)))
    draft = ArticleDraft(
        story.kind,
        next((printed(text, part.span) for part in parts if part.kind == BlockKind.BODY), MappedText("", ())),
        tuple(parts),
        headline=next((printed(text, part.span) for part in parts if part.kind == BlockKind.HEADLINE), None),
        byline=next((printed(text, part.span) for part in parts if part.kind == BlockKind.BYLINE), None),
        why=story.why,
    )
    bounds = Span(min(span.start for span in draft.spans), max(span.end for span in draft.spans))
    mentions = tuple(
        MentionDraft(each.name, each.role, places(text, each.name, bounds), each.title, each.organization, each.partial)
        for each in story.named
    )
    metrics = tuple(
        MetricDraft(
            each.text,
            places(text, each.text, bounds)[0],
            Decimal(each.value),
            value_max=Decimal(each.value_max) if each.value_max else None,
            unit=each.unit,
            indicator=each.indicator,
            period=each.period,
        )
        for each in story.figures
    )
    return ArticleReading(draft, mentions, metrics)


def printed(text: str, span: Span) -> MappedText:
    return MappedText(text[span.start : span.end], tuple(range(*span)))


def places(text: str, wanted: str, bounds: Span) -> tuple[Span, ...]:
    found, start = [], text.find(wanted, bounds.start, bounds.end)
    while start >= 0:
        found.append(Span(start, start + len(wanted)))
        start = text.find(wanted, start + 1, bounds.end)
    assert found, f"{wanted} is not printed in the story"
    return tuple(found)


def merge_stories(one: Story, other: Story) -> Story:
    """Both as one story, with everything between them: what a reader says that missed the second headline."""
    return replace(
        one,
        body=one.body + "\n\n" + "\n".join(filter(None, (other.headline, other.byline, other.body))),
        named=tuple(dict.fromkeys((*one.named, *other.named))),
        figures=(*one.figures, *other.figures),
    )


@dataclass
class Imported:
    """A page of the archive as its rows."""

    page: Page
    articles: list[Article] = field(default_factory=list)


def import_stories(*stories: Story, text: str | None = None, run: ImportRun | None = None, **reading) -> Page:
    """Lay out a page with the stories, import it, and give back its row."""
    text = text or lay_out_page(*stories)
    outcome = save_page(read_stories(text, *stories, **reading), run)
    return Page.objects.get(pk=outcome.pk)


def make_run(**fields) -> ImportRun:
    return ImportRun.objects.create(reader_version=READER_VERSION, **fields)


def make_newspaper(name: str = PAPER, code: str = "qhwb", place: str = "清河市") -> Newspaper:
    return Newspaper.objects.create(name=name, code=code, place=place)


def make_issue(newspaper: Newspaper | None = None, day: str = DAY, edition: str = "") -> Issue:
    return Issue.objects.create(newspaper=newspaper or make_newspaper(), date=day, edition=edition)


def dump_archive_rows() -> dict[str, list[tuple]]:
    """All that an import decides, in an order of its own: equal for two archives that hold the same."""
    from metrics.models import Metric
    from people.models import Mention, Person

    return {
        "newspapers": sorted(Newspaper.objects.values_list("code", "name")),
        "issues": sorted(Issue.objects.values_list("newspaper__code", "date", "edition", "number")),
        "pages": sorted(
            Page.objects.values_list(
                "public_id", "sha256", "issue__date", "status", "in_articles", "in_furniture", "unassigned", "terms"
            )
        ),
        "articles": sorted(
            Article.objects.values_list(
                "public_id", "status", "position", "kind", "headline", "byline", "body", "terms"
            )
        ),
        "spans": sorted(Article.objects.values_list("public_id", "spans__part", "spans__start", "spans__end")),
        "people": sorted(Person.objects.values_list("public_id", "name", "status")),
        "mentions": sorted(
            Mention.objects.values_list("public_id", "status", "name", "role", "title", "person__public_id", "match")
        ),
        "metrics": sorted(
            Metric.objects.values_list("public_id", "status", "text", "value", "unit", "phrase", "start", "end")
        ),
    }
