"""Which edition of the rules linked a store: when they change, everything is gathered anew."""

from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files


@lru_cache(maxsize=1)
def linking_edition() -> str:
    """A digest of all that linking, tracing and counting follow: their code, and the tables they read."""
    package = files("recoupe")
    parts = [*package.joinpath("incidents").iterdir(), *package.joinpath("data", "incidents").iterdir()]
    digest = blake2b(digest_size=12)
    for part in sorted(parts, key=lambda each: each.name):
        if part.name.endswith((".py", ".toml")):
            digest.update(part.name.encode() + b"\x00" + part.read_bytes())
    return digest.hexdigest()
