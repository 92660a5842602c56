"""Finding the tables of a sheet and saying what each of its rows is."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lianxin.core.sheets.fields import FieldSet
from lianxin.core.sheets.workbook import CellValue, Sheet, Workbook


class RowKind(StrEnum):
    """This will name what a row of a sheet is; only DATA rows are counted and imported."""

    DATA = "data"
    TITLE = "title"
    HEADER = "header"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    SIGNATURE = "signature"
    NOTE = "note"
    TEMPLATE = "template"
    BLANK = "blank"

    @property
    def label(self) -> str:
        return ROW_KIND_LABELS[self]


ROW_KIND_LABELS: dict[RowKind, str] = {
    RowKind.DATA: "数据行",
    RowKind.TITLE: "标题行",
    RowKind.HEADER: "表头",
    RowKind.GROUP: "分组行",
    RowKind.SUBTOTAL: "小计行",
    RowKind.TOTAL: "合计行",
    RowKind.SIGNATURE: "签名行",
    RowKind.NOTE: "说明行",
    RowKind.TEMPLATE: "只有序号的空行",
    RowKind.BLANK: "空行",
}


@dataclass(frozen=True, slots=True)
class Column:
    """This will describe one column of a table; `parts` are the stacked header words from top to bottom."""

    position: int
    index: int
    letter: str
    header: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """This will hold one row of a table: its number in the sheet (from 1), its kind and the cells of its columns."""

    number: int
    kind: RowKind
    values: list[CellValue]


@dataclass(frozen=True, slots=True)
class Table:
    """This will hold one table: columns and every row from its header down to where it ends."""

    sheet: Sheet
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    layout_key: str

    @property
    def first_row(self) -> int:
        return self.rows[0].number

    @property
    def data_rows(self) -> list[Row]:
        return [row for row in self.rows if row.kind is RowKind.DATA]


@dataclass(frozen=True, slots=True)
class Pane:
    """This will account for every row of a vertical strip of a sheet: `kinds[i]` is what row i + 1 is there."""

    left: int
    right: int
    kinds: tuple[RowKind, ...]


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """This will say what a sheet holds; a sheet without a table has a `reason`."""

    sheet: Sheet
    panes: tuple[Pane, ...]
    tables: tuple[Table, ...]
    reason: str = ""


def survey_workbook(workbook: Workbook, vocabulary: Sequence[FieldSet]) -> list[SheetSurvey]:
    """This will find the tables of every sheet, with the header words of all known kinds as a help."""
    raise NotImplementedError
