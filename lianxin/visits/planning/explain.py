"""Why this household: the numbers behind one line and the sentence made of them (为什么是这一户)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.visits.planning.inputs import SLOT_LABELS, USUAL_POLICY, CrewBlock, Door, Policy, SlotType, Tally
from lianxin.visits.planning.night import rank_of
from lianxin.visits.planning.plan import REASON_LABELS, Line, NextChance, Reason
from lianxin.visits.planning.presence import Presence
from lianxin.visits.planning.rules import earliest_day, is_appointment, why_not_in


@dataclass(frozen=True, slots=True)
class Alternative:
    """This will be the best later block the door did not wait for; `worth` is priority × chance there."""

    block: str
    day: date
    starts_minute: int
    slot: SlotType
    p_home: float
    worth: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """This will hold the numbers of one line under the simple rule.

    `worth_now` = weight × p_home is what the line was chosen by (per minute). `value_kept` = weight × p_best is what
    the same knock would be worth in the better half of the crew's coming blocks, 0 where no knock or block is left.
    `gain` = worth_now − value_kept is shown, not used: the simple rule does not wait, so it may be negative.
    """

    p_home: float
    compound_evidence: Tally
    own_evidence: Tally
    p_best: float | None
    weight: float
    persons_due: int
    worth_now: float
    value_kept: float
    gain: float
    best_alternative: Alternative | None
    sentence: str

    def numbers(self) -> dict[str, object]:
        """This will give the plain values kept with the line, in JSON's own types."""
        other = self.best_alternative
        return {
            "p_home": round(self.p_home, 4),
            "compound_knocks": self.compound_evidence.knocks,
            "compound_found": self.compound_evidence.found,
            "own_knocks": self.own_evidence.knocks,
            "own_found": self.own_evidence.found,
            "p_best": None if self.p_best is None else round(self.p_best, 4),
            "weight": self.weight,
            "worth_now": round(self.worth_now, 3),
            "value_kept": round(self.value_kept, 3),
            "gain": round(self.gain, 3),
            "best_alternative": None
            if other is None
            else {
                "block": other.block,
                "day": other.day.isoformat(),
                "starts_minute": other.starts_minute,
                "slot": other.slot.value,
                "p_home": round(other.p_home, 4),
                "worth": round(other.worth, 3),
            },
        }


def explain(
    door: Door,
    block: CrewBlock,
    presence: Presence,
    coming: Sequence[CrewBlock] = (),
    policy: Policy = USUAL_POLICY,
    *,
    is_reserve: bool = False,
) -> Explanation:
    """This will explain a placed or reserve line; `coming` are later blocks, of which the crew's own count."""
    chance = presence.chance(door, block.slot)
    later = _later_blocks(door, block, coming, policy)
    p_best = presence.later_chance(door, later)
    worth_now = rank_of(door.weight, chance.p_home)
    value_kept = rank_of(door.weight, p_best or 0.0)
    best = _best_alternative(door, presence, later)
    return Explanation(
        p_home=chance.p_home,
        compound_evidence=chance.compound,
        own_evidence=chance.own,
        p_best=p_best,
        weight=door.weight,
        persons_due=door.persons_due,
        worth_now=worth_now,
        value_kept=value_kept,
        gain=worth_now - value_kept,
        best_alternative=best,
        sentence="".join(
            [
                _standing_words(door, block, is_reserve=is_reserve),
                _chance_words(block, chance.p_home, chance.compound, chance.own),
                _worth_words(door, worth_now),
                _later_words(p_best, value_kept, worth_now),
                _alternative_words(best),
            ]
        ),
    )


def explain_unplaced(line: Line) -> str:
    """This will say why a due door is not in any list today and when its next chance comes."""
    if line.reason is None:
        raise ValueError("only an unplaced line has a reason to explain")
    return f"{REASON_LABELS[line.reason]}。{_next_words(line.reason, line.next_chance)}"


def clock_words(minute: float) -> str:
    """This will write minutes from midnight as a clock shows them."""
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def _later_blocks(door: Door, block: CrewBlock, coming: Sequence[CrewBlock], policy: Policy) -> list[CrewBlock]:
    """This will keep the crew's later blocks in which the door could be knocked at if nobody went today."""
    first = earliest_day(door, block.day, policy)
    return [
        later
        for later in coming
        if later.crew == block.crew and first is not None and later.day >= first and why_not_in(door, later) is None
    ]


def _best_alternative(door: Door, presence: Presence, later: Sequence[CrewBlock]) -> Alternative | None:
    if not later:
        return None
    chances: Mapping[SlotType, float] = {slot: presence.p_home(door, slot) for slot in {b.slot for b in later}}
    best = min(later, key=lambda b: (-chances[b.slot], b.day, b.starts_minute, b.key))
    p = chances[best.slot]
    return Alternative(best.key, best.day, best.starts_minute, best.slot, p, rank_of(door.weight, p))


def _standing_words(door: Door, block: CrewBlock, *, is_reserve: bool) -> str:
    if door.pinned_block == block.key:
        return "队长钉在这一班。"
    if is_appointment(door, block.day):
        return "这户约好了今天。"
    if is_reserve:
        return "备选，前面的户没人时补上。"
    return f"第 {door.attempts + 1} 次敲门。"


def _chance_words(block: CrewBlock, p_home: float, compound: Tally, own: Tally) -> str:
    slot = SLOT_LABELS[block.slot]
    words = f"{slot}家里有人的把握 {p_home:.0%}"
    if compound.knocks:
        words += f"，同小区同类住户这个时段敲过 {compound.knocks} 次、{compound.found} 次有人"
    else:
        words += "，这个小区还没有敲门记录，先用假定的作息表"
    if own.knocks:
        words += f"；这户敲过 {own.knocks} 次、{own.found} 次有人"
    return words + "。"


def _worth_words(door: Door, worth_now: float) -> str:
    exam = "，含考生家庭" if door.is_exam_family else ""
    return f"没见过的 {door.persons_due} 人，分量 {door.weight:g}{exam}；现在去的期望 {worth_now:.2f}。"


def _later_words(p_best: float | None, value_kept: float, worth_now: float) -> str:
    if p_best is None:
        return "本组近期没有别的班能去。"
    more = "多" if worth_now >= value_kept else "少"
    difference = abs(worth_now - value_kept)
    return f"以后挑好时段去把握 {p_best:.0%}，值 {value_kept:.2f}，现在去{more} {difference:.2f}。"


def _alternative_words(best: Alternative | None) -> str:
    if best is None:
        return ""
    return (
        f"没选的次优：{_day_words(best.day)} {clock_words(best.starts_minute)}，"
        f"把握 {best.p_home:.0%}，期望 {best.worth:.2f}。"
    )


def _next_words(reason: Reason, chance: NextChance | None) -> str:
    if reason is Reason.CAP_REACHED or chance is None:
        return "不再上门，可申请按联系不上处理。"
    if chance.block is None or chance.slot is None:
        return f"最早 {_day_words(chance.day)} 以后，班次还没排。"
    return f"下次机会 {_day_words(chance.day)} {SLOT_LABELS[chance.slot]}。"


def _day_words(day: date) -> str:
    return f"{day.month}月{day.day}日"
