"""The captain's changes: each with a reason, each undoable until something rests on it, and no door ever lost."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lianxin.core.errors import LianxinError
from lianxin.registry.models import Household
from lianxin.visits.models import PlanChange, PlanLine
from lianxin.visits.services.adjusting import (
    BlockCannotTake,
    CannotUndo,
    HardRuleForbids,
    LinesDiffer,
    LineVisited,
    PlanNotCurrent,
    ReasonMissing,
    hand_over,
    move_line,
    remove_line,
    reorder_block,
    undo_change,
    undoable_change,
)
from lianxin.visits.services.board import describe_day
from lianxin.visits.services.wishes import note_do_not_visit
from lianxin.visits.tests.factories import (
    NOW,
    TODAY,
    make_block,
    make_crew,
    planned_evening,
    somebody,
    visit_door,
)

pytestmark = pytest.mark.django_db


def placed(plan, block):
    return list(
        PlanLine.objects.of(plan.station).filter(plan=plan, block=block, standing="PLACED").order_by("position")
    )


def by():
    return somebody("qin")


def snapshot(plan):
    rows = PlanLine.objects.of(plan.station).filter(plan=plan).order_by("id")
    return list(rows.values_list("id", "block", "position", "standing", "reason_code", "is_pinned", "starts_at"))


def board_of(plan):
    return describe_day(station=plan.station, day=plan.day, reader=by(), now=NOW)


def test_a_moved_line_stands_at_its_new_place_pinned_and_timed():
    plan, (first, second) = planned_evening()
    line = placed(plan, first)[2]

    move_line(line=line, to_block=second, position=1, reason="顺路", by=by(), now=NOW)

    line.refresh_from_db()
    assert (line.block, line.position, line.is_pinned) == (second, 1, True)
    assert [other.position for other in placed(plan, first)] == list(range(1, len(placed(plan, first)) + 1))
    assert placed(plan, second)[0].starts_at < placed(plan, second)[1].starts_at


def test_a_removed_line_is_left_over_with_the_captains_decision():
    plan, (first, _) = planned_evening()
    line = placed(plan, first)[0]

    remove_line(line=line, reason="家里有白事", by=by(), now=NOW)

    line.refresh_from_db()
    assert (line.standing, line.reason_code, line.block) == ("UNPLACED", "REMOVED_BY_CAPTAIN", None)
    assert board_of(plan)["undo"]["sentence"].endswith("今天不去")


def test_reordering_needs_exactly_the_blocks_doors():
    plan, (first, second) = planned_evening()
    lines = placed(plan, first)

    reorder_block(
        plan=plan, block=first, line_ids=[line.id for line in reversed(lines)], reason="先远后近", by=by(), now=NOW
    )
    with pytest.raises(LinesDiffer):
        reorder_block(plan=plan, block=first, line_ids=[placed(plan, second)[0].id], reason="错", by=by(), now=NOW)

    assert [line.id for line in placed(plan, first)] == [line.id for line in reversed(lines)]


def test_handing_over_gives_the_whole_list_and_what_the_evening_cannot_hold_waits_as_reserve():
    plan, (first, second) = planned_evening()
    due = board_of(plan)["due"]
    held = {line.id for block in (first, second) for line in plan.lines.filter(block=block)}

    hand_over(plan=plan, from_block=first, to_block=second, reason="1 组报病", by=by(), now=NOW)

    board = {block["id"]: block for block in board_of(plan)["blocks"]}
    assert placed(plan, first) == [] and board_of(plan)["due"] == due
    assert {line["id"] for line in board[second.id]["lines"]} == held
    assert "转为备选" in board_of(plan)["undo"]["sentence"]
    assert all(line.starts_at < second.ends_at for line in placed(plan, second))


def test_visited_doors_stay_with_the_crew_that_went():
    plan, (first, second) = planned_evening()
    gone = placed(plan, first)[0]
    visit_door(gone.household)

    hand_over(plan=plan, from_block=first, to_block=second, reason="1 组报病", by=by(), now=NOW)

    assert placed(plan, first) == [gone]
    with pytest.raises(LineVisited):
        remove_line(line=gone, reason="不去", by=by(), now=NOW)


def test_undo_puts_everything_back():
    plan, (first, second) = planned_evening()
    before = snapshot(plan)
    changes = [
        move_line(line=placed(plan, first)[1], to_block=second, position=2, reason="顺路", by=by(), now=NOW),
        remove_line(line=placed(plan, second)[0], reason="不去", by=by(), now=NOW + timedelta(minutes=1)),
        hand_over(plan=plan, from_block=first, to_block=second, reason="病", by=by(), now=NOW + timedelta(minutes=2)),
    ]

    for change in reversed(changes):
        undo_change(change=change, by=by(), now=NOW + timedelta(minutes=3))

    assert snapshot(plan) == before
    assert undoable_change(plan) is None


@pytest.mark.django_db(transaction=True)
def test_the_board_is_read_outside_a_transaction_after_a_change():
    """As a page is, where PostgreSQL refuses to lock rows."""
    plan, (first, _) = planned_evening()
    remove_line(line=placed(plan, first)[0], reason="不去", by=by(), now=NOW)

    assert board_of(plan)["undo"]["sentence"].endswith("今天不去")


def test_only_the_last_change_can_be_undone_and_only_once():
    plan, (first, second) = planned_evening()
    early = move_line(line=placed(plan, first)[0], to_block=second, reason="顺路", by=by(), now=NOW)
    late = remove_line(line=placed(plan, first)[0], reason="不去", by=by(), now=NOW + timedelta(minutes=1))

    with pytest.raises(CannotUndo):
        undo_change(change=early, by=by(), now=NOW)
    undo_change(change=late, by=by(), now=NOW)
    with pytest.raises(CannotUndo):
        undo_change(change=late, by=by(), now=NOW)

    assert undoable_change(plan) == early


def test_a_change_whose_door_was_visited_since_cannot_be_undone():
    plan, (first, second) = planned_evening()
    line = placed(plan, first)[0]
    change = move_line(line=line, to_block=second, reason="顺路", by=by(), now=NOW)
    visit_door(line.household)

    with pytest.raises(CannotUndo) as refusal:
        undo_change(change=change, by=by(), now=NOW)

    assert "已经记了走访" in refusal.value.detail
    assert board_of(plan)["undo"] is None


def test_hard_rules_win_over_the_captain():
    plan, (first, second) = planned_evening()
    line = placed(plan, first)[0]
    household = Household.objects.of(plan.station).get(pk=line.household_id)
    note_do_not_visit(household=household, is_on=True, reason="本人提出", by=by(), now=NOW)

    line.refresh_from_db()
    assert (line.standing, line.reason_code) == ("UNPLACED", "DO_NOT_VISIT")
    with pytest.raises(HardRuleForbids):
        move_line(line=line, to_block=second, reason="还是去", by=by(), now=NOW)


def test_a_block_in_quiet_hours_or_of_another_day_takes_nothing():
    plan, (first, _) = planned_evening()
    line = placed(plan, first)[0]
    noon = make_block(make_crew("3 组"), starts="12:30", ends="14:00")
    tomorrow = make_block(make_crew("4 组"), day=TODAY + timedelta(days=1))

    for block in (noon, tomorrow):
        with pytest.raises(BlockCannotTake):
            move_line(line=line, to_block=block, reason="试试", by=by(), now=NOW)


def test_a_change_needs_a_reason_and_a_plan_that_still_holds():
    plan, (first, second) = planned_evening()
    line = placed(plan, first)[0]

    with pytest.raises(ReasonMissing):
        remove_line(line=line, reason="  ", by=by(), now=NOW)
    with pytest.raises(PlanNotCurrent):
        move_line(line=line, to_block=second, reason="晚了", by=by(), now=NOW + timedelta(days=1))

    assert not PlanChange.objects.of(plan.station).exists()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["move", "remove", "reorder", "hand_over", "undo", "visit"]),
        st.integers(0, 40),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=8,
)


@pytest.mark.django_db
class AnySequenceOfChanges(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.plan, cls.blocks = planned_evening(doors=18, crews=3)
        cls.doors = set(PlanLine.objects.of(cls.plan.station).filter(plan=cls.plan).values_list("household", flat=True))

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def test_loses_no_door_and_doubles_none(self, steps):
        for number, step in enumerate(steps):
            with suppress(LianxinError):  # Refused changes must leave the plan whole too.
                self._do(*step, now=NOW + timedelta(minutes=number))

            board = describe_day(station=self.plan.station, day=TODAY, reader=by(), now=NOW)
            lines = PlanLine.objects.of(self.plan.station).filter(plan=self.plan)
            doors = list(lines.values_list("household", flat=True))
            assert len(doors) == len(set(doors)) and set(doors) == self.doors
            assert board["due"] == board["placed"] + board["to_hand_over"] + board["reserve"] + board["unplaced"]
            for block in self.blocks:
                positions = [line.position for line in placed(self.plan, block)]
                assert len(positions) == len(set(positions))

    def _do(self, kind, pick, one, two, *, now):
        lines = list(PlanLine.objects.of(self.plan.station).filter(plan=self.plan).order_by("id"))
        line, first, second = lines[pick % len(lines)], self.blocks[one], self.blocks[two]
        if kind == "move":
            move_line(line=line, to_block=first, position=two + 1, reason="试", by=by(), now=now)
        elif kind == "remove":
            remove_line(line=line, reason="试", by=by(), now=now)
        elif kind == "reorder":
            ids = [line.id for line in placed(self.plan, first)]
            reorder_block(plan=self.plan, block=first, line_ids=ids[::-1], reason="试", by=by(), now=now)
        elif kind == "hand_over":
            hand_over(plan=self.plan, from_block=first, to_block=second, reason="试", by=by(), now=now)
        elif kind == "visit":
            visit_door(line.household, when=now, channel="HALL" if one else "DOOR")
        elif change := undoable_change(self.plan):
            undo_change(change=change, by=by(), now=now)
