"""Personal data at rest: encrypted text with a key id, and keyed hashes for exact search.

AES-256-GCM with HMAC-SHA-256 (NIST SP 800-38D, FIPS 198-1) or, by setting, SM4-GCM with HMAC-SM3
(GB/T 32907, GB/T 32905). A stored text is `<key id>.<cipher>.<base64 of nonce + sealed text>`.
The cipher may change at any time, because each text names its own; the hash of the indexes stays (see keys).
"""

import base64
import binascii
import hashlib
import hmac
import os
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import hmac as keyed
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

CIPHERS = ("aes", "sm4")
_NONCE_BYTES = 12
_TAG_BYTES = 16


class Undecryptable(RuntimeError):
    """The stored text was changed, moved to another column, or sealed with a key this deployment lacks."""


def encrypt(content: bytes, *, place: str) -> str:
    """Seal bytes for one place (a column, a staged file); opened elsewhere they are refused."""
    ring = settings.KEYRING
    sealed = _seal(settings.CIPHER, ring.fields[ring.current], content, place.encode())
    return f"{ring.current}.{settings.CIPHER}.{base64.b64encode(sealed).decode()}"


def decrypt(token: str, *, place: str) -> bytes:
    key_id, _, rest = token.partition(".")
    cipher, _, body = rest.partition(".")
    key = settings.KEYRING.fields.get(key_id)
    if key is None or cipher not in CIPHERS:
        raise Undecryptable(f"{place}: the text names a key or cipher this deployment lacks")
    try:
        return _open(cipher, key, base64.b64decode(body, validate=True), place.encode())
    except (InvalidTag, binascii.Error, ValueError) as problem:
        raise Undecryptable(f"{place}: the sealed text does not fit its key and place") from problem


def blind_index(purpose: str, value: str) -> str:
    """A keyed hash (32 hex digits) that finds equal values without showing them; empty stays empty."""
    if not value:
        return ""
    message = f"{purpose}\x1f{value}".encode()
    ring = settings.KEYRING
    if ring.digest == "sm3":
        digest = keyed.HMAC(ring.index, hashes.SM3())
        digest.update(message)
        return digest.finalize().hex()[:32]
    return hmac.digest(ring.index, message, hashlib.sha256).hex()[:32]


class EncryptedTextField(models.TextField):
    """Text that is plain in Python and sealed in the database.

    It cannot be filtered on: keep a blind index beside it. The place it is sealed for is table and column,
    so a renamed model or field needs a migration that seals again.
    """

    def get_prep_value(self, value: Any) -> Any:
        if value is None or value == "":
            return value
        return encrypt(str(value).encode(), place=self._place())

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return decrypt(value, place=self._place()).decode() if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def _place(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"


def _seal(cipher: str, key: bytes, content: bytes, place: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    if cipher == "aes":
        return nonce + AESGCM(key).encrypt(nonce, content, place)
    sealer = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce)).encryptor()
    sealer.authenticate_additional_data(place)
    return nonce + sealer.update(content) + sealer.finalize() + sealer.tag


def _open(cipher: str, key: bytes, sealed: bytes, place: bytes) -> bytes:
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    if cipher == "aes":
        return AESGCM(key).decrypt(nonce, body, place)
    opener = Cipher(algorithms.SM4(key[:16]), modes.GCM(nonce, body[-_TAG_BYTES:])).decryptor()
    opener.authenticate_additional_data(place)
    return opener.update(body[:-_TAG_BYTES]) + opener.finalize()
