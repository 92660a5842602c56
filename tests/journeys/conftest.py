from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Visitor, chromium, open_window
from tests.journeys.product import Product
from tests.journeys.station import Station, found_station


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def product(tmp_path) -> Iterator[Product]:
    """An empty, migrated deployment, serving."""
    made = Product(tmp_path)
    made.run("migrate")
    with made.serving():
        yield made


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Iterator[Product]:
    """The demo station after two days of its campaign, serving; tests look and do not write."""
    made = Product(tmp_path_factory.mktemp("demo"))
    made.run("migrate")
    made.run("demo", "--days", "2", timeout=600)
    with made.serving():
        yield made


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens windows; at the end none of them may have met an error or left the house."""
    opened: list[Visitor] = []

    def open_at(product: Product, **size: int) -> Visitor:
        opened.append(open_window(browser, product.address, **size))
        return opened[-1]

    yield open_at
    complaints = [complaint for window in opened for complaint in window.complaints]
    for window in opened:
        window.context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def founded(tmp_path_factory) -> Station:
    """A station with its accounts and nothing else; stories work on copies of it."""
    return found_station(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def station(founded: Station, tmp_path) -> Iterator[Station]:
    """A newly founded station of this story's own, serving."""
    made = founded.copied_to(tmp_path / "station")
    with made.product.serving():
        yield made
