"""Password hashes."""

from argon2 import PasswordHasher, extract_parameters

from recoupe.web import passwords
from recoupe.web.passwords import hash_password, is_password


def test_a_hash_fits_its_password_alone() -> None:
    kept = hash_password("a long password")
    assert is_password(kept, "a long password")
    assert not is_password(kept, "a long passworD")
    assert not is_password("no hash at all", "a long password")
    assert not is_password(None, "nobody's")


def test_the_same_password_has_another_hash_for_everybody() -> None:
    assert hash_password("a long password") != hash_password("a long password")


def test_the_defaults_cost_a_guesser_memory() -> None:
    parameters = extract_parameters(PasswordHasher().hash("x"))
    assert parameters.memory_cost >= 19 * 1024, "OWASP: argon2id with 19 MiB at the least"
    assert parameters.type.name == "ID"


def test_a_name_that_is_not_there_costs_as_much_as_one_that_is() -> None:
    assert extract_parameters(passwords._nobodys_hash()).memory_cost > 0
