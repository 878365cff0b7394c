"""Examples in the schema: one invented archive's records, put to every request and every answer that shows such.

The records are in `examples.json`, by the names that the schema has for them; a test holds each against the schema.
"""

from __future__ import annotations

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from newsarchive.exports.formats import write_csv, write_json, write_ndjson

STORED = Path(__file__).with_name("examples.json")
VERSION = "9f5c0d3be1a74c2f8e6b0a1d2c3e4f50"

# What problems of a status tell beside `detail`.
MEMBERS: dict[int, dict[str, Any]] = {
    301: {"id": "person-1a2b3c4d5e", "merged_into": "person-ef733ca6e3"},
    400: {"errors": [{"field": "date", "rule": "no_date", "message": "“2019-13” is no date."}]},
    410: {
        "id": "qhwb-20190314-p03-a02",
        "reason": "An import withdrew it: it was no longer read.",
        "withdrawn_at": "2026-11-22T09:00:00Z",
    },
    412: {
        "sent_versions": ["0d3be1a74c2f8e6b0a1d2c3e4f509f5c"],
        "current_version": VERSION,
        "record": {"id": "qhwb-20190314-p03-a01", "headline": "青石桥本月通车"},
    },
}


@cache
def read_examples() -> dict[str, dict[str, Any]]:
    """`records` and `requests` by the name of their schema, `answers` of other kinds by the name of the operation."""
    found: dict[str, dict[str, Any]] = json.loads(STORED.read_text(encoding="utf-8"))
    return found


def show_problem(status: int, detail: str) -> dict[str, Any]:
    """A problem of this status, as an answer would tell it."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return {**told, **MEMBERS.get(status, {})}


def add_examples(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Put an example to each request and each answer without one. One of drf-spectacular's last steps."""
    schemas = result["components"]["schemas"]
    for methods in result["paths"].values():
        for operation in methods.values():
            bodies = [(operation.get("requestBody", {}), "requests")]
            bodies += [(told, "records") for code, told in operation["responses"].items() if code.startswith("2")]
            for body, kind in bodies:
                for media, content in body.get("content", {}).items():
                    example = find_example(content.get("schema", {}), kind, operation["operationId"], media, schemas)
                    if example is not None and "examples" not in content:
                        content["examples"] = {"Example": {"value": example}}
    return result


def find_example(schema: dict[str, Any], kind: str, operation: str, media: str, schemas: dict[str, Any]) -> Any:
    """The example for a body; None where there is none."""
    examples = read_examples()
    if "_export_" in operation:
        return show_file(operation, schemas)
    if operation in examples["answers"]:
        return examples["answers"][operation]
    if schema.get("type") == "array":
        below = find_example(schema["items"], kind, operation, media, schemas)
        return None if below is None else [below]
    name = schema.get("$ref", "").rpartition("/")[2]
    listed = schemas.get(name, {}).get("properties", {}).get("results", {})
    if name.startswith("Paginated"):
        row = find_example(listed["items"], kind, operation, media, schemas)
        return None if row is None else {"next": None, "previous": None, "results": [row]}
    return examples[kind].get(name)


def show_file(operation: str, schemas: dict[str, Any]) -> Any:
    """The beginning of a list as a file."""
    examples = read_examples()
    resource, _export, ending = operation.split("_")
    if f"{resource}_{ending}_retrieve" in examples["answers"]:
        record = examples["answers"][f"{resource}_{ending}_retrieve"]
        if ending == "ninjs":
            return write_json(record) + "\n"
        return {"@context": record["@context"], "@graph": [{k: v for k, v in record.items() if k != "@context"}]}
    name = {"people": "Person"}.get(resource, resource[:-1].capitalize())
    record = examples["records"].get(f"Listed{name}") or examples["records"][name]
    lines = write_csv([record], list(record)) if ending == "csv" else write_ndjson([record])
    return "".join(lines)
