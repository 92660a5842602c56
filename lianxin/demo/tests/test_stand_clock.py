from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from lianxin.core import clock
from lianxin.demo.cli import stand_clock


@pytest.fixture(autouse=True)
def _clock_moves_on():
    yield
    clock.forget()


@pytest.mark.django_db
def test_an_exercise_stands_its_clock_on_a_moment_in_shanghai(settings):
    settings.DEMO_RANGES = True

    ended = CliRunner().invoke(stand_clock, ["2026-05-11T17:40"])

    assert ended.exit_code == 0
    assert clock.now() >= datetime(2026, 5, 11, 9, 40, tzinfo=UTC)
    assert clock.today().isoformat() == "2026-05-11"
    assert "2026年5月11日" in clock.banner()


@pytest.mark.django_db
def test_real_records_keep_the_real_time(settings):
    settings.DEMO_RANGES = False

    ended = CliRunner().invoke(stand_clock, ["2026-05-11T17:40"])

    assert ended.exit_code == 2
    assert clock.banner() == ""
