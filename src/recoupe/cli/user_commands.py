"""The verbs under `recoupe user`: who may log in at a store that a team shares."""

from enum import StrEnum
from typing import Annotated

import typer

from recoupe.cli.options import StorePath

users = typer.Typer(
    name="user",
    help="Manage who may log in at recoupe serve --team.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
)


class RoleName(StrEnum):
    """What a user may do."""

    READ = "read"
    REVIEW = "review"
    ADMIN = "admin"


Name = Annotated[str, typer.Argument(help="Small letters, digits, '.', '_' or '-'.", metavar="NAME")]
RoleOption = Annotated[RoleName, typer.Option("--role", help="Read all; review: decide too; admin: manage users too.")]


@users.command(epilog="Example: recoupe user add ann --role review")
def add(name: Name, role: RoleOption = RoleName.READ, store: StorePath = None) -> None:
    """Add a user; the password is asked for, or read from standard input where that is no terminal."""
    from recoupe.cli.managing_users import create_user

    create_user(name, role.value, store)


@users.command("list", epilog="Example: recoupe user list")
def list_(store: StorePath = None) -> None:
    """List the users with their roles."""
    from recoupe.cli.managing_users import print_users

    print_users(store)


@users.command(epilog="Example: recoupe user role ann admin")
def role(
    name: Name,
    role: Annotated[RoleName, typer.Argument(help="read, review or admin.", metavar="ROLE")],
    store: StorePath = None,
) -> None:
    """Give a user another role."""
    from recoupe.cli.managing_users import update_user

    update_user(name, store, role=role.value)


@users.command(epilog="Example: recoupe user password ann")
def password(name: Name, store: StorePath = None) -> None:
    """Give a user another password and end their sessions."""
    from recoupe.cli.managing_users import update_password

    update_password(name, store)


@users.command(epilog="Example: recoupe user disable ann")
def disable(name: Name, store: StorePath = None) -> None:
    """Log a user out everywhere and keep them out; what they decided stays."""
    from recoupe.cli.managing_users import update_user

    update_user(name, store, disabled=True)


@users.command(epilog="Example: recoupe user enable ann")
def enable(name: Name, store: StorePath = None) -> None:
    """Let a disabled user in again."""
    from recoupe.cli.managing_users import update_user

    update_user(name, store, disabled=False)
