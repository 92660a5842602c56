import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.reveals import PurposeNeeded, record_reveal
from lianxin.accounts.tests.factories import Browser, make_user
from lianxin.audit.models import AuditEntry
from lianxin.core.ids import new_id

pytestmark = pytest.mark.django_db


def open_purpose(browser, **body):
    return browser.post("/api/reveal-purposes", body)


def test_nobody_sees_a_whole_name_without_a_purpose():
    with pytest.raises(PurposeNeeded):
        record_reveal(session={}, target_kind="Resident", target_ids=[new_id()], by=make_user("shen"))

    assert not AuditEntry.objects.exists()


def test_every_row_shown_stands_in_the_log_with_its_purpose():
    shen = make_user("shen")
    browser = Browser(shen)
    open_purpose(browser, purpose="CALL_BACK")
    shown = [new_id(), new_id()]

    record_reveal(session=browser.client.session, target_kind="Resident", target_ids=shown, by=shen)

    entries = AuditEntry.objects.filter(action="accounts.reveal").order_by("id")
    assert [entry.target_id for entry in entries] == [str(shown_id) for shown_id in shown]
    assert {(entry.purpose, entry.actor_login) for entry in entries} == {("CALL_BACK", "shen")}


def test_a_purpose_lasts_half_an_hour(real_time):
    shen = make_user("shen")
    browser = Browser(shen)
    open_purpose(browser, purpose="CALL_BACK")

    real_time(minutes=30)
    record_reveal(session=browser.client.session, target_kind="Resident", target_ids=[1], by=shen)
    real_time(seconds=1)
    with pytest.raises(PurposeNeeded):
        record_reveal(session=browser.client.session, target_kind="Resident", target_ids=[1], by=shen)


def test_another_purpose_is_written_out_and_its_numbers_blanked(audited):
    browser = Browser(make_user("shen"))

    assert open_purpose(browser, purpose="OTHER").json()["code"] == "PURPOSE_NOTE_MISSING"
    assert open_purpose(browser, purpose="OTHER", note="核对 10012345678").status_code == 200

    assert AuditEntry.objects.get().purpose == "OTHER:核对 〔手机号〕"


@pytest.mark.parametrize("role", [Role.TELLER, Role.AUDITOR, Role.BUREAU_ADMIN, Role.MEMBER])
def test_who_keeps_no_residents_opens_no_purpose(role):
    assert open_purpose(Browser(make_user("x1", role=role)), purpose="CALL_BACK").status_code == 403


def test_a_purpose_ends_with_the_session():
    browser = Browser(make_user("shen"))
    open_purpose(browser, purpose="CALL_BACK")

    browser.delete("/api/session")

    assert "reveal_purpose" not in browser.client.session
