"""Lengths of the texts, and how hard the implications are to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import pyphen

from pprnet.lint.draft_reading import DraftReading
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch

MEASURED = "implications"
FEWEST_MEASURED = 60
"""Words; a shorter text has no reading grade."""
LONGEST_SENTENCE = 60
"""Words."""
VOWELS = re.compile(r"[aeiouyàâäéèêëîïôöùûü]", re.IGNORECASE)


@cache
def _hyphenation(language: str) -> pyphen.Pyphen:
    """Return the bundled dictionary of a language."""
    return pyphen.Pyphen(lang=language, left=1, right=1)


@cache
def _syllables(word: str, language: str) -> int:
    """Return the syllables of a word in lower case: its places of hyphenation and one."""
    if len(word) > 60:  # noqa: PLR2004 - no word of a language
        return len(VOWELS.findall(word[:60]))
    return len(_hyphenation(language).positions(word)) + 1


def reading_grade(words: Sequence[str], sentences: int) -> float:
    """Return the Flesch-Kincaid grade of an English text.

    Args:
        words: of the text.
        sentences: their number.

    Source:
        Kincaid, J. P., Fishburne, R. P., Rogers, R. L., & Chissom, B. S. (1975). *Derivation of new
        readability formulas for Navy enlisted personnel* (Research Branch Report 8-75). Syllables
        are counted by the hyphenation dictionary of pyphen, which finds slightly fewer than are
        spoken.
    """
    syllables = sum(_syllables(word.lower(), "en_US") for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def reading_ease(words: Sequence[str], sentences: int) -> float:
    """Return the Kandel-Moles score of a French text; lower is harder.

    Args:
        words: of the text.
        sentences: their number.

    Source:
        Kandel, L., & Moles, A. (1958). Application de l'indice de Flesch à la langue française.
        *Cahiers d'études de radio-télévision*, *19*, 253-274.
    """
    syllables = sum(_syllables(word.lower(), "fr") for word in words)
    return 207 - 1.015 * len(words) / sentences - 73.6 * syllables / len(words)


def _measured_words(reading: DraftReading) -> tuple[list[str], int]:
    """Return the words of the implications and the number of their sentences."""
    words = [word for _s, _e, word in reading.printed_words(MEASURED) if word[0].isalpha()]
    return words, sum(sentence.field == MEASURED for sentence in reading.sentences)


def _hard_reading(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield one match where the implications are harder than is recommended."""
    words, sentences = _measured_words(reading)
    if len(words) < FEWEST_MEASURED or not sentences:
        return
    score = (reading_ease if reading.is_french else reading_grade)(words, sentences)
    limit = reading.bounds.reading_ease if reading.is_french else reading.bounds.reading_grade
    if score < limit if reading.is_french else score > limit:
        variant = "french" if reading.is_french else "message"
        given = {"score": f"{score:.0f}", "limit": f"{limit:.0f}"}
        yield RuleMatch(MEASURED, 0, _length(reading, MEASURED), variant, given)


def _long_sentences(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield one match where the implications have too many words a sentence, and long sentences."""
    words, sentences = _measured_words(reading)
    limit = reading.bounds.words_a_sentence
    if len(words) >= FEWEST_MEASURED and sentences and len(words) / sentences > limit:
        given = {"count": f"{len(words) / sentences:.0f}", "limit": f"{limit:.0f}"}
        yield RuleMatch(MEASURED, 0, _length(reading, MEASURED), "mean", given)
    for sentence in reading.sentences:
        count = len(sentence.text.split())
        if count > LONGEST_SENTENCE:
            given = {"count": str(count), "limit": str(LONGEST_SENTENCE)}
            yield RuleMatch(sentence.field, sentence.start, sentence.end, "one", given)


def _lengths(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield one match for each field whose length is outside of what is recommended."""
    for field, (low, high) in reading.bounds.words.items():
        count = len(reading.draft.fields.get(field, "").split())
        if count >= reading.bounds.fewest_words.get(field, 1) and not low <= count <= high:
            given = {"count": str(count), "low": str(low), "high": str(high)}
            yield RuleMatch(field, 0, _length(reading, field), arguments=given)


def _too_short(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield one match for each field with too few words to be what it is called."""
    for field, fewest in reading.bounds.fewest_words.items():
        count = len(reading.draft.fields.get(field, "").split())
        if 0 < count < fewest:
            given = {"count": str(count), "low": str(fewest)}
            yield RuleMatch(field, 0, _length(reading, field), arguments=given)


def _length(reading: DraftReading, field: str) -> int:
    """Return the number of characters of a field."""
    return len(reading.draft.fields.get(field, ""))


READABILITY_RULES = (
    LintRule("text-length", LintSeverity.ADVICE, _lengths),
    LintRule("too-short", LintSeverity.ERROR, _too_short),
    LintRule("reading-grade", LintSeverity.ADVICE, _hard_reading),
    LintRule("long-sentences", LintSeverity.ADVICE, _long_sentences),
)
