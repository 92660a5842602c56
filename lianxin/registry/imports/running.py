"""The two pieces of long work: classifying a staged list, and writing it in one transaction."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core import clock
from lianxin.core.errors import LianxinError
from lianxin.registry.choices import BatchState, ContentPart
from lianxin.registry.imports import contents, progress
from lianxin.registry.imports.analysis import Analysis, classify
from lianxin.registry.imports.collecting import collector_paused
from lianxin.registry.imports.describing import row_ledger, summarize
from lianxin.registry.imports.errors import FileGone, NothingToWrite, PreviewOutdated
from lianxin.registry.imports.files import FileReading, open_list, read_data_rows
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds import kind_by_code
from lianxin.registry.imports.locking import lock_station
from lianxin.registry.imports.outcomes import Progress
from lianxin.registry.imports.remembering import RememberedLayouts, remember
from lianxin.registry.models import ImportBatch


@collector_paused()
def preview_batch(*, batch: ImportBatch, now: datetime, report: Progress) -> None:
    """Classify a staged list against the registry and keep what the page shows; writes nothing else."""
    try:
        reading = read_staged(batch)
        analysis = _classify_now(batch, reading, now, report)
    except LianxinError as problem:
        note_failure(batch, problem, state=BatchState.NEEDS_MAPPING, by=batch.created_by)
        return
    with transaction.atomic():
        keep_preview(batch, analysis, reading)


@collector_paused()
def write_batch(*, batch: ImportBatch, by: User | None, now: datetime, report: Progress) -> list[Any]:
    """Write a confirmed list whole or not at all.

    The list is classified again while the station is locked. When that differs from what was confirmed, nothing is
    written, the fresh preview takes its place, and PreviewOutdated is raised.
    """
    analysis: Analysis | None = None
    try:
        with transaction.atomic():
            reading = read_staged(batch)
            lock_station(batch.station)
            analysis = _classify_now(batch, reading, now, report)
            if analysis.fingerprint != batch.fingerprint:
                raise PreviewOutdated()
            slips = write_analysis(batch, analysis, by=by, now=now, report=report)
            remember(reading, station=batch.station, by=by, now=now)
    except PreviewOutdated as problem:
        assert analysis is not None, "only a finished classification can differ"
        with transaction.atomic():
            keep_preview(batch, analysis, reading)
            note_failure(batch, problem, state=BatchState.PREVIEWED, by=by)
        raise
    return slips


@collector_paused()
def import_at_once(
    *,
    station: Station,
    reading: FileReading,
    file_name: str,
    subtype: str,
    by: User | None,
    now: datetime,
    report: Progress,
) -> tuple[Analysis, list[Any]]:
    """Classify and write in one go, for the command line and the demo; without anything to write, writes nothing."""
    with transaction.atomic():
        lock_station(station)
        analysis = classify(reading, station=station, subtype=subtype, today=clock.local_day(now), progress=report)
        if not analysis.writes_anything:
            return analysis, []
        batch = ImportBatch.objects.create(
            station=station,
            kind=reading.kind.code,
            subtype=subtype,
            file_name=file_name,
            created_by=by,
            created_at=now,
            committed_by=by,
            expires_at=now,
            counts=analysis.tally.as_json(),
        )
        slips = write_analysis(batch, analysis, by=by, now=now, report=report)
        remember(reading, station=station, by=by, now=now)
    return analysis, slips


def write_analysis(
    batch: ImportBatch, analysis: Analysis, *, by: User | None, now: datetime, report: Progress
) -> list[Any]:
    """Write the new and changed rows, what undo needs, the batch's new state and the audit entry."""
    if not analysis.writes_anything:
        raise NothingToWrite()
    writer = Writer(batch.station)
    slips = analysis.classified.write(writer, by=by, progress=report)
    contents.keep_json(batch, ContentPart.JOURNAL, writer.as_journal())
    batch.state, batch.committed_at, batch.counts = BatchState.COMMITTED, now, analysis.tally.as_json()
    batch.error_code = batch.error_detail = ""
    batch.save(update_fields=["state", "committed_at", "counts", "error_code", "error_detail"])
    _log(batch, "registry.write_import", by=by, detail={"kind": batch.kind, **batch.counts})
    return slips


def keep_preview(batch: ImportBatch, analysis: Analysis, reading: FileReading) -> None:
    """Store counts, reasons and samples of a preview; everything but the counts is sealed."""
    batch.counts = analysis.tally.as_json()
    batch.fingerprint = analysis.fingerprint
    batch.summary = json.dumps(summarize(analysis, reading), ensure_ascii=False)
    batch.state = BatchState.PREVIEWED
    batch.error_code = batch.error_detail = ""
    batch.save(update_fields=["counts", "fingerprint", "summary", "state", "error_code", "error_detail"])
    contents.keep_json(batch, ContentPart.ROWS, row_ledger(analysis.outcomes))
    _log(batch, "registry.preview_import", by=batch.created_by, detail={"kind": batch.kind, **batch.counts})


def note_failure(batch: ImportBatch, problem: LianxinError, *, state: BatchState, by: User | None) -> None:
    """Say at the batch why its work ended without a result, and where it waits now."""
    with transaction.atomic():
        batch.state, batch.error_code, batch.error_detail = state, problem.code, problem.detail
        batch.save(update_fields=["state", "error_code", "error_detail"])
        _log(batch, "registry.import_failed", by=by, detail={"code": problem.code})


def read_staged(batch: ImportBatch) -> FileReading:
    """Open the staged file with the mapping that was chosen for it."""
    content = contents.take(batch, ContentPart.FILE)
    if content is None:
        raise FileGone()
    kind = kind_by_code(batch.kind)
    remembered = RememberedLayouts(batch.station, kind.code)
    reading = open_list(content, batch.file_name, kind, remembered=remembered, choices=batch.choices)
    return read_data_rows(reading, datum=batch.datum)


def settle_abandoned(batch: ImportBatch) -> ImportBatch:
    """Say so when the process that worked on a batch was killed: its transaction left nothing behind."""
    moving = (BatchState.PREVIEWING, BatchState.COMMITTING)
    if batch.state not in moving or not progress.was_abandoned(batch.id):
        return batch
    was_writing = batch.state == BatchState.COMMITTING
    code, detail = _INTERRUPTED[was_writing]
    state = BatchState.PREVIEWED if was_writing else BatchState.FAILED
    with transaction.atomic():
        waiting = ImportBatch.objects.of(batch.station).filter(pk=batch.pk, state=batch.state)
        changed = waiting.update(state=state, error_code=code)
        batch.refresh_from_db()
        if changed:
            batch.error_detail = detail
            batch.save(update_fields=["error_detail"])
            _log(batch, "registry.import_interrupted", by=None, detail={"code": code})
    progress.clear(batch.id)
    return batch


_INTERRUPTED = {
    True: ("COMMIT_INTERRUPTED", "写入时服务中断，一行也没有写进去。可以再点一次“写入”。"),
    False: ("PREVIEW_INTERRUPTED", "核对时服务中断，什么也没有写入。请重新核对。"),
}


def _classify_now(batch: ImportBatch, reading: FileReading, now: datetime, report: Progress) -> Analysis:
    return classify(reading, station=batch.station, subtype=batch.subtype, today=clock.local_day(now), progress=report)


def _log(batch: ImportBatch, action: str, *, by: User | None, detail: dict[str, Any]) -> None:
    record(
        by=by,
        action=action,
        target_kind="ImportBatch",
        target_id=batch.id,
        station_id=batch.station_id,
        detail=detail,
    )
