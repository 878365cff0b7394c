"""Clients of the API with the rights of an editor, a reader and nobody; and an archive to ask."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import TestCase
from rest_framework.test import APIClient

from articles.models import Article, Page
from newsarchive.roles import ensure_roles
from tests.factories import BRIDGE, CHESS, HARVEST, import_stories, make_run

V1 = "/api/v1/"


def make_editor(name: str = "editor") -> User:
    editor = User.objects.create_user(name, password="qing-shi-qiao-7")
    editor.groups.add(ensure_roles())
    return editor


def make_reader(name: str = "reader") -> User:
    reader = User.objects.create_user(name, password="qing-shi-qiao-7")
    reader.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    return reader


def client_of(user: User | None) -> APIClient:
    client = APIClient(HTTP_ACCEPT_LANGUAGE="en")
    if user is not None:
        client.force_authenticate(user)
    return client


def faults_of(answer: Any) -> dict[str, list[str]]:
    """The rules that were broken, by the field that broke them (`spans` for spans.0.end)."""
    rules: dict[str, list[str]] = {}
    for fault in answer.json()["errors"]:
        rules.setdefault(fault["field"].split(".")[0], []).append(fault["rule"])
    return rules


class ArchiveCase(TestCase):
    """One page with three stories, read by an import; an editor's client."""

    page: Page
    articles: list[Article]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.editor = make_editor()
        cls.import_run = make_run()
        cls.page = import_stories(BRIDGE, HARVEST, CHESS, run=cls.import_run)
        cls.articles = list(cls.page.articles.order_by("position"))

    def setUp(self) -> None:
        self.client = client_of(self.editor)

    def read(self, path: str, **parameters: Any) -> Any:
        """The JSON at a path under /api/v1/, which must be there."""
        answer = self.client.get(V1 + path, parameters)
        self.assertEqual(answer.status_code, 200, answer.content.decode()[:600])
        return answer.json()

    def listed(self, path: str, **parameters: Any) -> list[Any]:
        return self.read(path, **parameters)["results"]

    def refused(self, path: str, **parameters: Any) -> dict[str, list[str]]:
        answer = self.client.get(V1 + path, parameters)
        self.assertEqual(answer.status_code, 400, answer.content.decode()[:300])
        return faults_of(answer)

    def patch(self, path: str, status: int = 200, /, **values: Any) -> Any:
        version = self.client.get(V1 + path)["ETag"]
        answer = self.client.patch(V1 + path, values, format="json", HTTP_IF_MATCH=version)
        self.assertEqual(answer.status_code, status, answer.content.decode()[:600])
        return faults_of(answer) if status == 400 else answer.json()

    def post(self, path: str, status: int = 201, /, **values: Any) -> Any:
        answer = self.client.post(V1 + path, values, format="json")
        self.assertEqual(answer.status_code, status, answer.content.decode()[:600])
        return faults_of(answer) if status == 400 else answer.json()
