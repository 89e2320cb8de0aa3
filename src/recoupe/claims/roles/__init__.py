"""Roles: who did what to whom in one happening, with what, how many suffered, and on whose word."""

from recoupe.claims.roles.fill import fill_roles
from recoupe.claims.roles.phrases import open_reader
from recoupe.claims.roles.rules import RoleRules, load_role_rules

__all__ = ["RoleRules", "fill_roles", "load_role_rules", "open_reader"]
