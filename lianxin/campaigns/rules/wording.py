"""Which words a post reads."""

from lianxin.campaigns.choices import ListKind

_MAKERS = frozenset({"LEAD", "CLERK"})


def kind_label(kind: str, role: str) -> str:
    """How a kind of list is called; who makes and signs the surface list knows it by its own name."""
    if kind == ListKind.SURFACE and role in _MAKERS:
        return "面 · 易受骗人群"
    return ListKind(kind).label


def plain_words(text: str) -> str:
    """A text as anybody may read it: who is on a list is not called easily deceived (易受骗)."""
    return text.replace("易受骗人群", "名单居民").replace("易受骗", "名单")


def words_for(role: str, text: str) -> str:
    """The word 易受骗 is for those who make and sign the list, and for nobody else."""
    return text if role in _MAKERS else plain_words(text)
