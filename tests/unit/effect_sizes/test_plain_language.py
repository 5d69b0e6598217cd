"""What is said of an effect, in both languages, as an editor would read it."""

# ruff: noqa: E501 - a sentence in a table is read whole

from __future__ import annotations

from string import Formatter

import pytest

from pprnet.effect_sizes import (
    Association,
    Certainty,
    Comparison,
    Direction,
    Effect,
    Finding,
    Magnitude,
    Measure,
    Thresholds,
    number_needed,
    number_needed_sentence,
    plain_words,
)
from pprnet.effect_sizes.plain_language.numerals import numeral, short_numeral
from pprnet.effect_sizes.plain_language.sentence_templates import (
    LANGUAGES,
    fill_template,
    sentence_templates_of,
)
from pprnet.errors import EffectError

M, C = Measure, Certainty
N = "\u202f"

CBT = Comparison(
    "CBT", "usual care", "depressive symptoms", Direction.LESS, "recover", Direction.MORE
)
TCC = Comparison(
    "la TCC",
    "les soins habituels",
    "symptômes dépressifs",
    Direction.LESS,
    "se rétablissent",
    Direction.MORE,
)
DESCRIPTIONS = {"en": CBT, "fr": TCC}
ALLIANCE = {
    "en": Association("the working alliance", "outcome"),
    "fr": Association("l’alliance de travail", "le résultat"),
}

SMALL = Effect(M.G, 0.45, 0.2, 0.7, 95.0)
LARGE = Effect(M.D, 0.9, 0.6, 1.2, 95.0)
WORSE = Effect(M.D, -0.6, -0.9, -0.3, 95.0)
OPEN = Effect(M.D, 0.3, -0.1, 0.7, 95.0)
NEGLIGIBLE = Effect(M.D, 0.02, -0.1, 0.12, 95.0)

HEADLINES = [
    (SMALL, "en", None, "In this research, CBT came with a small reduction in depressive symptoms, compared with usual care."),
    (SMALL, "en", C.HIGH, "Compared with usual care, CBT results in a small reduction in depressive symptoms."),
    (LARGE, "en", C.MODERATE, "Compared with usual care, CBT likely results in a large reduction in depressive symptoms."),
    (WORSE, "en", C.LOW, "Compared with usual care, CBT may result in a moderate increase in depressive symptoms."),
    (LARGE, "en", C.VERY_LOW, "The evidence is very uncertain about the effect of CBT on depressive symptoms, compared with usual care."),
    (OPEN, "en", None, "In this research it stays open whether CBT changes depressive symptoms, compared with usual care."),
    (OPEN, "en", C.LOW, "Compared with usual care, it stays open whether CBT changes depressive symptoms (certainty of the evidence: low)."),
    (NEGLIGIBLE, "en", None, "In this research, any difference that CBT made to depressive symptoms, compared with usual care, was too small to matter."),
    (NEGLIGIBLE, "en", C.HIGH, "Compared with usual care, CBT results in little or no difference in depressive symptoms."),
    (Effect(M.RR, 1.5, 1.2, 1.9), "en", C.LOW, "Compared with usual care, CBT may result in a reduction in depressive symptoms."),
    (SMALL, "fr", None, "Dans cette recherche, on observe avec la TCC une légère réduction du critère étudié (symptômes dépressifs), par comparaison avec les soins habituels."),
    (SMALL, "fr", C.HIGH, "Par comparaison avec les soins habituels, la TCC entraîne une légère réduction du critère étudié (symptômes dépressifs)."),
    (LARGE, "fr", C.MODERATE, "Par comparaison avec les soins habituels, la TCC entraîne probablement une forte réduction du critère étudié (symptômes dépressifs)."),
    (WORSE, "fr", C.LOW, "Par comparaison avec les soins habituels, la TCC pourrait entraîner une augmentation modérée du critère étudié (symptômes dépressifs)."),
    (LARGE, "fr", C.VERY_LOW, "Par comparaison avec les soins habituels, les données probantes sont très incertaines sur ce que change la TCC pour le critère étudié (symptômes dépressifs)."),
    (NEGLIGIBLE, "fr", C.HIGH, "Par comparaison avec les soins habituels, la TCC entraîne peu ou pas de différence pour le critère étudié (symptômes dépressifs)."),
]  # fmt: skip


@pytest.mark.parametrize(("effect", "language", "certainty", "sentence"), HEADLINES)
def test_headlines(effect, language, certainty, sentence):
    said = plain_words(
        effect, DESCRIPTIONS[language], language=language, certainty=certainty,
        smallest_difference=0.2 if effect is NEGLIGIBLE else None,
    )  # fmt: skip
    assert said.headline == sentence


