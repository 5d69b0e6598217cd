"""The words that give a result its direction, by language and first word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from pprnet.claims.statements.statement_values import Aspect
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words

STEM_LENGTH = 5
"""Letters of a word that are compared between texts and languages."""
Phrase = tuple[str, ...]


class CueForm(StrEnum):
    """What a word does in a statement."""

    COMPARATIVE = "comparative"
    CHANGE = "change"
    STATE = "state"
    """A degree, read after "was" or a comparative only."""
    LINK = "link"
    EQUAL = "equal"
    DIFFERENCE = "difference"
    """A difference without a side."""
    UNCHANGED = "unchanged"
    """Denies a change."""
    FAVOUR = "favour"
    """The better arm follows."""
    BEAT = "beat"
    """A verb of comparison: what is compared follows, or precedes "by"."""
    POLAR = "polar"
    """Gives a link its sign: "negatively"."""
    TEST = "test"
    """Of significance alone."""
    NONE = "none"
    """No direction, though its words have one elsewhere: "drop out"."""


class CueEntry(NamedTuple):
    """What a word or phrase says of the direction of a result."""

    form: CueForm
    aspect: Aspect
    sign: int


class PhraseEntry(NamedTuple):
    """A phrase that begins with a known word."""

    phrase: Phrase
    entry: CueEntry


@cache
def cue_lexicon(language: str) -> Mapping[str, Sequence[PhraseEntry]]:
    """Return the phrases of a language by their first word, the longest first.

    Args:
        language: "en" or "fr".
    """
    lexicon: dict[str, list[PhraseEntry]] = {}
    for table in _read_tables()["cues"]:
        if table["language"] == language:
            entry = CueEntry(CueForm(table["form"]), Aspect(table["aspect"]), table["sign"])
            for phrase in _phrases(table["words"]):
                lexicon.setdefault(phrase[0], []).append(PhraseEntry(phrase, entry))
    for entries in lexicon.values():
        entries.sort(key=lambda entry: -len(entry.phrase))
    return lexicon


@cache
def word_table(language: str, name: str) -> frozenset[str]:
    """Return a set of single words of a language.

    Args:
        language: "en" or "fr".
        name: of the set, such as "negations".
    """
    words: str = _read_tables()[language][name]
    return frozenset(phrase[0] for phrase in _phrases(words))


@cache
def phrase_table(language: str, name: str) -> Mapping[str, Sequence[Phrase]]:
    """Return phrases of a language by their first word, the longest first.

    Args:
        language: "en" or "fr".
        name: of the table, such as "comparators".
    """
    table: dict[str, list[Phrase]] = {}
    for phrase in _phrases(_read_tables()[language][name]):
        table.setdefault(phrase[0], []).append(phrase)
    for phrases in table.values():
        phrases.sort(key=len, reverse=True)
    return table


@cache
def cognates() -> Mapping[str, str]:
    """Return the English stem of French stems that are written differently."""
    found = {}
    for pair in _read_tables()["cognates"]["pairs"].split():  # type: ignore[call-overload]
        french, _, english = pair.partition("=")
        found[tokenize_words(french)[0].word[:STEM_LENGTH]] = english[:STEM_LENGTH]
    return found


def phrase_at(table: Mapping[str, Sequence[Phrase]], words: Sequence[str], place: int) -> int:
    """Return the number of words of the longest phrase at a place, 0 if there is none.

    Args:
        table: phrases by their first word, the longest first.
        words: folded words.
        place: position of the first word of the phrase.
    """
    for phrase in table.get(words[place], ()):
        if tuple(words[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return 0


@cache
def _read_tables() -> dict[str, dict[str, str]] | dict[str, list[dict[str, str]]]:
    tables: dict[str, object] = {}
    for name in ("cues.toml", "context_words.toml"):
        text = files("pprnet.claims.statements.wording").joinpath(name).read_text(encoding="utf-8")
        tables |= tomllib.loads(text)
    return tables  # type: ignore[return-value]


def _phrases(words: str) -> Iterator[Phrase]:
    """Yield the phrases of a list, with the endings of each stem."""
    for item in words.split():
        stem, _, endings = item.partition("|")
        for ending in endings.split(",") if endings else [""]:
            phrase = (stem + ending.replace("-", "")).replace("_", " ")
            yield tuple(token.word for token in tokenize_words(phrase))
