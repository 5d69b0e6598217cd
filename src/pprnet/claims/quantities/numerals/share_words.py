"""Fractions, odds, multiples and approximate tens in words, in English and French."""

from __future__ import annotations

from pprnet.extraction.text_processing.word_tokenizer import word_set

DENOMINATORS = {
    "en": {
        "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4,
        "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7,
        "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10,
        "tenths": 10, "twentieth": 20, "hundredth": 100,
    },
    "fr": {
        "moitié": 2, "demi": 2, "demie": 2, "tiers": 3, "quart": 4, "quarts": 4, "cinquième": 5,
        "cinquièmes": 5, "sixième": 6, "sixièmes": 6, "septième": 7, "septièmes": 7,
        "huitième": 8, "huitièmes": 8, "neuvième": 9, "neuvièmes": 9, "dixième": 10,
        "dixièmes": 10, "vingtième": 20, "centième": 100,
    },
}  # fmt: skip
UNMISTAKABLE = {
    "en": word_set("half quarter halves thirds quarters fourths fifths sixths eighths tenths"),
    "fr": word_set("moitié tiers quart quarts demi demie cinquièmes sixièmes dixièmes"),
}
"""Denominators that are no ordinals."""
ARTICLES = {"en": word_set("a an one"), "fr": word_set("un une la le")}
AFTER_A_FRACTION = {
    "en": word_set(
        "of to as were was had did have has are is do dropped reported showed improved responded "
        "recovered met remitted relapsed completed received and or but fewer more less lower "
        "higher who that no in at with"
    ),
    "fr": word_set(
        "des de du d ont a était étaient sont est avaient avait et ou mais ne n qui à se s environ"
    ),
}
"""Words after which "a third" is a share, not the third of a series."""
NOT_A_HALF = word_set("life lives way hearted brother sister time")
"""After "half-" or "half " these make another word."""
MULTIPLES: dict[str, dict[str, float]] = {
    "en": {
        "twice": 2, "thrice": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5,
        "tenfold": 10, "doubled": 2, "tripled": 3, "quadrupled": 4, "halved": 0.5,
    },
    "fr": {
        "double": 2, "doublé": 2, "triple": 3, "triplé": 3, "quadruple": 4, "quadruplé": 4,
    },
}  # fmt: skip
COLLECTIVES = {
    "en": {"dozen": 12},
    "fr": {
        "dizaine": 10, "dizaines": 10, "douzaine": 12, "douzaines": 12, "quinzaine": 15,
        "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60,
        "centaine": 100, "centaines": 100, "millier": 1000, "milliers": 1000,
    },
}  # fmt: skip
ORDINALS = {
    "en": word_set(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    ),
    "fr": word_set(
        "premier première premiers premières deuxième second seconde troisième quatrième "
        "cinquième sixième septième huitième neuvième dixième onzième douzième"
    ),
}
ORDINAL_VALUES = {
    word: value
    for values in (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth",
        "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième "
        "dixième onzième douzième",
    )
    for value, word in enumerate(values.split(), start=1)
} | {"première": 1, "premiers": 1, "premières": 1, "seconde": 2}
ORDINAL_ENDINGS = word_set("st nd rd th er re e ème ième")
"""Letters that make an ordinal of digits: "2nd", "3e"."""
