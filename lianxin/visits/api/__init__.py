"""Endpoints of visits: crews and shifts, the plan and its adjustment, records and their corrections."""

from ninja import Router

from lianxin.visits.api.crews import router as crews
from lianxin.visits.api.homes import router as homes
from lianxin.visits.api.plans import router as plans
from lianxin.visits.api.visits import router as visits

router = Router(tags=["visits"])
for _part in (crews, plans, visits, homes):
    router.add_router("", _part)
