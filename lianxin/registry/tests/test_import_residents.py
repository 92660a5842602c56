"""Who is new, changed, the same, said twice or sent back."""

from datetime import date, timedelta

import pytest

from lianxin.accounts.tests.factories import make_station, make_user
from lianxin.registry.imports.batches import undo_import
from lianxin.registry.imports.errors import ImportInUse
from lianxin.registry.models import Household, ImportBatch, Membership, Resident, SeasonalAttribute
from lianxin.registry.rules.identity import check_digit
from lianxin.registry.services.people import edit_resident, merge_residents
from lianxin.registry.tests.factories import make_community, make_compound
from lianxin.registry.tests.importing import (
    NOON,
    counts,
    dump,
    import_content,
    import_residents,
    registry_tables,
    warnings,
    workbook,
)

pytestmark = pytest.mark.django_db


def number(serial, birth="19870310"):
    body = f"990101{birth}{serial:03d}"
    return body + check_digit(body)


WANG = ("王小华", "女", number(2), "10012345678", "金榜华庭", "1-2-301", "退休")
LI = ("李明", "男", number(3), "10087654321", "金榜华庭", "1-2-302", "教师")


@pytest.fixture(autouse=True)
def compound():
    return make_compound("金榜华庭", aliases=["金榜小区"])


def but(row, **changes):
    names = ("name", "gender", "id_no", "phone", "compound", "door", "occupation", "exam", "note")
    row = [*row, *[""] * (len(names) - len(row))]
    for name, value in changes.items():
        row[names.index(name)] = value
    return tuple(row)


def people():
    return Resident.objects.of(make_station())


@pytest.mark.parametrize(
    "spelling",
    [
        WANG,
        but(WANG, name="王 小华", door="1号楼2单元301室"),
        but(WANG, phone="100 1234 5678", compound=" 金榜小区"),
        but(WANG, id_no=""),
        but(WANG, id_no="", phone=""),
        but(WANG, id_no="", door=""),
        but(WANG, name="王小华（户主）", id_no="'" + number(2), phone="10012345678.0"),
    ],
)
def test_a_person_said_twice_is_one_person(spelling):
    assert counts(import_residents(WANG, spelling)) == (1, 0, 0, 1, {})


def test_two_people_of_one_household_stay_two():
    husband, wife = but(WANG, id_no="", name="陈华"), but(WANG, id_no="", name="陈明")

    assert counts(import_residents(husband, wife)) == (2, 0, 0, 0, {})
    assert Household.objects.of(make_station()).count() == 1


def test_what_a_repeat_adds_is_kept_and_what_it_contradicts_is_pointed_out():
    first = but(WANG, id_no="", phone="")

    analysis = import_residents(first, but(WANG, occupation="司机"))

    assert counts(analysis) == (1, 0, 0, 1, {})
    assert warnings(analysis) == {"DUPLICATE_DIFFERS": 1}
    person = people().get()
    assert (person.id_no, person.phone, person.occupation) == (number(2), "10012345678", "退休")


def test_two_names_with_one_number_send_every_such_row_back():
    analysis = import_residents(WANG, but(LI, id_no=number(2)), but(WANG, name="王大华", door="9-9-909"), LI)

    assert counts(analysis) == (1, 0, 0, 0, {"ID_CONFLICT": 3})


def test_a_number_registered_under_another_name_sends_the_row_back():
    import_residents(WANG)

    assert counts(import_residents(but(LI, id_no=number(2)))) == (0, 0, 0, 0, {"ID_CONFLICT": 1})
    assert people().get().name == "王小华"


def test_changed_cells_are_written_and_blank_ones_say_nothing():
    import_residents(but(WANG, note="腿脚不便"))

    analysis = import_residents(but(WANG, phone="10000000009", occupation="", gender="", exam="是"))

    assert counts(analysis) == (0, 1, 0, 0, {})
    assert [label for label, _, _ in analysis.outcomes[0].changes] == ["电话", "家有考生"]
    person = people().get()
    assert (person.phone, person.occupation, person.note) == ("10000000009", "退休", "腿脚不便")
    assert SeasonalAttribute.objects.of(make_station()).get().resident == person


