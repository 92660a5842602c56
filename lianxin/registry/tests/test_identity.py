from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.registry.rules.identity import check_digit, read_id_number

TODAY = date(2026, 5, 1)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def read(text, **more):
    return read_id_number(text, today=TODAY, **more)


def test_the_standards_sample_is_right():
    reading = read("11010519491231002x")

    assert (reading.number, reading.doc_type, reading.gender) == ("11010519491231002X", "ID_CARD", "F")
    assert reading.birth_on == date(1949, 12, 31)
    assert reading.is_area_known


def test_a_number_of_15_digits_becomes_one_of_18():
    reading = read("110105491231002")

    assert reading.number == "11010519491231002X"
    assert reading.is_from_15


@given(st.integers(0, 10**17 - 1))
def test_the_check_digit_is_that_of_the_weights(number):
    body = f"{number:017d}"

    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    assert check_digit(body) == "10X98765432"[total % 11]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("110105194912310021", "ID_CHECKSUM"),
        ("11010519491331002X"[:17] + check_digit("11010519491331002"), "ID_BIRTH_DATE"),
        ("11010520990101002" + check_digit("11010520990101002"), "ID_BIRTH_DATE"),
        ("1101051949123100", "ID_LENGTH"),
        ("陈小华", "ID_LENGTH"),
        ("99010119870310013" + check_digit("99010119870310013"), "ID_INVENTED"),
    ],
)
def test_a_wrong_number_is_refused_and_never_repaired(text, problem):
    reading = read(text)

    assert (reading.problem, reading.number) == (problem, "")


@pytest.mark.parametrize("text", ["", "无", "-", "不详"])
def test_a_blank_says_nothing(text):
    assert read(text) == read("")


def test_invented_numbers_pass_only_where_they_are_switched_on():
    reading = read("99010119870310013" + check_digit("99010119870310013"), accepts_invented=True)

    assert (reading.doc_type, reading.is_area_known) == ("ID_CARD", True)


def test_an_unknown_area_is_no_reason_to_refuse():
    body = "99999919870310013"

    assert read("35020319870310013" + check_digit("35020319870310013")).is_area_known
    assert read("19999919870310013" + check_digit("19999919870310013")).is_area_known is False
    assert read(body + check_digit(body)).doc_type == "FOREIGN_PERMIT"


@pytest.mark.parametrize("area", ["810000", "820000", "830000"])
def test_residence_permits_for_hong_kong_macao_and_taiwan(area):
    body = f"{area}19940823002"

    assert read(body + check_digit(body)).doc_type == "HMT_PERMIT"


@pytest.mark.parametrize(
    ("text", "doc_type"),
    [
        ("E12345678", "PASSPORT"),
        ("EA1234567", "PASSPORT"),
        ("H12345678", "OTHER"),
        ("USA123456789012", "FOREIGN_PERMIT"),
    ],
)
def test_other_documents(text, doc_type):
    assert read(text).doc_type == doc_type
