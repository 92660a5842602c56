"""How passwords are hashed: Argon2id with the costs OWASP's Password Storage Cheat Sheet names for servers (2024)."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class StationArgon2(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: about 30 ms, so that a whole staff can be given accounts in one import."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
