"""Each rule of the checker with a draft that it is for, and one that it must leave alone.

All studies, people and numbers are invented.
"""

from __future__ import annotations

from typing import Any

from pprnet.lint import Draft, PrintedCitation, SourceFacts
from pprnet.records import Author, EffectSize, PartialDate, Record
from pprnet.watch.work_states import WorkState

PRINTED = (
    "Exampleson, A. B., & Müster, C. (2020). An invented study of examples. Journal of Examples, "
    "10(2), 11–19. https://doi.org/10.5555/example.1"
)
WORK = Record(
    title="An invented study of examples",
    authors=(Author("Exampleson", "A. B."), Author("Müster", "C.")),
    issued=PartialDate(2020),
)
LONG = "The clients in this invented study met their therapist each week and rated the alliance."
WORDS = "word " * 25
ARTICLE = "One invented sentence follows another here. "


def summary(text: str, **more: Any) -> Draft:
    """Return a draft that has only a summary."""
    return Draft({"summary": text}, **more)


def cited(text: str, printed: str = PRINTED) -> Draft:
    """Return a summary with a printed citation."""
    return summary(text, citations=(PrintedCitation(printed),))


def citation(printed: str) -> Draft:
    """Return a draft that has only a citation."""
    return Draft({}, citations=(PrintedCitation(printed),))


def sourced(text: str, **facts: Any) -> Draft:
    """Return a summary with what is known of its source."""
    return summary(text, sources=(SourceFacts(**facts),))


def implied(text: str, **facts: Any) -> Draft:
    """Return implications with what is known of their source."""
    return Draft({"implications": text}, sources=(SourceFacts(**facts),))


def titled(title: str) -> Draft:
    """Return a draft that has only a title."""
    return Draft({"title": title})


EFFECT = EffectSize("d", 0.42, low=0.2, high=0.64)
COPIED = "the alliance grew from week to week in most of the clients"

