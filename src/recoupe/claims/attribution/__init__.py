"""Attribution: who is said to have said what, in spans of source, cue and content."""

from recoupe.claims.attribution.find import find_attributions
from recoupe.claims.attribution.rules import REPORTING, AttributionRules, load_attribution

__all__ = ["REPORTING", "AttributionRules", "find_attributions", "load_attribution"]
