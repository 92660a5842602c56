"""What classifying a file gives: one outcome per data row, and what the kind needs to write them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from lianxin.accounts.models import Station, User
from lianxin.core.sheets import FieldSet, Issue, MappedRow, RowClass
from lianxin.registry.imports.journal import Writer

Progress = Callable[[int, int, str], None]


@dataclass(slots=True, eq=False)
class Outcome:
    """The class of one data row with its reasons; `changes` are (field label, before, after), masked."""

    row: MappedRow
    row_class: RowClass
    issues: tuple[Issue, ...] = ()
    entry: Any = None
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """In which station, on which day and how a file is read."""

    station: Station
    today: date
    subtype: str = ""
    accepts_invented: bool = False
    datums: Mapping[str, str] = field(default_factory=dict)


class Classified(Protocol):
    """The outcomes in the order of the file, and how to write them."""

    outcomes: list[Outcome]

    def write(self, writer: Writer, *, by: User | None, progress: Progress) -> list[Any]:
        """Write what is new or changed; returns slips to hand out once (start passwords), else nothing."""


class ImportKind(Protocol):
    """What a room brings to the importer."""

    @property
    def code(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def fields(self) -> FieldSet: ...

    @property
    def roles(self) -> frozenset[str]:
        """Who may import it."""

    @property
    def has_points(self) -> bool:
        """Whether its rows may carry coordinates, so that a datum must be known."""

    @property
    def hands_out_slips(self) -> bool:
        """Whether writing it gives start passwords, which are shown once and kept nowhere."""

    def classify(self, rows: Sequence[MappedRow], setting: Setting, progress: Progress) -> Classified: ...

    def mask(self, field_code: str, text: str) -> str: ...

    def demand_subtype(self, subtype: str, field_codes: set[str]) -> None:
        """Raise when the file needs a subtype that was not given."""
