"""Whatever happens, in any order: the states add up, and equal a recount of the raw rows by another way."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lianxin.accounts.approvals import decide_approval
from lianxin.accounts.models import Approval
from lianxin.accounts.tests.factories import make_station
from lianxin.campaigns.choices import Channel, TargetSource
from lianxin.campaigns.models import (
    ListVersion,
    SupersededSource,
    Target,
    TargetContact,
    TargetList,
    UnreachableRequest,
)
from lianxin.campaigns.services.contacts import note_contacts
from lianxin.campaigns.services.coverage import coverage
from lianxin.campaigns.services.drafting import draft_version, nominate
from lianxin.campaigns.services.leaving import expire_targets, leave_lists
from lianxin.campaigns.services.unreachable import request_unreachable
from lianxin.campaigns.services.versions import propose_version
from lianxin.campaigns.tests.factories import NOW, contact_with, make_list, somebody
from lianxin.core.errors import LianxinError
from lianxin.registry.models import Resident
from lianxin.registry.tests.factories import make_household, make_resident

pytestmark = pytest.mark.django_db
PEOPLE = 5
PHASES = (Phase.explicit, Phase.generate)  # A story is short enough to read unshrunk, and shrinking it takes minutes.
MEETINGS = (
    (Channel.DOOR, True, False, 0),
    (Channel.DOOR, False, False, 0),
    (Channel.PHONE, True, False, 0),
    (Channel.HALL, True, True, 3),
    (Channel.DOOR, True, False, 60),  # Before the campaign.
    (Channel.PHONE, False, False, 1),
)


class Story:
    """A list of people and what may happen to it, one minute after the other."""

    def __init__(self) -> None:
        household = make_household()
        self.people = [make_resident(f"居民{n}", household=household) for n in range(PEOPLE)]
        self.target_list: TargetList = make_list(self.people[:3])
        self.station = make_station()
        self.now = NOW
        self.noted: list[Any] = []
        self.moments: list[datetime] = []

    def happen(self, act: str, who: int, how: int) -> None:
        self.now += timedelta(minutes=1)
        acts: dict[str, Callable[[Resident, int], object]] = {
            "meet": self.meet,
            "correct": self.correct,
            "repeat": self.repeat,
            "leave": self.leave,
            "ask": self.ask,
            "decide": self.decide,
            "nominate": self.nominate,
            "filter": self.filter,
            "merge": self.merge,
            "expire": self.expire,
        }
        try:
            with transaction.atomic():
                acts[act](self.people[who], how)
        except LianxinError:
            pass  # Refused for a reason; the sums must hold all the same.
        self.moments.append(self.now)

    def note(self, *facts: Any) -> None:
        note_contacts(station=self.station, contacts=facts, by=somebody("shen"), now=self.now)

    def meet(self, resident: Resident, how: int) -> None:
        channel, is_met, is_late, days_ago = MEETINGS[how]
        fact = contact_with(
            resident, channel=channel, is_met=is_met, is_late=is_late, at=self.now - timedelta(days=days_ago)
        )
        self.noted.append((fact, resident))
        self.note(fact)

    def correct(self, _: Resident, how: int) -> None:
        if self.noted:
            wrong, resident = self.noted[how % len(self.noted)]
            right = contact_with(resident, is_met=how % 2 == 0, supersedes_source_id=wrong.source_id)
            self.noted.append((right, resident))
            self.note(right)

    def repeat(self, _: Resident, how: int) -> None:
        if self.noted:
            self.note(self.noted[how % len(self.noted)][0])

    def leave(self, resident: Resident, _: int) -> None:
        leave_lists(target_list=self.target_list, resident=resident, reason="", by=somebody("su"), now=self.now)

    def ask(self, resident: Resident, _: int) -> None:
        targets = list(self.target_list.targets.listed().filter(resident=resident))
        request_unreachable(
            station=self.station, targets=[(one, "搬走") for one in targets], by=somebody("qin"), now=self.now
        )

    def decide(self, _: Resident, how: int) -> None:
        waiting = Approval.objects.of(self.station).filter(state="PENDING").first()
        if waiting:
            decide_approval(approval=waiting, is_granted=how > 1, reason="", by=somebody("lu"), now=self.now)

    def nominate(self, resident: Resident, how: int) -> None:
        source = (TargetSource.OFFICER, TargetSource.OWN_WISH)[how % 2]
        expires_on = (self.now + timedelta(days=how % 3)).date()
        nominate(
            target_list=self.target_list,
            resident=resident,
            source=source,
            reason="独居",
            expires_on=expires_on,
            by=somebody("shen"),
            now=self.now,
        )
        propose_version(target_list=self.target_list, by=somebody("su"), now=self.now)

    def filter(self, _: Resident, how: int) -> None:
        chosen: dict[str, Any] = {"age_from": 30} if how == 3 else {}
        draft_version(target_list=self.target_list, chosen=chosen, reason="六月", by=somebody("su"), now=self.now)
        propose_version(target_list=self.target_list, by=somebody("su"), now=self.now)

    def merge(self, resident: Resident, how: int) -> None:
        kept = self.people[how % PEOPLE]
        if kept.pk != resident.pk and kept.merged_into_id is None and resident.merged_into_id is None:
            resident.merged_into = kept
            resident.save()

    def expire(self, _: Resident, how: int) -> None:
        self.now += timedelta(days=how % 3)
        expire_targets(station=self.station, by=None, now=self.now)


class Rows:
    """The raw rows, read once, for a recount without any of the code under test."""

    def __init__(self, story: Story) -> None:
        self.campaign = story.target_list.campaign
        self.merged = {one.pk: one.merged_into_id for one in Resident.objects.of(story.station)}
        self.contacts = list(TargetContact.objects.of(story.station))
        self.corrections = list(SupersededSource.objects.of(story.station))
        self.requests = list(UnreachableRequest.objects.of(story.station))
        self.targets = list(Target.objects.of(story.station).filter(listed_at__isnull=False))

    def person(self, resident_id: Any) -> Any:
        return self.person(self.merged[resident_id]) if self.merged[resident_id] else resident_id

    def state(self, target: Target, at: datetime) -> str:
        corrected = {row.source_id for row in self.corrections if row.superseded_at <= at}
        own = [
            row
            for row in self.contacts
            if self.person(row.subject_id) == self.person(target.resident_id)
            and row.noted_at <= at
            and row.source_id not in corrected
            and self.campaign.starts_on <= row.day <= self.campaign.ends_on
        ]
        asked = [row for row in self.requests if row.target_id == target.pk and row.requested_at <= at]
        if any(row.is_met and row.channel != "PHONE" for row in own):
            return "reached"
        if any(row.state == "APPROVED" and row.decided_at <= at for row in asked):
            return "unreachable_approved"
        if any(not row.decided_at or row.decided_at > at for row in asked):
            return "unreachable_requested"
        return "attempted" if own else "untouched"

    def counted(self, at: datetime) -> dict[str, int]:
        counted = dict.fromkeys(STATES, 0)
        for target in self.targets:
            if target.listed_at <= at and (target.delisted_at is None or target.delisted_at > at):
                counted[self.state(target, at)] += 1
        return counted


STATES = ("reached", "attempted", "unreachable_requested", "unreachable_approved", "untouched")
OFTEN = ("meet", "meet", "meet", "correct", "ask", "decide")
SELDOM = ("repeat", "leave", "nominate", "filter", "merge", "expire")
happening = st.tuples(
    st.sampled_from(OFTEN * 2 + SELDOM), st.integers(0, PEOPLE - 1), st.integers(0, len(MEETINGS) - 1)
)
happenings = st.lists(happening, min_size=5, max_size=14)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=PHASES)
@given(happenings)
def test_any_story_adds_up_and_equals_a_naive_recount(happened):
    with transaction.atomic():
        story = Story()
        for act, who, how in happened:
            story.happen(act, who, how)

        rows = Rows(story)
        for at in {story.now, *story.moments[::3]}:
            sums = coverage(story.target_list, at=at)
            assert {state: getattr(sums, state) for state in STATES} == rows.counted(at)
        last = ListVersion.objects.of(story.station).filter(state="SIGNED").order_by("number").last()
        assert last.total == sums_now(story) == story.target_list.targets.listed().count()
        transaction.set_rollback(True)


def sums_now(story: Story) -> int:
    return coverage(story.target_list, at=story.now).total


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], phases=PHASES)
@given(happenings, st.integers(3, 8))
def test_a_past_moment_keeps_its_sums_whatever_is_noted_later(happened, cut):
    """Merging people is the one thing that may change them: it says that two were always one."""
    acts = [one for one in happened if one[0] != "merge"]
    with transaction.atomic():
        story = Story()
        for act, who, how in acts[:cut]:
            story.happen(act, who, how)
        then, before = story.now, coverage(story.target_list, at=story.now)

        for act, who, how in acts[cut:]:
            story.happen(act, who, how)

        assert coverage(story.target_list, at=then) == before
        transaction.set_rollback(True)
