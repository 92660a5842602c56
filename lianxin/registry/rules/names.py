"""A person's name without what offices write behind it."""

import re

_REMARK = re.compile(r"\s*\([^()]{0,8}\)$")


def bare_name(text: str) -> str:
    """王小华(户主) → 王小华; full-width forms are folded already."""
    return _REMARK.sub("", text) or text
