"""Sentences in which a writer advises readers or comments, and states nothing of the source."""

from __future__ import annotations

import re

_CUE = re.compile(
    r"\b(?:you|your|yours|we|our|us|let's|should|must|ought|worthwhile|worth \w+ing|"
    r"in practice|in the clinic|for (?:the )?(?:clinicians?|therapists?|practitioners?|"
    r"practice|services?|teams?)|(?:clinicians?|practitioners?|therapists?|services?|teams?) "
    r"(?:may|might|can|could|will|would|need|do)|"
    r"vous|votre|vos|nous|notre|nos|il faut|faudrait|mieux vaut|devrait|devraient|"
    r"vaut la peine|en pratique|pour (?:le|la|les) (?:cliniciens?|"
    r"thérapeutes?|praticiens?|pratique|équipes?)|côté prescription|au cabinet|pensons|"
    r"gardons|demandons|n'oublions)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"(?:(?:do not|don't|please|always|never|before \w+ing,?|when in doubt,?|so)\s+)?"
    r"(?:ask|offer|discuss|weigh|watch|plan|check|count|keep|look|listen|talk|consider|remember|"
    r"think|start|stop|review|gauge|use|try|set|find|give|tell|train|work|make|invite|explain|"
    r"expect|help|bring|be|choose|agree|measure|monitor|treat|avoid|note|take)\b",
    re.IGNORECASE,
)
_FRENCH_IMPERATIVE = re.compile(
    r"(?!(?:chez|assez|maisons|leçons|raisons|comparaisons|saisons)\b)"
    r"(?:ne\s|n['’])?(?:\w{3,}(?:(?<!i)ons|ez)|associons|vérifions|étudions|soyons)\b",
    re.IGNORECASE,
)


def is_own_words(sentence: str, language: str) -> bool:
    """Return whether a sentence may be the writer's advice, comment or question.

    Args:
        sentence: one sentence.
        language: "en" or "fr".
    """
    if sentence.rstrip().endswith("?") or _CUE.search(sentence) or _IMPERATIVE.match(sentence):
        return True
    return language == "fr" and bool(_FRENCH_IMPERATIVE.match(sentence))
