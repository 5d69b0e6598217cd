"""The roles that the sentences under a section label of an abstract have."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a sentence of an abstract reports."""

    BACKGROUND = "background"
    OBJECTIVE = "objective"
    METHOD = "method"
    RESULT = "result"
    CONCLUSION = "conclusion"


MAX_LABEL_LENGTH = 80
"""Characters; a longer text before a colon is no label."""

# After the labels of MEDLINE's structured abstracts and of the psychological journals.
# Singular and plural, "study", "main", "primary" and the like are handled in `_unqualified`.
_BY_ROLE = {
    Role.BACKGROUND: (
        "background|introduction|context|rationale|importance|background data|problem|"
        "background context|summary of background data|summary background data|"
        "background rationale|theoretical background|state of the art"
    ),
    Role.OBJECTIVE: (
        "objective|aim|purpose|hypothesis|hypotheses|goal|object|question|research question|"
        "purpose of review|purpose of investigation|scope|intention|questions under study"
    ),
    Role.METHOD: (
        "method|material|methodology|design|setting|participant|patient|subject|sample|"
        "population|intervention|measure|measurement|outcome measure|outcome measurement|"
        "outcomes measured|procedure|data source|study selection|data extraction|"
        "data collection|data analysis|analysis|analyses|statistical analysis|"
        "statistical analyses|search strategy|search method|selection criteria|"
        "eligibility criteria|inclusion criteria|experimental design|approach|location|"
        "collection|end point|endpoint|proband|variable|research variable|patient sample|"
        "population and sample|sampling|randomization|randomisation|blinding|masking|"
        "instrument|apparatus|exposure|case|place and duration|level of evidence|"
        "data collection and analysis|data extraction and synthesis|participants or subjects|"
        "therapy|treatment|type of study|client|volunteer|synthesis methods|"
        "review method|eligibility|assessment|predictor|main variable|evidence acquisition"
    ),
    Role.RESULT: (
        "result|finding|recent finding|data synthesis|numbers analysed|numbers analyzed|"
        "observation|adverse effect|adverse event|evidence synthesis|recruitment|"
        "new finding"
    ),
    Role.CONCLUSION: (
        "conclusion|discussion|interpretation|implication|clinical implication|limitation|"
        "clinical relevance|relevance|practice implication|practitioner point|"
        "key practitioner message|practical implication|comment|commentary|recommendation|"
        "significance|public health significance|clinical significance|concluding remark|"
        "clinical impact|implications for practice|implications for research|strength|"
        "implications for clinical practice|strengths and limitations|clinical application|"
        "relevance to clinical practice|research implication|clinical rehabilitation impact|"
        "originality|value|take home message|lessons learned|scientific significance|"
        "impact|reviewer's conclusion|author's conclusion|authors' conclusion|"
        "interpretation and conclusion|future direction"
    ),
}  # fmt: skip
_ROLES = {name: role for role, names in _BY_ROLE.items() for name in names.split("|")}

_NO_ROLE_NAMES = (
    "funding|trial registration|registration|clinical trial registration|trial registration "
    "number|clinical trial registration number|declaration of interest|conflict of interest|"
    "conflicts of interest|keywords|key words|keyword|copyright|clinicaltrials.gov|funding "
    "source|systematic review registration|clinical trial registry|registration number|"
    "electronic supplementary material|supplementary information|data availability|"
    "clinicaltrials.gov identifier|trial registry|prospero registration|acknowledgement|"
    "acknowledgements|acknowledgments|funded by|doi|primary funding source"
)
_NO_ROLE = frozenset(_NO_ROLE_NAMES.split("|"))
"""Labels of sections that say nothing of the study itself."""

_QUALIFYING_WORDS = (
    "study studies main primary secondary principal key major research overall specific general "
    "important current present our the and of this clinical patient's other additional "
    "trial review paper article work case-control statistical"
)
_QUALIFIERS = frozenset(_QUALIFYING_WORDS.split())
_SEPARATORS = re.compile(r"(?:(?<!\s)\s+)?(?:,|/|;|&|\+|\band\b|\bor\b)\s*")
_TRAILING_PHRASE = re.compile(
    r"(?<!\s)\s+(?:of|for|in)\s+(?:the\s+|this\s+|our\s+)?(?:present\s+)?"
    r"(?:study|review|paper|article|work|investigation|trial|research)$"
)


@lru_cache(maxsize=4096)
def roles_of_label(label: str) -> frozenset[Role] | None:
    """Return the roles that a label allows.

    The set is empty for labels such as "FUNDING"; the result is `None` if the text is no label.

    Args:
        label: text before a colon, in any case; at most 80 characters.
    """
    name = " ".join(label.lower().replace("’", "'").split()).strip(" .:-")
    if not name or len(name) > MAX_LABEL_LENGTH:
        return None
    if name in _NO_ROLE:
        return frozenset()
    if role := _role(name):
        return frozenset({role})
    roles = [_role(part) for part in _SEPARATORS.split(name) if part]
    known = frozenset(role for role in roles if role)
    return known if known and all(roles) else None


def _role(name: str) -> Role | None:
    """Return the role of a label without "and", as printed or without its qualifiers."""
    for form in (name, _TRAILING_PHRASE.sub("", name), _unqualified(name)):
        if role := _ROLES.get(form) or _ROLES.get(form.removesuffix("s")):
            return role
    return None


def _unqualified(name: str) -> str:
    words = _TRAILING_PHRASE.sub("", name).split()
    while len(words) > 1 and words[0] in _QUALIFIERS:
        words = words[1:]
    return " ".join(words)
