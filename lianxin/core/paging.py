"""Lists come in pages, all in the same shape."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Field, Schema

MAX_SIZE = 200
MAX_PAGE = 1_000_000
Item = TypeVar("Item")


class PageParams(Schema):
    page: int = Field(1, ge=1, le=MAX_PAGE)
    size: int = Field(50, ge=1, le=MAX_SIZE)


class Page(Schema, Generic[Item]):
    items: list[Item]
    total: int
    page: int
    size: int


def page_of(rows: QuerySet[Any], params: PageParams, shape: Callable[[Any], Any] | None = None) -> dict[str, Any]:
    """One page of an ordered queryset: two queries, whatever the length of the list."""
    first = (params.page - 1) * params.size
    items = list(rows[first : first + params.size])
    return {
        "items": [shape(item) for item in items] if shape else items,
        "total": rows.count(),
        "page": params.page,
        "size": params.size,
    }
