"""Works about another work: comments, corrections, notices, and studies within a trial.

The words of such a title are those of the work that it is about ("Correction to: ... a randomised
trial"). What comes before or after them says what the text is.
"""

from __future__ import annotations

import re

from pprnet.records import Record, Span
from pprnet.text import fold

NOTICE_PUBLICATION_TYPES = frozenset(
    {
        "published erratum", "retraction of publication", "retraction notice",
        "expression of concern", "editorial", "comment",
    }
)  # fmt: skip
_STUDY_PUBLICATION_TYPES = frozenset({"randomized controlled trial", "clinical trial"})
_START = (
    r"^[\W_]{0,4}(?:(?:an?|the|invited|guest|brief|short|expert|final|editorial"
    r"|author[’']?s?[’']?|publisher[’']?s?)\s){0,3}"
)
_END = r"(?=\s?[:.,;—–\])-]|\s(?:to|on|from|by|for|about|re|regarding|notice|note)\b|$)"
_WORKS = (
    r"(?:commentar(?:y|ies)|comments?|repl(?:y|ies)|rejoinder|rebuttal|correspondence"
    r"|correction|corrections|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a)"
    r"|(?:notice of )?retraction|(?:editorial )?expression of concern|editorial|letter|viewpoint)"
)
_RESPONSE = (
    r"(?:author[’']?s?[’']?|authors[’']) (?:reply|response)|response to (?:the )?(?:recent )?"
    r"(?:comments?|commentar(?:y|ies)|critiques?|criticisms?|letters?|reviewers?|correspondence"
    r"|[\"“‘'])"
    r"|response to [^:]{1,60}?(?:et al|\(\d{4}\)|[’']s (?:comment|critique|letter))"
    r"|in reply\b|letters? to (?:the )?editors?|notice of (?:retraction|withdrawal|correction)"
    r"|retraction (?:notice|note|statement)|withdrawal notice|from the editors?\b|re\s?:"
    r"|editor[’']?s[’']? (?:note|introduction|comment)|introduction to (?:the |this )?special"
)
_TITLE_START = re.compile(rf"{_START}(?:{_WORKS}{_END}|{_RESPONSE})", re.IGNORECASE)
_TITLE_END = re.compile(
    rf"[:.?!—–(\[]\s{{0,2}}(?:an? )?(?:invited |brief |editorial |author )?"
    rf"(?:{_WORKS}(?:\s(?:to|on)\s[^:]{{1,120}})?|{_RESPONSE})[)\].]?\s{{0,5}}$",
    re.IGNORECASE,
)
_ABSTRACT_START = re.compile(
    r"^[\W_]{0,4}(?:reports an error in|this (?:corrects|retracts) the article"
    r"|this (?:article|paper) has been retracted"
    r"|this (?:editorial|commentary|letter|reply|rejoinder)\b"
    r"|(?:comments|replies|responds) (?:on|to) (?:the |an? )?(?:articles?|comments?)"
    r"|we read with (?:great |much )?interest)",
    re.IGNORECASE,
)
_TRIAL = r"(?:[\w.]{1,30}[ -]){0,7}(?:trials?|rct)\b"  # a word ends where the next may begin
_WITHIN = re.compile(
    rf"\b(?:nested|embedded|conducted|undertaken) (?:with)?in (?:an?|the) {_TRIAL}"
    r"|\b(?:sub-?study|process evaluation|secondary analysis) (?:of|in|within|from) (?:an?|the) "
    rf"{_TRIAL}",
    re.IGNORECASE,
)
_SAMPLE_OF_TRIAL = re.compile(
    r"\b(?:participants?|patients|clients|people|adults) (?:of|in|from) (?:an?|the) "
    r"(?:larger |parent |previous |completed )?randomi[sz]ed (?:controlled |clinical )?trial\b"
    r"|\bdata (?:were |are |come |came |was )?(?:drawn |taken |derived |collected )?"
    rf"from (?:an?|the) {_TRIAL}"
    r"|\bhad (?:previously )?(?:been (?:randomi[sz]ed|allocated)|participated|taken part)\b"
    r"[^.]{0,80}\btrial\b"
    r"|\b(?:part|arm|arms|subset|subsample|subgroup) of an? "
    rf"(?:larger|parent|multi\w{{1,12}}|randomi[sz]ed) {_TRIAL}",
    re.IGNORECASE,
)


def notice_span(record: Record) -> Span | None:
    """Return the words by which a work is a comment, reply, correction or other notice.

    A title that begins "RETRACTED:" is that of the retracted study itself, not of a notice.

    Args:
        record: title, abstract and publication types are used.
    """
    for field, text, pattern in (
        ("title", record.title, _TITLE_START),
        ("title", record.title, _TITLE_END),
        ("abstract", record.abstract[:200], _ABSTRACT_START),
    ):
        if match := pattern.search(text):
            return Span(field, match.start(), match.end())
    return None


def is_notice_by_publication_type(record: Record) -> bool:
    """Return whether the index says that a work is a notice and not a study.

    Args:
        record: publication types are used.
    """
    types = {fold(given) for given in record.publication_types}
    return bool(types & NOTICE_PUBLICATION_TYPES) and not types & _STUDY_PUBLICATION_TYPES


def study_within_trial_span(record: Record, *, trial_in_title: bool) -> Span | None:
    """Return the words by which a work is a study within a trial, not the trial itself.

    Args:
        record: title and abstract are used.
        trial_in_title: whether the title names a randomised trial; then it must itself say that
            the study lies within it.
    """
    if match := _WITHIN.search(record.title):
        return Span("title", match.start(), match.end())
    if trial_in_title:
        return None
    match = _SAMPLE_OF_TRIAL.search(record.abstract) or _WITHIN.search(record.abstract)
    return Span("abstract", match.start(), match.end()) if match else None
