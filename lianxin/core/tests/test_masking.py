import pytest

from lianxin.core.masking import mask_id_no, mask_name, mask_phone, surname_of


@pytest.mark.parametrize(
    "name,shown",
    [
        ("陈小华", "陈*华"),
        ("李平", "李*"),
        ("李", "李"),
        ("欧阳明", "欧阳*"),
        ("欧阳小明", "欧阳*明"),
        ("欧阳", "欧*"),
        ("阿卜杜拉·买买提", "阿*提"),
        ("", ""),
    ],
)
def test_a_name_keeps_the_surname_and_the_last_character(name, shown):
    assert mask_name(name) == shown


@pytest.mark.parametrize("name,surname", [("陈小华", "陈"), ("欧阳明", "欧阳"), ("欧阳", "欧"), ("", "")])
def test_double_surnames_are_known(name, surname):
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    "phone,shown",
    [("10012345678", "100****5678"), ("5551234", "****1234"), ("110", "***"), ("12345", "*****"), ("", "")],
)
def test_a_phone_keeps_its_ends_and_a_short_one_nothing(phone, shown):
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    "id_no,shown",
    [
        ("99010119900101123X", "990101********123X"),
        ("990101900101123", "990101********1123"),
        ("E12345678", "****78"),
        ("12", "**"),
        ("", ""),
    ],
)
def test_an_id_number_keeps_area_and_last_four(id_no, shown):
    assert mask_id_no(id_no) == shown
