"""How the columns of a file are written without an object for each value, and read without keeping all rows first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from unittest import skipUnless
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import SimpleTestCase, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rest_framework import serializers

from articles.models import Article, Page
from newsarchive.exports.columns import write_instants, write_numbers
from tests.api.clients import V1, client_of, make_editor

# Instants in UTC, odd and even: the clock is put on or back in New York (2026-03-08 07:00, 2026-11-01 06:00), on Lord
# Howe by half an hour (2026-04-04 15:00); in Shanghai it stood 5 minutes 43 seconds off the hour until 1901.
MOMENTS = [
    datetime(2026, 11, 22, 8, 5, 21, 682495),
    datetime(2026, 11, 22, 8, 5, 21, 120000),
    datetime(2026, 11, 22, 8, 5, 21),
    datetime(2026, 11, 22, 8, 5, 0, 1),
    datetime(2026, 12, 31, 23, 59, 59, 999999),
    *(change + timedelta(seconds=step) for step in (-60, -1, 0, 59) for change in (
        datetime(2026, 3, 8, 7), datetime(2026, 11, 1, 6), datetime(2026, 4, 4, 15), datetime(1900, 12, 31, 15, 54, 17)
    )),
]  # fmt: skip


class ColumnTests(SimpleTestCase):
    def test_a_moment_is_written_as_the_field_writes_it_in_any_zone(self):
        for name in ("Asia/Shanghai", "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"):
            with timezone.override(ZoneInfo(name)):
                write, field = write_instants(timezone.get_current_timezone()), serializers.DateTimeField()
                for moment in MOMENTS:
                    text = moment.isoformat(sep=" ")
                    for told in (text, f"{text}+00", f"{text.rstrip('0')}+00" if moment.microsecond else text):
                        with self.subTest(zone=name, text=told):
                            (written,) = write([told])
                            self.assertEqual(written, field.to_representation(moment.replace(tzinfo=UTC)))
        self.assertEqual(list(write_instants(UTC)([None])), [None])

    def test_a_number_is_written_as_the_field_writes_it(self):
        field = serializers.DecimalField(max_digits=24, decimal_places=6, normalize_output=True)
        for text in ("32072.000000", "0.000000", "-0.500000", "100.000000", "0.000001", "123456789012345678.123456"):
            with self.subTest(number=text):
                self.assertEqual(write_numbers([Decimal(text)]), [field.to_representation(Decimal(text))])
        self.assertEqual(write_numbers([None]), [None])


@skipUnless(connection.vendor == "postgresql", "SQLite tells rows as it reads them")
class HeldRowsTests(TransactionTestCase):
    def setUp(self) -> None:
        page = Page.objects.create(public_id="x-p", sha256="0" * 64, text="无名", characters=2, unassigned=2)
        for number in range(1, 4):
            headline = "长" * 40_000  # more than is sent at once
            Article.objects.create(
                page=page, number=number, position=number, public_id=f"x-a{number}", headline=headline
            )
        self.client = client_of(make_editor())

    def test_rows_are_sent_as_they_are_read_and_are_not_put_aside_first(self):
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.get(f"{V1}articles/export.ndjson")
            lines = b"".join(answer.streaming_content).count(b"\n")
        self.assertEqual(lines, 3)
        (declared,) = [query["sql"] for query in queries if query["sql"].startswith("DECLARE")]
        self.assertNotIn("WITH HOLD", declared)
        self.assertFalse(connection.in_atomic_block)

    def test_a_file_that_nobody_reads_to_its_end_leaves_no_transaction_open(self):
        answer = self.client.get(f"{V1}articles/export.ndjson")
        next(iter(answer.streaming_content))
        self.assertTrue(connection.in_atomic_block)
        answer.close()
        self.assertFalse(connection.in_atomic_block)
