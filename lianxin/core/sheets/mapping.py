"""Which column feeds which field: proposed with a reason, changed by the clerk, remembered per layout."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lianxin.core.sheets.fields import FieldSet
from lianxin.core.sheets.tables import Table
from lianxin.core.sheets.workbook import CellValue


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """This will say which field a column feeds (None: not used), how sure that is (0–1) and why."""

    position: int
    letter: str
    header: str
    field: str | None
    confidence: float
    reason: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """This will hold the mapping of one table; `missing` are the required fields nothing feeds."""

    columns: tuple[ColumnMatch, ...]
    missing: tuple[str, ...]
    is_remembered: bool = False

    @property
    def is_complete(self) -> bool:
        return not self.missing

    def choice(self) -> list[str | None]:
        """This will give the fields by column position, the form in which a mapping is remembered."""
        return [column.field for column in self.columns]


@dataclass(frozen=True, slots=True)
class MappedRow:
    """This will give one data row by field code; group values are already filled down."""

    sheet: str
    number: int
    values: dict[str, CellValue]
    letters: Mapping[str, str]
    cells: list[CellValue]
    errors: dict[str, str]

    def text(self, code: str) -> str:
        """This will give the cleaned text of a field, "" when blank or absent."""
        raise NotImplementedError

    def cell(self, code: str) -> str:
        """This will give the address, e.g. D318, "" when no column feeds the field."""
        raise NotImplementedError


def propose_mapping(
    table: Table, kind: FieldSet, remembered: Mapping[str, Sequence[str | None]] | None = None
) -> ColumnMapping:
    """This will propose a mapping; `remembered` holds earlier choices by `layout_key`."""
    raise NotImplementedError


def mapping_from_choice(table: Table, kind: FieldSet, choice: Mapping[str, str | None]) -> ColumnMapping:
    """This will build the mapping a clerk chose: field code by column letter."""
    raise NotImplementedError


def read_rows(table: Table, kind: FieldSet, mapping: ColumnMapping) -> Iterator[MappedRow]:
    """This will yield every data row of a table by field code."""
    raise NotImplementedError
