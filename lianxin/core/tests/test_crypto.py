from dataclasses import replace

import pytest
from django.conf import settings as real_settings

from lianxin.core.crypto import CIPHERS, Undecryptable, blind_index, decrypt, encrypt

PLACE = "registry.resident.name"


@pytest.mark.parametrize("cipher", CIPHERS)
def test_sealed_text_opens_to_what_was_written(settings, cipher):
    settings.CIPHER = cipher

    token = encrypt("陈小华".encode(), place=PLACE)

    assert decrypt(token, place=PLACE).decode() == "陈小华"
    assert "陈" not in token


@pytest.mark.parametrize("cipher", CIPHERS)
def test_sealed_text_in_another_place_is_refused(settings, cipher):
    settings.CIPHER = cipher
    token = encrypt(b"x", place=PLACE)

    with pytest.raises(Undecryptable):
        decrypt(token, place="registry.resident.phone")


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_changed_letter_is_refused(settings, cipher):
    settings.CIPHER = cipher
    token = encrypt(b"10012345678", place=PLACE)
    changed = token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]

    with pytest.raises(Undecryptable):
        decrypt(changed, place=PLACE)


@pytest.mark.parametrize("token", ["", "k1", "k1.aes", "k1.aes.???", "k1.aes.AAAA", "k9.aes.AAAA", "k1.rot13.AAAA"])
def test_what_never_was_sealed_is_refused(token):
    with pytest.raises(Undecryptable):
        decrypt(token, place=PLACE)


def test_the_same_text_is_sealed_differently_each_time():
    assert encrypt(b"x", place=PLACE) != encrypt(b"x", place=PLACE)


def test_after_a_key_change_old_text_opens_and_new_text_names_the_new_key(settings):
    old = encrypt("陈小华".encode(), place=PLACE)
    ring = real_settings.KEYRING
    settings.KEYRING = replace(ring, current="k2", fields={**ring.fields, "k2": b"2" * 32})

    new = encrypt("李平".encode(), place=PLACE)

    assert decrypt(old, place=PLACE).decode() == "陈小华"
    assert new.startswith("k2.")


def test_a_change_of_cipher_leaves_old_text_readable_and_found(settings):
    old, indexed = encrypt(b"x", place=PLACE), blind_index("phone", "10012345678")

    settings.CIPHER = "sm4"

    assert decrypt(old, place=PLACE) == b"x"
    assert blind_index("phone", "10012345678") == indexed


@pytest.mark.parametrize("digest", ["sha256", "sm3"])
def test_an_index_finds_equal_values_of_one_purpose_only(settings, digest):
    settings.KEYRING = replace(real_settings.KEYRING, digest=digest)

    assert blind_index("phone", "10012345678") == blind_index("phone", "10012345678")
    assert blind_index("phone", "10012345678") != blind_index("id_no", "10012345678")
    assert len(blind_index("phone", "10012345678")) == 32
    assert blind_index("phone", "") == ""
