"""Newspapers, issues, pages, articles, and the runs that brought them in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.curation import TOMBSTONES, Curated, CuratedQuerySet
from articles.plain import tidy
from articles.positions import PositionField
from articles.roads import Recorded
from articles.search import SearchedQuerySet, terms_of
from articles.text.alignment import align_runs

CODE = RegexValidator(r"^[a-z][a-z0-9]*$", _("Lower-case letters and digits, beginning with a letter."))

# The importer keeps its own record (`written` and the run), so history holds what people did. See docs/adr.
NOT_IN_HISTORY = ("written", "reading", "terms")


class TextQuerySet(CuratedQuerySet, SearchedQuerySet):
    """Curated rows whose text is searched."""


class Newspaper(models.Model):
    """A title: the authority record. Its code begins the public ids and is fixed once something was imported."""

    code = models.CharField(_("code"), max_length=24, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=100, unique=True)
    place = models.CharField(
        _("place"), max_length=100, blank=True, help_text=_("The city or county that 全市, 我市 mean in it.")
    )
    note = models.TextField(_("editor's note"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspapers")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class NewspaperVariant(models.Model):
    """Another form of a newspaper's name; a form names one paper only."""

    newspaper = models.ForeignKey(Newspaper, models.CASCADE, related_name="variants", verbose_name=_("newspaper"))
    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("name variant")
        verbose_name_plural = _("name variants")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Issue(models.Model):
    """One day's paper, or one edition of it."""

    newspaper = models.ForeignKey(Newspaper, models.PROTECT, related_name="issues", verbose_name=_("newspaper"))
    date = models.DateField(_("date"), db_index=True)
    edition = models.CharField(_("edition"), max_length=24, blank=True)
    number = models.CharField(_("issue number"), max_length=24, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ("newspaper", "date", "edition")
        constraints = [
            models.UniqueConstraint(fields=("newspaper", "date", "edition"), name="one_issue_a_day_and_edition"),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, (self.newspaper.name, self.date.isoformat(), self.edition)))


