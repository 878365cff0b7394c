"""Who may do what, at every address and by every method: what docs/api.md says is what is answered.

The addresses are those that the API leads to; one that is in no row of the document fails the test.
"""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from django.urls import get_resolver
from knox.models import get_token_model
from rest_framework.test import APIClient

from articles.curation import Status
from metrics.models import Indicator
from newsarchive.roles import ADMINISTRATORS, EDITORS, READERS, REVIEWERS
from tests.api.clients import V1, ArchiveCase
from tests.api.test_contract import DOCS

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
# Who may less stands first: whoever comes later may all that one before may.
ROLES = {"readers": READERS, "editors": EDITORS, "reviewers": REVIEWERS, "administrators": ADMINISTRATORS}
REFUSED = (401, 403, 405)


def read_matrix() -> dict[str, dict[str, str]]:
    """By address and method, who may: `anybody`, `public`, or the first of the roles; as the document has it."""
    section = DOCS.split("\n### Who may do what\n", 1)[1].split("\n#", 1)[0]
    told: dict[str, dict[str, str]] = {}
    for row in re.findall(r"^\| `(.+?) \|$", section, re.MULTILINE):
        names, *cells = re.split(r" *\| *", row)
        for name in re.findall(r"[^`, ]+", names):
            told[name] = {m: cell for m, cell in zip(("GET", "POST", "PATCH"), [*cells], strict=False) if cell}
    return told


def find_addresses() -> set[str]:
    """Every address below /api/v1/, with {id} for a key; those with the format in them are others' again."""
    found = set()
    for _name, routes in get_resolver("newsarchive.api.router").reverse_dict.lists():
        for possible, _pattern, _defaults, _converters in routes:
            for path, names in possible:
                if set(names) <= {"id"} and path != "/":  # which stands for all that lead nowhere
                    found.add(path.replace("%(id)s", "{id}"))
    return found


def may(status: int) -> bool:
    return status not in REFUSED


class MatrixTests(ArchiveCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        Indicator.objects.create(code="height", name="高")
        story = cls.articles[0]
        mention, metric = story.mentions.first(), story.metrics.first()
        for row in (cls.page, story, mention, metric, mention.person):
            row.status = Status.CONFIRMED
            row.save()
        cls.keys = {
            "newspapers": "qhwb", "issues": "qhwb-20190314", "pages": cls.page.public_id, "articles": story.public_id,
            "people": mention.person.public_id, "mentions": mention.public_id, "indicators": "height",
            "metrics": metric.public_id, "imports": str(cls.import_run.pk),
        }  # fmt: skip
        cls.tokens = {}
        for role, group in ROLES.items():
            user = User.objects.create_user(role)
            user.groups.add(Group.objects.get(name=group))
            cls.tokens[role] = get_token_model().objects.create(user=user)[1]

    def ask(self, method: str, address: str, role: str = "") -> int:
        """The status of an empty request; what it did is undone."""
        path = V1 + address.replace("{id}", self.keys.get(address.split("/")[0], ""))
        headers: dict[str, Any] = {"Authorization": f"Token {self.tokens[role]}"} if role else {}
        mark = transaction.savepoint()
        answer = APIClient(headers=headers).generic(method, path, "{}", content_type="application/json")
        status = answer.status_code
        if answer.streaming:
            list(answer.streaming_content)
        transaction.savepoint_rollback(mark)
        return int(status)

    def find_who(self, method: str, address: str, told: str) -> str:
        """Who may, found by asking; empty where nobody may."""
        cache.clear()
        if may(self.ask(method, address)):
            return "anybody"
        if not may(self.ask(method, address, "administrators")) and not told:
            return ""  # nobody has more rights
        allowed = [role for role in ROLES if may(self.ask(method, address, role))]
        if not allowed:
            return ""
        self.assertEqual(allowed, list(ROLES)[-len(allowed) :], "who may more may all that others may")
        with override_settings(PUBLIC_READ=True):
            return "public" if may(self.ask(method, address)) else allowed[0]

    def test_every_address_is_in_the_document_and_no_other(self):
        self.assertEqual(sorted(read_matrix()), sorted(address or "/" for address in find_addresses()))

    def test_everybody_may_what_the_document_says_and_no_more(self):
        matrix = read_matrix()
        for address in sorted(find_addresses()):
            told = matrix.get(address or "/", {})
            for method in METHODS:
                with self.subTest(address=address, method=method):
                    who = told.get(method, "")
                    self.assertEqual(self.find_who(method, address, who), who)
            if "GET" in told:
                with self.subTest(address=address, method="HEAD"):
                    self.assertEqual(self.find_who("HEAD", address, told["GET"]), told["GET"])
