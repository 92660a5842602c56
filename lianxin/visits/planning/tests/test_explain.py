import json

import pytest

from lianxin.visits.planning.explain import explain, explain_unplaced
from lianxin.visits.planning.inputs import AskedTime, Knock, SlotType, Tally
from lianxin.visits.planning.night import plan_night
from lianxin.visits.planning.presence import Presence, learn
from lianxin.visits.planning.tests.factories import FRIDAY, NOTHING_KNOWN, SATURDAY, block, door

TOMORROW_MORNING = block("周六早", day=SATURDAY, starts_minute=570, ends_minute=690)
NEIGHBOURS = [Knock(f"2-1-{n}", "丽景国际", SlotType.WEEKDAY_EVE, n < 24) for n in range(41)]


def test_the_numbers_are_those_of_the_simple_rule():
    presence = Presence(NOTHING_KNOWN)
    why = explain(door(weight=6.0, persons_due=2), block(), presence, [TOMORROW_MORNING])

    assert why.worth_now == pytest.approx(6 * presence.p_home(door(), SlotType.WEEKDAY_EVE))
    assert why.value_kept == pytest.approx(6 * presence.p_home(door(), SlotType.WEEKEND_AM))
    assert why.gain == pytest.approx(why.worth_now - why.value_kept)


def test_the_rejected_alternative_is_the_best_later_block_of_the_same_crew():
    strangers = block("林组周六晚", crew="林组", day=SATURDAY)
    why = explain(door(), block(), Presence(NOTHING_KNOWN), [strangers, TOMORROW_MORNING])

    assert why.best_alternative is not None
    assert why.best_alternative.block == "周六早"


def test_the_sentence_tells_chance_evidence_weight_and_what_was_not_chosen():
    presence = Presence(learn(NEIGHBOURS).knowledge)
    twice = door(
        weight=6.0, persons_due=2, attempts=1, own_knocks=((SlotType.WEEKDAY_EVE, Tally(1, 0)),), is_exam_family=True
    )
    sentence = explain(twice, block(), presence, [TOMORROW_MORNING]).sentence

    assert sentence.startswith("第 2 次敲门。工作日晚上家里有人的把握 ")
    assert "这户敲过 1 次、0 次有人" in sentence
    assert "没见过的 2 人，分量 6，含考生家庭" in sentence
    assert "没选的次优：5月2日 09:30" in sentence


def test_evidence_is_named_and_its_absence_too():
    known = explain(door(), block(), Presence(learn(NEIGHBOURS).knowledge)).sentence
    unknown = explain(door(), block(), Presence(NOTHING_KNOWN)).sentence

    assert "敲过 41 次、24 次有人" in known
    assert "还没有敲门记录，先用假定的作息表" in unknown
    assert "本组近期没有别的班能去" in unknown


def test_a_worse_hour_than_later_is_admitted():
    morning = block("早", starts_minute=540, ends_minute=690)
    why = explain(door(), morning, Presence(NOTHING_KNOWN), [TOMORROW_MORNING])

    assert why.gain < 0
    assert "现在去少 " in why.sentence


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"pinned_block": "沈陈周五晚"}, "队长钉在这一班。"),
        ({"asked": AskedTime(day=FRIDAY)}, "这户约好了今天。"),
        ({}, "备选，"),
    ],
)
def test_the_sentence_begins_with_how_the_door_came_into_the_list(changes, start):
    why = explain(door(**changes), block(), Presence(NOTHING_KNOWN), is_reserve=True)

    assert why.sentence.startswith(start)


def test_the_numbers_can_be_kept_as_json():
    numbers = explain(door(), block(), Presence(NOTHING_KNOWN), [TOMORROW_MORNING]).numbers()

    assert json.loads(json.dumps(numbers)) == numbers
    assert {"p_home", "p_best", "weight", "value_kept", "gain", "best_alternative"} <= set(numbers)


@pytest.mark.parametrize(
    ("changes", "coming", "sentence"),
    [
        ({"attempts": 1, "misses": 1, "days_since_knock": 1}, [], "离上次敲门太近。最早 5月3日 以后，班次还没排。"),
        ({"asked": AskedTime(day=SATURDAY)}, [TOMORROW_MORNING], "住户约了别的时间。下次机会 5月2日 周末上午。"),
        ({"attempts": 4}, [], "敲门次数已到上限。不再上门，可申请按联系不上处理。"),
    ],
)
def test_an_unplaced_door_says_why_and_when_next(changes, coming, sentence):
    (line,) = plan_night(FRIDAY, [door(**changes)], [block()], NOTHING_KNOWN, coming=coming).unplaced

    assert explain_unplaced(line) == sentence
