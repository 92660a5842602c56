"""The watch itself: does it see what it is there for?"""

import pytest
from django.test import Client, override_settings
from django.urls import path
from ninja import NinjaAPI

from lianxin.core import clock
from lianxin.core.models import ScheduledRun

trial = NinjaAPI(urls_namespace="silent", docs_url=None, openapi_url=None)


@trial.post("/silent", auth=None, summary="不记日志")
def change_silently(request):
    ScheduledRun.objects.create(schedule="x", due_at=clock.real_now())
    return {}


@trial.post("/nothing", auth=None, summary="没改什么")
def change_nothing(request):
    return {}


urlpatterns = [path("api/trial/", trial.urls)]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_change_that_no_log_knows_is_seen(audited):
    Client().post("/api/trial/silent")

    Client().post("/api/trial/nothing")

    assert audited == ["POST /api/trial/silent"]
    audited.clear()
