"""Guards of the package: what it declares, what it locks, and what it never says."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")

# Used by name in the settings, as a database driver, as a process or as data, and imported nowhere.
NOT_IMPORTED = {"argon2-cffi", "granian", "psycopg", "tzdata", "whitenoise", "django-axes", "django-csp"}


def names(requirements: list[str]) -> dict[str, str]:
    """Package to version, extras left out."""
    return {re.split(r"[\[=]", item)[0].lower(): item.split("==")[1] for item in requirements}


def test_everything_imported_is_declared_and_everything_declared_is_used():
    graph = grimp.build_graph("lianxin", include_external_packages=True)
    tests = {module for module in graph.modules if ".tests" in module}
    providers = packages_distributions()
    used = {
        providers[module][0].lower()
        for module in graph.modules
        if graph.is_module_squashed(module)
        and module in providers
        and graph.find_modules_that_directly_import(module) - tests
    }
    declared = set(names(PROJECT["dependencies"]))

    assert used - declared == set()
    assert declared - used - NOT_IMPORTED == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_the_locks_hold_what_the_package_asks_for_with_hashes(lock):
    text = (ROOT / lock).read_text()
    extras = PROJECT["optional-dependencies"]["dev"] if "dev" in lock else []

    for name, version in names(PROJECT["dependencies"] + extras).items():
        assert f"{name}==" in text.lower() and f"=={version} " in text, f"{name}: run make lock"
    assert all("--hash=" in part for part in re.split(r"\n(?=[a-z])", text) if "==" in part)


def test_every_dependency_is_asked_for_once_and_says_what_it_is_for():
    lines = re.findall(r'^  "[A-Za-z0-9_.\[\]-]+==.*$', (ROOT / "pyproject.toml").read_text(), flags=re.M)
    asked_for = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]

    assert len(lines) == len(asked_for) == len(names(asked_for))
    assert [line for line in lines if not re.search(r"# [A-Z].+\.$", line)] == []


@pytest.mark.parametrize("lock", [*LOCKS, "web/package-lock.json"])
def test_no_lock_names_an_address(lock):
    assert not re.search(r"--find-links|index-url|https?://\S+\.(tgz|whl)", (ROOT / lock).read_text())


def test_the_licence_is_declared_and_present():
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text()


def test_every_command_is_explained():
    command = Path(sys.executable).with_name("lianxin")
    printed = subprocess.run([command, "--help"], capture_output=True, text=True, check=True).stdout
    commands = re.findall(r"^  ([a-z-]+) ", printed.split("Commands:")[1], flags=re.M)
    explained = (ROOT / "docs" / "cli.md").read_text()

    assert [name for name in commands if f"`lianxin {name}" not in explained] == []


def test_links_between_the_pages_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert broken == []
