"""Many careless layouts, each drawn from a seed: the people read are exactly the people written."""

import pytest

from lianxin.core.sheets import name_text, read_rows
from lianxin.core.sheets.tests.kinds import RESIDENT
from lianxin.core.sheets.tests.looking import examined
from lianxin.core.sheets.tests.messy import Maker, Messy


def people_read(made: Messy) -> list[tuple[str, str]]:
    return [
        (name_text(row.values["name"]), row.text("phone"))
        for mapped in examined(made.content, RESIDENT).tables
        for row in read_rows(mapped.table, RESIDENT, mapped.mapping)
    ]


@pytest.mark.parametrize("first", range(0, 200, 20))
def test_exactly_the_people_written_are_read(first):
    for seed in range(first, first + 20):
        made = Maker(seed).make()

        assert people_read(made) == made.truth, seed


@pytest.mark.parametrize("seed", range(12))
def test_lists_side_by_side_are_read_each(seed):
    made = Maker(seed).make_side_by_side()

    assert sorted(people_read(made)) == sorted(made.truth)


@pytest.mark.parametrize("seed", range(12))
def test_lists_below_each_other_are_read_each(seed):
    made = Maker(seed).make_stacked()

    assert people_read(made) == made.truth
