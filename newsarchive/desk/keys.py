"""The keys of the article desk and the page desk in words, as their help lists them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ARTICLE_KEYS: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("j", "k"), _("next, previous person or figure")),
    (("Enter",), _("open the line; on a mark in the text: go to its line")),
    (("c",), _("confirm the line and go to the next that waits")),
    (("x",), _("reject the line, with a reason")),
    (("u",), _("open the line again: unreviewed")),
    (("a",), _("confirm the article alone")),
    (("C",), _("confirm the article, its people and its figures")),
    (("X",), _("reject the article, with a reason")),
    (("1", "2"), _("where the reader reads otherwise: keep what stands, take the reading")),
    (("p",), _("add a person: the marked characters, or a name that you type")),
    (("f",), _("add a figure: the marked characters, or one that you type")),
    (("l", "d", "i"), _("place, period, or what is measured: of this figure, of it and all below, of all that wait")),
    (("L", "D"), _("take the marked place or period for this figure and all below (l, d: for this one)")),
    (("s", "S"), _("give the marked place, period to the figures behind it in its sentence")),
    (("r", "R"), _("give what you gave last again: to this figure, to it and all below; or to those marked")),
    (("e", "E"), _("add the marked characters to what is measured: behind it, in front of it")),
    (("t",), _("take the article for review, or give it back")),
    (("z", "Z"), _("undo the last of these, redo it; tomorrow too")),
    (("n", "b"), _("next, previous article that waits, in the list you came from")),
    (("g",), _("the page's desk")),
    (("Ctrl", "S"), _("save, and stay")),
    (("?",), _("this list")),
)

PAGE_KEYS: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("←", "→", "↑", "↓"), _("in the text: move; with Shift: select")),
    (("[", "]"), _("select the stretch before, after")),
    (("w",), _("select the whole stretch under the cursor")),
    (("j", "k"), _("choose the next, previous article")),
    (("m",), _("move what is selected to the chosen article")),
    (("n",), _("make what is selected a new article")),
    (("f",), _("make it furniture")),
    (("0",), _("give it to nothing")),
    (("1", "…", "7"), _("mark it as headline, kicker, standfirst, crosshead, byline, body, caption")),
    (("s",), _("split the article at the cursor")),
    (("g",), _("merge the article below into the chosen one")),
    (("o",), _("say on which page the chosen article goes on")),
    (("<", ">"), _("move the chosen article up, down")),
    (("c",), _("confirm the chosen article")),
    (("x",), _("reject the chosen article, with a reason")),
    (("t",), _("take the chosen article for review, or give it back")),
    (("Enter",), _("open the chosen article's own desk")),
    (("z", "Z"), _("undo, redo")),
    (("N",), _("the next page that waits")),
    (("?",), _("this list")),
)
