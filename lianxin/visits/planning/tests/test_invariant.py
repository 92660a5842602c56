"""Whatever doors and blocks there are: every due door ends once, in hours that allow it, in a list that fits."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.visits.planning.inputs import EVENING_QUIET_FROM, NOON_QUIET, USUAL_POLICY, AskedTime, SlotType, Tally
from lianxin.visits.planning.night import plan_night
from lianxin.visits.planning.rules import speaks, why_not_in, why_not_today
from lianxin.visits.planning.tests.factories import FRIDAY, NOTHING_KNOWN, block, door

CREWS = ("一组", "二组", "三组")
BLOCK_KEYS = ("甲", "乙", "丙", "丁")
asked_times = st.builds(
    lambda slots, offset, start, length: AskedTime(
        slots=frozenset(slots),
        day=None if offset is None else FRIDAY + timedelta(days=offset),
        from_minute=start,
        to_minute=min(start + length, 24 * 60),
    ),
    st.sets(st.sampled_from(SlotType), min_size=1),
    st.none() | st.integers(0, 2),
    st.integers(0, 22 * 60),
    st.integers(10, 24 * 60),
)


@st.composite
def due_doors(draw):
    chosen = draw(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), unique=True, max_size=40))
    return [
        door(
            f"{building}-1-{room}01",
            compound=draw(st.sampled_from(["东", "西"])),
            x_m=draw(st.integers(0, 900)),
            weight=draw(st.integers(1, 8)),
            talk_minutes=draw(st.integers(0, 40)),
            attempts=draw(st.integers(0, 5)),
            misses=draw(st.integers(0, 3)),
            days_since_knock=draw(st.none() | st.integers(0, 20)),
            own_knocks=draw(st.sampled_from([(), ((SlotType.WEEKDAY_EVE, Tally(2, 1)),)])),
            asked=draw(st.none() | asked_times),
            language=draw(st.sampled_from(["", "", "闽南话"])),
            pinned_block=draw(st.none() | st.sampled_from(BLOCK_KEYS)),
        )
        for building, room in chosen
    ]


@st.composite
def blocks_of_the_day(draw):
    blocks = []
    for key in draw(st.sets(st.sampled_from(BLOCK_KEYS))):
        starts = draw(st.integers(8 * 60, 21 * 60))
        blocks.append(
            block(
                key,
                crew=draw(st.sampled_from(CREWS)),
                starts_minute=starts,
                ends_minute=starts + draw(st.integers(10, 180)),
                languages=draw(st.sampled_from([frozenset(), frozenset({"闽南话"})])),
            )
        )
    return blocks


@settings(max_examples=150, deadline=None)
@given(due_doors(), blocks_of_the_day())
def test_every_due_door_ends_once_and_no_rule_is_broken(doors, blocks):
    night = plan_night(FRIDAY, doors, blocks, NOTHING_KNOWN)
    due = {d.household: d for d in doors}
    hours = {b.key: b for b in blocks}

    assert sorted(line.household for line in night.lines) == sorted(due)
    assert night.due_count == len(night.placed) + len(night.reserve) + len(night.unplaced)
    assert all(line.reason is not None and line.block is None for line in night.unplaced)
    for line in night.placed + night.reserve:
        assert why_not_today(due[line.household], USUAL_POLICY) is None
        assert why_not_in(due[line.household], hours[line.block]) is None
        assert speaks(hours[line.block], due[line.household])
    for planned in night.blocks:
        _fits(planned, due)


def _fits(planned, due):
    clock = planned.block.starts_minute
    for line in planned.placed:
        asked = due[line.household].asked
        assert line.starts_minute >= clock
        clock = line.starts_minute + line.expected_minutes
        assert clock <= planned.block.ends_minute
        if asked is not None and asked.has_hours():
            assert asked.from_minute <= line.starts_minute <= asked.to_minute
        else:
            assert clock <= EVENING_QUIET_FROM
            assert clock <= NOON_QUIET[0] or line.starts_minute >= NOON_QUIET[1]
