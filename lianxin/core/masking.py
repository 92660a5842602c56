"""How personal data looks outside one's own work."""

_COMPOUND_SURNAMES = frozenset(
    (
        *("欧阳", "上官", "司马", "诸葛", "司徒", "皇甫", "东方", "尉迟", "公孙", "慕容", "令狐"),
        *("夏侯", "端木", "南宫", "独孤", "宇文", "长孙", "钟离", "西门", "东郭", "轩辕", "申屠"),
    )
)


def mask_name(name: str) -> str:
    """陈小华 → 陈*华, 李平 → 李*, 欧阳明 → 欧阳*."""
    if len(name) <= 1:
        return name
    surname = surname_of(name)
    given = name[len(surname) :]
    return f"{surname}*{given[-1]}" if len(given) > 1 else f"{surname}*"


def surname_of(name: str) -> str:
    """The family name: two characters for the known double surnames, otherwise one."""
    return name[:2] if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else name[:1]


def mask_phone(phone: str) -> str:
    """10012345678 → 100****5678; a landline keeps its last four digits."""
    if len(phone) >= 11:
        return f"{phone[:3]}****{phone[-4:]}"
    return f"****{phone[-4:]}" if len(phone) > 6 else "*" * len(phone)


def mask_id_no(id_no: str) -> str:
    """Six digits of area and the last four stay, as on the forms in use."""
    if len(id_no) >= 15:
        return f"{id_no[:6]}********{id_no[-4:]}"
    return f"****{id_no[-2:]}" if len(id_no) > 4 else "*" * len(id_no)
