"""A small client of the API, of the standard library alone: copy it beside your own program.

archive = Archive.log_in("http://127.0.0.1:8000", "editor", "...")
for figure in archive.rows("metrics", indicator="pm25", place="清河市", visible=True):
    print(figure["period"], figure["value"], figure["unit"])
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

TRIES = 5  # how often a request is sent that came too early


class Problem(Exception):
    """An answer of the archive that is none; `errors` name what is wrong with what was sent, `record` with 412 says how
    the record stands now."""

    def __init__(self, status: int, told: dict[str, Any]) -> None:
        faults = "; ".join(f"{fault['field']}: {fault['message']}" for fault in told.get("errors", ()))
        super().__init__(f"{status} {faults or told.get('detail', '')}")
        self.status = status
        self.errors: list[dict[str, str]] = told.get("errors", [])
        self.record: dict[str, Any] | None = told.get("record")


class Archive:
    """One archive, asked with an account's token, or without one where it may be read so."""

    def __init__(self, address: str, token: str = "") -> None:
        self.address = urljoin(address.rstrip("/") + "/", "api/v1/")
        self.headers = {"Authorization": f"Token {token}"} if token else {}
        self.wait: Callable[[float], None] = time.sleep  # called with the seconds that the archive asks for

    @classmethod
    def log_in(cls, address: str, name: str, password: str) -> Archive:
        """With a new token, which is good for thirty days."""
        answer, _headers = cls(address).send("auth/token/", "POST", {"username": name, "password": password})
        return cls(address, answer["token"])

    def read(self, path: str, **parameters: Any) -> Any:
        """What stands at an address below /api/v1/: `articles/ID/`, `search/`."""
        return self.send(with_parameters(path, parameters))[0]

    def rows(self, resource: str, **filters: Any) -> Iterator[dict[str, Any]]:
        """All rows of a list, as they are read; a crawl neither skips nor repeats any."""
        address = with_parameters(f"{resource}/", {"page_size": 200, **filters})
        while address:
            page, _headers = self.send(address)
            yield from page["results"]
            address = page["next"]

    def change(self, path: str, reason: str = "", **values: Any) -> dict[str, Any]:
        """Correct fields of a record as it is now; Problem 412 where somebody was quicker."""
        _record, headers = self.send(path)
        sent = values | ({"reason": reason} if reason else {})
        return self.send(path, "PATCH", sent, {"If-Match": headers["ETag"]})[0]

    def changes(self, mark: int = 0, **parameters: Any) -> tuple[list[dict[str, Any]], int]:
        """What changed since a mark, tombstones too, and the mark to ask with the next time."""
        found: list[dict[str, Any]] = []
        address = with_parameters("changes/", {"page_size": 200, "since": mark, **parameters})
        while address:
            page, _headers = self.send(address)
            found += page["results"]
            mark, address = page["mark"], page["next"]
        return found, mark

    def save(self, path: str, file: IO[bytes], **filters: Any) -> None:
        """Write a whole list into a file: `metrics/export.csv`."""
        with self.open(with_parameters(path, filters)) as answer:
            shutil.copyfileobj(answer, file)

    def send(self, path: str, method: str = "GET", values: Any = None, headers: Any = None) -> tuple[Any, Any]:
        """One request; what was answered, and the headers."""
        with self.open(path, method, values, headers) as answer:
            return json.load(answer), answer.headers

    def open(self, path: str, method: str = "GET", values: Any = None, headers: Any = None) -> Any:
        """The answer, yet to be read. Whoever asks too often waits as long as the archive says."""
        address = urljoin(self.address, path)
        if urlsplit(address)[:2] != urlsplit(self.address)[:2]:
            raise ValueError(f"{address} is not of this archive; the token is not sent there")
        data = None if values is None else json.dumps(values).encode()
        told = {"Content-Type": "application/json", **self.headers, **(headers or {})}
        for tries_left in reversed(range(TRIES)):
            try:
                return urlopen(Request(address, data, told, method=method))
            except HTTPError as error:
                if error.code == 429 and tries_left:
                    self.wait(int(error.headers.get("Retry-After") or 1))
                    continue
                raise Problem(error.code, read_problem(error)) from None
        raise AssertionError("the last try returns or raises")


def with_parameters(path: str, parameters: dict[str, Any]) -> str:
    """The address with its parameters; True and False as the API writes them, lists with commas between."""
    told = {name.strip("_"): write_value(value) for name, value in parameters.items() if value is not None}
    return f"{path}?{urlencode(told)}" if told else path


def write_value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def read_problem(error: HTTPError) -> dict[str, Any]:
    try:
        told = json.load(error)
    except ValueError:
        return {"detail": error.reason}
    return told if isinstance(told, dict) else {}
