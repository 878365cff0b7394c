"""The addresses at which an article is a reference, linked data or ninjs, and a figure an observation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import Prefetch
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.reverse import reverse

from articles.public import is_public, reviewed
from newsarchive.api.paging import order_rows
from newsarchive.exports.citations import make_reference, write_bibtex, write_gbt7714, write_ris
from newsarchive.exports.formats import write_json, write_ndjson
from newsarchive.exports.linked import CONTEXT, Address, Record, news_article, ninjs, observation
from newsarchive.exports.views import BATCH, ExportView
from people.api import with_reviewed_people
from people.models import Mention

JSON_LD = "application/ld+json"
NINJS = "application/json"
# How a reference is written, and the type that it is sent with.
STYLES = {
    "gbt7714": (write_gbt7714, "text/plain; charset=utf-8"),
    "bibtex": (write_bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (write_ris, "application/x-research-info-systems; charset=utf-8"),
}
VIEWS = {
    "articles": "article",
    "newspapers": "newspaper",
    "people": "person",
    "metrics": "metric",
    "indicators": "indicator",
}


def address_of(request: Request) -> Address:
    """From a kind of record and its id to its address, as the request reached this archive."""
    return lambda kind, key: reverse(f"{VIEWS[kind]}-detail", kwargs={"id": key}, request=request)


def send(text: str, content_type: str) -> HttpResponse:
    return HttpResponse(text, content_type=content_type, headers={"Cache-Control": "private, no-cache"})


class ArticleFormats:
    """The addresses below an article."""

    @property
    def shaping(self) -> set[str]:
        return {"style"} if self.action == "cite" else super().shaping  # type: ignore[misc]

    @extend_schema(
        parameters=[OpenApiParameter("style", str, enum=list(STYLES), default="gbt7714", description="How to cite.")],
        responses={(200, kind.partition(";")[0]): OpenApiTypes.STR for _write, kind in STYLES.values()},
    )
    @action(detail=True, methods=["get"])
    def cite(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The article as a reference: GB/T 7714—2015, BibTeX or RIS."""
        style = request.query_params.get("style", "gbt7714")
        if style not in STYLES:
            raise ValidationError({"style": [_("There are: %s.") % ", ".join(STYLES)]})
        write, content_type = STYLES[style]
        article = self.get_object()  # type: ignore[attr-defined]
        return send(write(make_reference(article, address_of(request)("articles", article.public_id))), content_type)

    @extend_schema(responses={(200, JSON_LD): OpenApiResponse(OpenApiTypes.OBJECT, "A schema.org NewsArticle.")})
    @action(detail=True, methods=["get"])
    def jsonld(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The article as a schema.org NewsArticle."""
        record = news_article(self.get_object(), address_of(request))  # type: ignore[attr-defined]
        return send(write_json({"@context": CONTEXT, **record}), JSON_LD)

    @extend_schema(responses={(200, NINJS): OpenApiResponse(OpenApiTypes.OBJECT, "IPTC ninjs 3.0.")})
    @action(detail=True, methods=["get"])
    def ninjs(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The article as IPTC ninjs 3.0."""
        return send(write_json(ninjs(self.get_object(), address_of(request))), NINJS)  # type: ignore[attr-defined]


class MetricFormats:
    """The addresses below a figure."""

    @extend_schema(responses={(200, JSON_LD): OpenApiResponse(OpenApiTypes.OBJECT, "A schema.org Observation.")})
    @action(detail=True, methods=["get"])
    def jsonld(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """The figure as a schema.org Observation."""
        record = observation(self.get_object(), address_of(request))  # type: ignore[attr-defined]
        return send(write_json({"@context": CONTEXT, **record}), JSON_LD)


# Whole lists ---------------------------------------------------------------------------------------------------------


def with_text(articles: models.QuerySet, public: bool) -> models.QuerySet:
    """Articles with all that their formats show, which a list leaves out."""
    mentions = Mention.objects.select_related("person").order_by("number")
    if public:
        mentions = with_reviewed_people(reviewed(mentions))
    unseen = ("terms", "reading", "written", "body_map", "page__text", "page__terms", "page__written", "page__reading")
    return articles.defer(None).defer(*unseen).prefetch_related(Prefetch("mentions", mentions))


def write_graph(records: Iterable[Record]) -> Iterator[str]:
    """One JSON-LD document with all records, written as they come."""
    yield f'{{"@context":{write_json(CONTEXT)},"@graph":[\n'
    comma = ""
    for record in records:
        yield comma + write_json(record)
        comma = ",\n"
    yield "\n]}\n"


# By resource and ending: what is to be loaded, how a row is written, how the rows are joined, the type of the file.
LINKED: dict[str, dict[str, Any]] = {
    "articles": {
        "jsonld": (with_text, news_article, write_graph, JSON_LD),
        "ninjs": (with_text, ninjs, write_ndjson, "application/x-ndjson"),
    },
    "metrics": {"jsonld": (lambda metrics, _public: metrics, observation, write_graph, JSON_LD)},
}


class LinkedExportView(ExportView):
    """Mixed into a resource's view: its list with all filters, as one file in a vocabulary that others read."""

    shaping: frozenset[str] = frozenset()

    @classmethod
    def type_of(cls, prefix: str, export: str) -> str:
        return str(LINKED[prefix][export][-1])

    def list(self, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        load, write, join, content_type = LINKED[self.basename][self.export]
        rows = order_rows(self.filter_queryset(load(self.get_queryset(), is_public(request))), request, self)
        at = address_of(request)
        records = (write(row, at) for row in rows.iterator(chunk_size=BATCH))
        return self.send_lines(join(records), content_type)
