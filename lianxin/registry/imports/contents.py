"""The sealed contents of a batch. Whatever came out of a file is stored only through here."""

import json
import zlib
from typing import Any

from lianxin.core.crypto import decrypt, encrypt
from lianxin.registry.choices import ContentPart
from lianxin.registry.models import BatchContent, ImportBatch


def keep(batch: ImportBatch, part: ContentPart, content: bytes) -> None:
    """Seal and store one content, replacing what was kept under that name."""
    sealed = encrypt(zlib.compress(content, level=1), place=_place(batch, part))
    held = BatchContent.objects.of(batch.station).filter(batch=batch, part=part)
    if not held.update(sealed=sealed):
        BatchContent.objects.create(station=batch.station, batch=batch, part=part, sealed=sealed)


def keep_json(batch: ImportBatch, part: ContentPart, content: Any) -> None:
    keep(batch, part, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def take(batch: ImportBatch, part: ContentPart) -> bytes | None:
    """Open one content; None when it was never kept or is erased."""
    held = BatchContent.objects.of(batch.station).filter(batch=batch, part=part).first()
    return zlib.decompress(decrypt(held.sealed, place=_place(batch, part))) if held else None


def take_json(batch: ImportBatch, part: ContentPart) -> Any:
    content = take(batch, part)
    return json.loads(content) if content is not None else None


def erase(batch: ImportBatch, *parts: ContentPart) -> None:
    BatchContent.objects.of(batch.station).filter(batch=batch, part__in=parts).delete()


def _place(batch: ImportBatch, part: ContentPart) -> str:
    return f"registry.import.{part}.{batch.id}"
