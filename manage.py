"""Django's own commands, for developers. Stations use `lianxin`."""

import sys

from lianxin.config.start import start

if __name__ == "__main__":
    start()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
