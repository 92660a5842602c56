"""The wizard: upload, mapping, preview, commit, undo; what is refused, and what survives a killed server."""

import io
from datetime import timedelta

import openpyxl
import pytest

from lianxin.accounts.models import User
from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.audit.models import AuditEntry
from lianxin.core import clock
from lianxin.core.jobs import run_waiting_jobs
from lianxin.registry.imports import progress
from lianxin.registry.imports.batches import stage_upload
from lianxin.registry.imports.expiring import drop_expired
from lianxin.registry.imports.running import write_batch
from lianxin.registry.models import BatchContent, ImportBatch, RememberedMapping, Resident
from lianxin.registry.tests.factories import make_compound, make_household, make_resident
from lianxin.registry.tests.importing import BANKS, COMPOUNDS, HEADER, workbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("audited", "compound")]
ROWS = [
    ("王小华", "女", "", "10012345678", "金榜华庭", "1号楼2单元301室", "退休"),
    ("李明", "男", "", "10087654321", "金榜华庭", "1-2-302", "教师"),
    ("", "男", "", "10087654329", "金榜华庭", "1-2-303", "教师"),
]


@pytest.fixture
def compound():
    return make_compound("金榜华庭")


@pytest.fixture
def clerk():
    return Browser(make_user("su"))


def upload(browser, rows=ROWS, *, header=HEADER, kind="resident", name="名单.xlsx", **more):
    file = io.BytesIO(workbook(header, rows))
    file.name = name
    return browser.upload("/api/imports", file=file, kind=kind, **more)


def previewed(browser, rows=ROWS, **more):
    batch = upload(browser, rows, **more).json()
    run_waiting_jobs()
    return browser.get(f"/api/imports/{batch['id']}").json()


def committed(browser, rows=ROWS):
    batch = previewed(browser, rows)
    browser.post(f"/api/imports/{batch['id']}/commit")
    run_waiting_jobs()
    return browser.get(f"/api/imports/{batch['id']}").json()


def logged(batch):
    entries = AuditEntry.objects.filter(target_id=batch["id"]).order_by("id")
    return list(entries.values_list("action", "actor_login"))


def residents():
    return Resident.objects.of(make_station())


def test_a_list_goes_from_upload_to_commit_with_nothing_written_before(clerk):
    batch = previewed(clerk)

    assert batch["state"] == "PREVIEWED"
    assert batch["counts"] | {"warnings": {}} == {
        "rows": 3, "new": 2, "changed": 0, "same": 0, "duplicates": 0, "rejected": {"NAME_MISSING": 1}, "warnings": {},
    }  # fmt: skip
    assert not residents().exists()

    clerk.post(f"/api/imports/{batch['id']}/commit")
    run_waiting_jobs()

    after = clerk.get(f"/api/imports/{batch['id']}").json()
    assert (after["state"], after["allowed_actions"]) == ("COMMITTED", ["undo", "download_rejected"])
    assert residents().count() == 2


def test_the_preview_shows_masked_rows_and_a_reason_with_its_cell(clerk):
    batch = previewed(clerk)

    first = {cell["label"]: cell for cell in batch["samples"]["new"][0]["cells"]}
    assert first["姓名"]["value"] == "王*华"
    assert first["联系电话"]["value"] == "100****5678"
    assert (first["门牌"]["before"], first["门牌"]["value"]) == ("1号楼2单元301室", "1-2-301")
    reason = batch["reasons"][0]
    assert (reason["code"], reason["count"], reason["example"]["cell"]) == ("NAME_MISSING", 1, "A4")
    assert "小华" not in str(batch)


def test_undo_takes_everything_back_and_says_when(clerk):
    batch = committed(clerk)

    answer = clerk.post(f"/api/imports/{batch['id']}/undo")

    assert answer.json()["state"] == "UNDONE"
    assert not residents().exists()
    assert not BatchContent.objects.of(make_station()).exists()


def test_undo_is_refused_with_what_stands_in_its_way(clerk):
    batch = committed(clerk)
    clerk.patch(f"/api/residents/{residents().first().id}", {"occupation": "司机"})

    answer = clerk.post(f"/api/imports/{batch['id']}/undo")

    assert (answer.status_code, answer.json()["code"]) == (409, "IMPORT_IN_USE")
    assert clerk.get(f"/api/imports/{batch['id']}").json()["undo_blockers"] == ["导入后又改过的居民 1 条"]


def test_a_second_identical_import_has_nothing_to_write(clerk):
    committed(clerk)
    batch = previewed(clerk)

    answer = clerk.post(f"/api/imports/{batch['id']}/commit")

    assert (batch["counts"]["same"], "commit" in batch["allowed_actions"]) == (2, False)
    assert (answer.status_code, answer.json()["code"]) == (409, "NOTHING_TO_WRITE")


