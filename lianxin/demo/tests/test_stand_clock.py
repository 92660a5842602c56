from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from django.apps import apps

from lianxin.core import clock
from lianxin.demo.cli import stand_clock


@pytest.fixture(autouse=True)
def _clock_moves_on():
    yield
    clock.forget()


def logged():
    entries = apps.get_model("audit", "AuditEntry").objects.order_by("id")
    return list(entries.values_list("action", flat=True))


@pytest.mark.django_db
def test_an_exercise_stands_its_clock_on_a_moment_in_shanghai(settings):
    settings.DEMO_RANGES = True

    ended = CliRunner().invoke(stand_clock, ["2026-05-11T17:40"])

    assert ended.exit_code == 0
    assert clock.now() >= datetime(2026, 5, 11, 9, 40, tzinfo=UTC)
    assert clock.today().isoformat() == "2026-05-11"
    assert "2026年5月11日" in clock.banner()
    assert logged() == ["demo.stand_clock"]


@pytest.mark.django_db
def test_after_an_exercise_the_clock_follows_the_real_time_again(settings):
    settings.DEMO_RANGES = True
    CliRunner().invoke(stand_clock, ["2026-05-11T17:40"])

    ended = CliRunner().invoke(stand_clock, ["--off"])

    assert (ended.exit_code, ended.output) == (0, "业务时间回到真实时间。\n")
    assert clock.banner() == ""
    assert logged() == ["demo.stand_clock", "demo.release_clock"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [[], ["2026-05-11T17:40", "--off"]])
def test_a_moment_or_off_is_asked_for_and_never_both(settings, typed):
    settings.DEMO_RANGES = True

    assert CliRunner().invoke(stand_clock, typed).exit_code == 2
    assert logged() == []


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["2026-05-11T17:40", "--off"])
def test_real_records_keep_the_real_time(settings, typed):
    settings.DEMO_RANGES = False

    ended = CliRunner().invoke(stand_clock, [typed])

    assert ended.exit_code == 2
    assert clock.banner() == ""
