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
    r"^[\W_]{0,4}(?:(?:an?|the|invited|guest|further|brief|short|expert|final|editorial"
    r"|author[’']?s?[’']?|publisher[’']?s?)\s){0,3}"
)
_END = (
    r"(?=\s?[:.,;/—–\])]|\s?-(?!\w)"
    r"|\s(?:to|on|from|by|for|about|re|regarding|notice|note)\b"
    r"|\sand (?:replacement|republication)\b|$)"
)
_WORKS = (
    r"(?:commentar(?:y|ies)|comments?|repl(?:y|ies)|rejoinder|rebuttal|correspondence"
    r"|correction|corrections|corrigend(?:um|a)|errat(?:um|a)|addend(?:um|a)"
    r"|(?:(?:notice|statement) of |partial )?retraction"
    r"|(?:editorial )?expression of (?:editorial )?concern|not(?:ic)?e of concern"
    r"|notice of (?:redundant|duplicate) publication|editorial|letter|viewpoint)"
)
_RESPONSE = (
    r"(?:author[’']?s?[’']?|authors[’']) (?:reply|response)|response to (?:the )?(?:recent )?"
    r"(?:comments?|commentar(?:y|ies)|critiques?|criticisms?|letters?|reviewers?|correspondence"
    r"|[\"“‘'])"
    r"|response to [^:]{1,60}?(?:et al|\(\d{4}\)|[’']s (?:comment|critique|letter))"
    r"|letter in response to\b|in response to\s?[:\"“‘]|in reply\b|letters? to (?:the )?editors?"
    r"|notice of (?:retraction|withdrawal|correction)"
    r"|retraction (?:notice|note|statement)|withdrawal notice|from the editors?\b|re\s?:"
    r"|(?:editor|publisher)[’']?s[’']? (?:note|introduction|comment)"
    r"|introduction to (?:the |this )?special"
)
_PLACES_OF_ERRORS = (
    r"(?:the )?(?:abstract|text|titles?|tables?|figures?|results?|authors?|byline)\b"
)
_START_ONLY = (
    r"(?:errat(?:um|a)|corrigend(?:um|a))\b|(?:retraction|discussion|withdrawal) of\s?[:\"“‘']"
    r"|(?:response|withdrawal|clarification|perspective|opinion|preface|foreword|book review)\s?:"
    r"|response to (?:the editors?\b|(?:drs?|prof)\b)|(?:removal notice|clarification to)\b"
    r"|(?:drs?|prof)\.? [^:]{1,60}? repl(?:y|ies)\b"
    rf"|to the editors?\s?[:.,]|critique of\b|(?:corrections?|errors?) in {_PLACES_OF_ERRORS}"
    r"|(?:incorrect|missing|omitted|omission|errors?|changes?)\b[^:]{0,60}\bin\s?:"
    r"|(?:kommentar|stellungnahme|erwiderung) (?:zu|zur|zum|auf)\b|commentaires? (?:sur|de)\b"
)
"""What is a notice at the start of a title and may be anything in another place."""
_TITLE_START = re.compile(rf"{_START}(?:{_WORKS}{_END}|{_RESPONSE}|{_START_ONLY})", re.IGNORECASE)
_TITLE_END = re.compile(
    rf"(?:[:.?!—–(\[]|(?<=\s)-(?=\s))\s{{0,2}}(?:an? )?(?:invited |brief |editorial |author )?"
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
    r"|\b(?:sub-?study|process evaluation"
    r"|(?:secondary|post[ -]?hoc|exploratory) (?:data )?analys[ei]s)"
    r" (?:of|in|within|from|alongside) (?:data (?:of|from) )?(?:an?|the) "
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
_ALONGSIDE = re.compile(
    r"\b(?:alongside|embedded in|nested in|nested within) (?:an?|the) "
    r"(?:[\w-]{1,20} ){0,4}(?:trial|rct)\b",
    re.IGNORECASE,
)
"""In a title: what lies beside a trial is not the trial."""
_ONE_TRIAL = re.compile(r"\b(?:trial|rct)\b", re.IGNORECASE)
_TRIALS = re.compile(
    r"\b(?:(?:randomi[sz]ed|clinical|controlled|outcome|psychotherapy|efficacy) trials|rcts)\b",
    re.IGNORECASE,
)
_OWN_TRIALS = re.compile(
    r"\b(?:two|three|four|five|[2-5]|both|pooled) (?:[\w-]{1,20} ){0,4}(?:trials|rcts)\b",
    re.IGNORECASE,
)
_TRIALS_READ = re.compile(
    r"(?<!\w)(?:\d{2,4}|\d,\d{3}|[a-z]{3,7}ty(?:-[a-z]{3,5})?) (?:[\w-]{1,20} ){0,4}"
    r"(?:trials|rcts|articles|reports|publications)\b",
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
    if match := _WITHIN.search(record.title) or _ALONGSIDE.search(record.title):
        return Span("title", match.start(), match.end())
    if trial_in_title or not _names_trial(record.abstract):
        return None
    match = _SAMPLE_OF_TRIAL.search(record.abstract) or _WITHIN.search(record.abstract)
    return Span("abstract", match.start(), match.end()) if match else None


def _names_trial(text: str) -> bool:
    """Return whether a text names a trial, as every place does where a study lies within one."""
    folded = text.lower()
    return "trial" in folded or "rct" in folded


def about_trials_span(record: Record) -> Span | None:
    """Return the words by which a work is about trials in general: "Harms in clinical trials".

    A title that names one trial, or a few of the authors' own, is not such a work.

    Args:
        record: the title is used.
    """
    match = _TRIALS.search(record.title)
    if not match or _ONE_TRIAL.search(record.title) or _OWN_TRIALS.search(record.title):
        return None
    return Span("title", match.start(), match.end())


def counts_trials(record: Record) -> bool:
    """Return whether an abstract states how many trials, or reports of them, were read.

    Args:
        record: the abstract is used.
    """
    return bool(_TRIALS_READ.search(record.abstract))
