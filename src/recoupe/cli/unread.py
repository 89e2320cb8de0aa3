"""What could not be read, in a line for standard error."""

from recoupe.records import Account


def error_line(account: Account) -> str:
    """What could not be read, and why."""
    return named(account.document.origin or account.document.id, account.error or "")


def named(origin: str, error: str) -> str:
    """An error with where it arose in front, once."""
    return error if error.startswith(origin) else f"{origin}: {error}"
