"""`lianxin import`: one JSON line, exit codes, nothing but the registry touched."""

import json

import pytest
from click.testing import CliRunner

from lianxin.accounts.models import User
from lianxin.accounts.tests.factories import make_station
from lianxin.registry.cli import import_command
from lianxin.registry.models import AreaOfDuty, ImportBatch, Organization, Resident, StaffPost
from lianxin.registry.tests.factories import make_community, make_compound
from lianxin.registry.tests.importing import BANKS, COMPOUNDS, dump, table_names, workbook

pytestmark = pytest.mark.django_db
STAFF = [
    ("沈立", "社区民警", "10011112222", "莲秀社区、莲丰社区", "沈立组"),
    ("陈平", "辅警", "10011113333", "莲秀社区", "沈立组"),
    ("某人", "厨师", "10011114444", "", ""),
]


@pytest.fixture(autouse=True)
def station():
    return make_station()


def run(*arguments):
    return CliRunner().invoke(import_command, [str(part) for part in (*arguments, "--station", "LA")])


def written(tmp_path, header, rows):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(workbook(header, rows))
    return path


def test_json_holds_the_counts_and_nothing_else():
    result = run(COMPOUNDS, "--kind", "compound", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "rows": 118, "new": 118, "changed": 0, "same": 0, "duplicates": 0, "rejected": {}, "warnings": {},
    }  # fmt: skip


def test_a_second_identical_import_writes_not_one_row():
    run(COMPOUNDS, "--kind", "compound")
    before = dump(table_names())

    result = run(COMPOUNDS, "--kind", "compound", "--json")

    assert json.loads(result.stdout)["same"] == 118
    assert dump(table_names()) == before


def test_a_dry_run_counts_and_writes_nothing():
    before = dump(table_names())

    result = run(COMPOUNDS, "--kind", "compound", "--dry-run")

    assert "118" in result.stdout and "没有写入" in result.stdout
    assert dump(table_names()) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((BANKS, "--kind", "organization", "--type", "bank_branch"), "DATUM_UNKNOWN"),
        ((COMPOUNDS, "--kind", "compound", "--datum", "wgs84"), "DATUM_CONFLICT"),
        ((COMPOUNDS, "--kind", "resident"), "WRONG_KIND"),
        ((BANKS, "--kind", "organization", "--datum", "gcj02"), "TYPE_NEEDED"),
        ((COMPOUNDS, "--kind", "parrot"), "UNKNOWN_IMPORT_KIND"),
        (("nowhere.xlsx", "--kind", "compound"), "FILE_MISSING"),
    ],
)
def test_a_refused_file_ends_with_2_a_code_and_a_sentence(arguments, code):
    result = run(*arguments, "--json")

    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["code"] == code
    assert code in result.stderr
    assert not ImportBatch.objects.of(make_station()).exists()


def test_an_unknown_station_is_refused():
    result = CliRunner().invoke(import_command, [str(COMPOUNDS), "--kind", "compound", "--station", "X"])

    assert (result.exit_code, "STATION_UNKNOWN" in result.stderr) == (2, True)


def test_rejected_rows_are_no_failure(tmp_path):
    make_compound("金榜华庭")
    path = written(tmp_path, ("姓名", "小区", "门牌"), [("", "金榜华庭", "1-2-301"), ("李明", "金榜华庭", "1-2-302")])

    result = run(path, "--kind", "resident")

    assert result.exit_code == 0
    assert "NAME_MISSING" in result.stdout
    assert Resident.objects.of(make_station()).count() == 1


def test_a_map_file_names_columns_by_hand(tmp_path):
    path = written(tmp_path, ("甲", "乙"), [("鹭海银行莲前支行", "莲前西路1号"), ("鹭海银行瑞景支行", "莲前西路2号")])
    columns = tmp_path / "columns.json"
    columns.write_text(json.dumps({"columns": {"甲": "name", "乙": "address"}}), encoding="utf-8")

    result = run(path, "--kind", "organization", "--type", "bank_branch", "--map", columns, "--json")

    assert json.loads(result.stdout)["new"] == 2
    assert Organization.objects.of(make_station()).filter(address="莲前西路1号").exists()


@pytest.mark.parametrize("content", ["not json", '{"columns": []}', "{}"])
def test_a_wrong_map_file_is_refused(tmp_path, content):
    columns = tmp_path / "columns.json"
    columns.write_text(content, encoding="utf-8")

    result = run(COMPOUNDS, "--kind", "compound", "--map", columns)

    assert (result.exit_code, "MAP_FILE_UNREADABLE" in result.stderr) == (2, True)


def test_staff_gets_accounts_areas_and_pairs_and_one_slip_each(tmp_path):
    make_community("莲秀社区")
    make_community("莲丰社区")
    path = written(tmp_path, ("姓名", "岗位", "手机", "责任社区", "结对"), STAFF)

    result = run(path, "--kind", "staff", "--json")

    assert json.loads(result.stdout) | {"warnings": {}} == {
        "rows": 3, "new": 2, "changed": 0, "same": 0, "duplicates": 0, "rejected": {"ROLE_UNKNOWN": 1}, "warnings": {},
    }  # fmt: skip
    assert result.stderr.count("初始密码") == 2
    shen = User.objects.get(name="沈立")
    assert (shen.role, shen.login, shen.must_change_password) == ("OFFICER", "la-001", True)
    assert AreaOfDuty.objects.of(make_station()).filter(user=shen).count() == 2
    assert StaffPost.objects.of(make_station()).get(user=shen).pair_name == "沈立组"


def test_start_passwords_are_kept_nowhere(tmp_path):
    make_community("莲秀社区")
    result = run(written(tmp_path, ("姓名", "岗位", "手机", "责任社区", "结对"), STAFF[:1]), "--kind", "staff")

    password = result.stdout.partition("初始密码 ")[2].split()[0]

    assert User.objects.get(name="沈立").check_password(password)
    assert password not in str(dump(table_names()))


def test_a_second_staff_list_changes_posts_and_areas(tmp_path):
    make_community("莲秀社区")
    make_community("莲丰社区")
    header = ("姓名", "岗位", "手机", "责任社区", "结对")
    run(written(tmp_path, header, STAFF[:2]), "--kind", "staff")

    same = run(written(tmp_path, header, STAFF[:2]), "--kind", "staff", "--json")
    moved = run(
        written(tmp_path, header, [("沈立", "社区警务队长", "10011112222", "莲丰社区", "沈立组")]),
        "--kind",
        "staff",
        "--json",
    )

    assert json.loads(same.stdout)["same"] == 2
    assert json.loads(moved.stdout)["changed"] == 1
    assert User.objects.get(name="沈立").role == "CAPTAIN"
