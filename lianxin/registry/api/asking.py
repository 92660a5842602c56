"""Rows as the asking account may see them today; anything else is not there."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import UploadedFile

from lianxin.accounts.auth import request_station, request_user
from lianxin.core import clock
from lianxin.core.errors import NotFound
from lianxin.registry.imports.files import FileRefused
from lianxin.registry.models import Compound, Household, Organization, Resident


def visible_compounds(request: HttpRequest) -> Any:
    rows = Compound.objects.of(request_station(request)).visible_to(request_user(request), on=clock.today())
    return rows.select_related("community", "property_firm")


def visible_households(request: HttpRequest) -> Any:
    rows = Household.objects.of(request_station(request)).visible_to(request_user(request), on=clock.today())
    return rows.select_related("compound__community")


def visible_residents(request: HttpRequest) -> Any:
    return Resident.objects.of(request_station(request)).visible_to(request_user(request), on=clock.today())


def visible_organizations(request: HttpRequest) -> Any:
    rows = Organization.objects.of(request_station(request)).visible_to(request_user(request), on=clock.today())
    return rows.select_related("community").prefetch_related("contacts")


def read_upload(file: UploadedFile) -> bytes:
    """The file's bytes; one over the limit is refused before it is read into memory."""
    if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
        limit = settings.UPLOAD_LIMIT_BYTES // 2**20
        raise FileRefused(code="TOO_LARGE", sentence=f"文件超过 {limit} MB 的上限。请拆成几个文件再传。")
    return file.read()


def one_of(rows: Any, pk: UUID) -> Any:
    row = rows.filter(pk=pk).first()
    if row is None:
        raise NotFound()
    return row
