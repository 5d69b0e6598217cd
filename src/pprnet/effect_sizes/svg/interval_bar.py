"""A picture of an estimate with its interval, and a line at which both groups are equal."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.plain_language.numerals import short_numeral
from pprnet.effect_sizes.plain_language.plain_sentences import effect_slots, level_suffix
from pprnet.effect_sizes.plain_language.sentence_templates import collapse_spaces, fill_template
from pprnet.effect_sizes.svg.axis import Axis, axis_for
from pprnet.effect_sizes.svg.svg_markup import Picture, escape_text, format_coordinate, svg_document
from pprnet.errors import EffectError

BAR_WIDTH, BAR_HEIGHT, BAR_INSET = 340, 60, 18
"""In units; `look.css` shows the picture at most 26 rem wide, so that 13 units are over 12 px
from 314 px on."""
_BAR, _AXIS, _LABEL = 18, 36, 54
_FONT = 13
_CHARACTER, _GAP = 8.5, 4
"""Room for a digit of this size and between two labels, in units."""


def interval_bar(effect: Effect, *, label: str, prefix: str, language: str = "en") -> Picture:
    """Return a picture of an effect and its interval, on a log scale for a ratio.

    Where no interval was stated there is no picture, and the caption says so.

    Args:
        effect: with or without an interval.
        label: what is compared, in the language of the picture.
        prefix: start of the ids in the SVG, unique on the page.
        language: "en" or "fr".

    Raises:
        EffectError: The label is empty, the prefix cannot begin an id, or the language has no
            sentences.
    """
    if not label.strip():
        raise EffectError("label: expected what the bar is about, got none")
    slots = effect_slots(effect, language) | {"label": collapse_spaces(label)}
    if effect.interval is None:
        return Picture("", "", fill_template(language, "bar.none", **slots))
    axis = axis_for(effect)
    log = "_log" if effect.scale.is_ratio else ""
    return Picture(
        svg=svg_document(
            kind="interval",
            size=(BAR_WIDTH, BAR_HEIGHT),
            prefix=prefix,
            language=language,
            title=fill_template(language, f"bar.title{level_suffix(effect)}", **slots),
            desc=_desc(effect, axis, language),
            body=_scale(effect, axis, language) + _null(effect, axis) + _bar(effect, axis),
        ),
        key="",
        caption=fill_template(language, f"bar.caption{log}{level_suffix(effect)}", **slots),
    )


def _position(axis: Axis, value: float) -> float:
    """Return the position of a value, in units from the left edge."""
    return BAR_INSET + (BAR_WIDTH - 2 * BAR_INSET) * axis.fraction(value)


def _x(axis: Axis, value: float) -> str:
    """Return the position of a value as a coordinate."""
    return format_coordinate(_position(axis, value))


def _desc(effect: Effect, axis: Axis, language: str) -> str:
    """Return the description of the picture for screen readers."""
    low, high = effect.interval or (effect.value, effect.value)
    key = "above" if low > effect.null else "below" if high < effect.null else "across"
    ends = {
        "first": short_numeral(axis.first, effect.measure, language),
        "last": short_numeral(axis.last, effect.measure, language),
    }
    return fill_template(language, f"bar.{key}", **ends)


def _scale(effect: Effect, axis: Axis, language: str) -> str:
    """Return the axis with its ticks and their labels."""
    line = (
        f'<path class="svg-guide" d="M{BAR_INSET} {_AXIS}H{BAR_WIDTH - BAR_INSET}"'
        ' stroke-width="1"/>'
    )
    ticks = (
        f'<path class="svg-guide" d="M{_x(axis, tick)} {_AXIS}v4" stroke-width="1"/>'
        for tick in axis.ticks
    )
    labels = (
        f'<text class="svg-text" x="{format_coordinate(label.middle)}" y="{_LABEL}"'
        f' font-size="{_FONT}" text-anchor="middle">{escape_text(label.name)}</text>'
        for label in _labels(effect, axis, language)
    )
    return "".join((line, *ticks, *labels))


@dataclass(frozen=True, slots=True)
class _Label:
    """A tick's name, in units from the left edge."""

    name: str
    middle: float
    half: float

    def is_clear_of(self, other: _Label) -> bool:
        """Return whether there is room between two labels."""
        return abs(self.middle - other.middle) >= self.half + other.half + _GAP


def _labels(effect: Effect, axis: Axis, language: str) -> list[_Label]:
    """Return the labels of the ticks, the null and the ends first, without overlaps."""
    first = dict.fromkeys((effect.null, axis.first, axis.last, *axis.ticks))
    kept: list[_Label] = []
    for tick in (tick for tick in first if tick in axis.ticks):
        name = short_numeral(tick, effect.measure, language)
        half = _CHARACTER * len(name) / 2
        middle = min(max(_position(axis, tick), half), BAR_WIDTH - half)
        label = _Label(name, middle, half)
        if all(label.is_clear_of(other) for other in kept):
            kept.append(label)
    return sorted(kept, key=lambda label: label.middle)


def _null(effect: Effect, axis: Axis) -> str:
    """Return the line at the null."""
    return (
        f'<path class="svg-guide" d="M{_x(axis, effect.null)} 2V{_AXIS}"'
        ' stroke-width="1.5" stroke-dasharray="3 3"/>'
    )


def _bar(effect: Effect, axis: Axis) -> str:
    """Return the interval and the estimate."""
    low, high = (_x(axis, end) for end in effect.interval or (effect.value, effect.value))
    top, foot = _BAR - 6, _BAR + 6
    return (
        f'<path class="svg-accent" d="M{low} {_BAR}H{high}M{low} {top}V{foot}M{high} {top}V{foot}"'
        ' stroke-width="2.5"/>'
        f'<circle class="svg-on" cx="{_x(axis, effect.value)}" cy="{_BAR}" r="6"/>'
    )
