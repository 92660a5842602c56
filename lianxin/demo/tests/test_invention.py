import io
from random import Random

from python_calamine import CalamineWorkbook

from lianxin.demo import area, roster, spreadsheets, staff


def test_the_same_seed_invents_the_same_people() -> None:
    first, second = (roster.residents(Random(7), area.compounds(Random(7))) for _ in range(2))

    assert first == second
    assert len(first) == roster.ROW_COUNT


def test_the_area_has_the_size_of_the_article() -> None:
    places = area.compounds(Random(1))

    assert len(places) == 118 and len({place.name for place in places}) == 118
    assert len({place.community for place in places}) == 20
    assert len(area.schools(Random(1))) == 35 and len(area.branches(Random(1))) == 25


def test_names_of_organizations_are_distinct() -> None:
    names = [one.name for one in area.schools(Random(1)) + area.branches(Random(1))]

    assert len(set(names)) == len(names)


def test_no_invented_number_can_be_somebodys() -> None:
    people = roster.residents(Random(3), area.compounds(Random(3)))

    assert all(person.phone.startswith("100") for person in people)
    assert all(person.id_no.startswith(("990101", "9.90")) for person in people if person.id_no)


def test_everybody_walks_in_a_pair() -> None:
    crews: dict[str, int] = {}
    for officer in staff.officers(Random(1), area.communities()):
        crews[officer.pair] = crews.get(officer.pair, 0) + 1

    assert len(crews) == 42 and set(crews.values()) == {2}


def test_the_clerks_books_open_as_spreadsheets() -> None:
    places = area.compounds(Random(1))
    people = roster.residents(Random(1), places)

    places_book = CalamineWorkbook.from_filelike(io.BytesIO(spreadsheets.compound_book(places)))
    people_book = CalamineWorkbook.from_filelike(io.BytesIO(spreadsheets.resident_book(Random(1), people)))

    assert len(places_book.get_sheet_by_index(0).to_python()) == 118 + 20 + 6
    assert len(people_book.sheet_names) == 20
