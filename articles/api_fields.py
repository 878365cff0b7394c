"""Fields and serializers that the API's resources share: records by their keys, spans, and edits that leave a trace."""

from __future__ import annotations

import copy
import json
import math
from collections.abc import Mapping
from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.renderers import JSONRenderer

from articles.accounting import spans_outside
from articles.curation import Status, edited_fields
from articles.history import differs, keep_standing
from articles.merging import merged_away
from articles.models import Issue, Page
from articles.positions import plain_position
from articles.roads import telling_below

# What the forms of the browsable pages send beside the fields.
BROWSERS = "csrfmiddlewaretoken"
SPAN = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2, "examples": [[120, 133]]}


class RecordField(serializers.SlugRelatedField):
    """A record by its public id or code. The browsable pages show a plain input: a list of all would be too long."""

    default_error_messages = {"does_not_exist": _("There is no “{value}” among the {records}.")}

    def __init__(self, slug_field: str = "public_id", **kwargs: Any) -> None:
        super().__init__(slug_field, style={"base_template": "input.html"}, **kwargs)

    def to_internal_value(self, key: Any) -> Any:
        return super().to_internal_value(read_key(key))

    def fail(self, key: str, **told: Any) -> NoReturn:
        super().fail(key, **told, records=self.get_queryset().model._meta.verbose_name_plural)


