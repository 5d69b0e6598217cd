"""Nouns that are counted, in English and French, and the unit that each sets."""

from __future__ import annotations

from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.numerals.share_words import COLLECTIVES
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set

_PEOPLE_ENGLISH = (
    "patient person participant woman adult adolescent individual client subject outpatient "
    "inpatient student therapist clinician parent mother father veteran girl boy respondent "
    "completer responder survivor youth caregiver carer practitioner counsellor counselor "
    "volunteer control case nurse physician psychologist psychiatrist dropout user trainee female "
    "male sufferer interviewee professional victim offender attempter remitter worker refugee "
    "soldier smoker pt inmate prisoner relative teacher pupil child"
)
_STUDIES_ENGLISH = (
    "trial rct article paper publication review sample report experiment investigation record "
    "citation dataset study analysis"
)
_FRENCH_PEOPLE = (
    "patient patiente personne participant participante femme homme adulte enfant adolescent "
    "adolescente individu client cliente sujet étudiant étudiante thérapeute clinicien clinicienne "
    "parent mère père fille garçon répondant répondante jeune soignant volontaire cas infirmier "
    "infirmière médecin psychologue psychiatre vétéran usager proche professionnel victime aidant "
    "témoin"
)
_FRENCH_STUDIES = (
    "étude essai article publication revue échantillon rapport expérience recherche ecr "
    "enregistrement notice référence analyse"
)


def _with_plurals(words: str) -> frozenset[str]:
    return frozenset(form for word in words.split() for form in (word, f"{word}s"))


_SETS = {
    "en": (
        (
            QuantityUnit.PEOPLE,
            _with_plurals(_PEOPLE_ENGLISH) | word_set("people women men children"),
        ),
        (QuantityUnit.STUDIES, _with_plurals(_STUDIES_ENGLISH) | word_set("studies analyses")),
        (QuantityUnit.SESSIONS, word_set("session sessions appointment appointments")),
        (QuantityUnit.POINTS, word_set("points point")),
        (QuantityUnit.MONEY, word_set("dollars euros usd eur cad gbp aud francs dollar euro")),
    ),
    "fr": (
        (QuantityUnit.PEOPLE, _with_plurals(_FRENCH_PEOPLE)),
        (QuantityUnit.STUDIES, _with_plurals(_FRENCH_STUDIES) | word_set("travaux")),
        (QuantityUnit.SESSIONS, word_set("séance séances session sessions rendez")),
        (QuantityUnit.POINTS, word_set("points point")),
        (QuantityUnit.MONEY, word_set("dollars euros francs dollar euro")),
    ),
}
NOUN_UNITS = {
    language: {word: unit for unit, words in groups for word in words}
    for language, groups in _SETS.items()
}
TIME_UNITS = {
    "en": {
        "day": 1, "days": 1, "d": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14,
        "fortnights": 14, "month": 30.4375, "months": 30.4375, "mo": 30.4375, "mos": 30.4375,
        "year": 365.25, "years": 365.25, "yr": 365.25, "yrs": 365.25, "y": 365.25,
        "decade": 3652.5, "decades": 3652.5, "hour": 1 / 24, "hours": 1 / 24, "hr": 1 / 24,
        "hrs": 1 / 24, "h": 1 / 24, "minute": 1 / 1440, "minutes": 1 / 1440, "min": 1 / 1440,
        "mins": 1 / 1440, "seconds": 1 / 86400,
    },
    "fr": {
        "jour": 1, "jours": 1, "semaine": 7, "semaines": 7, "mois": 30.4375, "an": 365.25,
        "ans": 365.25, "année": 365.25, "années": 365.25, "décennie": 3652.5,
        "décennies": 3652.5, "heure": 1 / 24, "heures": 1 / 24, "h": 1 / 24, "minute": 1 / 1440,
        "minutes": 1 / 1440, "min": 1 / 1440, "trimestre": 91.3125, "semestre": 182.625,
        "secondes": 1 / 86400,
    },
}  # fmt: skip
"""Length of each unit of time in days."""
YEAR_WORDS = word_set("year years yr yrs y an ans année années")
_MEASURES = word_set("mg kg g ml cm mm km µg mcg kcal lb lbs dl mmol ng")
_BEFORE_TIME = word_set(
    "consecutive more further additional full calendar long whole other extra premiers premières "
    "dernières derniers autres long complete"
)
_STOPS = {
    "en": word_set(
        "of in on at by to from with without for and or but as than the a an this that these "
        "those who whom which were was is are be been had have has did do does not no per versus "
        "vs when while if it they he she we there after before during until till then also both "
        "between among into over under about against within across respectively could would may "
        "might can should will showed received completed met dropped improved reported made took "
        "ranging using whose because since so "
    ),
    "fr": word_set(
        "de du des d en dans à au aux par pour avec sans et ou mais que qui dont où le la les l un "
        "une ce cette ces est sont était étaient a ont avait avaient été ne n pas contre versus vs "
        "après avant pendant jusqu depuis sur sous entre chez s se respectivement lorsque si plus "
        "ayant donc"
    ),
}
_NOT_PLURAL = word_set(
    "is was has less this thus us as always perhaps its basis crisis diagnosis analysis years "
    "across various sometimes besides towards plus moins dans sans pas très après depuis sous vers"
)
_AND = word_set("and or et ou")
_OR_MORE = {("or", "more"), ("or", "fewer"), ("or", "less"), ("ou", "plus"), ("ou", "moins")}
_WITH_DE = frozenset(COLLECTIVES["fr"]) | word_set("million millions milliard milliards")
"""French numbers that join their noun by "de"."""
_APOSTROPHES = word_set("' ’ ʼ ‘")
_MAX_STEPS = 7
_OTHER_POINTS = word_set("time data dose end measurement assessment cut")
_MIN_NOUN = 3  # letters


