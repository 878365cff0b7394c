"""What tells one state of a row from another: a short hash of all that its history would tell of it.

Worked out when it is asked for and stored nowhere, so that no road of change can forget to raise it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from articles.history import tell_fields
from articles.plain import plain

# Who looks at a row does not change it: an article that is taken while its desk stands open is the same article.
NOT_SEEN = frozenset({"reviewer"})


def version_of(row: Any) -> str:
    """The version of a row as it stands in memory; the same for equal values, whichever database they came from."""
    model = type(row)
    shown = {
        field.attname: getattr(row, field.attname)
        if field.is_relation
        else plain(model, field.name, field.value_from_object(row))
        for field in tell_fields(model)
        if field.name not in NOT_SEEN
    }
    said = json.dumps(shown, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
