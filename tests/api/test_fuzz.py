"""The schema keeps its word: requests made up from it are answered as it says, and none breaks the archive.

`FUZZ_EXAMPLES` says how many are made up for each operation; `make fuzz-api` makes many.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import schemathesis
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from knox.models import get_token_model
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from metrics.models import Indicator
from tests.api.clients import V1, ArchiveCase

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "1"))
# Requests that the schema calls wrong take long to make up: only where time is given for it.
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE] if EXAMPLES > 1 else [GenerationMode.POSITIVE]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


class FuzzTests(ArchiveCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        Indicator.objects.create(code="height", name="高")
        cls.root = User.objects.create_superuser("root")
        cls.token = get_token_model().objects.create(user=cls.root)[1]

    def setUp(self) -> None:
        super().setUp()
        # As Django's own test client does: a request must not end the connection that the test's transaction is on.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
            self.addCleanup(signal.connect, close_old_connections)

    def keys(self) -> dict[str, list[str]]:
        """The key of a record of each resource."""
        story = self.articles[0]
        return {
            "newspapers": ["qhwb"],
            "issues": ["qhwb-20190314"],
            "pages": [self.page.public_id],
            "articles": [story.public_id for story in self.articles],
            "people": [mention.person.public_id for mention in story.mentions.all()],
            "mentions": [mention.public_id for mention in story.mentions.all()],
            "indicators": ["height"],
            "metrics": [metric.public_id for metric in story.metrics.all()],
            "imports": [str(self.import_run.pk)],
        }

    @override_settings(DEBUG=False)
    def test_requests_made_up_from_the_schema_are_answered_as_it_says(self) -> None:
        schema = schemathesis.openapi.from_wsgi(f"{V1}schema/?format=json", get_wsgi_application())
        keys, answered = self.keys(), Counter()
        for found in schema.get_all_operations():
            operation = found.ok()
            for mode in MODES:
                with self.subTest(operation=operation.label, mode=mode.value):
                    self.ask(operation, mode, keys.get(operation.path.split("/")[3], []), answered)
        print(f"\n{sum(answered.values())} requests:", dict(sorted(answered.items())))
        self.assertGreater(answered[200], 20)

    def ask(self, operation: Any, mode: GenerationMode, keys: list[str], answered: Counter[int]) -> None:
        """Make up requests for an operation, half of them for a record that is there, and hold the answers to the
        schema."""

        @settings(
            max_examples=EXAMPLES,
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode), st.data())
        def send(case: Any, data: Any) -> None:
            if keys and "{id}" in operation.path and data.draw(st.integers(0, 3)):
                case.path_parameters["id"] = data.draw(st.sampled_from(keys))
            headers = {"Authorization": f"Token {self.token}"}
            if "If-Match" in (case.headers or {}) and data.draw(st.integers(0, 3)):
                headers["If-Match"] = "*"
            mark = transaction.savepoint()
            try:
                answer = case.call(headers=headers)
                answered[answer.status_code] += 1
                case.validate_response(answer, checks=CHECKS)
            finally:
                transaction.savepoint_rollback(mark)

        try:
            send()
        except Unsatisfiable:  # nothing can be wrong with a request that takes nothing
            self.assertIs(mode, GenerationMode.NEGATIVE)