def noun_after(source: PieceText, place: int) -> tuple[str, QuantityUnit]:
    """Return what is counted and its unit; ("", PLAIN) where no noun follows.

    Args:
        source: the text with its pieces.
        place: place after the last piece of the number.
    """
    place += source.word(place) == "-"
    if (source.word(place), source.word(place + 1)) in _OR_MORE:
        place += 2
    if source.word(place) in {"de", "d"} and source.word(place - 1) in _WITH_DE:
        place += 1 + (source.word(place + 1) in _APOSTROPHES)
    if time := time_noun(source, place):
        return time, QuantityUnit.TIME
    units, stops = NOUN_UNITS[source.language], _STOPS[source.language]
    plain = ""
    for at in range(place, min(len(source.pieces), place + _MAX_STEPS)):
        word = source.word(at)
        if word == "-":
            continue
        if word in _AND and at > place and not plain:
            continue
        if source.pieces[at].kind != "word" or word in stops:
            break
        if (unit := units.get(word)) and not _is_modifier(source, at):
            is_of_time = unit is QuantityUnit.POINTS and _is_point_in_time(source, at)
            return word, QuantityUnit.PLAIN if is_of_time else unit
        plain = plain or _plain_noun(word, source.language, is_first=at == place)
    return plain or _compound_noun(source, place), QuantityUnit.PLAIN


def _is_point_in_time(source: PieceText, at: int) -> bool:
    """Return whether "points" are "time points" or "data points", not those of a scale."""
    before = source.word(at - 2) if source.word(at - 1) == "-" else source.word(at - 1)
    return before in _OTHER_POINTS


def _is_modifier(source: PieceText, at: int) -> bool:
    """Return whether a noun belongs to the next: "control groups", "female patients", "case"."""
    following = source.word(at + 1)
    if source.word(at + 1) == "-" and source.is_attached(at + 1):
        return True
    word = source.word(at)
    if source.language == "fr" or word.endswith("s"):
        return False
    return (
        following.endswith("s")
        and following not in _NOT_PLURAL
        and following.isalpha()
        and (following not in _STOPS["en"])
    )


def time_noun(source: PieceText, place: int) -> str:
    """Return the unit of time at a place, perhaps after an adjective; empty where there is none.

    Args:
        source: the text with its pieces.
        place: place of the piece.
    """
    times = TIME_UNITS[source.language]
    word = source.word(place)
    if word in _BEFORE_TIME:
        word = source.word(place + 1)
    return word if word in times and (len(word) > 1 or source.is_attached(place)) else ""


def _plain_noun(word: str, language: str, *, is_first: bool) -> str:
    if word in _MEASURES and is_first:
        return word
    if len(word) < _MIN_NOUN or word in _NOT_PLURAL:
        return ""
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    if language == "fr":
        is_plural = is_plural or word.endswith("x")
        return word if is_plural and is_first else ""
    return word if is_plural else ""


def _compound_noun(source: PieceText, place: int) -> str:
    """Return the second part of "8-item" and "three-arm"."""
    word = source.word(place)
    if source.word(place - 1) == "-" and source.is_attached(place) and word.isalpha():
        return word
    return ""
