"""What a clerk does with an uploaded list: stage it, map it, confirm it, undo it, drop it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core import clock
from lianxin.core.errors import WrongRole
from lianxin.registry.choices import BatchState, ContentPart, Datum
from lianxin.registry.imports import contents, jobs, progress
from lianxin.registry.imports.blockers import find_blockers
from lianxin.registry.imports.describing import describe_tables
from lianxin.registry.imports.errors import BatchNotReady, FileGone, ImportInUse, NothingToWrite
from lianxin.registry.imports.expiring import STAGED_FOR, drop_expired
from lianxin.registry.imports.files import FileReading, needs_datum, open_list
from lianxin.registry.imports.journal import restore
from lianxin.registry.imports.kinds import kind_by_code
from lianxin.registry.imports.locking import lock_station
from lianxin.registry.imports.outcomes import ImportKind
from lianxin.registry.imports.remembering import RememberedLayouts, remember
from lianxin.registry.imports.running import write_batch
from lianxin.registry.models import ImportBatch

_MAPPABLE = (BatchState.NEEDS_MAPPING, BatchState.PREVIEWED, BatchState.FAILED)
_DISCARDABLE = (*_MAPPABLE, BatchState.UPLOADED)


def stage_upload(
    *,
    station: Station,
    kind_code: str,
    file_name: str,
    content: bytes,
    subtype: str = "",
    datum: str = "",
    by: User,
    now: datetime,
) -> ImportBatch:
    """Keep an uploaded list sealed for 24 hours and start its preview, or ask for the mapping first.

    Raises FileRefused for what is no list of this kind; then nothing is kept.
    """
    kind = kind_by_code(kind_code)
    if by.role not in kind.roles:
        raise WrongRole()
    drop_expired(now=now)
    remembered = RememberedLayouts(station, kind.code)
    reading = open_list(content, file_name, kind, remembered=remembered)
    kind.demand_subtype(subtype, reading.fed_fields)
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            station=station,
            kind=kind.code,
            subtype=subtype,
            datum=datum,
            file_name=file_name,
            created_by=by,
            created_at=now,
            expires_at=now + STAGED_FOR,
        )
        contents.keep(batch, ContentPart.FILE, content)
        jobs.drop_expired_imports.using(run_after=clock.real_now() + STAGED_FOR).enqueue()
        record(
            by=by,
            action="registry.stage_import",
            target_kind="ImportBatch",
            target_id=batch.id,
            station_id=station.id,
            detail={"kind": kind.code, "rows": reading.examination.data_row_count},
        )
        _describe_and_go_on(batch, reading, remembered)
    return batch


def choose_mapping(
    *, batch: ImportBatch, choices: Mapping[int, Mapping[str, str | None]], datum: str, by: User, now: datetime
) -> ImportBatch:
    """Take the clerk's mapping (by table: field by column letter) and datum, remember it, and preview anew."""
    kind = _demand(batch, by, _MAPPABLE)
    content = contents.take(batch, ContentPart.FILE)
    if content is None:
        raise FileGone()
    remembered = RememberedLayouts(batch.station, kind.code)
    proposal = open_list(content, batch.file_name, kind, remembered=remembered, choices=batch.choices)
    chosen = [
        dict(choices[mapped.index])
        if mapped.index in choices
        else {match.letter: match.field for match in mapped.mapping.columns}
        for mapped in proposal.examination.tables
    ]
    reading = open_list(content, batch.file_name, kind, choices=chosen)
    with transaction.atomic():
        batch.choices = chosen
        batch.datum = datum or batch.datum
        remember(reading, station=batch.station, by=by, now=now)
        record(
            by=by,
            action="registry.map_import",
            target_kind="ImportBatch",
            target_id=batch.id,
            station_id=batch.station_id,
        )
        _describe_and_go_on(batch, reading, RememberedLayouts(batch.station, kind.code))
    return batch


def confirm_import(*, batch: ImportBatch, by: User, now: datetime) -> tuple[ImportBatch, list[Any]]:
    """Have the previewed rows written by the worker; the page may be closed meanwhile.

    A kind that hands out slips (start passwords) is written at once, because they may be kept nowhere.
    """
    kind = _demand(batch, by, (BatchState.PREVIEWED,))
    if not (batch.counts.get("new") or batch.counts.get("changed")):
        raise NothingToWrite()
    if contents.take(batch, ContentPart.FILE) is None:
        raise FileGone()
    progress.clear(batch.id)
    with transaction.atomic():
        _claim(batch, by)
        if not kind.hands_out_slips:
            jobs.write_import.enqueue(str(batch.id))
    batch.refresh_from_db()
    slips: list[Any] = []
    if kind.hands_out_slips:
        with progress.working_on(batch.id) as report:
            slips = write_batch(batch=batch, by=by, now=now, report=report)
    return batch, slips


