"""Newspapers, issues, pages and imports in the API; articles are in `article_api`."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import Count, F
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from articles.api_days import InstantFilter
from articles.api_fields import (
    CURATED,
    CuratedSerializer,
    EditedSerializer,
    IssueField,
    RecordField,
    SpanField,
    VariantsField,
    find_issue,
    issue_key,
)
from articles.api_filters import (
    ChangedFilters,
    ChoicesFilter,
    CuratedFilters,
    SearchFilter,
    TextFilter,
    YesNoFilter,
    no_record,
    printed_in,
)
from articles.api_orders import ByDay, ByRank
from articles.api_views import ReadView, RecordView
from articles.models import ImportedFile, ImportRun, Issue, Newspaper, NewspaperVariant, Page
from articles.public import DESK_FIELDS, DESK_PARAMETERS, is_public, reviewed
from articles.runs import mark_broken_off


class NewspaperSerializer(EditedSerializer):
    variants = VariantsField(help_text=_("Other forms of the name, as print has them."))

    class Meta:
        model = Newspaper
        fields = ("code", "name", "place", "variants", "note", "created_at", "updated_at", "reason")

    def validate_code(self, code: str) -> str:
        if self.instance is not None and code != self.instance.code:
            raise serializers.ValidationError(_("A code is fixed: public ids begin with it."))
        return code


class NewspaperFilters(ChangedFilters):
    name = filters.CharFilter(method="filter_name", help_text=_("The name or another form of it, whole."))
    place = TextFilter("place", help_text=_("Part of the place."))

    def filter_name(self, queryset: models.QuerySet, _name: str, name: str) -> models.QuerySet:
        variants = NewspaperVariant.objects.filter(name=name).values("newspaper")
        return queryset.filter(models.Q(name=name) | models.Q(pk__in=variants))


class NewspaperView(RecordView):
    """Newspapers: the authority records that issues lead to."""

    queryset = Newspaper.objects.prefetch_related("variants")
    serializer_class = NewspaperSerializer
    filterset_class = NewspaperFilters
    lookup_field = "code"
    orderings = {"id": F("pk"), "code": F("code"), "updated_at": F("updated_at")}
    default_ordering = "code"


class IssueSerializer(EditedSerializer):
    id = serializers.SerializerMethodField(help_text=_("Newspaper, day and, where there is one, edition."))
    newspaper = RecordField("code", queryset=Newspaper.objects.all())
    pages = serializers.IntegerField(source="page_count", read_only=True, help_text=_("How many pages it has here."))

    class Meta:
        model = Issue
        fields = ("id", "newspaper", "date", "edition", "number", "pages", "created_at", "updated_at", "reason")

    def get_unique_together_validators(self) -> list[Any]:
        validators = super().get_unique_together_validators()
        for validator in validators:
            validator.message = _(
                "The newspaper has this edition of that day already. Give another edition, or change that one."
            )
        return validators

    def get_id(self, issue: Issue) -> str:
        return issue_key(issue)

    def validate_edition(self, edition: str) -> str:
        if "/" in edition:
            raise serializers.ValidationError(_("An edition's name has no slash."))
        return edition

    def validate_date(self, date: Any) -> Any:
        if date.year < 1815:
            raise serializers.ValidationError(_("No Chinese newspaper is older than 1815."))
        return date


class IssueFilters(printed_in(""), ChangedFilters):
    edition = filters.CharFilter("edition", help_text=_("The edition's name, whole."))


class IssueView(RecordView):
    """Issues: one day's paper, or one edition of it."""

    queryset = Issue.objects.select_related("newspaper").annotate(page_count=Count("pages"))
    serializer_class = IssueSerializer
    filterset_class = IssueFilters
    expandable = {"newspaper": NewspaperView}
    orderings = {"id": F("pk"), "date": F("date"), "updated_at": F("updated_at")}
    default_ordering = "date"

    def find_row(self, rows: models.QuerySet) -> Issue:
        issue = find_issue(rows, self.kwargs["id"])
        if issue is None:
            raise Http404
        return issue


class ListedPageSerializer(CuratedSerializer):
    """A page without its text."""

    issue = IssueField(queryset=Issue.objects.select_related("newspaper"), allow_null=True)
    newspaper = serializers.CharField(source="issue.newspaper.code", read_only=True, allow_null=True, default=None)
    date = serializers.DateField(source="issue.date", read_only=True, allow_null=True, default=None)

    class Meta:
        model = Page
        fields = (
            *CURATED, "issue", "newspaper", "date", "label", "section", "newspaper_as_read", "newspaper_basis",
            "date_as_read", "date_basis", "source_name", "sha256", "encoding", "damaged_bytes", "characters",
            "in_articles", "in_furniture", "unassigned", "repairs", "warnings", "reader_version",
        )  # fmt: skip
        read_only_fields = (
            "newspaper_as_read", "newspaper_basis", "date_as_read", "date_basis", "source_name", "sha256", "encoding",
            "damaged_bytes", "characters", "in_articles", "in_furniture", "unassigned", "repairs", "warnings",
            "reader_version",
        )  # fmt: skip


