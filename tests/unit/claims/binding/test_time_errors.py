"""Wrong points in time are found, and faithful ones are not; all texts are invented."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pprnet.claims import ClaimSeverity, SourceText, check_claims


class TimePair(NamedTuple):
    """A source with a faithful sentence, and the same sentence about another point in time."""

    source: str
    faithful: str
    altered: str


PAIRS = {
    "interval is no length": TimePair(
        "Patients had three years of schema therapy. Assessments were made every 3 months.",
        "Schema therapy lasted three years.",
        "Schema therapy lasted three months.",
    ),
    "length is no interval": TimePair(
        "Clients were assessed every six weeks. Treatment lasted 12 months.",
        "Clients were assessed every six weeks.",
        "Clients were assessed every 12 months.",
    ),
    "follow-up is no length": TimePair(
        "Couples received 20 weeks of behavioural therapy and were followed up for 18 months.",
        "Couples received 20 weeks of behavioural therapy.",
        "Couples received 18 months of behavioural therapy.",
    ),
    "window of a criterion": TimePair(
        "Adults with an overdose within the past month received 16 weeks of counselling.",
        "Adults had taken an overdose within the past month.",
        "Adults had taken an overdose within the past 16 weeks.",
    ),
    "unnamed middle": TimePair(
        "Depression was lower with yoga at the end of treatment and at follow-up.",
        "Depression was lower with yoga at follow-up.",
        "Depression was lower with yoga at mid-treatment.",
    ),
    "unnamed discharge": TimePair(
        "Self-harm was counted for six months after randomisation.",
        "Self-harm was counted for six months after randomization.",
        "Self-harm was counted for six months after discharge.",
    ),
    "unnamed acute phase": TimePair(
        "Fewer patients relapsed during the maintenance phase with mindfulness.",
        "Fewer patients relapsed during the maintenance phase.",
        "Fewer patients relapsed during the acute phase.",
    ),
    "unnamed follow-up": TimePair(
        "The groups did not differ from pretreatment to posttreatment on any measure.",
        "From pre- to posttreatment the groups did not differ.",
        "From pretreatment to follow-up the groups did not differ.",
    ),
    "stage of a moderator": TimePair(
        "Sleep was better at follow-up. Therapy helped students with lower functioning at "
        "pretreatment most.",
        "Students with lower functioning at pretreatment were helped most.",
        "Students with lower functioning at follow-up were helped most.",
    ),
    "phase of a share": TimePair(
        "Nearly 26% attempted suicide during the 1-year treatment phase, while 17% did so over "
        "the 2-year follow-up period.",
        "In the treatment phase 26% attempted suicide.",
        "In the follow-up phase 26% attempted suicide.",
    ),
    "respectively": TimePair(
        "Effect sizes were d = 1.06 and d = 1.42 at 18 and 36 months, respectively.",
        "The effect was d = 1.06 at 18 months.",
        "The effect was d = 1.06 at 36 months.",
    ),
    "brackets after a stage": TimePair(
        "Response did not differ during the intervention (RR 1.25), at the end of the "
        "intervention (RR 0.78), or at follow-up (RR 0.62).",
        "At the end of treatment the risk ratio was 0.78.",
        "At follow-up the risk ratio was 0.78.",
    ),
    "baseline value": TimePair(
        "The mean baseline score was 65. At 12 months it was 52.",
        "At baseline the mean score was 65.",
        "At 12 months the mean score was 65.",
    ),
    "outcomes at two times": TimePair(
        "There was a benefit for distress at one year, and for anxiety and beliefs at two years.",
        "There was a benefit for distress at one year.",
        "There was a benefit for distress at two years.",
    ),
    "other end": TimePair(
        "Opiate use rose during the last 4 months of treatment.",
        "Opiate use rose during the last four months of treatment.",
        "Opiate use rose during the first four months of treatment.",
    ),
    "numbered review": TimePair(
        "Fatigue changed between baseline and the first and second reviews.",
        "Fatigue had changed by the second review.",
        "Fatigue had changed by the third review.",
    ),
    "numbered time point": TimePair(
        "Flexibility at Time-point 1 predicted distress at Time-point 2.",
        "Flexibility at the first time point predicted distress at the second.",
        "Flexibility at the second time point predicted distress at the second.",
    ),
    "waves": TimePair(
        "Rumination was measured at wave 1 and insomnia at wave 3.",
        "Rumination was measured at the first wave.",
        "Rumination was measured at the fourth wave.",
    ),
    "month": TimePair(
        "Recruitment took place from May to July 2021.",
        "People were recruited between May and July 2021.",
        "People were recruited between March and July 2021.",
    ),
    "year of a month": TimePair(
        "The trial was conducted from February 2004 through January 2006.",
        "The trial ran from February 2004.",
        "The trial ran from February 2003.",
    ),
    "abbreviated month": TimePair(
        "The second survey ran between Sept and Nov 2022.",
        "The second survey ran from September to November 2022.",
        "The second survey ran from October to November 2022.",
    ),
    "per week": TimePair(
        "The programme had 12 weekly two-hour sessions.",
        "The programme had 12 sessions, one per week.",
        "The programme had 12 sessions, one per month.",
    ),
    "times a week": TimePair(
        "Urine was tested three times a week.",
        "Urine was tested three times per week.",
        "Urine was tested once per week.",
    ),
    "French length": TimePair(
        "Patients had two years of treatment and were assessed every six months.",
        "Le traitement durait deux ans.",
        "Le traitement durait six mois.",
    ),
    "French interval": TimePair(
        "Patients had two years of treatment and were assessed every six months.",
        "Une évaluation avait lieu tous les six mois.",
        "Une évaluation avait lieu tous les deux ans.",
    ),
    "French stage": TimePair(
        "Anxiety was lower with exposure at the end of treatment.",
        "L'anxiété était plus faible à la fin du traitement.",
        "L'anxiété était plus faible à mi-traitement.",
    ),
    "French follow-up": TimePair(
        "The effect size was 1.8 at posttreatment.",
        "À la fin du traitement, la taille d'effet atteint 1,8.",
        "Au suivi, la taille d'effet atteint 1,8.",
    ),
    "French share": TimePair(
        "After 6 months 40% were in remission, and after 24 months 55% were in remission.",
        "Après six mois, 40 % étaient en rémission.",
        "Après 24 mois, 40 % étaient en rémission.",
    ),
    "French month": TimePair(
        "Interviews took place between March and June 2019.",
        "Les entretiens ont eu lieu entre mars et juin 2019.",
        "Les entretiens ont eu lieu entre mai et juin 2019.",
    ),
    "French frequency": TimePair(
        "Sessions took place twice a week for one year.",
        "Les séances avaient lieu deux fois par semaine.",
        "Les séances avaient lieu deux fois par mois.",
    ),
    "French other end": TimePair(
        "Symptoms worsened during the first three months of therapy.",
        "Les symptômes se sont aggravés pendant les trois premiers mois.",
        "Les symptômes se sont aggravés pendant les trois derniers mois.",
    ),
}

FAITHFUL = {
    "entry and end": (
        "It took place 8 years after entry into the trial and 5 years after the end.",
        "They were seen eight years after entry, that is five years after the end.",
    ),
    "a year": ("Patients were followed up over 12 months.", "They were followed for a year."),
    "three-monthly": ("There were three-monthly reviews.", "Reviews came every three months."),
    "sum of two years": (
        "A one-year trial, plus 1 year of posttreatment follow-up, the 2-year period in all.",
        "Over the two years, all improved.",
    ),
    "trimester": ("Trimester assessments were made.", "They were assessed every trimester."),
    "another year": (
        "One year of therapy, plus 1 year of follow-up.",
        "They had one year of therapy and were then followed for another year.",
    ),
    "advice": (
        "Treatment lasted 12 weeks.",
        "In practice, plan a review every three weeks and ask again after six months.",
    ),
    "weekly": ("There were 17 weekly sessions.", "There were 17 sessions, one each week."),
    "may": ("Data from May 2020 were used.", "The therapy may help, and they march on."),
    "fr an": ("Outcomes at 12 months were stable.", "Les résultats étaient stables à un an."),
}


def time_errors(text: str, source: str) -> list[str]:
    """Return the parts of a text that are errors, one at a time."""
    found = check_claims(text, [SourceText("abstract", source)])
    return [
        text[each.claim.start : each.claim.end]
        for each in found
        if each.severity is ClaimSeverity.ERROR
    ]


@pytest.mark.parametrize("name", PAIRS)
def test_a_faithful_point_in_time_is_no_error(name: str) -> None:
    assert not time_errors(PAIRS[name].faithful, PAIRS[name].source)


@pytest.mark.parametrize("name", PAIRS)
def test_another_point_in_time_is_an_error(name: str) -> None:
    assert time_errors(PAIRS[name].altered, PAIRS[name].source)


@pytest.mark.parametrize("name", FAITHFUL)
def test_a_point_in_time_in_other_words_is_no_error(name: str) -> None:
    source, text = FAITHFUL[name]
    assert not time_errors(text, source)
