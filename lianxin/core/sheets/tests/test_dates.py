"""Days in every written form, and refusals where a guess would be needed."""

# ruff: noqa: DTZ001 - a cell of a spreadsheet has no time zone

from datetime import date, datetime, time

import pytest

from lianxin.core.sheets import read_date

THE_DAY = date(2026, 4, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2026-04-05", "2026-4-5", "2026.4.5", "2026.04.05", "2026/4/5", "20260405", "2026年4月5日", "2026年04月05号",
        " 2026 年 4 月 5 日 ", "２０２６-０４-０５", "2026、4、5", "2026-04-05 10:36:00",
        "2026-04-05T10:36", "2026年4月5日 星期日", "2026.4.5(周日)", "二〇二六年四月五日", "二零二六年四月五日",
        "46117", "2026/4/5 0:00", "2026年4月5日10时36分", 46117, 46117.0, 46117.44, 20260405,
        20260405.0, datetime(2026, 4, 5, 23, 59), date(2026, 4, 5), "2026,4,5", "2026-4-5上午", "2026_04_05",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form(written):
    reading = read_date(written)

    assert reading.value == THE_DAY
    assert reading.problem == ""


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("4月5日", "没有年份"),
        ("4-5", "没有年份"),
        ("26.4.5", "年份只有两位"),
        ("2026.4", "没有写到日"),
        ("2026年4月", "没有写到日"),
        ("202604", "没有写到日"),
        (2026.4, "没有写到日"),
        ("2026", "没有写到日"),
        ("4/5/2026", "分不清"),
        ("2026-2-30", "没有这一天"),
        ("2026-13-01", "没有这一天"),
        ("昨天", "读不出"),
        ("农历三月初八", "读不出"),
        (time(3, 4), "不是日期"),
        (True, "不是日期"),
        (3.5e17, "读不出"),
        (-5, "读不出"),
    ],
)
def test_what_is_not_said_is_not_guessed(written, why):
    reading = read_date(written)

    assert reading.value is None
    assert why in reading.problem


@pytest.mark.parametrize("written", ["", "  ", "-", "/", "无", "\u3000"])
def test_a_blank_day_is_no_problem(written):
    assert read_date(written).value is None
    assert read_date(written).problem == ""


def test_month_and_day_are_told_apart_when_only_one_order_is_possible():
    assert read_date("4/15/2026").value == date(2026, 4, 15)
    assert read_date("15/4/2026").value == date(2026, 4, 15)
