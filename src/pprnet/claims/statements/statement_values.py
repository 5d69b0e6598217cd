"""Statements of a result: which way it points, of what and compared with what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StatementKind(StrEnum):
    """What a statement relates."""

    COMPARISON = "comparison"
    """One arm or group with another."""
    CHANGE = "change"
    """A state with an earlier one."""
    ASSOCIATION = "association"
    """One variable with another."""


class Aspect(StrEnum):
    """What the sign of a statement is of."""

    AMOUNT = "amount"
    """More or less."""
    BENEFIT = "benefit"
    """Good or bad."""
    TIME = "time"
    """1 is sooner."""
    LENGTH = "length"
    """1 is longer."""
    LASTING = "lasting"
    """1 is kept, -1 is lost."""
    LEVEL = "level"
    """A degree and no change: "attrition was low", "functioning remained impaired"."""
    TRAIT = "trait"
    """Of whom a result is, and no result: "those lower in functioning"."""
    DIFFERENCE = "difference"
    """Only that there is a difference, a change or a link, or that there is none."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A result in words; places are in characters of the text, end exclusive."""

    kind: StatementKind
    sign: int
    """1 more (or better, see `is_benefit`), -1 less (or worse), 0 no difference, change or link."""
    is_benefit: bool
    """Whether the sign is of good and bad ("better", "improved") rather than of more and less."""
    is_significant: bool | None
    """`None` where nothing is said of a test."""
    start: int
    end: int
    """The words that decide the direction."""
    sentence_start: int
    sentence_end: int
    subjects: tuple[str, ...] = ()
    """Keys of the arms or groups that the sign is of; empty if not stated."""
    compared: tuple[str, ...] = ()
    """Keys of what they are compared with."""
    outcomes: tuple[str, ...] = ()
    """Keys of the outcomes."""
    valence: int = 0
    """Of the outcomes, where it is the same for all."""
    aspect: Aspect = Aspect.AMOUNT
    """What the sign is of; `DIFFERENCE` where a difference has no side."""
    is_test: bool = False
    """Whether only the result of a test is stated: a p, or "was significant"."""
    clause_start: int = -1
    clause_end: int = -1
    """The part of the sentence that the statement is made in; -1 where it is all of it."""
