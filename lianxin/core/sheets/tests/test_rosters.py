"""The rosters stations really have: every data row found, every other row named, at little more cost than reading."""

import io
import json
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import python_calamine

from lianxin.core.sheets import Examination, FieldSet, RowKind, examine, read_rows, read_workbook
from lianxin.core.sheets.tests.kinds import ALL, COMPOUND, ORGANIZATION, RESIDENT

ROSTERS = Path(__file__).parents[3] / "registry" / "tests" / "rosters"
LARGE = "03-一对一宣防对象.xlsx"


def opened(name: str, kind: FieldSet) -> Examination:
    return examine(read_workbook((ROSTERS / name).read_bytes(), name), kind, ALL)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("01-小区底数.xlsx", COMPOUND),
        ("02-学校.xls", ORGANIZATION),
        (LARGE, RESIDENT),
        ("04-银行网点.csv", ORGANIZATION),
    ],
)
def test_every_roster_has_exactly_its_data_rows(name, kind):
    found = opened(name, kind)

    assert found.data_row_count == json.loads((ROSTERS / "expected.json").read_text())[name]["rows"]
    assert not found.needs_mapping
    assert found.remarks == ()


def test_the_compounds_have_their_community_from_the_first_row_of_the_group():
    found = opened("01-小区底数.xlsx", COMPOUND)
    rows = [row for mapped in found.tables for row in read_rows(mapped.table, COMPOUND, mapped.mapping)]
    counted = Counter(row.text("community") for row in rows)

    assert len(counted) == 20
    assert (counted["莲秀社区"], counted["曾厝社区"], sum(counted.values())) == (6, 5, 118)
    assert rows[0].cell("phone") == "I5"


def test_the_other_rows_of_the_compounds_are_named():
    survey = opened("01-小区底数.xlsx", COMPOUND).surveys[0]

    assert {kind: survey.count(kind) for kind in RowKind if survey.count(kind)} == {
        RowKind.DATA: 118, RowKind.TITLE: 1, RowKind.NOTE: 1, RowKind.HEADER: 2, RowKind.SUBTOTAL: 20,
        RowKind.TOTAL: 1, RowKind.SIGNATURE: 1,
    }  # fmt: skip


def test_twenty_sheets_with_three_vocabularies_are_mapped_alike():
    found = opened(LARGE, RESIDENT)

    assert len({mapped.table.layout_key for mapped in found.tables}) == 3
    assert len({tuple(mapped.mapping.choice()) for mapped in found.tables}) == 1


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def test_finding_and_mapping_costs_little_more_than_reading():
    content = (ROSTERS / LARGE).read_bytes()

    def only_read() -> None:
        book = python_calamine.load_workbook(io.BytesIO(content))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()

    pairs = [(seconds(lambda: opened(LARGE, RESIDENT)), seconds(only_read)) for _ in range(4)]

    # Twice is usual on a quiet machine; the rest is room for a busy one.
    assert min(examined for examined, _read in pairs) <= 3 * min(read for _examined, read in pairs)


def test_the_large_roster_takes_little_memory():
    tracemalloc.start()
    found = opened(LARGE, RESIDENT)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found.data_row_count == 15_000
    assert peak < 100 * 1024 * 1024
