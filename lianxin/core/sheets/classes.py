"""How every data row is classified and counted; the sum over the classes always equals the rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class RowClass(StrEnum):
    """This will name the one class each data row falls into."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        return ROW_CLASS_LABELS[self]


ROW_CLASS_LABELS: dict[RowClass, str] = {
    RowClass.NEW: "新增",
    RowClass.CHANGED: "变更",
    RowClass.SAME: "相同",
    RowClass.DUPLICATE: "疑似重复",
    RowClass.REJECTED: "退回",
}


class Severity(StrEnum):
    """This will tell whether a row is sent back or stays with a remark."""

    REJECT = "reject"
    WARNING = "warning"

    @property
    def label(self) -> str:
        return {Severity.REJECT: "退回", Severity.WARNING: "提醒"}[self]


@dataclass(frozen=True, slots=True)
class Issue:
    """This will say what is wrong in one cell of one row, as seen, and what the clerk can do.

    `seen` is the raw text: it may be personal data and must be masked or encrypted by whoever stores it.
    """

    code: str
    severity: Severity
    sheet: str
    row: int
    column: str
    seen: str
    sentence: str
    advice: str = ""

    @property
    def cell(self) -> str:
        return f"{self.column}{self.row}" if self.column else ""


class TallyBroken(AssertionError):
    """A row was counted in no class or in two; this is a bug and stays loud."""


@dataclass(slots=True)
class Tally:
    """This will count rows by class, rejection code and warning code."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    duplicates: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)

    def add(self, row_class: RowClass, issues: Iterable[Issue] = ()) -> None:
        """This will count one data row; a rejected row counts under the code of its first rejecting issue."""
        issues = tuple(issues)
        rejecting = next((issue for issue in issues if issue.severity is Severity.REJECT), None)
        if (row_class is RowClass.REJECTED) != (rejecting is not None):
            raise TallyBroken(f"class {row_class} with issues {[issue.code for issue in issues]}")
        self.rows += 1
        match row_class:
            case RowClass.NEW:
                self.new += 1
            case RowClass.CHANGED:
                self.changed += 1
            case RowClass.SAME:
                self.same += 1
            case RowClass.DUPLICATE:
                self.duplicates += 1
            case RowClass.REJECTED if rejecting is not None:
                self.rejected[rejecting.code] += 1
        if row_class is not RowClass.REJECTED:
            self.warnings.update({issue.code for issue in issues})

    def checked(self, data_rows: int) -> "Tally":
        """This will return the tally if it accounts for all `data_rows`, otherwise raise."""
        total = self.new + self.changed + self.same + self.duplicates + sum(self.rejected.values())
        if not total == self.rows == data_rows:
            raise TallyBroken(f"{total} rows in classes, {self.rows} counted, {data_rows} in the file")
        return self

    def as_json(self) -> dict[str, Any]:
        """This will give the counts in the shape of `lianxin import --json`."""
        return {
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "duplicates": self.duplicates,
            "rejected": dict(sorted(self.rejected.items())),
            "warnings": dict(sorted(self.warnings.items())),
        }
