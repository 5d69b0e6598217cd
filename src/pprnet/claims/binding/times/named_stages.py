"""Whether the sources name the stages and numbered assessments of a text at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pprnet.claims.binding.times.named_points import LAST, NAMED_ONLY
from pprnet.claims.binding.times.stated_times import StatedTime
from pprnet.claims.reading.read_text import ReadText

_WORDS = {
    "follow-up": r"follow|later|suivi|plus tard|long[-\s]term|subsequent|ensuite|catamn"
    r"|\bafter\b.{0,20}(?:treat|therap|discharge|complet)",
    "baseline": r"baseline|\bpre-?(?:to|treat|test|post|interv|ther)?\b|\bpre-?(?:treat|test)|prior"
    r"|before|entry|intake|admission|inclusion|enrol|start|begin|onset|initial|first"
    r"|\bpré|avant|début|départ",
    "post": r"\bpost|after|follow|\bend|termina|complet|discharge|conclu|\bfin\b|après|outcome"
    r"|week|month|session|later",
    "randomisation": r"random|allocat|assign|tirage|hasard",
    "maintenance": r"maint|continu|booster|consolid",
}
_PATTERNS = {stage: re.compile(words, re.IGNORECASE) for stage, words in _WORDS.items()}

_WHEN = re.compile(
    r"\b(?:at|by|to|until|till|from|through|before|after|since|between|during|over|on|in|with|and|or|"
    r"plus|à|au|aux|en|du|dès|avant|après|depuis|pendant|lors|jusqu['’]|et|ou)\b",
    re.IGNORECASE,
)
_BEFORE = 22  # characters before a stage that are read


def is_unnamed(
    claimed: StatedTime, stated: Sequence[StatedTime], texts: Sequence[ReadText]
) -> bool:
    """Return whether no source has the stage, or the number of an assessment, that a text names.

    Args:
        claimed: of the text.
        stated: points in time of the sources.
        texts: the sources.
    """
    if claimed.days is None and claimed.points:
        return _is_unnumbered(claimed, stated)
    named = {stage for time in stated for stage in time.stages}
    missing = claimed.stages - named
    return bool(missing) and any(_is_absent(stage, texts) for stage in missing)


def is_time_of_result(text: str, time: StatedTime) -> bool:
    """Return whether a stage says when something was, and is not part of a name.

    "At discharge" says when; "post-discharge care" and "a closer follow-up" do not.

    Args:
        text: the text.
        time: of the text.
    """
    if time.days is not None or time.points:
        return True
    after = text[time.end : time.end + 1]
    return after != "-" and bool(_WHEN.search(text, max(0, time.start - _BEFORE), time.end))


def _is_unnumbered(claimed: StatedTime, stated: Sequence[StatedTime]) -> bool:
    """Return whether the sources number their assessments and have none of this number."""
    numbers = {point for time in stated for point in time.points} - {LAST}
    return bool(numbers) and claimed.points.isdisjoint(numbers | {LAST})


def _is_absent(stage: str, texts: Sequence[ReadText]) -> bool:
    if pattern := _PATTERNS.get(stage):
        return not any(pattern.search(text.text) for text in texts)
    return stage in NAMED_ONLY