@extend_schema_field({"type": "string", "examples": ["qlrb-20210205", "qlrb-20210205-2"]})
class IssueField(serializers.RelatedField):
    """An issue by paper, day and, where it has one, edition."""

    default_error_messages = {"does_not_exist": _("There is no issue “{value}”.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(style={"base_template": "input.html"}, **kwargs)

    def to_representation(self, issue: Issue) -> str:
        return issue_key(issue)

    def to_internal_value(self, key: Any) -> Issue:
        found = find_issue(self.get_queryset(), read_key(key))
        if found is None:
            self.fail("does_not_exist", value=key)
        return found


def read_key(key: Any) -> str:
    """A key as it was sent; characters that no database takes are an error like any other."""
    return serializers.CharField().run_validation(key)


def issue_key(issue: Issue) -> str:
    """qlrb-20210205, or qlrb-20210205-2 for the edition called 2. The issue's newspaper should be loaded with it."""
    return "-".join(filter(None, (issue.newspaper.code, f"{issue.date:%Y%m%d}", issue.edition)))


def find_issue(queryset: models.QuerySet, key: str) -> Issue | None:
    """The issue that a key names, None where there is none."""
    code, _dash, rest = key.partition("-")
    day, _dash, edition = rest.partition("-")
    if len(day) != 8 or not day.isascii() or not day.isdigit() or "\x00" in key:
        return None
    year, month, date = int(day[:4]), int(day[4:6]), int(day[6:])
    named = {"date__year": year, "date__month": month, "date__day": date}
    return queryset.filter(newspaper__code=code, edition=edition, **named).first()


@extend_schema_field(SPAN)
class SpanField(serializers.ListField):
    """[start, end] on the page: code points, end exclusive."""

    default_error_messages = {"backward": _("A span is [start, end] with 0 ≤ start < end.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.IntegerField(min_value=0, max_value=2**31 - 1), **kwargs)

    def to_representation(self, span: Any) -> list[int]:
        return [span.start, span.end]

    def to_internal_value(self, value: Any) -> list[int]:
        span = super().to_internal_value(value)
        if len(span) != 2 or not span[0] < span[1]:
            self.fail("backward")
        return span


class PlaceInOrder(serializers.FloatField):
    """A position: a whole number, or a fraction between two others'."""

    def to_internal_value(self, data: Any) -> Any:
        value = super().to_internal_value(data)
        if not math.isfinite(value):
            self.fail("invalid")
        return plain_position(value)

    def to_representation(self, value: Any) -> Any:
        return plain_position(value)


def check_spans(page: Page, spans: list[list[int]], name: str = "spans") -> None:
    """Refuse spans that do not lie inside the page."""
    outside = spans_outside(page, [(start, end) for start, end in spans])
    if outside:
        message = _("%(start)s–%(end)s is not inside the page, which has %(characters)s characters.")
        told = {"start": outside[0].start, "end": outside[0].end, "characters": page.characters}
        raise serializers.ValidationError({name: [message % told]})


def check_in_article(article: Any, spans: list[list[int]], name: str = "spans") -> None:
    """Refuse places of a person or a figure that hold none of their article's characters."""
    check_spans(article.page, spans, name)
    own = list(article.spans.values_list("start", "end"))
    for start, end in spans:
        if not any(start < own_end and own_start < end for own_start, own_end in own):
            message = _("%(start)s–%(end)s holds no character of this article.")
            raise serializers.ValidationError({name: [message % {"start": start, "end": end}]})


class VariantsField(serializers.ListField):
    """The other names of a record, as a list of strings; a list that is sent takes the place of the old one."""

    def __init__(self, column: str = "name", **kwargs: Any) -> None:
        self.column = column
        super().__init__(child=serializers.CharField(max_length=100), required=False, max_length=200, **kwargs)

    def to_representation(self, variants: Any) -> list[str]:
        return sorted(getattr(variant, self.column) for variant in variants.all())


class Strict(serializers.Serializer):
    """Refuses a field that it does not know, and one that cannot be written; a record may be sent back as it was read.

    A field that was passed over in silence would look like an edit that was made.
    """

    def to_internal_value(self, sent: Any) -> Any:
        wrong = self.find_unwritable(sent) if isinstance(sent, Mapping) else {}
        try:
            values = super().to_internal_value(sent)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**error.detail, **wrong}) from error
        if wrong:
            raise serializers.ValidationError(wrong)
        return values

    def find_unwritable(self, sent: Mapping[str, Any]) -> dict[str, list[ErrorDetail]]:
        """What was sent and cannot be taken, each with the rule that it breaks."""
        names = [name for name in sent if name != BROWSERS]
        wrong = {
            name: [ErrorDetail(_("There is no such field."), "unknown")] for name in names if name not in self.fields
        }
        read_only = [name for name in names if name not in wrong and self.fields[name].read_only]
        shown = self.shown_record() if read_only and self.instance is not None else None
        for name in read_only:
            if shown is None or shown.get(name) != sent[name]:
                wrong[name] = [ErrorDetail(_("This field cannot be written."), "read_only")]
        return wrong

    def shown_record(self) -> dict[str, Any]:
        """The record as a GET shows it: what JSON makes of it."""
        return json.loads(JSONRenderer().render(self.to_representation(self.instance)))


class NamedChoiceField(serializers.ChoiceField):
    """One of some values; an error names them."""

    default_error_messages = {"invalid_choice": _("There is no {input} here. There are: {choices}.")}

    def fail(self, key: str, **told: Any) -> NoReturn:
        super().fail(key, **told, choices=", ".join(str(name) for name in self.choices if name))


class EditedSerializer(Strict, serializers.ModelSerializer):
    """Saves as an editor does: through `save()`, with a history from what to what, and only where something changed."""

    serializer_choice_field = NamedChoiceField

    reason = serializers.CharField(
        write_only=True, required=False, max_length=100, help_text=_("Why it is changed; kept in the history.")
    )

    def create(self, values: dict[str, Any]) -> Any:
        below, reason = self.take_below(values)
        row = self.Meta.model(**values)
        row._change_reason = reason
        self.number(row)
        row.save()
        self.save_below(row, below)
        return row

    def update(self, row: Any, values: dict[str, Any]) -> Any:
        below, reason = self.take_below(values)
        standing = copy.copy(row)  # whoever changes a row has read all of it under a lock
        for name, value in values.items():
            setattr(row, name, value)
        below = {name: value for name, value in below.items() if self.is_changed_below(row, name, value)}
        if below or differs(standing, row):
            keep_standing(row, standing)
            row._change_reason = reason
            stood = {name: self.standing_below(row, name) for name in below}
            self.save_below(row, below)
            with telling_below({name: (old, self.standing_below(row, name)) for name, old in stood.items()}):
                row.save()
        return row

    def take_below(self, values: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
        """Take out of the values what is no column but rows below this one, and the reason."""
        below = {name: values.pop(name) for name in ("spans", "variants") if name in values}
        return below, values.pop("reason", None)

    def number(self, row: Any) -> None:
        """Give a row made by hand its number and public id."""

    def standing_below(self, row: Any, name: str) -> Any:
        """What the rows below say."""
        return self.fields[name].to_representation(row.variants) if name == "variants" else row.standing_value(name)

    def is_changed_below(self, row: Any, name: str, value: Any) -> bool:
        standing = self.standing_below(row, name)
        return set(value) != set(standing) if name == "variants" else value != standing

    def save_below(self, row: Any, below: dict[str, Any]) -> None:
        """Store rows below this one; of name variants, those that stay keep their records."""
        if "variants" in below:
            column = self.fields["variants"].column
            wanted = list(dict.fromkeys(below["variants"]))
            row.variants.exclude(**{f"{column}__in": wanted}).delete()
            standing = set(row.variants.values_list(column, flat=True))
            for name in wanted:
                if name not in standing:
                    row.variants.create(**{column: name})
            forget_prefetched(row, "variants")

    def validate_variants(self, names: list[str]) -> list[str]:
        """A form that names one record only must not be another's already."""
        field = self.fields["variants"]
        model = self.Meta.model._meta.get_field("variants").related_model
        if model._meta.get_field(field.column).unique:
            owner = model._meta.get_field(self.Meta.model._meta.model_name).name
            others = model._base_manager.filter(**{f"{field.column}__in": names})
            if self.instance is not None:
                others = others.exclude(**{owner: self.instance})
            if taken := others.values_list(field.column, flat=True).first():
                raise serializers.ValidationError(_("“%(name)s” names another record already.") % {"name": taken})
        return names


def refuse_merged(record: Any) -> Any:
    """The record, unless it was merged into another: then an error that names the one to lead to."""
    if record is not None and record.merged_into_id is not None:
        raise serializers.ValidationError(merged_away(record))
    return record


def forget_prefetched(row: Any, name: str) -> None:
    """Let the rows below be read again: they were changed."""
    getattr(row, "_prefetched_objects_cache", {}).pop(name, None)


class CuratedSerializer(EditedSerializer):
    """A curated row. What the importer remembers of it is left as it is, and so a change is an edit."""

    id = serializers.CharField(source="public_id", read_only=True)
    run = serializers.IntegerField(
        source="run_id", read_only=True, allow_null=True, help_text=_("The import that last wrote it.")
    )
    edited = serializers.SerializerMethodField(help_text=_("The fields that differ from what an import last wrote."))

    def get_edited(self, row: Any) -> list[str]:
        return list(edited_fields(row))

    def validate_status(self, status: str) -> str:
        if status == Status.WITHDRAWN and getattr(self.instance, "status", None) != Status.WITHDRAWN:
            raise serializers.ValidationError(_("An import withdraws; a person rejects."))
        return status


CURATED = ("id", "status", "note", "run", "edited", "created_at", "updated_at", "reason")
