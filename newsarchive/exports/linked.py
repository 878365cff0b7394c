"""Records in vocabularies that others read: schema.org NewsArticle and Observation, IPTC ninjs 3.0.

`at(kind, id)` gives the address of a record. What is not known is left out; nothing is made up to fill a field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone

from articles.api_days import read_partial_date
from articles.curation import TOMBSTONES
from newsarchive.exports.citations import WRITERS

CONTEXT = "https://schema.org"
NINJS = {"name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"}
LANGUAGE = "zh"

Address = Callable[[str, str], str]
Record = dict[str, Any]


def known(record: Record) -> Record:
    """The record without what is empty."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def visible_mentions(article: Any) -> list[Any]:
    return sorted((m for m in article.mentions.all() if m.status not in TOMBSTONES), key=lambda m: m.number)


# schema.org ----------------------------------------------------------------------------------------------------------


def news_article(article: Any, at: Address) -> Record:
    """An article as a schema.org NewsArticle (https://schema.org/NewsArticle)."""
    page, issue = article.page, article.page.issue
    mentions = visible_mentions(article)
    return known(
        {
            "@type": "NewsArticle",
            "@id": at("articles", article.public_id),
            "identifier": article.public_id,
            "headline": article.headline,
            "alternativeHeadline": article.kicker,
            "abstract": "\n".join(article.standfirsts),
            "articleBody": article.body,
            "articleSection": page.section,
            "genre": article.kind,
            "inLanguage": LANGUAGE,
            "dateline": " ".join(filter(None, (article.dateline_place, article.dateline_date))),
            "datePublished": issue.date.isoformat() if issue else None,
            "printPage": page.label,
            "printEdition": issue.edition if issue else None,
            "creditText": article.byline,
            "author": [person(m, at) for m in mentions if m.role in WRITERS],
            "contributor": [person(m, at) for m in mentions if m.role not in WRITERS and m.role != "subject"],
            "mentions": [person(m, at) for m in mentions if m.role == "subject"],
            "isPartOf": publication_issue(issue, at) if issue else None,
            "creativeWorkStatus": article.status,
            "sdDatePublished": timezone.localdate(article.updated_at).isoformat(),
        }
    )


def publication_issue(issue: Any, at: Address) -> Record:
    newspaper = issue.newspaper
    return known(
        {
            "@type": "PublicationIssue",
            "datePublished": issue.date.isoformat(),
            "issueNumber": issue.number,
            "isPartOf": {
                "@type": "Newspaper",
                "@id": at("newspapers", newspaper.code),
                "identifier": newspaper.code,
                "name": newspaper.name,
            },
        }
    )


def person(mention: Any, at: Address) -> Record:
    """A person as the article names them; `@id` is the authority record, where it is known who is meant."""
    return known(
        {
            "@type": "Person",
            "@id": at("people", mention.person.public_id) if mention.person else None,
            "name": mention.name,
            "jobTitle": mention.title,
            "affiliation": {"@type": "Organization", "name": mention.organization} if mention.organization else None,
        }
    )


def observation(metric: Any, at: Address) -> Record:
    """A figure as a schema.org Observation (https://schema.org/Observation)."""
    begins, lasts = split_period(metric.period)
    qualifiers = ["approximate" if metric.approximate else "", metric.kind, metric.change]
    bounds = (
        {"value": number(metric.value)}
        if metric.value_max is None
        else {"minValue": number(metric.value), "maxValue": number(metric.value_max)}
    )
    indicator = metric.indicator
    return known(
        {
            "@type": "Observation",
            "@id": at("metrics", metric.public_id),
            "identifier": metric.public_id,
            "name": metric.text,
            "variableMeasured": known(
                {
                    "@type": "StatisticalVariable",
                    "@id": at("indicators", indicator.code) if indicator else None,
                    "name": indicator.name if indicator else metric.phrase,
                    "alternateName": metric.phrase if indicator and metric.phrase != indicator.name else None,
                }
            )
            if indicator or metric.phrase
            else None,
            **bounds,
            "unitText": metric.unit,
            "observationAbout": {"@type": "Place", "name": metric.place} if metric.place else None,
            "observationDate": begins,
            "observationPeriod": lasts,
            "measurementQualifier": [qualifier for qualifier in qualifiers if qualifier],
            "subjectOf": {"@type": "NewsArticle", "@id": at("articles", metric.article.public_id)},
        }
    )


def number(value: Decimal) -> int | float | str:
    """The value as a JSON number where that is exact, else in digits."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else format(value.normalize(), "f")


def split_period(period: str) -> tuple[str | None, str | None]:
    """When a period begins, and how long it lasts (ISO 8601): 2023-01/2023-08 -> 2023-01, P8M.

    An open period has no length, and one that is open towards the past no beginning either: 2021/.. -> 2021, None.
    """
    begin, is_range, end = period.partition("/")
    days, last_days = read_partial_date(begin), read_partial_date(end if is_range else begin)
    if days is None:
        return None, None
    if last_days is None:
        return begin, None
    first, last = days[0], last_days[1]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    match max(begin.count("-"), end.count("-")):
        case 0:
            return begin, f"P{months // 12}Y"
        case 1:
            return begin, f"P{months}M"
    return begin, f"P{(last - first).days + 1}D"


# IPTC ninjs ----------------------------------------------------------------------------------------------------------


def ninjs(article: Any, at: Address) -> Record:
    """An article as IPTC ninjs 3.0 (https://iptc.org/std/ninjs/).

    `contentCreated` asks for a moment: it is the beginning of the issue's day in Beijing; the hour is not known.
    """
    issue = article.page.issue
    mentions = visible_mentions(article)
    organizations = dict.fromkeys(mention.organization for mention in mentions if mention.organization)
    return known(
        {
            "uri": at("articles", article.public_id),
            "standard": NINJS,
            "type": "picture" if article.kind == "photo" else "text",
            "representationType": "full",
            "firstCreated": article.created_at.isoformat(),
            "versionCreated": article.updated_at.isoformat(),
            "contentCreated": f"{issue.date.isoformat()}T00:00:00+08:00" if issue else None,
            "pubStatus": "canceled" if article.status in TOMBSTONES else "usable",
            "language": LANGUAGE,
            "slugline": article.public_id,
            "headlines": list(headlines(article)),
            "bodies": [
                {
                    "role": "main",
                    "contentType": "text/plain",
                    "charCount": len(article.body),
                    "value": article.body,
                }
            ],
            "by": article.byline,
            "located": article.dateline_place,
            "people": [
                known(
                    {
                        "name": mention.name,
                        "rel": mention.role,
                        "uri": at("people", mention.person.public_id) if mention.person else None,
                    }
                )
                for mention in mentions
            ],
            "organisations": [{"name": name} for name in organizations],
            "infoSources": [{"name": issue.newspaper.name, "uri": at("newspapers", issue.newspaper.code)}]
            if issue
            else None,
        }
    )


def headlines(article: Any) -> Iterator[Record]:
    """Headline, kicker, standfirsts and crossheads, each with its role."""
    texts = [("main", article.headline), ("kicker", article.kicker)]
    texts += [("standfirst", text) for text in article.standfirsts]
    texts += [("crosshead", text) for text in article.crossheads]
    for role, text in texts:
        if text:
            yield {"role": role, "contentType": "text/plain", "value": text}
