"""axe-core over what a browser shows: every rule in the light; in the dark what the dark changes, which is contrast."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as BrowserPage

# One that goes round for ever has no end to be brought to.
FINISH = """() => document.getAnimations()
  .filter((each) => Number.isFinite(each.effect.getComputedTiming().endTime))
  .forEach((each) => each.finish())"""


def ask_axe(page: BrowserPage, name: str, only: list[str] | None = None) -> list[str]:
    """The violations of what is shown now, each with `name` before it; of the rules or levels in `only`, else of all
    that axe looks at by itself and of the size of targets."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    options |= {"runOnly": only} if only else {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{name}: {each['id']} {[node['target'] for node in each['nodes']][:4]}" for each in found]


def ask_by_day_and_night(page: BrowserPage, name: str, only: list[str] | None = None) -> list[str]:
    """The violations of what is shown now in the light, and of its contrast in the dark."""
    told = ask_axe(page, f"{name}, light", only)
    show_in(page, "dark")
    told += ask_axe(page, f"{name}, dark", ["color-contrast"])
    show_in(page, "light")
    return told


def show_in(page: BrowserPage, scheme: Literal["light", "dark"]) -> None:
    """The same page in other colours, which are there at once instead of fading."""
    page.emulate_media(color_scheme=scheme)
    page.evaluate(FINISH)