class ImportRun(models.Model):
    """One run of the importer: with what, when, and what came of it. A run can be undone.

    A run that does not store (`stores`) only looks: it ends as READ, and becomes one that stores when that is asked
    for. `process` and `beat_at` say who is at it and when that was last heard of; see `articles.runs`.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a worker")
        RUNNING = "running", _("running")
        READ = "read", _("read, not stored")
        FINISHED = "finished", _("finished")
        BROKEN_OFF = "broken_off", _("broken off")
        DISCARDED = "discarded", _("discarded")
        UNDONE = "undone", _("undone")

    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RUNNING)
    options = models.JSONField(_("options"), default=dict, blank=True)
    reader_version = models.CharField(_("version of the reader"), max_length=24)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    stores = models.BooleanField(_("stores what it reads"), default=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    process = models.CharField(_("process"), max_length=160, blank=True, editable=False)
    beat_at = models.DateTimeField(_("last sign of life"), null=True, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(_("times begun"), default=0, editable=False)
    trouble = models.TextField(_("what went wrong"), blank=True, editable=False)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ("-id",)

    def __str__(self) -> str:
        return str(_("Run %(number)s") % {"number": self.pk})


class Page(Curated):
    """One printed page: one source text, which never changes.

    What the page tells of paper and day stands as read (`newspaper_as_read`, `date_as_read`, with the basis in words),
    and `issue` is what it is taken to be of: empty where paper or day are unknown, until an editor knows better.
    The three sums account for every character.
    """

    public_id = models.CharField(_("public id"), max_length=80, unique=True, editable=False)
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, unique=True, editable=False)
    text = models.TextField(_("text as printed"), editable=False)
    source_name = models.CharField(_("source file"), max_length=400, editable=False)
    encoding = models.CharField(_("encoding"), max_length=24, editable=False)
    damaged_bytes = models.PositiveIntegerField(_("damaged bytes replaced"), default=0, editable=False)

    issue = models.ForeignKey(
        Issue, models.PROTECT, null=True, blank=True, related_name="pages", verbose_name=_("issue")
    )
    label = models.CharField(_("page"), max_length=24, blank=True, help_text=_("As printed: 3, 03, A01."))
    section = models.CharField(_("section"), max_length=100, blank=True)
    newspaper_as_read = models.CharField(_("newspaper as read"), max_length=100, blank=True)
    newspaper_basis = models.TextField(_("how the newspaper is known"), blank=True)
    date_as_read = models.CharField(_("date as read"), max_length=24, blank=True)
    date_basis = models.TextField(_("how the date is known"), blank=True)

    characters = models.PositiveIntegerField(_("characters"), editable=False)
    in_articles = models.PositiveIntegerField(_("in articles"), default=0, editable=False)
    in_furniture = models.PositiveIntegerField(_("in furniture"), default=0, editable=False)
    unassigned = models.PositiveIntegerField(_("unassigned"), default=0, editable=False)

    repairs = models.JSONField(_("repairs"), default=list, blank=True, editable=False)
    warnings = models.JSONField(_("warnings"), default=list, blank=True, editable=False)
    next_number = models.PositiveIntegerField(_("next article number"), default=1, editable=False)
    reader_version = models.CharField(_("version of the reader"), max_length=24, blank=True, editable=False)
    fingerprint = models.CharField(_("fingerprint of the last reading"), max_length=64, blank=True, editable=False)
    run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="pages",
        verbose_name=_("import run"),
        editable=False,
    )
    terms = models.TextField(_("search terms"), blank=True, editable=False)

    # Paper, day, edition and number stand in the issue: an issue put right is an edit of all its pages.
    curated_fields = ("newspaper", "date", "edition", "number", "label", "section", "furniture")

    objects = TextQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded], excluded_fields=[*NOT_IN_HISTORY, "text"])

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ("id",)
        indexes = [
            models.Index(fields=("id",), condition=Q(unassigned__gt=0), name="pages_with_leftovers"),
            # On PostgreSQL a migration makes it one of ranges, which leaves the text's index alone: docs/adr, 13.
            models.Index(fields=("updated_at", "id"), name="page_changed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(characters=F("in_articles") + F("in_furniture") + F("unassigned")),
                name="every_character_is_accounted_for",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the search terms that belong to the text."""
        if is_saving("text", kwargs):
            self.refresh_terms(kwargs)
        super().save(*args, **kwargs)

    def refresh_terms(self, saving: dict[str, Any] | None = None) -> None:
        """Work out the search terms anew; `saving` are the arguments of a save that they are to be part of."""
        self.terms = terms_of(self)
        add_update_field("terms", saving)

    def standing_value(self, name: str) -> Any:
        if name == "furniture":
            return [[span.start, span.end] for span in self.furniture.all()]
        if self.issue is None:
            return ""
        match name:
            case "newspaper":
                return self.issue.newspaper.code
            case "date":
                return self.issue.date.isoformat()
        return getattr(self.issue, name)

    @property
    def home_place(self) -> str:
        """The city or county that 全市, 我市 mean on this page; empty where the paper is unknown."""
        return self.issue.newspaper.place if self.issue else ""


