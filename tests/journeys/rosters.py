"""Spreadsheets as a clerk has them, made for one story from the station's rosters."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

_ROSTERS = Path(__file__).resolve().parents[2] / "lianxin" / "registry" / "tests" / "rosters"
COMPOUNDS = _ROSTERS / "01-小区底数.xlsx"
SCHOOLS = _ROSTERS / "02-学校.xls"
RESIDENTS = _ROSTERS / "03-一对一宣防对象.xlsx"


def short_resident_list(target: Path, *, sheets: int = 3, rows: int = 130) -> Path:
    """The first sheets of the big roster with their title, header and some rows, totals and notes included."""
    source = openpyxl.load_workbook(RESIDENTS, read_only=True)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in source.worksheets[:sheets]:
        kept = [list(row) for row in sheet.iter_rows(values_only=True)]
        _fill(book, sheet.title, [*kept[: rows + 2], ["合计", rows], kept[-1]])
    book.save(target)
    return target


def staff_list(target: Path, people: Iterable[tuple[str, str, str]]) -> Path:
    """Login, name and post of each; the areas of duty are left open."""
    rows: list[list[object]] = [["账号", "姓名", "岗位", "手机"]]
    rows += [[login, name, post, f"1000000{number:04d}"] for number, (login, name, post) in enumerate(people, start=1)]
    return book_of(target, {"人员": rows})


def book_of(target: Path, sheets: dict[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        _fill(book, title, rows)
    book.save(target)
    return target


def _fill(book: openpyxl.Workbook, title: str, rows: Iterable[Sequence[object]]) -> None:
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(list(row))
