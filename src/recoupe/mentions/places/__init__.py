"""Places: names in a text, the places that they stand for, and how a text relates to them."""

from recoupe.mentions.places.finding import find_places
from recoupe.mentions.places.gazetteer import Gazetteer, load_gazetteer
from recoupe.mentions.places.rules import PlaceRules, load_place_rules

__all__ = ["Gazetteer", "PlaceRules", "find_places", "load_gazetteer", "load_place_rules"]
