"""The same incident in the terms of other codebooks."""

from recoupe.codebooks.coding import Coding, code_incident
from recoupe.codebooks.rules import CODEBOOKS, Codebook, load_codebook

__all__ = ["CODEBOOKS", "Codebook", "Coding", "code_incident", "load_codebook"]
