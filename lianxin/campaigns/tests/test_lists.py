"""Drafting, signing and leaving a list: denominators change only by versions, and their sums hold."""

from datetime import date, timedelta

import pytest

from lianxin.accounts.approvals import MayNotDecide, decide_approval
from lianxin.accounts.tests.factories import make_station
from lianxin.campaigns.choices import ListKind, TargetSource, TargetStanding, VersionCause, VersionState
from lianxin.campaigns.models import ListVersion, Target
from lianxin.campaigns.rules.filters import FilterInvalid
from lianxin.campaigns.services.coverage import coverage
from lianxin.campaigns.services.drafting import (
    AlreadyListed,
    ListNameTaken,
    ResidentLeftLists,
    create_list,
    draft_version,
    nominate,
)
from lianxin.campaigns.services.leaving import NotAListOfPeople, NotOnList, expire_targets, leave_lists
from lianxin.campaigns.services.versions import CampaignOver, ListWaitsForSignature, NothingToSign, propose_version
from lianxin.campaigns.tests.factories import NOW, make_campaign, make_list, sign_version, somebody
from lianxin.core.errors import InvalidInput
from lianxin.core.redaction import PersonalDataInText
from lianxin.core.schedule import run_daily
from lianxin.registry.choices import OrganizationKind
from lianxin.registry.models import Membership, SeasonalAttribute
from lianxin.registry.tests.factories import (
    make_community,
    make_compound,
    make_household,
    make_organization,
    make_resident,
)

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)


def new_list(kind=ListKind.SURFACE, **chosen):
    return create_list(campaign=make_campaign(), kind=kind, name="名单", chosen=chosen, by=somebody("su"), now=NOW)


def draft(target_list, chosen=None, **changes):
    return draft_version(
        target_list=target_list, chosen=chosen, reason="按 5 月底数", by=somebody("su"), now=NOW, **changes
    )


def propose(target_list):
    return propose_version(target_list=target_list, by=somebody("su"), now=NOW)


def decide(version, *, is_granted=True, login="lu"):
    decide_approval(approval=version.approval, is_granted=is_granted, reason="", by=somebody(login), now=NOW)
    return ListVersion.objects.of(make_station()).get(pk=version.pk)


def put_forward(target_list, resident, *, source=TargetSource.OFFICER, expires_on=date(2026, 7, 1)):
    return nominate(
        target_list=target_list,
        resident=resident,
        source=source,
        reason="孙子常向她要钱",
        expires_on=expires_on,
        by=somebody("shen"),
        now=NOW,
    )


def leave(target_list, resident):
    return leave_lists(target_list=target_list, resident=resident, reason="", by=somebody("su"), now=NOW)


def born(age, **fields):
    household = make_household(f"1-1-{age}", compound=fields.pop("compound", None) or make_compound(f"小区{age}"))
    return make_resident(birth_on=date(2026 - age, 1, 1), household=household, **fields)


def counts(version):
    return {line["code"]: line["count"] for line in version.explanation}


def test_a_draft_explains_what_every_clause_left():
    for age in (20, 30, 65, 66):
        born(age)
    make_resident("没生日", household=make_household("9-1-101"))

    version = draft(new_list(age_from=30, age_to=65))

    assert counts(version) == {"ALL": 5, "HOME": 5, "AGE": 2, "WITHDRAWN": 0, "PRESENT": 0, "ADDED": 2, "REMOVED": 0}
    assert [line["unknown"] for line in version.explanation if line["code"] == "AGE"] == [1]
    assert (version.added_count, version.total) == (2, 2)


def test_a_draft_counts_nobody_until_it_is_signed():
    born(40)
    target_list = new_list()

    version = draft(target_list)
    before = coverage(target_list, at=NOW).total
    signed = decide(propose(target_list))

    assert (before, coverage(target_list, at=NOW).total) == (0, 1)
    assert (signed.pk, signed.number, signed.state) == (version.pk, 1, VersionState.SIGNED)
    assert signed.signed_by == somebody("lu")


