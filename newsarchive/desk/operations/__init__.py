"""Operations on a page's articles, for the page desk, the API and scripts: one transaction each, undone and redone.

Here are the values that go in and out. `layout.layout_of(page)` is the page as a value; `applying.apply`,
`turning.undo` and `turning.redo` change it. What cannot be done raises `OperationError`.
"""

from newsarchive.desk.operations.types import (
    FURNITURE,
    KINDS,
    NEW,
    UNASSIGNED,
    Action,
    Conflict,
    Decide,
    Done,
    EditedSince,
    Join,
    LaidArticle,
    LaidPart,
    Layout,
    Mark,
    Merge,
    Move,
    OperationError,
    Outcome,
    Part,
    Reorder,
    Road,
    Split,
)

__all__ = [
    "FURNITURE", "KINDS", "NEW", "UNASSIGNED", "Action", "Conflict", "Decide", "Done", "EditedSince", "Join",
    "LaidArticle", "LaidPart", "Layout", "Mark", "Merge", "Move", "OperationError", "Outcome", "Part", "Reorder",
    "Road", "Split",
]  # fmt: skip
