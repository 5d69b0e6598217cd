"""Findings that an abstract states in words: direction, significance, outcome, comparison.

Only sentences that report a result of the work are read, and in them only statements that are
clearly made or clearly denied; what may be either is left out. The time grows with the length of
the text: each word is looked up once, and rules look at a bounded number of words around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pprnet.extraction.findings.finding_phrases import comparison_of, outcome_of
from pprnet.extraction.findings.finding_rules import RULES
from pprnet.extraction.findings.finding_scores import finding_score
from pprnet.extraction.findings.finding_values import (
    NEGATIVE_DIRECTIONS,
    FindingDirection,
    ReportedFinding,
    Significance,
)
from pprnet.extraction.findings.negation import Polarity, negation_before, polarity, significance
from pprnet.extraction.findings.result_sentences import (
    ResultSentence,
    is_of_other_kind,
    may_state_result,
)
from pprnet.extraction.findings.statement_context import Reading
from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import word_set
from pprnet.records import Span

__all__ = [
    "MAX_FINDINGS",
    "FindingDirection",
    "ReportedFinding",
    "Significance",
    "extract_findings",
]

MAX_FINDINGS = 6
"""Findings of a work; more would be a second abstract."""
_MAX_FINDINGS_OF_SENTENCE = 2
_HEDGES = word_set(
    "appear appears appeared seem seems seemed suggest suggests suggested suggesting trend trends "
    "tended tend marginally marginal possibly perhaps probably preliminary tentatively"
)
_MIN_WORDS_BETWEEN = 1


def extract_findings(stream: TokenStream) -> tuple[ReportedFinding, ...]:
    """Return the findings of an abstract in their order, at most six.

    Args:
        stream: the words of the abstract.
    """
    found: list[ReportedFinding] = []
    for sentence in _candidate_sentences(stream):
        found += _sentence_findings(sentence)
        if len(found) >= MAX_FINDINGS:
            break
    return tuple(found[:MAX_FINDINGS])


def _candidate_sentences(stream: TokenStream) -> Iterator[ResultSentence]:
    """Yield the sentences that have a word that may state a result and may report one."""
    anchors = [token[2] for token in stream.tokens if token[0] in RULES]
    if not anchors:
        return
    starts = [token[2] for token in stream.tokens]
    for place in split_sentences(stream.text):
        if bisect_left(anchors, place.start) == bisect_left(anchors, place.end):
            continue
        tokens = stream.tokens[bisect_left(starts, place.start) : bisect_left(starts, place.end)]
        if may_state_result(stream, place, frozenset([token.word for token in tokens])):
            yield ResultSentence(stream.text, stream.field, place.start, place.end, tokens)


def _sentence_findings(sentence: ResultSentence) -> list[ReportedFinding]:
    found: list[ReportedFinding] = []
    last = -_MIN_WORDS_BETWEEN
    for place, word in enumerate(sentence.words):
        rule = RULES.get(word)
        reading = rule(sentence, place) if rule else None
        if reading is None or reading.first <= last:
            continue
        finding = _finding(sentence, reading)
        if finding:
            found.append(finding)
            last = reading.last + _MIN_WORDS_BETWEEN
        if len(found) == _MAX_FINDINGS_OF_SENTENCE:
            break
    return found


def _finding(sentence: ResultSentence, reading: Reading) -> ReportedFinding | None:
    """Return what a reading states or denies, `None` where that is unsure."""
    if is_of_other_kind(sentence.words, reading.anchor):
        return None
    said = polarity(sentence, reading.anchor, reading.word_class)
    if said is Polarity.UNSURE:
        return None
    direction = reading.stated if said is Polarity.STATED else reading.denied
    if direction is None:
        return None
    tokens, field = sentence.tokens, sentence.field
    first = reading.first
    if said is Polarity.NEGATED:
        first = min(first, negation_before(sentence, reading.anchor))
    negated = direction in NEGATIVE_DIRECTIONS
    return ReportedFinding(
        direction=direction,
        significance=significance(sentence, reading.anchor, negated=negated),
        hedged=not _HEDGES.isdisjoint(sentence.words),
        outcome=outcome_of(sentence, reading),
        comparison=comparison_of(sentence, reading),
        span=Span(field, sentence.start, sentence.end),
        words=Span(field, tokens[first].start, tokens[reading.last].end),
        score=finding_score(reading.kind),
    )
