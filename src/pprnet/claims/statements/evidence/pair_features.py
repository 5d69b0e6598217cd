"""What a claim and a statement of its source share, as numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pprnet.claims.statements.statement_alignment import (
    StatementWords,
    key_match,
    number_overlap,
    shared_weight,
)
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind

_NO_KEYS = 0.35
PAIR_FEATURES = (
    "near", "clause", "sentence", "best", "count", "numbers", "outcome", "outcome_related",
    "outcome_other", "outcome_unknown", "arm", "arm_other", "same_kind", "association",
    "same_aspect", "test", "outcome_near", "kind_near", "aspect_near",
    "local", "local_clause", "local_back", "after", "after_back", "local_count", "hedged",
    "test_no_numbers", "gap", "sentence_gap", "number_gap", "is_best",
)  # fmt: skip
KIND_FEATURES = tuple(
    PAIR_FEATURES.index(name) for name in ("local", "local_back", "numbers", "gap")
)
"""Which count differently for each kind of relation."""
_CLAUSE, _SENTENCE, _NUMBERS, _LOCAL, _HEDGED, _NO_NUMBERS = (
    PAIR_FEATURES.index(name)
    for name in ("clause", "sentence", "numbers", "local_clause", "hedged", "test_no_numbers")
)
_ENOUGH = 4


def pair_features(
    claimed: Statement,
    stated: Statement,
    words: StatementWords,
    others: StatementWords,
    counts: Mapping[str, int],
) -> tuple[float, ...]:
    """Return what a claim and a statement share, in the order of `PAIR_FEATURES` but for gaps.

    Args:
        claimed: the statement of a text.
        stated: the statement of its source.
        words: of the claim.
        others: of the statement.
        counts: in how many sentences of the source each stem stands.
    """
    near = shared_weight(words.clause, others.clause, counts)
    clause = shared_weight(words.clause, others.sentence, counts)
    sentence = shared_weight(words.sentence, others.sentence, counts)
    shared = min(_ENOUGH, len(words.clause & others.sentence)) / _ENOUGH
    numbers = number_overlap(words, others)
    outcome = key_match(claimed.outcomes, stated.outcomes)
    arm = key_match(_arms(claimed), _arms(stated))
    is_kind = float(claimed.kind is stated.kind)
    is_link = float(StatementKind.ASSOCIATION in {claimed.kind, stated.kind} and not is_kind)
    is_aspect = float(claimed.aspect is stated.aspect and stated.aspect is not Aspect.DIFFERENCE)
    return (
        near,
        clause,
        sentence,
        max(near, clause, sentence),
        shared,
        numbers,
        float(outcome == 1.0),
        float(_NO_KEYS < outcome < 1.0),
        float(outcome == 0.0),
        float(outcome == _NO_KEYS),
        float(arm > _NO_KEYS),
        float(arm == 0.0),
        is_kind,
        is_link,
        is_aspect,
        float(stated.is_test),
        clause * (outcome > _NO_KEYS),
        clause * is_kind,
        clause * is_aspect,
        shared_weight(words.near, others.near, counts),
        shared_weight(words.near, others.clause, counts),
        shared_weight(others.near, words.clause, counts),
        shared_weight(words.after, others.near, counts),
        shared_weight(others.after, words.near, counts),
        min(_ENOUGH, len(words.near & others.near)) / _ENOUGH,
        float(others.is_hedged),
        float(stated.is_test and not numbers),
    )


def with_gaps(every: Sequence[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Return the features of each statement of a source with what it lacks beside the nearest one.

    Args:
        every: what a claim shares with each statement.
    """
    if not every:
        return []
    near = max(one[_LOCAL] + one[_CLAUSE] for one in every)
    sentence = max(one[_SENTENCE] for one in every)
    numbers = max(one[_NUMBERS] for one in every)
    return [
        (
            *one,
            near - one[_LOCAL] - one[_CLAUSE],
            sentence - one[_SENTENCE],
            numbers - one[_NUMBERS],
            float(one[_LOCAL] + one[_CLAUSE] == near),
        )
        for one in every
    ]


def may_contradict(features: Sequence[float]) -> bool:
    """Return whether a statement tells a result, and one of the numbers of a claim if it is a test.

    Args:
        features: what a claim and the statement share.
    """
    return not features[_HEDGED] and not features[_NO_NUMBERS]


def _arms(statement: Statement) -> Sequence[str]:
    return statement.subjects + statement.compared
