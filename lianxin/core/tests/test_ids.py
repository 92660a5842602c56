from lianxin.core.ids import derived_id, new_id


def test_ids_sort_by_the_time_they_were_made():
    made = [new_id() for _ in range(100)]

    assert made == sorted(made)
    assert {made_id.version for made_id in made} == {7}


def test_the_same_parts_always_give_the_same_id():
    assert derived_id("LA", 1, "x") == derived_id("LA", 1, "x")
    assert derived_id("a", "bc") != derived_id("ab", "c")
