"""Stages of a study in words: baseline, during and after treatment, follow-up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from pprnet.claims.quantities.numerals.number_words import NUMBER_WORDS
from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.extraction.text_processing.word_tokenizer import word_set


class StageMention(NamedTuple):
    """A stage with the pieces that name it, `last` exclusive."""

    stage: str
    first: int
    last: int


_LOSSES = word_set("lost loss losses")
_TREATMENT = "treatment|therapy|intervention|training|the treatment|the therapy|the intervention"
_TRAITEMENT = (
    "traitement|le traitement|la thérapie|thérapie|l ' intervention|intervention|"
    "la psychothérapie|la prise en charge"
)
_DU_TRAITEMENT = (
    "du traitement|de traitement|de la thérapie|de thérapie|de l ' intervention|du programme|"
    "de la psychothérapie|de la prise en charge|d ' intervention"
)


def _phrases(stage: str, *parts: str) -> dict[tuple[str, ...], str]:
    """Return each combination of the alternatives of the parts, as words."""
    choices = product(*(part.split("|") for part in parts))
    return {tuple(" ".join(choice).split()): stage for choice in choices}


_STAGES = {
    "en": {
        **_phrases(
            "baseline", "baseline|base line|pretreatment|pretest|preintervention|pretherapy"
        ),
        **_phrases("baseline", "pre", "treatment|test|intervention|therapy|training"),
        **_phrases("baseline", "before|prior to|start of|beginning of|onset of", _TREATMENT),
        **_phrases("baseline", "at|study|trial", "entry|intake|inclusion|enrolment|admission"),
        **_phrases("baseline", "at the", "start|outset|beginning"),
        **_phrases("baseline", "at treatment|treatment", "start|onset"),
        **_phrases("post", "posttreatment|posttest|postintervention|posttherapy|termination"),
        **_phrases("post", "post", "treatment|test|intervention|therapy|training"),
        **_phrases(
            "post", "end of|after|following|completion of|conclusion of|termination of", _TREATMENT
        ),
        **_phrases("post", "immediately|directly|right", "after", _TREATMENT),
        **_phrases("post", "treatment|therapy", "end|completion|termination|endpoint"),
        **_phrases("post", "at its end|at the end|by the end|at endpoint|at end point"),
        **_phrases("post", "at discharge|end of the trial|end of the study|end of the program"),
        **_phrases("post", "end of the programme|end of the course|end of the intervention"),
        **_phrases("follow-up", "follow", "up|ups"),
        **_phrases("follow-up", "followup|followups"),
        **_phrases("during", "midtreatment|mid treatment|mid therapy"),
        **_phrases("during", "during", _TREATMENT),
    },
    "fr": {
        **_phrases("baseline", "baseline|prétraitement|prétest|ligne de base|niveau de base"),
        **_phrases("baseline", "pré", "traitement|test|intervention|thérapie"),
        **_phrases("baseline", "avant", _TRAITEMENT),
        **_phrases("baseline", "début|commencement", _DU_TRAITEMENT),
        **_phrases("baseline", "à l '", "inclusion|admission|entrée"),
        **_phrases("baseline", "au départ|au début|à l ' entrée dans l ' étude"),
        **_phrases("post", "post", "traitement|test|intervention|thérapie"),
        **_phrases("post", "posttraitement|posttest"),
        **_phrases("post", "fin|issue|terme|achèvement", _DU_TRAITEMENT),
        **_phrases("post", "après", _TRAITEMENT),
        **_phrases("post", "à la sortie|à la fin|en fin d ' étude"),
        **_phrases("follow-up", "au|de|le|du|un|ce|dernier|premier", "suivi"),
        **_phrases("follow-up", "suivi à|follow up|catamnèse"),
        **_phrases("during", "mi", "traitement|thérapie"),
        **_phrases("during", "pendant|durant", _TRAITEMENT),
        **_phrases("during", "cours", _DU_TRAITEMENT),
    },
}
_FIRST_WORDS = {language: {phrase[0] for phrase in known} for language, known in _STAGES.items()}
_LONGEST = max(len(phrase) for known in _STAGES.values() for phrase in known)
_APOSTROPHES = word_set("' ’ ʼ ‘")
_BARE_ENDS = word_set("end start beginning outset fin début départ")
_PRE_POST = {"pre": "baseline", "post": "post", "pré": "baseline"}
_OUTSIDE = word_set("to from and at - / à et versus vs")


def stages_of(source: PieceText) -> Iterator[StageMention]:
    """Yield the stages that a text names, in order; none overlaps another.

    Args:
        source: the text with its pieces.
    """
    starts = _FIRST_WORDS[source.language]
    reached = 0
    for place, piece in enumerate(source.pieces):
        if place >= reached and (piece.text in starts or piece.text in _PRE_POST):
            found = _stage_at(source, place)
            if found and not _is_loss(source, place):
                found = _extended(source, found)
                reached = found.last
                if not _is_end_of_other(source, found):
                    yield found


def _is_loss(source: PieceText, place: int) -> bool:
    """Return whether "follow-up" is that of "lost to follow-up", which names no point in time."""
    return source.word(place - 1) == "to" and source.word(place - 2) in _LOSSES


def _stage_at(source: PieceText, place: int) -> StageMention | None:
    """Return the longest phrase that begins at a place; hyphens do not count."""
    known, words = _STAGES[source.language], []
    found = None
    for at in range(place, min(len(source.pieces), place + 2 * _LONGEST)):
        word = source.word(at)
        if word == "-":
            continue
        words.append("'" if word in _APOSTROPHES else word)
        if stage := known.get(tuple(words)):
            found = StageMention(stage, place, at + 1)
        if len(words) == _LONGEST:
            break
    return found or _with_duration(source, place) or _pre_or_post(source, place)


def _with_duration(source: PieceText, place: int) -> StageMention | None:
    """Return "suivi" in "suivi de six mois"; before other words it is a participle."""
    if source.word(place) != "suivi" or source.word(place + 1) not in {"de", "d"}:
        return None
    at = place + 2 + (source.word(place + 2) in _APOSTROPHES)
    is_number = at < len(source.pieces) and source.pieces[at].kind == "number"
    if not is_number and source.word(at) not in NUMBER_WORDS["fr"]:
        return None
    return StageMention("follow-up", place, place + 1)


def _is_end_of_other(source: PieceText, found: StageMention) -> bool:
    """Return whether "at the end" or "à la fin" is that of something else, "of each week"."""
    is_bare = source.word(found.last - 1) in _BARE_ENDS
    return is_bare and source.word(found.last) in {"of", "de", "du", "des", "d"}


def _extended(source: PieceText, found: StageMention) -> StageMention:
    """Return a mention with a longer one that begins within it: "at the end (of treatment)"."""
    for place in range(found.first + 1, found.last):
        if source.word(place) in _FIRST_WORDS[source.language]:
            inner = _stage_at(source, place)
            if inner and inner.last > found.last:
                return StageMention(inner.stage, found.first, inner.last)
    return found


def _pre_or_post(source: PieceText, place: int) -> StageMention | None:
    """Return "pre" or "post" in "from pre to post"."""
    stage = _PRE_POST.get(source.word(place))
    near = {source.word(place - 1), source.word(place + 1)}
    has_other = any(source.word(place + step) in _PRE_POST for step in (-3, -2, 2, 3))
    if stage is None or not has_other or near.isdisjoint(_OUTSIDE):
        return None
    return StageMention(stage, place, place + 1)
