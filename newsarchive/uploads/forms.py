"""What an editor says when pages are imported: the files, and what is known of all of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from newsarchive.importer.given import LENGTHS


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files in one field."""

    widget = ManyFilesInput

    def clean(self, told: Any, initial: Any = None) -> list[Any]:
        clean_one = super().clean
        files = told if isinstance(told, list | tuple) else [told]
        if not files:
            clean_one(None, initial)
        return [clean_one(file, initial) for file in files]


class UploadForm(forms.Form):
    """Page files or zip archives, and what the pages do not tell themselves."""

    files = ManyFilesField(
        label=_("page files"),
        allow_empty_file=True,
        help_text=_("Text files, one printed page each, or zip archives of them."),
        error_messages={"required": _("Choose one or more page files, or a zip.")},
    )
    newspaper = forms.CharField(
        label=_("newspaper"),
        required=False,
        max_length=LENGTHS["newspaper"],
        help_text=_("The paper's name, another form of it, or its code."),
        widget=forms.TextInput(attrs={"list": "newspapers", "autocomplete": "off"}),
    )
    date = forms.CharField(
        label=_("date"),
        required=False,
        max_length=20,
        help_text=_("The issue's day, as 2021-02-05."),
        widget=forms.TextInput(attrs={"placeholder": "2021-02-05", "autocomplete": "off"}),
    )
    page = forms.CharField(
        label=_("page"), required=False, max_length=LENGTHS["page"], help_text=_("The page's label, as 3 or A01.")
    )
    edition = forms.CharField(
        label=_("edition"),
        required=False,
        max_length=LENGTHS["edition"],
        help_text=_("The edition, where the paper had several that day."),
    )
    name_pattern = forms.CharField(
        label=_("what the files' names tell"),
        required=False,
        max_length=200,
        help_text=_("How the files are called: {newspaper}_{date:%Y%m%d}_{page}.txt."),
        widget=forms.TextInput(attrs={"placeholder": "{newspaper}_{date:%Y%m%d}_{page}.txt", "autocomplete": "off"}),
    )
