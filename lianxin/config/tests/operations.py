"""All operations of the mounted API, so that a new room is guarded without being listed."""

import re
from dataclasses import dataclass
from typing import Any

from lianxin.config.api import api
from lianxin.core.ids import new_id

_DAY = "2026-06-20"


@dataclass(frozen=True)
class Call:
    """One operation with an address that fits its shape and exists nowhere."""

    operation_id: str
    method: str
    path: str

    def __str__(self) -> str:
        return self.operation_id


def all_calls() -> list[Call]:
    document = api.get_openapi_schema()
    return [
        Call(operation["operationId"], method, _fill(path, operation.get("parameters", [])))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def _fill(path: str, parameters: list[dict[str, Any]]) -> str:
    formats = {held["name"]: held["schema"].get("format", "") for held in parameters if held["in"] == "path"}
    return re.sub(r"\{(\w+)\}", lambda found: _value(formats.get(found[1], "")), path)


def _value(kind: str) -> str:
    return _DAY if kind == "date" else str(new_id())
