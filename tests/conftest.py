"""What every test stands on: a database of its own, and the mark `database` for tests that run on both."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.db import connections
from django.test import TransactionTestCase


def pytest_configure() -> None:
    # A hash made to be slow would be most of what the tests that log in do.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The suite asks more in a minute than a person; tests of the limits set their own.
    settings.API_RATE = settings.API_RATE_ANONYMOUS = 0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that touch a database are marked, so that the second run, on PostgreSQL, takes those alone."""
    for item in items:
        cls = getattr(item, "cls", None)
        if (cls is not None and issubclass(cls, TransactionTestCase)) or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
        if cls is not None and issubclass(cls, StaticLiveServerTestCase):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory) -> None:
    """On SQLite the test database is a file: in memory, two connections would not meet as they do in real life."""
    database = connections["default"].settings_dict
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
