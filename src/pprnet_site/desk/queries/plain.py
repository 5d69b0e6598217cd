"""An effect of a work in one plain sentence and in pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pprnet.effects import (
    Certainty,
    Comparison,
    Link,
    Picture,
    PlainWords,
    Sense,
    effect_of,
    icon_array,
    interval_bar,
    plain_words,
)
from pprnet.errors import EffectError
from pprnet.records import EffectSize
from pprnet_site.catalogue.enums import SignalKind
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries.readings import Reading, readings_of
from pprnet_site.core.errors import Refused


@dataclass(frozen=True, slots=True)
class Plain:
    """What can be said and drawn of an effect."""

    words: PlainWords
    bar: Picture
    people: Picture | None
    """An icon array of 100 people; none where no base rate was given."""


def effects_of(work: Work) -> list[Reading]:
    """Give the effects of a work that nobody rejected and that have their parts."""
    return [
        reading
        for reading in readings_of(work)
        if reading.kind == SignalKind.EFFECT and reading.detail and not reading.is_rejected
    ]


def subject(said: dict[str, Any]) -> Comparison | Link:
    """Say what an effect is about: two things compared or, without a second, two that go along."""
    if not said["control"]:
        return Link(said["intervention"], said["outcome"], above=Sense(said["above"]))
    return Comparison(
        intervention=said["intervention"],
        control=said["control"],
        outcome=said["outcome"],
        above=Sense(said["above"]),
        event=said["event"],
        event_above=Sense(said["event_above"]) if said["event_above"] else None,
    )


def plain(detail: dict[str, Any], said: dict[str, Any], language: str) -> Plain:
    """Put an effect into words and pictures, or say what it lacks."""
    base = said["base_rate"]
    rate = None if base is None else base / 100
    certainty = Certainty(said["certainty"]) if said["certainty"] else None
    try:
        about = subject(said)
        effect = effect_of(EffectSize(**detail))
        options: dict[str, Any] = {"language": language, "base_rate": rate}
        return Plain(
            words=plain_words(effect, about, certainty=certainty, **options),
            bar=interval_bar(effect, label=said["outcome"], prefix="bar", language=language),
            people=(
                icon_array(effect, about, prefix="people", wanted=said["wanted"], **options)
                if rate and certainty != Certainty.VERY_LOW
                else None
            ),
        )
    except EffectError as error:
        raise Refused(_("This effect cannot be told so: %(why)s") % {"why": error}) from error