class FurnitureSpan(models.Model):
    """Characters of a page that belong to no story: mastheads, flags, hotlines, captions of QR codes."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="furniture", verbose_name=_("page"))
    start = models.IntegerField(_("from"))
    end = models.IntegerField(_("to"))

    class Meta:
        verbose_name = _("furniture")
        verbose_name_plural = _("furniture")
        ordering = ("page_id", "start")
        constraints = [
            models.CheckConstraint(condition=Q(start__gte=0, start__lt=F("end")), name="furniture_span_runs_forward"),
            models.UniqueConstraint(fields=("page", "start"), name="one_furniture_span_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


class Article(Curated):
    """One story of a page. `number` is allotted once and never reused; `position` orders the visible.

    `body_map` leads from the body to print: runs [body offset, page offset, length]. An unreviewed article with a
    `reviewer` is in review; imports leave that alone.
    """

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        BRIEF = "brief", _("brief")
        PHOTO = "photo", _("photo")
        WEATHER = "weather", _("weather")
        NOTICE = "notice", _("notice")
        ADVERT = "advert", _("advert")

    public_id = models.CharField(_("public id"), max_length=90, unique=True, editable=False)
    page = models.ForeignKey(Page, models.PROTECT, related_name="articles", verbose_name=_("page"))
    number = models.PositiveIntegerField(_("number"), editable=False)
    position = PositionField(_("position"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.NEWS)
    kicker = models.TextField(_("kicker"), blank=True)
    headline = models.TextField(_("headline"), blank=True)
    standfirsts = models.JSONField(_("standfirsts"), default=list, blank=True)
    crossheads = models.JSONField(_("crossheads"), default=list, blank=True)
    byline = models.TextField(_("byline"), blank=True)
    dateline_place = models.CharField(_("dateline: place"), max_length=100, blank=True)
    dateline_date = models.CharField(_("dateline: date"), max_length=24, blank=True)
    body = models.TextField(_("body"), blank=True)
    body_map = models.JSONField(_("body's way to print"), default=list, blank=True, editable=False)
    # No reader says so: a link of editors alone, which imports neither write nor take away.
    continues = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continuations",
        verbose_name=_("goes on from"),
        editable=False,
    )
    confidence = models.FloatField(_("confidence"), default=1.0, editable=False)
    why = models.TextField(_("why read so"), blank=True, editable=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken by"),
        editable=False,
    )
    next_mention_number = models.PositiveIntegerField(_("next mention number"), default=1, editable=False)
    next_metric_number = models.PositiveIntegerField(_("next metric number"), default=1, editable=False)
    run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("import run"),
        editable=False,
    )
    terms = models.TextField(_("search terms"), blank=True, editable=False)

    stands_below = ("page",)
    decided_columns = ("note", "continues_id")
    curated_fields = (
        "kind",
        "kicker",
        "headline",
        "standfirsts",
        "crossheads",
        "byline",
        "dateline_place",
        "dateline_date",
        "body",
        "position",
        "spans",
    )

    objects = TextQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded], excluded_fields=NOT_IN_HISTORY)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("page", "position", "id")
        indexes = [
            # In the order of the admin's list, which both filter: its first rows are the first of the index.
            models.Index(fields=("status", "-page", "position", "-id"), name="articles_by_status"),
            models.Index(fields=("kind", "-page", "position", "-id"), name="articles_by_kind"),
            models.Index(fields=("updated_at", "id"), name="article_changed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("page", "number"), name="one_article_a_number"),
            models.UniqueConstraint(
                fields=("page", "position"), condition=~Q(status__in=TOMBSTONES), name="one_visible_article_a_position"
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.body[:20] or self.public_id

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what follows from the text: the body's way to print, and the search terms.

        A form posts CRLF and strips: text is made the same whoever writes it, so that a save without a change is none.
        """
        for name in SEARCHED_TEXT:
            if is_saving(name, kwargs):
                setattr(self, name, tidy(getattr(self, name)))
        if is_saving("body", kwargs) and self.pk:
            self.realign_body(kwargs)
        if any(is_saving(name, kwargs) for name in SEARCHED_TEXT):
            self.refresh_terms(kwargs)
        super().save(*args, **kwargs)

    def realign_body(self, saving: dict[str, Any] | None = None) -> None:
        """Carry the body's map over from the body that is stored to this one, if it was rewritten."""
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("body", "body_map").first()
        if stored and stored[0] != self.body and stored[1] == self.body_map:
            self.body_map = [list(run) for run in align_runs(stored[0], stored[1], self.body)]
            add_update_field("body_map", saving)

    def refresh_terms(self, saving: dict[str, Any] | None = None) -> None:
        """Work out the search terms anew; `saving` are the arguments of a save that they are to be part of."""
        self.terms = terms_of(self)
        add_update_field("terms", saving)

    def standing_value(self, name: str) -> Any:
        return [[span.part, span.start, span.end] for span in self.spans.all()]

    @property
    def placed(self) -> list[tuple[int, int]]:
        """The article's places on the page, in reading order, those not yet stored included."""
        return [(start, end) for _part, start, end in self.curated_value("spans")]


