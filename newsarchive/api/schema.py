"""What the schema tells of all addresses alike: errors as problem details, versions, how much is shown."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from newsarchive.api.examples import show_problem
from newsarchive.api.paging import default_ordering

FAULT = {
    "type": "object",
    "required": ["field", "rule", "message"],
    "properties": {
        "field": {
            "type": "string",
            "description": "The field or parameter, `spans.0.end` for what lies deeper; empty for the whole.",
        },
        "rule": {"type": "string", "description": "The rule that was broken, for programs."},
        "message": {"type": "string", "description": "The same for people, in the language that was asked for."},
    },
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "description": "about:blank: the status says what kind of problem it is."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
        "sent_versions": {"type": "array", "items": {"type": "string"}, "description": "With 412: what was sent."},
        "current_version": {"type": "string", "description": "With 412: the record's version now."},
        "id": {"type": "string", "description": "With 410: the record's id."},
        "reason": {"type": "string", "description": "With 410: why the record was withdrawn."},
        "withdrawn_at": {"type": "string", "format": "date-time", "description": "With 410."},
        "merged_into": {"type": "string", "description": "With 301: the id or code of the record that took its place."},
        "record": {"type": "object", "description": "With 412: the record as it is now."},
    },
    "examples": [
        {
            "type": "about:blank",
            "title": "Bad Request",
            "status": 400,
            "detail": "Some of what was sent cannot be accepted; `errors` names it.",
            "errors": [{"field": "date", "rule": "invalid", "message": "“2019-13” is no date."}],
        }
    ],
}
TOLD = {
    301: "The record was merged into another; `Location` leads to it. `tombstone=true` shows what it was.",
    400: "A parameter or field is wrong; `errors` names each with the rule.",
    401: "No account, or no good token.",
    403: "The account may not do this.",
    404: "Nothing is here.",
    406: "No answer in a format that was asked for.",
    409: "Two writers want the same place.",
    410: "The record was withdrawn; `reason` says why. `tombstone=true` shows it.",
    413: "More was sent than is read at once.",
    412: "The record was changed meanwhile; `current_version` and `record` say what it is now.",
    415: "The body is of a type that is not read.",
    429: "Too many requests, or too many wrong passwords; `Retry-After` says how many seconds to wait.",
    428: "`If-Match` is missing.",
    503: "Others are writing to the same; nothing was changed. `Retry-After` says how many seconds to wait.",
}


# Single records are read and changed by their version; what else is done with one is not.
VERSIONED = ("get", "patch")
# What `expand=` puts in the place of a key.
EXPANDED = {
    "newspaper": "Newspaper",
    "issue": "Issue",
    "page": "ListedPage",
    "article": "ListedArticle",
    "person": "Person",
    "indicator": "Indicator",
}
# Resources of which a record can be gone: merged into another, or withdrawn.
MERGED = ("people", "indicators")
WITHDRAWN = ("pages", "articles", "people", "mentions", "metrics")


class ViewSchema(AutoSchema):
    """A view with the parameters that say how much is shown of a record."""

    def get_override_parameters(self) -> list[OpenApiParameter]:
        shaping = getattr(self.view, "shaping", ())
        told = {
            "fields": "Only these fields, with commas between.",
            "expand": "Whole records in the place of these keys, with commas between: "
            f"{', '.join(getattr(self.view, 'expandable', ()))}.",
        }
        parameters = [OpenApiParameter(name, str, description=text) for name, text in told.items() if name in shaping]
        if export := getattr(self.view, "export", ""):
            choices = [sign + name for name in self.view.orderings for sign in ("", "-")]
            text = f"The order; {default_ordering(self.view)} if not given."
            parameters.append(OpenApiParameter("ordering", str, enum=choices, description=text))
            if export == "csv":
                text = "Begin with the mark by which Excel knows UTF-8."
                parameters.append(OpenApiParameter("bom", bool, description=text, default=False))
        if "tombstone" in shaping:
            text = "Show a record that was withdrawn, in place of 410."
            parameters.append(OpenApiParameter("tombstone", bool, description=text, default=False))
        return parameters


def document_errors(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Add to each operation the problems that it may answer with. Used as drf-spectacular's last step."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Fault"], schemas["Problem"] = FAULT, PROBLEM
    problems = result["components"].setdefault("responses", {})
    for address, methods in result["paths"].items():
        for method, operation in methods.items():
            for status in problems_of(address, method):
                problems.setdefault(f"Problem{status}", tell_response(status))
                known = {"$ref": f"#/components/responses/Problem{status}"}
                operation["responses"].setdefault(str(status), known)
            if address.endswith("{id}/") and method in VERSIONED:
                document_versions(method, operation)
    return result


def loosen_shapes(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Say what `fields=` and `expand=` do to a record: any field may be left out, and a key may be a whole record; and
    that what is sent has no other fields.

    A text that may be empty matches its pattern and the empty text at once, so that no value is one of them alone.
    """
    schemas = result["components"]["schemas"]
    for name, schema in schemas.items():
        if name.endswith("Request") and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
        for told in schema.get("properties", {}).values():
            if "oneOf" in told:
                told["anyOf"] = told.pop("oneOf")
    for methods in result["paths"].values():
        takes = {each["name"]: each for each in methods.get("get", {}).get("parameters", ()) if each["in"] == "query"}
        content = methods["get"]["responses"]["200"]["content"] if "fields" in takes else {}
        if "application/json" in content:
            record = shown_record(content["application/json"]["schema"], schemas)
            record.pop("required", None)
            keys = takes["expand"]["description"].rpartition(": ")[2] if "expand" in takes else ""
            for key in re.findall(r"\w+", keys):
                standing = record["properties"][key]
                whole = {"$ref": f"#/components/schemas/{EXPANDED[key]}"}
                if whole not in standing.get("anyOf", ()):
                    record["properties"][key] = {"anyOf": [standing, whole]}
    return result