def test_the_preview_of_a_change_shows_both_values_masked():
    import_residents(WANG)

    changes = import_residents(but(WANG, phone="10000000009", door="2号楼1单元101")).outcomes[0].changes

    assert changes == (("电话", "100****5678", "100****0009"), ("门牌", "金榜华庭 1-2-301", "金榜华庭 2-1-101"))


def test_moving_ends_the_old_membership_and_begins_a_new_one():
    import_residents(WANG)

    import_residents(but(WANG, door="2-1-101"), now=NOON + timedelta(days=30))

    memberships = Membership.objects.of(make_station()).order_by("id")
    assert [(each.household.door, each.to_on is None) for each in memberships] == [
        ("1-2-301", False),
        ("2-1-101", True),
    ]


@pytest.mark.parametrize(
    "row",
    [
        but(WANG, id_no=number(4)),
        but(WANG, id_no="", phone="10000000009"),
        but(WANG, id_no="", door="2-1-101"),
    ],
)
def test_who_only_resembles_a_registered_person_is_new_and_offered_for_merging(row):
    import_residents(WANG)
    known = people().get()

    analysis = import_residents(row)
    again = import_residents(row)

    assert counts(analysis) == (1, 0, 0, 0, {})
    assert warnings(analysis) == {"DUPLICATE_POSSIBLE": 1}
    assert people().exclude(pk=known.pk).get().possible_duplicate_of == known
    assert counts(again) == (0, 0, 1, 0, {})


def test_a_row_of_a_merged_person_is_the_same_and_brings_nobody_back():
    import_residents(WANG)
    keep = people().get()
    row = but(WANG, id_no="", phone="10000000009")
    import_residents(row)
    merge_residents(keep=keep, merge=people().exclude(pk=keep.pk).get(), by=make_user("su"), now=NOON)

    assert counts(import_residents(row)) == (0, 0, 1, 0, {})


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (but(WANG, name=""), "NAME_MISSING"),
        (but(WANG, name="/"), "NAME_MISSING"),
        (but(WANG, id_no=9.90101198703e17), "ID_DAMAGED"),
        (but(WANG, id_no="9.90101E+17"), "ID_DAMAGED"),
        (but(WANG, id_no=number(2)[:17] + ("0" if number(2)[17] != "0" else "1")), "ID_CHECKSUM"),
        (but(WANG, id_no="99010119870310"), "ID_LENGTH"),
        (but(WANG, id_no=number(2, birth="20270101")), "ID_BIRTH_DATE"),
        (but(WANG, compound="未知小区"), "COMPOUND_UNKNOWN"),
        (but(WANG, compound="", door=""), "COMPOUND_UNKNOWN"),
    ],
)
def test_rows_sent_back_say_why_and_leave_the_others_alone(row, code):
    assert counts(import_residents(row, LI)) == (1, 0, 0, 0, {code: 1})


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (but(WANG, phone="1001234"), "PHONE_INVALID"),
        (but(WANG, phone="10012345678/10012345679"), "PHONE_EXTRA"),
        (but(WANG, door="张家大院"), "DOOR_UNREAD"),
        (but(WANG, door=""), "DOOR_MISSING"),
        (but(WANG, door=date(2026, 5, 2)), "DOOR_UNREAD"),
        (but(WANG, exam="不清楚"), "EXAM_UNREAD"),
        (but(WANG, door="无"), "DOOR_MISSING"),
        (but(WANG, gender="男"), "GENDER_MISMATCH"),
        (but(WANG, gender="不明"), "GENDER_UNREAD"),
        (but(WANG, id_no=number(2)[:6] + number(2)[8:17]), "ID_15_CONVERTED"),
        (but(WANG, id_no="19999919870310" + "002" + check_digit("19999919870310002")), "AREA_UNKNOWN"),
    ],
)
def test_warnings_keep_the_row(row, code):
    analysis = import_residents(row)

    assert (analysis.tally.new, warnings(analysis)) == (1, {code: 1})


