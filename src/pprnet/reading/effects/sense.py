"""What a name means in this text, and what looks like an effect and is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.reading.effects.beside import Beside
from pprnet.reading.effects.labels import label_at
from pprnet.reading.effects.lexemes import NUMBER, WORD, Lexeme, word_set
from pprnet.reading.effects.names import Name
from pprnet.reading.effects.values import Value

_DEFINED = re.compile(r"[(\[](?:a|s)?(RR|HR|MD|RD|IRR|PR|APR|SHR|ARR|RRR|ES|AUC|SMD|OR)s?[)\]]")
_LONGEST_WORD = 30
_MEANINGS = {
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
_PLANS = ("power", "detect", "assuming", "sample size", "Assuming", "Power", "Sample size")
_INTERVAL = re.compile(r"\bCIs?\b|\bconfidence interval")
_PLANNED = word_set("margin margins threshold cutoff criterion important minimal minimum")
_NAMED_EARLIER = re.compile(
    r"\b(?:Cohen'?s? d|standardi[sz]ed mean difference|Hedge'?s?'?s? g|SMD)\b", re.IGNORECASE
)
_RELIABLE = word_set(
    "reliability reliabilities retest intraclass icc consistency alpha α cronbach cronbachs "
    "interrater interitem"
)
_RANGES = {
    "r": (-1, 1), "eta2": (0, 1), "R2": (0, 1), "AUC": (0, 1), "kappa": (-1, 1),
    "OR": (0, 1e4), "RR": (0, 1e3), "HR": (0, 1e3), "IRR": (0, 1e3), "d": (-15, 15),
    "g": (-15, 15), "SMD": (-15, 15), "NNT": (-1e5, 1e5), "beta": (-1e3, 1e3),
}  # fmt: skip
_AT_ONCE = word_set("of was were only about just approximately")
_GOES_ON = frozenset({"value", "values", "coefficient"})
_NEVER_PERCENT = word_set("b beta kappa NNT OR RR HR IRR d g r")
_CHANCE = 50  # percent; an area below that of a coin is a glucose curve
_OPEN = frozenset({"difference", "change"})
_WEAK_COEFFICIENTS = frozenset({"estimate", "direct", "indirect", "estimated", "fixed"})
_UNITS_OF_TIME = frozenset({"months", "weeks", "years", "sessions", "month", "week", "year"})


@dataclass(frozen=True, slots=True)
class Sense:
    """What is known of a whole text before its sentences are read."""

    other: frozenset[str] = frozenset()
    """Abbreviations that stand for something else here, as HR for heart rate."""
    reduction: bool = False
    """Whether ARR is defined here as absolute risk reduction; else it is an adjusted ratio."""
    generic: str = "d"
    """The measure of "effect size" where no name is printed beside it."""

    @classmethod
    def of(cls, text: str) -> Sense:
        """Look through a text for what it defines."""
        defined = [
            (_word_before(text, found.start()), found[1]) for found in _DEFINED.finditer(text)
        ]
        other = frozenset(name for word, name in defined if not _may_mean(word, name))
        return cls(other, ("reduction", "ARR") in defined, _generic(text))

    def refuses_name(self, found: Sequence[Lexeme], name: Name) -> bool:
        """Say whether a name does not mean its measure where it stands."""
        before = found[name.first - 1] if name.first else None
        printed = found[name.first].text
        if name.symbol and printed.rstrip("s").lstrip("a") in self.other:
            return True
        if before and name.symbol and _glued(before, found[name.first], name):
            return True
        if name.symbol and _begins_word(found, name.after):
            return True
        around = found[max(0, name.first - 4) : name.after + 2]
        if any(lexeme.text.lower() in _PLANNED for lexeme in around):
            return True
        if _is_of_interval(found, name.first):
            return True
        return name.measure in {"r", "b"} and _reliability(found, name)

    def measure(
        self, found: Sequence[Lexeme], name: Name, value: Value, close: Beside
    ) -> str | None:
        """Give the measure of a named value, or nothing if it cannot be one."""
        measure = name.measure
        if measure == "effect size":
            return self.generic if value.decimal and abs(value.number) < 6 else None  # noqa: PLR2004
        if measure in _OPEN:
            return _difference(found, name, value, close)
        if measure == "MD" and close.pair is None and _is_mean(found, value):
            return None
        if measure == "MD":
            return "percent-difference" if value.percent else "MD"
        if found[name.first].text == "ARR" and not (value.percent or self.reduction):
            measure = "RR"
        if measure == "b" and not name.symbol:
            if _is_correlation(found, name):
                measure = "r"
            elif not _coefficient(found, name, close):
                return None
        return measure if in_range(measure, value) and not _is_mean(found, value) else None

    def is_time(self, found: Sequence[Lexeme], value: Value) -> bool:
        """Say whether a number counts months or sessions."""
        return (
            not value.decimal
            and not value.signed
            and value.after < len(found)
            and found[value.after].text in _UNITS_OF_TIME
        )


def _may_mean(word: str, name: str) -> bool:
    """Say whether an abbreviation that stands in brackets after a word is of a measure."""
    return word in _MEANINGS[name].split() or word.endswith(name.lower())


def _word_before(text: str, place: int) -> str:
    words = text[max(0, place - _LONGEST_WORD) : place].split()
    return words[-1].lower().strip("'\"-") if words else ""


def is_plan(sentence: str) -> bool:
    """Say whether a sentence speaks of the power of a study and not of what was found."""
    if not any(word in sentence for word in _PLANS):
        return False
    return _POWER.search(sentence) is not None and _INTERVAL.search(sentence) is None


def _generic(text: str) -> str:
    """Give the measure that "effect size" stands for: that which the text names, d if none."""
    if "ffect size" not in text and "ES" not in text:
        return "d"
    named = _NAMED_EARLIER.search(text)
    return {"c": "d", "h": "g"}.get(named[0][0].lower(), "SMD") if named else "d"


def _glued(before: Lexeme, lexeme: Lexeme, name: Name) -> bool:
    """Tell "mg/d", "5 g" and "17β" from measures."""
    if name.short and before.kind in {"/", "number"}:
        return True
    return before.end == lexeme.start and before.kind in {"number", "-", "/"}


def _begins_word(found: Sequence[Lexeme], after: int) -> bool:
    """Tell "HR-QOL" from a measure."""
    if after + 1 >= len(found) or found[after].kind != "-" or found[after + 1].kind != WORD:
        return False
    return found[after - 1].end == found[after].start and found[after + 1].text not in _GOES_ON


def _reliability(found: Sequence[Lexeme], name: Name) -> bool:
    before = found[max(0, name.first - 8) : name.first]
    return any(lexeme.kind == WORD and lexeme.text.lower() in _RELIABLE for lexeme in before)


def _is_of_interval(found: Sequence[Lexeme], first: int) -> bool:
    """Say whether the name only tells whose interval is given, as in "the 95% CI of the HR"."""
    for place in range(first - 1, max(-1, first - 7), -1):
        if found[place].kind == NUMBER and not label_at(found, place):
            return False
        if found[place].kind == WORD and label_at(found, place):
            return found[place + 1].text in {"of", "for"}
    return False


def _is_correlation(found: Sequence[Lexeme], name: Name) -> bool:
    around = found[max(0, name.first - 3) : name.after + 3]
    return any(lexeme.text.startswith(("Spearman", "Pearson", "correlat")) for lexeme in around)


def _coefficient(found: Sequence[Lexeme], name: Name, close: Beside) -> bool:
    """Say whether an estimate is that of a model: it has an interval, or is called coefficient."""
    if close.labelled or "regression" in found[name.first].text:
        return True
    if name.after < len(found) and found[name.after].kind == "=":
        return found[name.after - 1].text in {"B", "b"}
    return found[name.after - 1].text.startswith("coefficient") and bool(close.p)


def _difference(found: Sequence[Lexeme], name: Name, value: Value, close: Beside) -> str | None:
    measure = "percent-difference" if value.percent else "MD"
    if close.pair and (close.labelled or name.measure == "difference"):
        return measure
    if name.measure == "change" or _is_mean(found, value):
        return None
    at_once = all(
        lexeme.kind in {"=", ":", ",", "(", "-", "$", "+"} or lexeme.text in _AT_ONCE
        for lexeme in found[name.after : value.after - 1 - value.percent]
    )
    before = found[value.after - 3 - value.percent].text
    at_once = at_once or (value.signed and value.percent and before in {"was", "were"})
    return measure if at_once and found[name.after - 1].text.startswith("diff") else None


def in_range(measure: str, value: Value) -> bool:
    """Say whether a measure can have a value at all."""
    low, high = _RANGES.get(measure, (float("-inf"), float("inf")))
    scale = 100 if value.percent and measure in {"R2", "AUC", "eta2"} else 1
    if measure == "AUC" and value.percent and value.number < _CHANCE:
        return False
    if value.percent and measure in _NEVER_PERCENT:
        return False
    return low <= value.number / scale <= high


def _is_mean(found: Sequence[Lexeme], value: Value) -> bool:
    return value.after < len(found) and found[value.after].kind == "±"
