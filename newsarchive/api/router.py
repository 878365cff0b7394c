"""The API's addresses, one line a resource."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import APIRootView, DefaultRouter

from articles import api as articles
from articles.api_shapes import KnownParameters
from newsarchive.api.corrections import CorrectionsView
from newsarchive.api.errors import NothingView
from newsarchive.api.feed import ChangesView
from newsarchive.api.imports import ImportView
from newsarchive.api.operations import ARTICLE_OPERATIONS, PageOperationsView, RedoView, UndoView
from newsarchive.api.resources import ArticleView, IndicatorView, MentionView, MetricView, PersonView, StorySearchView
from newsarchive.api.tokens import RevokeAllView, RevokeView, TokenView
from newsarchive.exports.linked_views import LINKED, LinkedExportView
from newsarchive.exports.views import TYPES, make_export


class RootView(KnownParameters, APIRootView):
    """All that begins here: the resources, what changed in them, and what tells of them."""


class Router(DefaultRouter):
    """DRF's own, whose first page leads to what is no resource as well."""

    APIRootView = RootView

    def get_api_root_view(self, api_urls: Any = None) -> Any:
        view = super().get_api_root_view(api_urls)
        view.initkwargs["api_root_dict"] |= {name: name for name in ("changes", "corrections", "schema", "docs")}
        return view


class SchemaView(KnownParameters, SpectacularAPIView):
    """The schema of the API."""

    parameters = ("format", "lang")


class DocsView(KnownParameters, SpectacularSwaggerSplitView):
    """The schema as pages to try it out."""

    parameters = ("lang", "script")


router = Router(use_regex_path=True)
router.register("newspapers", articles.NewspaperView)
router.register("issues", articles.IssueView)
router.register("pages", articles.PageView)
router.register("articles", ArticleView)
router.register("people", PersonView)
router.register("mentions", MentionView)
router.register("indicators", IndicatorView)
router.register("metrics", MetricView)
router.register("imports", ImportView)
router.register("search", StorySearchView, basename="search")

# The same ids as the router's own addresses: PostgreSQL takes no NUL in a text that it compares.
RECORD = r"(?P<id>[^/\x00]+)"

VIEWS = {prefix: view for prefix, view, _name in router.registry}

urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="token"),
    path("auth/token/revoke/", RevokeView.as_view(), name="token-revoke"),
    path("auth/token/revoke-all/", RevokeAllView.as_view(), name="token-revoke-all"),
    path("corrections/", CorrectionsView.as_view(views=VIEWS), name="corrections"),
    path("changes/", ChangesView.as_view(views=VIEWS), name="changes"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(url_name="schema"), name="docs"),
    re_path(rf"^pages/{RECORD}/operations/$", PageOperationsView.as_view(), name="page-operations"),
    re_path(rf"^pages/{RECORD}/operations/undo/$", UndoView.as_view(), name="page-undo"),
    re_path(rf"^pages/{RECORD}/operations/redo/$", RedoView.as_view(), name="page-redo"),
    *(
        re_path(rf"^articles/{RECORD}/{name}/$", view, name=f"article-{name}")
        for name, view in ARTICLE_OPERATIONS.items()
    ),
    *(
        path(f"{prefix}/export.{export}", make_export(view, prefix, export), name=f"{prefix}-export-{export}")
        for prefix, view, _name in router.registry
        for export in TYPES
        if prefix != "search"
    ),
    *(
        path(
            f"{prefix}/export.{export}",
            make_export(view, prefix, export, LinkedExportView),
            name=f"{prefix}-export-{export}",
        )
        for prefix, view, _name in router.registry
        for export in LINKED.get(prefix, ())
    ),
    *router.urls,
    # Only what ends with a slash: an address without its last slash is still led to the one with it.
    re_path(r"^(?:.*/)$", NothingView.as_view()),
]
