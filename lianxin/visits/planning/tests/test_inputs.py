import pytest

from lianxin.visits.planning.inputs import (
    PRESENCE_GROUP_LABELS,
    SLOT_LABELS,
    PresenceGroup,
    SlotType,
    Tally,
    slot_of,
)
from lianxin.visits.planning.plan import REASON_LABELS, STANDING_LABELS, Reason, Standing
from lianxin.visits.planning.tests.factories import FRIDAY, SATURDAY, block, door


def test_a_do_not_visit_household_can_never_become_a_door():
    with pytest.raises(ValueError, match="do-not-visit"):
        door(is_do_not_visit=True)


@pytest.mark.parametrize("wrong", [{"weight": 0}, {"persons_due": 0}, {"talk_minutes": -1}])
def test_a_door_where_nothing_is_due_is_refused(wrong):
    with pytest.raises(ValueError, match="due door"):
        door(**wrong)


def test_a_block_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends after"):
        block(starts_minute=1200, ends_minute=1100)


def test_a_tally_cannot_find_more_than_it_knocked():
    with pytest.raises(ValueError, match="cannot find"):
        Tally(1, 2)


@pytest.mark.parametrize(
    ("day", "starts", "ends", "slot"),
    [
        (FRIDAY, 540, 690, SlotType.WEEKDAY_AM),
        (FRIDAY, 840, 1020, SlotType.WEEKDAY_PM),
        (FRIDAY, 1110, 1230, SlotType.WEEKDAY_EVE),
        (SATURDAY, 540, 690, SlotType.WEEKEND_AM),
        (SATURDAY, 1080, 1230, SlotType.WEEKEND_EVE),
    ],
)
def test_a_block_belongs_to_the_slot_of_its_middle(day, starts, ends, slot):
    assert slot_of(day, starts, ends) is slot


@pytest.mark.parametrize(
    ("choices", "labels"),
    [
        (SlotType, SLOT_LABELS),
        (PresenceGroup, PRESENCE_GROUP_LABELS),
        (Reason, REASON_LABELS),
        (Standing, STANDING_LABELS),
    ],
)
def test_every_choice_has_a_chinese_label(choices, labels):
    assert set(choices) == set(labels)
    assert all(any("一" <= sign <= "鿿" for sign in label) for label in labels.values())
