"""Finding the compound a row means, among those of the station."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from lianxin.accounts.models import Station
from lianxin.registry.models import Community, Compound
from lianxin.registry.rules.places import (
    PlaceName,
    behind_administration,
    community_key,
    leading_phase,
    read_place_name,
    without_compound_word,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A registered compound as the importer sees it. `own_phase` is the phase in its name."""

    id: UUID
    name: str
    community: str
    names: tuple[str, ...]
    own_phase: int


@dataclass(frozen=True, slots=True)
class Found:
    """The compound, or the code of why there is none. `phase` is one the row named and the registry has not."""

    compound: Known | None = None
    problem: str = ""
    phase: int = 0
    rest: str = ""
    is_elsewhere: bool = False


@dataclass(slots=True)
class KnownCompounds:
    """All compounds of a station by name, alias and name without phase."""

    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_alias: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_base: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    communities: dict[str, str] = field(default_factory=dict)
    _seen: dict[tuple[str, str, str], Found] = field(default_factory=dict)
    _names: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, station: Station) -> "KnownCompounds":
        known = cls()
        for name in Community.objects.of(station).values_list("name", flat=True):
            known.communities[community_key(name)] = name
        rows = Compound.objects.of(station).values_list("id", "name", "aliases", "community__name")
        for pk, name, aliases, community in rows:
            known.add(pk, name, aliases, community_key(community))
        return known

    def add(self, pk: UUID, name: str, aliases: Iterable[str], community: str) -> None:
        own = read_place_name(name)
        compound = Known(pk, name, community, (name, *aliases), own.phase)
        self.by_name[own.key].append(compound)
        if own.phase:
            self.by_base[own.base].append(compound)
        for alias in aliases:
            self.by_alias[read_place_name(alias).key].append(compound)

    def names(self) -> dict[UUID, str]:
        return {compound.id: compound.name for compounds in self.by_name.values() for compound in compounds}

    def community_in(self, texts: Sequence[str]) -> str:
        """The key of the registered community a sheet name or title speaks of; "" for none or several."""
        keys = {community_key(text) for text in texts if community_key(text) in self.communities}
        keys = keys or {
            key for key in self.communities for text in texts if text.startswith((f"{key}社区", f"{key}村"))
        }
        return keys.pop() if len(keys) == 1 else ""

    def find(self, text: str, community_text: str, hint: str) -> Found:
        """The compound of that name, by preference in the community of the row, then of its sheet."""
        asked = (text, community_text, hint)
        if asked not in self._seen:
            community = community_key(community_text) if community_text else ""
            found = self._find(text, community, hint)
            is_unknown = found.problem == "COMPOUND_UNKNOWN"
            self._seen[asked] = self._find_behind_administration(text, community, hint) if is_unknown else found
        return self._seen[asked]

    def find_in_address(self, address: str, hint: str) -> Found:
        """The compound whose name stands in an address, and the text behind it."""
        name = self._name_in(address)
        if not name:
            return Found(problem="COMPOUND_UNKNOWN")
        rest = address.partition(name)[2]
        if phase := leading_phase(rest):
            found = self.find(name + phase, "", hint)
            if found.compound is not None and not found.phase:
                return Found(found.compound, rest=rest.strip().removeprefix(phase))
        found = self.find(name, "", hint)
        return Found(found.compound, found.problem, rest=rest)

    def find_over_table(self, texts: Sequence[str], hint: str) -> Found:
        """The one compound of which a sheet's name and titles speak; none where they speak of several."""
        spoken_of: dict[UUID, Found] = {}
        for text in texts:
            while name := self._name_in(text):
                found = self.find_in_address(text, hint)
                if found.compound is None:
                    return found
                spoken_of[found.compound.id] = Found(found.compound)
                text = text.replace(name, " ")
        return next(iter(spoken_of.values())) if len(spoken_of) == 1 else Found(problem="COMPOUND_UNKNOWN")

    def _name_in(self, text: str) -> str:
        """The longest name, alias or name without its phase that stands in a text."""
        if not self._names:
            known = [compound for compounds in self.by_name.values() for compound in compounds]
            names = {name for compound in known for name in compound.names} | self.by_base.keys()
            self._names = sorted(names, key=lambda name: (-len(name), name))
        return next((name for name in self._names if name in text), "")

    def _find(self, text: str, community: str, hint: str) -> Found:
        name = read_place_name(text)
        if not name.base:
            return Found(problem="COMPOUND_UNKNOWN")
        shortened = without_compound_word(name)
        for candidates, phase in (
            (self.by_name.get(name.key), 0),
            (self.by_alias.get(name.key), 0),
            (self.by_name.get(shortened.key), 0),
            (self._one_phase(name), 0),
            (self._one_phase(shortened), 0),
            (self.by_name.get(name.base) if name.phase else None, name.phase),
            (self.by_alias.get(name.base) if name.phase else None, name.phase),
        ):
            if candidates:
                return self._choose(candidates, community, hint, phase)
        return Found(problem="COMPOUND_UNKNOWN")

    def _find_behind_administration(self, text: str, community: str, hint: str) -> Found:
        """莲秀社区金榜华庭: the one compound that is the tail, where only administrative names stand in front."""
        results: dict[UUID | str, Found] = {}
        for front, tail in behind_administration(text):
            if any(front.endswith(name) for name in (*self.by_name, *self.by_alias)):
                continue  # Behind 前埔南区, itself a compound, a second one stands.
            found = self._find(tail, community or self._community_ending(front), hint)
            if found.problem != "COMPOUND_UNKNOWN":
                results[found.compound.id if found.compound else found.problem] = found
        return next(iter(results.values())) if len(results) == 1 else Found(problem="COMPOUND_UNKNOWN")

    def _community_ending(self, front: str) -> str:
        ends = [key for key in self.communities if front.endswith((f"{key}社区", f"{key}村", f"{key}居委会"))]
        return max(ends, key=len, default="")

    def _one_phase(self, name: PlaceName) -> list[Known] | None:
        """A name without its phase means the only phase there is."""
        return None if name.phase else self.by_base.get(name.base)

    def _choose(self, candidates: list[Known], community: str, hint: str, phase: int) -> Found:
        stated = community if community in self.communities else ""
        for preferred in (stated, hint):
            near = [compound for compound in candidates if compound.community == preferred] if preferred else []
            if len(near) == 1:
                return Found(near[0], phase=phase)
        if len(candidates) > 1:
            return Found(problem="COMPOUND_AMBIGUOUS")
        return Found(candidates[0], phase=phase, is_elsewhere=bool(stated))