def test_a_complete_paragraph_with_a_base_rate():
    said = plain_words(SMALL, CBT, certainty=C.MODERATE, base_rate=0.3)
    assert said.text == (
        "Compared with usual care, CBT likely results in a small reduction in depressive symptoms."
        " Of 100 people like these, about 47 recover with CBT (between 37 and 57), compared with"
        " 30 with usual care."
        " Estimate: standardised difference g = 0.45 (95% interval 0.20 to 0.70)."
        " Small here means standardised difference d from 0.20 to below 0.50 (Cohen, 1988)."
    )
    assert (said.finding, said.magnitude, said.certainty) == (
        Finding.CLEAR,
        Magnitude.SMALL,
        C.MODERATE,
    )
    assert said.caveat is None


def test_an_association_counts_from_half_and_is_no_cause():
    said = plain_words(Effect(M.R, 0.29), ALLIANCE["en"])
    assert said.headline == (
        "In this research, people with higher scores on the working alliance tended to have higher"
        " scores on outcome; the link was small."
    )
    assert said.people == (
        "Of 100 people above the median on the working alliance, about 59 are above the median on"
        " outcome; 50 would be if the two had nothing to do with each other."
    )
    assert said.caveat == "A link, not a cause."
    assert said.estimate == (
        "Estimate: correlation r = .29; no interval was stated, so how precise it is cannot be said."
    )


