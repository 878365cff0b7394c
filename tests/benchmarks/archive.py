"""An archive of any size for the benchmarks: invented papers, people and figures, words as frequent as in real text.

    DATABASE_URL=... python -m tests.benchmarks.archive --articles 10000

Words are drawn by the frequencies of jieba's dictionary, so that some stand in half of the articles and others in a
few: search costs what it costs on print. The same size gives the same archive. Every span leads to the characters it
names, as an import would have it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import accumulate
from typing import Any

import django
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

ARTICLES_A_PAGE = 10
METRICS_AN_ARTICLE = 10
MENTIONS_AN_ARTICLE = 2
ARTICLES_A_PERSON = 2
PAGES_A_DAY = 2
WORDS_A_BODY = 150  # some 250 characters
BATCH = 2_000  # articles held in memory at once, with all that hangs on them
FIRST_DAY = date(1990, 1, 1)

PAPERS = {
    "lxrb": ("柳溪日报", "柳溪县"),
    "sqwb": ("石桥晚报", "石桥市"),
    "slcb": ("松岭晨报", "松岭市"),
    "ybxw": ("云埠新闻", "云埠区"),
}
MEASURES = {
    "grain": ("粮食产量", "吨"),
    "invested": ("总投资", "元"),
    "pm25mean": ("PM2.5平均浓度", "微克/立方米"),
    "planted": ("造林面积", "亩"),
    "visitors": ("游客人次", "人次"),
    "roads": ("公路里程", "公里"),
    "gooddays": ("优良天数", "天"),
    "enrolled": ("招生人数", "人"),
}
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹柏水窦章云苏潘葛范彭郎"
GIVEN = "明华文建海春晓志永国立新德玉秀云雨思若景知禾川松柏青林山"
POSTS = ("局长", "副县长", "镇长", "校长", "院长", "书记", "主任", "合作社负责人")


@dataclass
class Story:
    """One article's print. `people` are (number, name, title, offset), `figures` (measure, value, text, offset)."""

    headline: str
    byline: str
    body: str
    people: list[tuple[int, str, str, int]]
    figures: list[tuple[str, Decimal, str, int]]

    @property
    def text(self) -> str:
        return f"{self.headline}\n{self.byline}{self.body}\n"

    @property
    def body_at(self) -> int:
        return len(self.headline) + 1 + len(self.byline)


