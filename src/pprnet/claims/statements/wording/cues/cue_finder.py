"""Find the words of a clause that give a direction."""

from __future__ import annotations

from collections.abc import Iterator

from pprnet.claims.statements.wording.cues.cue_lexicon import CueForm, cue_lexicon, word_table
from pprnet.claims.statements.wording.cues.cue_values import DirectionCue
from pprnet.claims.statements.wording.cues.sentence_words import Clause, SentenceWords
from pprnet.extraction.text_processing.word_tokenizer import word_set

_HYPHENS = frozenset("-‐‑")
_NE_DENIALS = word_set("pas aucun aucune jamais")
_MAX_BOUND_WORDS = 2
_COUNTED = word_set("more less fewer")


def find_cues(sentence: SentenceWords, clause: Clause) -> Iterator[DirectionCue]:
    """Yield the cues of a clause, none inside another.

    Args:
        sentence: the sentence.
        clause: the part of it that is read.
    """
    lexicon, words = cue_lexicon(sentence.language), sentence.words
    place = clause.first
    while place < clause.end:
        for phrase, entry in lexicon.get(words[place], ()):
            end = place + len(phrase)
            if end <= clause.end and (len(phrase) == 1 or tuple(words[place:end]) == phrase):
                if not _is_no_result(sentence, place, end, entry.form):
                    yield DirectionCue(place, end - 1, entry)
                place = end - 1
                break
        place += 1


def _is_no_result(sentence: SentenceWords, place: int, end: int, form: CueForm) -> bool:
    """Return whether a cue is part of a word, bounds a number or describes a noun."""
    words, following = sentence.words, sentence.words[end : end + 1]
    if _is_hyphenated(sentence, place, end) or _bounds_number(sentence, place, end):
        return True
    if words[end - 1] == "plus" and sentence.language == "fr" and _is_other_plus(sentence, place):
        return True
    if form not in {CueForm.COMPARATIVE, CueForm.STATE} or not following:
        return False
    return following[0] in word_table(sentence.language, "attributive_nouns")


def _bounds_number(sentence: SentenceWords, place: int, end: int) -> bool:
    """Return whether a number follows, or precedes: "more than 50", "2 more years"."""
    words, language = sentence.words, sentence.language
    if place and words[place - 1].isdigit() and words[place] in _COUNTED:
        return True
    is_bound = words[place] in word_table(language, "numbers_after")
    if not is_bound or end - place > _MAX_BOUND_WORDS or end >= len(words):
        return False
    if sentence.marks[end].strip():
        return False
    if words[end] not in {"than", "de", "d"}:
        return words[end][0].isdigit()
    number = words[end + 1 : end + 2]
    if number in (["a"], ["un"], ["une"], ["la"], ["le"]):
        number = words[end + 2 : end + 3]
    return bool(number) and (
        number[0][0].isdigit() or number[0] in word_table(language, "number_words")
    )


def _is_other_plus(sentence: SentenceWords, place: int) -> bool:
    """Return whether "plus" means "no longer", or adds one treatment to another."""
    before = sentence.words[max(0, place - 3) : place]
    if not {"n", "ne"}.isdisjoint(before) and _NE_DENIALS.isdisjoint(before):
        return True
    arms = sentence.arms
    return any(arm.last == place - 1 for arm in arms) and any(
        place <= arm.first <= place + 2 for arm in arms
    )


def _is_hyphenated(sentence: SentenceWords, place: int, end: int) -> bool:
    """Return whether a cue is only part of a word with hyphens: "self-harm", "low-dose"."""
    marks = sentence.marks
    if marks[place] in _HYPHENS and place and sentence.words[place - 1] != "non":
        return True
    return end < len(marks) and marks[end] in _HYPHENS
