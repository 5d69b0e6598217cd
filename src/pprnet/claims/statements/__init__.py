"""Statements of results in words, in English and French, and whether a source says the same."""

from pprnet.claims.statements.direction_judgement import (
    DirectionFinding,
    DirectionVerdict,
    judge_direction,
)
from pprnet.claims.statements.statement_agreement import (
    NormalStatement,
    StatementAgreement,
    compare_statements,
    normalised,
)
from pprnet.claims.statements.statement_alignment import alignment
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind
from pprnet.claims.statements.wording.statement_reader import read_statements

__all__ = [
    "Aspect",
    "DirectionFinding",
    "DirectionVerdict",
    "NormalStatement",
    "Statement",
    "StatementAgreement",
    "StatementKind",
    "alignment",
    "compare_statements",
    "judge_direction",
    "normalised",
    "read_statements",
]