def test_an_invalid_phone_leaves_the_registered_one_alone():
    import_residents(WANG)

    assert counts(import_residents(but(WANG, phone="12345"))) == (0, 0, 1, 0, {})
    assert people().get().phone == "10012345678"


def test_an_unread_door_is_kept_sealed_and_flagged():
    import_residents(but(WANG, door="张家大院"))

    household = Household.objects.of(make_station()).get()
    assert (household.is_door_read, household.door) == (False, "张家大院")
    assert "张家" not in str(dump(["registry_household"]))


def test_a_registration_day_after_today_is_pointed_out_and_not_stored():
    header = ("姓名", "小区", "门牌", "登记日期")

    analysis = import_residents(("王小华", "金榜华庭", "1-2-301", "2062-04-03"), header=header)

    assert warnings(analysis) == {"DATE_IN_FUTURE": 1}
    assert people().get().registered_on is None


def test_invented_numbers_are_sent_back_where_they_are_not_switched_on(settings):
    settings.DEMO_RANGES = False

    analysis = import_residents(WANG)

    assert counts(analysis) == (0, 0, 0, 0, {"ID_INVENTED": 1})


def test_the_sheets_name_decides_between_two_compounds_of_one_name():
    other = make_compound("金榜华庭", community=make_community("莲丰社区"))
    header, row = ("姓名", "小区", "门牌"), ("王小华", "金榜华庭", "1-2-301")

    plain = import_content(workbook(header, [row]), "resident")
    named = import_content(workbook(header, [row], sheet="莲丰"), "resident")

    assert counts(plain) == (0, 0, 0, 0, {"COMPOUND_AMBIGUOUS": 1})
    assert counts(named) == (1, 0, 0, 0, {})
    assert Household.objects.of(make_station()).get().compound == other


@pytest.mark.parametrize("name", ["联发花园(一期)", "联发花园1期", "联发花园", "联发小区", "联发花园小区"])
def test_phases_and_aliases_are_known(name):
    compound = make_compound("联发花园一期", aliases=["联发小区"])

    assert counts(import_residents(but(WANG, compound=name))) == (1, 0, 0, 0, {})
    assert Household.objects.of(make_station()).get().compound == compound


def test_a_phase_the_registry_does_not_tell_apart_becomes_part_of_the_building():
    import_residents(but(WANG, compound="金榜华庭二期"))

    assert Household.objects.of(make_station()).get().door == "2期1-2-301"


def test_a_whole_address_in_one_column_is_taken_apart():
    header = ("姓名", "家庭住址")

    assert counts(import_residents(("王小华", "莲前西路9号金榜华庭1号楼2单元301室"), header=header)) == (1, 0, 0, 0, {})
    assert Household.objects.of(make_station()).get().door == "1-2-301"


@pytest.mark.parametrize(("title", "sheet"), [("金榜华庭小区住户名单", "Sheet1"), ("住户名单", "金榜华庭")])
def test_the_title_or_the_sheet_may_name_the_compound_of_all_rows(title, sheet):
    content = workbook((title, "", ""), [("姓名", "电话", "房号"), ("王小华", "10012345678", "1-2-301")], sheet=sheet)

    assert counts(import_content(content, "resident")) == (1, 0, 0, 0, {})
    assert Household.objects.of(make_station()).get().door == "1-2-301"


def test_undoing_a_change_restores_every_column_as_it_was_stored():
    import_residents(but(WANG, exam="是", note="独居"))
    before = dump(registry_tables())
    import_residents(but(WANG, phone="10000000009", door="2-1-101", exam="否", note="与女儿同住"))
    batch = ImportBatch.objects.of(make_station()).order_by("id").last()

    undo_import(batch=batch, by=make_user("su"), now=NOON)

    assert dump(registry_tables()) == before


