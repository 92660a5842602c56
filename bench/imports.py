"""What previewing and writing the 15,000-row roster cost, against bare reading and bare writing in the same run.

    python -m bench.imports --json

The preview is the service behind the page: open the staged file, map, classify every row against a registry that
already holds them, keep counts, reasons, samples and the sealed row ledger. Its baseline only reads the cells with
python-calamine. The commit opens and classifies the file again under the station's lock and writes; its baseline
is `bulk_create` of exactly the rows it wrote, on the same database. Runs on the database of DATABASE_URL after
setting up an empty one, or on a fresh SQLite file when none is named.
"""

import argparse
import gc
import io
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

_ROUNDS = 7
_COMMITS = 3
_ROSTERS = Path(__file__).parents[1] / "lianxin" / "registry" / "tests" / "rosters"
_COMPOUNDS, _RESIDENTS = "01-小区底数.xlsx", "03-一对一宣防对象.xlsx"
_NOW = datetime(2026, 5, 1, 4, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--rounds", type=int, default=_ROUNDS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        _set_up(home)
        figures = measure(arguments.rounds)
    if arguments.json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        for name, value in figures.items():
            print(f"{name:28} {value}")


def measure(rounds: int) -> dict[str, Any]:
    """All figures of one run; the bars are 10x, 400 MB and 3x."""
    from django.db import connection

    station, user = _people()
    _import(station, user, _COMPOUNDS, "compound")
    committing, writing = [], []
    for _ in range(_COMMITS):
        seconds, batch = _commit(station, user)
        committing.append(seconds)
        writing.append(_write_the_same_rows(batch))
        _take_out(batch)
    _commit(station, user)
    content = (_ROSTERS / _RESIDENTS).read_bytes()
    reading, previewing, shares = [], [], []
    for _ in range(rounds):
        reading.append(_seconds(lambda: _only_read(content)))
        staged = _stage(station, user, _RESIDENTS, "resident")
        previewing.append(_seconds(lambda staged=staged: _preview(staged)))
        shares.append(previewing[-1] / reading[-1])
    return {
        "database": connection.vendor,
        "rows": 15000,
        "read_cells_seconds": round(median(reading), 3),
        "preview_seconds": round(median(previewing), 3),
        "preview_to_reading": round(median(shares), 2),
        "preview_to_reading_bar": 10,
        "commit_seconds": round(median(committing), 2),
        "bulk_create_seconds": round(median(writing), 2),
        "commit_to_bulk_create": round(median(c / w for c, w in zip(committing, writing, strict=True)), 2),
        "commit_to_bulk_create_bar": 3,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "peak_mb_bar": 400,
    }


def _set_up(home: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.config.settings")
    os.environ["LIANXIN_HOME"] = home
    os.environ["LIANXIN_DEMO_RANGES"] = "1"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _people() -> tuple[Any, Any]:
    from lianxin.accounts.choices import Role
    from lianxin.accounts.services import add_station, add_user

    station = add_station(code="BENCH", name="测速派出所", by=None)
    user, _ = add_user(login="bench-clerk", name="测速内勤", role=Role.CLERK, station=station, by=None)
    return station, user


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _only_read(content: bytes) -> int:
    import python_calamine

    book = python_calamine.load_workbook(io.BytesIO(content))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def _stage(station: Any, user: Any, name: str, kind: str) -> Any:
    from lianxin.registry.imports.batches import stage_upload

    content = (_ROSTERS / name).read_bytes()
    return stage_upload(station=station, kind_code=kind, file_name=name, content=content, by=user, now=_NOW)


def _preview(batch: Any) -> None:
    from lianxin.registry.imports import progress
    from lianxin.registry.imports.running import preview_batch

    with progress.working_on(batch.id) as report:
        preview_batch(batch=batch, now=_NOW, report=report)


def _import(station: Any, user: Any, name: str, kind: str) -> Any:
    batch = _stage(station, user, name, kind)
    _preview(batch)
    _write(batch, user)
    return batch


def _write(batch: Any, user: Any) -> None:
    from lianxin.registry.imports import progress
    from lianxin.registry.imports.running import write_batch

    with progress.working_on(batch.id) as report:
        write_batch(batch=batch, by=user, now=_NOW, report=report)


def _commit(station: Any, user: Any) -> tuple[float, Any]:
    batch = _stage(station, user, _RESIDENTS, "resident")
    _preview(batch)
    return _seconds(lambda: _write(batch, user)), batch


def _write_the_same_rows(batch: Any) -> float:
    """Take out what the commit wrote and time writing it back; the registry then holds it again."""
    from django.apps import apps
    from django.db import transaction

    from lianxin.registry.choices import ContentPart
    from lianxin.registry.imports import contents
    from lianxin.registry.imports.collecting import collector_paused

    journal = contents.take_json(batch, ContentPart.JOURNAL)
    held: list[tuple[Any, list[Any]]] = []
    for label, pks in journal["created"]:
        model: Any = apps.get_model(label)
        found = model._base_manager.filter(station=batch.station).in_bulk()
        rows = [found[type(next(iter(found)))(pk)] for pk in pks]
        for row in rows:
            row._state.adding = True
        held.append((model, rows))
    _take_out(batch)

    def write() -> None:
        with collector_paused(), transaction.atomic():  # As the commit does, so that only the work is compared.
            for model, rows in held:
                model._base_manager.bulk_create(rows, batch_size=500)

    return _seconds(write)


def _take_out(batch: Any) -> None:
    """Undo what a commit wrote, without the batch knowing."""
    from django.db import transaction

    from lianxin.registry.choices import ContentPart
    from lianxin.registry.imports import contents
    from lianxin.registry.imports.journal import restore

    with transaction.atomic():
        restore(contents.take_json(batch, ContentPart.JOURNAL))


if __name__ == "__main__":
    main()
