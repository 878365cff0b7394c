"""The authority records to start from: added where missing, never written over."""

from __future__ import annotations

import tomllib
from collections import Counter

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import SimpleTestCase, TestCase

from articles.models import Newspaper
from metrics.models import Indicator, IndicatorVariant
from newsarchive.authority import load_authority

FIXTURES = settings.BASE_DIR / "fixtures"


class FixtureTests(SimpleTestCase):
    def test_no_phrase_names_two_indicators(self):
        rows = tomllib.loads((FIXTURES / "indicators.toml").read_text(encoding="utf-8"))["indicator"]
        forms = Counter(form for row in rows for form in {row["name"], *row["phrases"]})
        self.assertEqual([form for form, times in forms.items() if times > 1], [])


class LoadAuthorityTests(TestCase):
    def test_loading_twice_is_loading_once(self):
        first = load_authority(FIXTURES)
        self.assertGreater(first.indicators, 30)
        second = load_authority(FIXTURES)
        self.assertEqual((second.newspapers, second.indicators, second.forms), (0, 0, 0))

    def test_what_an_editor_changed_stands(self):
        load_authority(FIXTURES)
        Indicator.objects.filter(code="gdp").update(name="生产总值（按当年价）")
        IndicatorVariant.objects.filter(phrase="GDP").update(indicator=Indicator.objects.get(code="gdppercapita"))
        Newspaper.objects.filter(code="qcrb").update(place="栖川")
        load_authority(FIXTURES)
        self.assertEqual(Indicator.objects.get(code="gdp").name, "生产总值（按当年价）")
        self.assertEqual(IndicatorVariant.objects.get(phrase="GDP").indicator.code, "gdppercapita")
        self.assertEqual(Newspaper.objects.get(code="qcrb").place, "栖川")

    def test_a_missing_file_is_named(self):
        with self.assertRaisesMessage(CommandError, "newspapers.toml"):
            call_command("load_authority", "tests")
