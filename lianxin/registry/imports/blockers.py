"""What stands in the way of undoing an import: everything that came to depend on it since."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from lianxin.accounts.models import Station

_IDS_PER_QUERY = 500
Ids = Mapping[str, list[str]]
Finder = Callable[[Station, Ids], Iterable["Blocker"]]
_finders: list[Finder] = []


@dataclass(frozen=True, slots=True)
class Blocker:
    """Later records of one kind that hang on what the import made or changed."""

    label: str
    count: int

    @property
    def sentence(self) -> str:
        return f"{self.label} {self.count} 条"


def register_blockers(finder: Finder) -> None:
    """A room that keeps ids of registry rows without a foreign key says here which of them it holds.

    The finder gets the station and, by model label (registry.Resident), the ids an undo would remove.
    """
    _finders.append(finder)


def find_blockers(station: Station, journal: Mapping[str, Any]) -> list[Blocker]:
    """Rows that point at what would go, rows edited since, and what other rooms say."""
    created: dict[str, list[str]] = {}
    for label, pks in journal["created"]:
        created.setdefault(label, []).extend(pks)
    own = {label: {*pks} for label, pks in created.items()}
    for label, rows in journal["changed"].items():
        own.setdefault(label, set()).update(rows)
    found = [*_referring(created, own), *_edited(created, journal["changed"])]
    for finder in _finders:
        found += finder(station, created)
    return [blocker for blocker in found if blocker.count]


def _referring(created: Ids, own: Mapping[str, set[str]]) -> Iterable[Blocker]:
    for label, pks in created.items():
        model = apps.get_model(label)
        for relation in _pointing_at(model):
            other: Any = relation.related_model
            if not other._base_manager.exists():
                continue  # Most tables are empty in a young station, and the ids come in many queries.
            mine = own.get(other._meta.label, set())
            name = relation.field.attname
            count = 0
            for some in _chunks(pks):
                rows = other._base_manager.filter(**{f"{name}__in": some}).values_list("pk", flat=True)
                count += sum(str(pk) not in mine for pk in rows)
            yield Blocker(str(other._meta.verbose_name), count)


def _pointing_at(model: type[models.Model]) -> Iterable[Any]:
    """Every foreign key on the model, those too that give it no name to look back by."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and (field.one_to_many or field.one_to_one)]


def _edited(created: Ids, changed: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterable[Blocker]:
    """Rows whose revision is not the one the import left."""
    for label in {*created, *changed}:
        model = apps.get_model(label)
        if not any(field.name == "revision" for field in model._meta.fields):
            continue
        manager: Any = model._base_manager
        before = changed.get(label, {})
        count = 0
        for some in _chunks(created.get(label, [])):
            count += manager.filter(pk__in=some).exclude(revision=1).count()
        for some in _chunks(list(before)):
            rows = manager.filter(pk__in=some).values_list("pk", "revision")
            count += sum(revision != before[str(pk)]["revision"] + 1 for pk, revision in rows)
        yield Blocker(f"导入后又改过的{model._meta.verbose_name}", count)


def _chunks(pks: list[str]) -> Iterable[list[str]]:
    for start in range(0, len(pks), _IDS_PER_QUERY):
        yield pks[start : start + _IDS_PER_QUERY]
