"""Everything that an editor reads is in Chinese: no word of ours is missing from the catalogue, none is doubtful."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase
from django.utils.translation.template import templatize

BASE = Path(settings.BASE_DIR)
CATALOGUE = BASE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
PACKAGES = ("newsarchive", "articles", "people", "metrics")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
ENTRY = re.compile(
    r"""
    (?P<comments>(?:^\#.*\n)*)
    ^msgid\ (?P<msgid>(?:".*"\n)+)
    (?:^msgid_plural\ (?P<plural>(?:".*"\n)+))?
    ^msgstr(?:\[0\])?\ (?P<msgstr>(?:".*"(?:\n|\Z))+)
    """,
    re.VERBOSE | re.MULTILINE,
)


def unquote(lines: str) -> str:
    return "".join(ast.literal_eval(line) for line in lines.strip().split("\n"))


def read_catalogue() -> dict[str, tuple[str, str]]:
    """msgid -> (msgstr, comments above it)."""
    found = ENTRY.finditer(CATALOGUE.read_text(encoding="utf-8"))
    return {unquote(entry["msgid"]): (unquote(entry["msgstr"]), entry["comments"]) for entry in found}


def find_words_of_code(path: Path) -> set[str]:
    """The first string of every call to gettext."""
    words = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                words.add(first.value)
    return words


def find_words_of_template(path: Path) -> set[str]:
    """The strings of translate and blocktranslate tags, as Django hands them to xgettext."""
    calls = templatize(path.read_text(encoding="utf-8"))
    found = re.findall(r"""n?gettext\(u?('''.*?'''|\"\"\".*?\"\"\"|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""", calls, re.S)
    found += re.findall(r"""\b_\(u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)""", calls)
    return {ast.literal_eval(word) for word in found}


class CatalogueTests(SimpleTestCase):
    def test_every_word_of_code_and_templates_is_translated(self) -> None:
        words: set[str] = set()
        for package in PACKAGES:
            for path in (BASE / package).rglob("*.py"):
                words |= find_words_of_code(path)
            for path in (BASE / package).rglob("*.html"):
                words |= find_words_of_template(path)
        self.assertIn("What the marks mean", words)
        self.assertIn("unreviewed", words)
        self.assertEqual(words - read_catalogue().keys(), set())

    def test_no_entry_is_empty_or_doubtful(self) -> None:
        catalogue = read_catalogue()
        self.assertGreater(len(catalogue), 200)
        self.assertEqual([word for word, (said, _comments) in catalogue.items() if not said], [])
        self.assertEqual([word for word, (_said, comments) in catalogue.items() if "fuzzy" in comments], [])

    def test_the_compiled_catalogue_says_what_the_readable_one_says(self) -> None:
        with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
            words = gettext.GNUTranslations(compiled)
        said = {word: said for word, (said, _comments) in read_catalogue().items() if word}
        stale = [w for w, s in said.items() if s not in (words.gettext(w), words.ngettext(w, w, 1))]
        self.assertEqual(stale, [])

    def test_placeholders_are_the_same_in_both_languages(self) -> None:
        placeholder = re.compile(r"%\(\w+\)[sd]|%s|\{\w+\}")
        said = {word: said for word, (said, _comments) in read_catalogue().items() if word}
        differing = [w for w, s in said.items() if set(placeholder.findall(w)) != set(placeholder.findall(s))]
        self.assertEqual(differing, [])
