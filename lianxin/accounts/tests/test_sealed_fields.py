import json

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from lianxin.accounts.models import User
from lianxin.accounts.tests.factories import make_user


@pytest.mark.django_db
def test_a_phone_is_plain_in_the_program_and_sealed_in_the_table():
    user = make_user("shen")
    User.objects.filter(pk=user.pk).update(phone="10012345678")

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user")
        (stored,) = cursor.fetchone()

    assert User.objects.get(pk=user.pk).phone == "10012345678"
    assert stored.startswith("k1.aes.") and "10012345678" not in json.dumps(stored)


@pytest.mark.django_db
def test_sealed_text_cannot_be_searched():
    with pytest.raises(FieldError):
        User.objects.filter(phone="10012345678").exists()
