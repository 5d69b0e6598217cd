"""Which stated quantities the numbers of a text use, and which a number may have been meant to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.claims.binding.arm_keys import arms_conflict
from pprnet.claims.binding.stated_facts import Sources, StatedFact
from pprnet.claims.quantities.quantity_matching import quantity_match
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.claims.reading.context_words import similarity

_COUNTS = frozenset(
    {QuantityUnit.PEOPLE, QuantityUnit.PLAIN, QuantityUnit.STUDIES, QuantityUnit.SESSIONS}
)
_SAME_LABELS = {"n": "", "N": "", "k": ""}
_MIN_RIVAL = 1.0
_MARGIN = 2.4
"""By how much more of its surroundings another quantity must share, on the scale of `similarity`;
on the development pairs one faithful number of 350 is above it."""
_OTHER_ARM, _SAME_ARM = 3.0, 1.0
_NEXT_TO = 30
"""Characters; a number this near to the one of the same value is not meant instead of it."""
_SPECIFICITY = {3: 1.3, 4: 3.0}
"""Factor of the margin by the number of digits."""


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
            for stated in sources.facts
            if quantity_match(fact.quantity, stated.quantity).is_agreement
        )
        for fact in facts
    ]
    used = {id(stated) for found in agreeing for stated in found}
    unused = [stated for stated in sources.facts if id(stated) not in used]
    repeated = _repeated(facts, agreeing, sources)
    return [
        Assignment(
            fact, found, _rival(fact, found, unused, sources, is_repeated=number in repeated)
        )
        for number, (fact, found) in enumerate(zip(facts, agreeing, strict=True))
    ]


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
    if first.unit in _COUNTS and second.unit in _COUNTS:
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
) -> StatedFact | None:
    if not agreeing:
        return None
    rivals = [stated for stated in unused if is_comparable(fact, stated)]
    if not is_repeated:
        rivals = [rival for rival in rivals if not _is_next_to(rival, agreeing)]
    else:
        rivals = [rival for rival in rivals if _is_beside(rival, agreeing)]
    if not rivals:
        return None
    rival = max(rivals, key=lambda stated: fit(fact, stated, sources))
    if is_repeated:
        return rival
    lead = fit(fact, rival, sources) - max(fit(fact, each, sources) for each in agreeing)
    return rival if lead >= _MARGIN * _specificity(fact) else None


def _specificity(fact: StatedFact) -> float:
    """Return how much a value by itself says that it is the right one: many digits say more."""
    digits = len(
        f"{abs(fact.quantity.low):.{fact.quantity.decimals}f}".replace(".", "").lstrip("0")
    )
    return _SPECIFICITY.get(
        digits, 1.0 if digits < min(_SPECIFICITY) else max(_SPECIFICITY.values())
    )


def _is_next_to(rival: StatedFact, agreeing: Sequence[StatedFact]) -> bool:
    return any(
        rival.source == each.source
        and abs(rival.quantity.start - each.quantity.start) <= _NEXT_TO
        and rival.arms == each.arms
        for each in agreeing
    )


def _is_beside(rival: StatedFact, agreeing: Sequence[StatedFact]) -> bool:
    return any(rival.sentence is each.sentence for each in agreeing)


def _repeated(
    facts: Sequence[StatedFact], agreeing: Sequence[Sequence[StatedFact]], sources: Sources
) -> set[int]:
    """Return the numbers that repeat a value in a sentence more often than the source has it.

    Of those that share a value the ones that fit least are returned.
    """
    groups: dict[tuple[int, frozenset[int]], list[int]] = {}
    for number, (fact, found) in enumerate(zip(facts, agreeing, strict=True)):
        if found and not fact.quantity.is_worded:
            key = (id(fact.sentence), frozenset(id(stated) for stated in found))
            groups.setdefault(key, []).append(number)
    repeated: set[int] = set()
    for (_, stated), numbers in groups.items():
        surplus = len(numbers) - len(stated)
        if surplus > 0:
            numbers.sort(
                key=lambda number: max(fit(facts[number], s, sources) for s in agreeing[number])
            )
            repeated.update(numbers[:surplus])
    return repeated
