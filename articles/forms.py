"""Form fields for rows that came from print: what an editor did not touch is given back exactly as it stood.

A browser posts CRLF, Django strips, a decimal loses its zeros: none of that is an edit.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils.functional import lazy
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.curation import Status
from articles.history import keep_standing
from articles.loaded import LoadedForm
from articles.plain import column_of, plain


def plain_lines(text: str | None) -> str:
    """Line breaks as line feeds, no white space around the whole."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


class PrintedText(forms.CharField):
    """Text of a page. CRLF and outer white space make no difference."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return plain_lines(value) if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and plain_lines(initial) != plain_lines(data)


class LinesField(forms.CharField):
    """A list of strings as a text area, one a line."""

    widget = forms.Textarea

    def __init__(self, *, encoder: Any = None, decoder: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("One on each line."))
        super().__init__(**kwargs)
        self.widget.attrs["rows"] = 2

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:
        lines = plain_lines(self.prepare_value(value)).split("\n")
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and self.to_python(initial) != self.to_python(data)


class PlainDecimal(forms.DecimalField):
    """A number shown without the zeros that the column adds: 4.600000 is shown as 4.6."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        return plain_number(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


def plain_number(value: Decimal) -> str:
    """4.600000 -> 4.6, 1E+3 -> 1000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class KnownAutocompleteSelect(AutocompleteSelect):
    """As Django's, but the row chosen is taken from the instance where it was loaded with it: no query a row."""

    known: Any = None

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        chosen = [str(v) for v in value if v not in (None, "")]
        if self.known is None or chosen != [str(self.known.pk)]:
            return super().optgroups(name, value, attr) if chosen else self.empty_group(name)
        groups = self.empty_group(name)
        label = self.choices.field.label_from_instance(self.known)
        groups[0][1].append(self.create_option(name, self.known.pk, label, set(chosen), len(groups[0][1])))
        return groups

    def empty_group(self, name: str) -> Any:
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, options, 0)]


class CuratedForm(LoadedForm):
    """A form on a curated row: shows what the reader read where the row says otherwise, and takes a reason."""

    reason = forms.CharField(
        label=gettext_lazy("reason"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Why you change it; kept in the history."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = capfirst(field.label)
            self.know_chosen(name, field)
            # Worked out when it is shown: the fields of a row that stays folded are not.
            field.help_text = note_reading_later(self.instance, name, field.help_text)
        if "status" in self.fields:
            self.fields["status"].choices = offered_statuses(self.instance.status)

    def know_chosen(self, name: str, field: forms.Field) -> None:
        """Hand the related row, where it is loaded, to the widget that would ask for it again."""
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, KnownAutocompleteSelect):
            widget.known = self.instance._state.fields_cache.get(name)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        changed = set(self.changed_data)
        for name, value in self.cleaned_data.items():
            is_plain = isinstance(self.initial.get(name), str | list | Decimal) and not hasattr(value, "pk")
            if is_plain and name not in changed:
                self.cleaned_data[name] = self.initial[name]
        return cleaned


class CuratedRowForm(CuratedForm):
    """As `CuratedForm`, for a row among many, folded up until it is opened.

    The fields of a folded row are not in the page and are not posted; a row that was not touched is neither checked
    nor saved again.
    """

    reason = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.empty_permitted = True
            self.use_required_attribute = False

    @property
    def shows_fields(self) -> bool:
        """Whether the page holds the row's fields: it is new, or it was open when the form was sent."""
        return self.instance.pk is None or (self.is_bound and self.is_posted())

    def is_posted(self) -> bool:
        """Whether the row's fields were sent, and not only the hidden ones that say which row it is."""
        seen = (name for name, field in self.fields.items() if not field.widget.is_hidden)
        return any(self.add_prefix(name) in self.data for name in seen)

    def has_changed(self) -> bool:
        return (self.instance.pk is None or self.is_posted()) and super().has_changed()

    def save(self, commit: bool = True) -> Any:
        row = super().save(commit=False)
        if commit:
            if row.pk:
                keep_standing(row)
            self.save_row(row)
        return row

    def save_row(self, row: Any) -> None:
        """Store the row; a new one is numbered first."""
        raise NotImplementedError


def offered_statuses(current: str) -> list[tuple[str, str]]:
    """What an editor may choose; withdrawn is the importer's word and is offered only where it stands."""
    return [(value, label) for value, label in Status.choices if value != Status.WITHDRAWN or value == current]


def is_read_otherwise(row: Any) -> bool:
    """Whether the newest reading of any column differs from what stands. Asks the database nothing."""
    said = {**row.written, **row.reading}
    return any(
        plain(type(row), name, said[name]) != row.curated_value(name)
        for name in row.curated_fields
        if name in said and column_of(type(row), name) is not None
    )


def note_reading(row: Any, name: str, advice: str) -> SafeString:
    """What stands below a field: what was read where the row says otherwise, and the field's own advice."""
    said = describe_reading(row, name)
    if said is None:
        return conditional_escape(advice)
    return format_html(
        '<span class="read-as">{} <q>{}</q></span>{}{}', _("read as"), said, " " if advice else "", advice
    )


note_reading_later = lazy(note_reading, SafeString)  # made once: each call of lazy() makes a class


def describe_reading(row: Any, name: str) -> str | None:
    """What the newest reading says of a field, in words, where the row says otherwise; else None."""
    said = {**row.written, **row.reading}
    column = column_of(type(row), name)
    if row.pk is None or column is None or name not in said or name not in row.curated_fields:
        return None
    value = plain(type(row), name, said[name])
    if value == row.curated_value(name):
        return None
    if column.is_relation and value:
        key = "public_id" if hasattr(column.related_model, "public_id") else "code"
        return str(column.related_model._base_manager.filter(**{key: value}).first() or value)
    if column.choices:
        value = dict(column.flatchoices).get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        value = " / ".join(map(str, value))
    return str(value) if value not in ("", None) else _("nothing")
