"""The tables of a sheet, and what each of its rows is."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from lianxin.core.sheets.workbook import CellValue, Sheet


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


class Row(NamedTuple):
    """This will hold one row of a table: its number in the sheet (from 1), its kind and the cells of its columns."""

    number: int
    kind: RowKind
    values: list[CellValue]


@dataclass(frozen=True, slots=True)
class Table:
    """This will hold one table: its columns and every row from its header down to where it ends.

    `titles` are the texts above the header; tables with the same header words share a `layout_key`.
    """

    sheet: Sheet
    titles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    layout_key: str

    @property
    def first_row(self) -> int:
        return self.rows[0].number

    @property
    def leading_texts(self) -> list[str]:
        """This will give what may name the group of all rows: the parts of the lines above the header."""
        return [part for title in self.titles for part in re.split(r"[:\s]+", title) if part]

    @property
    def data_rows(self) -> list[Row]:
        return [row for row in self.rows if row.kind is RowKind.DATA]


@dataclass(frozen=True, slots=True)
class Pane:
    """This will account for every row of a rectangle of a sheet: `kinds[i]` is what row `top + i` (from 0) is there.

    The panes of a sheet hold every filled cell exactly once.
    """

    left: int
    right: int
    top: int
    kinds: tuple[RowKind, ...]


@dataclass(frozen=True, slots=True)
class SheetSurvey:
    """This will say what a sheet holds; a sheet without a table has a `reason`."""

    sheet: Sheet
    panes: tuple[Pane, ...]
    tables: tuple[Table, ...]
    reason: str = ""

    def count(self, kind: RowKind) -> int:
        return sum(pane.kinds.count(kind) for pane in self.panes)