def test_only_another_person_signs():
    born(40)
    target_list = new_list()
    draft(target_list)
    version = propose_version(target_list=target_list, by=somebody("lu"), now=NOW)

    with pytest.raises(MayNotDecide):
        decide(version, login="lu")
    with pytest.raises(MayNotDecide):
        decide(version, login="qin")


def test_a_refused_version_lists_nobody_and_the_next_draft_finds_them_again():
    born(40)
    target_list = new_list()
    draft(target_list)

    refused = decide(propose(target_list), is_granted=False)

    assert (refused.state, coverage(target_list, at=NOW).total) == (VersionState.REFUSED, 0)
    assert Target.objects.of(make_station()).get().standing == TargetStanding.DROPPED
    assert draft(target_list).added_count == 1


def test_drafting_again_replaces_the_draft():
    born(40)
    born(70)
    target_list = new_list()

    draft(target_list)
    again = draft(target_list, {"age_to": 65})

    assert (again.added_count, target_list.versions.count()) == (1, 1)


def test_a_second_version_adds_who_fits_now_and_takes_out_who_no_longer_does():
    staying, leaving = born(40), born(50)
    target_list = new_list(age_from=30, age_to=65)
    draft(target_list)
    decide(propose(target_list))
    Membership.objects.of(make_station()).filter(resident=leaving).update(to_on=date(2026, 6, 1))
    coming = born(60)

    second = draft(target_list)
    signed = decide(propose(target_list))

    assert (second.added_count, second.removed_count) == (1, 1)
    assert (signed.number, signed.total) == (2, 2)
    listed = set(target_list.targets.listed().values_list("resident_id", flat=True))
    assert listed == {staying.pk, coming.pk}


def test_a_past_denominator_stays_as_it_was():
    first, second = born(40), born(50)
    target_list = make_list([first])
    sign_version(target_list, [second], at=NOW)

    assert coverage(target_list, at=NOW - timedelta(days=1)).total == 1
    assert coverage(target_list, at=NOW).total == 2


def test_nothing_is_proposed_without_a_change():
    with pytest.raises(NothingToSign):
        propose(new_list())


def test_nothing_is_changed_while_a_version_waits():
    resident = born(40)
    target_list = new_list()
    draft(target_list)
    propose(target_list)

    with pytest.raises(ListWaitsForSignature):
        draft(target_list)
    with pytest.raises(ListWaitsForSignature):
        put_forward(target_list, resident)


def test_subjects_are_added_and_taken_out_by_hand():
    kept, removed, added = born(40), born(50), born(60)
    target_list = make_list([kept, removed])

    version = draft(target_list, add=[added.pk], remove=[removed.pk])
    decide(propose(target_list))

    assert (version.added_count, version.removed_count, version.total) == (1, 1, 2)
    target = target_list.targets.get(resident=added)
    assert (target.source, target.reason) == (TargetSource.HAND, "按 5 月底数")


def test_a_stranger_to_the_station_is_neither_added_nor_taken_out():
    target_list = make_list([born(40)])
    elsewhere = make_resident(
        household=make_household(
            compound=make_compound(community=make_community("溪林社区", station=make_station("XL", "溪林派出所")))
        )
    )

    with pytest.raises(InvalidInput):
        draft(target_list, add=[elsewhere.pk])
    with pytest.raises(InvalidInput):
        draft(target_list, remove=[elsewhere.pk])


def test_points_are_chosen_by_community_and_property_firm():
    firm = make_organization("莲岸物业", kind=OrganizationKind.PROPERTY_FIRM)
    make_compound("甲", property_firm=firm)
    make_compound("乙")
    make_compound("丙", community=make_community("岭兜社区"), property_firm=firm)

    version = draft(new_list(ListKind.POINT, has_property_firm=True, community_ids=[str(make_community().pk)]))

    assert counts(version)["PROPERTY_FIRM"] == 2
    assert [target.compound.name for target in version.added.all()] == ["甲"]


