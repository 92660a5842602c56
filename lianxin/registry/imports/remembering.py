"""Mappings remembered per layout, so that next month's list needs no clicks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from lianxin.accounts.models import Station, User
from lianxin.core.clock import local_day
from lianxin.core.crypto import blind_index
from lianxin.registry.imports.files import FileReading
from lianxin.registry.models import RememberedMapping


class RememberedLayouts(Mapping[str, Sequence[str | None]]):
    """The remembered fields by the engine's layout key; the database knows layouts by a keyed hash only."""

    def __init__(self, station: Station, kind: str) -> None:
        rows = RememberedMapping.objects.of(station).filter(kind=kind)
        self._held = {row.layout: row for row in rows}

    def __getitem__(self, layout_key: str) -> Sequence[str | None]:
        fields: Sequence[str | None] = self._held[_index(layout_key)].fields
        return fields

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def days(self, layout_keys: Sequence[str]) -> dict[str, str]:
        """On which day each known layout was remembered."""
        return {
            key: local_day(self._held[_index(key)].remembered_at).isoformat()
            for key in layout_keys
            if _index(key) in self._held
        }


def remember(reading: FileReading, *, station: Station, by: User | None, now: datetime) -> None:
    """Keep how the tables of a confirmed list were mapped; what is known already is left untouched."""
    kind = reading.kind.code
    held = {row.layout: row for row in RememberedMapping.objects.of(station).filter(kind=kind)}
    for mapped in reading.examination.tables:
        layout, fields = _index(mapped.table.layout_key), mapped.mapping.choice()
        row = held.get(layout)
        if row is None:
            held[layout] = RememberedMapping.objects.create(
                station=station, kind=kind, layout=layout, fields=fields, remembered_by=by, remembered_at=now
            )
        elif row.fields != fields:
            row.fields, row.remembered_by, row.remembered_at = fields, by, now
            row.save(update_fields=["fields", "remembered_by", "remembered_at"])


def _index(layout_key: str) -> str:
    return blind_index("import.layout", layout_key)
