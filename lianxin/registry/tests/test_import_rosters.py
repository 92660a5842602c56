"""The rosters of the story give exactly the promised counts, once and again, and an undo leaves no trace."""

import json
from collections import Counter

import pytest

from lianxin.accounts.tests.factories import make_station, make_user
from lianxin.registry.imports.batches import undo_import
from lianxin.registry.imports.files import DatumUnknown
from lianxin.registry.models import Compound, Contact, Household, ImportBatch, Organization, Resident, SeasonalAttribute
from lianxin.registry.tests.importing import (
    BANKS,
    COMPOUNDS,
    NOON,
    RESIDENTS,
    ROSTERS,
    SCHOOLS,
    dump,
    import_file,
    registry_tables,
)

pytestmark = pytest.mark.django_db
EXPECTED = json.loads((ROSTERS / "expected.json").read_text(encoding="utf-8"))


def counts(analysis):
    return analysis.tally.as_json()


def nothing_new(first, second):
    """The second import of the same list says the same, and has nothing to write."""
    before, after = counts(first), counts(second)
    return (
        (after["new"], after["changed"], after["same"]) == (0, 0, before["new"])
        and after["duplicates"] == before["duplicates"]
        and after["rejected"] == before["rejected"]
    )


def test_the_residents_roster_gives_the_promised_counts_and_a_second_import_writes_nothing():
    import_file(COMPOUNDS, "compound")
    promised = EXPECTED[RESIDENTS.name]

    first = import_file(RESIDENTS, "resident")
    held = dump([*registry_tables(), "registry_importbatch", "registry_rememberedmapping"])
    second = import_file(RESIDENTS, "resident")

    assert counts(first) == {
        "rows": promised["rows"],
        "new": promised["new"],
        "changed": 0,
        "same": 0,
        "duplicates": promised["exact_duplicate"] + promised["same_person_other_spelling"],
        "rejected": {
            "COMPOUND_UNKNOWN": promised["unknown_compound"],
            "ID_CHECKSUM": promised["bad_checksum"],
            "ID_DAMAGED": promised["damaged_id"],
            "NAME_MISSING": promised["no_name"],
        },
        "warnings": counts(first)["warnings"],
    }
    assert counts(first)["warnings"]["DATE_IN_FUTURE"] == promised["future_date"]
    assert counts(first)["warnings"]["ID_15_CONVERTED"] == promised["id15"]
    assert Resident.objects.of(make_station()).count() == promised["new"]
    assert SeasonalAttribute.objects.of(make_station()).count() >= promised["exam_family"]
    assert not Household.objects.of(make_station()).filter(is_door_read=False).exists()
    assert nothing_new(first, second)
    assert dump([*registry_tables(), "registry_importbatch", "registry_rememberedmapping"]) == held


def test_undoing_the_residents_roster_restores_the_former_state():
    import_file(COMPOUNDS, "compound")
    before = dump(registry_tables())
    import_file(RESIDENTS, "resident")
    batch = ImportBatch.objects.of(make_station()).get(kind="resident")

    undo_import(batch=batch, by=make_user("su"), now=NOON)

    assert dump(registry_tables()) == before
    assert ImportBatch.objects.of(make_station()).get(pk=batch.pk).state == "UNDONE"


@pytest.mark.parametrize(
    ("file", "kind", "told"),
    [
        (COMPOUNDS, "compound", {}),
        (SCHOOLS, "organization", {}),
        (BANKS, "organization", {"subtype": "BANK_BRANCH", "datum": "GCJ02"}),
    ],
)
def test_undoing_a_roster_of_places_restores_the_former_state(file, kind, told):
    before = dump(registry_tables())
    import_file(file, kind, **told)
    batch = ImportBatch.objects.of(make_station()).get()
    assert dump(registry_tables()) != before

    undo_import(batch=batch, by=make_user("su"), now=NOON)

    assert dump(registry_tables()) == before


def test_the_compounds_roster_brings_communities_firms_and_contacts_with_it():
    first = import_file(COMPOUNDS, "compound")
    second = import_file(COMPOUNDS, "compound")

    assert counts(first)["new"] == counts(first)["rows"] == EXPECTED[COMPOUNDS.name]["rows"]
    assert nothing_new(first, second)
    assert Contact.objects.of(make_station()).count() == 118
    assert Organization.objects.of(make_station()).filter(kind="PROPERTY_FIRM").count() == 4


def test_a_point_is_converted_from_the_datum_its_header_names():
    import_file(COMPOUNDS, "compound")

    compound = Compound.objects.of(make_station()).get(name="金榜华庭", community__name="莲秀社区")

    assert compound.source_datum == "GCJ02"
    assert (compound.longitude, compound.latitude) == pytest.approx((118.1561768, 24.4873229), abs=1e-6)


def test_schools_and_kindergartens_are_told_apart_by_the_type_column():
    first = import_file(SCHOOLS, "organization")
    second = import_file(SCHOOLS, "organization")

    assert counts(first)["new"] == EXPECTED[SCHOOLS.name]["rows"]
    assert nothing_new(first, second)
    kinds = Counter(Organization.objects.of(make_station()).values_list("kind", flat=True))
    assert set(kinds) == {"SCHOOL", "KINDERGARTEN"}


def test_bank_branches_need_a_datum_and_are_refused_without():
    with pytest.raises(DatumUnknown):
        import_file(BANKS, "organization", subtype="BANK_BRANCH")
    assert not Organization.objects.of(make_station()).exists()

    first = import_file(BANKS, "organization", subtype="BANK_BRANCH", datum="GCJ02")
    second = import_file(BANKS, "organization", subtype="BANK_BRANCH", datum="GCJ02")

    assert counts(first)["new"] == EXPECTED[BANKS.name]["rows"]
    assert nothing_new(first, second)
