"""The word 易受骗 reaches LEAD and CLERK only, on a household's page too."""

import pytest

from lianxin.accounts.tests.factories import Browser
from lianxin.campaigns.tests.factories import make_list, somebody
from lianxin.registry.tests.factories import make_household, make_resident

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("login,is_said", [("lu", True), ("su", True), ("qin", False)])
def test_a_household_page_names_the_list_as_its_reader_may_know_it(login, is_said):
    household = make_household()
    make_list([make_resident(household=household)], name="易受骗人群 30–65 岁")

    answer = Browser(somebody(login)).get(f"/api/households/{household.pk}/history")

    assert answer.json()["listings"][0]["list_name"].endswith("30–65 岁")
    assert ("易受骗" in answer.content.decode()) is is_said
