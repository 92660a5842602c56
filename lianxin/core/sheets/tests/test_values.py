"""Cells as text, names, damaged numbers and plain numbers."""

# ruff: noqa: DTZ001 - a cell of a spreadsheet has no time zone

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.core.sheets import cell_text, clean_text, is_damaged_number, name_text, read_number


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (1.0, "1"),
        (10052645446.0, "10052645446"),
        (990101800101123.0, "990101800101123"),
        (118.161059, "118.161059"),
        (3.50203e17, "3.50203E+17"),
        ("１５-３-２８０２", "15-3-2802"),
        ("\u200b张三\ufeff \n 李四", "张三 李四"),
        ("　莲秀\u3000社区　", "莲秀 社区"),
        ("'990101198703100137", "990101198703100137"),
        ("’１３８", "138"),
        ("'name", "'name"),
        (date(2026, 4, 5), "2026-04-05"),
        (datetime(2026, 4, 5), "2026-04-05"),
        (datetime(2026, 4, 5, 10, 36), "2026-04-05 10:36"),
        (True, "TRUE"),
        ("", ""),
        (float("nan"), ""),
    ],
)
def test_a_cell_reads_as_text(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("李 明", "李明"),
        ("李　　明", "李明"),
        ("买买提.艾力", "买买提·艾力"),
        ("买买提 • 艾力", "买买提·艾力"),
        ("John  Smith", "John Smith"),
        ("𠮷 田", "𠮷田"),
        ("张\u200b三", "张三"),
    ],
)
def test_a_name_has_one_spelling(cell, name):
    assert name_text(cell) == name


@pytest.mark.parametrize(
    "cell", [3.50203e17, 350203198001011234, "3.50203E+17", "3.50203e17", "９.90101E+17", "1.00E+10", "9.9E+14", 1e15]
)
def test_a_number_cut_by_the_spreadsheet_is_seen(cell):
    assert is_damaged_number(cell)


@pytest.mark.parametrize(
    "cell",
    ["990101198703100137", 990101870310013.0, 10052645446.0, "", "1E5", "1-2-301", "E栋", True, date(2026, 4, 5)],
)
def test_a_whole_number_is_not_called_damaged(cell):
    assert not is_damaged_number(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,024 户", 1024), ("２４", 24), ("约300人", 300), ("1.2万", 12000), (24.0, 24), ("118.16", 118.16),
        ("-3", -3), ("3-5", None), ("", None), ("无", None), (True, None), ("118°09′", None), ("1,2", None),
    ],
)  # fmt: skip
def test_a_number_is_read_or_not(cell, number):
    assert read_number(cell) == number


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean_text(text)

    assert clean_text(once) == once


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()))
def test_every_cell_has_a_text(cell):
    assert isinstance(cell_text(cell), str)
    assert isinstance(is_damaged_number(cell), bool)
