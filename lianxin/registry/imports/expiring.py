"""Staged files lie sealed for a day and no longer."""

from datetime import datetime, timedelta

from django.db import transaction

from lianxin.audit.services import record
from lianxin.registry.choices import BatchState, ContentPart
from lianxin.registry.imports import contents
from lianxin.registry.models import ImportBatch

STAGED_FOR = timedelta(hours=24)


def drop_expired(*, now: datetime) -> int:
    """Erase staged files older than 24 hours; what was not written by then is given up."""
    waiting = ImportBatch.objects.across_stations(reason="staged files of every station expire alike")
    expired = list(waiting.expired(now=now).filter(contents__part=ContentPart.FILE).distinct())
    for batch in expired:
        with transaction.atomic():
            contents.erase(batch, ContentPart.FILE, ContentPart.ROWS)
            if batch.state not in (BatchState.COMMITTED, BatchState.UNDONE):
                batch.state, batch.summary, batch.tables = BatchState.DISCARDED, "", ""
                batch.save(update_fields=["state", "summary", "tables"])
            record(
                by=None,
                action="registry.expire_import",
                target_kind="ImportBatch",
                target_id=batch.id,
                station_id=batch.station_id,
            )
    return len(expired)
