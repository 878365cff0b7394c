"""A person or a figure that the reader missed: what its grammar makes of the marked characters, and the row that an
editor makes of that. The characters marked are the characters kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.curation import Status
from articles.forms import PlainDecimal, plain_number
from articles.models import Article
from articles.text.joining import map_page
from articles.text.locating import find_places
from metrics.extraction.chosen import read_chosen_figure
from metrics.extraction.types import StoryFacts
from metrics.ingest import fold, is_storable, known_indicators
from metrics.models import Metric
from metrics.numbering import number_metric
from newsarchive.desk.acts import Done, Refused, check_allowed, lock_article, sign
from newsarchive.desk.passages import Passage, find_passage, is_on_repair
from people.extraction.chosen import read_chosen_name
from people.extraction.types import MentionDraft
from people.linking import Namesakes
from people.matching import Decision, match_mention
from people.models import Mention, MentionSpan, Person
from people.numbering import number_mention, number_person

NEW = "new"  # the choice "a new person"
MOST_NAMESAKES = 20

Places = Sequence[tuple[int, int]]


class AddMentionForm(forms.ModelForm):
    """What an editor says of a person marked in the text."""

    person = forms.CharField(label=gettext_lazy("Who is meant"), required=False, widget=forms.Select)

    class Meta:
        model = Mention
        fields = ("name", "role", "organization", "title", "partial")

    def clean_person(self) -> Any:
        chosen = self.cleaned_data["person"]
        if chosen in ("", NEW):
            return chosen
        person = Person.objects.visible().filter(pk=chosen).first() if chosen.isdecimal() else None
        if person is None:
            raise forms.ValidationError(_("This person is not in the archive any more."))
        return person


class AddMetricForm(forms.ModelForm):
    """What an editor says of a figure marked in the text."""

    value = PlainDecimal(label=gettext_lazy("value"), max_digits=24, decimal_places=6)
    value_max = PlainDecimal(label=gettext_lazy("up to"), max_digits=24, decimal_places=6, required=False)

    class Meta:
        model = Metric
        fields = ("text", "value", "value_max", "unit", "phrase", "period", "place", "change", "kind", "approximate")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        values = [self.cleaned_data.get(name) for name in ("value", "value_max")]
        if None not in values and values[1] < values[0]:
            self.add_error("value_max", _("The upper value is below the lower one."))
        for name, value in zip(("value", "value_max"), values, strict=True):
            if value is not None and not is_storable(value):
                self.add_error(name, _("The archive keeps at most 15 digits exactly."))
        return cleaned


FORMS: dict[str, type[forms.ModelForm]] = {"mentions": AddMentionForm, "metrics": AddMetricForm}


def show_forms() -> dict[str, forms.ModelForm]:
    """The empty forms, for the page of the desk."""
    return {kind: form(prefix=f"add-{kind}", label_suffix="") for kind, form in FORMS.items()}


def warm_up() -> dict[str, Any]:
    """Have the grammars' word lists read, which takes seconds once in the life of a process, before they are asked."""
    read_chosen_name(map_page("记者陆远报道"), 2, 4)
    read_chosen_figure(map_page("浇灌小麦3万亩"), 4, 7)
    return {}


# What the grammar makes of it ----------------------------------------------------------------------------------------


