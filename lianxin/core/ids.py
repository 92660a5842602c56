"""Row ids are made by the application: time-ordered for new facts, derived for generated ones."""

import uuid

import uuid6

_NAMESPACE = uuid.UUID("6f0c7a52-5f0e-5d3b-9b57-1e1f3a1c9d10")


def new_id() -> uuid.UUID:
    """A UUIDv7 (RFC 9562): sorts by the time it was made."""
    return uuid.UUID(int=uuid6.uuid7().int)


def derived_id(*parts: object) -> uuid.UUID:
    """The same parts always give the same id, so generated records can be made twice without harm."""
    return uuid.uuid5(_NAMESPACE, "\x1f".join(str(part) for part in parts))
