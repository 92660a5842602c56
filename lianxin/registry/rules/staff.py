"""Which post a word in a staff list means."""

# Codes as in accounts. More particular words first: 大厅民警 and 辅警 before 民警, 警务队长 before 所长's 长.
_ROLE_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("AUXILIARY", ("辅警", "协警", "警务辅助")),
    ("HALL", ("大厅", "户籍", "窗口")),
    ("CAPTAIN", ("队长", "警长")),
    ("LEAD", ("所长", "教导员", "所领导")),
    ("CLERK", ("内勤", "文书")),
    ("DUTY", ("值班", "指挥室", "接警")),
    ("REVIEWER", ("审核",)),
    ("OFFICER", ("社区民警", "民警", "警官", "片警")),
)
STAFF_ROLES = frozenset(role for role, _ in _ROLE_WORDS)


def role_named(text: str) -> str:
    """社区民警 → OFFICER; "" for a word that says no post of a station."""
    code = text.strip().upper()
    if code in STAFF_ROLES:
        return code
    return next((role for role, words in _ROLE_WORDS if any(word in text for word in words)), "")
