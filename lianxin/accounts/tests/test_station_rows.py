from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import lianxin
from lianxin.accounts.models import Approval, ScopeMissing, StationRow
from lianxin.accounts.tests.factories import make_station, make_user
from lianxin.core import clock
from lianxin.core.ids import new_id


def make_approval(station):
    asker = make_user(f"asker-{station.code.lower()}", station=station)
    return Approval.objects.create(
        station=station,
        kind="TRY",
        subject_kind="TargetList",
        subject_id=new_id(),
        title="名单",
        effect="定下来",
        requested_by=asker,
        requested_at=clock.now(),
    )


@pytest.fixture
def stations(db):
    ours, theirs = make_station(), make_station("ZX", "钟溪派出所")
    make_approval(ours)
    make_approval(theirs)
    return ours, theirs


@pytest.mark.parametrize(
    "ask",
    [
        lambda rows: rows.all(),
        lambda rows: rows.filter(kind="TRY"),
        lambda rows: rows.get(),
        lambda rows: rows.count(),
        lambda rows: rows.first(),
        lambda rows: rows.exists(),
        lambda rows: rows.get_or_create(kind="TRY"),
        lambda rows: rows.update_or_create(kind="TRY"),
        lambda rows: rows.in_bulk(),
        lambda rows: rows.update(kind="x"),
        lambda rows: rows.values_list("kind"),
        lambda rows: rows.across_stations(reason=""),
    ],
)
def test_a_query_that_names_no_station_is_a_fault(stations, ask):
    with pytest.raises(ScopeMissing):
        ask(Approval.objects)


def test_a_station_sees_its_rows_only(stations):
    ours, theirs = stations

    assert [row.station for row in Approval.objects.of(ours)] == [ours]
    assert [row.station for row in Approval.objects.of(theirs.id)] == [theirs]


def test_totals_across_stations_say_why(stations):
    assert Approval.objects.across_stations(reason="bureau totals").count() == 2


def test_rows_that_hang_on_a_row_follow_it(stations):
    ours, _ = stations
    approval = Approval.objects.of(ours).get()

    approval.refresh_from_db()

    assert approval.station == ours
    assert approval.requested_by.station == ours


def test_many_rows_are_made_at_once(stations):
    ours, _ = stations
    (model,) = Approval.objects.of(ours)
    fields = {field.attname: getattr(model, field.attname) for field in Approval._meta.concrete_fields}

    made = Approval.objects.bulk_create(
        [Approval(**{**fields, "id": new_id(), "subject_id": new_id()}) for _ in range(3)], batch_size=2
    )

    assert len(made) == 3 and Approval.objects.of(ours).count() == 4


def station_rows():
    return [model for model in apps.get_models() if issubclass(model, StationRow)]


def test_every_index_and_key_of_a_station_row_begins_with_the_station():
    astray = [
        f"{model._meta.label}: {item.name}"
        for model in station_rows()
        for item in [*model._meta.indexes, *model._meta.constraints]
        if isinstance(item, models.Index | models.UniqueConstraint) and (item.fields or ("?",))[0] != "station"
    ]

    assert astray == []


def test_no_column_of_a_station_row_is_unique_by_itself():
    alone = [
        f"{model._meta.label}.{field.name}"
        for model in station_rows()
        for field in model._meta.local_fields
        if field.unique and not field.primary_key and not field.is_relation
    ]

    assert alone == []


def test_every_station_row_demands_its_station():
    for model in station_rows():
        with pytest.raises(ScopeMissing):
            model.objects.all()


# Who may ask past the station, and why it is safe.
ROUND_THE_STATION = {
    "campaigns/services/evidence.py",  # A subquery that names the station of the outer row.
    "campaigns/models/facts.py",  # The same.
    "registry/shapes.py",  # Rows that hang on rows already found.
    "visits/services/ledger.py",  # An id made on a device is recognised wherever it is already taken.
}


def test_no_room_goes_round_the_station_unlisted():
    folder = Path(lianxin.__file__).parent
    asking = {
        str(path.relative_to(folder))
        for path in folder.rglob("*.py")
        if ".unscoped." in path.read_text() and "tests" not in path.parts
    }

    assert asking <= ROUND_THE_STATION
