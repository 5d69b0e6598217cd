"""Medicines that the lexicon lacks, by the endings of their international names, and doses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.concepts.lexicon_search import Place
from pprnet.claims.concepts.named_arms import ARM_KEY
from pprnet.extraction.text_processing.word_tokenizer import Token, word_set

_MIN_LENGTH = 7  # of a name
_ENDINGS = (
    "azepam", "azolam", "oxetine", "apine", "peridone", "prazole", "piprazole", "triptan", "olol",
    "pril", "sartan", "statin", "mab", "tinib", "docaine", "vacaine", "fentanil", "fentanyl",
    "conazole",
    "cillin", "mycin", "floxacin", "gliptin", "gliflozin", "glitazone", "parin", "dronate",
    "setron", "profen", "coxib", "thiazide", "dipine", "navir", "vudine", "barbital", "codone",
    "morphone", "pezil", "mantine", "giline", "tidine", "midine", "nidine", "tadine", "propofol",
    "tramadol", "pentadol", "metacin", "terol", "sone", "solone", "lukast", "cept", "platin",
    "rubicin", "taxel", "triptyline", "ipramine", "flurane", "curium", "curonium", "oxacin",
)  # fmt: skip
"""Endings of non-proprietary names, the same or nearly so in English and French."""
_FRENCH_ENDINGS = (*(f"{ending}e" for ending in _ENDINGS if ending[-1] != "e"),)
_ALL_ENDINGS = _ENDINGS + _FRENCH_ENDINGS
_NO_MEDICINE = word_set(
    "concept precept intercept accept except comparison person reason season lesson poison "
    "prisone unisone cholesterol percept ecologie controle parole petrole"
)
_UNITS = word_set("mg milligrams milligrammes mcg")
_RANGE_LINKS = ("-", "–", "—", " to ", " à ", " - ", " – ")


def named_medicines(text: str, tokens: Sequence[Token], known: Sequence[Place]) -> Iterator[Place]:
    """Yield medicines that the lexicon lacks and doses in milligrams, both as arms.

    Args:
        text: the text.
        tokens: its words.
        known: the places of the lexicon.
    """
    arms = {place.first for place in known if place.group is ConceptGroup.ARM}
    for index, token in enumerate(tokens):
        word = token[0]
        if word in _UNITS:
            if dose := _dose(text, tokens, index):
                yield dose
        elif word.endswith(_ALL_ENDINGS) and _is_medicine(word, index, arms):
            yield Place(index, index, ARM_KEY + word, ConceptGroup.ARM)


def _is_medicine(word: str, index: int, arms: Collection[int]) -> bool:
    return len(word) >= _MIN_LENGTH and word not in _NO_MEDICINE and index not in arms


def _dose(text: str, tokens: Sequence[Token], unit: int) -> Place | None:
    """Return the place of a dose or a range of doses: "5-10 mg"."""
    first = unit - 1
    if first < 0 or not tokens[first].word[0].isdecimal():
        return None
    amounts = [tokens[first].word]
    for before in (first - 1, first - 2):  # with "-", or with a word between
        if before >= 0 and text[tokens[before].end : tokens[first].start] in _RANGE_LINKS:
            if tokens[before].word[0].isdecimal():
                amounts.insert(0, tokens[before].word)
                first = before
            break
    key = "-".join(amount.replace(",", ".") for amount in amounts)
    return Place(first, unit, f"{ARM_KEY}{key} mg", ConceptGroup.ARM)
