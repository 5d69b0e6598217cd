"""The sentences that explain an incoherence, in English and French."""

from __future__ import annotations

from pprnet.coherence.incoherence import IncoherenceKind, NumberRange

_NARROW = "\u202f"
_TEMPLATES: dict[IncoherenceKind, tuple[str, str]] = {
    IncoherenceKind.TEST_AND_P: (
        "The text states “{stated}” for “{test}”, from which p is {range}.",
        "Le texte indique «&{stated}&» pour «&{test}&», d’où un p de {range}.",
    ),
    IncoherenceKind.TEST_AND_DIFFERENCE: (
        "The text states “{stated}”, but “{test}” with groups of {n1} and {n2} gives {range}.",
        "Le texte indique «&{stated}&», mais «&{test}&» avec des groupes de {n1} et {n2} personnes "
        "donne {range}.",
    ),
    IncoherenceKind.ESTIMATE_AND_INTERVAL: (
        "The estimate “{stated}” is outside its interval, “{interval}”.",
        "L’estimation «&{stated}&» est hors de son intervalle, «&{interval}&».",
    ),
    IncoherenceKind.ASYMMETRIC_INTERVAL: (
        "The estimate “{stated}” is far from the middle of its interval, “{interval}”: {range}.",
        "L’estimation «&{stated}&» est loin du milieu de son intervalle, «&{interval}&»&: {range}.",
    ),
    IncoherenceKind.INTERVAL_AND_P: (
        "The text states “{stated}” for “{estimate}” with the interval “{interval}”, from which p "
        "is about {range}.",
        "Le texte indique «&{stated}&» pour «&{estimate}&» avec l’intervalle «&{interval}&», d’où "
        "un p d’environ {range}.",
    ),
    IncoherenceKind.REVERSED_RANGE: (
        "The range “{stated}” begins with its larger number.",
        "L’étendue «&{stated}&» commence par le plus grand nombre.",
    ),
    IncoherenceKind.COUNT_AND_PERCENTAGE: (
        "The text states {stated}% for {part} of {total}, which is {range}.",
        "Le texte indique {stated}&% pour {part} sur {total}, ce qui fait {range}.",
    ),
    IncoherenceKind.PART_ABOVE_TOTAL: (
        "The text states {part} of {total}: the part is larger than the total.",
        "Le texte indique {part} sur {total}&: la partie dépasse le total.",
    ),
    IncoherenceKind.PERCENTAGE_ABOVE_HUNDRED: (
        "The text states {stated}% of people, which is above 100%.",
        "Le texte indique {stated}&% de personnes, soit plus de 100&%.",
    ),
    IncoherenceKind.GROUPS_AND_TOTAL: (
        "The text states {stated} people in all, but its groups are {groups} = {range}.",
        "Le texte indique {stated} personnes en tout, mais ses groupes font {groups} = {range}.",
    ),
}


def worded(
    kind: IncoherenceKind, computed: NumberRange, decimals: int = 0, unit: str = "", **slots: str
) -> tuple[str, str]:
    """Return the English and the French sentence of a kind.

    Args:
        kind: of incoherence.
        computed: what follows from the other statement.
        decimals: of the ends of the range.
        unit: "%" or nothing.
        slots: what is inserted, as the text prints it.
    """
    english, french = _TEMPLATES[kind]
    ends = range_in_words(computed, decimals, unit)
    local = range_in_words(computed, decimals, unit, french=True)
    return (
        english.format(**slots, range=ends),
        french.replace("&", _NARROW).format(**slots, range=local),
    )


def range_in_words(
    computed: NumberRange, decimals: int, unit: str = "", *, french: bool = False
) -> str:
    """Return "0.52 to 0.61", or one number where both ends print the same.

    Args:
        computed: the range.
        decimals: of its ends.
        unit: "%" or nothing.
        french: whether to print as French does.
    """
    low, high = (f"{end + 0.0:,.{decimals}f}" for end in (computed.low, computed.high))
    if low == high and float(low.replace(",", "")) == 0.0 and decimals and computed.high > 0:
        text = f"{'moins de' if french else 'less than'} {10.0**-decimals:.{decimals}f}"
    elif low == high:
        text = low
    else:
        text = f"{low} {'à' if french else 'to'} {high}"
    if not french:
        return f"{text}{unit}".replace("-", "−")
    text = text.replace(",", _NARROW).replace(".", ",").replace("-", "−")
    return f"{text}{_NARROW}{unit}" if unit else text
