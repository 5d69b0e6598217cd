"""How many studies a review puts together."""

from __future__ import annotations

from pprnet.reading.counts import STUDIES, Count, best, is_year, noun_after, word_set
from pprnet.reading.numbers import Number
from pprnet.reading.passage import Passage

THRESHOLD = 0.5
_FAR = 12
_KEPT = word_set(
    "included met eligible pooled analyzed synthesized retained reviewed qualified fulfilled"
)
_FOUND = word_set("identified were involving comprising with assessing evaluated")
_BEFORE = word_set("total included identified pooled of from includes comprised analyzed across")
_DROPPED = word_set("excluded screened retrieved records abstracts titles ongoing potentially")
_CRITERIA = word_set("criteria inclusion")
_LEAD_IN = word_set("of these which only finally")


def read_studies(passage: Passage) -> Count | None:
    """Give the number of studies that a review puts together, where it is stated."""
    found = [
        Count(number.value, score, (passage.span(number),))
        for number in passage.numbers
        if (score := _score(passage, number)) >= THRESHOLD
    ]
    return best(found)


def _score(passage: Passage, number: Number) -> float:
    if is_year(passage, number):
        return 0.0
    noun = noun_after(passage, number, STUDIES)
    if noun is None:
        return _bare_score(passage, number)
    before = passage.before_in_sentence(number.first, 4)
    around = passage.words_after(noun, _FAR)
    score = 0.55
    score += 0.15 * bool(_FOUND & set(around))
    score += 0.2 * bool(_KEPT & set(around[:6]))
    score += 0.15 * bool(_BEFORE & set(before))
    score -= 0.3 * bool(_DROPPED & {*around[:3], *before[-2:]})
    score -= 0.1 * (number.first not in passage.outside)
    return min(score, 0.95)


def _bare_score(passage: Passage, number: Number) -> float:
    """Weigh "of these, nine met the criteria"."""
    after = passage.words_after(number.last, 5)
    if after[:1] and after[0] in {"met", "fulfilled"} and _CRITERIA & set(after):
        return 0.9
    kept = after[:2] == ["were", "included"] and bool(
        _LEAD_IN & set(passage.before(number.first, 3))
    )
    return 0.6 if kept else 0.0