def test_lines_are_chosen_by_kind():
    make_organization("丽景实验小学")
    make_organization("启明幼儿园", kind=OrganizationKind.KINDERGARTEN)
    make_organization("海澜银行", kind=OrganizationKind.BANK_BRANCH)

    version = draft(new_list(ListKind.LINE, kinds=["SCHOOL", "KINDERGARTEN"]))

    assert version.added_count == 2


def test_residents_are_chosen_by_occupation_season_and_compound():
    compound = make_compound("学府花园")
    teacher = born(40, compound=compound, occupation="教师")
    born(41, compound=compound, occupation="工人")
    born(42, occupation="教师")
    SeasonalAttribute.objects.create(
        station=make_station(), resident=teacher, code="EXAM_FAMILY", expires_on=date(2026, 7, 10)
    )

    version = draft(new_list(occupations=["教师"], attributes=["EXAM_FAMILY"], compound_ids=[str(compound.pk)]))

    assert [target.resident for target in version.added.all()] == [teacher]
    assert counts(version)["OCCUPATION"] == 2


def test_a_resident_with_two_doors_is_listed_once_at_the_door_inside_the_filter():
    compound = make_compound("学府花园")
    resident = born(40)
    second_door = make_household("2-1-101", compound=compound)
    Membership.objects.create(station=make_station(), resident=resident, household=second_door)

    version = draft(new_list(compound_ids=[str(compound.pk)]))

    assert [target.home for target in version.added.all()] == [second_door]


def test_a_filter_that_does_not_fit_the_list_is_refused():
    with pytest.raises(FilterInvalid) as refusal:
        new_list(ListKind.POINT, age_from=30)

    assert list(refusal.value.fields) == ["filter.age_from"]


def test_two_lists_of_a_campaign_have_two_names():
    campaign = make_campaign()
    create_list(campaign=campaign, kind=ListKind.POINT, name="小区", chosen={}, by=somebody(), now=NOW)

    with pytest.raises(ListNameTaken):
        create_list(campaign=campaign, kind=ListKind.POINT, name="小区", chosen={}, by=somebody(), now=NOW)


def test_a_nomination_keeps_who_why_and_until_when():
    resident = born(80)
    target_list = make_list([born(40)])

    target = put_forward(target_list, resident, source=TargetSource.COMMITTEE)

    assert (target.nominated_by, target.source) == (somebody("shen"), TargetSource.COMMITTEE)
    assert target.expires_on == date(2026, 7, 1)
    assert decide(propose(target_list)).total == 2


def test_nobody_is_nominated_twice():
    resident = born(80)
    target_list = make_list([born(40)])
    put_forward(target_list, resident)

    with pytest.raises(AlreadyListed):
        put_forward(target_list, resident)


def test_a_nomination_needs_a_day_that_is_not_over():
    with pytest.raises(InvalidInput) as refusal:
        put_forward(make_list([born(40)]), born(80), expires_on=date(2026, 6, 19))

    assert list(refusal.value.fields) == ["expires_on"]


def test_points_are_not_nominated():
    with pytest.raises(NotAListOfPeople):
        put_forward(make_list([make_compound()], kind=ListKind.POINT), born(80))


def test_a_reason_with_a_phone_number_is_refused():
    with pytest.raises(PersonalDataInText):
        draft_version(target_list=new_list(), chosen={}, reason="电话 13912345678", by=somebody("su"), now=NOW)


def test_who_leaves_is_off_the_list_at_once_by_a_version_of_its_own():
    resident, other = born(40), born(50)
    target_list = make_list([resident, other])

    version = leave(target_list, resident)[0]

    assert (version.number, version.cause, version.total) == (2, VersionCause.LEFT, 1)
    assert coverage(target_list, at=NOW).total == 1
    assert coverage(target_list, at=NOW - timedelta(seconds=1)).total == 2


def test_who_leaves_is_off_every_list_of_people_of_the_campaign():
    resident = born(40)
    campaign = make_campaign()
    lists = [make_list([resident], campaign=campaign, name=name) for name in ("30–65 岁", "考生家庭")]

    versions = leave(lists[0], resident)

    assert len(versions) == 2
    assert [coverage(one, at=NOW).total for one in lists] == [0, 0]


