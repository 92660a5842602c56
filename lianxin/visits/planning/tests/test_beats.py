from collections import Counter

import pytest

from lianxin.visits.planning.beats import balance_beats
from lianxin.visits.planning.tests.factories import block, door, doors


def compound(name: str, count: int, x_m: float = 0.0, **changes: object) -> list:
    return [
        door(f"{1 + i // 12}-1-{101 + i % 12}", household=f"{name}{i}", compound=name, x_m=x_m, **changes)
        for i in range(count)
    ]


def crew(name: str, *homes: str, **changes: object):
    return block(f"{name}班", crew=name, home_compounds=frozenset(homes), **changes)


def test_every_crew_keeps_its_home_compounds_when_loads_are_even():
    beats = balance_beats([*compound("东", 40), *compound("西", 40, 2_000)], [crew("一组", "西"), crew("二组", "东")])

    assert {beats[f"东{i}"] for i in range(40)} == {"二组"}
    assert {beats[f"西{i}"] for i in range(40)} == {"一组"}


def test_a_beat_too_large_for_its_crew_lends_whole_buildings_to_the_neighbour():
    beats = balance_beats([*compound("大", 90), *compound("小", 10, 900)], [crew("一组", "大"), crew("二组", "小")])
    loads = Counter(beats.values())

    assert loads["一组"] == pytest.approx(50, abs=4)
    assert len({beats[f"大{i}"] for i in range(12)}) == 1


def test_loads_follow_the_minutes_of_the_crews():
    long_block = crew("一组", starts_minute=840, ends_minute=1200)
    beats = balance_beats(compound("东", 120), [long_block, crew("二组")])
    loads = Counter(beats.values())

    assert loads["一组"] / loads["二组"] == pytest.approx(3, rel=0.2)


def test_a_language_goes_only_to_a_crew_that_speaks_it():
    speaking = crew("二组", languages=frozenset({"闽南话"}))
    beats = balance_beats([*doors(10), *compound("东", 4, language="闽南话")], [crew("一组", "东"), speaking])

    assert {beats[f"东{i}"] for i in range(4)} == {"二组"}


def test_a_language_nobody_speaks_is_left_out():
    assert balance_beats(compound("东", 3, language="客家话"), [crew("一组")]) == {}


def test_no_crew_or_no_door_gives_no_beat():
    assert balance_beats(doors(3), []) == {}
    assert balance_beats([], [crew("一组")]) == {}


def test_the_same_doors_in_another_order_give_the_same_beats():
    all_doors = [*compound("东", 30), *compound("西", 50, 700)]
    crews = [crew("一组", "东"), crew("二组"), crew("三组", "西")]

    assert balance_beats(all_doors, crews) == balance_beats(all_doors[::-1], crews[::-1])
