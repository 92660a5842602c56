"""How an entry is sealed: HMAC-SHA-256 over its fields in a fixed order."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

SEALED_FIELDS = (
    "id",
    "station_id",
    "at",
    "actor_id",
    "actor_login",
    "actor_role",
    "action",
    "target_kind",
    "target_id",
    "purpose",
    "detail",
)


def seal_of(entry: Mapping[str, Any], key: bytes) -> str:
    """64 hex digits over the entry's fields; values are given as text, except `detail`, which is JSON."""
    content = json.dumps([entry[name] for name in SEALED_FIELDS], ensure_ascii=False, sort_keys=True)
    return hmac.digest(key, content.encode(), hashlib.sha256).hex()
