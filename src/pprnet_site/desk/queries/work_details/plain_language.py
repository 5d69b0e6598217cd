"""Effects in plain language: one sentence and pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pprnet.effect_sizes import (
    Association,
    Certainty,
    Comparison,
    Direction,
    Picture,
    PlainWords,
    effect_of,
    icon_array,
    interval_bar,
    plain_words,
)
from pprnet.errors import EffectError
from pprnet.records import EffectSize
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries.signal_review import SignalReview, signal_reviews
from pprnet_site.catalogue.signal_kinds import SignalKind
from pprnet_site.core.errors import ActionRefusedError

__all__ = ["EffectDescription", "Picture", "describe_effect", "effects_of"]


@dataclass(frozen=True, slots=True)
class EffectDescription:
    """An effect as a sentence and as pictures."""

    words: PlainWords
    bar: Picture
    people: Picture | None
    """An icon array of 100 people; None where no base rate was given."""


def effects_of(work: Work) -> list[SignalReview]:
    """Return the effects of a work that are not rejected and have their values."""
    return [
        reading
        for reading in signal_reviews(work)
        if reading.kind == SignalKind.EFFECT and reading.detail and not reading.is_rejected
    ]


def subject(said: dict[str, Any]) -> Comparison | Association:
    """Return what an effect is about: a comparison or, without a control, an association."""
    if not said["control"]:
        return Association(
            said["intervention"], said["outcome"], direction=Direction(said["above"])
        )
    return Comparison(
        intervention=said["intervention"],
        control=said["control"],
        outcome=said["outcome"],
        direction=Direction(said["above"]),
        event=said["event"],
        event_direction=Direction(said["event_above"]) if said["event_above"] else None,
    )


def describe_effect(
    detail: dict[str, Any], said: dict[str, Any], language: str
) -> EffectDescription:
    """Return an effect in plain language.

    Args:
        detail: the stored effect.
        said: the fields of the form; `base_rate` in percent.
        language: "en" or "fr".

    Raises:
        ActionRefusedError: The effect cannot be presented this way.
    """
    base = said["base_rate"]
    rate = None if base is None else base / 100
    certainty = Certainty(said["certainty"]) if said["certainty"] else None
    try:
        about = subject(said)
        effect = effect_of(EffectSize(**detail))
        options: dict[str, Any] = {"language": language, "base_rate": rate}
        return EffectDescription(
            words=plain_words(effect, about, certainty=certainty, **options),
            bar=interval_bar(effect, label=said["outcome"], prefix="bar", language=language),
            people=(
                icon_array(effect, about, prefix="people", wanted=said["wanted"], **options)
                if rate and certainty != Certainty.VERY_LOW
                else None
            ),
        )
    except EffectError as error:
        raise ActionRefusedError(
            _("This effect cannot be presented this way: %(why)s") % {"why": error}
        ) from error
