import pytest

from lianxin.visits.planning.estimate import expected_met
from lianxin.visits.planning.plan import Line, Standing


def lines(*chances):
    return [Line(f"{i}", Standing.PLACED, weight=1.0, p_home=p) for i, p in enumerate(chances)]


def test_the_expected_number_is_the_sum_of_the_chances():
    assert expected_met(lines(0.5, 0.25, 0.75)).expected == pytest.approx(1.5)


def test_the_interval_of_a_hundred_even_knocks_is_a_little_wider_than_the_binomial_one():
    estimate = expected_met(lines(*[0.5] * 100))

    assert 38 <= estimate.low <= 40
    assert 60 <= estimate.high <= 62


def test_an_empty_plan_meets_nobody():
    estimate = expected_met([])

    assert (estimate.expected, estimate.low, estimate.high) == (0.0, 0, 0)


def test_the_interval_never_leaves_what_is_possible():
    estimate = expected_met(lines(0.97, 0.97))

    assert 0 <= estimate.low <= estimate.high <= 2
