"""The examples of docs/api.md are run as they stand there."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any
from urllib.parse import urlsplit

from rest_framework.test import APIClient

from metrics.models import Indicator, Metric
from tests.api.clients import ArchiveCase
from tests.api.test_contract import DOCS

COMMANDS = re.findall(r"^curl .+$", DOCS, re.MULTILINE)


def run_curl(command: str, token: str) -> Any:
    """What the command would be answered; only the options that the document uses."""
    words = iter(shlex.split(command.replace("$TOKEN", token))[1:])
    method, url, headers, sent, as_query = "GET", "", {}, [], False
    for word in words:
        match word:
            case "-X":
                method = next(words)
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "-d" | "--data-urlencode":
                sent.append(next(words))
            case "-G":
                as_query = True
            case _:
                url = word
    path = urlsplit(url).path
    if headers.get("If-Match") == "$ETAG":  # as the document reads it with a GET before
        headers["If-Match"] = APIClient(headers={"Authorization": f"Token {token}"}).get(path)["ETag"]
    client = APIClient(headers=headers)
    if as_query:
        return client.get(path, dict(pair.split("=", 1) for pair in sent))
    return client.generic(method, path, sent[0] if sent else "", content_type=headers.get("Content-Type", ""))


class ExampleTests(ArchiveCase):
    def test_every_example_does_what_it_says(self):
        air = Indicator.objects.create(code="pm25", name="细颗粒物")
        for metric, year in zip(self.articles[1].metrics.order_by("number"), (2019, 2018), strict=True):
            Metric.objects.filter(pk=metric.pk).update(indicator=air, place="清河市", period=str(year))
        login, *examples = COMMANDS
        token = run_curl(login, "").json()["token"]
        self.assertEqual(len(examples), 10)
        answers = []
        for example in examples:
            with self.subTest(example=example):
                answer = run_curl(example, token)
                told = answer.getvalue().decode()
                self.assertEqual(answer.status_code, 200, told[:300])
                answers.append(json.loads(told) if "json" in answer["Content-Type"] else told)
        counts = [len(answer["results"]) if "results" in answer else None for answer in answers]
        self.assertEqual(counts, [1, 3, None, 2, 1, 2, 1, None, None, None])
        self.assertEqual(answers[3]["count"], 2)
        [post] = answers[4]["results"]
        self.assertEqual((post["name"], post["article"]["date"]), ("高大川", "2019-03-14"))
        self.assertEqual([each["period"] for each in answers[5]["results"]], ["2018", "2019"])
        self.assertEqual([(each["value"], each["count"]) for each in answers[6]["facets"]["year"]], [("2019", 2)])
        self.assertIn("@", answers[7])
        self.assertEqual(len(answers[8].splitlines()), 1 + Metric.objects.visible().count())
        self.assertEqual(answers[9]["headline"], "青石桥今日通车")
