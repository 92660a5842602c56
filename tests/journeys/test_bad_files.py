"""What is no list of the chosen kind is refused at the door with a sentence, and nothing is written."""

import re
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from playwright.sync_api import expect

from tests.journeys import importing
from tests.journeys.rosters import COMPOUNDS, book_of

PEOPLE = [
    ["姓名", "身份证号", "联系电话", "小区", "门牌"],
    ["王阿姨", "990101195501011239", "10000000001", "金榜华庭", "1-1-101"],
]
PLACES = [
    ["所属社区", "小区名称", "楼栋数", "户数", "物业公司", "负责人", "联系电话"],
    ["莲秀社区", "金榜华庭", 24, 720, "万佳物业", "柯浩雨", "10095288331"],
]


def no_spreadsheet(file: Path) -> None:
    file.write_bytes(b"%PDF-1.7\n% a scan, renamed")


def empty(file: Path) -> None:
    file.write_bytes(b"")


def password_protected(file: Path) -> None:
    plain = book_of(file.with_name("plain.xlsx"), {"名单": PEOPLE})
    with plain.open("rb") as source, file.open("wb") as target:
        OOXMLFile(source).encrypt("secret-of-the-committee", target)


def wrong_kind(file: Path) -> None:
    file.write_bytes(COMPOUNDS.read_bytes())


def two_kinds(file: Path) -> None:
    book_of(file, {"名单": PEOPLE, "小区": PLACES})


def formula_without_value(file: Path) -> None:
    book_of(file, {"名单": [*PEOPLE, ["=A2", PEOPLE[1][1], "10000000002", "金榜华庭", "1-1-102"]]})
    assert openpyxl.load_workbook(file).active["A3"].value == "=A2"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (no_spreadsheet, "不是表格文件"),
        (empty, "空"),
        (password_protected, "密码"),
        (wrong_kind, "小区"),
        (two_kinds, "两种"),
        (formula_without_value, "公式"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_written(make, sentence, desk, tmp_path):
    make(tmp_path / "名单.xlsx")
    before = desk.get("/api/imports")["total"]

    importing.upload(desk, tmp_path / "名单.xlsx", "居民名单")

    refusal = desk.page.locator(".ant-alert-error")
    expect(refusal).to_contain_text(sentence)
    assert len(re.findall("[一-鿿]", refusal.inner_text())) > 12
    assert desk.get("/api/imports")["total"] == before
    assert importing.registered_people(desk) == 0


@pytest.fixture(scope="module")
def clerks_station(founded, tmp_path_factory):
    made = founded.copied_to(tmp_path_factory.mktemp("bad") / "station")
    with made.product.serving():
        yield made


@pytest.fixture
def desk(clerks_station, visitor):
    """The clerk's window at a station without any list."""
    clerk = clerks_station.seat(visitor(clerks_station.product), "clerk")
    clerk.foresee(409, 422)
    return clerk
