"""Which stated quantities the numbers of a text use, and which a number may have been meant to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.claims.binding.arm_keys import arms_conflict
from pprnet.claims.binding.stated_facts import Sources, StatedFact
from pprnet.claims.quantities.meanings.counted_nouns import TIME_UNITS
from pprnet.claims.quantities.quantity_matching import quantity_match
from pprnet.claims.quantities.quantity_values import Precision, Quantity, QuantityUnit
from pprnet.claims.quantities.times.time_lengths import is_same_length
from pprnet.claims.reading.context_words import similarity

COUNTS = frozenset(
    {QuantityUnit.PEOPLE, QuantityUnit.PLAIN, QuantityUnit.STUDIES, QuantityUnit.SESSIONS}
)
"""Units of things that are counted."""
_SAME_LABELS = {"n": "", "N": "", "k": ""}
_TEST_STATISTICS = frozenset({"t", "F", "chi2", "z", "SD", "SE", "df"})
_CURRENCIES = {
    "pounds": "gbp", "gbp": "gbp", "£": "gbp", "livres": "gbp",
    "dollars": "usd", "usd": "usd", "$": "usd",
    "euros": "eur", "euro": "eur", "eur": "eur", "€": "eur",
}  # fmt: skip
_FEW = 12
"""A number in words up to here is not meant for a larger one."""
MIN_COUNT_FIT = 6.0
"""How well the surroundings of a small count in words must agree for it to be one of the source."""
_MARGIN_IF_SHARED = 1.0
"""Where another number of the text has the stated quantity of this value for itself."""
_MARGIN = 2.4
"""By how much more of its surroundings another quantity must share, on the scale of `similarity`;
on the development pairs one faithful number of 350 is above it."""
_OTHER_ARM, _SAME_ARM = 3.0, 1.0
_NEXT_TO = 30
"""Characters; a number this near to the one of the same value is not meant instead of it."""
_OTHER_SIZE = 8
"""A count that a source has is no slip for one that is so many times as large, or as small."""
_THRESHOLDS = frozenset({Precision.MORE, Precision.LESS})
_TIME_UNITS = TIME_UNITS["fr"] | TIME_UNITS["en"]
_OF_PROBABILITY = 1.5
"""Factor of the margin for p values, of which many stand near each other."""
_SPECIFICITY = {3: 1.3, 4: 3.0}
"""Factor of the margin by the number of digits."""


_NOUN_STEM = 5
_OF_WHOLE = re.compile(r"\d\s?/\s?$")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A number of a text, the stated quantities of the same value, and a rival that fits better."""

    fact: StatedFact
    agreeing: tuple[StatedFact, ...]
    rival: StatedFact | None
    """A quantity of another value that the text does not use and whose surroundings fit better."""


def assign_numbers(facts: Sequence[StatedFact], sources: Sources) -> list[Assignment]:
    """Return the stated quantities that the numbers of a text use.

    Args:
        facts: the numbers of the text.
        sources: what it rests on.
    """
    agreeing = [
        tuple(
            stated
            for stated in (sources.facts[place] for place in sources.values.near(fact.quantity))
            if may_be_same_thing(fact.quantity, stated.quantity)
            and quantity_match(fact.quantity, stated.quantity).is_agreement
        )
        for fact in facts
    ]
    used = {id(stated) for found in agreeing for stated in found}
    repeated, shared = _repeated(facts, agreeing), _shared(facts, agreeing, sources)
    return [
        Assignment(
            fact,
            found,
            _rival(
                fact,
                found,
                [each for each in sources.facts_near(fact.sentence) if id(each) not in used],
                sources,
                is_repeated=number in repeated,
                is_shared=number in shared,
            ),
        )
        for number, (fact, found) in enumerate(zip(facts, agreeing, strict=True))
    ]


def may_be_same_thing(claimed: Quantity, stated: Quantity) -> bool:
    """Return whether two quantities of equal value can be of one thing, by what they count.

    Args:
        claimed: of a text.
        stated: of a source.
    """
    if claimed.unit in COUNTS and stated.decimals and not claimed.decimals:
        return False
    if claimed.unit is QuantityUnit.SESSIONS and stated.unit is QuantityUnit.PLAIN:
        return not stated.noun
    if {claimed.label, stated.label} & _TEST_STATISTICS and claimed.label and stated.label:
        return claimed.label == stated.label
    currencies = {_CURRENCIES.get(each.noun) for each in (claimed, stated)} - {None}
    return len(currencies) < 2  # noqa: PLR2004


def fit(fact: StatedFact, stated: StatedFact, sources: Sources) -> float:
    """Return how well the surroundings of a number and of a stated quantity agree.

    Args:
        fact: a number of a text.
        stated: a quantity of a source.
        sources: with the weights of words.
    """
    score = similarity(fact.context, stated.context, sources.weights)
    if fact.arms and stated.arms:
        score += -_OTHER_ARM if arms_conflict(fact.arms, stated.arms) else _SAME_ARM
    return score


def is_comparable(fact: StatedFact, stated: StatedFact) -> bool:
    """Return whether two quantities are of one kind, so that one may stand for the other.

    Args:
        fact: a number of a text.
        stated: a quantity of a source.
    """
    first, second = fact.quantity, stated.quantity
    if first.unit in COUNTS and not first.decimals and (second.decimals or second.low < 0):
        return False
    if first.is_worded and first.unit in COUNTS and first.high <= _FEW < second.high:
        return False
    if first.is_worded and first.noun and second.noun and first.unit is QuantityUnit.PLAIN:
        return first.noun.rstrip("s") == second.noun.rstrip("s")
    if first.unit in COUNTS and second.unit in COUNTS:
        return first.unit is second.unit or QuantityUnit.PLAIN in {first.unit, second.unit}
    labels = [_SAME_LABELS.get(each.label, each.label) for each in (first, second)]
    return first.unit is second.unit and labels[0] == labels[1]


