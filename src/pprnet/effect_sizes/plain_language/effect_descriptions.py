"""What an effect is about, in words that the caller gives in the language of the sentence."""

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
        """Give the opposite direction."""
        return Direction.LESS if self is Direction.MORE else Direction.MORE


class Certainty(StrEnum):
    """The certainty of evidence, as GRADE appraises it."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"


@dataclass(frozen=True, slots=True)
class Comparison:
    """An intervention against a control. Each text is a phrase in the sentence's language."""

    intervention: str
    """A noun phrase in the singular, with its article where French needs one: "la TCC"."""
    control: str
    """A noun phrase: "usual care", "les soins habituels"."""
    outcome: str
    """A noun phrase: "depressive symptoms"."""
    direction: Direction
    """What a value above the null means: many authors print benefit as positive whatever the
    outcome, so that it cannot be told from the number."""
    event: str = ""
    """What some people do and others do not, a verb in the plural: "recover", "rechutent"."""
    event_direction: Direction | None = None
    """What a value above the null means for the event; for OR, RR and RD it is always more."""

    def __post_init__(self) -> None:
        for name in ("intervention", "control", "outcome"):
            _stated(getattr(self, name), name)


@dataclass(frozen=True, slots=True)
class Association:
    """Two scores that go together, neither of them given to anybody."""

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
    """Name the kind of subject as the tables of sentences do."""
    return "linked" if isinstance(description, Association) else "compared"


def phrases_of(description: EffectDescription) -> dict[str, str]:
    """Give the phrases by name, as they fill the slots of a sentence."""
    texts = ((name, text) for name, text in asdict(description).items() if isinstance(text, str))
    return {name: collapse_spaces(text) for name, text in texts}


def _stated(text: str, name: str) -> None:
    if not text.strip():
        raise EffectError(f"{name}: expected a phrase to put in the sentence, got none")


def direction_of(value: float, null: float, direction: Direction) -> Direction:
    """Tell whether a value means more or less of the outcome."""
    return direction if value >= null else direction.opposite
