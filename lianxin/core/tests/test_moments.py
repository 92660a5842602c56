from datetime import UTC, date, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from lianxin.core.clock import SHANGHAI
from lianxin.core.moments import Day, Moment

moment, day = TypeAdapter(Moment), TypeAdapter(Day)


def test_a_moment_without_a_zone_is_shanghais():
    assert moment.validate_python("2026-06-20T18:40:00") == datetime(2026, 6, 20, 18, 40, tzinfo=SHANGHAI)


def test_a_moment_with_a_zone_stays_what_it_is():
    assert moment.validate_python("2026-06-20T10:40:00Z") == datetime(2026, 6, 20, 10, 40, tzinfo=UTC)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1899-12-31T00:00:00+08:00"])
def test_a_moment_outside_living_memory_is_refused(text):
    with pytest.raises(ValidationError, match="1900 到 2100"):
        moment.validate_python(text)


def test_days_have_the_same_bounds():
    assert day.validate_python("2026-06-20") == date(2026, 6, 20)
    with pytest.raises(ValidationError, match="1900 到 2100"):
        day.validate_python("9999-12-31")
