"""The arms that a statement of a result is about, against those of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.claims.binding.arm_keys import GENERAL, arms_conflict, is_control
from pprnet.claims.binding.stated_facts import Sources
from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    Verdict,
)
from pprnet.claims.concepts.named_arms import ARM_KEY
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadSentence, ReadText
from pprnet.claims.reading.sentence_index import SourceSentence
from pprnet.claims.statements import Statement, StatementAgreement, compare_statements

_STAGED = frozenset({"control"})


def check_statement_arms(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each statement of a wrong arm, or that compares an arm with itself.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    for sentence in claimed.sentences:
        if is_own_words(claimed.text[sentence.start : sentence.end], claimed.language):
            continue
        for statement in sentence.statements:
            if compares_with_itself(statement):
                yield _finding(sentence, statement, statement.subjects, None, "same-arm")
            elif passage := _other_arm(statement, sources.index.near(sentence)):
                yield _finding(sentence, statement, statement.subjects, passage, "other-arm")


def compares_with_itself(statement: Statement) -> bool:
    """Return whether the two arms of a comparison are one and the same.

    Args:
        statement: of a result.
    """
    first, second = set(statement.subjects), set(statement.compared)
    if not first or not second or (first | second) & (GENERAL - _STAGED):
        return False
    if first == second:
        return True
    return len(first) == len(second) == 1 and bool(
        {"control"} & (first | second) and all(map(is_control, first | second))
    )


def _other_arm(statement: Statement, near: Sequence[SourceSentence]) -> Passage | None:
    """Return a statement that says the same of another arm, where none is of this one."""
    named = set(statement.subjects) - GENERAL
    if not named or any(key.startswith(ARM_KEY) for key in named) or statement.compared:
        return None
    passage = None
    for number, sentence in near:
        for stated in sentence.statements:
            if not _is_same_result(statement, stated):
                continue
            if not stated.subjects or not arms_conflict(named, stated.subjects):
                return None
            passage = passage or Passage(number, stated.start, stated.end)
    return passage


def _is_same_result(statement: Statement, stated: Statement) -> bool:
    if compare_statements(statement, stated) is not StatementAgreement.SAME:
        return False
    return bool(set(statement.outcomes) & set(stated.outcomes))


def _finding(
    sentence: ReadSentence,
    statement: Statement,
    keys: Sequence[str],
    passage: Passage | None,
    reason: str,
) -> ClaimFinding:
    arms = [mention for mention in sentence.mentions if mention.key in keys]
    start = min([statement.start, *(arm.start for arm in arms)])
    end = max([statement.end, *(arm.end for arm in arms)])
    return ClaimFinding(
        Claim(ClaimKind.ARM, start, end),
        Verdict.CONTRADICTED,
        ClaimSeverity.ERROR,
        passage,
        reason,
    )
