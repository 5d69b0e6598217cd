"""Whether a statement of a source says the same as one of a text, or the opposite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pprnet.claims.concepts import related
from pprnet.claims.statements.statement_alignment import is_same_aspect
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind

_UNKNOWN_ARM = "arm:"
"""With which the key of an arm begins that is known by its printed name only."""


class StatementAgreement(StrEnum):
    """What two statements say of the same thing."""

    SAME = "same"
    OPPOSITE = "opposite"
    UNCLEAR = "unclear"


_BY_PRODUCT = {
    1: StatementAgreement.SAME,
    0: StatementAgreement.UNCLEAR,
    -1: StatementAgreement.OPPOSITE,
}


@dataclass(frozen=True, slots=True)
class NormalStatement:
    """A statement in terms of benefit where that is known, with its arms in one order."""

    kind: StatementKind
    sign: int
    aspect: Aspect
    is_significant: bool | None
    subjects: tuple[str, ...]
    compared: tuple[str, ...]
    outcomes: tuple[str, ...]


def normalised(statement: Statement) -> NormalStatement:
    """Return a statement in terms of benefit where it can be, its arms in the order of their keys.

    Args:
        statement: a statement of any text.
    """
    sign, aspect = benefit_of(statement)
    subjects, compared = tuple(sorted(statement.subjects)), tuple(sorted(statement.compared))
    is_turned = (
        statement.kind is not StatementKind.CHANGE and bool(compared) and compared < subjects
    )
    if is_turned or (compared and not subjects):
        subjects, compared = compared, subjects
        sign = sign if aspect is Aspect.DIFFERENCE else -sign
    return NormalStatement(
        statement.kind,
        sign,
        aspect,
        statement.is_significant,
        subjects,
        compared,
        tuple(sorted(statement.outcomes)),
    )


def benefit_of(statement: Statement) -> tuple[int, Aspect]:
    """Return the sign in terms of benefit where the valence of the outcomes is known.

    Args:
        statement: a statement of any text.
    """
    if statement.aspect is Aspect.AMOUNT and statement.valence:
        return statement.sign * statement.valence, Aspect.BENEFIT
    return statement.sign, statement.aspect


def compare_statements(claimed: Statement, stated: Statement) -> StatementAgreement:
    """Return whether a statement of a source says the same as a claim.

    Args:
        claimed: the statement of a text.
        stated: the statement of its source, of the same thing.
    """
    if not is_same_aspect(claimed.aspect, stated.aspect):
        return StatementAgreement.UNCLEAR
    if not claimed.sign or not stated.sign:
        return _of_null(claimed, stated)
    if Aspect.DIFFERENCE in {claimed.aspect, stated.aspect}:
        return _of_unsided(claimed, stated)
    if {claimed.is_significant, stated.is_significant} == {True, False}:
        return _of_tests(claimed, stated)
    product = _shared_product(claimed, stated) * orientation_of(claimed, stated)
    return _BY_PRODUCT[product]


def _of_null(claimed: Statement, stated: Statement) -> StatementAgreement:
    """Return the agreement where one says that there is no difference, change or link."""
    if not claimed.sign and not stated.sign:
        return (
            StatementAgreement.SAME if is_same_kind(claimed, stated) else StatementAgreement.UNCLEAR
        )
    other = claimed if claimed.sign else stated
    if other.is_significant is False:
        return StatementAgreement.SAME
    if not is_same_kind(claimed, stated) or _is_descriptive(other):
        return StatementAgreement.UNCLEAR
    return StatementAgreement.OPPOSITE


def _is_descriptive(statement: Statement) -> bool:
    """Return whether a statement only describes an amount, as may be done of a null result too."""
    return (
        statement.aspect not in {Aspect.BENEFIT, Aspect.DIFFERENCE}
        and statement.kind is StatementKind.COMPARISON
        and statement.is_significant is not True
    )


def _of_unsided(claimed: Statement, stated: Statement) -> StatementAgreement:
    """Return the agreement where one has no side: the other may be supported by tests alone."""
    if StatementKind.ASSOCIATION in {claimed.kind, stated.kind} and claimed.kind is stated.kind:
        signed = [one.sign for one in (claimed, stated) if one.aspect is not Aspect.DIFFERENCE]
        if signed and signed[0] < 0 and not (claimed.is_test or stated.is_test):
            return StatementAgreement.OPPOSITE
    same = _of_tests(claimed, stated)
    is_unstated = claimed.is_significant is not None and stated.is_significant is None
    if same is StatementAgreement.SAME and (claimed.aspect is not Aspect.DIFFERENCE or is_unstated):
        return StatementAgreement.UNCLEAR
    return same


def _of_tests(claimed: Statement, stated: Statement) -> StatementAgreement:
    """Return the agreement of what is said of significance."""
    tests = {claimed.is_significant, stated.is_significant}
    if tests == {True, False}:
        return (
            StatementAgreement.OPPOSITE
            if is_same_kind(claimed, stated)
            else StatementAgreement.UNCLEAR
        )
    return StatementAgreement.SAME if is_same_kind(claimed, stated) else StatementAgreement.UNCLEAR


def is_same_kind(claimed: Statement, stated: Statement) -> bool:
    """Return whether two statements are of one kind, as a bare test may be of any.

    Args:
        claimed: the statement of a text.
        stated: the statement of its source.
    """
    return claimed.kind is stated.kind or claimed.is_test or stated.is_test


def _shared_product(claimed: Statement, stated: Statement) -> int:
    """Return 1 for the same sign, -1 for opposite ones, 0 where they cannot be compared."""
    same_outcome = not set(claimed.outcomes).isdisjoint(stated.outcomes)
    if claimed.aspect is stated.aspect and (claimed.aspect is not Aspect.AMOUNT or same_outcome):
        return claimed.sign * stated.sign
    if claimed.aspect is stated.aspect and not (claimed.outcomes and stated.outcomes):
        return claimed.sign * stated.sign
    (one, one_aspect), (other, other_aspect) = benefit_of(claimed), benefit_of(stated)
    if one_aspect is other_aspect:
        return one * other
    return 0


def orientation_of(claimed: Statement, stated: Statement) -> int:
    """Return 1 where both signs are of the same arm, -1 where of the other, 0 if not known.

    Args:
        claimed: the statement of a text.
        stated: the statement of its source.
    """
    is_link = claimed.kind is stated.kind is StatementKind.ASSOCIATION
    has_arms = (claimed.subjects or claimed.compared) and (stated.subjects or stated.compared)
    if is_link or not has_arms:
        return 1
    direct = _matches(claimed.subjects, stated.subjects) + _matches(
        claimed.compared, stated.compared
    )
    crossed = _matches(claimed.subjects, stated.compared) + _matches(
        claimed.compared, stated.subjects
    )
    if direct == crossed:
        names = (*claimed.subjects, *stated.subjects)
        if not direct and any(name.startswith(_UNKNOWN_ARM) for name in names):
            return 1
        kinds = {claimed.kind, stated.kind}
        return int(not direct and kinds != {StatementKind.COMPARISON})
    if direct > crossed:
        return 1
    if crossed - direct > 1:
        return -1
    is_named = not any(key.startswith(_UNKNOWN_ARM) for key in _arms(claimed, stated))
    return 0 if is_named and claimed.subjects and stated.subjects else 1


def _arms(claimed: Statement, stated: Statement) -> tuple[str, ...]:
    return (*claimed.subjects, *claimed.compared, *stated.subjects, *stated.compared)


def _matches(one: Sequence[str], other: Sequence[str]) -> int:
    """Return 3 for shared keys, 1 for related ones, else 0."""
    if not set(one).isdisjoint(other):
        return 3
    return int(any(related(key, second) for key in one for second in other))
