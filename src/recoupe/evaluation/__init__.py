"""How well predicted events agree with annotated ones, and where they do not."""

from recoupe.evaluation.report import write_report
from recoupe.evaluation.scoring import Evaluation, evaluate_lines

__all__ = ["Evaluation", "evaluate_lines", "write_report"]
