"""The endpoints: nobody, outsider, wrong role, happy path, bad input; and what each reader may see."""

from datetime import timedelta
from typing import Any

import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.campaigns.choices import Channel, ListKind
from lianxin.campaigns.models import Campaign, TargetList
from lianxin.campaigns.services.contacts import note_contacts
from lianxin.campaigns.tests.factories import NOW, contact_with, make_campaign, make_list, somebody
from lianxin.core import clock
from lianxin.core.ids import new_id
from lianxin.registry.models import Resident
from lianxin.registry.tests.factories import (
    assign_area,
    make_community,
    make_compound,
    make_contact,
    make_household,
    make_organization,
    make_resident,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_story_stands_on_20_june(db):
    clock.stand_at(NOW, banner="演示")


@pytest.fixture
def people():
    household = make_household(compound=make_compound("金榜华庭"))
    return [make_resident(name, household=household) for name in ("王小芳", "李平", "陈小华", "赵六")]


@pytest.fixture
def surface(people):
    return make_list(people, name="易受骗人群 30–65 岁")


def browse(login: str) -> Browser:
    return Browser(somebody(login))


def outsider() -> Browser:
    user = User.objects.filter(login="xl-su").first()
    return Browser(user or make_user("xl-su", role=Role.CLERK, station=make_station("XL", "溪林派出所")))


def note(*facts, now=None):
    note_contacts(station=make_station(), contacts=facts, by=somebody("shen"), now=now or clock.now())


def paths(target_list: TargetList) -> dict[str, Any]:
    campaign, target = target_list.campaign_id, target_list.targets.first()
    resident = {"resident_id": str(target.resident_id)}
    return {
        f"/api/campaigns/{campaign}": None,
        f"/api/campaigns/{campaign}/sessions": None,
        f"/api/campaigns/{campaign}/posters": None,
        f"/api/lists/{target_list.pk}": None,
        f"/api/lists/{target_list.pk}/coverage": None,
        f"/api/lists/{target_list.pk}/targets": None,
        f"/api/targets/{target.pk}/why": None,
        f"/api/campaigns/{campaign}/lists": {"kind": "POINT", "name": "小区"},
        f"/api/lists/{target_list.pk}/draft": {"reason": "六月"},
        f"/api/lists/{target_list.pk}/propose": {},
        f"/api/lists/{target_list.pk}/nominate": {
            **resident,
            "source": "OFFICER",
            "reason": "独居",
            "expires_on": "2026-07-01",
        },
        f"/api/lists/{target_list.pk}/leave": resident,
        f"/api/targets/{target.pk}/unreachable": {"reason": "搬走"},
    }


def ask(browser: Browser, path: str, body: Any) -> Any:
    return browser.get(path) if body is None else browser.post(path, body)


def test_nobody_is_told_to_sign_in(surface):
    assert {ask(Browser(None), path, body).status_code for path, body in paths(surface).items()} == {401}


def test_another_station_finds_nothing(surface):
    browser = outsider()

    assert {path: ask(browser, path, body).status_code for path, body in paths(surface).items()} == dict.fromkeys(
        paths(surface), 404
    )
    assert browser.get("/api/campaigns").json() == []


@pytest.mark.parametrize("login", ["he", "wei"])
def test_a_teller_and_the_auditor_are_of_the_wrong_post(surface, login):
    browser = browse(login)

    assert {ask(browser, path, body).status_code for path, body in paths(surface).items()} == {403}
    assert browser.get("/api/campaigns").status_code == 403


@pytest.mark.parametrize("login", ["qin", "su", "shen"])
def test_the_leads_page_is_for_lead(login):
    assert browse(login).get("/api/home/lead").status_code == 403


def test_an_auxiliary_reads_and_asks_but_changes_nothing(surface):
    browser = browse("chen")
    answers = {path: ask(browser, path, body).status_code for path, body in paths(surface).items() if body is not None}

    assert set(answers.values()) == {403, 404}
    assert [path for path, status in answers.items() if status == 404] == [
        f"/api/targets/{surface.targets.first().pk}/unreachable"
    ]


def test_from_a_new_campaign_to_a_signed_list(people, audited):
    clerk, lead, captain = browse("su"), browse("lu"), browse("qin")
    body = {"name": "莲心大走访", "starts_on": "2026-05-01", "ends_on": "2026-07-31", "goals": "一对一见面"}

    campaign = clerk.post("/api/campaigns", body).json()
    made = clerk.post(f"/api/campaigns/{campaign['id']}/lists", {"kind": "SURFACE", "name": "居民"}).json()
    draft = clerk.post(f"/api/lists/{made['id']}/draft", {"reason": "第一版"}).json()
    proposed = clerk.post(f"/api/lists/{made['id']}/propose").json()
    approval = lead.get("/api/home/lead").json()["approvals"][0]
    lead.post(f"/api/approvals/{approval['id']}/decision", {"is_granted": True, "reason": ""})
    opened = captain.post(f"/api/campaigns/{campaign['id']}/open").json()

    assert campaign["allowed_actions"] == ["add_list"]
    assert (made["version"], made["sums"], made["filter"]) == (None, None, {})
    assert (draft["added"], draft["total"], draft["state"]) == (4, 4, "DRAFT")
    assert draft["explanation"][0] == {"code": "ALL", "label": "登记在册的居民", "count": 4, "unknown": 0}
    assert (proposed["draft"]["state"], proposed["allowed_actions"]) == ("PROPOSED", ["leave"])
    assert approval["title"] == "“居民”名单 v1：加 4，减 0"
    assert approval["effect"] == "签后分母由 0 变为 4，旧版本保留。理由：第一版"
    assert (opened["state"], opened["day_number"], opened["day_count"]) == ("OPEN", 51, 92)
    assert opened["lists"][0]["version"]["total"] == 4


def test_a_campaign_without_a_signed_list_does_not_open():
    campaign = make_campaign(state="DRAFT", opened_by=None, opened_at=None)

    answer = browse("qin").post(f"/api/campaigns/{campaign.pk}/open")

    assert (answer.status_code, answer.json()["code"]) == (409, "LIST_NOT_SIGNED")


def test_the_figures_of_a_list_add_up_and_so_do_their_changes(surface, people):
    yesterday = NOW - timedelta(days=1)
    note(contact_with(people[0], at=yesterday), now=yesterday)
    note(
        contact_with(people[1], is_late=True, at=yesterday),
        contact_with(people[2], channel=Channel.PHONE, at=yesterday),
    )

    figures = browse("lu").get(f"/api/lists/{surface.pk}").json()

    assert figures["sums"] == {
        "reached": 2,
        "attempted": 1,
        "unreachable_requested": 0,
        "unreachable_approved": 0,
        "untouched": 1,
        "total": 4,
    }
    assert figures["changes"]["reached"] == 1
    assert sum(figures["changes"].values()) == 0
    assert (figures["late_count"], figures["phone_count"], figures["last_7_days"]) == (1, 1, 2)
    assert figures["retained"] is None


def test_the_word_easily_deceived_reaches_lead_and_clerk_only(surface):
    texts = {
        login: browse(login).get(f"/api/campaigns/{surface.campaign_id}").content.decode()
        for login in ("lu", "su", "qin", "shen")
    }

    assert {login for login, text in texts.items() if "易受骗" in text} == {"lu", "su"}


def test_the_approval_of_a_list_does_not_carry_the_word_to_the_captain(surface, people):
    browse("su").post(f"/api/lists/{surface.pk}/draft", {"remove": [str(people[0].pk)], "reason": "易受骗人群更新"})
    browse("su").post(f"/api/lists/{surface.pk}/propose")

    assert "易受骗" not in browse("qin").get("/api/approvals").content.decode()


def test_coverage_by_place_ends_in_a_total_equal_to_the_list(surface, people):
    elsewhere = make_resident("林一", household=make_household("2-1-101", compound=make_compound("丽景国际")))
    campaign = surface.campaign
    both = make_list([*people, elsewhere], campaign=campaign, name="全部")
    note(contact_with(people[0]), contact_with(elsewhere))

    coverage = browse("qin").get(f"/api/lists/{both.pk}/coverage").json()

    assert [(row["name"], row["total"], row["reached"], row["remaining"]) for row in coverage["rows"]] == [
        ("金榜华庭", 4, 1, 3),
        ("丽景国际", 1, 1, 0),
    ]
    figures = browse("qin").get(f"/api/lists/{both.pk}").json()["sums"]
    assert {key: coverage["total"][key] for key in figures} == figures
    assert coverage["total"]["last_7_days"] == 2


@pytest.mark.parametrize("by,names", [("community", ["莲秀社区"]), ("compound", ["金榜华庭"]), ("building", ["1号楼"])])
def test_residents_are_broken_down_to_the_building(surface, by, names):
    compound = str(surface.targets.first().home.compound_id)

    coverage = browse("qin").get(f"/api/lists/{surface.pk}/coverage", by=by, compound=compound).json()

    assert [row["name"] for row in coverage["rows"]] == names
    assert coverage["total"]["total"] == 4


def test_the_compounds_row_says_what_its_point_misses(surface):
    compound = surface.targets.first().home.compound
    make_contact(compound=compound)
    make_list([compound], kind=ListKind.POINT, campaign=surface.campaign)
    body = {"compound_id": str(compound.pk), "put_up_at": "2026-06-20T09:00:00+08:00"}
    posted = browse("su").post(f"/api/campaigns/{surface.campaign_id}/posters", body).json()

    row = browse("qin").get(f"/api/lists/{surface.pk}/coverage").json()["rows"][0]

    assert posted["compound_name"] == compound.name
    assert (row["point_state"], row["point_missing"]) == ("PARTIAL", ["缺员工会"])


def test_a_unit_shows_its_staff(audited):
    school = make_organization()
    school.staff_total = 40
    school.save()
    line = make_list([school], kind=ListKind.LINE)
    body = {
        "organization_id": str(school.pk),
        "title": "防骗课",
        "held_at": "2026-06-19T15:00:00+08:00",
        "head_count": 30,
        "staff_attending": 24,
    }

    made = browse("su").post(f"/api/campaigns/{line.campaign_id}/sessions", body).json()
    figures = browse("lu").get(f"/api/lists/{line.pk}").json()
    row = browse("lu").get(f"/api/lists/{line.pk}/coverage", by="unit").json()["rows"][0]

    assert (made["host_name"], made["allowed_actions"]) == ("丽景实验小学", ["correct", "withdraw"])
    assert (figures["staff_attending"], figures["staff_total"], figures["sums"]["attempted"]) == (24, 40, 1)
    assert (row["point_state"], row["point_missing"]) == ("PARTIAL", ["到场 24 / 40，不到 80%"])


def test_a_talk_is_corrected_and_the_history_shows_both(surface):
    compound = str(surface.targets.first().home.compound_id)
    body = {"compound_id": compound, "title": "员工会", "held_at": "2026-06-19T15:00:00+08:00", "head_count": 9}
    made = browse("su").post(f"/api/campaigns/{surface.campaign_id}/sessions", body).json()

    browse("qin").post(f"/api/sessions/{made['id']}/correct", {**body, "head_count": 6, "reason": "数错了"})

    shown = browse("qin").get(f"/api/campaigns/{surface.campaign_id}/sessions").json()
    assert [(row["head_count"], row["before"]["head_count"], row["correction_reason"]) for row in shown] == [
        (6, 9, "数错了")
    ]
    again = browse("qin").post(f"/api/sessions/{made['id']}/withdraw", {"reason": "没开"})
    assert (again.status_code, again.json()["code"]) == (409, "FACT_ALREADY_CORRECTED")


def test_targets_are_masked_and_say_why_they_are_there(surface, people):
    note(contact_with(people[0]))

    page = browse("qin").get(f"/api/lists/{surface.pk}/targets", state="REACHED").json()

    assert [(row["name"], row["place"], row["state_label"]) for row in page["items"]] == [
        ("王*芳", "金榜华庭 1-2-301", "见面")
    ]
    assert (page["total"], page["items"][0]["source_label"]) == (1, "按条件筛选")
    assert page["items"][0]["allowed_actions"] == ["leave"]
    assert page["items"][0]["last_contact_at"] is not None


@pytest.mark.parametrize(
    "query,count",
    [({"size": 3}, 3), ({"page": 2, "size": 3}, 1), ({"building": "1"}, 4), ({"building": "2"}, 0)],
)
def test_targets_come_in_pages_and_by_building(surface, query, count):
    assert len(browse("qin").get(f"/api/lists/{surface.pk}/targets", **query).json()["items"]) == count


def test_targets_are_found_by_place(surface):
    compound = surface.targets.first().home.compound
    elsewhere = make_compound("丽景国际", community=make_community("岭兜社区"))

    found = {
        key: browse("qin").get(f"/api/lists/{surface.pk}/targets", **{key.split()[0]: value}).json()["total"]
        for key, value in {
            "compound here": compound.pk,
            "compound there": elsewhere.pk,
            "community here": compound.community_id,
            "community there": elsewhere.community_id,
        }.items()
    }

    assert found == {"compound here": 4, "compound there": 0, "community here": 4, "community there": 0}


def test_an_officer_sees_the_people_of_the_own_area_only(surface):
    assign_area(somebody("shen"), make_community())
    target = surface.targets.first().pk

    own = browse("shen").get(f"/api/lists/{surface.pk}/targets").json()
    other = browse("lin").get(f"/api/lists/{surface.pk}/targets").json()

    assert (own["total"], other["total"]) == (4, 0)
    assert browse("shen").get(f"/api/targets/{target}/why").status_code == 200
    assert browse("lin").get(f"/api/targets/{target}/why").status_code == 404
    assert browse("lin").post(f"/api/targets/{target}/unreachable", {"reason": "搬走"}).status_code == 404


def test_a_resident_is_told_why_in_words_that_can_be_read_aloud(surface):
    target = surface.targets.first()
    target.reason = "易受骗人群"
    target.save()

    sentences = browse("su").get(f"/api/targets/{target.pk}/why").json()["sentences"]

    assert sentences[0] == "在“莲心大走访”的名单里，来源是按条件筛选。"
    assert "2026年4月30日由所长签批" in sentences[2]
    assert "当天就办" in sentences[-1]
    assert "易受骗" not in "".join(sentences)


def test_a_nomination_waits_for_lead(surface):
    resident = make_resident("林一", household=make_household("3-1-101", compound=make_compound("丽景国际")))
    body = {"resident_id": str(resident.pk), "source": "COMMITTEE", "reason": "独居", "expires_on": "2026-07-01"}

    answer = browse("su").post(f"/api/lists/{surface.pk}/nominate", body).json()

    assert (answer["sums"]["total"], answer["draft"]["added"], answer["draft"]["total"]) == (4, 1, 5)
    assert "propose" in answer["allowed_actions"]


def test_an_officer_nominates_nobody_outside_the_own_area(surface):
    resident = make_resident("林一", household=make_household("3-1-101", compound=make_compound("丽景国际")))
    body = {"resident_id": str(resident.pk), "source": "OFFICER", "reason": "独居", "expires_on": "2026-07-01"}

    assert browse("lin").post(f"/api/lists/{surface.pk}/nominate", body).status_code == 404


def test_leaving_takes_effect_the_same_moment(surface, people, audited):
    answer = browse("su").post(f"/api/lists/{surface.pk}/leave", {"resident_id": str(people[0].pk)}).json()

    assert (answer["sums"]["total"], answer["version"]["number"], answer["version"]["cause"]) == (3, 2, "LEFT")
    assert answer["changes"]["total"] == -1
    assert sum(count for key, count in answer["changes"].items() if key != "total") == -1


def test_requests_for_those_out_of_reach_are_signed_together(surface, people, audited):
    targets = [
        {"target_id": str(target.pk), "reason": reason}
        for target, reason in zip(surface.targets.order_by("pk")[:3], ("搬走", "搬走", "长期在外"), strict=True)
    ]

    asked = browse("qin").post("/api/unreachable-requests", {"targets": targets}).json()
    approval = browse("lu").get("/api/home/lead").json()["approvals"][0]
    browse("lu").post(f"/api/approvals/{asked['approval_id']}/decision", {"is_granted": True, "reason": ""})
    home = browse("lu").get("/api/home/lead").json()

    assert (approval["title"], approval["id"]) == ("无法触达 3 人，1 户", asked["approval_id"])
    assert approval["effect"] == "搬走 2、长期在外 1。同意后仍留在分母里，单列一栏。"
    assert home["lists"][0]["sums"]["unreachable_approved"] == 3
    assert home["approvals"] == []


def test_the_leads_page_without_a_campaign_is_empty_but_there():
    assert browse("lu").get("/api/home/lead").json() == {"campaign": None, "lists": [], "approvals": []}


@pytest.mark.parametrize(
    "path,body,field",
    [
        ("/api/campaigns", {"name": "", "starts_on": "2026-05-01", "ends_on": "2026-07-31"}, "name"),
        ("/api/campaigns", {"name": "周", "starts_on": "2026-05-02", "ends_on": "2026-05-01"}, "ends_on"),
        ("lists", {"kind": "CIRCLE", "name": "x"}, "kind"),
        ("lists", {"kind": "LINE", "name": "x"}, "filter.kinds"),
        ("lists", {"kind": "POINT", "name": "x", "filter": {"age_from": 3}}, "filter.age_from"),
        ("lists", {"kind": "POINT", "name": "x", "filter": {"shoe_size": 3}}, "filter.shoe_size"),
        ("sessions", {"title": "x", "held_at": "9999-12-31T23:59:59Z", "head_count": 1}, "held_at"),
        ("sessions", {"title": "x", "held_at": "2026-06-19T15:00:00+08:00", "head_count": 1}, "compound_id"),
        ("posters", {"put_up_at": "2026-06-19T15:00:00+08:00"}, "compound_id"),
    ],
)
def test_a_wrong_field_is_named(path, body, field):
    campaign = Campaign.objects.of(make_station()).first() or make_campaign()

    answer = browse("qin").post(path if path.startswith("/") else f"/api/campaigns/{campaign.pk}/{path}", body)

    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == [field]


@pytest.mark.parametrize("query", [{"by": "unit"}, {"by": "building"}, {"by": "street"}])
def test_a_breakdown_that_makes_no_sense_is_refused(surface, query):
    assert browse("qin").get(f"/api/lists/{surface.pk}/coverage", **query).status_code == 422


def test_a_host_that_does_not_exist_is_not_found(surface):
    body = {"compound_id": str(new_id()), "put_up_at": "2026-06-20T09:00:00+08:00"}

    assert browse("su").post(f"/api/campaigns/{surface.campaign_id}/posters", body).status_code == 404


def test_pages_need_few_queries_however_long_the_lists(surface, people, django_assert_max_num_queries):
    compound = make_compound("丽景国际")
    more = [make_resident(f"林{n}", household=make_household(f"{n}-1-101", compound=compound)) for n in range(12)]
    make_list(more, campaign=surface.campaign, name="二")
    make_list([compound], campaign=surface.campaign, kind=ListKind.POINT)
    note(*(contact_with(person) for person in [*people, *more]))
    lead = browse("lu")

    lead.get("/api/home/lead")

    with django_assert_max_num_queries(18):
        lead.get("/api/home/lead")
    with django_assert_max_num_queries(18):
        lead.get(f"/api/lists/{surface.pk}/coverage")
    with django_assert_max_num_queries(12):
        lead.get(f"/api/lists/{surface.pk}/targets")
    assert Resident.objects.of(make_station()).count() == 16


def test_names_goals_titles_and_reasons_hold_nobodys_number(surface):
    clerk, number = browse("su"), "电话 10012345678"
    campaign, compound = surface.campaign_id, str(surface.targets.first().home.compound_id)
    dates = {"starts_on": "2026-05-01", "ends_on": "2026-07-31"}
    talk = {"compound_id": compound, "title": "员工会", "held_at": "2026-06-19T15:00:00+08:00", "head_count": 9}
    made = clerk.post(f"/api/campaigns/{campaign}/sessions", talk).json()
    poster = clerk.post(
        f"/api/campaigns/{campaign}/posters", {"compound_id": compound, "put_up_at": talk["held_at"]}
    ).json()

    answers = [
        clerk.post("/api/campaigns", {"name": number, "goals": number, **dates}),
        clerk.post(f"/api/campaigns/{campaign}/lists", {"kind": "SURFACE", "name": number}),
        clerk.post(f"/api/campaigns/{campaign}/sessions", {**talk, "title": number}),
        clerk.post(f"/api/sessions/{made['id']}/correct", {**talk, "head_count": 6, "reason": number}),
        clerk.post(f"/api/posters/{poster['id']}/withdraw", {"reason": number}),
    ]

    assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(422, "PERSONAL_DATA_IN_TEXT")}
    named = [list(answer.json()["fields"]) for answer in answers]
    assert named == [["name", "goals"], ["name"], ["title"], ["reason"], ["reason"]]
