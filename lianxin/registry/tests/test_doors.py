"""One door, one key, however it is written; what could mean two doors is left unread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.registry.rules.doors import read_door
from lianxin.registry.rules.numerals import read_numeral

ONE_DOOR = (
    "1-2-301",
    "1-2-0301",
    "01-02-301",
    "1—2—301",
    "1 - 2 - 301",
    "1/2/301",
    "1号楼2单元301",
    "1号楼2单元301室",
    "1号楼2单元3层301",
    "1号楼-2单元-301",
    "1号楼2-301",
    "1栋2单元301",
    "1幢2单元301房",
    "1座2单元301",
    "1号2梯301",
    "1号楼2门301户",
    "1号楼2号门301",
    "第1栋2单元301房",
    "1#2-301",
    "1#2#301",
    "1#楼2单元301室",
    "一号楼二单元三〇一",
    "一栋二单元301室",
    "1号楼2单元301室(出租)",
)


@pytest.mark.parametrize("text", ONE_DOOR)
def test_every_local_form_gives_one_key(text):
    assert read_door(text).key == "1|2|301"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2梯301", "|2|301"),
        ("301室", "||301"),
        ("301", "||301"),
        ("1-301", "1||301"),
        ("1号楼301", "1||301"),
        ("十二号楼3单元1102室", "12|3|1102"),
        ("二十三号楼一单元一百零二", "23|1|102"),
        ("A座1203", "A||1203"),
        ("B1-2-301", "B1|2|301"),
        ("1号楼地下室", "1||地下室"),
        ("1号楼负101", "1||负101"),
        ("1号楼3单元店面12", "1|3|店面12"),
        ("东区3号楼201", "东区3||201"),
        ("二期3号楼2单元301", "2期3|2|301"),
        ("3号楼5层501", "3||501"),
    ],
)
def test_what_is_not_written_stays_blank(text, key):
    assert read_door(text).key == key


@pytest.mark.parametrize(
    "text",
    [
        "301-1",
        "1-2-3-301",
        "5号楼",
        "1号楼2单元",
        "3号楼5层1201",
        "3楼1201",
        "莲前西路20号",
        "12345678",
        "张三家",
        "二期301",
        "2026-05-02",
    ],
)
def test_what_could_mean_two_doors_is_kept_and_not_guessed(text):
    reading = read_door(text)

    assert not reading.is_read
    assert (reading.building, reading.unit, reading.room) == ("", "", "")
    assert reading.label == text


def test_the_compounds_own_name_and_phase_are_passed_over():
    names = ("联发花园一期", "联发小区")

    assert read_door("联发花园一期15号楼3单元2802", names, phase=1).key == "15|3|2802"
    assert read_door("一期15号楼3单元2802", names, phase=1).key == "15|3|2802"
    assert read_door("二期15号楼3单元2802", names, phase=1).key == "2期15|3|2802"


@given(st.integers(1, 99), st.integers(1, 9), st.integers(101, 3204))
def test_the_quick_way_reads_as_the_thorough_one(building, unit, room):
    quick = read_door(f"{building}号楼{unit}单元{room}室")

    assert quick == read_door(f"{building}号楼 {unit}单元 {room}室")._replace(text=quick.text)
    assert quick.key == read_door(f"{building}-{unit}-{room}").key


@given(st.text(alphabet="0123456789号楼栋单元梯室#-—期区一二三ABZ地下负层 ", max_size=16))
def test_no_text_breaks_the_reading_and_a_read_label_reads_the_same_again(text):
    reading = read_door(text)

    if reading.is_read and reading.building and reading.unit:
        assert read_door(reading.label).key == reading.key


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十二", 12), ("二十", 20), ("一百零二", 102), ("三〇一", 301), ("两", 2), ("x", None)],
)
def test_chinese_numerals(text, number):
    assert read_numeral(text) == number
