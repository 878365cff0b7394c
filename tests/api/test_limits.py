"""How much may be asked in a minute, and which pages of other origins may read the answers."""

from __future__ import annotations

import time
from unittest import mock

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.core.cache import cache
from django.test import RequestFactory, SimpleTestCase, override_settings

from tests.api.clients import V1, ArchiveCase, client_of, make_reader

PAGES = "https://pages.example"


@override_settings(API_RATE=3, API_RATE_ANONYMOUS=2)
class LimitTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        cache.clear()
        self.addCleanup(cache.clear)
        # A minute that stands still: the test must not fail when the clock's minute ends within it.
        self.clock = self.enterContext(
            mock.patch("newsarchive.api.limits.time.time", return_value=time.time() // 60 * 60 + 15)
        )

    def ask(self, client=None, path: str = "newspapers/"):
        return (client or self.client).get(V1 + path)

    def test_headers_tell_what_is_left_and_too_much_is_refused_until_the_next_minute(self):
        answers = [self.ask() for _number in range(4)]
        self.assertEqual([answer.status_code for answer in answers], [200, 200, 200, 429])
        self.assertEqual([answer["RateLimit-Remaining"] for answer in answers], ["2", "1", "0", "0"])
        self.assertEqual({answer["RateLimit-Limit"] for answer in answers}, {"3"})
        self.assertEqual({answer["RateLimit-Reset"] for answer in answers}, {"45"})
        self.assertEqual((answers[3]["Retry-After"], answers[3]["Content-Type"]), ("45", "application/problem+json"))
        self.clock.return_value += 45
        self.assertEqual(self.ask().status_code, 200)

    def test_each_account_is_counted_by_itself(self):
        for _number in range(4):
            self.ask()
        self.assertEqual(self.ask(client_of(make_reader())).status_code, 200)

    def test_who_has_no_account_is_counted_by_address(self):
        statuses = [self.ask(client_of(None), "schema/").status_code for _number in range(3)]
        self.assertEqual(statuses, [200, 200, 429])
        other = client_of(None).get(V1 + "schema/", REMOTE_ADDR="10.0.0.9")
        self.assertEqual(other.status_code, 200)
        forged = client_of(None).get(V1 + "schema/", HTTP_X_FORWARDED_FOR="10.0.0.8")
        self.assertEqual(forged.status_code, 429)

    @override_settings(API_RATE=0)
    def test_no_limit_is_no_limit_and_has_no_headers(self):
        answers = [self.ask() for _number in range(5)]
        self.assertEqual({answer.status_code for answer in answers}, {200})
        self.assertNotIn("RateLimit-Limit", answers[0])


class AddressTests(SimpleTestCase):
    """Wrong passwords are counted by name and address: behind a proxy by the address that it tells."""

    def counted(self, proxies: int, **headers: str) -> str | None:
        with override_settings(REST_FRAMEWORK={**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}):
            return get_client_ip_address(RequestFactory().get("/", **{"REMOTE_ADDR": "10.0.0.1", **headers}))

    def test_an_address_is_believed_to_as_many_proxies_as_there_are(self):
        table = [
            (0, {}, "10.0.0.1"),
            (0, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "10.0.0.1"),
            (1, {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "203.0.113.9"),
            (1, {"HTTP_X_FORWARDED_FOR": "198.51.100.7, 203.0.113.9"}, "203.0.113.9"),
            (2, {"HTTP_X_FORWARDED_FOR": "198.51.100.7, 203.0.113.9"}, "198.51.100.7"),
            (1, {"HTTP_X_FORWARDED_FOR": "2001:db8::7"}, "2001:db8::7"),
            (1, {"HTTP_X_FORWARDED_FOR": "nobody"}, "10.0.0.1"),
            (1, {"REMOTE_ADDR": ""}, None),
        ]
        for proxies, headers, address in table:
            with self.subTest(proxies=proxies, headers=headers):
                self.assertEqual(self.counted(proxies, **headers), address)


class OriginTests(ArchiveCase):
    def test_pages_of_other_origins_read_nothing_unless_set(self):
        answer = self.client.get(V1 + "newspapers/", HTTP_ORIGIN=PAGES)
        self.assertNotIn("Access-Control-Allow-Origin", answer)
        asked = client_of(None).options(V1 + "newspapers/", HTTP_ORIGIN=PAGES, HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET")
        self.assertEqual((asked.status_code, "Access-Control-Allow-Origin" in asked), (401, False))

    @override_settings(CORS_ORIGINS=[PAGES])
    def test_pages_of_an_origin_that_is_set_read_and_write_with_a_token(self):
        answer = self.client.get(V1 + "newspapers/", HTTP_ORIGIN=PAGES)
        self.assertEqual(answer["Access-Control-Allow-Origin"], PAGES)
        for name in ("ETag", "Location", "Content-Disposition"):
            self.assertIn(name, answer["Access-Control-Expose-Headers"])
        self.assertIn("Origin", answer["Vary"])
        self.assertNotIn("Access-Control-Allow-Credentials", answer)
        asked = client_of(None).options(V1 + "people/x/", HTTP_ORIGIN=PAGES, HTTP_ACCESS_CONTROL_REQUEST_METHOD="PATCH")
        self.assertEqual(asked.status_code, 204)
        self.assertIn("PATCH", asked["Access-Control-Allow-Methods"])
        self.assertIn("If-Match", asked["Access-Control-Allow-Headers"])

    @override_settings(CORS_ORIGINS=[PAGES])
    def test_other_origins_and_other_addresses_stay_closed(self):
        self.assertNotIn("Access-Control-Allow-Origin", self.client.get(V1, HTTP_ORIGIN="https://other.example"))
        self.assertNotIn("Access-Control-Allow-Origin", self.client.get("/admin/", HTTP_ORIGIN=PAGES))
        self.assertEqual(client_of(None).get(V1 + "newspapers/", HTTP_ORIGIN=PAGES).status_code, 401)
