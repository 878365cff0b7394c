"""The schema, the pages about it, and what docs/api.md says: they tell what is there, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management import call_command
from django.test import SimpleTestCase, TestCase
from jsonschema import Draft202012Validator

from newsarchive.api.router import router

DOCS = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text(encoding="utf-8")
STORED = Path(settings.BASE_DIR) / "docs" / "openapi.yaml"
RESOURCES = {prefix: view for prefix, view, _name in router.registry}


def described(resource: str) -> str:
    """The section of the document about a resource."""
    return DOCS.split(f"\n### {resource}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]


class DocumentTests(SimpleTestCase):
    def test_the_filters_described_are_the_filters_there_are(self):
        for resource, view in RESOURCES.items():
            with self.subTest(resource=resource):
                rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", described(resource), re.MULTILINE)
                names = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
                self.assertEqual(sorted(names), sorted(view.filterset_class.base_filters))

    def test_the_keys_described_as_expandable_are_those_there_are(self):
        for resource, view in RESOURCES.items():
            with self.subTest(resource=resource):
                told = re.search(r"^Expand: ([^.]+)\.", described(resource), re.MULTILINE)
                self.assertEqual(re.findall(r"`(\w+)`", told[1]) if told else [], list(view.expandable))

    def test_the_orders_described_are_the_orders_there_are(self):
        for resource, view in RESOURCES.items():
            with self.subTest(resource=resource):
                told = re.search(r"^Order: ([^;]+);", described(resource), re.MULTILINE)
                self.assertEqual(re.findall(r"`(\w+)`", told[1]), list(view.orderings))


class SchemaTests(TestCase):
    def test_the_schema_is_valid_and_made_without_a_warning(self):
        target = Path(self.enterContext(TemporaryDirectory())) / "schema.yaml"
        call_command("spectacular", validate=True, fail_on_warn=True, file=str(target))
        self.assertIn("openapi: 3.1", target.read_text(encoding="utf-8"))

    def test_the_stored_schema_is_the_one_there_is(self):
        target = Path(self.enterContext(TemporaryDirectory())) / "schema.yaml"
        call_command("spectacular", lang="en", file=str(target))
        same = target.read_text(encoding="utf-8") == STORED.read_text(encoding="utf-8")
        self.assertTrue(same, "The API's schema changed. Write it down with `make schema`, and look at the difference.")

    def test_every_operation_is_described_and_shows_what_is_sent_and_answered(self):
        schema = self.client.get("/api/v1/schema/?format=json", headers={"Accept-Language": "en"}).json()
        for address, methods in schema["paths"].items():
            for method, operation in methods.items():
                bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
                contents = [content for body in bodies for content in body.get("content", {}).values()]
                with self.subTest(address=address, method=method):
                    self.assertTrue(operation.get("description"))
                    self.assertEqual([each for each in contents if "examples" not in each], [])

    def test_the_examples_are_of_the_shape_that_the_schema_tells(self):
        schema = self.client.get("/api/v1/schema/?format=json", headers={"Accept-Language": "en"}).json()
        for address, methods in schema["paths"].items():
            for method, operation in methods.items():
                bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
                for content in [content for body in bodies for content in body.get("content", {}).values()]:
                    told = {**content["schema"], "components": schema["components"]}
                    for example in content["examples"].values():
                        faults = [each.message for each in Draft202012Validator(told).iter_errors(example["value"])]
                        with self.subTest(address=address, method=method):
                            self.assertEqual(faults, [])

    def test_the_schema_names_every_filter_and_the_limits_of_paging(self):
        schema = self.client.get("/api/v1/schema/?format=json").json()
        for resource, view in RESOURCES.items():
            told = {each["name"] for each in schema["paths"][f"/api/v1/{resource}/"]["get"]["parameters"]}
            expected = {*view.filterset_class.base_filters, "cursor", "page_size", "count", "ordering", "fields"}
            expected |= {"expand"} if view.expandable else set()
            with self.subTest(resource=resource):
                self.assertEqual(told, expected)

    def test_every_parameter_is_described(self):
        schema = self.client.get("/api/v1/schema/?format=json").json()
        for address, methods in schema["paths"].items():
            for parameter in methods.get("get", {}).get("parameters", []):
                if parameter["in"] == "query":
                    with self.subTest(address=address, parameter=parameter["name"]):
                        self.assertTrue(parameter.get("description"))

    def test_the_pages_about_the_api_need_nothing_from_elsewhere_and_no_inline_script(self):
        answer = self.client.get("/api/v1/docs/")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("default-src 'self'", answer["Content-Security-Policy"])
        page = answer.content.decode()
        for source in re.findall(r'(?:src|href)="([^"]*)"', page):
            self.assertTrue(source.startswith("/"), source)
        for attributes, inside in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL):
            self.assertIn("src=", attributes)
            self.assertEqual(inside.strip(), "")
        self.assertNotIn("<style", page)
        script = self.client.get("/api/v1/docs/?script=")
        self.assertEqual((script.status_code, script["Content-Type"]), (200, "application/javascript"))
