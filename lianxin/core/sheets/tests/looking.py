"""Short ways for the tests to look at what the engine found."""

from collections.abc import Sequence

from lianxin.core.sheets import (
    Examination,
    FieldSet,
    RowKind,
    SheetSurvey,
    examine,
    read_rows,
    read_workbook,
    survey_workbook,
)
from lianxin.core.sheets.tests.kinds import ALL


def surveyed(content: bytes) -> list[SheetSurvey]:
    return survey_workbook(read_workbook(content, "名单.xlsx"), ALL)


def examined(content: bytes, kind: FieldSet, name: str = "名单.xlsx") -> Examination:
    return examine(read_workbook(content, name), kind, ALL)


def values(content: bytes, kind: FieldSet, codes: Sequence[str]) -> list[tuple[str, ...]]:
    """This will give the texts of some fields for every data row of a file."""
    found = examined(content, kind)
    return [
        tuple(row.text(code) for code in codes)
        for mapped in found.tables
        for row in read_rows(mapped.table, kind, mapped.mapping)
    ]


def kinds_of(content: bytes, sheet: int = 0) -> list[RowKind]:
    """This will give what every row of a sheet with one pane is."""
    panes = surveyed(content)[sheet].panes
    return [kind for pane in panes for kind in pane.kinds]
