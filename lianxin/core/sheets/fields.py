"""The vocabulary a room brings to the importer: which fields its kind of list has and what they are called."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """This will describe one field of a kind: its names in headers, what its cells look like, how it is filled.

    `looks_like` receives the cleaned text of a cell. It is a second opinion on the column, and for a group field
    it also tells a group row ("某某社区") from a short data row.
    `is_group`: blank cells take the value above; group rows above the data give the value where the column is absent.
    `takes_sheet_name`: as a last resort the sheet's name gives the value, when `looks_like` accepts it.
    `join`: several columns may feed this field; their texts are joined with it (手机 + 固话).
    `parts`: header words of columns that hold a part of the value (姓 and 名; 楼栋, 单元 and 室); then only parts are
    joined with each other, in the order of the columns, never with a column that holds the whole.
    `group_parts`: those of the parts that are stated once per group, outermost first, each with the sign a bare
    number in it takes (单元 1 → 1单元); blank cells take the value above within their group.
    `is_telling`: `looks_like` alone is enough to recognise a column whose header says nothing (18-digit numbers).
    `avoid`: words in a header that rule this field out (e.g. 户主电话 is no phone of the resident).
    """

    code: str
    label: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    is_group: bool = False
    looks_like: Callable[[str], bool] | None = None
    takes_sheet_name: bool = False
    join: str | None = None
    parts: tuple[str, ...] = ()
    group_parts: tuple[tuple[str, str], ...] = ()
    avoid: tuple[str, ...] = ()
    is_telling: bool = False


@dataclass(frozen=True, slots=True)
class FieldSet:
    """This will describe one kind of list (e.g. compounds); `alternatives` are groups of which one field must be there.

    `title_words` are words in titles, sheet or file names that speak for this kind.
    """

    code: str
    label: str
    fields: tuple[Field, ...]
    alternatives: tuple[tuple[str, ...], ...] = ()
    title_words: tuple[str, ...] = ()

    def field(self, code: str) -> Field:
        return next(field for field in self.fields if field.code == code)

    def missing(self, codes: set[str]) -> tuple[str, ...]:
        """This will name the required fields that `codes` lack."""
        required = [field.code for field in self.fields if field.is_required and field.code not in codes]
        required += [group[0] for group in self.alternatives if not codes & set(group)]
        return tuple(required)