CASES: dict[str, tuple[list[Draft], list[Draft]]] = {
    "author-name": (
        [
            cited("Exampelson and colleagues asked clients."),
            cited("Muster (2020) asked clients."),
            cited("According to Exampelson, it helps."),
            cited("The authors, Muster among them, asked clients."),
        ],
        [cited("Exampleson and Müster asked clients."), cited("Others (2019) are many.")],
    ),
    "author-unknown": (
        [cited("In this study, Otherman and colleagues asked clients.")],
        [cited("Otherman and colleagues (2011) had asked clients before.")],
    ),
    "citation-author": (
        [Draft({}, citations=(PrintedCitation(PRINTED.replace("Müster", "Muster"), WORK),))],
        [Draft({}, citations=(PrintedCitation(PRINTED, WORK),))],
    ),
    "announced-count": (
        [
            summary("They noted two domains. First, one. Second, two. Third, three."),
            summary("There were two reasons: warmth, trust and hope."),
            summary("Two factors were named: warmth, trust, and hope."),
            summary("It has three aims: (a) to ask and (b) to answer."),
            summary("Voici trois raisons. Premièrement, un. Deuxièmement, deux.", language="fr"),
        ],
        [
            summary("They noted two domains. First, one. Second, two."),
            summary("They noted two domains. First, a. Second, b. Finally, they end."),
            summary("There were three reasons: warmth, trust and hope."),
            summary("We followed two groups of clients. First, they were asked."),
            summary("There were two reasons: warmth and care, and the hope that it brings."),
        ],
    ),
    "causal-wording": (
        [sourced("A better alliance leads to less distress.", research_type="cohort-study")],
        [
            sourced("A better alliance leads to less distress.", research_type="randomised-trial"),
            sourced("It may be what leads to less distress.", research_type="cohort-study"),
        ],
    ),
    "general-wording": (
        [summary("This always helps."), summary("All clients will improve.")],
        [summary("Not all clients will improve."), summary("All patients were asked.")],
    ),
    "strong-recommendation": (
        [implied("Therapists must ask.", certainty="low"),
         implied("Therapists should ask. They must listen.", certainty="")],
        [implied("Therapists must ask.", certainty="high"), implied("They may ask.", certainty="")],
    ),
    "absence-of-evidence": (
        [sourced("The treatment had no effect.", has_nonsignificant_result=True)],
        [sourced("The treatment had no effect."),
         sourced("No difference was found.", has_nonsignificant_result=True)],
    ),
    "long-quotation": ([summary(f"They wrote “{WORDS}”.")], [summary("They wrote “a few words”.")]),
    "copied-run": (
        [sourced(f"We read that {COPIED}.", texts=(COPIED,))],
        [sourced(f"We read that “{COPIED}”.", texts=(COPIED,)),
         sourced("The alliance grew from week to week for some.", texts=(COPIED,))],
    ),
    "missing-text": ([Draft({"summary": ""})], [summary(LONG), Draft({})]),
    "heading": (
        [Draft({}, headings=("Practical Implications",)),
         Draft({}, headings=("Practice implications:",)),
         Draft({}, language="fr", headings=("Implications cliniques",))],
        [Draft({}, headings=("Practice Implications",)),
         Draft({}, language="fr", headings=("Implications pour la pratique",))],
    ),
    "missing-bottom-line": ([Draft({"bottom_line": " "})], [Draft({"bottom_line": "It helps."})]),
    "missing-limits": ([Draft({"limits": ""})], [Draft({"limits": "A few clients."})]),
    "missing-for-whom": ([Draft({"for_whom": ""})], [Draft({"for_whom": "Therapists."})]),
    "missing-design": (
        [sourced(LONG.replace("study", "work"), research_type="randomised-trial")],
        [sourced("In this trial, clients met.", research_type="randomised-trial")],
    ),
    "missing-sample-size": (
        [sourced(LONG, participants=120)],
        [sourced("They asked 120 clients.", participants=120),
         sourced("Almost 300 clients took part.", participants=295),
         sourced("They asked 60 clients and 61 others.", participants=121)],
    ),
    "missing-study-count": (
        [sourced(LONG, studies=24)],
        [sourced("The review covers twenty-four studies.", studies=24)],
    ),
    "missing-effect": ([sourced(LONG, effects=(EFFECT,))], [sourced("d = .42", effects=(EFFECT,))]),
    "missing-interval": (
        [sourced("It was d = 0.42.", effects=(EFFECT,))],
        [sourced("It was d = 0.42 (0.20 to 0.64).", effects=(EFFECT,))],
    ),
    "missing-citation": ([Draft({}, citations=())], [citation(PRINTED), Draft({})]),
    "citation-incomplete": (
        [citation(PRINTED.replace(", 10(2), 11–19", "")), citation("An invented study, no names.")],
        [citation(PRINTED)],
    ),
    "citation-no-doi": ([citation(PRINTED.partition(" https")[0])], [citation(PRINTED)]),
    "citation-ampersand": (
        [citation(PRINTED.replace(", &", ",")), citation(PRINTED.replace(", &", " &")),
         citation(PRINTED.replace(", &", " and"))],
        [citation(PRINTED), citation(PRINTED.replace("Exampleson, A. B., & ", ""))],
    ),
    "citation-initials": (
        [citation(PRINTED.replace("A. B.", "A.B.")), citation(PRINTED.replace("A. B.", "A-B."))],
        [citation(PRINTED), citation(PRINTED.replace("A. B.", "A.-B."))],
    ),
    "citation-article-number": (
        [citation(PRINTED.replace("10(2), 11–19", "10:347"))],
        [citation(PRINTED.replace("10(2), 11–19", "10, Article 347"))],
    ),
    "citation-page-range": ([citation(PRINTED.replace("–", "-"))], [citation(PRINTED)]),
    "citation-punctuation": (
        [citation(PRINTED.replace("19. https", "19, https")),
         citation(PRINTED.replace("(2020).", "(2020)")),
         citation(PRINTED.partition(". https")[0])],
        [citation(PRINTED)],
    ),
    "citation-capitals": (
        [citation(PRINTED.replace("of examples.", "of five examples: what they showed.")),
         citation(PRINTED.replace("An invented study of examples", "How Does a new study go"))],
        [citation(PRINTED), citation(PRINTED.replace("of examples.", "of examples: What is."))],
    ),
    "doi-form": (
        [citation(PRINTED.replace("https://doi.org/", form)) for form in
         ("doi: ", "doi:", "DOI ", "http://dx.doi.org/", "https://dx.doi.org/", "doi.org/", "")]
        + [citation(f"{PRINTED}."), citation(PRINTED.replace("10.5555/example.1", "example.1"))],
        [citation(PRINTED), summary("See https://doi.org/10.5555/example.1.")],
    ),
    "retracted-source": (
        [sourced(LONG, state=WorkState.RETRACTED)], [sourced(LONG, state=WorkState.REINSTATED)],
    ),
    "superseded-source": (
        [sourced(LONG, state=WorkState.VERSION_OF_RECORD)],
        [sourced(LONG, state=WorkState.CURRENT)],
    ),
    "link-insecure": ([summary("See http://uottawa.ca/x.")], [summary("See https://uottawa.ca/x.")]),
    "link-broken": (
        [summary("See https://example.com/x."), summary("See https:/uottawa.ca."),
         summary("See https://uottawa/x."), summary("See http//uottawa.ca.")],
        [summary("See (https://uottawa.ca/a_(b)).")],
    ),
    "link-text": ([summary("Click here to read.")], [summary("The clinic is here.")]),
    "title-style": (
        [titled("The alliance helps."), titled("THE ALLIANCE HELPS"), titled("alliance " * 20)],
        [titled("Does the alliance help?"), titled("CBT and EMDR compared")],
    ),
    "title-question": (
        [titled("How does therapy harm"), titled("Can therapists learn empathy"),
         Draft({"title": "Comment la thérapie aide-t-elle"}, language="fr")],
        [titled("How does therapy harm?"), titled("How therapy harms"), titled("What clients say")],
    ),
    "text-length": (
        [Draft({"implications": "word " * 60})], [Draft({"implications": "word " * 100})],
    ),
    "too-short": ([Draft({"implications": "Use it with care."})], [Draft({"implications": WORDS})]),
    "reading-grade": (
        [Draft({"implications": "Interpersonal responsiveness necessitates individualised "
                "organisational considerations regarding psychotherapeutic conceptualisation "
                * 7 + "."})],
        [Draft({"implications": "Ask the client how it is. Then wait. " * 10})],
    ),
    "long-sentences": (
        [Draft({"implications": "word " * 70 + "."})], [Draft({"implications": ARTICLE * 12})],
    ),
    "repeated-sentence": (
        [summary(f"{LONG} {LONG}"), summary("It was so here. " * 3)],
        [summary(LONG), summary("Yes. No. Yes."), summary("It was so here. " * 2)],
    ),
    "near-repeat": (
        [summary(f"{LONG} {LONG.replace('each week', 'every week')}")],
        [summary(f"{LONG} Some of them had met another therapist before they came to this one.")],
    ),
    "mixed-spelling": (
        [summary("Their behaviour and other behaviors changed."),
         summary("They were randomised, then randomized."),
         summary("The programme and two programs.")],
        [summary("Behaviour at the centre was organized."), summary("The Center for behaviour.")],
    ),
    "client-patient": (
        [summary("Clients spoke. Each patient was heard.")],
        [summary("Clients spoke."), summary("Patients were patient with their inpatient stay.")],
    ),
    "preposition": (
        [summary("The alliance consists to an agreement."),
         summary("Client factors refer organizational issues."),
         summary("State-like alliance refers the patient’s growth.")],
        [summary("Client factors refer to issues."), summary("Physicians refer patients to us."),
         summary("The factors refer clients to a service.")],
    ),
    "number-agreement": (
        [summary("For some patient, it helps."), summary("Many study were small."),
            summary("There is many studies."),
            summary("They was asked."),
            summary("Clients who was asked left."),
            summary("The results shows this."),
            summary("This studies are few."),
         summary("Missed opportunities to discuss culture was linked to less.")],
        [summary("Some patient factors matter."),
            summary("A review of the studies shows that patients differ."),
            summary("One of the clients who was asked left. This results in less."),
            summary("Some patients were asked."),
         summary("Missing opportunities to discuss culture was linked to less.")],
    ),
    "article-a-an": (
        [summary("This is a invented study."), summary("It is an trial.")],
        [summary("A one-hour European study, an hour, a university, an MRI."),
         summary("Group a is larger.")],
    ),
    "doubled-word": (
        [summary("They saw the the client."), summary("Ils ont vu le le client.", language="fr")],
        [summary("They had had therapy, and that that helped."), summary("Nous nous voyons.")],
    ),
    "doubled-stop": (
        [summary("They spoke.. Then they left."), summary("One,, two.")],
        [summary("They spoke... Then they left."), summary("One et al., two.")],
    ),
    "doubled-space": ([summary("They  spoke.")], [summary("They spoke.")]),
    "space-before-stop": (
        [summary("They spoke , then left ."), summary("Ils ont parlé .", language="fr")],
        [summary("They spoke, then left (p < .05)."), summary("Qui ? Eux.", language="fr")],
    ),
    "missing-space": (
        [summary("They spoke.Then they left."), summary("Warmth,trust and hope.")],
        [summary("They spoke. See www.uottawa.ca/a.B, 1,200 clients, e.g.Then.")],
    ),
    "unbalanced-mark": (
        [summary("They spoke (and left."), summary("They said “no.")],
        [summary("They spoke (and left). They said “no”. a) one"), summary("[a] «b»")],
    ),
}  # fmt: skip
