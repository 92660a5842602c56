"""`lianxin serve`, really started."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from lianxin.config.supervisor import ChildKeepsDying, supervise

COMMAND = [sys.executable, "-m", "lianxin.config.cli"]
STARTS_WITHIN = STOPS_WITHIN = 25


def environment(home):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("LIANXIN_", "DATABASE_URL"))}
    return {**clean, "LIANXIN_HOME": str(home), "LIANXIN_DEMO_SIGN_IN": "1"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    home = tmp_path_factory.mktemp("prepared")
    subprocess.run([*COMMAND, "migrate"], env=environment(home), check=True, capture_output=True, timeout=60)
    return home


@pytest.fixture
def place(tmp_path, prepared):
    """A database of its own and a free port."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return environment(tmp_path), port


@contextmanager
def serving(env, port):
    command = [*COMMAND, "serve", "--port", str(port), "--threads", "2"]
    server = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        wait_until(lambda: fetch(port, "/api/session") is not None)
        yield server
    finally:
        if server.poll() is None:
            server.kill()
        server.communicate(timeout=STOPS_WITHIN)


def fetch(port, path, **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as problem:
        return problem.read().decode()
    except OSError:
        return None


def wait_until(is_so, within=STARTS_WITHIN):
    give_up_at = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < give_up_at, "waited too long"
        time.sleep(0.1)


def processes_of(home):
    """Every process that works on this deployment, the web server's own children included."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdecimal() and f"LIANXIN_HOME={home}".encode() in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_it_serves_and_leaves_no_process_behind(place):
    env, port = place
    with serving(env, port) as server:
        session = json.loads(fetch(port, "/api/session"))
        assert session["is_signed_in"] is False
        assert session["demo"]["is_on"] is True
        assert json.loads(fetch(port, "/api/session", **{"X-Forwarded-For": "127.0.0.1"}))["demo"]["is_on"] is False
        assert json.loads(fetch(port, "/api/users"))["code"] == "NOT_SIGNED_IN"
        assert len(processes_of(env["LIANXIN_HOME"])) >= 4

        server.send_signal(signal.SIGTERM)
        output = server.communicate(timeout=STOPS_WITHIN)[0]

    assert server.returncode == 0
    assert f"http://127.0.0.1:{port}/" in output
    assert processes_of(env["LIANXIN_HOME"]) == []


def test_children_end_when_the_supervisor_is_killed(place):
    env, port = place
    with serving(env, port) as server:
        server.kill()
        server.wait()
        wait_until(lambda: processes_of(env["LIANXIN_HOME"]) == [], within=STOPS_WITHIN)


def test_a_taken_port_is_named(place):
    env, port = place
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()

        ended = subprocess.run(
            [*COMMAND, "serve", "--port", str(port)], env=env, capture_output=True, text=True, timeout=60, check=False
        )

    assert ended.returncode == 2
    assert f"端口 {port} 用不了" in ended.stderr and "PORT_TAKEN" in ended.stderr


def test_a_dead_process_is_started_again(place):
    env, port = place
    with serving(env, port) as server:
        for pid in processes_of(env["LIANXIN_HOME"]):
            if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)
        time.sleep(1)

        wait_until(lambda: fetch(port, "/api/session") is not None)
        server.terminate()
        assert "网页进程退出" in server.communicate(timeout=STOPS_WITHIN)[0]


def test_a_process_that_cannot_start_ends_the_attempt():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    try:
        with pytest.raises(ChildKeepsDying, match="broken"):
            supervise({"broken": [sys.executable, "-c", "raise SystemExit(1)"]})
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_certificate_needs_its_key(place, tmp_path):
    env, _ = place
    cert = tmp_path / "cert.pem"
    cert.write_text("x")

    ended = subprocess.run(
        [*COMMAND, "serve", "--cert", str(cert)], env=env, capture_output=True, text=True, timeout=60, check=False
    )

    assert ended.returncode == 2 and "CERTIFICATE_INCOMPLETE" in ended.stderr


def enqueue(env, seconds):
    code = (
        "from lianxin.config.start import start; start();"
        f"from lianxin.config.tests.slow_jobs import take_a_while; take_a_while.enqueue({seconds})"
    )
    subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, timeout=60)


def standing_of_jobs(home):
    with closing(sqlite3.connect(Path(home) / "lianxin.sqlite3")) as database:
        return [status for (status,) in database.execute("SELECT status FROM django_tasks_database_dbtaskresult")]


@contextmanager
def working(env):
    worker = subprocess.Popen([*COMMAND, "worker"], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        yield worker
    finally:
        if worker.poll() is None:
            worker.kill()
        worker.communicate(timeout=STOPS_WITHIN)


def test_a_worker_that_is_asked_to_stop_ends_its_job_first(place):
    env, home = place[0], place[0]["LIANXIN_HOME"]
    enqueue(env, 2)
    with working(env) as worker:
        wait_until(lambda: standing_of_jobs(home) == ["RUNNING"])

        worker.terminate()
        worker.wait(timeout=STOPS_WITHIN)

    assert standing_of_jobs(home) == ["SUCCESSFUL"]


def test_the_job_of_a_killed_worker_is_run_by_the_next(place):
    env, home = place[0], place[0]["LIANXIN_HOME"]
    enqueue(env, 1)
    with working(env) as worker:
        wait_until(lambda: standing_of_jobs(home) == ["RUNNING"])
        worker.kill()
    assert standing_of_jobs(home) == ["RUNNING"]

    with working(env):
        wait_until(lambda: standing_of_jobs(home) == ["SUCCESSFUL"])
