"""What `pprnet cite` prints of a checked reference besides the reference itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.citations.checking import (
    CheckedReference,
    CheckOutcome,
    Disagreement,
    DisagreementKind,
)
from pprnet.cli.citing.state_marks import has_warning, state_note

LABELS = {
    CheckOutcome.RIGHT: "right",
    CheckOutcome.WRONG: "described wrongly",
    CheckOutcome.MISSING: "does not exist",
    CheckOutcome.UNCHECKED: "not checked",
}


def finding_lines(each: CheckedReference) -> Iterator[str]:
    """Yield what has become of the work, and what disagrees with it, a line for each.

    Args:
        each: the reference.
    """
    if state := state_note(each.history):
        yield state
    for one in each.disagreements:
        stated = one.stated or "not stated"
        found = f"the work has {one.found}" if one.found else _without(one)
        yield f"{one.field}, {one.kind.value}: printed {stated}; {found}"


def _without(one: Disagreement) -> str:
    """Return what is said of what the work does not have."""
    is_author = one.kind is DisagreementKind.EXTRA
    return "the work does not name this author" if is_author else "it is not of this work"


def start_of(text: str) -> str:
    """Return the beginning of a reference, enough to find it.

    Args:
        text: the reference.
    """
    longest = 80
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def outcome_counts(checked: Sequence[CheckedReference]) -> str:
    """Return how many references came to which outcome, on one line.

    Args:
        checked: the references of a text.
    """
    noun = "reference" if len(checked) == 1 else "references"
    counts = (
        _count(sum(each.outcome is outcome for each in checked), label)
        for outcome, label in LABELS.items()
    )
    warned = sum(map(has_warning, checked))
    states = f"; {warned} retracted or under an expression of concern" if warned else ""
    return f"{len(checked)} {noun}: {', '.join(counts)}{states}"


def _count(number: int, label: str) -> str:
    """Return a number with its label: "1 does not exist", "2 do not exist"."""
    return f"{number} {label if number == 1 else label.replace('does not', 'do not')}"
