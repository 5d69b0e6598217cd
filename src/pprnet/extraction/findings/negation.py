"""Whether a statement is negated, and whether its test was significant.

A negation is read only where one word clearly negates the statement; where several do, or one that
may belong to something else, the statement is not read at all.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise

from pprnet.extraction.findings.finding_values import Significance
from pprnet.extraction.findings.result_sentences import MAX_WORDS_BEFORE, ResultSentence
from pprnet.extraction.findings.statement_context import WordClass
from pprnet.extraction.text_processing.word_tokenizer import word_set

NEGATIONS = word_set(
    "no not neither nor none never without failed fail fails cannot nobody t nothing "
    "nonsignificant insignificant nonsignificantly"
)
_BLOCKING_WORDS = word_set(
    "hardly scarcely barely little few rarely insufficient unclear inconclusive inconsistent mixed "
    "uncertain unlikely seldom limited minimal only unless instead rather except despite "
    "failing unable inability lack lacked absence"
)
"""Words that weaken a statement so that neither it nor its negation is read."""
_STRONG_BOUNDARIES = word_set("but whereas while although though however yet")
_RELATIVE_WORDS = word_set("who that which those whose")
_MODALS = word_set("may might could can would should must will")
_PREPOSITIONS = word_set("of on in for with by")
_EVIDENCE_WORDS = word_set("evidence indication indications sign signs support")
_DENIABLE_VERBS = word_set(
    "find show reveal detect demonstrate observe have report yield produce experience exhibit "
    "achieve indicate lead result reach found shown observed detected failed "
    "provide identify confirm obtain display make evidence"
)
"""Verbs after "not" whose object a noun such as "difference" may be."""
_MAX_WORDS_TO_NEGATION, _MAX_WORDS_AFTER = 9, 12
_P_VALUE = re.compile(r"\b[pP]s?\s{0,2}([<=>≤≥])\s{0,2}0?[.·](\d{1,6})")
_MAX_WORDS_AFTER_WITHOUT = 3
_MAX_TO_P = 300
"""Characters from a statement to its p."""
_ALPHA = 0.05


class Polarity(Enum):
    """Whether a statement is made, denied, or cannot be told."""

    STATED = "stated"
    NEGATED = "negated"
    UNSURE = "unsure"


def polarity(
    sentence: ResultSentence, anchor: int, word_class: WordClass = WordClass.OTHER
) -> Polarity:
    """Return whether the statement of an anchor is made or denied.

    Args:
        sentence: the sentence.
        anchor: position of the word that states the result.
        word_class: what kind of word that is.
    """
    words = sentence.words
    start = _scope_start(sentence, anchor)
    if not _BLOCKING_WORDS.isdisjoint(words[start:anchor]):
        return Polarity.UNSURE
    places = [place for place in range(start, anchor) if is_negation(words, place)]
    after = _polarity_after(sentence, anchor)
    if not places:
        return after
    if after is not Polarity.STATED or not _is_single(words, places):
        return Polarity.UNSURE
    place = places[0] if words[places[0]] == "neither" else places[-1]
    denied = _may_deny(words, place, anchor, word_class) and _negates(sentence, place, anchor)
    return Polarity.NEGATED if denied else Polarity.UNSURE


def is_negation(words: list[str], place: int) -> bool:
    """Return whether a word is a negation, or the first of "non-significant".

    Args:
        words: the folded words of a sentence.
        place: position of the word.
    """
    if words[place] == "non":
        return words[place + 1 : place + 2] in (["significant"], ["significantly"])
    return words[place] in NEGATIONS


def _may_deny(words: list[str], place: int, anchor: int, word_class: WordClass) -> bool:
    """Return whether a negation can deny the kind of word that states a result."""
    if place and words[place - 1] in _MODALS:
        return False
    if word_class is WordClass.NOUN and _is_of_other_noun(words, place, anchor):
        return False
    if word_class is WordClass.PAST_VERB and words[place] in {"not", "t", "never", "without"}:
        return False
    if word_class is WordClass.NOUN and words[place] in {"not", "t", "failed"}:
        there = "there" in words[max(0, place - 3) : place]
        return there or not _DENIABLE_VERBS.isdisjoint(words[place:anchor])
    return True


def _scope_start(sentence: ResultSentence, anchor: int) -> int:
    """Return the first word after the last "but", "whereas" or semicolon before an anchor."""
    earliest = max(0, anchor - MAX_WORDS_BEFORE)
    for place in range(anchor, earliest, -1):
        if ";" in sentence.marks[place] or ":" in sentence.marks[place]:
            return place
        if sentence.words[place - 1] in _STRONG_BOUNDARIES:
            return place
    return earliest


def _is_single(words: list[str], places: list[int]) -> bool:
    """Return whether there is one negation, or one pair of "neither" and "nor"."""
    found = [words[place] for place in places]
    return len(found) == 1 or (found[0] == "neither" and set(found[1:]) == {"nor"})


def _is_of_other_noun(words: list[str], place: int, anchor: int) -> bool:
    """Return whether "no" denies another noun, as in "no effect of age on improvement"."""
    between = words[place + 1 : anchor]
    if words[place] == "without" and len(between) > _MAX_WORDS_AFTER_WITHOUT:
        return True
    return (
        words[place] in {"no", "without"}
        and not _PREPOSITIONS.isdisjoint(between)
        and _EVIDENCE_WORDS.isdisjoint(between)
    )


def _negates(sentence: ResultSentence, place: int, anchor: int) -> bool:
    words = sentence.words
    if anchor - place > _MAX_WORDS_TO_NEGATION + 3 * (words[place] == "neither"):
        return False
    if words[place + 1] in {"only", "longer", "just", "necessarily", "all", "every"}:
        return False
    if not _RELATIVE_WORDS.isdisjoint(words[max(0, place - 3) : place]):
        return words[max(0, place - 4) : place][:1] == ["found"]
    if words[place] == "neither":
        return True
    between = words[place + 1 : anchor]
    return "and" not in between and "," not in "".join(sentence.marks[place + 1 : anchor + 1])


def _polarity_after(sentence: ResultSentence, anchor: int) -> Polarity:
    """Return what the words after an anchor say: "was not significant" denies it."""
    words, marks = sentence.words, sentence.marks
    if _denies_what_follows(words, anchor):
        return Polarity.UNSURE
    for place in range(anchor + 1, min(len(words), anchor + 1 + _MAX_WORDS_AFTER)):
        if ";" in marks[place]:
            break
        word = words[place]
        following = words[place + 1 : place + 4]
        denies = word in {"nonsignificant", "insignificant"} or (
            word in {"not", "non", "neither"}
            and any(next_word.startswith(("significan", "reach")) for next_word in following)
        )
        if word in _STRONG_BOUNDARIES:
            significance = (
                following[:1] == ["not"]
                and following[1:2] != []
                and (following[1].startswith(("significan", "statistic")))
            )
            return Polarity.UNSURE if significance else Polarity.STATED
        between = words[anchor + 1 : place]
        if denies and "and" in between and "between" not in between:
            return Polarity.UNSURE
        if denies and (words[place - 1] in {"was", "were", "is", "are", "did"} or word != "not"):
            return Polarity.NEGATED
        if word in {"not", "nonsignificant", "insignificant", "disappeared", "neither"}:
            return Polarity.UNSURE
    return Polarity.STATED


def _denies_what_follows(words: list[str], anchor: int) -> bool:
    """Return whether "no" or the like follows at once, as in "predicted no outcome"."""
    for place in range(anchor + 1, min(len(words), anchor + 4)):
        if words[place] in {"no", "none", "neither", "nothing", "nor", "not"}:
            return words[place + 1 : place + 2] not in (
                ["treatment"],
                ["intervention"],
                ["therapy"],
                ["contact"],
                ["psychotherapy"],
            )
    return False


def significance(sentence: ResultSentence, anchor: int, *, negated: bool) -> Significance:
    """Return what a sentence says of the test of a statement.

    Args:
        sentence: the sentence.
        anchor: position of the word that states the result.
        negated: whether the statement is that there is no difference, change or relation.
    """
    words = sentence.words
    near = words[max(0, anchor - 9) : _clause_end(sentence, anchor)]
    if any(word in {"nonsignificant", "insignificant", "nonsignificantly"} for word in near) or (
        ("non", "significant") in pairwise(near)
    ):
        return Significance.NOT_SIGNIFICANT
    if any(word in {"significant", "significantly", "significance"} for word in near):
        return Significance.NOT_SIGNIFICANT if negated else Significance.SIGNIFICANT
    found = _P_VALUE.search(
        sentence.text, start := sentence.tokens[anchor].end, min(sentence.end, start + _MAX_TO_P)
    )
    if not found:
        return Significance.NOT_STATED
    return _significance_of_p(found[1], float(f"0.{found[2]}"), negated=negated)


def _clause_end(sentence: ResultSentence, anchor: int) -> int:
    """Return the position after the words that follow an anchor without a comma or "but"."""
    end = min(len(sentence.words), anchor + 9)
    for place in range(anchor + 1, end):
        if set(sentence.marks[place]) & set(",;:") or sentence.words[place] in _STRONG_BOUNDARIES:
            return place
    return end


def negation_before(sentence: ResultSentence, anchor: int) -> int:
    """Return the position of the first negation before an anchor, or of the anchor.

    Args:
        sentence: the sentence.
        anchor: position of the word that states the result.
    """
    start = _scope_start(sentence, anchor)
    places = (place for place in range(start, anchor) if is_negation(sentence.words, place))
    return next(places, anchor)


def _significance_of_p(sign: str, value: float, *, negated: bool) -> Significance:
    if sign in {"<", "=", "≤"} and value <= _ALPHA:
        return Significance.NOT_STATED if negated else Significance.SIGNIFICANT
    if sign in {">", "=", "≥"} and value >= _ALPHA:
        return Significance.NOT_SIGNIFICANT
    return Significance.NOT_STATED
