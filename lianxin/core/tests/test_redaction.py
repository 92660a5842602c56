import logging

import pytest

from lianxin.core.logs import RedactingFormatter
from lianxin.core.redaction import PersonalDataInText, find_personal_data, must_hold_no_personal_data, redact


@pytest.mark.parametrize(
    "text,blanked",
    [
        ("她的电话10012345678,晚上打", "她的电话〔手机号〕,晚上打"),
        ("电话 100-1234-5678", "电话 〔手机号〕"),
        ("电话 100 1234 5678。", "电话 〔手机号〕。"),
        ("全角\uff11\uff10\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18", "全角〔手机号〕"),
        ("证号99010119900101123X", "证号〔身份证号〕"),
        ("证号99010119900101123x", "证号〔身份证号〕"),
        ("旧证990101900101123", "旧证〔身份证号〕"),
        ("卡6222020200112233445转出", "卡〔银行卡号〕转出"),
        ("卡6222 0202 0011 2233 转出", "卡〔银行卡号〕 转出"),
        ("本人990101199001011234,手机10012345678", "本人〔身份证号〕,手机〔手机号〕"),
    ],
)
def test_personal_numbers_are_blanked(text, blanked):
    assert redact(text) == blanked


@pytest.mark.parametrize(
    "text", ["", "一共120户,2026-06-20完成", "编号20260620183000123456789", "房号1-2-301", "100户"]
)
def test_other_numbers_stay(text):
    assert redact(text) == text


def test_one_place_is_named_once_and_in_reading_order():
    found = find_personal_data("10012345678 和 990101199001011234")

    assert [finding.kind for finding in found] == ["phone", "id_no"]


def test_a_log_line_and_its_traceback_carry_no_phone():
    try:
        raise ValueError("Failing row contains (10012345678)")
    except ValueError as problem:
        told = (ValueError, problem, problem.__traceback__)
    record = logging.LogRecord("lianxin", logging.ERROR, "x.py", 1, "call %s", ("10012345678",), told)

    line = RedactingFormatter().format(record)

    assert "10012345678" not in line and "Failing row" in line


def test_a_text_with_a_number_is_refused_under_the_name_it_came_with():
    with pytest.raises(PersonalDataInText) as refusal:
        must_hold_no_personal_data(name="莲心大走访", goals="有事打 10012345678")

    assert (refusal.value.status, list(refusal.value.fields)) == (422, ["goals"])
