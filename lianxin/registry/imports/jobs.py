"""The importer's work behind the page."""

from uuid import UUID

from lianxin.core import clock
from lianxin.core.errors import LianxinError
from lianxin.core.jobs import job
from lianxin.registry.choices import BatchState
from lianxin.registry.imports import progress
from lianxin.registry.imports.expiring import drop_expired
from lianxin.registry.imports.running import note_failure, preview_batch, settle_abandoned, write_batch
from lianxin.registry.models import ImportBatch


@job
def preview_import(batch_id: str) -> None:
    batch = _batch(batch_id)
    if batch.state != BatchState.PREVIEWING:
        return
    with progress.working_on(batch.id) as report:
        preview_batch(batch=batch, now=clock.now(), report=report)


@job
def write_import(batch_id: str) -> None:
    """A batch whose first writer was killed is not written behind the clerk's back: it says so and waits."""
    batch = settle_abandoned(_batch(batch_id))
    if batch.state != BatchState.COMMITTING:
        return
    try:
        with progress.working_on(batch.id) as report:
            write_batch(batch=batch, by=batch.committed_by, now=clock.now(), report=report)
    except LianxinError as problem:
        batch.refresh_from_db()
        if batch.state == BatchState.COMMITTING:
            note_failure(batch, problem, state=BatchState.PREVIEWED, by=batch.committed_by)


@job
def drop_expired_imports() -> None:
    """Deferred to the hour at which a staged file has lain for a day."""
    drop_expired(now=clock.now())


def _batch(batch_id: str) -> ImportBatch:
    batches = ImportBatch.objects.across_stations(reason="a job knows its batch by id only")
    batch: ImportBatch = batches.select_related("station", "created_by", "committed_by").get(pk=UUID(batch_id))
    return batch
