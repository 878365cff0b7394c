"""`make screenshots`: pictures of the start page and the two desks for docs/images, from the invented fixtures alone.

    python -m tests.screenshots [FOLDER]
    python -m tests.screenshots --tour FOLDER [--pages FOLDER]

In Chinese and English, in the light, in the dark and on a telephone. `--tour` takes every screen of the admin and the
API's pages, to be looked at; `--pages` imports further pages of print for that.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from tests.benchmarks.browsing import EDITOR, log_in, prepare_django, served_archive

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 800}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5},
}
QUALITY = 72  # of a JPEG: below 150 KB a picture
# Libraries' own, filters, and what looks like another that is there.
PASSED_OVER = re.compile(r"=|^box: |^count$|^(?!article).*: history|: search$|span: |token|task|^access|session")


def fill_archive(pages: Path | None) -> None:
    """The fixtures, read; some of it looked through, as an archive is after a morning's work."""
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from articles.models import Article, Page
    from newsarchive.desk.adding import warm_up
    from newsarchive.desk.counting import count_anew
    from newsarchive.desk.operations import Move
    from newsarchive.desk.operations.applying import apply

    quiet = {"stdout": StringIO(), "stderr": StringIO()}
    call_command("load_authority", verbosity=0, **quiet)
    call_command("import_pages", str(ROOT / "fixtures" / "pages"), **quiet)
    if pages:
        call_command("import_pages", str(pages), **quiet)
    warm_up()
    editor = User.objects.get(username=EDITOR)
    for article in Article.objects.visible().order_by("pk")[:6]:
        article.status, article._history_user = "confirmed", editor
        article.save()
    story = find_story()
    figure = story.metrics.order_by("number")[2]
    figure.place, figure._history_user = "启川县", editor
    figure.save()
    page = Page.objects.get(pk=story.page_id)
    span = story.spans.order_by("-end").first()
    for at in (span.start, span.start + 30):
        apply(page, Move(((at, at + 6),), "furniture"), version="*", by=editor)
    count_anew()


def find_story() -> Any:
    """The story with the most people and figures among the fixtures."""
    from django.db.models import Count

    from articles.models import Article

    stories = Article.objects.visible().filter(page__source_name__contains="0")
    return stories.annotate(rows=Count("mentions", distinct=True) + Count("metrics", distinct=True)).order_by(
        "-rows", "pk"
    )[0]


def take_all(browser: Any, address: str, screens: dict[str, str], folder: Path, looks: dict[str, Any]) -> None:
    """A picture of each screen in each language and look: NAME-LANGUAGE-LOOK.jpg."""
    for language, locale in LANGUAGES.items():
        for look, options in looks.items():
            context = browser.new_context(locale=locale, **options)
            page = context.new_page()
            log_in(page, address)
            for name, path in screens.items():
                page.goto(address + path)
                page.wait_for_load_state()
                prepare(page, name)
                file = folder / f"{name}-{language}-{look}.jpg"
                page.screenshot(path=str(file), type="jpeg", quality=QUALITY)
            context.close()


def prepare(page: Any, name: str) -> None:
    """What a picture is to show: on the article's desk a figure at hand, on the page's desk an article chosen."""
    if name == "article-desk" and page.viewport_size["width"] > 600:
        page.locator("#metrics-group .row-card[data-key] summary").nth(2).focus()
        page.wait_for_timeout(300)
        page.locator("#metrics-group h2").scroll_into_view_if_needed()
    elif name == "fill":
        page.locator("#metrics-group .row-card[data-key] summary").nth(1).focus()
        page.keyboard.press("i")
        page.wait_for_selector("[data-offers] button")
    elif name == "page-desk":
        page.locator("[data-choose]").nth(1).click()
        page.wait_for_timeout(200)
    elif name == "api-docs":
        page.wait_for_selector(".opblock")


def find_tour() -> Iterator[tuple[str, str]]:
    """Every screen of the admin that has a look of its own, and the API's pages."""
    from django.urls import reverse

    from articles.models import ImportRun, Page
    from tests.benchmarks.desk import find_screens

    for name, path in find_screens():
        if not PASSED_OVER.search(name):
            yield re.sub(r"[^a-z]+", "-", name).strip("-"), path
    run, page = ImportRun.objects.order_by("pk").first(), Page.objects.order_by("pk").last()
    yield "import", reverse("admin:articles_importrun_add")
    yield "run", reverse("admin:articles_importrun_change", args=(run.pk,))
    yield "run-undo", reverse("admin:articles_importrun_undo", args=(run.pk,))
    yield "page-desk-last", reverse("admin:articles_page_desk", args=(page.pk,))

    story = find_story()
    yield "fill", reverse("admin:articles_article_change", args=(story.pk,))
    yield "not-found", "/admin/articles/article/99999999/change/"
    yield "nowhere", "/admin/nowhere/"
    yield "api-root", "/api/v1/"
    yield "api-article", "/api/v1/articles/"
    yield "api-docs", "/api/v1/docs/"
    yield "password", "/admin/password_change/"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=IMAGES)
    parser.add_argument("--tour", type=Path, metavar="FOLDER", help="every screen instead, into this folder")
    parser.add_argument("--only", default="", metavar="PATTERN", help="of the tour, screens whose name it matches")
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="further pages to import")
    arguments = parser.parse_args()
    prepare_django()
    from django.urls import reverse
    from playwright.sync_api import sync_playwright

    from tests.admin.browsing import CHROMIUM, OPTIONS

    only = arguments.only
    folder = arguments.tour or arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    with served_archive() as address:
        fill_archive(arguments.pages)
        story = find_story()
        screens = {
            "start-page": reverse("admin:index"),
            "page-desk": reverse("admin:articles_page_desk", args=(story.page_id,)),
            "article-desk": reverse("admin:articles_article_change", args=(story.pk,)),
        }
        if arguments.tour:
            screens = {name: path for name, path in (screens | dict(find_tour())).items() if re.search(only, name)}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
            take_all(browser, address, screens, folder, LOOKS)
            browser.close()
    for file in sorted(folder.glob("*.jpg")):
        print(f"{file.name:40} {file.stat().st_size // 1024:>5} KB")


if __name__ == "__main__":
    main()
