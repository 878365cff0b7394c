"""Whether the page desk stays fluid in a real browser, on a page of 20,000 characters with 30 articles.

    python -m tests.benchmarks.fluid [--times 10]

Selecting, by mouse and by keys: the browser's tasks that took longer than 50 ms (what it calls a long task), and the
processor's time for one step. Operations: milliseconds from the key to the page drawn anew, and those of them that the
server took. A busy machine makes tasks longer that are not: the load is told.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
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
}
"""


def drag(page: Any, steps: int) -> None:
    """Press at the upper left of the text, move to its lower right, let go."""
    box = page.locator("#page-text").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 40, box["y"] + box["height"] - 20, steps=steps)
    page.mouse.up()


def press(page: Any, key: str, times: int) -> None:
    for _time in range(times):
        page.keyboard.press(key)


def measure_selecting(page: Any) -> list[list[str]]:
    """A line for each way to select: steps, processor's time for each, long tasks."""
    ways: list[tuple[str, int, Callable[[], None]]] = [
        ("mouse, over the text in sight", 60, lambda: drag(page, 60)),
        ("⇧↓, a line further", 60, lambda: press(page, "Shift+ArrowDown", 60)),
        ("⇧→, a character further", 60, lambda: press(page, "Shift+ArrowRight", 60)),
        ("], the next stretch", 30, lambda: press(page, "]", 30)),
        ("w, the stretch under the cursor", 10, lambda: press(page, "w", 10)),
        ("j, the next article", 20, lambda: press(page, "j", 20)),
    ]
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        return next(each["value"] for each in metrics if each["name"] == "TaskDuration") * 1000

    rows = []
    for name, steps, act in ways:
        page.evaluate(SELECT, [4_000, 4_000])
        page.evaluate("longTasks.length = 0")
        before = busy()
        act()
        page.wait_for_timeout(200)
        taken = (busy() - before) / steps
        long = page.evaluate("longTasks")
        rows.append([name, str(steps), f"{taken:.1f}", str(len(long)), f"{max(long):.0f}" if long else "none"])
    return rows


def measure_operations(page: Any, times: int) -> list[list[str]]:
    """A line for each operation: from the key to the page drawn anew, and the server's share."""
    served: list[float] = []

    def note(request: Any) -> None:
        if request.url.endswith(("/do/", "/turn/")):
            served.append(request.timing["responseEnd"] - request.timing["requestStart"])

    page.on("requestfinished", note)
    rows = []
    for name, key in (("mark", "4"), ("move", "m"), ("new article", "n"), ("furniture", "f"), ("split", "s")):
        done: list[float] = []
        undone: list[float] = []
        served.clear()
        for _time in range(times + 1):
            page.evaluate(SELECT, [9_500, 9_540])
            for pressed, into in ((key, done), ("z", undone)):
                drawn = page.evaluate("operations.length")
                page.keyboard.press(pressed)
                page.wait_for_selector(f"#page-desk[data-drawn='{drawn + 1}']")
                into.append(page.evaluate("operations.at(-1)"))
        row = [statistics.median(each[1:]) for each in (done, served[2::2], undone, served[3::2])]
        rows.append([name, *(f"{each:.0f}" for each in row)])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=10, help="how often each operation is done (default: 10)")
    arguments = parser.parse_args()
    prepare_django()
    with served_archive() as address:
        from tests.factories import import_stories

        printed = import_stories(*make_stories())
        with logged_in(address) as page:
            page.add_init_script(WATCH)
            page.goto(f"{address}/admin/articles/page/{printed.pk}/desk/")
            page.wait_for_selector("#page-desk")
            page.wait_for_timeout(500)
            loading = page.evaluate("longTasks")
            selecting = measure_selecting(page)
            operations = measure_operations(page, arguments.times)
    print(tell_load())
    print(f"{printed.characters:,} characters; long tasks while the desk opens: {[round(each) for each in loading]}")
    heads = ["selecting", "steps", "ms of the processor a step", f"tasks over {LONG_TASK} ms", "longest"]
    print(write_table("Selecting on the page desk", heads, selecting))
    heads = ["operation", "ms", "of them the server", "undone, ms", "of them the server"]
    print(write_table(f"Operations, medians of {arguments.times}; wanted: {WANTED} ms", heads, operations))


if __name__ == "__main__":
    main()
