"""Where a list says its places lie: two columns or one, and in which coordinate system."""

import pytest

from lianxin.accounts.tests.factories import make_station
from lianxin.registry.imports.files import DatumUnknown
from lianxin.registry.models import Compound
from lianxin.registry.tests.importing import import_content, workbook

pytestmark = pytest.mark.django_db
HEADER = ("社区", "小区名称", "经纬度")


def place():
    compound = Compound.objects.of(make_station()).get()
    return (compound.longitude, compound.latitude, compound.source_datum)


@pytest.mark.parametrize("point", ["118.16,24.48", "24.48 118.16", "118°9′36″，24°28′48″"])
def test_a_point_in_one_column_is_read(point):
    import_content(workbook(HEADER, [("莲秀社区", "金榜华庭", point)]), "compound", datum="WGS84")

    assert place() == (pytest.approx(118.16), pytest.approx(24.48), "WGS84")


def test_a_header_over_one_column_may_say_the_datum():
    import_content(workbook((*HEADER[:2], "坐标(WGS-84)"), [("莲秀社区", "金榜华庭", "118.16,24.48")]), "compound")

    assert place() == (118.16, 24.48, "WGS84")


def test_a_point_in_one_column_needs_its_datum_too():
    with pytest.raises(DatumUnknown):
        import_content(workbook(HEADER, [("莲秀社区", "金榜华庭", "118.16,24.48")]), "compound")


@pytest.mark.parametrize(("point", "code"), [("118.16", "POINT_INCOMPLETE"), ("2.35,48.85", "POINT_OUTSIDE")])
def test_what_is_no_point_of_china_is_left_out_and_said(point, code):
    analysis = import_content(workbook(HEADER, [("莲秀社区", "金榜华庭", point)]), "compound", datum="WGS84")

    assert dict(analysis.tally.warnings) == {code: 1}
    assert place() == (None, None, "")
