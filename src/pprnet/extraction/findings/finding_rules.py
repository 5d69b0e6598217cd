"""The rules that read a direction from a word that may state a result, and the words around it.

Each rule belongs to some words (`RULES`); it returns what the statement is if it is made and if
it is denied, or `None` where the word states nothing here.
"""

from __future__ import annotations

from collections.abc import Callable

from pprnet.extraction.findings.association_rules import (
    read_association,
    read_association_noun,
    read_predicted,
    read_predictor,
)
from pprnet.extraction.findings.change_rules import (
    BASE_VERBS,
    CHANGE_NOUNS,
    CHANGE_VERBS,
    read_base_verb,
    read_change_noun,
    read_change_verb,
    read_no_change,
)
from pprnet.extraction.findings.comparison_rules import (
    read_differ,
    read_difference,
    read_equivalent,
    read_similar,
    read_superior,
    read_than,
)
from pprnet.extraction.findings.result_sentences import ResultSentence
from pprnet.extraction.findings.statement_context import Reading

Rule = Callable[[ResultSentence, int], Reading | None]
RULES: dict[str, Rule] = {
    **dict.fromkeys(("difference", "differences"), read_difference),
    **dict.fromkeys(("differ", "differed"), read_differ),
    **dict.fromkeys(
        ("associated", "related", "correlated", "linked", "unrelated", "uncorrelated"),
        read_association,
    ),
    **dict.fromkeys(
        ("association", "associations", "relationship", "relationships"),
        read_association_noun,
    ),
    **dict.fromkeys(("correlation", "correlations"), read_association_noun),
    **dict.fromkeys(("predicted", "predict"), read_predicted),
    **dict.fromkeys(("predictor", "predictors", "predictive"), read_predictor),
    **dict.fromkeys(CHANGE_VERBS, read_change_verb),
    **dict.fromkeys(BASE_VERBS, read_base_verb),
    **dict.fromkeys(CHANGE_NOUNS, read_change_noun),
    **dict.fromkeys(("change", "changes"), read_no_change),
    "than": read_than,
    **dict.fromkeys(("superior", "inferior", "noninferior"), read_superior),
    **dict.fromkeys(("effective", "efficacious", "equivalent"), read_equivalent),
    **dict.fromkeys(("similar", "comparable"), read_similar),
}
"""The rule of each word that may state a result."""
