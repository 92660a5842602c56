"""Places, people and units through the API: who may, what is masked, what is refused, what a list costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.audit.models import AuditEntry
from lianxin.registry.models import AreaOfDuty, Household, Resident
from lianxin.registry.rules.identity import check_digit
from lianxin.registry.tests.factories import (
    assign_area,
    make_community,
    make_compound,
    make_contact,
    make_household,
    make_organization,
    make_resident,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("audited")]
ID_NO = "99010119870310002" + check_digit("99010119870310002")


@pytest.fixture
def compound():
    return make_compound("联发花园一期", aliases=["联发小区"])


@pytest.fixture
def household(compound):
    return make_household("1-2-301", compound=compound)


@pytest.fixture
def resident(household):
    return make_resident("王小华", household=household, id_no=ID_NO, phone="10012345678")


@pytest.fixture
def clerk():
    return Browser(make_user("su"))


def reading_paths(compound, household):
    return [
        "/api/communities",
        "/api/compounds",
        f"/api/compounds/{compound.id}",
        f"/api/compounds/{compound.id}/households",
        f"/api/households/{household.id}",
        "/api/organizations",
        "/api/places/search",
    ]


def test_nobody_and_strangers_to_police_work_read_nothing(compound, household):
    for path in reading_paths(compound, household):
        assert Browser(None).get(path).status_code == 401
    for login in ("he", "wei"):
        browser = Browser(make_user(login))
        assert {browser.get(path).status_code for path in reading_paths(compound, household)} == {403}


def test_outside_the_own_area_nothing_is_there(compound, household, resident):
    lin = Browser(make_user("lin"))

    assert lin.get(f"/api/compounds/{compound.id}").status_code == 404
    assert lin.get(f"/api/households/{household.id}").status_code == 404
    assert lin.post(f"/api/residents/{resident.id}/reveal").status_code == 404
    assert lin.get("/api/compounds").json()["total"] == 0


def test_another_stations_clerk_finds_nothing_there(compound, household, resident):
    stranger = Browser(make_user("clerk-9", role="CLERK", station=make_station("HJ", "何厝派出所")))

    assert stranger.get(f"/api/households/{household.id}").status_code == 404
    assert stranger.patch(f"/api/residents/{resident.id}", {"occupation": "司机"}).status_code == 404
    assert stranger.post("/api/residents/search", {"by": "name", "value": "王小华"}).json() == []


def test_an_officer_reads_the_own_area_and_edits_nothing(compound, household):
    shen = make_user("shen")
    assign_area(shen, compound.community)
    browser = Browser(shen)

    answer = browser.get(f"/api/households/{household.id}")

    assert (answer.status_code, answer.json()["allowed_actions"]) == (200, [])
    assert browser.patch(f"/api/households/{household.id}", {"door": "1-2-302"}).status_code == 403


def test_a_household_shows_masked_people(clerk, household, resident):
    shown = clerk.get(f"/api/households/{household.id}").json()

    person = shown["residents"][0]
    assert (shown["door"], shown["compound"]["name"]) == ("1-2-301", "联发花园一期")
    assert (person["name"], person["phone"]) == ("王*华", "100****5678")
    assert person["id_no"] == f"990101********{ID_NO[-4:]}"
    assert "小华" not in str(shown)


def test_a_whole_name_needs_a_purpose_and_is_logged(clerk, resident):
    path = f"/api/residents/{resident.id}/reveal"
    assert (clerk.post(path).status_code, clerk.post(path).json()["code"]) == (409, "PURPOSE_NEEDED")

    clerk.post("/api/reveal-purposes", {"purpose": "CALL_BACK"})
    answer = clerk.post(path)

    assert answer.json() == {"name": "王小华", "phone": "10012345678"}
    assert AuditEntry.objects.filter(action="accounts.reveal", target_id=str(resident.id)).count() == 1


@pytest.mark.parametrize(
    ("by", "value"),
    [
        ("name", "王小华"),
        ("name", "王 小华"),
        ("phone", "100 1234 5678"),
        ("id_no", ID_NO.lower()),
        ("door", "1号楼2单元301室"),
    ],
)
def test_people_are_found_by_exactly_one_thing(clerk, resident, by, value):
    found = clerk.post("/api/residents/search", {"by": by, "value": value}).json()

    assert [person["id"] for person in found] == [str(resident.id)]


def test_a_surname_finds_people_inside_one_compound_only(clerk, compound, resident):
    make_resident("欧阳明", household=make_household("1-2-302", compound=compound))
    search = {"by": "surname", "value": "王"}

    refused = clerk.post("/api/residents/search", search)
    found = clerk.post("/api/residents/search", search | {"compound_id": str(compound.id)}).json()

    assert (refused.status_code, refused.json()["code"]) == (422, "COMPOUND_NEEDED")
    assert [person["name"] for person in found] == ["王*华"]


def test_a_search_is_logged_without_what_was_searched_for(clerk, resident):
    clerk.post("/api/residents/search", {"by": "name", "value": "王小华"})

    entry = AuditEntry.objects.get(action="registry.find_people")
    assert entry.detail == {"by": "name", "found": 1}


def test_places_are_found_by_name_and_alias(clerk, compound):
    make_organization("丽景实验小学")

    by_alias = clerk.get("/api/places/search", q="联发小").json()
    by_name = clerk.get("/api/places/search", q="实验").json()

    assert [(hit["name"], hit["matched_alias"]) for hit in by_alias] == [("联发花园一期", "联发小区")]
    assert [hit["kind"] for hit in by_name] == ["SCHOOL"]


def test_a_resident_is_entered_and_corrected_by_hand(clerk, household):
    made = clerk.post(
        "/api/residents",
        {
            "household_id": str(household.id),
            "name": "赵云",
            "id_no": ID_NO,
            "phone": "10000000001",
            "is_exam_family": True,
        },
    ).json()

    changed = clerk.patch(f"/api/residents/{made['id']}", {"phone": "10000000002", "is_exam_family": False}).json()

    assert (made["name"], made["gender"], made["is_exam_family"]) == ("赵*", "F", True)
    assert (changed["phone"], changed["is_exam_family"]) == ("100****0002", False)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [("id_no", "123", "ID_REFUSED"), ("phone", "12345", "PHONE_REFUSED"), ("name", " ", "NAME_MISSING")],
)
def test_wrong_entries_are_refused_with_the_field(clerk, household, field, value, code):
    body = {"household_id": str(household.id), "name": "赵云"} | {field: value}

    answer = clerk.post("/api/residents", body)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert field in answer.json()["fields"]


def test_a_number_belongs_to_one_resident(clerk, household, resident):
    answer = clerk.post("/api/residents", {"household_id": str(household.id), "name": "赵云", "id_no": ID_NO})

    assert answer.json()["code"] == "ID_TAKEN"


def test_who_looks_like_somebody_is_offered_for_merging_and_can_be_taken_apart_again(clerk, household, resident):
    twin = clerk.post("/api/residents", {"household_id": str(household.id), "name": "王小华", "phone": "10000000001"})
    twin_id = twin.json()["id"]
    assert "merge" in twin.json()["allowed_actions"]

    clerk.post(f"/api/residents/{resident.id}/merge", {"merge_id": twin_id})
    listed = clerk.get(f"/api/households/{household.id}").json()["residents"]
    clerk.post(f"/api/residents/{twin_id}/unmerge")

    assert [person["id"] for person in listed] == [str(resident.id)]
    assert Resident.objects.of(make_station()).unmerged().count() == 2


def test_moving_a_resident_keeps_where_they_lived(clerk, compound, resident):
    other = make_household("2-1-101", compound=compound)

    moved = clerk.patch(f"/api/residents/{resident.id}", {"household_id": str(other.id)}).json()

    assert moved["household"]["door"] == "2-1-101"
    assert resident.memberships.count() == 2


def test_compounds_and_doors_are_entered_and_corrected_by_hand(clerk):
    community = make_community()
    compound = clerk.post(
        "/api/compounds",
        {"name": "百源家园", "community_id": str(community.id), "latitude": 24.484616, "longitude": 118.161059,
         "source_datum": "GCJ02"},
    ).json()  # fmt: skip
    household = clerk.post("/api/households", {"compound_id": compound["id"], "door": "旧楼东头"}).json()

    corrected = clerk.patch(f"/api/households/{household['id']}", {"door": "3号楼201"}).json()
    renamed = clerk.patch(f"/api/compounds/{compound['id']}", {"aliases": ["百源"]}).json()

    assert compound["longitude"] == pytest.approx(118.1561768, abs=1e-6)
    assert (household["is_door_read"], corrected["is_door_read"], corrected["door"]) == (False, True, "3-201")
    assert renamed["aliases"] == ["百源"]


@pytest.mark.parametrize(
    ("body", "code"),
    [({"door": "1-2-301"}, "DOOR_TAKEN"), ({"door": ""}, "INVALID_INPUT")],
)
def test_a_door_is_not_entered_twice(clerk, household, body, code):
    answer = clerk.post("/api/households", {"compound_id": str(household.compound_id), **body})

    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_half_a_point_is_refused(clerk, compound):
    answer = clerk.patch(f"/api/compounds/{compound.id}", {"latitude": 24.48, "longitude": None})

    assert (answer.status_code, answer.json()["code"]) == (422, "POINT_REFUSED")


def test_units_and_contacts_are_entered_and_corrected_by_hand(clerk, compound):
    unit = clerk.post("/api/organizations", {"kind": "HOTEL", "name": "鹭江宾馆"}).json()
    contact = clerk.post(
        "/api/contacts", {"organization_id": unit["id"], "title": "经理", "name": "柯浩雨", "phone": "0592-0636095"}
    ).json()

    clerk.patch(f"/api/contacts/{contact['id']}", {"name": "叶博明"})
    changed = clerk.patch(f"/api/organizations/{unit['id']}", {"staff_total": 12}).json()

    assert (changed["staff_total"], changed["contacts"][0]["name"]) == (12, "叶*明")
    assert clerk.post("/api/contacts", {"name": "无处可归"}).json()["code"] == "CONTACT_PLACE_NEEDED"


def test_contacts_are_masked(clerk, compound):
    make_contact("柯浩雨", compound=compound)

    contact = clerk.get(f"/api/compounds/{compound.id}").json()["contacts"][0]

    assert (contact["name"], contact["phone"]) == ("柯*雨", "100****8331")


def test_areas_of_duty_are_given_by_the_bureau_only(compound):
    shen, boss = make_user("shen"), Browser(make_user("boss", role="BUREAU_ADMIN"))
    body = {"community_ids": [str(compound.community_id)], "from_on": "2026-05-01"}

    answer = boss.put(f"/api/users/{shen.id}/areas", body)

    assert answer.json()[0]["community"]["name"] == "莲秀社区"
    assert AreaOfDuty.objects.of(make_station()).filter(user=shen, to_on=None).count() == 1
    assert Browser(make_user("lu")).put(f"/api/users/{shen.id}/areas", body).status_code == 403
    assert boss.put(f"/api/users/{shen.id}/areas", body | {"to_on": "2026-04-01"}).json()["code"] == "SPAN_REFUSED"


def test_new_areas_end_the_old_ones(compound):
    shen, boss = make_user("shen"), Browser(make_user("boss", role="BUREAU_ADMIN"))
    old = assign_area(shen, make_community("莲丰社区"))

    boss.put(f"/api/users/{shen.id}/areas", {"community_ids": [str(compound.community_id)], "from_on": "2026-06-01"})

    old.refresh_from_db()
    assert old.to_on.isoformat() == "2026-05-31"


@pytest.mark.parametrize(
    "path", ["/api/communities", "/api/compounds", "/api/organizations", "households", "household"]
)
def test_lists_cost_the_same_at_any_length(clerk, compound, household, path):
    place = f"/api/compounds/{compound.id}/households" if path == "households" else path
    place = f"/api/households/{household.id}" if path == "household" else place
    make_resident("甲一", household=household)
    make_organization("学校甲")
    number_of_queries(clerk, place)
    count = number_of_queries(clerk, place)
    for number in range(3):
        make_resident(f"乙{number}号", household=household)
        other = make_compound(f"小区{number}", community=make_community(f"社区{number}"))
        make_resident(household=make_household(f"{number}-1-101", compound=compound))
        make_resident(household=make_household("1-1-101", compound=other))
        make_organization(f"学校{number}")

    assert number_of_queries(clerk, place) == count


def number_of_queries(browser, path):
    with CaptureQueriesContext(connection) as context:
        assert browser.get(path).status_code == 200
    return len(context)


def test_building_counts_add_up(clerk, compound):
    for door in ("1-1-101", "1-1-102", "2-1-101"):
        make_resident(household=make_household(door, compound=compound))

    shown = clerk.get(f"/api/compounds/{compound.id}").json()

    assert [(row["building"], row["household_count"]) for row in shown["buildings"]] == [("1", 2), ("2", 1)]
    assert shown["resident_count"] == Household.objects.of(make_station()).count() == 3
