"""Statements of results in words, in English and French, and whether a source says the same."""

from pprnet.claims.statements.agreement import (
    Agreement,
    NormalStatement,
    agreement,
    normalised,
)
from pprnet.claims.statements.direction_judgement import (
    DirectionFinding,
    DirectionVerdict,
    judge_direction,
)
from pprnet.claims.statements.statement_alignment import alignment
from pprnet.claims.statements.wording.statement_reader import read_statements
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind

__all__ = [
    "Agreement",
    "Aspect",
    "DirectionFinding",
    "DirectionVerdict",
    "NormalStatement",
    "Statement",
    "StatementKind",
    "agreement",
    "alignment",
    "judge_direction",
    "normalised",
    "read_statements",
]