def _rival(
    fact: StatedFact,
    agreeing: Sequence[StatedFact],
    unused: Sequence[StatedFact],
    sources: Sources,
    *,
    is_repeated: bool,
    is_shared: bool,
) -> StatedFact | None:
    rivals = [
        stated
        for stated in unused
        if is_comparable(fact, stated)
        and counts_same(fact.quantity, stated.quantity)
        and not _is_denominator(stated, sources)
        and _may_be_meant(fact.quantity, stated.quantity)
        and not times_agree(fact.quantity, stated.quantity)
    ]
    if is_repeated:
        rivals = [rival for rival in rivals if _is_beside(rival, agreeing)]
    else:
        rivals = [rival for rival in rivals if not _is_next_to(rival, agreeing)]
    if not rivals or not agreeing:
        return None
    rival = max(rivals, key=lambda stated: fit(fact, stated, sources))
    if is_repeated:
        return rival
    lead = fit(fact, rival, sources) - max(fit(fact, each, sources) for each in agreeing)
    margin = _MARGIN_IF_SHARED if is_shared else _MARGIN * _specificity(fact)
    if fact.quantity.unit is QuantityUnit.PROBABILITY:
        margin *= _OF_PROBABILITY
    return rival if lead >= margin else None


def _may_be_meant(claimed: Quantity, stated: Quantity) -> bool:
    """Return whether a number that a source has may be a slip for another number of it."""
    if claimed.precision in _THRESHOLDS and claimed.precision is not stated.precision:
        return False
    if claimed.unit not in COUNTS:
        return True
    if claimed.is_worded and claimed.high <= _FEW:
        nouns = {claimed.noun[:_NOUN_STEM], stated.noun[:_NOUN_STEM]}
        return len(nouns) == 1 and "" not in nouns
    if claimed.is_worded:
        return True
    low, high = sorted((abs(claimed.low), abs(stated.low)))
    return high <= _OTHER_SIZE * low


def times_agree(claimed: Quantity, stated: Quantity) -> bool:
    """Return whether two durations are as long by other units: 12 weeks and three months.

    Args:
        claimed: of a text.
        stated: of a source.
    """
    lengths = [_TIME_UNITS.get(each.noun, 0) * each.low for each in (claimed, stated)]
    return all(lengths) and is_same_length(*lengths)


def _shared(
    facts: Sequence[StatedFact], agreeing: Sequence[Sequence[StatedFact]], sources: Sources
) -> set[int]:
    """Return the numbers whose only stated quantity fits another number of the text better."""
    users: dict[int, list[tuple[float, int]]] = {}
    for number, found in enumerate(agreeing):
        if len(found) == 1:
            users.setdefault(id(found[0]), []).append(
                (fit(facts[number], found[0], sources), number)
            )
    return {number for each in users.values() for _, number in sorted(each)[:-1]}


def _specificity(fact: StatedFact) -> float:
    """Return how much a value by itself says that it is the right one: many digits say more."""
    digits = len(
        f"{abs(fact.quantity.low):.{fact.quantity.decimals}f}".replace(".", "").lstrip("0")
    )
    return _SPECIFICITY.get(
        digits, 1.0 if digits < min(_SPECIFICITY) else max(_SPECIFICITY.values())
    )


def counts_same(claimed: Quantity, stated: Quantity) -> bool:
    """Return whether what is counted is the same or is not said.

    Args:
        claimed: of a text.
        stated: of a source.
    """
    if claimed.unit is not stated.unit:
        plain = claimed if claimed.unit is QuantityUnit.PLAIN else stated
        return not plain.noun
    if claimed.unit is QuantityUnit.PLAIN and claimed.noun and stated.noun:
        return claimed.noun[:_NOUN_STEM] == stated.noun[:_NOUN_STEM]
    return True


def _is_denominator(stated: StatedFact, sources: Sources) -> bool:
    """Return whether a quantity is the whole of a count, as in "65/100"."""
    before = sources.texts[stated.source].text[: stated.quantity.start][-4:]
    return bool(_OF_WHOLE.search(before))


def _is_next_to(rival: StatedFact, agreeing: Sequence[StatedFact]) -> bool:
    return any(
        rival.source == each.source
        and abs(rival.quantity.start - each.quantity.start) <= _NEXT_TO
        and rival.arms == each.arms
        for each in agreeing
    )


def _is_beside(rival: StatedFact, agreeing: Sequence[StatedFact]) -> bool:
    return any(rival.sentence is each.sentence for each in agreeing)


def _repeated(facts: Sequence[StatedFact], agreeing: Sequence[Sequence[StatedFact]]) -> set[int]:
    """Return the numbers that repeat a value in a sentence more often than the source has it."""
    groups: dict[tuple[int, frozenset[int]], list[int]] = {}
    for number, (fact, found) in enumerate(zip(facts, agreeing, strict=True)):
        is_fraction = fact.quantity.is_worded and fact.quantity.unit is QuantityUnit.PERCENT
        if found and not is_fraction:
            key = (id(fact.sentence), frozenset(id(stated) for stated in found))
            groups.setdefault(key, []).append(number)
    return {
        number
        for (_, stated), numbers in groups.items()
        if len(numbers) > len(stated)
        for number in numbers
    }
