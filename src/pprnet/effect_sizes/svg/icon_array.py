"""A picture of 100 people: who does well either way, who more, who not.

Icon arrays inform readers of any numeracy (Galesic et al., 2009). The marks differ in size and form
as well as in colour, so that print and any eye can distinguish them.
"""

from __future__ import annotations

from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.plain_language.effect_descriptions import (
    EffectDescription,
    description_kind,
    phrases_of,
)
from pprnet.effect_sizes.plain_language.numerals import numeral
from pprnet.effect_sizes.plain_language.plain_sentences import count_slots, effect_slots
from pprnet.effect_sizes.plain_language.rates import Counts, Rates, counts_of, rates_of
from pprnet.effect_sizes.plain_language.sentence_templates import fill_template
from pprnet.effect_sizes.svg.svg_markup import Picture, escape_text, svg_document
from pprnet.errors import EffectError

ARRAY_SIDE, ICON_STEP, ICONS_PER_ROW = 240, 24, 10
PEOPLE_DRAWN = ICONS_PER_ROW * ICONS_PER_ROW

# The class of `look.css`, the radius in units of 240 and any more attributes of each mark.
_EITHER = ("svg-base", 5.0, "")
_GOOD = ("svg-on", 9.5, "")
_BAD = ("svg-line", 8.5, ' stroke-width="2.5"')
_NEITHER = ("svg-off", 4.5, ' stroke-width="1.5"')

IconMark = tuple[str, float, str]
IconGroup = tuple[str, int, IconMark]
"""Name of the group, people in it, mark of each."""


def icon_array(
    effect: Effect,
    description: EffectDescription,
    *,
    prefix: str,
    language: str = "en",
    base_rate: float | None = None,
    wanted: bool = True,
) -> Picture:
    """Return a picture of an effect as 100 people, with its key and caption.

    A gain is green, a loss a dark ring. Do not draw an effect whose certainty was appraised as very
    low: so many marks would look like knowledge.

    Args:
        effect: with or without an interval.
        description: phrases in the language of the picture.
        prefix: start of the ids in the SVG, unique on the page.
        language: "en" or "fr".
        base_rate: share of controls who have the event, 0-1; an association needs none.
        wanted: whether the event is one that people want.

    Raises:
        EffectError: There is no base rate to draw people from, or as in `rates_of`.
    """
    rates = rates_of(effect, description, base_rate)
    if rates is None:
        raise EffectError(
            f"{effect.measure}: expected a base rate and an event to draw people, or a link with r"
        )
    groups = _groups(rates, wanted=wanted)
    return Picture(
        svg=svg_document(
            kind="icons",
            size=(ARRAY_SIDE, ARRAY_SIDE),
            prefix=prefix,
            language=language,
            title=_title(rates, description, language),
            desc=_desc(groups, description, language),
            body=_marks(groups),
        ),
        key=_key(groups, description, language),
        caption=_caption(rates, description, language),
    )


def _groups(rates: Rates, *, wanted: bool) -> tuple[IconGroup, ...]:
    """Return the groups of the 100; whoever is left over by rounding has neither."""
    counts = _of_100(rates)
    change = abs(counts.treated - counts.base)
    is_more = counts.treated > counts.base
    mark = _GOOD if is_more is wanted else _BAD
    both = (
        ("either", min(counts.base, counts.treated), _EITHER),
        ("more" if is_more else "fewer", change, mark),
        ("neither", PEOPLE_DRAWN - max(counts.base, counts.treated), _NEITHER),
    )
    return both if change else (both[0], both[2])


def _of_100(rates: Rates) -> Counts:
    """Return rates as whole people of 100."""
    counts = counts_of(rates, denominator=PEOPLE_DRAWN)
    if counts is None:  # pragma: no cover - a fixed number of people always has counts
        raise EffectError("icon array: expected counts of 100 people")
    return counts


def _marks(groups: tuple[IconGroup, ...]) -> str:
    """Return the circles of all people."""
    marks = [mark for _name, people, mark in groups for _ in range(people)]
    return "".join(_circle(mark, *_place(at)) for at, mark in enumerate(marks))


def _place(at: int) -> tuple[int, int]:
    """Return the centre of a person's circle, in units from the top left."""
    row, column = divmod(at, ICONS_PER_ROW)
    return ICON_STEP // 2 + ICON_STEP * column, ICON_STEP // 2 + ICON_STEP * row


def _circle(mark: IconMark, x: int, y: int) -> str:
    """Return one circle."""
    kind, radius, more = mark
    return f'<circle class="{kind}" cx="{x}" cy="{y}" r="{radius:g}"{more}/>'


def _key(groups: tuple[IconGroup, ...], description: EffectDescription, language: str) -> str:
    """Return the list that explains the marks."""
    rows = (
        '<li><svg width="14" height="14" viewBox="0 0 20 20" aria-hidden="true">'
        f"{_circle(mark, 10, 10)}</svg> <span>"
        f"{_key_text(people, name, description, language)}"
        "</span></li>"
        for name, people, mark in groups
    )
    return f'<ul class="key">{"".join(rows)}</ul>'


def _key_text(people: int, name: str, description: EffectDescription, language: str) -> str:
    """Return the text of a mark in the key."""
    label = _label(name, description, language)
    return escape_text(fill_template(language, "icons.key", count=people, label=label))


def _label(name: str, description: EffectDescription, language: str) -> str:
    """Return the name of a group."""
    return fill_template(
        language, f"icons.{description_kind(description)}.{name}", **phrases_of(description)
    )


def _title(rates: Rates, description: EffectDescription, language: str) -> str:
    """Return the title of the picture."""
    counts = _of_100(rates)
    ending = "" if counts.low is None else "_ranged"
    if counts.base == counts.treated and not ending:
        ending = "_hidden"
    place = f"icons.title.{description_kind(description)}{ending}"
    return fill_template(
        language, place, **phrases_of(description), **count_slots(counts, language)
    )


def _desc(groups: tuple[IconGroup, ...], description: EffectDescription, language: str) -> str:
    """Return the description of the picture for screen readers."""
    slots: dict[str, object] = {}
    ending = "hidden"
    for name, people, mark in groups:
        role = name if name in ("either", "neither") else "change"
        slots |= {role: people, f"{role}_label": _label(name, description, language)}
        if role == "change":
            ending = "more_good" if mark is _GOOD else "more_bad"
    return fill_template(language, f"icons.desc.{ending}", **slots)


def _caption(rates: Rates, description: EffectDescription, language: str) -> str:
    """Return the caption, which shows the computation."""
    counts = _of_100(rates)
    slots = effect_slots(rates.effect, language) | {
        "base": str(counts.base),
        "base_rate": numeral(rates.base, None, language),
        "rate": numeral(rates.treated, None, language, distinct_from=rates.base),
    }
    sentences = [
        fill_template(language, f"icons.caption.{rates.method}", **phrases_of(description), **slots)
    ]
    if counts.low is not None:
        sentences.append(fill_template(language, "icons.ranged", low=counts.low, high=counts.high))
    if counts.base == counts.treated:
        sentences.append(fill_template(language, "icons.hidden"))
    return " ".join(sentences)
