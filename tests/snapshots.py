"""What the code says about itself, kept in docs/ so that a change of it shows in a review."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import lianxin
from lianxin.core.errors import LianxinError

DOCS = Path(__file__).resolve().parent.parent / "docs"

_ERRORS_HEAD = """# Error codes

Every answer that is not a success is `application/problem+json` with type, title, status, detail, code and fields;
the command line prints the same sentence and code and ends with exit code 2.
401 not signed in · 403 wrong role · 404 outside one's area or not there · 409 the state does not allow it ·
422 the input is wrong. Written by `make snapshots` from the classes themselves.

| Code | Status | Sentence | When |
|---|---|---|---|
"""


def load_every_module() -> None:
    """A walk over subclasses must not miss a module nobody imported yet."""
    for module in pkgutil.walk_packages(lianxin.__path__, "lianxin."):
        if not re.search(r"\.(tests|migrations|wsgi)(\.|$)", module.name):
            importlib.import_module(module.name)


def subclasses(base: type) -> Iterator[type]:
    """All classes of our own below `base`, tests left out."""
    waiting = list(base.__subclasses__())
    while waiting:
        found = waiting.pop()
        waiting.extend(found.__subclasses__())
        if found.__module__.startswith("lianxin.") and ".tests." not in found.__module__:
            yield found


def interface() -> str:
    """The OpenAPI document."""
    from lianxin.config.api import api

    return json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=1, default=str) + "\n"


def errors() -> str:
    """The page of error codes, one line each."""
    lines = {}
    for error in sorted(subclasses(LianxinError), key=lambda error: (error.code, error.__qualname__)):
        when = " ".join((error.__doc__ or "").split("\n\n")[0].split())
        sentence = error.message.replace("\n", " ").replace("|", "\\|")
        lines.setdefault(error.code, f"| `{error.code}` | {error.status} | {sentence} | {when.replace('|', ' ')} |\n")
    return _ERRORS_HEAD + "".join(lines.values())


SNAPSHOTS = {DOCS / "openapi.json": interface, DOCS / "errors.md": errors}