# The text columns that an article is found by; what a form may have changed in passing is put right in them.
SEARCHED_TEXT = ("headline", "kicker", "standfirsts", "crossheads", "byline", "body")


def is_saving(name: str, saving: dict[str, Any]) -> bool:
    """Whether a save with these arguments writes the column."""
    fields = saving.get("update_fields")
    return fields is None or name in fields


def add_update_field(name: str, saving: dict[str, Any] | None) -> None:
    """Let a save of some columns write this one too."""
    if saving and saving.get("update_fields") is not None:
        saving["update_fields"] = {*saving["update_fields"], name}


class ArticleSpan(models.Model):
    """Characters of the page that belong to an article, in reading order, and the part they play in it."""

    class Part(models.TextChoices):
        HEADLINE = "headline", _("headline")
        KICKER = "kicker", _("kicker")
        STANDFIRST = "standfirst", _("standfirst")
        CROSSHEAD = "crosshead", _("crosshead")
        BYLINE = "byline", _("byline")
        BODY = "body", _("body")
        CAPTION = "caption", _("caption")

    article = models.ForeignKey(Article, models.CASCADE, related_name="spans", verbose_name=_("article"))
    ordinal = models.PositiveIntegerField(_("order"))
    part = models.CharField(_("part"), max_length=12, choices=Part.choices, default=Part.BODY)
    start = models.IntegerField(_("from"))
    end = models.IntegerField(_("to"))

    class Meta:
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        ordering = ("article_id", "ordinal")
        indexes = [models.Index(fields=("part", "article", "ordinal"), name="article_spans_of_a_part")]
        constraints = [
            models.CheckConstraint(condition=Q(start__gte=0, start__lt=F("end")), name="article_span_runs_forward"),
            models.UniqueConstraint(fields=("article", "ordinal"), name="one_article_span_an_ordinal"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


class ImportedFile(models.Model):
    """What became of one file in one run."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("new")
        UPDATED = "updated", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        FAILED = "failed", _("failed")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="files", verbose_name=_("import run"))
    source_name = models.CharField(_("source file"), max_length=400)
    page = models.ForeignKey(
        Page, models.PROTECT, null=True, blank=True, related_name="imported_files", verbose_name=_("page")
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    reason = models.TextField(_("reason"), blank=True)
    changes = models.JSONField(_("changes"), default=dict, blank=True)

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.source_name


class Change(models.Model):
    """That a record of the API changed: one row a record, kept by triggers, so that no road of a change is missed.

    `revision` counts changes in the order in which they were committed; it is empty between the commit and the moment
    at which the feed numbers it (`newsarchive.feed`).
    """

    resource = models.CharField(_("resource"), max_length=12)
    row = models.BigIntegerField(_("row"))
    key = models.CharField(_("key"), max_length=100, blank=True)
    revision = models.BigIntegerField(_("revision"), null=True, unique=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ("revision",)
        constraints = [models.UniqueConstraint(fields=("resource", "row"), name="one_change_a_record")]
        indexes = [models.Index(fields=("id",), condition=Q(revision__isnull=True), name="changes_without_number")]

    def __str__(self) -> str:
        return f"{self.resource} {self.key or self.row}"
