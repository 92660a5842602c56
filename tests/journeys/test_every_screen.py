import pytest

from tests.journeys.routes import address_of, screens


def test_the_console_has_screens():
    assert len(screens()) > 5


@pytest.mark.parametrize("screen", screens(), ids=lambda screen: screen.name)
def test_a_screen_opens_without_errors_and_is_accessible(screen, demo, visitor):
    window = visitor(demo)
    window.sign_in_to_demo(screen.role)

    window.go(address_of(screen, window))

    assert window.page.locator("main h1, main h2").first.is_visible()
    assert window.axe_violations() == []


def test_the_sign_in_page_is_accessible(demo, visitor):
    window = visitor(demo)

    window.go("/")

    assert window.axe_violations() == []
