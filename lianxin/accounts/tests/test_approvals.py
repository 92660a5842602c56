import threading

import pytest
from django.db import OperationalError, connection

from lianxin.accounts.approvals import (
    AlreadyDecided,
    AlreadyRequested,
    ApprovalKind,
    MayNotDecide,
    _kinds,
    decide_approval,
    register_kind,
    request_approval,
    restate_request,
)
from lianxin.accounts.choices import Role
from lianxin.accounts.models import Approval
from lianxin.accounts.tests.factories import Browser, make_station, make_user, outsider
from lianxin.audit.models import AuditEntry
from lianxin.core import clock
from lianxin.core.ids import new_id

SUBJECT = new_id()
followed: list[str] = []


@pytest.fixture(autouse=True)
def _kind():
    followed.clear()
    register_kind(
        ApprovalKind(
            code="TRY",
            label="试批",
            deciding_roles=frozenset({Role.LEAD, Role.AUXILIARY, Role.CAPTAIN}),
            consequence=lambda approval, by, now: followed.append(approval.state),
        )
    )
    yield
    del _kinds["TRY"]


def ask(by, subject_id=SUBJECT, kind="TRY"):
    return request_approval(
        kind=kind,
        subject_kind="TargetList",
        subject_id=subject_id,
        title="六月面名单",
        effect="名单定下来,作为统计的分母",
        station=by.station,
        by=by,
        now=clock.now(),
    )


def decide(approval, by, is_granted=True):
    return decide_approval(approval=approval, is_granted=is_granted, reason="", by=by, now=clock.now())


@pytest.mark.django_db
@pytest.mark.parametrize("is_granted,state", [(True, "GRANTED"), (False, "REFUSED")])
def test_a_second_person_decides_and_the_room_that_asked_follows(is_granted, state):
    approval = ask(make_user("qin"))

    decided = decide(approval, make_user("lu"), is_granted)

    assert (decided.state, followed) == (state, [state])
    assert decided.decided_by.login == "lu" and decided.decided_at is not None


@pytest.mark.django_db
def test_a_decision_is_not_reasoned_with_somebodys_number():
    approval = ask(make_user("su"))
    body = {"is_granted": False, "reason": "先打 10012345678 问问"}

    answer = Browser(make_user("lu")).post(f"/api/approvals/{approval.id}/decision", body)

    assert (answer.status_code, list(answer.json()["fields"])) == (422, ["reason"])
    assert followed == []


@pytest.mark.django_db
def test_the_requester_never_decides():
    lu = make_user("lu")
    approval = ask(lu)

    with pytest.raises(MayNotDecide, match="另一个人"):
        decide(approval, lu)

    assert followed == []


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["chen", "shen", "su", "he", "wei"])
def test_an_auxiliary_and_other_posts_never_decide(login):
    approval = ask(make_user("qin"))

    with pytest.raises(MayNotDecide):
        decide(approval, make_user(login))


@pytest.mark.django_db
def test_a_decision_falls_once():
    approval = ask(make_user("qin"))
    decide(approval, make_user("lu"))
    stale = Approval.objects.of(approval.station).get(pk=approval.pk)

    with pytest.raises(AlreadyDecided):
        decide(stale, make_user("lu2", role=Role.LEAD), is_granted=False)

    assert followed == ["GRANTED"]
    assert Approval.objects.of(approval.station).get().state == "GRANTED"


@pytest.mark.django_db
def test_the_same_matter_waits_once_and_may_come_again_after_a_no():
    qin, lu = make_user("qin"), make_user("lu")
    approval = ask(qin)
    with pytest.raises(AlreadyRequested):
        ask(qin)

    decide(approval, lu, is_granted=False)

    assert ask(qin).state == "PENDING"


@pytest.mark.django_db
def test_a_consequence_that_fails_undoes_the_decision():
    def fail(approval, by, now):
        raise RuntimeError

    register_kind(ApprovalKind("TRY", "试批", frozenset({Role.LEAD}), fail))
    approval = ask(make_user("qin"))

    with pytest.raises(RuntimeError):
        decide(approval, make_user("lu"))

    assert Approval.objects.of(approval.station).get().state == "PENDING"
    assert not AuditEntry.objects.filter(action="accounts.decide_approval").exists()


