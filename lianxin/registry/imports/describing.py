"""A batch as the screen sees it, and its rows shown masked."""

from collections.abc import Iterable, Sequence
from typing import Any

from lianxin.accounts.models import User
from lianxin.core.sheets import MappedRow, RowClass
from lianxin.registry.choices import BatchState
from lianxin.registry.imports.analysis import Analysis, reasons_of
from lianxin.registry.imports.files import FileReading, needs_datum
from lianxin.registry.imports.outcomes import ImportKind, Outcome
from lianxin.registry.models import ImportBatch

SAMPLES_PER_CLASS = 5
# The screen's words for the five classes, in its order.
CLASS_NAMES = {
    RowClass.NEW: "new",
    RowClass.CHANGED: "changed",
    RowClass.DUPLICATE: "duplicates",
    RowClass.SAME: "same",
    RowClass.REJECTED: "rejected",
}
_REMOVABLE = (BatchState.UPLOADED, BatchState.NEEDS_MAPPING, BatchState.PREVIEWED, BatchState.FAILED)


def describe_tables(reading: FileReading, remembered_on: dict[str, str]) -> list[dict[str, Any]]:
    """Each table with its header and which column feeds which field; samples are masked."""
    kind = reading.kind
    labels = {field.code: field.label for field in kind.fields.fields}
    return [
        {
            "sheet": mapped.table.sheet.name,
            "first_row": mapped.table.first_row,
            "header": [column.header for column in mapped.table.columns],
            "remembered_on": remembered_on.get(mapped.table.layout_key) if mapped.mapping.is_remembered else None,
            "mapping": [
                {
                    "column": match.letter,
                    "header": match.header,
                    "field": match.field,
                    "field_label": labels.get(match.field or "", ""),
                    "confidence": match.confidence,
                    "reason": match.reason,
                    "samples": [kind.mask(match.field or "", text) for text in match.samples],
                }
                for match in mapped.mapping.columns
            ],
        }
        for mapped in reading.examination.tables
    ]


def summarize(analysis: Analysis, reading: FileReading) -> dict[str, Any]:
    """What the preview shows besides the counts."""
    samples: dict[str, list[dict[str, Any]]] = {name: [] for name in CLASS_NAMES.values()}
    waiting = len(samples)
    for outcome in analysis.outcomes:
        shown = samples[CLASS_NAMES[outcome.row_class]]
        if len(shown) < SAMPLES_PER_CLASS:
            shown.append(show_outcome(outcome, analysis.kind))
            waiting -= len(shown) == SAMPLES_PER_CLASS
        if not waiting:
            break
    return {
        "reasons": reasons_of(analysis.outcomes, analysis.kind),
        "samples": samples,
        "remarks": list(reading.examination.remarks),
        "needs_datum": needs_datum(reading),
    }


def row_ledger(outcomes: Iterable[Outcome]) -> list[list[Any]]:
    """Every row as class, sheet, number, reasons and changes: enough to list a class or send rejected rows back."""
    return [
        [
            CLASS_NAMES[outcome.row_class],
            outcome.row.sheet,
            outcome.row.number,
            [f"{found.cell} {found.sentence}。{found.advice}".strip() for found in outcome.issues]
            if outcome.row_class is RowClass.REJECTED
            else [],
            outcome.changes,
        ]
        for outcome in outcomes
    ]


def show_outcome(outcome: Outcome, kind: ImportKind) -> dict[str, Any]:
    return show_row(outcome.row, kind, outcome.changes, read_differently(outcome))


def read_differently(outcome: Outcome) -> dict[str, str]:
    """Fields whose stored form differs from what the cell says, such as a door."""
    door = getattr(outcome.entry, "door", None)
    return {"door": door.label} if door is not None and door.is_read else {}


def show_row(
    row: MappedRow, kind: ImportKind, changes: Sequence[Sequence[str]], stored: dict[str, str]
) -> dict[str, Any]:
    """One row for the screen: a cell with `before` shows what stands in the registry or stood in the file."""
    cells = []
    for field in kind.fields.fields:
        text = row.text(field.code)
        if field.code not in row.values or not text:
            continue
        value = stored.get(field.code, text)
        cell = {"label": field.label, "value": kind.mask(field.code, value)}
        if value != text:
            cell["before"] = kind.mask(field.code, text)
        cells.append(cell)
    changed = [{"label": label, "before": before or "—", "value": value} for label, before, value in changes]
    if changed:
        labels = {cell["label"] for cell in changed}
        cells = [{key: cell[key] for key in ("label", "value")} for cell in cells if cell["label"] not in labels]
    return {"sheet": row.sheet, "row": row.number, "cells": [*cells, *changed]}


def allowed_actions(batch: ImportBatch, reader: User, kind: ImportKind) -> list[str]:
    """What this reader may do with the batch now."""
    if reader.role not in kind.roles:
        return []
    actions = []
    if batch.state in (BatchState.NEEDS_MAPPING, BatchState.PREVIEWED, BatchState.FAILED):
        actions.append("map")
    counts = batch.counts
    if batch.state == BatchState.PREVIEWED and (counts.get("new") or counts.get("changed")):
        actions.append("commit")
    if batch.state == BatchState.COMMITTED:
        actions.append("undo")
    if batch.state in _REMOVABLE:
        actions.append("discard")
    if counts.get("rejected") and batch.state in (BatchState.PREVIEWED, BatchState.COMMITTED):
        actions.append("download_rejected")
    return actions
