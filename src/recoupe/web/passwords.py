"""Passwords: their argon2id hashes, made and checked with the library's defaults (RFC 9106, low memory)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """The salted hash to keep."""
    return HASHER.hash(password)


def is_password(kept: str | None, given: str) -> bool:
    """True when the hash is that of the password.

    Where there is no such user (None) another hash is checked, so that the time taken tells no names.
    """
    try:
        return HASHER.verify(kept or _nobodys_hash(), given) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    return hash_password("nobody's")
