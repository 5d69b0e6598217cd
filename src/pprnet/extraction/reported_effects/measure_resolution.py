"""The meaning of a measure's name in a text, and exclusion of what only looks like an effect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    NUMBER,
    WORD,
    EffectToken,
)
from pprnet.extraction.reported_effects.notation.interval_and_p import IntervalAndP
from pprnet.extraction.reported_effects.notation.measure_names import MeasureName
from pprnet.extraction.reported_effects.notation.printed_values import LONG_TIME_UNITS, PrintedValue
from pprnet.extraction.reported_effects.notation.statistic_labels import parse_interval_label
from pprnet.extraction.text_processing.word_tokenizer import word_set

_ABBREVIATION_IN_BRACKETS = re.compile(
    r"[(\[](?:a|s)?(RR|HR|MD|RD|IRR|PR|APR|SHR|ARR|RRR|ES|AUC|SMD|OR)s?[)\]]"
)
_RATE_RATIO = re.compile(r"\b[Rr]ate [Rr]atios?,? ?[(\[]a?RRs?\b")
_RATE_RATIO_SYMBOLS = frozenset({"RR", "RRs", "aRR"})
_MAX_WORD_LENGTH = 30
_LAST_WORDS = {
    "RR": "risk risks ratio ratios", "HR": "ratio ratios hazard", "MD": "difference differences",
    "RD": "difference differences", "IRR": "ratio ratios", "PR": "ratio ratios",
    "APR": "ratio ratios", "SHR": "ratio ratios", "ARR": "reduction risk risks ratio ratios",
    "RRR": "ratio ratios",
    "ES": "size sizes strength strengths",
    "AUC": "curve curves area characteristic characteristics",
    "SMD": "difference differences distance", "OR": "ratio ratios",
}  # fmt: skip
"""The last word of what an abbreviation stands for, where it stands for a measure."""
_POWER = re.compile(
    r"\bto detect\b|\bpower of\b|\d ?% power\b|\bpowered\b|\bpower calculation|\bsample size (?:of"
    r"|calcul|estimat)|\bstatistical power\b|\bassuming\b",
    re.IGNORECASE,
)
_POWER_CUES = ("power", "detect", "assuming", "sample size", "Assuming", "Power", "Sample size")
_INTERVAL = re.compile(r"\bCIs?\b|\bconfidence interval")
_PLANNING_WORDS = word_set("margin margins threshold cutoff criterion important minimal minimum")
_NAMED_EARLIER = re.compile(
    r"\b(?:Cohen'?s? d|standardi[sz]ed mean difference|Hedge'?s?'?s? g|SMD)\b", re.IGNORECASE
)
_RELIABILITY_WORDS = word_set(
    "reliability reliabilities retest intraclass icc consistency alpha α cronbach cronbachs "
    "interrater interitem"
)
_POSSIBLE_VALUES = {
    "r": (-1, 1), "eta2": (0, 1), "R2": (0, 1), "AUC": (0, 1), "kappa": (-1, 1),
    "OR": (0, 1e4), "RR": (0, 1e3), "HR": (0, 1e3), "IRR": (0, 1e3), "d": (-15, 15),
    "g": (-15, 15), "SMD": (-15, 15), "NNT": (-1e5, 1e5), "beta": (-1e3, 1e3),
}  # fmt: skip
_CONNECTING_WORDS = word_set("of was were only about just approximately")
_COMPOUND_NOUNS = frozenset({"value", "values", "coefficient"})
_NON_PERCENT_MEASURES = word_set("b beta kappa NNT OR RR HR IRR d g r")
_CHANCE_AUC = 50  # percent; an area below that of a coin is a glucose curve
_UNSPECIFIED = frozenset({"difference", "change"})


@dataclass(frozen=True, slots=True)
class MeasureResolver:
    """What a text defines, known before its sentences are parsed."""

    other_abbreviations: frozenset[str] = frozenset()
    """Abbreviations that stand for something else here, as HR for heart rate."""
    arr_is_reduction: bool = False
    """Whether ARR is defined here as absolute risk reduction; else it is an adjusted ratio."""
    rr_is_rate_ratio: bool = False
    """Whether RR is defined here as a ratio of rates; else it is of risks."""
    generic_measure: str = "SMD"
    """The measure of "effect size" where no name is printed beside it."""

    @classmethod
    def from_text(cls, text: str) -> MeasureResolver:
        """Return what a text defines.

        Args:
            text: any text, such as an abstract.
        """
        defined = [
            (_word_before(text, match.start()), match[1])
            for match in _ABBREVIATION_IN_BRACKETS.finditer(text)
        ]
        other_abbreviations = frozenset(
            name for word, name in defined if not _may_stand_for(word, name)
        )
        rates = "RR" in text and _RATE_RATIO.search(text) is not None
        reduction = ("reduction", "ARR") in defined
        return cls(other_abbreviations, reduction, rates, _generic_measure(text))

    def rejects_name(self, tokens: Sequence[EffectToken], name: MeasureName) -> bool:
        """Return whether a name does not mean its measure at its position.

        Args:
            tokens: the tokens of one sentence.
            name: the measure name.
        """
        previous_token = tokens[name.first - 1] if name.first else None
        printed = tokens[name.first].text
        if name.symbol and printed.rstrip("s").lstrip("a") in self.other_abbreviations:
            return True
        if (
            previous_token
            and name.symbol
            and _is_attached(previous_token, tokens[name.first], name)
        ):
            return True
        if name.symbol and _starts_compound_word(tokens, name.next_index):
            return True
        nearby_tokens = tokens[max(0, name.first - 4) : name.next_index + 2]
        if any(token.text.lower() in _PLANNING_WORDS for token in nearby_tokens):
            return True
        if _is_of_interval(tokens, name.first):
            return True
        return name.measure in {"r", "b"} and _is_reliability(tokens, name)

    def resolve(
        self,
        tokens: Sequence[EffectToken],
        name: MeasureName,
        value: PrintedValue,
        precision: IntervalAndP,
    ) -> str | None:
        """Return the measure of a named value, `None` if it cannot be one.

        Args:
            tokens: the tokens of one sentence.
            name: the measure name.
            value: the printed value.
            precision: the interval and p that follow the value.
        """
        measure = name.measure
        if measure == "effect size":
            return self.generic_measure if value.decimal and abs(value.number) < 6 else None  # noqa: PLR2004
        if measure in _UNSPECIFIED:
            return _resolve_difference(tokens, name, value, precision)
        if measure == "MD" and precision.interval is None and _is_mean(tokens, value):
            return None
        if measure == "MD":
            return "percent-difference" if value.percent else "MD"
        if tokens[name.first].text == "ARR" and not (value.percent or self.arr_is_reduction):
            measure = "RR"
        if self.rr_is_rate_ratio and tokens[name.first].text in _RATE_RATIO_SYMBOLS:
            measure = "IRR"
        if measure == "b" and not name.symbol:
            if _is_correlation(tokens, name):
                measure = "r"
            elif not _is_coefficient(tokens, name, precision):
                return None
        return (
            measure if is_possible_value(measure, value) and not _is_mean(tokens, value) else None
        )

    def is_time_span(self, tokens: Sequence[EffectToken], value: PrintedValue) -> bool:
        """Return whether a number counts months or sessions.

        Args:
            tokens: the tokens of one sentence.
            value: the printed value.
        """
        return (
            not value.decimal
            and not value.signed
            and value.next_index < len(tokens)
            and tokens[value.next_index].text in LONG_TIME_UNITS
        )


def _may_stand_for(word: str, name: str) -> bool:
    """Return whether an abbreviation in brackets after a word abbreviates a measure."""
    return word in _LAST_WORDS[name].split() or word.endswith(name.lower())


def _word_before(text: str, place: int) -> str:
    words = text[max(0, place - _MAX_WORD_LENGTH) : place].split()
    return words[-1].lower().strip("'\"-") if words else ""


def is_power_statement(sentence: str) -> bool:
    """Return whether a sentence states the power of a study and not a result.

    Args:
        sentence: one sentence of a text.
    """
    if not any(word in sentence for word in _POWER_CUES):
        return False
    return _POWER.search(sentence) is not None and _INTERVAL.search(sentence) is None


def _generic_measure(text: str) -> str:
    """Return the measure of "effect size": the one that the text names, SMD if none."""
    if "ffect size" not in text and "ES" not in text:
        return "SMD"
    named = _NAMED_EARLIER.search(text)
    return {"c": "d", "h": "g"}.get(named[0][0].lower(), "SMD") if named else "SMD"


def _is_attached(previous_token: EffectToken, token: EffectToken, name: MeasureName) -> bool:
    """Return whether a symbol is part of "mg/d", "5 g" or "17β"."""
    if name.ambiguous and previous_token.kind in {"/", "number"}:
        return True
    return previous_token.end == token.start and previous_token.kind in {"number", "-", "/"}


def _starts_compound_word(tokens: Sequence[EffectToken], next_index: int) -> bool:
    """Return whether a symbol is part of a compound such as "HR-QOL"."""
    if (
        next_index + 1 >= len(tokens)
        or tokens[next_index].kind != "-"
        or tokens[next_index + 1].kind != WORD
    ):
        return False
    return (
        tokens[next_index - 1].end == tokens[next_index].start
        and tokens[next_index + 1].text not in _COMPOUND_NOUNS
    )


def _is_reliability(tokens: Sequence[EffectToken], name: MeasureName) -> bool:
    preceding_tokens = tokens[max(0, name.first - 8) : name.first]
    return any(
        token.kind == WORD and token.text.lower() in _RELIABILITY_WORDS
        for token in preceding_tokens
    )


def _is_of_interval(tokens: Sequence[EffectToken], first: int) -> bool:
    """Return whether a name only states whose interval is given, as in "the 95% CI of the HR"."""
    for place in range(first - 1, max(-1, first - 7), -1):
        if tokens[place].kind == NUMBER and not parse_interval_label(tokens, place):
            return False
        if tokens[place].kind == WORD and parse_interval_label(tokens, place):
            return any(token.text in {"of", "for"} for token in tokens[place + 1 : first])
    return False


def _is_correlation(tokens: Sequence[EffectToken], name: MeasureName) -> bool:
    nearby_tokens = tokens[max(0, name.first - 3) : name.next_index + 3]
    return any(
        token.text.startswith(("Spearman", "Pearson", "correlat")) for token in nearby_tokens
    )


def _is_coefficient(
    tokens: Sequence[EffectToken], name: MeasureName, precision: IntervalAndP
) -> bool:
    """Return whether an estimate is of a model: it has an interval, or is called coefficient."""
    if precision.labelled or "regression" in tokens[name.first].text:
        return True
    if name.next_index < len(tokens) and tokens[name.next_index].kind == "=":
        return tokens[name.next_index - 1].text in {"B", "b"}
    return tokens[name.next_index - 1].text.startswith("coefficient") and bool(precision.p)


def _resolve_difference(
    tokens: Sequence[EffectToken], name: MeasureName, value: PrintedValue, precision: IntervalAndP
) -> str | None:
    measure = "percent-difference" if value.percent else "MD"
    if precision.interval and (precision.labelled or name.measure == "difference"):
        return measure
    if name.measure == "change" or _is_mean(tokens, value):
        return None
    immediate = all(
        token.kind in {"=", ":", ",", "(", "-", "$", "+"} or token.text in _CONNECTING_WORDS
        for token in tokens[name.next_index : value.next_index - 1 - value.percent]
    )
    previous_text = tokens[value.next_index - 3 - value.percent].text
    immediate = immediate or (value.signed and value.percent and previous_text in {"was", "were"})
    return measure if immediate and tokens[name.next_index - 1].text.startswith("diff") else None


def is_possible_value(measure: str, value: PrintedValue) -> bool:
    """Return whether a measure can have a value at all.

    Args:
        measure: a measure of the reading guide, such as "d" or "OR".
        value: the printed value.
    """
    low, high = _POSSIBLE_VALUES.get(measure, (float("-inf"), float("inf")))
    scale = 100 if value.percent and measure in {"R2", "AUC", "eta2"} else 1
    if measure == "AUC" and value.percent and value.number < _CHANCE_AUC:
        return False
    if value.percent and measure in _NON_PERCENT_MEASURES:
        return False
    return low <= value.number / scale <= high


def _is_mean(tokens: Sequence[EffectToken], value: PrintedValue) -> bool:
    return value.next_index < len(tokens) and tokens[value.next_index].kind == "±"