@cache
def known_words() -> tuple[list[str], list[int]]:
    """Words of jieba's dictionary, and the running sums of how often they were counted."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    counted = [(word, n) for word, n in jieba.dt.FREQ.items() if n and all("一" <= c <= "鿿" for c in word)]
    return [word for word, _n in counted], list(accumulate(n for _word, n in counted))


def name_of(number: int) -> str:
    """The name of the person with this number; in a large archive a few persons share one."""
    rng = random.Random(number)
    return rng.choice(SURNAMES) + "".join(rng.choices(GIVEN, k=rng.choice((1, 2, 2, 2))))


def make_story(rng: random.Random, people: int) -> Story:
    """A story of drawn words with two of `people` persons and `METRICS_AN_ARTICLE` figures printed in it."""
    words, sums = known_words()
    drawn = iter(rng.choices(words, cum_weights=sums, k=WORDS_A_BODY + 7))
    # Squared, so that some people are named in hundreds of articles and most in one or two.
    reporter, subject = (int(people * rng.random() ** 2) for _ in range(2))
    headline = "".join(next(drawn) for _ in range(7))
    byline = f"本报讯（记者 {name_of(reporter)}）"
    story = Story(headline, byline, "", [(reporter, name_of(reporter), "", len(headline) + 1 + 7)], [])
    for number in range(METRICS_AN_ARTICLE):
        measure = rng.choice(list(MEASURES))
        phrase, unit = MEASURES[measure]
        value = Decimal(rng.randint(1, 99_999)) / rng.choice((1, 1, 10))
        story.body += "".join(next(drawn) for _ in range(WORDS_A_BODY // METRICS_AN_ARTICLE)) + phrase
        story.figures.append((measure, value, f"{value}{unit}", story.body_at + len(story.body)))
        story.body += f"{value}{unit}。"
        if number == 0:
            post = rng.choice(POSTS)
            story.people.append((subject, name_of(subject), post, story.body_at + len(story.body) + len(post)))
            story.body += f"{post}{name_of(subject)}说，"
    return story


# From stories to rows ------------------------------------------------------------------------------------------------


@dataclass
class Known:
    """The rows that all pages share."""

    issues: list[Any]
    people: int
    indicators: dict[str, Any]


@dataclass
class Rows:
    """Rows by table, the tables in the order in which they are to be stored."""

    tables: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        self.tables.setdefault(type(row), []).append(row)
        return row


def make_known(articles: int) -> tuple[Known, Rows]:
    """Papers, issues, people and indicators for so many articles."""
    from articles.models import Issue, Newspaper
    from metrics.models import Indicator
    from people.models import Person

    rows = Rows()
    papers = [
        rows.add(Newspaper(pk=key, code=code, name=name, place=place))
        for key, (code, (name, place)) in enumerate(PAPERS.items(), start=1)
    ]
    pages = -(-articles // ARTICLES_A_PAGE)
    issues = [
        rows.add(
            Issue(
                pk=number + 1,
                newspaper=papers[number % len(papers)],
                date=FIRST_DAY + timedelta(days=number // len(papers)),
            )
        )
        for number in range(-(-pages // PAGES_A_DAY))
    ]
    indicators = {
        code: rows.add(Indicator(pk=key, code=code, name=name, unit=unit))
        for key, (code, (name, unit)) in enumerate(MEASURES.items(), start=1)
    }
    people = max(articles // ARTICLES_A_PERSON, 1)
    for number in range(people):
        rows.add(Person(pk=number + 1, public_id=f"p{number + 1}", name=name_of(number)))
    return Known(issues, people, indicators), rows


def make_batches(articles: int, known: Known) -> Iterator[Rows]:
    """The rows of `articles` articles and their pages, some `BATCH` articles at a time."""
    rng = random.Random(articles)
    rows, key = Rows(), 0
    while key < articles:
        stories = [make_story(rng, known.people) for _ in range(min(ARTICLES_A_PAGE, articles - key))]
        add_page(rows, key // ARTICLES_A_PAGE + 1, key + 1, stories, known)
        key += len(stories)
        if key % BATCH == 0 or key == articles:
            yield rows
            rows = Rows()


def add_page(rows: Rows, number: int, first: int, stories: Sequence[Story], known: Known) -> None:
    """One page with its stories. Keys are given out here, so that rows can name each other before they are stored."""
    from articles.models import FurnitureSpan, Page
    from articles.public_ids import page_ids
    from articles.search import terms_of

    issue = known.issues[(number - 1) // PAGES_A_DAY]
    label = str((number - 1) % PAGES_A_DAY + 1)
    head = f"{issue.newspaper.name} {issue.date:%Y年%m月%d日} 第{label}版 编号{number}\n"
    text = head + "".join(story.text for story in stories)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    page = Page(
        pk=number,
        public_id=page_ids(issue.newspaper.code, issue.date, "", label, sha256)[0],
        sha256=sha256,
        text=text,
        source_name=f"page-{number}.txt",
        encoding="utf-8",
        issue=issue,
        label=label,
        characters=len(text),
        in_articles=len(text) - len(head),
        in_furniture=len(head),
        next_number=len(stories) + 1,
    )
    page.terms = terms_of(page)
    rows.add(page)
    rows.add(FurnitureSpan(page=page, start=0, end=len(head)))
    start = len(head)
    for order, story in enumerate(stories, start=1):
        add_article(rows, page, order, first + order - 1, start, story, known)
        start += len(story.text)


def add_article(rows: Rows, page: Any, number: int, key: int, start: int, story: Story, known: Known) -> None:
    """One article that begins at `start` of its page, with its people and figures."""
    from articles.models import Article, ArticleSpan
    from articles.public_ids import article_id, mention_id, metric_id
    from articles.search import terms_of
    from metrics.models import Metric
    from people.models import Mention, MentionSpan

    body_at = start + story.body_at
    article = Article(
        pk=key,
        public_id=article_id(page.public_id, number),
        page=page,
        number=number,
        position=number,
        headline=story.headline,
        byline=story.byline,
        body=story.body,
        body_map=[[0, body_at, len(story.body)]],
        confidence=0.9,
        next_mention_number=len(story.people) + 1,
        next_metric_number=len(story.figures) + 1,
        status="confirmed" if key % 3 == 0 else "unreviewed",
    )
    article.terms = terms_of(article)
    rows.add(article)
    headline_end = start + len(story.headline) + 1
    parts = (("headline", start, headline_end), ("byline", headline_end, body_at))
    for ordinal, (part, begin, end) in enumerate((*parts, ("body", body_at, start + len(story.text)))):
        rows.add(ArticleSpan(article=article, ordinal=ordinal, part=part, start=begin, end=end))
    for order, (person, name, title, offset) in enumerate(story.people, start=1):
        mention = rows.add(
            Mention(
                pk=MENTIONS_AN_ARTICLE * (key - 1) + order,
                public_id=mention_id(article.public_id, order),
                article=article,
                number=order,
                name=name,
                role="reporter" if order == 1 else "subject",
                title=title,
                person_id=person + 1,
                match="linked",
                confidence=0.95,
            )
        )
        rows.add(MentionSpan(mention=mention, start=start + offset, end=start + offset + len(name)))
    for order, (measure, value, printed, offset) in enumerate(story.figures, start=1):
        indicator = known.indicators[measure]
        rows.add(
            Metric(
                public_id=metric_id(article.public_id, order),
                article=article,
                number=order,
                text=printed,
                value=value,
                unit=indicator.unit,
                phrase=indicator.name,
                indicator=indicator,
                period=str(page.issue.date.year),
                place=page.issue.newspaper.place,
                start=start + offset,
                end=start + offset + len(printed),
                confidence=0.9,
            )
        )


# Rows into the database ----------------------------------------------------------------------------------------------


def store(rows: Rows) -> None:
    """Write the rows the fastest way the database has: COPY on PostgreSQL, one prepared statement on SQLite."""
    database = connections[DEFAULT_DB_ALIAS]  # not the proxy, which asks anew for each of some fifty million values
    with transaction.atomic():
        for model, each in rows.tables.items():
            columns = [f for f in model._meta.concrete_fields if not (f.primary_key and each[0].pk is None)]
            names = ", ".join(connection.ops.quote_name(f.column) for f in columns)
            values = ([f.get_db_prep_save(f.pre_save(row, True), database) for f in columns] for row in each)
            table = connection.ops.quote_name(model._meta.db_table)
            with connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                        for row in values:
                            copy.write_row(row)
                else:
                    marks = ", ".join(["%s"] * len(columns))
                    cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values))


def fill(articles: int, tell: Callable[[str], None] = print) -> None:
    """Fill an empty, migrated database with an archive of `articles` articles, indexes and statistics included."""
    from django.core.management.color import no_style

    from articles.models import Article, Page
    from articles.search import install
    from articles.statistics import renew_statistics

    begun = time.perf_counter()
    drop_search_indexes()
    known, rows = make_known(articles)
    store(rows)
    done = 0
    for rows in make_batches(articles, known):
        store(rows)
        done += len(rows.tables[Article])
        tell(f"{done:,} of {articles:,} articles, {time.perf_counter() - begun:.0f} s")
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [*rows.tables, *make_known(1)[1].tables]):
            cursor.execute(sql)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET maintenance_work_mem = '1GB'")  # with the 64 MB it has, the index takes hours
    install()
    renew_statistics()  # as an import leaves them
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    tell(f"{Article.objects.count():,} articles on {Page.objects.count():,} pages, {time.perf_counter() - begun:.0f} s")


def drop_search_indexes() -> None:
    """An index is quicker made at the end than kept in step row by row; `install` makes them again."""
    with connection.cursor() as cursor:
        for table in ("articles_article", "articles_page"):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP INDEX IF EXISTS {table}_search, {table}_headline")
            else:
                for name in ("inserted", "deleted", "updated"):
                    for index in ("search", "headline"):
                        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{index}_{name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000, help="how many (default: 10000)")
    parser.add_argument("--if-missing", action="store_true", help="leave an archive alone that is there and complete")
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    from django.core.management import call_command

    from articles.models import Article
    from articles.search import is_index_sound

    call_command("migrate", verbosity=0)
    if arguments.if_missing and Article.objects.exists() and is_index_sound():
        return
    if Article.objects.exists():
        parser.error("this database holds articles already; name an empty one with DATABASE_URL")
    fill(arguments.articles)


if __name__ == "__main__":
    main()
