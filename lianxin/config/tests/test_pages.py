import re

import pytest

from lianxin.accounts.tests.factories import Browser


@pytest.fixture
def built(settings, tmp_path):
    (tmp_path / "console").mkdir()
    (tmp_path / "console" / "index.html").write_text('<meta name="csp-nonce" content="__CSP_NONCE__" />')
    settings.WEB_DIST = tmp_path


def nonce_of(answer):
    return re.search(r'content="([^"]+)"', answer.content.decode())[1]


@pytest.mark.parametrize("address", ["/console/", "/console/registry/compounds/1", "/console/plan/2026-06-20"])
def test_every_screen_is_one_page_with_a_nonce_of_its_own(built, client, address):
    first, second = client.get(address), client.get(address)

    policy = first.headers["Content-Security-Policy"]
    assert f"style-src 'self' 'nonce-{nonce_of(first)}'" in policy
    assert "unsafe" not in policy and "*" not in policy
    assert nonce_of(first) != nonce_of(second)
    assert first.headers["Cache-Control"] == "no-store"


def test_a_built_file_that_is_gone_is_missing_and_not_a_page(built, client):
    assert client.get("/console/assets/index-0a1b2c3d.js").status_code == 404


def test_the_front_door_leads_to_the_console(client):
    assert client.get("/").headers["Location"] == "/console/"


@pytest.mark.parametrize("address", ["/", "/console/"])
def test_pages_are_only_read(built, client, address):
    assert client.post(address).status_code == 405


def test_without_a_build_the_page_says_what_to_do(client, settings, tmp_path):
    settings.WEB_DIST = tmp_path

    answer = client.get("/console/")

    assert answer.status_code == 503
    assert "make setup" in answer.content.decode()


@pytest.mark.django_db
def test_security_headers_stand_on_every_answer(built, client):
    for answer in (client.get("/console/"), client.get("/"), Browser(None).get("/api/session")):
        headers = answer.headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_cookies_are_kept_from_scripts_and_other_sites(settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    browser = Browser(None)

    csrf = browser.client.cookies["csrftoken"]

    assert (csrf["samesite"], csrf["secure"]) == ("Lax", True)
    assert settings.SESSION_COOKIE_HTTPONLY is True and settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_an_unknown_host_is_refused(client, caplog):
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 400
