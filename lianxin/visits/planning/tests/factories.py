"""Doors and blocks for the tests: an invented Friday, 1 May 2026, and the crew of 沈警官 and 陈辅警."""

from datetime import date, timedelta
from typing import Any

from lianxin.visits.planning.inputs import CrewBlock, Door, Knowledge
from lianxin.visits.planning.presence import INVENTED_AT_HOME

FRIDAY = date(2026, 5, 1)
SATURDAY = FRIDAY + timedelta(days=1)
NOTHING_KNOWN = Knowledge(INVENTED_AT_HOME)


def door(text: str = "1-1-101", /, **changes: Any) -> Door:
    building, unit, room = text.split("-")
    place: dict[str, Any] = {"compound": "丽景国际", "building": building, "unit": unit, "room": room}
    return Door(**{"household": text, "x_m": 0.0, "y_m": 0.0, "weight": 1.0, **place, **changes})


def doors(count: int, **changes: Any) -> list[Door]:
    return [door(f"{1 + i // 12}-1-{101 + i % 12}", **changes) for i in range(count)]


def block(key: str = "沈陈周五晚", **changes: Any) -> CrewBlock:
    usual: dict[str, Any] = {
        "crew": "沈陈",
        "day": FRIDAY,
        "starts_minute": 18 * 60 + 30,
        "ends_minute": 20 * 60 + 30,
    }
    return CrewBlock(**{"key": key, **usual, **changes})
