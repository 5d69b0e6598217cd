"""The outcome of a finding and what is compared with, as printed."""

from __future__ import annotations

from collections.abc import Iterator

from pprnet.extraction.findings.result_sentences import MAX_WORDS_BEFORE, ResultSentence
from pprnet.extraction.findings.statement_context import Reading, WordClass
from pprnet.extraction.text_processing.word_tokenizer import word_set

_HYPHENS = frozenset("-‐‑/")
_MAX_WORDS, _MAX_WORDS_TO_PHRASE = 6, 14
_TRAILING_WORDS = word_set(
    "the a an of for in on and or with to at as by from also was were not its his her their any"
)
_LEADING_WORDS = word_set(
    "the a an both all each their its his her any this these those significantly significant more "
    "less greater higher lower better poorer worse fewer overall either that of for in on changes "
    "change improvements improvement reductions reduction terms levels level scores score "
    "receiving treated"
)
_PHRASE_ENDS = word_set(
    "than compared versus vs relative after at among between by from during within over across was "
    "were is are had have has did showed reported whereas while when where which who that but if "
    "because through until per using on in with as p r d n beta b over following for to post pre "
    "improved decreased increased reduced declined significantly differed not although however "
    "positively negatively inversely related indirectly directly associated predicted found "
    "no observed suggesting indicating according clinically"
)
_NOT_OUTCOMES = word_set(
    "group groups condition conditions month months week weeks year years participants patients "
    "women men arm arms controls control placebo studies trials follow followup up treatment "
    "treatments time adults children people clients therapists intervention interventions "
    "session sessions day days baseline posttreatment sample subjects individuals they we it "
    "there those cbt measures therapy therapies effective efficacious likely compared due "
    "least response some other found"
)


def outcome_of(sentence: ResultSentence, reading: Reading) -> str:
    """Return the outcome of a finding, empty if it is not found.

    Args:
        sentence: the sentence.
        reading: what is stated in it.
    """
    return next(filter(None, _outcomes(sentence, reading)), "")


def _outcomes(sentence: ResultSentence, reading: Reading) -> Iterator[str]:
    words, after = sentence.words, reading.last + 1
    if reading.kind in {"association", "prediction"}:
        skipped = after < len(words) and words[after] in {"with", "to", "of", "between"}
        yield _phrase(sentence, after + skipped)
        return
    if reading.kind == "comparison" and words[reading.last] == "than":
        yield _phrase(sentence, reading.first + 1, reading.last)
        if words[reading.first] not in {"more", "less", "better", "worse"}:
            yield _phrase(sentence, _subject_start(sentence, reading.first), reading.first)
    if reading.kind == "change" and (direct := _phrase(sentence, after)):
        yield direct
    prepositions = {"in", "on", "for", "regarding"}
    for place in range(after, min(len(words), after + _MAX_WORDS_TO_PHRASE)):
        if _breaks(sentence.marks[place]):
            break
        if words[place] in prepositions:
            yield _phrase(sentence, place + 1)
    if reading.kind == "change" and reading.word_class is not WordClass.NOUN:
        yield _phrase(sentence, _subject_start(sentence, reading.first), reading.first)


def comparison_of(sentence: ResultSentence, reading: Reading) -> str:
    """Return what is compared with, empty if it is not found.

    Args:
        sentence: the sentence.
        reading: what is stated in it.
    """
    words = sentence.words
    if words[reading.last] in {"than", "to", "as"} and reading.kind == "comparison":
        return _phrase(sentence, reading.last + 1, people=True)
    for place in range(reading.last + 1, min(len(words), reading.last + 1 + _MAX_WORDS_TO_PHRASE)):
        if ";" in sentence.marks[place]:
            break
        following = words[place + 1] if place + 1 < len(words) else ""
        pair = words[place] in {"compared", "relative"} and following in {"to", "with"}
        if pair or words[place] in {"than", "versus", "vs"}:
            return _phrase(sentence, place + 1 + pair, people=True)
        if words[place] == "between" and reading.kind == "difference":
            return _phrase(sentence, place + 1, people=True)
        if words[place] == "from" and place == reading.last + 1 and reading.kind == "difference":
            return _phrase(sentence, place + 1, people=True)
    return ""


def _phrase(
    sentence: ResultSentence, start: int, end: int | None = None, *, people: bool = False
) -> str:
    """Return the words from a position to the end of the phrase, without articles."""
    words, marks = sentence.words, sentence.marks
    end = len(words) if end is None else end
    while start < end and words[start] in _LEADING_WORDS:
        start += 1
    if 0 < start < end and _breaks(marks[start]):
        return ""
    stop = start
    while stop < end and stop - start < _MAX_WORDS:
        joined = stop > start and marks[stop] in _HYPHENS
        named_no = people and stop == start and words[stop] == "no"  # "no treatment"
        if (
            words[stop] in _PHRASE_ENDS
            and not named_no
            and not joined
            and not _is_joined_next(sentence, stop)
        ):
            break
        if stop > start and _breaks(marks[stop]):
            break
        stop += 1
    while stop > start and words[stop - 1] in _TRAILING_WORDS:
        stop -= 1
    if stop == start or words[start][0].isdigit():
        return ""
    if not people and words[stop - 1] in _NOT_OUTCOMES:
        return ""
    return sentence.printed(start, stop)


def _is_joined_next(sentence: ResultSentence, place: int) -> bool:
    return place + 1 < len(sentence.words) and sentence.marks[place + 1] in _HYPHENS


def _breaks(mark: str) -> bool:
    """Return whether the characters before a word end a phrase."""
    return not set(mark).isdisjoint(",;:.()[]=<>")


def _subject_start(sentence: ResultSentence, place: int) -> int:
    """Return where the clause of a verb begins."""
    for index in range(place, max(0, place - MAX_WORDS_BEFORE), -1):
        if _breaks(sentence.marks[index]) or sentence.words[index - 1] in {"and", "that", "while"}:
            return index
    return max(0, place - MAX_WORDS_BEFORE)