def test_of_two_clerks_the_second_sees_a_fresh_preview_and_confirms_again(clerk):
    other = Browser(make_user("clerk-2", role="CLERK"))
    mine, theirs = previewed(clerk), previewed(other, [*ROWS[:1], ("赵云", "", "", "", "金榜华庭", "1-2-304")])
    clerk.post(f"/api/imports/{mine['id']}/commit")
    other.post(f"/api/imports/{theirs['id']}/commit")
    run_waiting_jobs()

    again = other.get(f"/api/imports/{theirs['id']}").json()

    assert (again["state"], again["error"]["code"]) == ("PREVIEWED", "PREVIEW_OUTDATED")
    assert (again["counts"]["new"], again["counts"]["same"]) == (1, 1)
    assert logged(again)[-2:] == [("registry.preview_import", "clerk-2"), ("registry.import_failed", "clerk-2")]
    assert residents().count() == 2
    other.post(f"/api/imports/{theirs['id']}/commit")
    run_waiting_jobs()
    assert residents().count() == 3


def test_a_commit_that_was_killed_wrote_nothing_and_says_so(clerk):
    batch = previewed(clerk)
    clerk.post(f"/api/imports/{batch['id']}/commit")
    held = ImportBatch.objects.of(make_station()).get(pk=batch["id"])
    with pytest.raises(KeyboardInterrupt), progress.working_on(held.id) as report:
        report(1, 2, "写入居民")
        raise KeyboardInterrupt

    run_waiting_jobs()

    after = clerk.get(f"/api/imports/{batch['id']}").json()
    assert (after["state"], after["error"]["code"]) == ("PREVIEWED", "COMMIT_INTERRUPTED")
    assert "commit" in after["allowed_actions"]
    assert not residents().exists()
    assert logged(batch)[-1] == ("registry.import_interrupted", "")


def test_the_position_of_a_running_commit_is_seen_from_outside(clerk):
    batch = previewed(clerk)
    clerk.post(f"/api/imports/{batch['id']}/commit")
    held = ImportBatch.objects.of(make_station()).get(pk=batch["id"])

    with progress.working_on(held.id) as report:
        report(1, 2, "写入居民")
        seen = clerk.get(f"/api/imports/{batch['id']}").json()

    assert seen["state"] == "COMMITTING"
    assert seen["progress"] == {"done": 1, "total": 2, "step": "写入居民"}


