"""Every failure of the API has one shape, whoever raises it."""

import json
import logging

import pytest
from django.test import override_settings
from django.urls import include, path
from ninja import NinjaAPI, Query, Router, Schema
from pydantic import Field

from lianxin.accounts.choices import Role
from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.config import problems
from lianxin.config.api import StorableText, api
from lianxin.core.paging import PageParams

pytestmark = pytest.mark.django_db
SHAPE = {"type", "title", "status", "detail", "code", "fields"}


def expect(answer, status, code):
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    body = answer.json()
    assert set(body) == SHAPE and (body["status"], body["code"]) == (status, code)
    assert body["type"] == f"/problems/{code.lower().replace('_', '-')}"
    return body


@pytest.fixture
def browser():
    return Browser(make_user("lu"))


@pytest.fixture
def admin():
    return Browser(make_user("bureau", role=Role.BUREAU_ADMIN))


@pytest.mark.parametrize("address", ["/api/", "/api/nowhere", "/api/users/", "/api/session/x/y"])
def test_an_unknown_address(browser, address):
    expect(browser.get(address), 404, "NOT_FOUND")
    expect(browser.post(address), 404, "NOT_FOUND")


def test_a_method_the_address_does_not_have(browser):
    answer = browser.put("/api/session")

    expect(answer, 405, "METHOD_NOT_ALLOWED")
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize("body", ["{", "", "\ufeff{}", "nonsense"])
def test_a_body_that_is_no_json(admin, body):
    answer = admin.client.post(
        "/api/stations", body, content_type="application/json", headers={"X-CSRFToken": admin.token}
    )

    assert answer.status_code in (400, 422)
    assert set(answer.json()) == SHAPE


@pytest.mark.parametrize("name", ["\\u0000", "a\\u0000b", "\\ud800"])
def test_characters_no_database_keeps(admin, name):
    body = f'{{"code": "ZX", "name": "{name}"}}'

    answer = admin.client.post(
        "/api/stations", body, content_type="application/json", headers={"X-CSRFToken": admin.token}
    )

    expect(answer, 400, "UNREADABLE_REQUEST")


def test_a_nul_in_the_address(admin):
    expect(admin.get("/api/users", q="a\0b"), 400, "UNREADABLE_REQUEST")


def test_written_out_characters_are_welcome(admin):
    body = '{"code": "ZX", "name": "\\u949f\\u6eaa\\ud83e\\udeb7"}'

    answer = admin.client.post(
        "/api/stations", body, content_type="application/json", headers={"X-CSRFToken": admin.token}
    )

    assert answer.json()["name"] == "钟溪🪷"


def test_a_page_older_than_the_sign_in(browser):
    browser.token = "x" * 64

    expect(browser.post("/api/reveal-purposes", {"purpose": "OTHER"}), 403, "CSRF_FAILED")


def test_another_origin(browser):
    answer = browser.client.post(
        "/api/reveal-purposes", headers={"X-CSRFToken": browser.token, "Origin": "https://elsewhere.example"}
    )

    expect(answer, 403, "CSRF_FAILED")


def test_an_upload_over_the_limit_is_refused_unread(browser, settings):
    settings.REQUEST_LIMIT_BYTES = 1000

    body = expect(browser.post("/api/reveal-purposes", {"note": "x" * 2000}), 413, "TOO_LARGE")

    assert "30 MB" in body["detail"]


def test_a_body_over_the_limit_of_bodies(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    expect(browser.post("/api/reveal-purposes", {"note": "x" * 2000}), 413, "TOO_LARGE")


def test_answers_stay_out_of_caches_and_frames(browser):
    for answer in (browser.get("/api/session"), browser.get("/api/nowhere")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_moments_are_told_in_shanghai_time(browser):
    assert browser.get("/api/session").json()["clock"]["now"].endswith("+08:00")


# An API of one room that fails in every way a room can.
room = Router()


class Person(Schema):
    age: int = Field(ge=0, le=120)
    name: str = Field(min_length=2)


class Round(Schema):
    people: list[Person]
    day: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")


@room.get("/broken", summary="坏的")
def broken(request):
    raise RuntimeError("she is at 10012345678")


@room.post("/round", summary="一轮")
def round_of(request, body: Round, params: Query[PageParams], floor: int = 1):
    return {}


trial = NinjaAPI(urls_namespace="trial", parser=StorableText(), docs_url=None, openapi_url=None)
problems.join(trial)
trial.add_router("/", room)
urlpatterns = [path("api/trial/", trial.urls), path("", include("lianxin.config.urls"))]


@override_settings(ROOT_URLCONF=__name__)
def test_a_fault_of_the_program_is_logged_loudly_and_told_without_details(browser, caplog):
    browser.client.raise_request_exception = False

    answer = browser.get("/api/trial/broken")

    expect(answer, 500, "INTERNAL_ERROR")
    assert "10012345678" not in answer.content.decode() and "RuntimeError" not in answer.content.decode()
    (record,) = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert record.exc_info is not None and "she is at" in str(record.exc_info[1])


@override_settings(ROOT_URLCONF=__name__)
def test_each_wrong_field_is_named_as_the_client_sent_it(browser):
    body = {"people": [{"age": 7, "name": "陈小华"}, {"age": 130, "name": "李"}, {"age": "x"}], "day": "June"}

    answer = browser.post("/api/trial/round?page=0&floor=high", body)

    assert expect(answer, 422, "INVALID_INPUT")["fields"] == {
        "people.1.age": "不能大于 120",
        "people.1.name": "至少 2 个字",
        "people.2.age": "这里要填整数",
        "people.2.name": "这一项要填",
        "day": "有不能用的字符",
        "page": "不能小于 1",
        "floor": "这里要填整数",
    }


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("body", [None, [], "x", 1])
def test_a_body_of_another_shape_is_a_problem_too(browser, body):
    assert expect(browser.post("/api/trial/round", body), 422, "INVALID_INPUT")["fields"]


def test_every_kind_of_status_has_its_problem():
    assert problems.of_status(418).code == "UNREADABLE_REQUEST"
    assert problems.of_status(503).code == "INTERNAL_ERROR"
    assert problems.of_status(404).code == "NOT_FOUND"


def test_the_description_of_the_api_can_be_written_down():
    make_station()

    assert json.dumps(api.get_openapi_schema(), default=str)
