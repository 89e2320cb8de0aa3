"""What the resolution of one time may look at: the day of the story, the days told before, the tense around."""

from dataclasses import dataclass
from datetime import date

from recoupe.mentions.times.calendar import Period

# A date without a year is the one that its tense asks for unless the other lies so many times nearer: on
# 10 March "le 5 mai" is two months ahead rather than ten ago. Found on French TimeBank and AQUAINT.
NEARER = {True: 10, None: 5, False: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where in time the narrative stands when a time expression is read."""

    reference: date | None  # the day the story was written
    narrative: date | None = None  # the last day the story told of: "la veille" is the day before it
    frame: int | None = None  # the year that the sentence is set in: "en 97 (en janvier …)"
    month: tuple[int, int] | None = None  # year and month named last: "on the 19th"
    last: date | None = None  # the first day of the period told last, of whatever length: "that year"
    span: Period | None = None  # that period itself, where it is longer than a day: "that same day" lies in it
    announced: tuple[date, ...] = ()  # days near the story that the text dates in full: "mardi 1er juin"
    ahead: bool | None = None  # whether the words around tell of the future, the past, or neither
    planned: bool = False  # whether that future was one: "the vigil planned for Saturday was canceled"

    @property
    def day(self) -> date | None:
        """The day the narrative stands at, or the story's own."""
        return self.narrative or self.reference


def nearest(past: date | None, future: date | None, scene: Scene, direction: str) -> date | None:
    """Of the last such day and the next one that which the words mean.

    `direction` is "past" or "future" where the expression itself says so ("dernier", "prochain"), else "auto".
    """
    if past is None or future is None or direction == "past" or past == future:
        return past or future
    if direction == "future" or scene.reference is None:
        return future
    behind, before = (scene.reference - past).days + 1, (future - scene.reference).days + 1
    if scene.ahead:
        return past if behind * NEARER[True] < before else future
    return future if before * NEARER[scene.ahead] < behind else past