def test_an_import_is_not_undone_once_somebody_has_edited_its_rows():
    import_residents(WANG, LI)
    edit_resident(resident=people().first(), changes={"occupation": "司机"}, by=make_user("su"), now=NOON)
    batch = ImportBatch.objects.of(make_station()).get()

    with pytest.raises(ImportInUse):
        undo_import(batch=batch, by=make_user("lu"), now=NOON)

    batch.refresh_from_db()
    assert batch.undo_blockers == ["导入后又改过的居民 1 条"]
    assert people().count() == 2


def test_an_import_is_not_undone_once_a_later_one_builds_on_it():
    import_residents(WANG)
    import_residents(but(WANG, id_no="", name="陈明", phone=""))
    first = ImportBatch.objects.of(make_station()).order_by("id").first()

    with pytest.raises(ImportInUse):
        undo_import(batch=first, by=make_user("su"), now=NOON)

    assert people().count() == 2


def test_whoever_comes_without_number_phone_and_door_is_known_again():
    bare = [("王小华", "女", "", "", "金榜华庭", "", "退休"), ("王小华", "女", "", "", "金榜华庭", "", "教师")]

    assert counts(import_residents(*bare, LI)) == (3, 0, 0, 0, {})
    assert counts(import_residents(*bare, LI)) == (0, 0, 3, 0, {})


@pytest.mark.parametrize(
    ("birth", "number_stated", "code"),
    [
        ("1987年3月", number(2), ""),
        ("1987-03", number(2), ""),
        (1987, number(2), ""),
        (date(1987, 3, 1), number(2), ""),
        ("1987.3.10", number(2), ""),
        (1987.1, number(2, birth="19871010"), ""),
        ("1987年4月", number(2), "BIRTH_MISMATCH"),
        ("1986年3月", number(2), "BIRTH_MISMATCH"),
        ("1987.3.1", number(2), "BIRTH_MISMATCH"),
        (date(1987, 4, 1), number(2), "BIRTH_MISMATCH"),
        ("1987年3月", "", "DATE_UNREAD"),
    ],
)
def test_a_birth_month_is_compared_with_the_identity_number(birth, number_stated, code):
    header = ("姓名", "身份证号", "小区", "门牌", "出生年月")

    analysis = import_residents(("王小华", number_stated, "金榜华庭", "1-2-301", birth), header=header)

    assert (analysis.tally.new, list(warnings(analysis))) == (1, [code] if code else [])


@pytest.mark.parametrize(
    "front", ["莲前街道", "莲秀社区", "思明区莲前街道", "福建省厦门市思明区莲前街道", "莲秀社区居委会 ", "莲秀村"]
)
def test_a_compound_is_known_behind_its_street_or_community(front):
    make_compound("联发花园一期")
    make_compound("联发花园二期")

    analysis = import_residents(but(WANG, compound=f"{front}金榜华庭"), but(LI, compound=f"{front}联发花园(二期)"))

    assert (counts(analysis), warnings(analysis)) == ((2, 0, 0, 0, {}), {})
    places = Household.objects.of(make_station()).values_list("compound__name", flat=True)
    assert sorted(places) == ["联发花园二期", "金榜华庭"]


@pytest.mark.parametrize(
    "name", ["莲前金榜华庭", "绿苑小区金榜华庭", "特房新村金榜华庭", "金榜华庭莲前街道", "莲前街道"]
)
def test_a_compound_behind_anything_else_stays_unknown(name):
    assert counts(import_residents(but(WANG, compound=name))) == (0, 0, 0, 0, {"COMPOUND_UNKNOWN": 1})


def test_the_community_in_front_of_a_compound_decides_and_is_compared():
    make_compound("金榜华庭", community=make_community("莲丰社区"))
    make_compound("联发花园", community=make_community("莲丰社区"))

    analysis = import_residents(but(WANG, compound="莲丰社区金榜华庭"), but(LI, compound="莲秀社区联发花园"))

    assert (counts(analysis), warnings(analysis)) == ((2, 0, 0, 0, {}), {"COMMUNITY_DIFFERS": 1})
    places = Household.objects.of(make_station()).values_list("compound__community__name", flat=True)
    assert set(places) == {"莲丰社区"}
