"""Effects: from one measure to another, in one plain sentence, and as an accessible picture."""

from pprnet.effect_sizes.conversions.measure_conversion import convert_effect
from pprnet.effect_sizes.effect import Effect, effect_of
from pprnet.effect_sizes.effect_measures import Measure
from pprnet.effect_sizes.findings import Finding, finding_of
from pprnet.effect_sizes.magnitudes import COHEN_D, COHEN_R, Magnitude, Thresholds, magnitude_of
from pprnet.effect_sizes.number_needed import NumberNeeded, number_needed, risk_difference_of
from pprnet.effect_sizes.plain_language.effect_descriptions import (
    Association,
    Certainty,
    Comparison,
    Direction,
)
from pprnet.effect_sizes.plain_language.number_needed_sentences import number_needed_sentence
from pprnet.effect_sizes.plain_language.plain_sentences import (
    PlainWords,
    people_sentence,
    plain_words,
)
from pprnet.effect_sizes.plain_language.rates import Counts, Rates, counts_of, rates_of
from pprnet.effect_sizes.svg.icon_array import icon_array
from pprnet.effect_sizes.svg.interval_bar import interval_bar
from pprnet.effect_sizes.svg.svg_markup import Picture

__all__ = [
    "COHEN_D",
    "COHEN_R",
    "Association",
    "Certainty",
    "Comparison",
    "Counts",
    "Direction",
    "Effect",
    "Finding",
    "Magnitude",
    "Measure",
    "NumberNeeded",
    "Picture",
    "PlainWords",
    "Rates",
    "Thresholds",
    "convert_effect",
    "counts_of",
    "effect_of",
    "finding_of",
    "icon_array",
    "interval_bar",
    "magnitude_of",
    "number_needed",
    "number_needed_sentence",
    "people_sentence",
    "plain_words",
    "rates_of",
    "risk_difference_of",
]
