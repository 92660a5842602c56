"""Endpoints of the importer: upload, mapping, preview, commit, undo, rejected rows."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, UploadedFile

from lianxin.accounts.auth import request_user, signed_in
from lianxin.accounts.choices import Role
from lianxin.accounts.models import Station
from lianxin.accounts.services import find_station
from lianxin.core import clock
from lianxin.core.errors import NotFound
from lianxin.core.paging import Page, PageParams, page_of
from lianxin.registry.api.asking import read_upload
from lianxin.registry.imports.batches import (
    choose_mapping,
    confirm_import,
    datum_code,
    discard_import,
    stage_upload,
    undo_import,
)
from lianxin.registry.imports.browsing import describe_batch, describe_batch_row, rejected_workbook, rows_of_class
from lianxin.registry.imports.running import settle_abandoned
from lianxin.registry.models import ImportBatch
from lianxin.registry.schemas import BatchOut, BatchRowOut, MappingIn, RowOut

router = Router()
imports = signed_in(Role.CLERK, Role.LEAD, Role.CAPTAIN, Role.BUREAU_ADMIN)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/imports", response=Page[BatchRowOut], auth=imports, operation_id="list_imports", summary="导入批次")
def list_imports(request: HttpRequest, params: Query[PageParams]) -> dict[str, Any]:
    return page_of(_batches(request).order_by("-created_at", "-id"), params, describe_batch_row)


@router.post("/imports", response=BatchOut, auth=imports, operation_id="upload_import", summary="上传名单")
def upload_import(
    request: HttpRequest,
    file: File[UploadedFile],
    kind: Form[str],
    type: Form[str] = "",
    datum: Form[str] = "",
    station: Form[str] = "",
) -> dict[str, Any]:
    user = request_user(request)
    batch = stage_upload(
        station=_station(request, station),
        kind_code=kind,
        file_name=file.name or "",
        content=read_upload(file),
        subtype=type.upper(),
        datum=datum_code(datum),
        by=user,
        now=clock.now(),
    )
    return describe_batch(batch, user)


@router.get("/imports/{batch_id}", response=BatchOut, auth=imports, operation_id="get_import", summary="一个批次")
def get_import(request: HttpRequest, batch_id: UUID) -> dict[str, Any]:
    return describe_batch(settle_abandoned(_batch(request, batch_id)), request_user(request))


@router.put(
    "/imports/{batch_id}/mapping",
    response=BatchOut,
    auth=imports,
    operation_id="set_import_mapping",
    summary="确认对列",
)
def set_import_mapping(request: HttpRequest, batch_id: UUID, body: MappingIn) -> dict[str, Any]:
    user = request_user(request)
    batch = choose_mapping(
        batch=_batch(request, batch_id),
        choices={table.index: table.mapping for table in body.tables},
        datum=datum_code(body.datum or ""),
        by=user,
        now=clock.now(),
    )
    return describe_batch(batch, user)


@router.post(
    "/imports/{batch_id}/commit",
    response=BatchOut,
    auth=imports,
    operation_id="commit_import",
    summary="写入",
)
def commit_import(request: HttpRequest, batch_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    batch, slips = confirm_import(batch=_batch(request, batch_id), by=user, now=clock.now())
    return describe_batch(batch, user) | {"slips": slips}


@router.post(
    "/imports/{batch_id}/undo", response=BatchOut, auth=imports, operation_id="undo_import", summary="整批撤销"
)
def post_undo(request: HttpRequest, batch_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    return describe_batch(undo_import(batch=_batch(request, batch_id), by=user, now=clock.now()), user)


@router.delete("/imports/{batch_id}", response=BatchOut, auth=imports, operation_id="discard_import", summary="放弃")
def delete_import(request: HttpRequest, batch_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    return describe_batch(discard_import(batch=_batch(request, batch_id), by=user, now=clock.now()), user)


@router.get(
    "/imports/{batch_id}/rows",
    response=Page[RowOut],
    auth=imports,
    operation_id="list_import_rows",
    summary="某一类的行",
)
def list_import_rows(request: HttpRequest, batch_id: UUID, params: Query[PageParams]) -> dict[str, Any]:
    which = request.GET.get("class", "new")
    return rows_of_class(_batch(request, batch_id), which, params)


@router.get(
    "/imports/{batch_id}/rejected.xlsx",
    auth=imports,
    operation_id="download_rejected_rows",
    summary="下载退回的行",
)
def download_rejected_rows(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    batch = _batch(request, batch_id)
    content = rejected_workbook(batch=batch, by=request_user(request))
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{batch.id}.xlsx"'
    return response


def _station(request: HttpRequest, code: str) -> Station:
    """The own station; the bureau, which has none, names one."""
    return request_user(request).station or find_station(code=code)


def _batches(request: HttpRequest) -> Any:
    """The station's batches; the bureau sees the staff lists of every station."""
    user = request_user(request)
    if user.station is None:
        rows = ImportBatch.objects.across_stations(reason="the bureau imports the staff of every station")
        rows = rows.filter(kind="staff")
    else:
        rows = ImportBatch.objects.of(user.station)
    return rows.select_related("station", "created_by")


def _batch(request: HttpRequest, batch_id: UUID) -> ImportBatch:
    batch: ImportBatch | None = _batches(request).filter(pk=batch_id).first()
    if batch is None:
        raise NotFound()
    return batch
