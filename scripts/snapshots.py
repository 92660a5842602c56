"""Write what the code says about itself into docs/: the HTTP interface and the error codes."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.config.settings")


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["LIANXIN_HOME"] = home  # What the code says must not depend on what lies in var/.
        import django

        django.setup()
        from tests.snapshots import SNAPSHOTS, load_every_module

        load_every_module()
        for path, current in SNAPSHOTS.items():
            path.write_text(current(), encoding="utf-8")
            print(f"{path.relative_to(ROOT)} written")


if __name__ == "__main__":
    main()
