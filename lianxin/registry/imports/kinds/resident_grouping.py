"""Who is said twice in one file, and which numbers belong to two names."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from lianxin.core.sheets import RowClass
from lianxin.registry.imports.codes import issue
from lianxin.registry.imports.kinds.resident_reading import ResidentEntry, all_else
from lianxin.registry.imports.outcomes import Outcome
from lianxin.registry.rules.sameness import Likeness, Traits, compare_people


def traits_of(entry: ResidentEntry) -> Traits:
    doors = (entry.place,) if entry.door_key else ()
    return Traits(entry.name_index, entry.id_index, entry.phone_index, doors)


def reject_shared_numbers(outcomes: Sequence[Outcome]) -> None:
    """Two different names with one number: every row with that number goes back."""
    names: dict[str, set[str]] = defaultdict(set)
    for outcome in outcomes:
        entry = outcome.entry
        if entry.id_index and entry.name_index:
            names[entry.id_index].add(entry.name_index)
    shared = {number for number, found in names.items() if len(found) > 1}
    if not shared:
        return
    for outcome in outcomes:
        if outcome.entry.id_index in shared:
            reject(outcome, "ID_CONFLICT", "同一文件里，这个证件号写着两个不同的姓名")


def reject(outcome: Outcome, code: str, sentence: str) -> None:
    """Send a row back for this reason first."""
    found = issue(code, outcome.row, "id_no", outcome.entry.id_no, sentence)
    outcome.issues = (found, *outcome.issues)
    outcome.row_class = RowClass.REJECTED


class FileGroups:
    """The people of a file so far, to tell whether the next row says one of them again."""

    def __init__(self) -> None:
        self._by_trait: dict[Hashable, list[Outcome]] = {}
        self.look_alikes: dict[int, Outcome] = {}

    def place(self, outcome: Outcome) -> None:
        """Class the row as duplicate, or keep it as the first to speak of its person."""
        keys = _keys(outcome.entry)
        alike: Outcome | None = None
        for key in keys:
            met = self._by_trait.get(key)
            if met is None:
                continue
            traits = traits_of(outcome.entry)
            for first in met:
                likeness = Likeness.SAME if key[0] == "whole" else compare_people(traits, traits_of(first.entry))
                if likeness is Likeness.SAME:
                    self._join(outcome, first)
                    return
                if likeness is Likeness.ALIKE:
                    alike = alike or first
        if alike is not None:
            self.look_alikes[id(outcome)] = alike
        self._enter(outcome, keys)

    def _enter(self, outcome: Outcome, keys: Iterable[Hashable]) -> None:
        for key in keys:
            met = self._by_trait.get(key)
            if met is None:
                self._by_trait[key] = [outcome]
            elif outcome not in met:
                met.append(outcome)

    def _join(self, outcome: Outcome, first: Outcome) -> None:
        """The first row stands. A number, phone or door it leaves blank is taken from the repeat, so that the
        person is found again by it; anything else that differs is pointed out."""
        outcome.row_class = RowClass.DUPLICATE
        kept, repeat = first.entry, outcome.entry
        if _differs(kept, repeat):
            outcome.issues = (*outcome.issues, issue("DUPLICATE_DIFFERS", outcome.row, "name"))
        if not kept.id_index:
            kept.id_no, kept.id_index, kept.doc_type = repeat.id_no, repeat.id_index, repeat.doc_type
            kept.birth_on = repeat.birth_on or kept.birth_on
        if not kept.phone_index:
            kept.phone, kept.phone_index = repeat.phone, repeat.phone_index
        if not kept.door_key and repeat.door_key:
            kept.compound_id, kept.door_key, kept.door = repeat.compound_id, repeat.door_key, repeat.door
        self._enter(first, _keys(kept))


def _keys(entry: ResidentEntry) -> list[tuple[Hashable, ...]]:
    """Under which keys a person may be met again; the whole row where nothing else tells."""
    keys: list[tuple[Hashable, ...]] = []
    if entry.id_index:
        keys.append(("number", entry.id_index))
    if entry.phone_index:
        keys.append(("phone", entry.name_index, entry.phone_index))
    if entry.door_key:
        keys.append(("door", entry.name_index, entry.compound_id, entry.door_key))
    if not keys:
        keys.append(("whole", *all_else(entry)))
    return keys


def _differs(kept: ResidentEntry, repeat: ResidentEntry) -> bool:
    return any(
        ours and theirs and ours != theirs
        for ours, theirs in (
            (kept.phone_index, repeat.phone_index),
            (kept.door_key and kept.place, repeat.door_key and repeat.place),
            (kept.occupation, repeat.occupation),
            (kept.gender, repeat.gender),
            (kept.note, repeat.note),
        )
    )
