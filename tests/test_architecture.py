"""The rules of the house, held against the code: who may import whom, what stays pure, how long a module may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.test import SimpleTestCase

ROOT = Path(__file__).resolve().parent.parent
APPS = ("articles", "people", "metrics", "newsarchive")

# Which of our apps a module of an app may import. `newsarchive` alone knows them all, and nobody imports it.
MAY_IMPORT = {
    "articles": {"articles"},
    "people": {"people", "articles"},
    "metrics": {"metrics", "articles"},
    "newsarchive": set(APPS),
}

# No Django here, nor anything that brings it in.
PURE = (
    "articles.text",
    "articles.extraction",
    "people.extraction",
    "people.matching",
    "metrics.extraction",
    "newsarchive.importer.memory",
    "newsarchive.importer.pipeline",
    "newsarchive.importer.types",
)
IMPURE_LIBRARIES = ("django", "rest_framework", "django_filters", "simple_history", "knox", "psycopg", "environs")

# Inside an app a module imports from its own height or below. What is not named stands at the top.
HEIGHTS = (
    ("text",),
    ("extraction", "matching", "likeness", "public_ids"),
    ("plain", "search", "roads", "positions"),
    ("curation",),
    ("models",),
    ("accounting",),
    ("facts", "ingest", "linking"),
)

MARK = 300  # lines; a longer module wants a reason
REASONS = {
    "articles/models.py": "one file of an app's tables, columns and constraints, is what one looks for",
}


def find_modules() -> Iterator[Path]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def find_imports(path: Path) -> frozenset[str]:
    """The modules that a file imports, inside functions too; `from a import b` counts as a.b where that is a module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = module_name(path).split(".")
                package = package if path.name == "__init__.py" else package[:-1]
                base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
            found.update(name if is_ours(name) else base for alias in node.names if (name := f"{base}.{alias.name}"))
    return frozenset(found)


@cache
def is_ours(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def path_of(name: str) -> Path:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"


def is_in(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def height(name: str) -> int:
    """How high a module of an app stands: 0 for its text, the greatest for what is not named."""
    part = name.split(".")[1] if "." in name else ""
    return next((number for number, names in enumerate(HEIGHTS) if part in names), len(HEIGHTS))


class ArchitectureTests(SimpleTestCase):
    def test_an_app_imports_only_the_apps_below_it(self):
        for path in find_modules():
            app = path.relative_to(ROOT).parts[0]
            for name in find_imports(path):
                if (other := name.split(".")[0]) in APPS:
                    self.assertIn(other, MAY_IMPORT[app], f"{path.relative_to(ROOT)} imports {name}")

    def test_nothing_imports_the_tests(self):
        for path in find_modules():
            self.assertFalse({n for n in find_imports(path) if n.split(".")[0] == "tests"}, path)

    def test_pure_code_brings_in_no_django(self):
        for path in find_modules():
            if not is_in(module_name(path), PURE):
                continue
            for name in find_imports(path):
                with self.subTest(f"{module_name(path)} imports {name}"):
                    self.assertNotIn(name.split(".")[0], IMPURE_LIBRARIES)
                    self.assertTrue(name.split(".")[0] not in APPS or is_in(name, PURE) or is_package(name))

    def test_inside_an_app_nothing_imports_upwards(self):
        for path in find_modules():
            name = module_name(path)
            app = name.split(".")[0]
            if app == "newsarchive":
                continue
            for other in find_imports(path):
                if other.startswith(f"{app}."):
                    self.assertLessEqual(height(other), height(name), f"{name} imports {other}")

    def test_every_pure_package_is_there(self):
        for name in PURE:
            self.assertTrue(is_ours(name), name)

    def test_a_module_beyond_the_mark_has_a_reason(self):
        long = {str(path.relative_to(ROOT)) for path in find_modules() if count_lines(path) > MARK}
        self.assertEqual(long - REASONS.keys(), set(), f"longer than {MARK} lines, without a reason")
        self.assertEqual(REASONS.keys() - long, set(), "short enough: the reason can go")

    def test_every_module_says_what_it_is(self):
        for path in find_modules():
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if tree.body and path.name not in ("__init__.py", "apps.py"):
                self.assertTrue(ast.get_docstring(tree), f"{path.relative_to(ROOT)} has no docstring")

    def test_no_signal_but_the_search_index(self):
        allowed = {"newsarchive/apps.py", "articles/apps.py"}
        for path in find_modules():
            if any(name.startswith("django.db.models.signals") for name in find_imports(path)):
                self.assertIn(str(path.relative_to(ROOT)), allowed)


def is_package(name: str) -> bool:
    """`articles` and the like: a package whose own file is empty brings nothing in."""
    path = path_of(name)
    return path.name == "__init__.py" and not path.read_text(encoding="utf-8").strip()


def count_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())