def shown_record(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    """The schema of the record that an answer shows, alone or in a list."""
    found: dict[str, Any] = schemas[schema["$ref"].rpartition("/")[2]]
    if "results" in found["properties"]:
        return shown_record(found["properties"]["results"]["items"], schemas)
    return found


def document_versions(method: str, operation: dict[str, Any]) -> None:
    """Single records have an ETag, which a later request may or must name."""
    operation["responses"]["200"]["headers"] = {
        "ETag": {"schema": {"type": "string"}, "description": "The record's version."}
    }
    name, told = ("If-None-Match", "A version that is known; the answer is 304 if it still stands.")
    if method == "get":
        operation["responses"]["304"] = {"description": "The record is still of the version that is known."}
    else:
        name, told = ("If-Match", "The version that is to be changed; `*` for any.")
    operation["parameters"].append(
        {
            "in": "header",
            "name": name,
            "schema": {"type": "string"},
            "required": method != "get",
            "description": told,
        }
    )


def problems_of(address: str, method: str) -> list[int]:
    """The statuses of the problems that a method at an address may answer with."""
    statuses = [400, 401, 406, 429]
    if "/auth/" not in address:
        statuses.append(403)
    if "{id}" in address:
        statuses.append(404)
    if method in ("post", "patch"):
        statuses += [409, 415, 503]
    operates = "/articles/{id}/" in address or "/pages/{id}/" in address
    if method == "patch" or address.endswith(("/merge/", "/unmerge/")) or (method == "post" and operates):
        statuses += [412, 428]
    resource = address.removeprefix("/api/v1/").split("/")[0]
    if "{id}" in address and resource in MERGED:
        statuses.append(301)
    if "{id}" in address and resource in WITHDRAWN:
        statuses.append(410)
    if method == "post" and resource == "imports":
        statuses.append(413)
    return statuses


def tell_response(status: int) -> dict[str, Any]:
    told = TOLD.get(status, HTTPStatus(status).phrase)
    content = {
        "schema": {"$ref": "#/components/schemas/Problem"},
        "examples": {"Example": {"value": show_problem(status, told)}},
    }
    return {"description": told, "content": {"application/problem+json": content}}
