"""The HTTP interface as one text, so that a change of it shows in a review."""

import json
from pathlib import Path

SNAPSHOT = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def described() -> str:
    """The OpenAPI document of the running code, in the form it is kept in docs/."""
    from lianxin.config.api import api

    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, default=str) + "\n"
