import os
import socket

import pytest
from django.db import connection

from tests.surroundings import NetworkIsOff


def test_no_test_reaches_another_machine():
    with socket.socket() as stranger, pytest.raises(NetworkIsOff):
        stranger.connect(("192.0.2.1", 80))


@pytest.mark.django_db
def test_the_run_uses_the_database_it_was_asked_to():
    expected = "postgresql" if os.environ.get("LIANXIN_TEST_DB") == "postgres" else "sqlite"

    assert connection.vendor == expected
