from datetime import UTC, date, datetime, timedelta

import pytest

from lianxin.core import clock

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 6, 20, 18, 40, tzinfo=clock.SHANGHAI)


@pytest.fixture
def real_time(monkeypatch):
    """Lets a test move the real clock: real_time(hours=3)."""
    moved = [datetime(2026, 11, 24, 8, 0, tzinfo=UTC)]
    monkeypatch.setattr(clock, "real_now", lambda: moved[0])

    def pass_by(**span):
        moved[0] += timedelta(**span)

    return pass_by


def test_without_a_story_both_clocks_agree(real_time):
    assert clock.now() == clock.real_now()
    assert clock.banner() == ""


def test_a_stood_clock_reads_the_moment_of_the_story_and_runs_on(real_time):
    clock.stand_at(EVENING, banner="演示时钟")

    real_time(minutes=25)

    assert clock.now() == EVENING + timedelta(minutes=25)
    assert clock.banner() == "演示时钟"


def test_a_stood_clock_never_leaves_its_day(real_time):
    clock.stand_at(EVENING, banner="演示时钟")

    for _ in range(200):
        real_time(hours=1, minutes=7)
        assert clock.today() == date(2026, 6, 20)
        assert clock.now() >= EVENING


def test_the_real_clock_is_moved_by_nobody(real_time):
    before = clock.real_now()

    clock.stand_at(EVENING, banner="演示时钟")

    assert clock.real_now() == before


def test_a_clock_let_go_follows_real_time_again(real_time):
    clock.stand_at(EVENING, banner="演示时钟")

    clock.follow_real_time()

    assert clock.now() == clock.real_now()


def test_reading_the_clock_again_asks_the_database_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        clock.now()
        clock.today()
        clock.banner()


def test_the_day_is_the_one_in_shanghai():
    assert clock.local_day(datetime(2026, 6, 19, 16, 0, tzinfo=UTC)) == date(2026, 6, 20)
