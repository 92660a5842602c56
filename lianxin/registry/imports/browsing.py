"""Looking at a batch: its page, the rows of one class, the rejected rows as a spreadsheet."""

import json
from typing import Any

from django.db import transaction

from lianxin.accounts.models import User
from lianxin.audit.services import record
from lianxin.core.paging import PageParams
from lianxin.core.sheets import MappedRow, RejectedRow, write_rejected
from lianxin.registry.choices import BatchState, ContentPart
from lianxin.registry.imports import contents, progress
from lianxin.registry.imports.batches import fields_of
from lianxin.registry.imports.describing import allowed_actions, show_row
from lianxin.registry.imports.errors import FileGone
from lianxin.registry.imports.kinds import kind_by_code
from lianxin.registry.imports.running import read_staged
from lianxin.registry.models import ImportBatch

_MOVING = (BatchState.PREVIEWING, BatchState.COMMITTING)


def describe_batch_row(batch: ImportBatch) -> dict[str, Any]:
    return {
        "id": batch.id,
        "file_name": batch.file_name,
        "kind": batch.kind,
        "kind_label": kind_by_code(batch.kind).label,
        "state": batch.state,
        "state_label": batch.get_state_display(),
        "counts": batch.counts or None,
        "created_by_name": batch.created_by.name if batch.created_by else "命令行",
        "created_at": batch.created_at,
        "committed_at": batch.committed_at,
    }


def describe_batch(batch: ImportBatch, reader: User) -> dict[str, Any]:
    kind = kind_by_code(batch.kind)
    tables = json.loads(batch.tables) if batch.tables else {"tables": [], "needs_datum": False}
    summary = json.loads(batch.summary) if batch.summary else {}
    return describe_batch_row(batch) | {
        "progress": progress.position_of(batch.id) if batch.state in _MOVING else None,
        "tables": tables["tables"],
        "fields": fields_of(kind),
        "needs_datum": tables["needs_datum"],
        "datum": batch.datum or None,
        "reasons": summary.get("reasons", []),
        "samples": summary.get("samples", {}),
        "remarks": summary.get("remarks", []),
        "allowed_actions": allowed_actions(batch, reader, kind),
        "error": {"code": batch.error_code, "detail": batch.error_detail} if batch.error_code else None,
        "undo_blockers": batch.undo_blockers,
        "undone_at": batch.undone_at,
        "expires_at": batch.expires_at,
    }


def rows_of_class(batch: ImportBatch, which: str, params: PageParams) -> dict[str, Any]:
    """One page of the rows of a class, masked, as they were classified last."""
    kind = kind_by_code(batch.kind)
    lines = [line for line in _ledger(batch) if line[0] == which]
    first = (params.page - 1) * params.size
    shown = lines[first : first + params.size]
    rows = _rows_by_place(batch) if shown else {}
    items = [
        show_row(rows[sheet, number], kind, changes, {}) | {"reasons": sentences}
        for _, sheet, number, sentences, changes in shown
    ]
    return {"items": items, "total": len(lines), "page": params.page, "size": params.size}


def rejected_workbook(*, batch: ImportBatch, by: User) -> bytes:
    """The rejected rows as they stood in the file, with the reason in the last column; the download is logged."""
    lines = [line for line in _ledger(batch) if line[0] == "rejected"]
    reading = read_staged(batch)
    headers = {
        mapped.table.sheet.name: [column.header for column in mapped.table.columns]
        for mapped in reading.examination.tables
    }
    rows = {(row.sheet, row.number): row for row in reading.rows}
    content = write_rejected(
        RejectedRow(sheet, headers[sheet], rows[sheet, number].cells, ";".join(sentences))
        for _, sheet, number, sentences, _ in lines
    )
    with transaction.atomic():
        record(
            by=by,
            action="registry.download_rejected",
            target_kind="ImportBatch",
            target_id=batch.id,
            station_id=batch.station_id,
            detail={"rows": len(lines)},
        )
    return content


def _ledger(batch: ImportBatch) -> list[list[Any]]:
    ledger = contents.take_json(batch, ContentPart.ROWS)
    if ledger is None:
        raise FileGone()
    lines: list[list[Any]] = ledger
    return lines


def _rows_by_place(batch: ImportBatch) -> dict[tuple[str, int], MappedRow]:
    return {(row.sheet, row.number): row for row in read_staged(batch).rows}
