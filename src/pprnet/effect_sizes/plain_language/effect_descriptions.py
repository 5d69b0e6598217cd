"""What an effect is about, as phrases that the caller words in the language of the sentence."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

from pprnet.effect_sizes.plain_language.sentence_templates import collapse_spaces
from pprnet.errors import EffectError


class Direction(StrEnum):
    """What a value above the null means for an outcome."""

    MORE = "more"
    LESS = "less"

    @property
    def opposite(self) -> Direction:
        """Return the opposite direction."""
        return Direction.LESS if self is Direction.MORE else Direction.MORE


class Certainty(StrEnum):
    """The certainty of evidence, as GRADE appraises it."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An intervention against a control. Each text is a phrase in the sentence's language.

    An `EffectError` is raised where intervention, control or outcome is empty.
    """

    intervention: str
    """A noun phrase in the singular, with its article where French needs one: "la TCC"."""
    control: str
    """A noun phrase: "usual care", "les soins habituels"."""
    outcome: str
    """A noun phrase: "depressive symptoms"."""
    direction: Direction
    """What a value above the null means: many authors print benefit as positive whatever the
    outcome, so that the number does not show it."""
    event: str = ""
    """What some people do and others do not, a verb in the plural: "recover", "rechutent"."""
    event_direction: Direction | None = None
    """What a value above the null means for the event; for OR, RR and RD it is always more."""

    def __post_init__(self) -> None:
        for name in ("intervention", "control", "outcome"):
            _stated(getattr(self, name), name)


@dataclass(frozen=True, slots=True)
class Association:
    """Two scores that are associated, neither of them assigned to anybody.

    An `EffectError` is raised where a phrase is empty.
    """

    predictor: str
    """A noun phrase: "the working alliance"."""
    outcome: str
    direction: Direction = Direction.MORE
    """Whether a positive value means that high goes with high (or, with reversed scores, low)."""

    def __post_init__(self) -> None:
        for name in ("predictor", "outcome"):
            _stated(getattr(self, name), name)


EffectDescription = Comparison | Association


def description_kind(description: EffectDescription) -> str:
    """Return the kind of description, as the tables of sentences name it.

    Args:
        description: of a comparison or an association.

    Returns:
        `linked` for an association, `compared` for a comparison.
    """
    return "linked" if isinstance(description, Association) else "compared"


def phrases_of(description: EffectDescription) -> dict[str, str]:
    """Return the phrases of a description by name, as they fill the slots of a sentence.

    Args:
        description: of a comparison or an association.
    """
    texts = ((name, text) for name, text in asdict(description).items() if isinstance(text, str))
    return {name: collapse_spaces(text) for name, text in texts}


def _stated(text: str, name: str) -> None:
    """Raise an error where a phrase is empty."""
    if not text.strip():
        raise EffectError(f"{name}: expected a phrase to put in the sentence, got none")


def direction_of(value: float, null: float, direction: Direction) -> Direction:
    """Return whether a value means more or less of the outcome.

    Args:
        value: on the scale of its measure.
        null: value at which both groups are equal.
        direction: what a value above the null means.
    """
    return direction if value >= null else direction.opposite