@pytest.mark.django_db
def test_an_unknown_kind_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        ask(make_user("qin"), kind="NOBODY_KNOWS")


@pytest.mark.django_db
def test_asking_and_deciding_stand_in_the_log():
    decide(ask(make_user("qin")), make_user("lu"))

    actions = [(entry.action, entry.actor_login) for entry in AuditEntry.objects.order_by("id")]
    assert actions == [("accounts.request_approval", "qin"), ("accounts.decide_approval", "lu")]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_decides():
    approval = ask(make_user("qin"))
    leads = [make_user(f"lead{number}", role=Role.LEAD) for number in range(4)]
    outcomes: list[str] = []

    def run(lead):
        outcome = ""
        while not outcome:
            try:
                decide(Approval.objects.of(lead.station).get(pk=approval.pk), lead)
                outcome = "decided"
            except AlreadyDecided:
                outcome = "late"
            except OperationalError:  # SQLite in memory answers "locked" instead of waiting.
                connection.close()
        outcomes.append(outcome)
        connection.close()

    threads = [threading.Thread(target=run, args=[lead]) for lead in leads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["decided", "late", "late", "late"]
    assert followed == ["GRANTED"]


@pytest.mark.django_db
def test_the_list_tells_each_reader_what_he_may_do(audited):
    approval = ask(make_user("qin"))

    (row,) = Browser(make_user("lu")).get("/api/approvals", state="pending").json()["items"]
    (seen_by_clerk,) = Browser(make_user("su")).get("/api/approvals").json()["items"]

    assert (row["id"], row["kind_label"]) == (str(approval.id), "试批")
    assert (row["requested_by_name"], row["waiting_minutes"]) == ("秦队长", 0)
    assert row["allowed_actions"] == ["grant", "refuse"]
    assert seen_by_clerk["allowed_actions"] == []


@pytest.mark.django_db
def test_a_lead_decides_over_the_api(audited):
    approval = ask(make_user("qin"))
    browser = Browser(make_user("lu"))

    answer = browser.post(f"/api/approvals/{approval.id}/decision", {"is_granted": True, "reason": "同意"})

    assert (answer.status_code, answer.json()["state"]) == (200, "GRANTED")
    again = browser.post(f"/api/approvals/{approval.id}/decision", {"is_granted": True})
    assert (again.status_code, again.json()["code"]) == (409, "ALREADY_DECIDED")


@pytest.mark.django_db
def test_the_api_holds_to_four_eyes_and_to_the_station():
    approval = ask(make_user("qin"))
    path, yes = f"/api/approvals/{approval.id}/decision", {"is_granted": True}

    assert Browser(None).post(path, yes).status_code == 401
    assert Browser(make_user("he")).post(path, yes).status_code == 403
    assert Browser(approval.requested_by).post(path, yes).json()["code"] == "MAY_NOT_DECIDE"
    assert outsider(Role.LEAD).post(path, yes).status_code == 404
    assert Browser(make_user("lu")).post(path, {}).json()["fields"] == {"is_granted": "这一项要填"}


@pytest.mark.django_db
def test_another_station_sees_no_approval():
    ask(make_user("qin"))

    assert outsider(Role.LEAD).get("/api/approvals").json()["total"] == 0


@pytest.mark.django_db
def test_the_database_itself_refuses_one_person_as_both():
    from django.db import IntegrityError, transaction

    approval = ask(make_user("qin"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.of(make_station()).update(decided_by=approval.requested_by, decided_at=clock.now())


@pytest.mark.django_db
def test_what_was_decided_is_not_said_anew():
    approval = ask(make_user("qin"))
    decide(approval, make_user("lu"))

    restate_request(approval=approval, title="七月面名单", effect="别的", by=None)

    approval.refresh_from_db()
    assert approval.title == "六月面名单"