def test_an_association_in_french():
    said = plain_words(Effect(M.R, -0.29, -0.4, -0.1, 95.0), ALLIANCE["fr"], language="fr")
    assert said.headline == (
        "Dans cette recherche, les personnes dont les scores sont plus élevés (l’alliance de"
        f" travail) avaient en général des scores plus bas (le résultat){N}; le lien était faible."
    )
    assert said.estimate == (
        f"Estimation{N}: corrélation r = −0,29 (intervalle à 95\u00a0% de −0,40 à −0,10)."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_base_rate_no_number_of_people_is_stated(language):
    assert plain_words(SMALL, DESCRIPTIONS[language], language=language).people is None


def test_where_the_evidence_is_very_uncertain_people_are_not_counted():
    assert plain_words(SMALL, CBT, certainty=C.VERY_LOW, base_rate=0.3).people is None


def test_counts_of_a_rare_event_are_of_more_people():
    relapse = Comparison("CBT", "usual care", "relapse", Direction.MORE, "relapse")
    said = plain_words(Effect(M.OR, 0.8), relapse, base_rate=0.012)
    assert said.people == (
        "Of 1,000 people like these, about 10 relapse with CBT, compared with 12 with usual care."
    )


def test_equal_rates_without_an_interval_are_not_counted():
    said = plain_words(Effect(M.D, 0.0), CBT, base_rate=0.3)
    assert said.people is None
    assert "stays open" in said.headline


def test_a_score_without_a_direction_for_the_event_is_refused():
    vague = Comparison("CBT", "usual care", "depressive symptoms", Direction.LESS, "recover")
    with pytest.raises(
        EffectError, match="expected `event_direction`, whether a value above the null"
    ):
        plain_words(SMALL, vague, base_rate=0.3)


def test_an_odds_ratio_is_of_the_event():
    turned = Comparison("CBT", "usual care", "relapse", Direction.LESS, "relapse", Direction.LESS)
    with pytest.raises(EffectError, match="OR: expected it to be of the event"):
        plain_words(Effect(M.OR, 0.8), turned, base_rate=0.3)


def test_fewer_people_where_a_value_above_the_null_means_fewer():
    worse = Comparison("CBT", "usual care", "symptoms", Direction.MORE, "recover", Direction.LESS)
    said = plain_words(Effect(M.D, -0.45), worse, base_rate=0.3)
    assert said.people is not None
    assert "about 47 recover with CBT" in said.people


ESTIMATES = [
    (OPEN, "Estimate: standardised difference d = 0.30 (95% interval −0.10 to 0.70), which leaves room for a difference in either direction."),
    (Effect(M.RR, 1.3, 1.0, 1.7), "Estimate: risk ratio 1.30 (interval 1.00 to 1.70, its level not stated), which reaches 1, the value at which both are equal."),
    (Effect(M.HR, 0.74, 0.55, 0.999, 95.0), "Estimate: hazard ratio 0.74 (95% interval 0.55 to 0.999)."),
    (NEGLIGIBLE, "Estimate: standardised difference d = 0.02 (95% interval −0.10 to 0.12); all of the interval is nearer to 0, where both are equal, than the smallest difference held to matter (0.20)."),
]  # fmt: skip


@pytest.mark.parametrize(("effect", "sentence"), ESTIMATES)
def test_estimates(effect, sentence):
    smallest_difference = 0.2 if effect is NEGLIGIBLE else None
    assert plain_words(effect, CBT, smallest_difference=smallest_difference).estimate == sentence


def test_stated_thresholds_are_named():
    stated = Thresholds(M.RR, 1.1, 1.5, 2.0, "Example, A.")
    said = plain_words(Effect(M.RR, 1.6, 1.2, 2.1, 95.0), CBT, thresholds=stated)
    assert said.magnitude is Magnitude.MODERATE
    assert said.scale == "Moderate here means risk ratio from 1.50 to below 2.00 (Example, A.)."


NEEDED = [
    (Effect(M.RD, 0.3 - 0.2), "en", "About 10 people would need CBT rather than usual care for one more of them to benefit."),
    (Effect(M.RD, 0.15, 0.1, 0.2), "en", "About 7 people would need CBT rather than usual care for one more of them to benefit (interval 5 to 10)."),
    (Effect(M.RD, -0.15, -0.2, -0.1), "en", "About 7 people would need CBT rather than usual care for one more of them to be harmed (interval 5 to 10)."),
    (Effect(M.RD, 0.1, -0.05, 0.25), "en", "About 10 people would need CBT rather than usual care for one more of them to benefit, but this is not settled: the interval runs from one more harmed in 20, through infinity, to one more benefiting in 4."),
    (Effect(M.RD, 0.1, 0.0, 0.25), "fr", "Il faudrait environ 10 personnes avec la TCC plutôt qu’avec les soins habituels pour qu’une de plus en bénéficie (intervalle de 4 à ∞)."),
    (Effect(M.RD, 0.0), "en", "The estimate gives no number needed to treat, as the rates with CBT and with usual care are equal in it; no interval says how precise that is."),
]  # fmt: skip


@pytest.mark.parametrize(("difference", "language", "sentence"), NEEDED)
def test_numbers_needed_in_words(difference, language, sentence):
    needed = number_needed(difference, wanted=True)
    assert number_needed_sentence(needed, DESCRIPTIONS[language], language) == sentence


def test_an_empty_phrase_is_refused():
    with pytest.raises(EffectError, match="outcome: expected a phrase"):
        Association("the working alliance", " ")


def test_an_unknown_language_is_refused():
    with pytest.raises(EffectError, match="language: expected one of en, fr, got 'de'"):
        plain_words(SMALL, CBT, language="de")


def test_braces_in_a_phrase_are_only_text():
    assert (
        "{outcome}"
        in plain_words(SMALL, Comparison("{outcome}", "b", "c", Direction.MORE)).headline
    )


# ---- the sentences as data ------------------------------------------------------------------


def slots(template: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(template) if name}


def test_both_languages_have_the_same_sentences_with_the_same_slots():
    english, french = map(sentence_templates_of, LANGUAGES)
    assert english.keys() == french.keys()
    for place, sentence in english.items():
        assert slots(sentence) == slots(french[place]), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_combination_has_a_sentence(language):
    for kind in ("compared", "linked"):
        for how in ("reported", "high", "moderate", "low"):
            for finding in ("open", "negligible"):
                assert f"{kind}.{finding}.{how}" in sentence_templates_of(language)
            for direction in Direction:
                for size in (*Magnitude, "unsized"):
                    assert f"{kind}.{how}.{direction}.{size}" in sentence_templates_of(language)
    for measure in Measure:
        assert f"names.{measure}" in sentence_templates_of(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headlines_differ_wherever_they_mean_something_else(language):
    headlines = [
        sentence
        for place, sentence in sentence_templates_of(language).items()
        if place.startswith(("compared.", "linked."))
    ]
    assert len(set(headlines)) == len(headlines)


def test_french_has_its_narrow_spaces():
    for place, sentence in sentence_templates_of("fr").items():
        for sign in ";:?!":
            for at, character in enumerate(sentence):
                if character == sign:
                    assert sentence[at - 1] == N, (place, sentence)


def test_a_slot_is_filled():
    assert fill_template("en", "icons.key", count=3, label="with neither") == "3 with neither"


# ---- numbers --------------------------------------------------------------------------------

NUMBERS = [
    (0.29, M.R, ".29", "0,29"),
    (-0.29, M.R, "−.29", "−0,29"),
    (1.0, M.R, "1.00", "1,00"),
    (0.9996, M.R, "1.00", "1,00"),
    (0.29, M.D, "0.29", "0,29"),
    (-0.0, M.D, "0.00", "0,00"),
    (1.003, M.OR, "1.003", "1,003"),
    (1.00003, M.OR, "1.0000", "1,0000"),
    (0.0004, M.RR, "0.0004", "0,0004"),
    (0.00001, M.RR, "1.0 × 10⁻⁵", "1,0 × 10⁻⁵"),
    (-12.25, M.MD, "−12.25", "−12,25"),
    (12345.6, M.MD, "12,346", f"12{N}346"),
    (2e7, M.OR, "2.0 × 10⁷", "2,0 × 10⁷"),
    (float("inf"), None, "∞", "∞"),
]


@pytest.mark.parametrize(("value", "measure", "english", "french"), NUMBERS)
def test_numerals(value, measure, english, french):
    assert numeral(value, measure, "en") == english
    assert numeral(value, measure, "fr") == french


@pytest.mark.parametrize(("value", "english"), [(0.0, "0"), (-0.5, "−.5"), (1.0, "1"), (-0.0, "0")])
def test_round_numerals(value, english):
    assert short_numeral(value, M.R, "en") == english