def test_a_failure_in_the_middle_of_writing_leaves_nothing(clerk, monkeypatch):
    batch = previewed(clerk)
    clerk.post(f"/api/imports/{batch['id']}/commit")
    held = ImportBatch.objects.of(make_station()).select_related("station").get(pk=batch["id"])
    monkeypatch.setattr("lianxin.registry.imports.running.record", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        write_batch(batch=held, by=make_user("lu"), now=clock.now(), report=lambda *_: None)

    assert not residents().exists()


def test_columns_nobody_recognises_are_asked_for_and_remembered(clerk):
    rows = [("王小华", "金榜华庭", "1-2-301")]
    header = ("甲", "小区", "门牌")
    batch = previewed(clerk, rows, header=header)
    assert batch["state"] == "NEEDS_MAPPING"

    mapping = {"A": "name", "B": "compound", "C": "door"}
    clerk.put(f"/api/imports/{batch['id']}/mapping", {"tables": [{"index": 0, "mapping": mapping}]})
    run_waiting_jobs()

    assert clerk.get(f"/api/imports/{batch['id']}").json()["counts"]["new"] == 1
    again = previewed(clerk, rows, header=header)
    assert (again["state"], again["tables"][0]["remembered_on"] is not None) == ("PREVIEWED", True)
    assert RememberedMapping.objects.of(make_station()).count() == 1


def test_coordinates_without_a_datum_are_asked_for_and_nothing_is_written(clerk):
    with BANKS.open("rb") as file:
        batch = clerk.upload("/api/imports", file=file, kind="organization", type="BANK_BRANCH").json()
    assert (batch["state"], batch["needs_datum"]) == ("NEEDS_MAPPING", True)

    clerk.put(f"/api/imports/{batch['id']}/mapping", {"tables": [], "datum": "GCJ02"})
    run_waiting_jobs()

    assert clerk.get(f"/api/imports/{batch['id']}").json()["counts"]["new"] == 25


def test_rejected_rows_come_back_with_the_reason_in_the_last_column(clerk):
    batch = previewed(clerk)

    answer = clerk.get(f"/api/imports/{batch['id']}/rejected.xlsx")

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert (rows[1][4], "没有姓名" in rows[1][-1]) == ("金榜华庭", True)


def test_all_rows_of_a_class_come_in_pages(clerk):
    batch = previewed(clerk)

    page = clerk.get(f"/api/imports/{batch['id']}/rows", **{"class": "new", "page": 2, "size": 1}).json()

    assert (page["total"], page["items"][0]["row"]) == (2, 3)
    assert page["items"][0]["cells"][0]["value"] == "李*"


def test_a_discarded_list_leaves_nothing_of_the_file(clerk):
    batch = previewed(clerk)

    answer = clerk.delete(f"/api/imports/{batch['id']}")

    assert answer.json()["state"] == "DISCARDED"
    assert not BatchContent.objects.of(make_station()).exists()


def test_staged_files_are_erased_after_a_day(clerk):
    previewed(clerk)

    assert drop_expired(now=clock.now() + timedelta(hours=25)) == 1

    assert not BatchContent.objects.of(make_station()).exists()
    assert ImportBatch.objects.of(make_station()).get().state == "DISCARDED"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"%PDF-1.7 ...", "名单.xlsx", "NOT_A_SPREADSHEET"),
        (b"", "名单.xlsx", "EMPTY_FILE"),
        ("只是一句话".encode(), "名单.csv", "NO_HEADER"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(clerk, content, name, code):
    file = io.BytesIO(content)
    file.name = name

    answer = clerk.upload("/api/imports", file=file, kind="resident")

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not ImportBatch.objects.of(make_station()).exists()


def test_a_file_over_the_limit_is_not_even_read(clerk, settings):
    settings.UPLOAD_LIMIT_BYTES = 1000

    assert upload(clerk).json()["code"] == "TOO_LARGE"


def test_a_list_of_another_kind_is_refused(clerk):
    with COMPOUNDS.open("rb") as file:
        answer = clerk.upload("/api/imports", file=file, kind="resident")

    assert (answer.status_code, answer.json()["code"]) == (422, "WRONG_KIND")


def test_units_without_a_type_are_asked_for_it(clerk):
    answer = upload(clerk, [("某某单位", "莲前路1号")], header=("单位名称", "地址"), kind="organization")

    assert (answer.status_code, answer.json()["code"]) == (422, "TYPE_NEEDED")


def test_nobody_and_other_posts_import_nothing():
    assert upload(Browser(None)).status_code == 401
    for login in ("shen", "he", "wei"):
        assert upload(Browser(make_user(login))).status_code == 403


def test_a_residents_list_is_not_the_bureaus(clerk):
    assert upload(Browser(make_user("boss", role="BUREAU_ADMIN")), station="LA").status_code == 403
    assert upload(clerk, [("沈警官", "社区民警")], header=("姓名", "岗位"), kind="staff").status_code == 403


def test_the_bureau_imports_staff_and_gets_each_slip_once():
    boss = Browser(make_user("boss", role="BUREAU_ADMIN"))
    staff = [("沈立", "社区民警", "10011112222"), ("陈平", "辅警", "10011113333")]
    batch = previewed(boss, staff, header=("姓名", "岗位", "手机"), kind="staff", station="LA")

    answer = boss.post(f"/api/imports/{batch['id']}/commit").json()

    assert (answer["state"], len(answer["slips"])) == ("COMMITTED", 2)
    password = answer["slips"][0]["start_password"]
    assert User.objects.get(login=answer["slips"][0]["login"]).check_password(password)
    assert boss.get(f"/api/imports/{batch['id']}").json()["slips"] == []
    assert boss.post(f"/api/imports/{batch['id']}/undo").json()["state"] == "UNDONE"
    assert not User.objects.filter(name="沈立").exists()
    assert {entry.station_id for entry in AuditEntry.objects.filter(target_id=batch["id"])} == {make_station().id}


def test_another_stations_batch_is_not_there(clerk):
    batch = previewed(clerk)
    stranger = Browser(make_user("clerk-9", role="CLERK", station=make_station("HJ", "何厝派出所")))

    assert stranger.get(f"/api/imports/{batch['id']}").status_code == 404
    assert stranger.post(f"/api/imports/{batch['id']}/commit").status_code == 404
    assert stranger.get("/api/imports").json()["items"] == []


def test_the_list_of_batches_costs_the_same_at_any_length(clerk, django_assert_max_num_queries):
    user = make_user("lu")
    content = workbook(HEADER, ROWS)
    for number in range(3):
        stage_upload(
            station=make_station(), kind_code="resident", file_name=f"{number}.xlsx", content=content, by=user,
            now=clock.now(),
        )  # fmt: skip

    with django_assert_max_num_queries(8):
        assert clerk.get("/api/imports").json()["total"] == 3


def test_a_resident_met_since_is_no_reason_to_lose_the_household(clerk, compound):
    household = make_household("9-9-909", compound=compound)
    make_resident("赵云", household=household)

    batch = committed(clerk, [("钱多", "", "", "", "金榜华庭", "9-9-909")])
    clerk.post(f"/api/imports/{batch['id']}/undo")

    assert list(residents().values_list("id", flat=True)) == [household.memberships.get().resident_id]
