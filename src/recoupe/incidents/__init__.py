"""Which tellings are of one happening, and what all of them together say of it."""

from recoupe.incidents.gather import gather_incidents

__all__ = ["gather_incidents"]