def propose(pk: int, kind: str, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """The fields filled in from the marked characters, {"places": ..., "fields": ..., "people": ...}."""
    article = Article.objects.select_related("page__issue__newspaper").get(pk=pk)
    places = find_marked(article, kind, chosen)
    passage = read_passage(article, places)
    if kind == "mentions":
        return {"places": places, **propose_person(article, passage)}
    return {"places": places, **propose_figure(article, passage, places)}


def find_marked(article: Article, kind: str, chosen: Mapping[str, Any]) -> list[tuple[int, int]]:
    """The places that were marked, or those of a text that was typed: the first that is not taken yet."""
    if "start" in chosen:
        start, end = int(chosen["start"]), int(chosen["end"])
        if not 0 <= start < end <= len(article.page.text):
            raise Refused(_("This is not on the page."))
        return [(start, end)]
    text = str(chosen["text"])[:200]
    found = find_places(text, article.page.text, article.spans.values_list("start", "end"))
    if not found:
        raise Refused(_("“%(text)s” is not printed in this article.") % {"text": text[:40]})
    rows = MentionSpan.objects.filter(mention__article=article) if kind == "mentions" else article.metrics.visible()
    taken = set(rows.values_list("start", flat=True))
    first = next((place for place in found if place[0].start not in taken), found[0])
    return [(span.start, span.end) for span in first]


def read_passage(article: Article, places: Places) -> Passage:
    parts = list(article.spans.values_list("part", "start", "end"))
    passage = find_passage(article.page.text, parts, article.body, article.body_map, *places[0])
    if passage is None:
        raise Refused(_("Mark characters of this article: these belong to another, or to none."))
    return passage


def propose_person(article: Article, passage: Passage) -> dict[str, Any]:
    draft = read_chosen_name(passage.text, passage.start, passage.end, passage.part == "byline")
    fields = {
        "name": draft.name,
        "role": str(draft.role),
        "organization": draft.organization or "",
        "title": draft.title or "",
        "partial": draft.partial,
    }
    return {"fields": fields, **find_people(article, draft)}


def find_people(article: Article, draft: MentionDraft) -> dict[str, Any]:
    """Everybody of that name, and whom the archive's own rule takes the mention to mean."""
    namesakes = Namesakes({draft.name})
    issue = article.page.issue
    match = match_mention(draft, issue.newspaper.code if issue else None, namesakes.candidates(draft.name))
    found = list(namesakes.people.values())[:MOST_NAMESAKES]
    meant = next((str(person.pk) for person in found if person.public_id == match.public_id), "")
    people = [
        {"value": str(person.pk), "label": " · ".join(filter(None, (person.name, tell_person(person, namesakes))))}
        for person in found
    ]
    return {"people": people, "meant": meant or (NEW if match.decision == Decision.NEW else ""), "why": match.why}


def tell_person(person: Person, namesakes: Namesakes) -> str:
    """What tells a person from others of the name."""
    _roles, organizations, titles = namesakes.known[person.public_id]
    return person.description or "、".join([*sorted(organizations)[:2], *sorted(titles)[:2]]) or person.public_id


def propose_figure(article: Article, passage: Passage, places: Places) -> dict[str, Any]:
    issue = article.page.issue
    facts = StoryFacts(
        issue.date.isoformat() if issue else None,
        article.page.home_place or None,
        article.dateline_place or None,
        article.headline or None,
    )
    text = "".join(passage.text.text[passage.start : passage.end].split())
    draft = read_chosen_figure(passage.text, passage.start, passage.end, facts)
    if draft is None:
        return {"fields": {"text": text}, "why": ""}
    values = sorted(value for value in (draft.value, draft.value_max) if value is not None)
    fields = {
        "text": text,
        "value": plain_number(values[0]),
        "value_max": plain_number(values[1]) if len(values) > 1 else "",
        "unit": draft.unit or "",
        "phrase": draft.indicator or "",
        "period": draft.period or "",
        "place": draft.place or "",
        "change": str(draft.change or ""),
        "kind": str(draft.kind or ""),
        "approximate": draft.approximate,
    }
    return {"fields": fields, "why": draft.why}


# The row that an editor makes of it ----------------------------------------------------------------------------------


def add_row(pk: int, kind: str, places: Places, values: Mapping[str, Any], user: Any) -> Done:
    """A new mention or figure at exactly these places. Raises Refused with `errors` where the fields do not hold."""
    form = FORMS[kind]({name: "on" if value is True else value for name, value in values.items() if value is not False})
    if not form.is_valid():
        refused = Refused(_("Look at the fields that are marked."))
        refused.errors = {name: list(map(str, said)) for name, said in form.errors.items()}
        raise refused
    with transaction.atomic():
        article = lock_article(pk)
        check_allowed(user, [form.instance])
        page = article.page
        if not places or any(not 0 <= start < end <= len(page.text) for start, end in places):
            raise Refused(_("This is not on the page."))
        read_passage(article, places)
        row = form.save(commit=False)
        row.article, row.status = article, Status.CONFIRMED
        row._history_user = user
        if isinstance(row, Mention):
            add_mention(row, form.cleaned_data["person"], places, user)
        else:
            add_metric(row, places)
    told = _("Added: %(row)s.") % {"row": str(row)[:40]}
    return Done([], told, sign([row.history.latest()]), added=[row])


def add_mention(mention: Mention, person: Any, places: Places, user: Any) -> None:
    if person == NEW:
        person = Person(name=mention.name)
        number_person(person)
        person._history_user = user
        person.save()
    mention.person = person or None
    mention.match = Mention.Match.LINKED if person else Mention.Match.NONE
    mention.match_why = "chosen by an editor"
    number_mention(mention)
    mention.save()
    MentionSpan.objects.bulk_create(MentionSpan(mention=mention, start=start, end=end) for start, end in places)


def add_metric(metric: Metric, places: Places) -> None:
    """A figure has one place: the whole stretch, or, where a column's end tears it, its longest piece."""
    start, end = places[0][0], places[-1][1]
    if start >= end:
        start, end = max(places, key=lambda place: place[1] - place[0])
    metric.start, metric.end = start, end
    metric.repaired = is_on_repair(metric.article.page.repairs, start, end)
    metric.indicator = known_indicators().get(fold(metric.phrase)) if metric.phrase else None
    number_metric(metric)
    metric.save()
