"""The secrets of a deployment live in one file outside the database, made on the first start."""

import base64
import binascii
import json
import os
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DIGESTS = {"aes": "sha256", "sm4": "sm3"}
_FIELD_KEY_BYTES = (16, 32)
_LEAST_BYTES = 32


@dataclass(frozen=True)
class Keyring:
    """All keys of a deployment. `fields` maps a key id to raw bytes; old ids stay readable after rotation.

    `digest` is the hash behind blind indexes. It is chosen with the first start and stays,
    because a search must find what was indexed before.
    """

    current: str
    digest: str
    secret_key: str = field(repr=False)
    fields: dict[str, bytes] = field(repr=False)
    index: bytes = field(repr=False)
    audit: bytes = field(repr=False)


class KeyFileUnreadable(RuntimeError):
    """The key file exists and cannot be used; starting with new keys would make every name unreadable."""


@cache
def load(path: Path, cipher: str = "aes") -> Keyring:
    """Read the key file, making it with fresh random keys (owner-only) when there is none."""
    try:
        if not path.exists():
            _make(path, DIGESTS[cipher])
        return _read(json.loads(path.read_text()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise KeyFileUnreadable(
            f"密钥文件 {path} 不能用({type(problem).__name__}: {problem})。"
            "没有它，库里的姓名和电话无法解密；请检查权限，或从备份恢复这个文件。"
        ) from problem


def _read(raw: dict[str, Any]) -> Keyring:
    fields = {key_id: _bytes(value) for key_id, value in raw["fields"].items()}
    ring = Keyring(
        current=raw["current"],
        digest=raw["digest"],
        secret_key=raw["secret_key"],
        fields=fields,
        index=_bytes(raw["index"]),
        audit=_bytes(raw["audit"]),
    )
    if ring.current not in fields or any("." in key_id for key_id in fields):
        raise ValueError("current names no key of fields")
    if any(len(key) not in _FIELD_KEY_BYTES for key in fields.values()):
        raise ValueError("a field key has 16 or 32 bytes")
    if min(len(ring.secret_key), len(ring.index), len(ring.audit)) < _LEAST_BYTES:
        raise ValueError("a key is too short")
    if ring.digest not in DIGESTS.values():
        raise ValueError("digest is sha256 or sm3")
    return ring


def _make(path: Path, digest: str) -> None:
    content = {
        "secret_key": secrets.token_urlsafe(50),
        "current": "k1",
        "digest": digest,
        "fields": {"k1": _random_key()},
        "index": _random_key(),
        "audit": _random_key(),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(content, indent=1))
    try:
        os.link(draft, path)  # Fails when another process was first: its keys then hold.
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _random_key() -> str:
    return base64.b64encode(secrets.token_bytes(_LEAST_BYTES)).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("a key is not base64") from None
