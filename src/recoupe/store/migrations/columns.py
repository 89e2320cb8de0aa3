"""Columns as the steps make them."""

from typing import Any

import sqlalchemy as sa

from recoupe.store.tables import String


def key() -> sa.Column[int]:
    """A key that the database counts."""
    return sa.Column("key", sa.Integer, primary_key=True)


def part(name: str, kind: Any = sa.Integer) -> sa.Column[Any]:
    """A part of a key that is given."""
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


def reference(name: str, to: str, **more: Any) -> sa.Column[int]:
    """The key of a row of another table."""
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{to}.key"), nullable=False, **more)


def run() -> sa.Column[int]:
    """The run that wrote the row."""
    return reference("run", "runs")


def text(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[str]:
    """A column of text."""
    return sa.Column(name, String, nullable=nullable, index=index)


def number(name: str) -> sa.Column[int]:
    """A column of whole numbers, always given."""
    return sa.Column(name, sa.Integer, nullable=False)


def record(name: str) -> sa.Column[Any]:
    """A column of plain values, always given."""
    return sa.Column(name, sa.JSON, nullable=False)


def flag(name: str) -> sa.Column[bool]:
    """A column of yes or no, always given."""
    return sa.Column(name, sa.Boolean, nullable=False)
