"""Operations on a page's articles in the API: the page's layout, operations on it, and undoing and redoing them.

Every operation names the version that it is meant for (`If-Match`): the layout's ETag, or that of the article it is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from articles.api_conditions import VersionGone, read_versions, require_version, version_of
from articles.api_fields import Strict
from articles.api_shapes import KnownParameters
from articles.curation import Status
from articles.models import Article, ArticleSpan, Page
from newsarchive.api.access import ModelPermissions
from newsarchive.api.resources import ArticleView
from newsarchive.desk.operations import (
    KINDS,
    Action,
    Conflict,
    EditedSince,
    Layout,
    Move,
    OperationError,
    Outcome,
    Road,
)
from newsarchive.desk.operations.applying import ANY, apply
from newsarchive.desk.operations.json_form import layout_as_json, lists, outcome_as_json, read_action
from newsarchive.desk.operations.layout import layout_of, list_operations
from newsarchive.desk.operations.turning import redo, undo

# What is wrong with the state of the page, not with what was sent.
STATES = ("nothing", "order", "edited_since", "taken")


class NotAsThingsAre(APIException):
    """An operation that the page, as it is, does not allow."""

    status_code = HTTPStatus.CONFLICT
    default_code = "conflict"

    def __init__(self, error: OperationError) -> None:
        super().__init__(str(error))
        self.members: dict[str, Any] = {"rule": error.rule}
        if isinstance(error, EditedSince):
            self.members["changes"] = [asdict(change) for change in error.changes]


class OperatePermissions(ModelPermissions):
    """Who may change articles may operate on them: what an operation makes is made of them, and can be undone."""

    perms_map = {**ModelPermissions.perms_map, "POST": ["articles.change_article", "articles.change_page"]}


# What is sent --------------------------------------------------------------------------------------------------------


class WhySerializer(serializers.Serializer):
    reason = serializers.CharField(required=False, max_length=100, default="", help_text=_("Kept in the history."))


class SpanListField(serializers.ListField):
    """Stretches of the page, each [start, end]."""

    def __init__(self, **kwargs: Any) -> None:
        number = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
        super().__init__(
            child=serializers.ListField(child=number, min_length=2, max_length=2), max_length=1000, **kwargs
        )


class MoveSerializer(WhySerializer):
    spans = SpanListField(help_text=_("The characters: [[start, end], …]."))
    to = serializers.CharField(max_length=100, help_text=_("An article's id, or new, furniture, unassigned."))
    part = serializers.ChoiceField(ArticleSpan.Part.choices, required=False, help_text=_("The part they are to play."))
    place = serializers.IntegerField(required=False, min_value=0, help_text=_("Before which part they are put."))


class SplitSerializer(WhySerializer):
    at = serializers.IntegerField(required=False, min_value=0, help_text=_("A place on the page."))
    body_at = serializers.IntegerField(required=False, min_value=0, help_text=_("Or one in the body."))


class MergeSerializer(WhySerializer):
    other = serializers.CharField(max_length=100, help_text=_("The article that is put behind this one."))


class JoinSerializer(WhySerializer):
    other = serializers.CharField(
        max_length=100, allow_null=True, help_text=_("The article it goes on in; null parts them.")
    )


class OperationSerializer(WhySerializer):
    """An operation on a page: its kind, and what that kind needs. It tells the schema; `json_form` reads."""

    kind = serializers.ChoiceField(list(KINDS))
    article = serializers.CharField(required=False, max_length=100)
    other = serializers.CharField(required=False, allow_null=True, max_length=100)
    before = serializers.CharField(required=False, allow_null=True, max_length=100)
    status = serializers.ChoiceField(Status.choices, required=False)
    spans = SpanListField(required=False)
    to = serializers.CharField(required=False, max_length=100)
    part = serializers.ChoiceField(ArticleSpan.Part.choices, required=False)
    place = serializers.IntegerField(required=False, min_value=0)
    at = serializers.IntegerField(required=False, min_value=0)
    body_at = serializers.IntegerField(required=False, min_value=0)


def read_sent(sent: Any, **given: Any) -> tuple[Action, str]:
    """The operation that was sent, and its reason. `given` is what the address says of it already."""
    if not isinstance(sent, Mapping):
        raise ValidationError({"non_field_errors": [ErrorDetail(_("An operation is an object with a kind."))]})
    reason = WhySerializer(data={"reason": sent["reason"]} if "reason" in sent else {})
    reason.is_valid(raise_exception=True)
    try:
        action = read_action({name: value for name, value in sent.items() if name != "reason"} | given)
    except OperationError as error:
        raise as_fault(error) from error
    return action, reason.validated_data["reason"]


def as_fault(error: OperationError) -> ValidationError:
    return ValidationError({error.field or "non_field_errors": [ErrorDetail(str(error), error.rule)]})


# What is answered ----------------------------------------------------------------------------------------------------


class OutcomeSerializer(serializers.Serializer):
    """What was done, the articles that it made, and the page's layout after it."""

    operation = serializers.DictField(help_text=_("Its number, kind, arguments, who did it and when."))
    made = serializers.ListField(child=serializers.CharField())
    layout = serializers.DictField(help_text=_("Articles in order with their parts, furniture, unassigned, version."))


class LayoutSerializer(serializers.Serializer):
    """A page's layout and the last hundred operations on it, the newest first."""

    layout = serializers.DictField()
    operations = serializers.ListField(child=serializers.DictField())