class PageSerializer(ListedPageSerializer):
    """A page with its text, and the characters in it that belong to no story."""

    text = serializers.CharField(
        read_only=True, trim_whitespace=False, help_text=_("As printed; spans count its code points.")
    )
    furniture = serializers.ListField(child=SpanField(), source="furniture.all", read_only=True)

    class Meta(ListedPageSerializer.Meta):
        fields = (*ListedPageSerializer.Meta.fields, "text", "furniture")


class PageFilters(printed_in("issue__"), CuratedFilters):
    q = SearchFilter()
    issue = filters.CharFilter(method="filter_issue", help_text=_("An issue's id."))
    label = filters.CharFilter("label", help_text=_("The page as printed: 3, A01."))
    section = TextFilter("section", help_text=_("Part of the section's name."))
    known = YesNoFilter(method="filter_known", help_text=_("Whether paper and day are known."))

    def filter_issue(self, queryset: models.QuerySet, _name: str, key: str) -> models.QuerySet:
        issues = Issue.objects.all()
        issue = find_issue(reviewed(issues) if is_public(self.request) else issues, key)
        if issue is None:
            error = no_record(Issue, key)
            raise serializers.ValidationError({"issue": [ErrorDetail(error.messages[0], error.code)]})
        return queryset.filter(issue=issue)

    def filter_known(self, queryset: models.QuerySet, _name: str, wanted: bool) -> models.QuerySet:
        return queryset.filter(issue__isnull=not wanted)


class PageView(RecordView):
    """Pages. They come in by import; an editor says what they are of."""

    # A page's text holds what nobody reviewed, and what was rejected; so do the words that tell how it was read.
    desk_fields = DESK_FIELDS | {
        "text", "furniture", "repairs", "warnings", "source_name", "newspaper_as_read", "newspaper_basis",
        "date_as_read", "date_basis",
    }  # fmt: skip
    desk_parameters = DESK_PARAMETERS | {"q"}
    http_method_names = ["get", "patch", "head", "options"]
    queryset = Page.objects.select_related("issue__newspaper").prefetch_related("furniture").defer("terms")
    serializer_class = PageSerializer
    list_serializer_class = ListedPageSerializer
    filterset_class = PageFilters
    expandable = {"issue": IssueView}
    lookup_field = "public_id"
    orderings = {
        "id": F("pk"),
        "date": ByDay("issue__date"),
        "updated_at": F("updated_at"),
        "unassigned": F("unassigned"),
        "rank": ByRank(),
    }

    def get_queryset(self) -> models.QuerySet:
        queryset = super().get_queryset()
        return queryset.defer("terms", "text") if self.action == "list" else queryset


FILES_SHOWN = 500  # of a run; an import of whole volumes has tens of thousands


class ListedImportSerializer(serializers.ModelSerializer):
    """One run of the importer."""

    class Meta:
        model = ImportRun
        fields = (
            "id", "state", "stores", "reader_version", "options", "counts", "trouble",
            "started_at", "finished_at", "undone_at",
        )  # fmt: skip


class ImportedFileSerializer(serializers.ModelSerializer):
    page = serializers.CharField(source="page.public_id", read_only=True, allow_null=True, default=None)

    class Meta:
        model = ImportedFile
        fields = ("source_name", "page", "outcome", "reason", "changes")


class ImportSerializer(ListedImportSerializer):
    """One run of the importer, with what became of its files so far: at most 500, those that failed first.

    `counts.files` is how many there are; all that was stored is listed by `pages/?run=`.
    """

    files = serializers.SerializerMethodField()

    class Meta(ListedImportSerializer.Meta):
        fields = (*ListedImportSerializer.Meta.fields, "files")

    @extend_schema_field(ImportedFileSerializer(many=True))
    def get_files(self, run: ImportRun) -> list[dict[str, Any]]:
        failed = models.Q(outcome=ImportedFile.Outcome.FAILED)
        files = run.files.select_related("page").defer("page__text", "page__terms", "page__written")
        shown = files.order_by(models.Case(models.When(failed, then=0), default=1), "pk")[:FILES_SHOWN]
        return ImportedFileSerializer(shown, many=True).data


class ImportFilters(filters.FilterSet):
    state = ChoicesFilter("state", choices=ImportRun.State.choices, help_text=_("One or more, with commas between."))
    started_after = InstantFilter("started_at", lookup_expr="gte", help_text=_("Started at this moment or later."))
    started_before = InstantFilter("started_at", lookup_expr="lte", help_text=_("Started at this moment or earlier."))


class ImportView(ReadView):
    """Runs of the importer, by number."""

    public_actions = frozenset()
    http_method_names = ["get", "head", "options"]
    queryset = ImportRun.objects.all()
    serializer_class = ImportSerializer
    list_serializer_class = ListedImportSerializer
    filterset_class = ImportFilters
    lookup_value_regex = "[0-9]{1,18}"
    orderings = {"id": F("pk"), "started_at": F("started_at")}
    default_ordering = "-id"

    def get_queryset(self) -> models.QuerySet:
        mark_broken_off()
        return super().get_queryset()
