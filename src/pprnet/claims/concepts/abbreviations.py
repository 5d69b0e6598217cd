"""Abbreviations that a text defines: "schema-focused therapy (SFT)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.concepts.lexicon_search import Place, lexicon_places, longest_places
from pprnet.claims.concepts.named_arms import ARM_HEADS, arm_key
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
_SMALL_WORDS = word_set(
    "a an and as at by for from in of on or the to with de d du des la le les l et en"
)


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

    def __add__(self, other: Abbreviations) -> Abbreviations:
        known = {entry.short for entry in self.entries}
        return Abbreviations(
            self.entries + tuple(entry for entry in other.entries if entry.short not in known)
        )


def read_abbreviations(text: str, language: str = "en") -> Abbreviations:
    """Return the abbreviations that a text defines and that stand for a concept.

    Args:
        text: any text.
        language: "en" or "fr".
    """
    tokens = tokenize_words(text)
    places = longest_places(lexicon_places(tokens, language))
    entries: dict[str, Abbreviation] = {}
    for short, first, last in _definitions(text, tokens):
        if short not in entries and (entry := _entry(short, first, last, tokens, places)):
            entries[short] = entry
        if len(entries) >= _MAX_ABBREVIATIONS:
            break
    return Abbreviations(tuple(entries.values()))


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
    if text[tokens[last].end : tokens[last].end + 1] not in (")", "]", ",", ";", ":"):
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
    short: str, first: int, last: int, tokens: Sequence[Token], places: Sequence[Place]
) -> Abbreviation | None:
    words = tuple(token.word for token in tokens[first : last + 1])
    inside = [place for place in places if first <= place.last <= last and place.first <= last]
    for place in inside:
        if place.last == last and place.first <= first:
            return Abbreviation(short, words, place.key, place.group, place.valence)
    return _new_entry(short, words, [place for place in inside if place.first >= first])


def _new_entry(short: str, words: tuple[str, ...], inside: Sequence[Place]) -> Abbreviation | None:
    """Return the entry of a phrase that the lexicon lacks, by its last word."""
    head = words[-1]
    if head in _SCALE_HEADS:
        outcomes = [place for place in inside if place.group is ConceptGroup.OUTCOME]
        key = outcomes[0].key if outcomes else f"outcome:{' '.join(words)}"
        valence = outcomes[0].valence if outcomes else 0
        return Abbreviation(short, words, key, ConceptGroup.OUTCOME, valence)
    if head in _DISORDER_HEADS or words[0] in _DISORDER_HEADS:
        return Abbreviation(short, words, f"population:{' '.join(words)}", ConceptGroup.POPULATION)
    if not ARM_HEADS.isdisjoint(words):
        return Abbreviation(short, words, arm_key(words), ConceptGroup.ARM)
    if inside and inside[-1].group is not ConceptGroup.POPULATION:
        place = inside[-1]
        return Abbreviation(
            short, words, f"{place.group}:{' '.join(words)}", place.group, place.valence
        )
    return None
