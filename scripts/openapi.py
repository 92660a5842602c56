"""Write docs/openapi.json, the description of the HTTP interface that the web client's types are made from."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.config.settings")


def main() -> None:
    import django

    django.setup()
    from tests.openapi import SNAPSHOT, described

    SNAPSHOT.write_text(described(), encoding="utf-8")
    print(f"{SNAPSHOT.relative_to(ROOT)} written")


if __name__ == "__main__":
    main()
