"""Moments and days as people send them: a moment without a zone is Shanghai's, and both lie within living memory."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator

from lianxin.core.clock import SHANGHAI

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def _within_memory(value: date) -> None:
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueError(f"年份要在 {_FIRST_YEAR} 到 {_LAST_YEAR} 之间")


def _moment(value: datetime) -> datetime:
    _within_memory(value)
    return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)


def _day(value: date) -> date:
    _within_memory(value)
    return value


Moment = Annotated[datetime, AfterValidator(_moment)]
Day = Annotated[date, AfterValidator(_day)]