def answer_layout(layout: Layout, body: dict[str, Any]) -> Response:
    headers = {"ETag": f'"{layout.version}"', "Cache-Control": "private, no-cache"}
    return Response({**body, "layout": layout_as_json(layout)}, headers=headers)


class OperationView(KnownParameters, APIView):
    """What all of them share: errors in the words of the API, and the version that is needed."""

    permission_classes = (OperatePermissions,)
    queryset = Article.objects.none()  # whose permissions are asked

    def find_page(self, public_id: str) -> Page:
        return get_object_or_404(
            Page.objects.visible().defer("text", "terms", "written", "reading"), public_id=public_id
        )

    def operate(self, act: Any) -> Response:
        """Act, and answer with the outcome; what is refused is a problem that names what is wrong."""
        try:
            outcome: Outcome = act()
        except Conflict as error:
            raise VersionGone([error.seen], error.layout.version, layout_as_json(error.layout)) from error
        except OperationError as error:
            if error.rule in STATES:
                raise NotAsThingsAre(error) from error
            raise as_fault(error) from error
        told = outcome_as_json(outcome)
        return answer_layout(outcome.layout, {"operation": told["done"], "made": told["made"]})

    def wanted_version(self, request: Request) -> str:
        header = require_version(request)
        return ANY if header == "*" else (read_versions(header) or [header])[0]


class PageOperationsView(OperationView):
    """A page's layout, and operations on it."""

    @extend_schema(responses=LayoutSerializer)
    def get(self, request: Request, id: str) -> Response:
        """The layout with its version, and the last hundred operations."""
        page = self.find_page(id)
        return answer_layout(layout_of(page), {"operations": lists([asdict(done) for done in list_operations(page)])})

    @extend_schema(request=OperationSerializer, responses=OutcomeSerializer)
    def post(self, request: Request, id: str) -> Response:
        """Do an operation on the layout of the version that `If-Match` names."""
        page, version = self.find_page(id), self.wanted_version(request)
        action, reason = read_sent(request.data)
        how = {"version": version, "by": request.user, "road": Road.API, "reason": reason}
        return self.operate(lambda: apply(page, action, **how))


class TurnSerializer(Strict, WhySerializer):
    operation = serializers.IntegerField(required=False, help_text=_("The operation that is meant, by its number."))


class UndoView(OperationView):
    """Undo the last operation on a page."""

    turn = staticmethod(undo)

    @extend_schema(request=TurnSerializer, responses=OutcomeSerializer)
    def post(self, request: Request, id: str) -> Response:
        page, version = self.find_page(id), self.wanted_version(request)
        sent = TurnSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        how = {"version": version, **sent.validated_data}
        return self.operate(lambda: self.turn(page, request.user, **how))


class RedoView(UndoView):
    """Do again what was undone last on a page."""

    turn = staticmethod(redo)


class ArticleOperationView(OperationView):
    """An operation on one article. `If-Match` names the article's version, or that of its page's layout."""

    given: Mapping[str, str] = {}  # what the address says of the operation

    def post(self, request: Request, id: str) -> Response:
        article = get_object_or_404(Article.objects.only("pk", "public_id", "page"), public_id=id)
        version = self.wanted_version(request)
        named = {"article": id} if self.given["kind"] != Move.kind else {}
        action, reason = read_sent(request.data, **self.given, **named)
        page = self.find_page(article.page.public_id)
        how = {"version": self.layout_version(page, id, version), "by": request.user, "road": Road.API}
        return self.operate(lambda: apply(page, action, reason=reason, **how))

    def layout_version(self, page: Page, public_id: str, version: str) -> str:
        """The layout's version where the article's own was sent. The layout is read first: whatever is changed after
        that makes one of the two another, and the operation is refused."""
        if version == ANY:
            return ANY
        standing = layout_of(page).version
        return standing if version == self.article_version(public_id) else version

    def article_version(self, public_id: str) -> str:
        """The version that a GET of the article tells."""
        view = ArticleView(action="retrieve", request=self.request, kwargs={}, format_kwarg=None)
        return version_of(view.get_serializer(view.get_queryset().get(public_id=public_id)).data)


def make_article_view(name: str, serializer: type[WhySerializer], **given: str) -> Any:
    """The view of one operation on articles, with its own description."""
    more = {"given": given, "__doc__": ArticleOperationView.__doc__}
    view = type(f"{name.title()}View", (ArticleOperationView,), more)
    return extend_schema(request=serializer, responses=OutcomeSerializer)(view).as_view()


ARTICLE_OPERATIONS = {
    "split": make_article_view("split", SplitSerializer, kind="split"),
    "merge": make_article_view("merge", MergeSerializer, kind="merge"),
    "move": make_article_view("move", MoveSerializer, kind="move"),
    "join": make_article_view("join", JoinSerializer, kind="join"),
    "confirm": make_article_view("confirm", WhySerializer, kind="decide", status=Status.CONFIRMED),
    "reject": make_article_view("reject", WhySerializer, kind="decide", status=Status.REJECTED),
    "withdraw": make_article_view("withdraw", WhySerializer, kind="decide", status=Status.WITHDRAWN),
    "restore": make_article_view("restore", WhySerializer, kind="decide", status=Status.UNREVIEWED),
}
