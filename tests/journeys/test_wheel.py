"""The package alone, as it would lie on a station's server: no checkout, no Node."""

import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.journeys.product import Product

ROOT = Path(__file__).resolve().parents[2]
_MAIN = "import lianxin; print(lianxin.__file__); from lianxin.config.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(target), str(ROOT)], check=True, capture_output=True, cwd=target)
    return next(target.glob("*.whl"))


def test_the_wheel_carries_the_web_build_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    assert "lianxin/web_dist/console/index.html" in names
    assert any(name.startswith("lianxin/web_dist/console/assets/") for name in names)
    assert [name for name in names if "/tests/" in name] == []


def test_the_wheel_runs_without_node(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    settings = {"PYTHONPATH": str(tmp_path / "site"), "PATH": "/nowhere"}
    product = Product(tmp_path, settings, (sys.executable, "-P", "-c", _MAIN))

    printed = product.run("migrate")
    with product.serving() as address, urlopen(f"{address}/console/") as page:
        shell = page.read().decode()

    assert str(tmp_path / "site") in printed
    assert '<div id="root">' in shell
