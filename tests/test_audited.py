"""The watch itself: does it see what it is there for?"""

import pytest
from django.test import Client, override_settings
from django.urls import path
from ninja import NinjaAPI

trial = NinjaAPI(urls_namespace="silent", docs_url=None, openapi_url=None)


@trial.post("/silent", auth=None, summary="不记日志")
def change_silently(request):
    return {}


urlpatterns = [path("api/trial/", trial.urls)]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_change_that_no_log_knows_is_seen(audited):
    Client().post("/api/trial/silent")

    assert audited == ["POST /api/trial/silent"]
    audited.clear()
