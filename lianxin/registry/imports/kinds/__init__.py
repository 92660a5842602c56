"""The kinds of list the importer knows; every room registers its own when it starts."""

from lianxin.core.errors import InvalidInput
from lianxin.registry.imports.outcomes import ImportKind

_kinds: dict[str, ImportKind] = {}


class UnknownKind(InvalidInput):
    code = "UNKNOWN_IMPORT_KIND"
    message = "没有“{kind}”这种名单。可以导入：{known}。"


def register(kind: ImportKind) -> None:
    """Called by a room's AppConfig.ready()."""
    _kinds[kind.code] = kind


def kind_by_code(code: str) -> ImportKind:
    try:
        return _kinds[code]
    except KeyError:
        known = "、".join(f"{kind.label}({kind.code})" for kind in _kinds.values())
        raise UnknownKind(kind=code, known=known, fields={"kind": "没有这种名单"}) from None


def all_kinds() -> list[ImportKind]:
    return list(_kinds.values())
