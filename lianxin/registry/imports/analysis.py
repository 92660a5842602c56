"""Classifying an opened list against the registry: counts, reasons with an example, a fingerprint."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from lianxin.accounts.models import Station
from lianxin.core.sheets import Issue, RowClass, Severity, Tally
from lianxin.registry.imports.codes import CODES
from lianxin.registry.imports.files import FileReading
from lianxin.registry.imports.outcomes import Classified, ImportKind, Outcome, Progress, Setting


@dataclass(frozen=True, slots=True)
class Analysis:
    """Every data row of a file in exactly one class."""

    kind: ImportKind
    classified: Classified
    tally: Tally
    fingerprint: str

    @property
    def outcomes(self) -> Sequence[Outcome]:
        return self.classified.outcomes

    @property
    def writes_anything(self) -> bool:
        return bool(self.tally.new or self.tally.changed)


def silent(done: int, total: int, step: str) -> None:
    """No one is watching."""


def classify(
    reading: FileReading, *, station: Station, subtype: str, today: date, progress: Progress = silent
) -> Analysis:
    """Compare every row of the file with the registry as it is now; writes nothing."""
    kind = reading.kind
    setting = Setting(
        station=station,
        today=today,
        subtype=subtype,
        accepts_invented=settings.DEMO_RANGES,
        datums=reading.datums,
    )
    kind.demand_subtype(subtype, reading.fed_fields)
    classified = kind.classify(reading.rows, setting, progress)
    tally = Tally()
    for outcome in classified.outcomes:
        tally.add(outcome.row_class, outcome.issues)
    return Analysis(kind, classified, tally.checked(len(reading.rows)), _fingerprint(classified.outcomes))


def reasons_of(outcomes: Sequence[Outcome], kind: ImportKind) -> list[dict[str, Any]]:
    """Each code once: how many rows, what it means, what to do, and the first cell as an example, masked."""
    reasons: dict[str, dict[str, Any]] = {}
    for outcome in outcomes:
        for found in _counted(outcome):
            reason = reasons.get(found.code)
            if reason is None:
                field = next((code for code, letter in outcome.row.letters.items() if letter == found.column), "")
                reason = reasons[found.code] = {
                    "code": found.code,
                    "label": CODES[found.code].label,
                    "count": 0,
                    "severity": found.severity,
                    "advice": found.advice,
                    "example": {
                        "sheet": found.sheet,
                        "row": found.row,
                        "cell": found.cell,
                        "seen": kind.mask(field, found.seen),
                        "sentence": found.sentence,
                    },
                }
            reason["count"] += 1
    return sorted(reasons.values(), key=lambda reason: (reason["severity"] != "reject", -reason["count"]))


def _counted(outcome: Outcome) -> list[Issue]:
    """A rejected row counts under its first rejecting reason only."""
    if outcome.row_class is not RowClass.REJECTED:
        return list(outcome.issues)
    return [found for found in outcome.issues if found.severity is Severity.REJECT][:1]


def _fingerprint(outcomes: Sequence[Outcome]) -> str:
    """Equal when every row is classed alike for the same reasons and would change the same things."""
    digest = hashlib.sha256()
    for outcome in outcomes:
        digest.update(outcome.row_class.value[:3].encode())
        for found in outcome.issues:
            digest.update(found.code.encode())
        for label, before, after in outcome.changes:
            digest.update(f"{label}{before}{after}".encode())
    return digest.hexdigest()
