"""A wrong setting stops every start with one sentence and code 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lianxin.config.env import Environment, WrongSetting

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-m", "lianxin.config.cli"]
ENTRANCES = {
    "lianxin": [*COMMAND, "migrate"],
    "worker": [*COMMAND, "worker"],
    "serve": [*COMMAND, "serve"],
    "manage.py": [sys.executable, str(ROOT / "manage.py"), "check"],
    "web process": [sys.executable, "-c", "import lianxin.config.wsgi"],
}


def run(command, home, **settings):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LIANXIN_", "DATABASE_URL"))}
    env = {**clean, "LIANXIN_HOME": str(home), **settings}
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_every_entrance_stops_with_the_sentence(entrance, tmp_path):
    ended = run(ENTRANCES[entrance], tmp_path, LIANXIN_IDLE_LOCK_MINUTES="soon")

    assert ended.returncode == 2
    assert ended.stderr == "LIANXIN_IDLE_LOCK_MINUTES=soon 不对。请写 1 到 240 之间的整数。\n"


@pytest.mark.parametrize(
    "name,value,words",
    [
        ("DATABASE_URL", "mysql://x/y", "DATABASE_URL 不对"),
        ("DATABASE_URL", "postgresql://u:secret@h:port/x", "DATABASE_URL 读不懂"),
        ("DATABASE_URL", "postgresql://u:secret@h/", "没有写库名"),
        ("DATABASE_URL", "sqlite:///", "没有写库名"),
        ("DATABASE_URL", "sqlite:////proc/none/x.sqlite3", "建不了"),
        ("DATABASE_URL", "sqlite:////tmp", "打不开"),
        ("LIANXIN_HOME", "/proc/none", "建不了"),
        ("LIANXIN_KEY_FILE", "/proc/none/keys.json", "密钥文件"),
        ("LIANXIN_KEY_FILE_FILE", "/proc/none", "读不出来"),
        ("LIANXIN_CIPHER", "rot13", "aes、sm4"),
        ("LIANXIN_HTTPS", "perhaps", "1 或 0"),
        ("LIANXIN_DEMO_SIGN_IN", "ja", "1 或 0"),
        ("LIANXIN_UPLOAD_LIMIT_MB", "0", "1 到 30"),
        ("LIANXIN_LOG_LEVEL", "LOUD", "DEBUG、INFO、WARNING"),
    ],
)
def test_each_wrong_value_says_what_would_be_right(tmp_path, name, value, words):
    ended = run(ENTRANCES["web process"], tmp_path, **{name: value})

    assert ended.returncode == 2
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr and "secret" not in ended.stderr


def test_a_fresh_clone_runs_without_any_setting(tmp_path):
    assert run(ENTRANCES["web process"], tmp_path).returncode == 0
    assert (tmp_path / "keys.json").exists()


def test_a_deployment_with_https_passes_the_deployment_check(tmp_path):
    ended = run([sys.executable, str(ROOT / "manage.py"), "check", "--deploy"], tmp_path, LIANXIN_HTTPS="1")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "no issues" in ended.stdout


def test_an_unprepared_database_is_named_before_anything_starts(tmp_path):
    for command in (["serve"], ["station", "add", "LA", "莲岸派出所"]):
        ended = run([*COMMAND, *command], tmp_path)

        assert ended.returncode == 2
        assert ended.stderr == "数据库还没有建好，或需要升级。请先执行:lianxin migrate [DATABASE_NOT_READY]\n"


def test_an_absent_database_server_is_named(tmp_path):
    ended = run([*COMMAND, "station", "add", "LA", "x"], tmp_path, DATABASE_URL="postgresql://u:secret@127.0.0.1:1/x")

    assert ended.returncode == 2
    assert "DATABASE_UNREACHABLE" in ended.stderr and "secret" not in ended.stderr


def test_a_refused_command_names_code_and_field(tmp_path):
    run([*COMMAND, "migrate"], tmp_path)

    ended = run([*COMMAND, "user", "add", "lu", "--role", "LEAD", "--station", "NO"], tmp_path)

    assert ended.returncode == 2
    assert ended.stderr == "没有编码为 NO 的派出所。 [STATION_UNKNOWN]\n  station_code:没有这个派出所\n"


@pytest.mark.parametrize("value,read", [("1", True), ("on", True), ("0", False), ("", False), ("No", False)])
def test_a_switch_is_read_in_any_usual_spelling(value, read):
    assert Environment({"X": value}).switch("X") is read


def test_a_secret_may_lie_in_a_file(tmp_path):
    (tmp_path / "url").write_text("postgresql://u@h/x\n")

    assert Environment({"DATABASE_URL_FILE": str(tmp_path / "url")}).text("DATABASE_URL") == "postgresql://u@h/x"


@pytest.mark.parametrize("value", ["", "-1", "1.5", "241", "٣"])
def test_a_number_is_whole_and_within_its_bounds(value):
    with pytest.raises(WrongSetting):
        Environment({"X": value}).number("X", 15, least=1, most=240)
