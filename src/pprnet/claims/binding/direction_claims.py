"""Directions and significance that a text states, against those of its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.claims.binding.stated_facts import Sources
from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    Verdict,
)
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadText
from pprnet.claims.reading.statement_places import statement_place
from pprnet.claims.statements import (
    DirectionFinding,
    DirectionVerdict,
    judge_direction,
)
from pprnet.claims.statements.direction_judgement import MIN_SURE
from pprnet.claims.statements.statement_values import Statement

_MIN_ADVICE = 0.5
"""Strength from which a statement that says the opposite, perhaps of something else, is advice; on
the development pairs lower ones are false four times as often as right."""


def check_directions(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each statement of a result that a source decides about.

    A contradiction is an error where it is sure, and advice elsewhere.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    others = [statement for sentence in claimed.sentences for statement in sentence.statements]
    for sentence in claimed.sentences:
        stated: dict[int, list[Statement]] = {}
        for number, near in sources.index.near(sentence) if sentence.statements else ():
            stated.setdefault(number, []).extend(near.statements)
        for statement in sentence.statements:
            verdicts = [
                (
                    number,
                    judge_direction(
                        statement, claimed.text, found, sources.texts[number].text, others
                    ),
                )
                for number, found in stated.items()
                if found
            ]
            if verdicts:
                yield _finding(claimed, statement, verdicts)


def _finding(
    claimed: ReadText, statement: Statement, verdicts: Sequence[tuple[int, DirectionVerdict]]
) -> ClaimFinding:
    claim = Claim(ClaimKind.DIRECTION, *statement_place(claimed, statement))
    number, verdict = max(verdicts, key=_decisiveness)
    passage = None
    if verdict.stated:
        passage = Passage(number, verdict.stated.start, verdict.stated.end)
    if verdict.finding is DirectionFinding.SUPPORTED:
        return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, passage)
    is_worth_a_look = verdict.stated and verdict.strength >= _MIN_ADVICE
    if verdict.finding is DirectionFinding.CONTRADICTED or is_worth_a_look:
        severity = _severity(claimed, statement, verdict)
        return ClaimFinding(claim, Verdict.CONTRADICTED, severity, passage, "other-direction")
    return ClaimFinding(claim, Verdict.NOT_FOUND, ClaimSeverity.NONE, reason="unstated-direction")


def _severity(claimed: ReadText, statement: Statement, verdict: DirectionVerdict) -> ClaimSeverity:
    sentence = claimed.text[statement.sentence_start : statement.sentence_end]
    if is_own_words(sentence, claimed.language):
        return ClaimSeverity.NONE
    is_contradicted = verdict.finding is DirectionFinding.CONTRADICTED
    is_sure = is_contradicted and verdict.strength >= MIN_SURE
    return ClaimSeverity.ERROR if is_sure else ClaimSeverity.ADVICE


def _decisiveness(judged: tuple[int, DirectionVerdict]) -> tuple[bool, float]:
    finding = judged[1].finding
    decided = finding in {DirectionFinding.SUPPORTED, DirectionFinding.CONTRADICTED}
    return decided, judged[1].strength
