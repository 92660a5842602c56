"""Endpoints of the registry: places, people, units, areas of duty and imports."""

from ninja import Router

from lianxin.registry.api.imports import router as imports
from lianxin.registry.api.organizations import router as organizations
from lianxin.registry.api.people import router as people
from lianxin.registry.api.places import router as places

router = Router(tags=["registry"])
for _part in (places, people, organizations, imports):
    router.add_router("", _part)
