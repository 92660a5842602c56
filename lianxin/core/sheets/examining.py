"""One look at a whole file: its tables, their mapping, and whether it is the kind of list it claims to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianxin.core.sheets.fields import FieldSet
from lianxin.core.sheets.mapping import ColumnMapping
from lianxin.core.sheets.tables import SheetSurvey, Table
from lianxin.core.sheets.workbook import Workbook


@dataclass(frozen=True, slots=True)
class MappedTable:
    """This will pair a table with its mapping; `index` is its place in the file."""

    index: int
    table: Table
    mapping: ColumnMapping


@dataclass(frozen=True, slots=True)
class Examination:
    """This will hold what an upload contains; `remarks` are sentences on sheets without a table and hidden sheets."""

    tables: tuple[MappedTable, ...]
    surveys: tuple[SheetSurvey, ...]
    remarks: tuple[str, ...]

    @property
    def data_row_count(self) -> int:
        return sum(len(mapped.table.data_rows) for mapped in self.tables)

    @property
    def needs_mapping(self) -> bool:
        return any(not mapped.mapping.is_complete for mapped in self.tables)


def examine(
    workbook: Workbook,
    kind: FieldSet,
    others: Sequence[FieldSet] = (),
    remembered: Mapping[str, Sequence[str | None]] | None = None,
) -> Examination:
    """This will find and map the tables of a file, or raise NO_HEADER, NOT_A_ROSTER, WRONG_KIND or MIXED_KINDS."""
    raise NotImplementedError


def require_stored_values(table: Table, mapping: ColumnMapping) -> None:
    """This will raise FORMULA_WITHOUT_VALUE for a used cell of a data row whose formula has no stored result."""
    raise NotImplementedError
