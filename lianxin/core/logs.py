"""Log lines carry no personal numbers, whatever an error message quotes."""

import logging

from lianxin.core.redaction import redact


class RedactingFormatter(logging.Formatter):
    """Blanks ID numbers, phones and cards in the finished line, traceback included."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))
