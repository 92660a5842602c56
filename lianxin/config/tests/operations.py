"""All operations of the mounted API, so that a new room is guarded without being listed."""

import re
from dataclasses import dataclass, field
from typing import Any

from lianxin.config.api import api
from lianxin.core.ids import new_id


@dataclass(frozen=True)
class Call:
    """One operation with an address that fits its shape and exists nowhere."""

    operation_id: str
    method: str
    path: str
    pattern: str
    query: tuple[str, ...] = ()
    body: dict[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.operation_id


def all_calls() -> list[Call]:
    document = api.get_openapi_schema()
    shapes = document["components"]["schemas"]
    return [
        Call(
            operation_id=operation["operationId"],
            method=method,
            path=_fill(path, operation.get("parameters", [])),
            pattern=path,
            query=tuple(held["name"] for held in operation.get("parameters", []) if held["in"] == "query"),
            body=_body_of(operation, shapes),
        )
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def fitting(shape: dict[str, Any], shapes: dict[str, Any]) -> Any:
    """A value that passes the described shape and means nothing."""
    if "$ref" in shape:
        return fitting(shapes[shape["$ref"].rsplit("/", 1)[1]], shapes)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in shape:
            return fitting(shape[several][0], shapes)
    if "enum" in shape or "const" in shape:
        return shape.get("const", (shape.get("enum") or [None])[0])
    return _plain(shape, shapes)


def _plain(shape: dict[str, Any], shapes: dict[str, Any]) -> Any:
    match shape.get("type"):
        case "object":
            return {name: fitting(inner, shapes) for name, inner in shape.get("properties", {}).items()}
        case "array":
            return [fitting(shape["items"], shapes)] if "items" in shape else []
        case "integer" | "number":
            return shape.get("minimum", 1)
        case "boolean":
            return True
        case "string":
            return _word(shape.get("format", ""))[: shape.get("maxLength", 100)]
        case _:
            return None


def _word(kind: str) -> str:
    samples = {
        "date": "2026-06-20",
        "date-time": "2026-06-20T10:00:00+08:00",
        "time": "10:00:00",
        "uuid": str(new_id()),
    }
    return samples.get(kind, "六月")


def _body_of(operation: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    body = fitting(content["schema"], shapes) if content else {}
    return body if isinstance(body, dict) else {}


def _fill(path: str, parameters: list[dict[str, Any]]) -> str:
    formats = {held["name"]: held["schema"].get("format", "uuid") for held in parameters if held["in"] == "path"}
    return re.sub(r"\{(\w+)\}", lambda found: _word(formats.get(found[1], "uuid")), path)
