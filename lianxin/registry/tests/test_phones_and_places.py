import pytest

from lianxin.registry.rules.organizations import kind_named
from lianxin.registry.rules.phones import read_phone
from lianxin.registry.rules.places import PlaceName, community_key, read_place_name
from lianxin.registry.rules.points import datum_named_in, read_degrees, read_pair, to_wgs84
from lianxin.registry.rules.sameness import Likeness, Traits, compare_people
from lianxin.registry.rules.staff import role_named


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("0592-5636095", "0592-5636095"),
        ("05925636095", "0592-5636095"),
        ("(0592)5636095", "0592-5636095"),
        ("0592-5636095转801", "0592-5636095转801"),
        ("0592-5636095-801", "0592-5636095转801"),
        ("13800138000.0", "13800138000"),
        ("1380013 8000", "13800138000"),
        ("16512345678", "16512345678"),
        ("400-800-1234", "4008001234"),
        ("95588", "95588"),
        ("96110", "96110"),
        ("5636095", "5636095"),
        ("+852 5123 4567", "+85251234567"),
    ],
)
def test_a_number_has_one_form(text, number):
    assert read_phone(text).number == number


@pytest.mark.parametrize("text", ["1380013800", "12345678901", "14412345678", "张三", "10012345678", "0592-0636095"])
def test_what_cannot_be_dialled_is_no_number(text):
    reading = read_phone(text)

    assert reading.number == "" and reading.problem


def test_invented_numbers_pass_only_where_they_are_switched_on():
    assert read_phone("10012345678", accepts_invented=True).number == "10012345678"
    assert read_phone("0592-0636095", accepts_invented=True).number == "0592-0636095"


@pytest.mark.parametrize("text", ["13800138000/13900139000", "13800138000 13900139000", "138-0013-8000 0592-5636095"])
def test_of_several_numbers_the_first_is_taken_and_the_rest_mentioned(text):
    reading = read_phone(text)

    assert (reading.number, reading.has_more) == ("13800138000", True)


@pytest.mark.parametrize("text", ["联发花园一期", "联发花园(一期)", "联发花园第1期", "联发花园 1期", "联发花园I期"])
def test_a_phase_has_one_form(text):
    assert read_place_name(text) == PlaceName("联发花园", 1)


@pytest.mark.parametrize("text", ["莲秀", "莲秀社区", "莲秀社区居委会", "莲秀居委会", "莲秀 社区"])
def test_a_community_has_one_key(text):
    assert community_key(text) == "莲秀"


@pytest.mark.parametrize(
    ("text", "datums"),
    [("坐标(GCJ-02)", {"GCJ02"}), ("经度(WGS84)", {"WGS84"}), ("百度坐标", {"BD09"}), ("经度", set())],
)
def test_a_datum_is_read_only_where_it_is_named(text, datums):
    assert datum_named_in(text) == datums


@pytest.mark.parametrize(
    "text",
    [
        "118.16,24.48",
        "24.48，118.16",
        "(118.16；24.48)",
        "东经118.16 北纬24.48",
        "E118.16, N24.48",
        "118°9′36″,24°28′48″",
    ],
)
def test_both_figures_of_a_point_may_stand_in_one_text(text):
    assert read_pair(text) == pytest.approx((24.48, 118.16))


@pytest.mark.parametrize("text", ["118.16", "思明区", "118.16,24.48,12", ""])
def test_half_a_point_is_no_point(text):
    assert read_pair(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [("118.16", 118.16), ("E118.16", 118.16), ("118°9′36″", 118.16), ("-118.1", -118.1), ("东", None)],
)
def test_degrees_are_read_decimal_and_sexagesimal(text, degrees):
    assert read_degrees(text) == (degrees if degrees is None else pytest.approx(degrees))


def test_points_are_converted_within_a_metre():
    assert to_wgs84(24.4873229, 118.1561768, "WGS84") == to_wgs84(24.484616, 118.161059, "GCJ02")
    shifted = to_wgs84(24.484616, 118.161059, "BD09")
    assert (shifted.latitude, shifted.longitude) == pytest.approx((24.48157, 118.14961), abs=2e-5)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("小学", "SCHOOL"),
        ("幼儿园", "KINDERGARTEN"),
        ("鹭海银行莲前支行", "BANK_BRANCH"),
        ("民宿客栈", "HOMESTAY"),
        ("物业公司", "PROPERTY_FIRM"),
        ("hotel", "HOTEL"),
        ("其他", ""),
    ],
)
def test_kinds_of_units(text, kind):
    assert kind_named(text) == kind


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("社区民警", "OFFICER"),
        ("辅警", "AUXILIARY"),
        ("大厅民警", "HALL"),
        ("社区警务队长", "CAPTAIN"),
        ("副所长", "LEAD"),
        ("司机", ""),
    ],
)
def test_posts(text, role):
    assert role_named(text) == role


def person(name="陈华", number="", phone="", door=""):
    return Traits(name, number, phone, (door,) if door else ())


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (person(number="X"), person(number="X", phone="p", door="d"), Likeness.SAME),
        (person(phone="p", door="d"), person(phone="p", door="d"), Likeness.SAME),
        (person(door="d"), person(phone="p", door="d"), Likeness.SAME),
        (person(phone="p", door="d"), person(number="X", phone="p", door="d"), Likeness.SAME),
        (person(number="X", phone="p", door="d"), person(number="Y", phone="p", door="d"), Likeness.ALIKE),
        (person(phone="p", door="d"), person(phone="q", door="d"), Likeness.ALIKE),
        (person(phone="p", door="d"), person(phone="p", door="e"), Likeness.ALIKE),
        (person(name="陈华"), person(name="陈明"), Likeness.DIFFERENT),
        (person(name="陈华", phone="p", door="d"), person(name="陈明", phone="p", door="d"), Likeness.DIFFERENT),
        (person(phone="p"), person(phone="q"), Likeness.DIFFERENT),
        (person(), person(), Likeness.DIFFERENT),
    ],
)
def test_who_is_one_person(one, other, likeness):
    assert compare_people(one, other) is likeness
    assert compare_people(other, one) is likeness
