"""Effects: from one measure to another, in one plain sentence, and as an accessible picture."""

from pprnet.effects.convert import convert
from pprnet.effects.findings import Finding, finding_of
from pprnet.effects.icon_array import icon_array
from pprnet.effects.interval_bar import interval_bar
from pprnet.effects.measures import Measure
from pprnet.effects.needed_words import needed_sentence
from pprnet.effects.number_needed import NumberNeeded, gain_of, number_needed
from pprnet.effects.rates import Counts, Rates, counts_of, rates_of
from pprnet.effects.sentences import PlainWords, people_sentence, plain_words
from pprnet.effects.sizes import COHEN_D, COHEN_R, Size, Thresholds, size_of
from pprnet.effects.subjects import Certainty, Comparison, Link, Sense
from pprnet.effects.svg import Picture
from pprnet.effects.values import Effect, effect_of

__all__ = [
    "COHEN_D",
    "COHEN_R",
    "Certainty",
    "Comparison",
    "Counts",
    "Effect",
    "Finding",
    "Link",
    "Measure",
    "NumberNeeded",
    "Picture",
    "PlainWords",
    "Rates",
    "Sense",
    "Size",
    "Thresholds",
    "convert",
    "counts_of",
    "effect_of",
    "finding_of",
    "gain_of",
    "icon_array",
    "interval_bar",
    "needed_sentence",
    "number_needed",
    "people_sentence",
    "plain_words",
    "rates_of",
    "size_of",
]
