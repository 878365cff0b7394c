"""The suite really runs where it says it runs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import TestCase


class DatabaseTests(TestCase):
    @pytest.fixture(autouse=True)
    def _named(self, request: pytest.FixtureRequest) -> None:
        self.named = request.config.getoption("--database")

    def test_the_database_is_the_one_that_was_named(self):
        self.assertEqual(connection.vendor, self.named)
