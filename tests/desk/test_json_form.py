"""What may be asked of the page desk and the API, as JSON."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.text.spans import Span
from newsarchive.desk.operations import NEW, Join, Mark, Merge, Move, OperationError, Part, Split
from newsarchive.desk.operations.json_form import read_action


class ReadActionTests(SimpleTestCase):
    def test_operations_are_read(self):
        cases = [
            ({"kind": "move", "spans": [[3, 9]], "to": "new"}, Move((Span(3, 9),), NEW)),
            (
                {"kind": "move", "spans": [[3, 9]], "to": "x-a01", "part": "body", "place": 2},
                Move((Span(3, 9),), "x-a01", Part.BODY, 2),
            ),
            (
                {"kind": "mark", "spans": [[0, 1], [4, 5]], "part": "kicker"},
                Mark((Span(0, 1), Span(4, 5)), Part.KICKER),
            ),
            ({"kind": "split", "article": "x-a01", "at": 0}, Split("x-a01", at=0)),
            ({"kind": "merge", "article": "x-a01", "other": "x-a02"}, Merge("x-a01", "x-a02")),
            ({"kind": "join", "article": "x-a01", "other": None}, Join("x-a01", None)),
        ]
        for sent, action in cases:
            with self.subTest(sent):
                self.assertEqual(read_action(sent), action)

    def test_what_cannot_be_meant_names_its_field(self):
        cases = [
            ([], ""),
            ({}, "kind"),
            ({"kind": "burn"}, "kind"),
            ({"kind": "move", "to": "new"}, "spans"),
            ({"kind": "move", "spans": [], "to": "new"}, "spans"),
            ({"kind": "move", "spans": [[9, 3]], "to": "new"}, "spans.0"),
            ({"kind": "move", "spans": [[3, True]], "to": "new"}, "spans.0"),
            ({"kind": "move", "spans": [[1, 2], "x"], "to": "new"}, "spans.1"),
            ({"kind": "move", "spans": [[3, 9]]}, "to"),
            ({"kind": "move", "spans": [[3, 9]], "to": 7}, "to"),
            ({"kind": "move", "spans": [[3, 9]], "to": "new", "colour": "red"}, "colour"),
            ({"kind": "mark", "spans": [[3, 9]], "part": "footer"}, "part"),
            ({"kind": "decide", "article": "x", "status": "burnt"}, "status"),
            ({"kind": "split", "article": "x", "at": -1}, "at"),
            ({"kind": "split", "article": "x", "at": "3"}, "at"),
            ({"kind": "merge", "article": "x"}, "other"),
        ]
        for sent, field in cases:
            with self.subTest(sent):
                with self.assertRaises(OperationError) as refused:
                    read_action(sent)
                self.assertEqual(refused.exception.field, field)