def test_who_left_comes_back_by_no_filter_and_no_nomination():
    resident, other = born(40), born(50)
    target_list = make_list([resident, other])
    leave(target_list, resident)

    version = draft(target_list, {})

    assert counts(version)["WITHDRAWN"] == 1
    assert version.added_count == 0
    with pytest.raises(ResidentLeftLists):
        put_forward(target_list, resident)
    with pytest.raises(ResidentLeftLists):
        draft(target_list, add=[resident.pk])


def test_who_left_comes_back_by_the_own_wish():
    resident = born(40)
    target_list = make_list([resident, born(50)])
    leave(target_list, resident)

    put_forward(target_list, resident, source=TargetSource.OWN_WISH)

    assert decide(propose(target_list)).total == 2


def test_leaving_while_a_version_waits_takes_the_resident_out_of_it_too():
    resident, other = born(40), born(50)
    target_list = new_list()
    draft(target_list)
    waiting = propose(target_list)

    leave(target_list, resident)
    signed = decide(waiting)

    assert (signed.added_count, signed.total) == (1, 1)
    assert target_list.targets.listed().get().resident == other


def test_lead_reads_the_numbers_as_they_are_after_somebody_left():
    resident, _ = born(40), born(50)
    target_list = new_list()
    draft(target_list)
    waiting = propose(target_list)
    before = (waiting.approval.title, waiting.approval.effect)

    leave(target_list, resident)
    waiting.approval.refresh_from_db()

    assert before == ("“名单”名单 v1：加 2，减 0", "签后分母由 0 变为 2，旧版本保留。理由：按 5 月底数")
    assert waiting.approval.title == "“名单”名单 v1：加 1，减 0"
    assert waiting.approval.effect == "签后分母由 0 变为 1，旧版本保留。理由：按 5 月底数"


def test_leaving_by_a_merged_registration_takes_the_person_kept_off_too():
    kept, merged = born(40), born(50)
    target_list = make_list([kept])
    merged.merged_into = kept
    merged.save()

    leave(target_list, merged)

    assert coverage(target_list, at=NOW).total == 0


def test_who_is_on_no_list_cannot_leave():
    with pytest.raises(NotOnList):
        leave(make_list([born(40)]), born(50))


def test_a_nomination_falls_out_after_its_last_day():
    resident, other = born(40), born(50)
    target_list = make_list([other])
    put_forward(target_list, resident, expires_on=NOW.date())
    decide(propose(target_list))

    same_day = expire_targets(station=make_station(), by=None, now=NOW)
    day_after = expire_targets(station=make_station(), by=None, now=TOMORROW)
    again = expire_targets(station=make_station(), by=None, now=TOMORROW)

    assert (same_day, again) == ([], [])
    assert [(version.cause, version.total) for version in day_after] == [(VersionCause.EXPIRED, 1)]


def test_the_worker_takes_out_what_is_over_once_a_day():
    target_list = make_list([born(50)])
    put_forward(target_list, born(40), expires_on=NOW.date())
    decide(propose(target_list))

    first, second = run_daily(now=TOMORROW), run_daily(now=TOMORROW + timedelta(hours=2))

    assert ("campaigns.expire_targets" in first, second) == (True, [])
    assert target_list.targets.listed().count() == 1


def test_a_second_registration_falls_out_once_merged():
    kept, merged = born(40), born(50)
    target_list = make_list([kept, merged])
    merged.merged_into = kept
    merged.save()

    made = expire_targets(station=make_station(), by=None, now=NOW)

    assert [version.cause for version in made] == [VersionCause.MERGED]
    assert target_list.targets.listed().get().resident == kept


def test_the_lists_of_a_closed_campaign_are_left_as_they_are():
    target_list = make_list([born(40)], campaign=make_campaign(state="CLOSED"))

    with pytest.raises(CampaignOver):
        draft(target_list)
