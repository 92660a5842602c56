"""Endpoints of campaigns: periods, lists and coverage, talks and posters, the lead's first page."""

from ninja import Router

from lianxin.campaigns.api.facts import router as facts
from lianxin.campaigns.api.lists import router as lists
from lianxin.campaigns.api.periods import router as periods

router = Router(tags=["campaigns"])
for _part in (periods, lists, facts):
    router.add_router("", _part)
