"""Takes a picture of every screen of the console, 1440 and 1024 pixels wide, into screens/ (not kept in git)."""

import shutil
import sys
from pathlib import Path

from tests.journeys.browser import chromium, open_window
from tests.journeys.product import Product
from tests.journeys.routes import address_of, screens

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = {1440: 900, 1024: 768}


def main(home: Path) -> int:
    """Pictures of the deployment in `home`; returns the number of screens that complained."""
    target = ROOT / "screens"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    product = Product(home)
    troubled = 0
    with product.serving(), chromium() as browser:
        for width, height in WIDTHS.items():
            window = open_window(browser, product.address, width=width, height=height)
            window.go("/")
            window.page.screenshot(path=target / f"sign-in-{width}.png", full_page=True)
            for screen in screens():
                window = open_window(browser, product.address, width=width, height=height)
                window.sign_in_to_demo(screen.role)
                window.go(address_of(screen, window))
                window.page.screenshot(path=target / f"{screen.name}-{width}.png", full_page=True)
                print(f"screens/{screen.name}-{width}.png", *window.complaints)
                troubled += bool(window.complaints)
                window.context.close()
    return troubled


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
