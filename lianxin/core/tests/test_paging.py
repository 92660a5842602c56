from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from lianxin.core.models import ScheduledRun
from lianxin.core.paging import PageParams, page_of


@pytest.fixture
def runs(db):
    due_at = datetime(2026, 6, 20, tzinfo=UTC)
    return [ScheduledRun.objects.create(schedule=f"S{number}", due_at=due_at) for number in range(5)]


def test_a_page_holds_its_rows_and_the_total(runs):
    page = page_of(ScheduledRun.objects.order_by("schedule"), PageParams(page=2, size=2), lambda run: run.schedule)

    assert page == {"items": ["S2", "S3"], "total": 5, "page": 2, "size": 2}


def test_a_page_behind_the_end_is_empty(runs):
    assert page_of(ScheduledRun.objects.order_by("schedule"), PageParams(page=9, size=2))["items"] == []


def test_a_page_costs_two_queries(runs, django_assert_num_queries):
    with django_assert_num_queries(2):
        page_of(ScheduledRun.objects.order_by("schedule"), PageParams())


@pytest.mark.parametrize("asked", [{"page": 0}, {"page": 10**30}, {"size": 0}, {"size": 201}])
def test_impossible_pages_are_refused(asked):
    with pytest.raises(ValidationError):
        PageParams(**asked)
