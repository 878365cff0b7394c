"""What the schema tells of all addresses alike: the errors that each may answer, as problem details."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

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
    400: "A parameter or field is wrong; `errors` names each with the rule.",
    401: "No account, or no good token.",
    403: "The account may not do this.",
    404: "Nothing is here.",
    406: "No answer in a format that was asked for.",
    409: "Two writers want the same place.",
    415: "The body is of a type that is not read.",
}


def document_errors(result: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
    """Add to each operation the problems that it may answer with. Used as drf-spectacular's last step."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Fault"], schemas["Problem"] = FAULT, PROBLEM
    for address, methods in result["paths"].items():
        for method, operation in methods.items():
            for status in problems_of(address, method):
                operation["responses"].setdefault(str(status), tell_response(status))
    return result


def problems_of(address: str, method: str) -> list[int]:
    """The statuses of the problems that a method at an address may answer with."""
    statuses = [400, 401, 406]
    if "/auth/" not in address:
        statuses.append(403)
    if "{id}" in address:
        statuses.append(404)
    if method in ("post", "patch"):
        statuses += [409, 415]
    return statuses


def tell_response(status: int) -> dict[str, Any]:
    return {
        "description": TOLD.get(status, HTTPStatus(status).phrase),
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