def _claim(batch: ImportBatch, by: User) -> None:
    """Move a batch from PREVIEWED to COMMITTING, once."""
    claimed = (
        ImportBatch.objects.of(batch.station)
        .filter(pk=batch.pk, state=BatchState.PREVIEWED)
        .update(state=BatchState.COMMITTING, committed_by=by, error_code="", error_detail="")
    )
    if not claimed:
        raise BatchNotReady(state=BatchState(batch.state).label)
    record(
        by=by,
        action="registry.confirm_import",
        target_kind="ImportBatch",
        target_id=batch.id,
        station_id=batch.station_id,
    )


def undo_import(*, batch: ImportBatch, by: User, now: datetime) -> ImportBatch:
    """Put the registry back as it was before the import, unless later records depend on it."""
    _demand(batch, by, (BatchState.COMMITTED,))
    with transaction.atomic():
        lock_station(batch.station)
        batch.refresh_from_db()
        _demand(batch, by, (BatchState.COMMITTED,))
        journal = contents.take_json(batch, ContentPart.JOURNAL)
        blockers = [blocker.sentence for blocker in find_blockers(batch.station, journal)]
        batch.undo_blockers = blockers
        if not blockers:
            restore(journal)
            contents.erase(batch, ContentPart.JOURNAL, ContentPart.FILE, ContentPart.ROWS)
            batch.state, batch.undone_by, batch.undone_at = BatchState.UNDONE, by, now
        batch.save(update_fields=["undo_blockers", "state", "undone_by", "undone_at"])
        action = "registry.undo_import" if not blockers else "registry.undo_import_refused"
        record(
            by=by,
            action=action,
            target_kind="ImportBatch",
            target_id=batch.id,
            station_id=batch.station_id,
            detail=dict(batch.counts),
        )
    if blockers:
        raise ImportInUse(blockers=";".join(blockers))
    return batch


def discard_import(*, batch: ImportBatch, by: User, now: datetime) -> ImportBatch:
    """Drop a batch that was not written, and everything kept of its file."""
    _demand(batch, by, _DISCARDABLE)
    with transaction.atomic():
        contents.erase(batch, *ContentPart)
        batch.state, batch.summary, batch.tables = BatchState.DISCARDED, "", ""
        batch.save(update_fields=["state", "summary", "tables"])
        record(
            by=by,
            action="registry.discard_import",
            target_kind="ImportBatch",
            target_id=batch.id,
            station_id=batch.station_id,
        )
    return batch


def _describe_and_go_on(batch: ImportBatch, reading: FileReading, remembered: RememberedLayouts) -> None:
    """Store the tables for the mapping page, and start the preview when nothing has to be asked."""
    layouts = [mapped.table.layout_key for mapped in reading.examination.tables]
    batch.tables = json.dumps(
        {
            "tables": describe_tables(reading, remembered.days(layouts)),
            "needs_datum": needs_datum(reading),
        },
        ensure_ascii=False,
    )
    has_to_ask = bool(reading.missing) or (needs_datum(reading) and not batch.datum)
    batch.state = BatchState.NEEDS_MAPPING if has_to_ask else BatchState.PREVIEWING
    batch.error_code = batch.error_detail = ""
    batch.save()
    if not has_to_ask:
        progress.clear(batch.id)
        jobs.preview_import.enqueue(str(batch.id))


def _demand(batch: ImportBatch, by: User, states: Sequence[str]) -> ImportKind:
    kind = kind_by_code(batch.kind)
    if by.role not in kind.roles:
        raise WrongRole()
    if batch.state not in states:
        raise BatchNotReady(state=BatchState(batch.state).label)
    return kind


def datum_code(text: str) -> str:
    """gcj02, GCJ-02 → GCJ02; "" when none is named."""
    folded = text.upper().replace("-", "").replace(" ", "")
    return folded if folded in Datum.values else ""


def fields_of(kind: ImportKind) -> list[dict[str, Any]]:
    return [
        {"code": field.code, "label": field.label, "is_required": field.is_required} for field in kind.fields.fields
    ]
