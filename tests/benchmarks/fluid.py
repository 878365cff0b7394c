"""Whether the page desk stays fluid in a real browser, on a page of 20,000 characters with 30 articles.

    python -m tests.benchmarks.fluid [--times 10] [--database postgresql]

Selecting, by mouse and by keys: the browser's tasks that took longer than 50 ms by the clock (what it calls a long
task), and the processor's time of one step, drawing included. Operations: milliseconds from the key to the page drawn
anew, and the processor's time on both sides; the server's has that of the program which presses the keys in it. A busy
machine stretches what the clock tells, and the load is told; it does not stretch the processor's time.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from tests.benchmarks.browsing import logged_in, prepare_django, served_archive
from tests.benchmarks.measuring import tell_load, write_table
from tests.benchmarks.operations import make_stories

LONG_TASK = 50  # ms
WANTED = 150  # ms, of an operation

# Notes long tasks; and for each operation when its key was pressed and when the page was drawn after it.
WATCH = """
window.longTasks = [];
window.operations = []; // no code from strings runs here, so an attribute tells when one is done
new PerformanceObserver((list) => {
  longTasks.push(...list.getEntries().map((each) => each.duration));
}).observe({ type: "longtask" });
window.addEventListener("DOMContentLoaded", () => {
  const desk = document.getElementById("page-desk");
  if (!desk) return;
  let pressed = 0;
  window.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  new MutationObserver(() => {
    requestAnimationFrame(() => setTimeout(() => {
      operations.push(performance.now() - pressed);
      desk.dataset.drawn = operations.length;
    }));
  }).observe(desk, { attributes: true, attributeFilter: ["data-version"] });
});
"""
SELECT = """
async ([start, end]) => {
  const { select } = await import("/static/newsarchive/desk/caret.js");
  const text = document.getElementById("page-text");
  text.focus();
  select(text, start, end);
  // It is noted with the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
}
"""


SETTLED = "new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))"


class Browser:
    """The page, with the processor's time that its tasks took: what a busy machine does not stretch."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy(self) -> float:
        """Milliseconds of the processor since the page was opened."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        found: float = next(each["value"] for each in metrics if each["name"] == "TaskDuration")
        return found * 1000

    def time(self, act: Callable[[], None]) -> float:
        """Milliseconds of the processor for an act and for drawing what came of it."""
        before = self.busy()
        act()
        self.page.evaluate(SETTLED)
        return self.busy() - before


def drag_steps(page: Any, steps: int) -> Iterator[Callable[[], None]]:
    """From the upper left of the text to its lower right, with the button pressed."""
    box = page.locator("#page-text").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    for step in range(1, steps + 1):
        x = box["x"] + 20 + (box["width"] - 60) * step / steps
        y = box["y"] + 20 + (box["height"] - 40) * step / steps
        yield partial(page.mouse.move, x, y)
    page.mouse.up()


def key_steps(page: Any, key: str, steps: int) -> Iterator[Callable[[], None]]:
    for _step in range(steps):
        yield partial(page.keyboard.press, key)


def measure_selecting(browser: Browser) -> list[list[str]]:
    """A line for each way to select: steps, processor's time of one, long tasks by the clock."""
    page = browser.page
    ways: list[tuple[str, Iterator[Callable[[], None]]]] = [
        ("mouse, over the text in sight", drag_steps(page, 60)),
        ("⇧↓, a line further", key_steps(page, "Shift+ArrowDown", 60)),
        ("⇧→, a character further", key_steps(page, "Shift+ArrowRight", 60)),
        ("], the next stretch", key_steps(page, "]", 30)),
        ("w, the stretch under the cursor", key_steps(page, "w", 10)),
        ("j, the next article", key_steps(page, "j", 20)),
    ]
    rows = []
    for name, steps in ways:
        page.evaluate(SELECT, [4_000, 4_000])
        page.evaluate("longTasks.length = 0")
        taken = [browser.time(step) for step in steps]
        long = page.evaluate("longTasks")
        told = [str(len(taken)), f"{statistics.median(taken):.0f}", f"{max(taken):.0f}", str(len(long))]
        rows.append([name, *told, f"{max(long):.0f}" if long else "none"])
    return rows


def measure_operations(browser: Browser, times: int) -> list[list[str]]:
    """A line for each operation and for undoing it: by the clock, and what of the processor both sides took."""
    page = browser.page
    rows = []
    for name, key in (("mark", "4"), ("move", "m"), ("new article", "n"), ("furniture", "f"), ("split", "s")):
        taken: dict[str, list[tuple[float, float, float]]] = {key: [], "z": []}
        for _time in range(times + 1):
            page.evaluate(SELECT, [9_500, 9_540])
            for pressed, into in taken.items():
                drawn = page.evaluate("operations.length")
                before, own = browser.busy(), time.process_time()
                page.keyboard.press(pressed)
                page.wait_for_selector(f"#page-desk[data-drawn='{drawn + 1}']")
                server = (time.process_time() - own) * 1000
                into.append((page.evaluate("operations.at(-1)"), server, browser.busy() - before))
        for what, into in ((name, taken[key]), ("  undone", taken["z"])):
            rows.append([what, *(f"{statistics.median(each):.0f}" for each in zip(*into[1:], strict=True))])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10, help="how often each operation is done (default: 10)")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    arguments = parser.parse_args()
    prepare_django(arguments.database)
    with served_archive() as address:
        from newsarchive.serving import load_and_keep
        from tests.factories import import_stories

        load_and_keep()  # as a server does
        printed = import_stories(*make_stories())
        with logged_in(address) as page:
            page.add_init_script(WATCH)
            page.goto(f"{address}/admin/articles/page/{printed.pk}/desk/")
            page.wait_for_selector("#page-desk")
            page.wait_for_timeout(500)
            loading = page.evaluate("longTasks")
            browser = Browser(page)
            selecting = measure_selecting(browser)
            operations = measure_operations(browser, arguments.times)
    print(f"{arguments.database}; {tell_load()}")
    print(f"{printed.characters:,} characters; long tasks while the desk opens: {[round(each) for each in loading]}")
    heads = ["selecting", "steps", "ms of the processor a step", "most", f"tasks over {LONG_TASK} ms", "longest"]
    print(write_table("Selecting on the page desk", heads, selecting))
    heads = ["operation", "ms by the clock", "ms of the processor: server", "browser"]
    print(write_table(f"Operations, medians of {arguments.times}; wanted: {WANTED} ms", heads, operations))


if __name__ == "__main__":
    main()
