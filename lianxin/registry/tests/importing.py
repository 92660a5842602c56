"""Importing in tests: the rosters, small lists made on the spot, and dumps of what the database holds."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
from django.apps import apps
from django.db import connection

from lianxin.accounts.models import Station, User
from lianxin.accounts.tests.factories import make_station
from lianxin.registry.imports.analysis import Analysis, silent
from lianxin.registry.imports.files import open_list, read_data_rows
from lianxin.registry.imports.kinds import kind_by_code
from lianxin.registry.imports.running import import_at_once

ROSTERS = Path(__file__).parent / "rosters"
COMPOUNDS, SCHOOLS = ROSTERS / "01-小区底数.xlsx", ROSTERS / "02-学校.xls"
RESIDENTS, BANKS = ROSTERS / "03-一对一宣防对象.xlsx", ROSTERS / "04-银行网点.csv"
NOON = datetime(2026, 5, 1, 4, tzinfo=UTC)
HEADER = ("姓名", "性别", "身份证号", "联系电话", "小区", "门牌", "职业", "家有考生", "备注")


def import_content(
    content: bytes,
    kind: str,
    *,
    file_name: str = "名单.xlsx",
    subtype: str = "",
    datum: str = "",
    station: Station | None = None,
    now: datetime = NOON,
    by: User | None = None,
) -> Analysis:
    reading = read_data_rows(open_list(content, file_name, kind_by_code(kind)), datum=datum)
    analysis, _ = import_at_once(
        station=station or make_station(),
        reading=reading,
        file_name=file_name,
        subtype=subtype,
        by=by,
        now=now,
        report=silent,
    )
    return analysis


def import_file(path: Path, kind: str, **more: Any) -> Analysis:
    return import_content(path.read_bytes(), kind, file_name=path.name, **more)


def import_residents(*rows: Sequence[Any], header: Sequence[str] = HEADER, **more: Any) -> Analysis:
    """Rows as (name, gender, id, phone, compound, door, occupation, exam, note), short rows filled up."""
    return import_content(workbook(header, rows), "resident", **more)


def workbook(header: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page.append(list(header))
    for row in rows:
        page.append([*row, *[""] * (len(header) - len(row))])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def counts(analysis: Analysis) -> tuple[int, int, int, int, dict[str, int]]:
    tally = analysis.tally
    return (tally.new, tally.changed, tally.same, tally.duplicates, dict(tally.rejected))


def warnings(analysis: Analysis) -> dict[str, int]:
    return dict(analysis.tally.warnings)


def table_names() -> list[str]:
    return sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def dump(tables: Iterable[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables exactly as the database holds it."""
    held = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # Names of our own tables only.
            held[table] = sorted(cursor.fetchall(), key=repr)
    return held


def registry_tables() -> list[str]:
    """The tables an import writes to; batches, mappings and the log are about imports and not part of it."""
    about_imports = {"ImportBatch", "BatchContent", "RememberedMapping"}
    return [
        model._meta.db_table
        for model in apps.get_app_config("registry").get_models()
        if model.__name__ not in about_imports
    ]
