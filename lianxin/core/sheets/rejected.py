"""Rejected rows go back as a spreadsheet, in their own layout, with the reason in the last column."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxin.core.sheets.workbook import CellValue


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """This will hold one row to send back; `layout` names its sheet in the answer, rows of one layout stay together."""

    layout: str
    header: Sequence[str]
    cells: Sequence[CellValue]
    reason: str


def write_rejected(rows: Iterable[RejectedRow]) -> bytes:
    """This will write the rows as .xlsx, every cell as text so that nothing is damaged and nothing is executed."""
    raise NotImplementedError
