"""Abbreviations that a text defines: "schema-focused therapy (SFT)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from pprnet.claims.concepts.arm_words import ARM_HEADS
from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.concepts.lexicon_search import Place, lexicon_places, longest_places
from pprnet.claims.concepts.named_arms import arm_key
from pprnet.extraction.text_processing.word_tokenizer import Token, tokenize_words, word_set

_MAX_WORDS = 3  # of an abbreviation: "CBT-I", "CORE-OM", "STEPPS-EI"
_MAX_LENGTH = 12  # characters of an abbreviation
_MIN_LENGTH = 2
_MAX_ABBREVIATIONS = 200  # of one text
_SCALE_HEADS = word_set(
    "scale scales inventory questionnaire index interview checklist score test measure schedule "
    "assessment survey profile echelle inventaire indice entretien"
)
_DISORDER_HEADS = word_set("disorder disorders syndrome disease trouble troubles maladie")
_LINKS = word_set("for of in with on and to at as by de d du pour")
"""Words after the word for a kind of arm, in a long name."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation and what it stands for."""

    short: str
    """As printed."""
    words: tuple[str, ...]
    """The folded words that it stands for."""
    key: str
    group: ConceptGroup
    valence: int = 0


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The abbreviations of one or more texts; the first definition of a short form counts."""

    entries: tuple[Abbreviation, ...] = ()
    others: frozenset[str] = frozenset()
    """Short forms that stand for no concept here, whatever the lexicon has under them."""

    def __add__(self, other: Abbreviations) -> Abbreviations:
        known = self.others.union(entry.short for entry in self.entries)
        added = tuple(entry for entry in other.entries if entry.short not in known)
        short_forms = frozenset(entry.short for entry in (*self.entries, *added))
        return Abbreviations(self.entries + added, (self.others | other.others) - short_forms)


def read_abbreviations(text: str, language: str = "en") -> Abbreviations:
    """Return the abbreviations that a text defines.

    Args:
        text: any text.
        language: "en" or "fr".
    """
    tokens = tokenize_words(text)
    definitions = list(islice(_definitions(text, tokens), _MAX_ABBREVIATIONS))
    if not definitions:
        return Abbreviations()
    places = lexicon_places(tokens, language)
    entries: dict[str, Abbreviation] = {}
    others: set[str] = set()
    for short, first, last in definitions:
        if short in entries or short in others:
            continue
        inside = [place for place in places if place.first <= last and first <= place.last <= last]
        entry = _entry(
            short, tuple(token.word for token in tokens[first : last + 1]), first, inside
        )
        if entry:
            entries[short] = entry
        else:
            others.add(short)
    return Abbreviations(tuple(entries.values()), frozenset(others))


def _definitions(text: str, tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """Yield each short form in brackets with the first and last word that it stands for."""
    for index in range(1, len(tokens)):
        start = tokens[index].start
        if text[start - 1] not in "([" or not (short := _short_form(text, tokens, index)):
            continue
        first = _first_word(short, tokens, index - 1)
        if first is not None:
            yield short, first, index - 1


def _short_form(text: str, tokens: Sequence[Token], index: int) -> str:
    """Return the abbreviation that begins after a bracket, or ""."""
    last = index
    start = tokens[index].start
    while last - index < _MAX_WORDS - 1 and text[tokens[last].end : tokens[last].end + 1] in "-/+":
        if last + 1 >= len(tokens) or tokens[last + 1].start != tokens[last].end + 1:
            break
        last += 1
    short = text[start : tokens[last].end]
    after = text[tokens[last].end : tokens[last].end + 2]
    if after != " +" and after[:1] not in (")", "]", ",", ";", ":"):  # "(CVT + 12S)"
        return ""
    is_short = _MIN_LENGTH <= len(short) <= _MAX_LENGTH
    return short if is_short and sum(map(str.isupper, short)) >= _MIN_LENGTH else ""


def _first_word(short: str, tokens: Sequence[Token], last: int) -> int | None:
    """Return the first of the words up to `last` whose initials, in order, give a short form.

    The letters are looked for from the last one; the first letter begins a word.
    """
    letters = [letter for letter in short.lower() if letter.isalnum()]
    reach = max(last - len(letters) * 2, -1)
    place, word = len(letters) - 1, last
    while word > reach:
        place = _letters_used(tokens[word].word, letters, place)
        if place < 0:
            return word
        word -= 1
    return None


def _letters_used(word: str, letters: Sequence[str], place: int) -> int:
    """Return the place of the next letter, when a word has used those that it can.

    A word gives its initial, and letters within it before that ("psychotherapy" gives P and T).
    """
    for begin in range(max(0, place - 3), place + 1):
        if word[0] == letters[begin] and _is_within(letters[begin + 1 : place + 1], word[1:]):
            return begin - 1
    return place


def _is_within(letters: Sequence[str], word: str) -> bool:
    end = 0
    for letter in letters:
        end = word.find(letter, end) + 1
        if end == 0:
            return False
    return True


def _entry(
    short: str, words: tuple[str, ...], first: int, inside: Sequence[Place]
) -> Abbreviation | None:
    """Return the entry of a phrase, with the key of the lexicon where that has all of it.

    Args:
        short: the short form.
        words: the folded words that it stands for.
        first: place of the first of them in the text.
        inside: places of the lexicon that end among them.
    """
    last = first + len(words) - 1
    for place in inside:
        if place.first <= first and place.last == last:
            return Abbreviation(short, words, place.key, place.group, place.valence)
    within = longest_places(place for place in inside if place.first >= first)
    at_end = [place for place in within if place.last == last]
    return _new_entry(short, words, within, at_end)


def _new_entry(
    short: str, words: tuple[str, ...], within: Sequence[Place], at_end: Sequence[Place]
) -> Abbreviation | None:
    """Return the entry of a phrase that the lexicon lacks, by the word that names its kind."""
    phrase = " ".join(words)
    if words[-1] in _SCALE_HEADS or words[0] in _SCALE_HEADS:
        outcomes = [place for place in within if place.group is ConceptGroup.OUTCOME]
        key = outcomes[0].key if outcomes else f"{ConceptGroup.OUTCOME}:{phrase}"
        valence = outcomes[0].valence if outcomes else 0
        return Abbreviation(short, words, key, ConceptGroup.OUTCOME, valence)
    if words[-1] in _DISORDER_HEADS or words[0] in _DISORDER_HEADS:
        key = f"{ConceptGroup.POPULATION}:{phrase}"
        return Abbreviation(short, words, key, ConceptGroup.POPULATION)
    if _names_an_arm(words) or any(place.group is ConceptGroup.ARM for place in at_end):
        return Abbreviation(short, words, arm_key(words), ConceptGroup.ARM)
    for place in at_end:
        if place.group is ConceptGroup.OUTCOME:
            key = f"{place.group}:{phrase}"
            return Abbreviation(short, words, key, place.group, place.valence)
    return None


def _names_an_arm(words: tuple[str, ...]) -> bool:
    """Return whether a word for a kind of arm ends a phrase or its part before "for" or "of"."""
    if words[0] in ARM_HEADS or words[-1] in ARM_HEADS:
        return True
    return any(word in ARM_HEADS and following in _LINKS for word, following in pairwise(words))
