"""What a route asks of whoever calls it."""

from enum import StrEnum

from recoupe.store.users import Role


class Access(StrEnum):
    """Who may call: anybody, or the users whose role reaches so far."""

    OPEN = "open"  # also without a login
    READ = "read"
    REVIEW = "review"
    ADMIN = "admin"

    def admits(self, role: Role | None) -> bool:
        """True when somebody with that role (None: not logged in) may call."""
        return self is Access.OPEN or (role is not None and role.covers(Role(self.value)))
