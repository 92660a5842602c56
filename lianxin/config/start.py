"""Starts Django for whoever was called: the command, the web process, manage.py."""

import os
import sys


def start() -> None:
    """Load the settings and the rooms; a wrong setting ends the process with one sentence and code 2."""
    from lianxin.config.env import WrongSetting
    from lianxin.core.keys import KeyFileUnreadable

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.config.settings")
    import django

    try:
        django.setup()
    except (WrongSetting, KeyFileUnreadable) as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(2)
