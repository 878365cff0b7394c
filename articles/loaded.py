"""A form knows what it was loaded with: what was changed in the meantime is shown and asked about, never overwritten.

An import, or another editor, may change a row while its form stands open. The form carries the values that it was
opened with; where the row says otherwise on saving, it is not saved, and both values are shown. Sent once more, it is
the editor's decision.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.history import find_author, has_history

# Kept apart from the fields of the row, of which none may be called so.
STATUS = "(status)"

NOT_SAVED = gettext_lazy(
    "Not saved: an import or another editor changed this since you opened it. Look it through; saved again, it is as "
    "you leave it."
)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field that was changed meanwhile: what it said when the form was opened, says now, and what was typed.

    The values are as the field takes them; `is_mine` where something was typed at all. `who` changed it, with the time.
    """

    name: str
    label: str
    then: str
    now: str
    yours: str
    now_value: str
    yours_value: str
    is_mine: bool
    who: str = ""


class LoadedField(forms.CharField):
    """The values that a form was opened with. They come back as they went, and are no change of the row."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, strip=False)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class LoadedForm(forms.ModelForm):
    """A form that refuses to write over what was changed since it was opened."""

    loaded = LoadedField()
    disputes: Sequence[Dispute] = ()

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == "loaded":
            return json.dumps(self.standing_values(), cls=DjangoJSONEncoder, ensure_ascii=False)
        return super().get_initial_for_field(field, field_name)

    def standing_values(self) -> dict[str, Any]:
        """What the row says, field by field, and where it stands; nothing for a row that is not there yet."""
        if self.instance.pk is None:
            return {}
        standing = {name: self.initial.get(name) for name in self.fields if name != "loaded"}
        if hasattr(self.instance, "status") and "status" not in standing:
            standing[STATUS] = self.instance.status
        return standing

    def find_changed_since(self) -> dict[str, Any]:
        """The fields that changed since the form was opened, each with its value then.

        A form that does not say what it was opened with, such as a program's, changes what it names.
        """
        try:
            then = json.loads(self["loaded"].data or "{}")
        except ValueError:
            return {}
        now = json.loads(json.dumps(self.standing_values(), cls=DjangoJSONEncoder))
        return {name: then[name] for name in now if isinstance(then, dict) and name in then and then[name] != now[name]}

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if changed := self.find_changed_since():
            self.refuse(changed)
        return cleaned

    def refuse(self, changed: dict[str, Any]) -> None:
        """Say what was changed; show what stands now beside what was typed, or in its place where nothing was."""
        shown = {}
        self.disputes = []
        told: list[tuple[str | None, str]] = []
        for name, then in changed.items():
            if name == STATUS:
                told.append((None, _("It is now: %(status)s.") % {"status": self.instance.get_status_display()}))
                continue
            field, now, typed = self.fields[name], self.initial.get(name), self[name].data
            if not is_same(field, now, typed):
                is_mine = not is_same(field, then, typed)
                self.disputes.append(self.tell_dispute(name, then, now, typed if is_mine else now, is_mine))
            if is_same(field, then, typed):
                shown[name] = now
                told.append(
                    (name, _("Changed meanwhile; before, it said “%(then)s”.") % {"then": self.tell(name, then)})
                )
            elif not is_same(field, now, typed):
                told.append(
                    (name, _("Changed meanwhile to “%(now)s”. Below is yours.") % {"now": self.tell(name, now)})
                )
        if told:
            told.insert(0, (None, str(NOT_SAVED)))
        for name, text in told:
            self.add_error(name, ValidationError(text))
        self.show_anew(shown)

    def tell_dispute(self, name: str, then: Any, now: Any, yours: Any, is_mine: bool) -> Dispute:
        field = self.fields[name]
        prepared = field.prepare_value(now)
        return Dispute(
            name=self.add_prefix(name),
            label=str(field.label),
            then=self.tell(name, then),
            now=self.tell(name, now),
            yours=self.tell_typed(name, yours) if is_mine else "",
            now_value="on" if now is True else "" if prepared in (None, False) else str(prepared),
            yours_value="on" if yours is True else str(yours or ""),
            is_mine=is_mine,
            who=tell_author(self.instance, name),
        )

    def tell_typed(self, name: str, typed: Any) -> str:
        """What was typed, in the words of the form as far as it makes sense."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            return self.tell(name, typed) if str(typed or "0").isdecimal() else str(typed)
        return (
            self.tell(name, typed) if isinstance(field, forms.ChoiceField | forms.BooleanField) else str(typed or "–")
        )

    def tell(self, name: str, value: Any) -> str:
        """A field's value in the words of the form."""
        field = self.fields[name]
        if value in (None, "", []):
            return "–"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(field, forms.ModelChoiceField):
            row = field.queryset.filter(pk=value).first()
            return str(row or value)
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(value, value))
        return str(field.prepare_value(restore(field, value)))

    def show_anew(self, shown: dict[str, Any]) -> None:
        """Put these values, and what the form now knows to stand, in the place of what was sent."""
        self.data = self.data.copy()
        for name, value in shown.items():
            key = self.add_prefix(name)
            if isinstance(value, bool):
                self.data.pop(key, None)
                if value:
                    self.data[key] = "on"
            else:
                prepared = self.fields[name].prepare_value(value)
                self.data[key] = "" if prepared is None else str(prepared)
        self.data[self.add_prefix("loaded")] = self.get_initial_for_field(self.fields["loaded"], "loaded")


def tell_author(row: Any, field: str) -> str:
    """Who gave a field of the row what it says now, and when."""
    if not has_history(type(row)):
        return ""
    who, at = find_author(row, field)
    return f"{who.get_username()} {timezone.localtime(at):%Y-%m-%d %H:%M}" if who else _("an import or a program")


def restore(field: forms.Field, value: Any) -> Any:
    """A value as it came from JSON, in the type that the field compares: dates and decimals went as strings."""
    return field.to_python(value) if isinstance(field, forms.DecimalField | forms.DateField) else value


def is_same(field: forms.Field, value: Any, typed: Any) -> bool:
    """Whether what was typed says what the row said, by the field's own measure of a change."""
    return not field.has_changed(restore(field, value), typed)
