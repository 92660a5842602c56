"""Guards of the whole house: what every room promises by being one."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from lianxin.core.errors import LianxinError
from tests.snapshots import SNAPSHOTS, interface, load_every_module, subclasses

ROOT = Path(__file__).resolve().parent.parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")

# Tables of the whole deployment, owned by the bureau: readable by every station, never filtered by one.
SHARED_TABLES = {
    "accounts.Station",
    "accounts.User",  # Bureau and bank accounts belong to no station.
    "audit.AuditEntry",  # Keeps the station as a plain value, and knows nobody.
    "core.StoodClock",
    "core.ScheduledRun",
}


def floors() -> dict[str, int]:
    """Each room's floor, the ground floor being 0, as the import contract lists them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "rooms")
    return {room.strip(): floor for floor, layer in enumerate(reversed(layers)) for room in layer.split("|")}


@pytest.fixture(scope="session", autouse=True)
def _every_module_is_loaded():
    load_every_module()


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("lianxin.")]


def room_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def is_station_row(model: type[models.Model]) -> bool:
    return any(field.name == "station" for field in model._meta.get_fields()) and model._meta.label not in SHARED_TABLES


def test_every_room_stands_in_the_contract_and_says_what_it_is_for():
    rooms = {path.parent.name for path in (ROOT / "lianxin").glob("*/__init__.py")}

    assert rooms == set(floors())
    for room in rooms:
        assert (ROOT / "lianxin" / room / "__init__.py").read_text().startswith('"""'), room


def test_links_between_tables_point_down():
    floor = floors()
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField | models.OneToOneField)
        and field.related_model in own_models()
        and room_of(field.related_model) != room_of(model)
        and floor[room_of(field.related_model)] >= floor[room_of(model)]
    ]

    assert upward == []


def test_every_table_is_a_station_row_or_a_listed_shared_table():
    tables = {model._meta.label for model in own_models() if not model._meta.auto_created}
    of_a_station = {model._meta.label for model in own_models() if is_station_row(model)}

    assert tables - of_a_station == SHARED_TABLES


def test_keys_of_station_rows_begin_with_the_station():
    astray = []
    for model in filter(is_station_row, own_models()):
        unique = [item for item in model._meta.constraints if isinstance(item, models.UniqueConstraint)]
        for item in [*model._meta.indexes, *unique]:
            if item.fields and item.fields[0].lstrip("-") not in ("station", "station_id"):
                astray.append(f"{model._meta.label}: {item.name}")

    assert astray == []


def test_every_choice_has_a_chinese_label():
    unlabelled = [
        f"{choices.__qualname__}.{member.name}"
        for choices in subclasses(models.Choices)
        for member in choices
        if not CHINESE.search(str(member.label))
    ]

    assert unlabelled == []


def test_every_table_and_column_has_a_chinese_name():
    unnamed = []
    for model in own_models():
        if model._meta.auto_created:
            continue
        if not CHINESE.search(str(model._meta.verbose_name)):
            unnamed.append(model._meta.label)
        unnamed += [
            f"{model._meta.label}.{field.name}"
            for field in model._meta.fields
            if not field.auto_created
            and not field.name.endswith("_ptr")
            and not CHINESE.search(str(field.verbose_name))
        ]

    assert [name for name in unnamed if name not in ("accounts.User.password",)] == []


def operations() -> list[tuple[str, dict]]:
    document = json.loads(interface())
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_operation_has_a_chinese_summary_and_an_id_of_its_own():
    found = operations()
    ids = [operation.get("operationId", "") for _, operation in found]

    assert [name for name, operation in found if not CHINESE.search(operation.get("summary", ""))] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or "lianxin" in name] == []
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", SNAPSHOTS, ids=lambda path: path.name)
def test_what_the_docs_keep_of_the_code_is_current(path):
    assert path.read_text(encoding="utf-8") == SNAPSHOTS[path](), "run: make snapshots"


def test_one_error_code_means_one_thing():
    by_code: dict[str, set] = {}
    for error in subclasses(LianxinError):
        by_code.setdefault(error.code, set()).add(error)

    assert [code for code, classes in by_code.items() if len(classes) > 1] == []


def test_every_error_speaks_chinese():
    assert [
        error.__name__ for error in subclasses(LianxinError) if not CHINESE.search(error.message + error.title)
    ] == []


@pytest.mark.django_db
def test_migrations_are_complete():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_setting_is_explained():
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "lianxin" / "config" / "settings.py").read_text())
    explained = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "cli.md").read_text(), flags=re.M)

    assert set(read) == set(explained)
