"""A page with two articles, as the importer would leave it: all people, places and figures are invented."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

from articles.models import Article, ArticleSpan, FurnitureSpan, Issue, Newspaper, Page
from metrics.models import Indicator, Metric
from people.models import Mention, MentionSpan, Person

TEXT = """青岭日报 2022年3月8日 星期二
青岭春灌全面展开
本报讯（记者 苏见禾 通讯员 陆远）
眼下正值春灌时节，青岭县水利局局长方
敬亭介绍，全县已浇灌小麦64.2％，比上年
多出4.60万亩。
热线电话
集市开街
三月二日，东门集市开街。
"""


def make_page(text: str = TEXT, dated: bool = True, number: int = 1) -> Page:
    """A page of an invented paper, without its articles."""
    paper, _ = Newspaper.objects.get_or_create(code="qlrb", defaults={"name": "青岭日报", "place": "青岭县"})
    issue = Issue.objects.get_or_create(newspaper=paper, date=date(2022, 3, 7 + number))[0] if dated else None
    public_id = f"qlrb-202203{7 + number:02}-p01" if dated else f"x-undated-p01-{number}"
    page = Page(
        public_id=public_id,
        sha256=hashlib.sha256(f"{number}{text}".encode()).hexdigest(),
        text=text,
        source_name=f"page{number}.txt",
        encoding="utf-8",
        issue=issue,
        label="1",
        newspaper_as_read="青岭日报",
        newspaper_basis="报头",
        date_as_read="2022-03-08",
        date_basis="报头",
        characters=len(text),
        unassigned=len(text),
    )
    page.save_without_historical_record()
    return page


def place(text: str, wanted: str) -> tuple[int, int]:
    start = text.index(wanted)
    return start, start + len(wanted)


def write(row: Any, fields: tuple[str, ...]) -> None:
    """Remember what stands as written by the importer, as an import would."""
    row.written = {name: row.curated_value(name) for name in fields}
    row.reading = dict(row.written)
    row.save_without_historical_record()


def make_article(page: Page, number: int, parts: list[tuple[str, str]], **fields: Any) -> Article:
    article = Article(page=page, number=number, position=number, public_id=f"{page.public_id}-a{number:02}", **fields)
    article.save_without_historical_record()
    for ordinal, (part, wanted) in enumerate(parts):
        start, end = place(page.text, wanted)
        ArticleSpan.objects.create(article=article, ordinal=ordinal, part=part, start=start, end=end)
    write(article, Article.curated_fields)
    return article


def make_story(page: Page) -> Article:
    """The first article of TEXT, with its people and figures."""
    byline = "本报讯（记者 苏见禾 通讯员 陆远）"
    body = page.text[page.text.index("眼下") : page.text.index("热线")]
    article = make_article(
        page,
        1,
        [("headline", "青岭春灌全面展开\n"), ("byline", byline + "\n"), ("body", body)],
        headline="青岭春灌全面展开",
        standfirsts=["全县浇灌过半", "水利局到田头"],
        byline=byline,
        body="眼下正值春灌时节，青岭县水利局局长方敬亭介绍，全县已浇灌小麦64.2％。\n比上年多出4.60万亩。",
    )
    make_mention(article, 1, "苏见禾", "reporter", [place(page.text, "苏见禾")])
    start = page.text.index("方\n敬亭")
    make_mention(article, 2, "方敬亭", "subject", [(start, start + 4)], title="局长", organization="青岭县水利局")
    make_metric(article, 1, "64.2％", Decimal("64.2"), "%", "浇灌小麦")
    make_metric(article, 2, "4.60万亩", Decimal("46000"), "亩", "多浇")
    return article


def make_brief(page: Page) -> Article:
    """The second article of TEXT."""
    return make_article(
        page,
        2,
        [("headline", "集市开街\n"), ("body", "三月二日，东门集市开街。\n")],
        headline="集市开街",
        body="三月二日，东门集市开街。",
        kind="brief",
    )


def make_furniture(page: Page) -> None:
    for wanted in ("青岭日报 2022年3月8日 星期二\n", "热线电话\n"):
        start, end = place(page.text, wanted)
        FurnitureSpan.objects.create(page=page, start=start, end=end)


def make_mention(article: Article, number: int, name: str, role: str, spans: Any, **fields: Any) -> Mention:
    person = Person(public_id=f"t{article.pk}-{number}", name=name)
    person.save_without_historical_record()
    mention = Mention(
        article=article,
        number=number,
        public_id=f"{article.public_id}-m{number:02}",
        name=name,
        role=role,
        person=person,
        match="new",
        **fields,
    )
    mention.save_without_historical_record()
    for start, end in spans:
        MentionSpan.objects.create(mention=mention, start=start, end=end)
    write(mention, Mention.curated_fields)
    return mention


def make_metric(article: Article, number: int, text: str, value: Decimal, unit: str, phrase: str) -> Metric:
    indicator, _ = Indicator.objects.get_or_create(
        code=f"t{number}", defaults={"name": f"{phrase}（指标）" if number < 3 else f"{phrase}（指标{number}）"}
    )
    start, end = place(article.page.text, text)
    metric = Metric(
        article=article,
        number=number,
        public_id=f"{article.public_id}-f{number:03}",
        text=text,
        value=value,
        unit=unit,
        phrase=phrase,
        indicator=indicator,
        start=start,
        end=end,
    )
    metric.save_without_historical_record()
    metric.refresh_from_db()
    write(metric, Metric.curated_fields)
    return metric


def make_archive(pages: int = 1) -> Article:
    """Pages with all their rows; the first page's story comes back."""
    stories = []
    for number in range(1, pages + 1):
        page = make_page(number=number)
        stories.append(make_story(page))
        make_brief(page)
        make_furniture(page)
        Article.objects.filter(page=page)
        page.next_number = 3
        page.save_without_historical_record()
    Article.objects.update(next_mention_number=3, next_metric_number=3)
    return stories[0]
