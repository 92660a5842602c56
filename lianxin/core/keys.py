"""The secrets of a deployment live in one file outside the database, made on the first start."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Keyring:
    """All keys of a deployment. `fields` maps a key id to 16 or 32 raw bytes; old ids stay readable after rotation."""

    secret_key: str
    current: str
    fields: dict[str, bytes]
    index: bytes
    audit: bytes


class KeyFileUnreadable(RuntimeError):
    """The key file exists and cannot be used; starting with new keys would make every name unreadable."""


@cache
def load(path: Path) -> Keyring:
    """Read the key file, making it with fresh random keys (owner-only) when there is none."""
    if not path.exists():
        _make(path)
    try:
        raw = json.loads(path.read_text())
        return Keyring(
            secret_key=raw["secret_key"],
            current=raw["current"],
            fields={key_id: base64.b64decode(value) for key_id, value in raw["fields"].items()},
            index=base64.b64decode(raw["index"]),
            audit=base64.b64decode(raw["audit"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise KeyFileUnreadable(
            f"密钥文件 {path} 读不出来({problem})。没有它,库里的姓名和电话无法解密;请从备份恢复这个文件。"
        ) from problem


def _make(path: Path) -> None:
    content = {
        "secret_key": secrets.token_urlsafe(50),
        "current": "k1",
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
    return base64.b64encode(secrets.token_bytes(32)).decode()
