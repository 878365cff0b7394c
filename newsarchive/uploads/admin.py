"""Imports in the admin: files are sent, looked at before they are stored, followed, and undone."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import COUNTED, ImportRunAdmin
from articles.models import ImportedFile, ImportRun, Newspaper
from articles.runs import mark_broken_off
from newsarchive.importer.given import LENGTHS
from newsarchive.importer.undo import CannotUndoError, undo_run
from newsarchive.uploads.forms import UploadForm
from newsarchive.uploads.jobs import hand_over, is_worker_there, try_again
from newsarchive.uploads.taking import CannotTakeError, SentFile, take_run
from newsarchive.uploads.working import CANNOT_UNDO, ask_to_store, discard_run

SHOWN = 500  # files on a run's page; the list of imported files has them all
AT_WORK = (ImportRun.State.WAITING, ImportRun.State.RUNNING)
OUTCOMES = dict(ImportedFile.Outcome.choices)


# What was said when the run was begun, in the editor's words; other options stand as they were typed.
OPTIONS = {
    "paths": gettext_lazy("files and folders"),
    "newspaper": gettext_lazy("newspaper"),
    "date": gettext_lazy("date"),
    "page": gettext_lazy("page"),
    "section": gettext_lazy("section"),
    "edition": gettext_lazy("edition"),
    "name_pattern": gettext_lazy("what file names mean"),
}


class UploadAdmin(ImportRunAdmin):
    """Import runs, with the page on which a run is begun, and the page on which it is followed."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        own = [
            path("<int:pk>/progress/", view(self.progress_view), name="articles_importrun_progress"),
            path("<int:pk>/act/", view(self.act_view), name="articles_importrun_act"),
            path("<int:pk>/undo/", view(self.undo_view), name="articles_importrun_undo"),
        ]
        return [*own, *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_importrun")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        mark_broken_off()
        return super().changelist_view(request, extra_context)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """The page on which files are dropped."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            run = self.take(request, form)
            if run is not None:
                url = reverse("admin:articles_importrun_change", args=(run.pk,))
                # The page that shows how much has been sent goes there itself.
                is_followed = request.headers.get("Accept", "") == "application/json"
                return JsonResponse({"url": url}) if is_followed else redirect(url)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import pages"),
            "opts": self.opts,
            "form": form,
            "newspapers": Newspaper.objects.values_list("name", flat=True)[:200],
            "by_worker": is_worker_there(),
            "most_files": settings.UPLOAD_MAX_FILES,
            "most_bytes": settings.UPLOAD_MAX_BYTES,
        }
        status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
        return TemplateResponse(request, "newsarchive/import_form.html", context, status=status)

    def take(self, request: HttpRequest, form: UploadForm) -> ImportRun | None:
        """The run of what was sent, already handed over; None where it could not be taken, which the form then says."""
        told = form.cleaned_data
        sent = [SentFile(file.name, file.file) for file in told["files"]]
        said = {name: told[name] for name in LENGTHS if told.get(name)}
        try:
            run = take_run(
                sent, said, request.user, stores="store" in request.POST, pattern=told["name_pattern"].strip()
            )
        except CannotTakeError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return None
        hand_over(run)
        return run

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The run's page: how far it is, what was read, what became of each file."""
        run = self.find_run(request, object_id)
        at_work = run.state in AT_WORK
        failed_first = models.Case(models.When(outcome="failed", then=0), default=1)
        context = {
            **self.admin_site.each_context(request),
            "title": str(run),
            "opts": self.opts,
            "original": run,
            "run": run,
            "at_work": at_work,
            "progress": tell_progress(run),
            "by_worker": is_worker_there() if at_work else True,
            "counted": [
                (word, _("yes") if run.counts[name] is True else run.counts[name])
                for name, word in COUNTED.items()
                if run.counts.get(name)
            ],
            "options": [
                (OPTIONS.get(name, name), ", ".join(told) if isinstance(told, list) else told)
                for name, told in run.options.items()
            ],
            "looked_at": list(run.uploaded.defer("content")) if run.state == ImportRun.State.READ else [],
            "files": run.files.select_related("page")
            .defer("page__text", "page__terms", "page__written", "page__reading")
            .order_by(failed_first, "pk")[:SHOWN],
            "outcomes": OUTCOMES,
            "may_import": self.has_add_permission(request),
            "may_undo": self.may_undo(request, run),
            "may_try_again": run.state == ImportRun.State.BROKEN_OFF and run.uploaded.exists(),
        }
        return TemplateResponse(request, "newsarchive/import_run.html", context)

    def may_undo(self, request: HttpRequest, run: ImportRun) -> bool:
        stored = run.stores and run.state in (ImportRun.State.FINISHED, ImportRun.State.BROKEN_OFF)
        return stored and request.user.has_perm("articles.change_importrun")

    def find_run(self, request: HttpRequest, pk: Any) -> ImportRun:
        mark_broken_off()
        run = self.get_object(request, str(pk))
        if run is None:
            raise Http404
        if not self.has_view_permission(request, run):
            raise PermissionDenied
        return run

    def progress_view(self, request: HttpRequest, pk: int) -> JsonResponse:
        """How far the run is, for the page that waits for it."""
        return JsonResponse(tell_progress(self.find_run(request, pk)))

    def act_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Store what was looked at, discard it, or begin anew."""
        run = self.find_run(request, pk)
        if request.method != "POST" or not self.has_add_permission(request):
            raise PermissionDenied
        done = False
        if "store" in request.POST:
            done = ask_to_store(run, request.POST.getlist("leave_out"))
            if done:
                hand_over(run)
        elif "discard" in request.POST:
            done = discard_run(run)
            if done:
                messages.success(request, _("The files were thrown away; nothing was stored."))
        elif "again" in request.POST:
            done = try_again(run)
        if not done:
            messages.error(request, _("Nothing was done: the run stands otherwise by now."))
        return redirect("admin:articles_importrun_change", pk)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What undoing would withdraw, and whether that is wanted."""
        run = self.find_run(request, pk)
        if not self.may_undo(request, run):
            raise PermissionDenied
        asked = request.method == "POST"
        try:
            undone = undo_run(run, dry_run=not asked)
        except CannotUndoError as error:
            messages.error(request, CANNOT_UNDO[error.rule])
            return redirect("admin:articles_importrun_change", pk)
        if asked:
            messages.success(request, _("The run was undone. What somebody had worked on was kept."))
            return redirect("admin:articles_importrun_change", pk)
        words = {
            "pages": _("pages"),
            "articles": _("articles"),
            "people": _("people"),
            "mentions": _("mentions"),
            "metrics": _("metrics"),
        }
        context = {
            **self.admin_site.each_context(request),
            "title": _("Undo %(run)s?") % {"run": run},
            "opts": self.opts,
            "run": run,
            "back": reverse("admin:articles_importrun_change", args=(pk,)),
            "counts": [(words[kind], counts) for kind, counts in undone.counts().items()],
        }
        return TemplateResponse(request, "newsarchive/import_undo.html", context)


def tell_progress(run: ImportRun) -> dict[str, Any]:
    """The run's state, and how many of its files are done."""
    done = run.files.count() if run.stores else run.uploaded.filter(preview__isnull=False).count()
    return {
        "state": run.state,
        "at_work": run.state in AT_WORK,
        "label": str(run.get_state_display()),
        "done": done,
        "files": max(run.counts.get("files", 0), done),
    }
