"""How long an operation of the page desk takes on a long page: 20,000 characters, 30 articles with people and figures.

    python -m tests.benchmarks.operations [--database postgresql] [--times 15] [--profile split]

The database is one of its own, made for the run and thrown away. For each operation, done and undone again and again,
the median of this process's own time and of the time that passes, in milliseconds; the two differ by what the database
server takes, and by what else the machine does.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import time
from collections.abc import Callable
from typing import Any

import django

ARTICLES = 30
CHARACTERS = 20_000
PEOPLE = 3  # an article, and as many figures
SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹"
GIVEN = "明华文建海春晓志永国立新德玉秀云雨思若景"
PRINT = "清晨的河面上雾气还没有散开岸边的老街已经热闹起来挑担的人从桥上走过铺子一家接一家卸下门板"


def make_stories() -> list[Any]:
    """Stories that fill the page together, no two with the same name or figure."""
    from tests.factories import Figure, Named, Story

    stories = []
    for number in range(ARTICLES):
        people = [f"{SURNAMES[number]}{GIVEN[each]}{GIVEN[-1 - each]}" for each in range(PEOPLE)]
        figures = [f"{number + 1}{each}.5吨" for each in range(PEOPLE)]
        body = "。".join(f"{name}说收成是{text}" for name, text in zip(people, figures, strict=True)) + "。"
        fill = (CHARACTERS // ARTICLES - len(body) - 12) // len(PRINT) + 1
        sentences = [PRINT[number:] + "，" + PRINT[:number] + "。" for _each in range(fill)]
        stories.append(
            Story(
                f"第{number + 1}篇报道的标题",
                "".join([sentences[0], body, *sentences[1:]]),
                tuple(Named(name) for name in people),
                tuple(Figure(text, text[:-1], "吨", "收成") for text in figures),
            )
        )
    return stories


def make_actions(page: Any) -> dict[str, Any]:
    """One of each kind, in the middle of the page."""
    from newsarchive.desk.operations import FURNITURE, NEW, Decide, Mark, Merge, Move, Part, Reorder, Split
    from newsarchive.desk.operations.layout import layout_of

    layout = layout_of(page)
    ids = [article.id for article in layout.articles]
    body = next(part for part in layout.articles[15].parts if part.part == Part.BODY)
    middle = (body.start + body.end) // 2
    span = (middle, middle + 40)
    return {
        "split": Split(ids[15], at=middle),
        "merge": Merge(ids[15], ids[16]),
        "move": Move((span,), ids[3]),
        "new": Move((span,), NEW),
        "furniture": Move((span,), FURNITURE),
        "mark": Mark((span,), Part.CROSSHEAD),
        "first": Reorder(ids[-1], ids[0]),
        "reject": Decide(ids[15], "rejected"),
    }


def measure(act: Callable[[], Any]) -> tuple[float, float]:
    """Milliseconds of this process, and by the clock."""
    own, clock = time.process_time(), time.perf_counter()
    act()
    return (time.process_time() - own) * 1000, (time.perf_counter() - clock) * 1000


def run(times: int, profiled: str) -> None:
    from django.contrib.auth.models import User
    from django.db import connection

    from newsarchive.desk.operations.applying import apply
    from newsarchive.desk.operations.layout import layout_of
    from newsarchive.desk.operations.turning import undo
    from tests.factories import import_stories

    page, editor = import_stories(*make_stories()), User.objects.create(username="editor")
    print(f"{connection.vendor}: {page.characters:,} characters, {page.articles.count()} articles; medians of {times}")
    print(f"{'':10}{'own ms':>8}{'clock':>8}{'undo':>8}{'clock':>8}")
    for name, action in make_actions(page).items():
        if profiled and name != profiled:
            continue
        done, undone = [], []
        for _time in range(times + 1):
            version = layout_of(page).version
            done.append(measure(lambda action=action, version=version: apply(page, action, version=version, by=editor)))
            undone.append(measure(lambda: undo(page, editor)))
        medians = [statistics.median(each[1:]) for each in (*zip(*done, strict=True), *zip(*undone, strict=True))]
        print(f"{name:10}" + "".join(f"{median:8.0f}" for median in medians))
        if profiled:
            profile = cProfile.Profile()
            profile.runcall(apply, page, action, version="*", by=editor)
            pstats.Stats(profile).sort_stats("cumtime").print_stats(45)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--times", type=int, default=15, help="how often each is done (default: 15)")
    parser.add_argument("--profile", default="", metavar="NAME", help="this one alone, and where its time goes")
    arguments = parser.parse_args()
    stop: Any = None
    if arguments.database == "sqlite":
        os.environ["DATABASE_URL"] = "sqlite:///:memory:"
    elif not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        from tests.postgres import start_server

        os.environ["DATABASE_URL"], stop = start_server()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()  # as the tests have it: no statement is kept, whatever DEBUG says
    made = setup_databases(0, interactive=False)
    try:
        run(arguments.times, arguments.profile)
    finally:
        teardown_databases(made, 0)
        if stop:
            stop()


if __name__ == "__main__":
    main()
