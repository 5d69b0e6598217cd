"""What a reader of French sees: no English but what the content is written in."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from digest_factories import make_issue, make_summary
from django.contrib.auth import get_user_model
from django.utils import translation
from lxml import html as lxml_html

import pages
from pprnet_site.accounts.two_factor.devices import make_recovery_codes, start_set_up
from pprnet_site.core.templatetags.pprnet import day, join_list, month, month_short
from pprnet_site.desk.templatetags.desk_tags import probability, share, signed
from pprnet_site.evidence.actions.full_texts import add_full_text

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ENGLISH = re.compile(
    r"\b(the|and|of|this|that|with|from|are|was|by|not|nothing|yet|every|all|each|issue|issues"
    r"|summary|summaries|topics?|search|find|about|archive|next|previous|page not|newest|best"
    r"|filters|clear|show|more|results?|draft|drafts|save|saved|publish|published|works?|inbox"
    r"|shortlist|import|imports|include|exclude|later|undo|keys|sign out|colleagues|january"
    r"|february|march)\b",
    re.IGNORECASE,
)
"""Words of the English interface that French does not have."""
NOWHERE = "/nowhere/"
NOT_OF_A_DRAFT = ("desk:plain", "desk:import", "desk:harvest", "desk:harvests")
"""Pages about an effect, a file or a search, whose text is in the language of the work."""
FOREIGN = (
    *('//*[@lang="en"]', "//cite", '//p[@class="source"]', '//div[@class="passage"]'),
    *("//textarea", "//script", "//style", "//kbd"),
)
"""What is in English because a publication is, what an editor typed, and what nobody reads."""
ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")


NAMES = r"Sample text\b[^.?!]*|Sample Digest|Example|pprnet \w+|Web of Science|Retraction Watch"
"""Names of the sample, the program, formats and services, which are no English words."""


def french_of(content: bytes) -> str:
    """Return the French text and labels of a page, without what is in English."""
    tree = lxml_html.fromstring(content)
    for part in tree.xpath(" | ".join(FOREIGN)):
        part.drop_tree()
    labels = [value for name in ATTRIBUTES for value in tree.xpath(f"//@{name}")]
    return " ".join(" ".join([tree.text_content(), *labels]).split())


def english_in(content: bytes) -> list[str]:
    """Return the English words in the French of a page, except names."""
    said = re.sub(NAMES, "", french_of(content))
    return ENGLISH.findall(said)


def test_no_public_page_says_anything_in_english(client):
    pages.publish_examples()
    found = {}
    for address in [*pages.addresses(pages.Kind.PAGE), NOWHERE]:
        content = client.get(f"/fr{address}").content
        assert b'<html lang="fr">' in content, address
        found[address] = english_in(content)
    assert {address: words for address, words in found.items() if words} == {}


def test_the_first_run_speaks_french(client):
    assert english_in(client.get("/fr/").content) == []


def test_no_page_of_the_desk_says_anything_in_english(client):
    work = make_summary(live=False).sources.get().work
    user = get_user_model().objects.create_superuser("example", password="x")
    add_full_text(work=work, pasted=f"{work.title}\n\nTexte inventé de 12 personnes.", by=user)
    client.force_login(user)
    found = {}
    for example in pages.DESK:
        if example.kind is pages.Kind.PAGE and example.name not in NOT_OF_A_DRAFT:
            response = client.get(f"/fr{example.address()}")
            assert response.status_code == 200, example.name
            found[example.name] = english_in(response.content)
    assert {name: words for name, words in found.items() if words} == {}


def test_no_page_of_an_account_says_anything_in_english(client):
    user = get_user_model().objects.create_superuser("example", password="x")
    client.force_login(user)
    two_factor, second_step = "/fr/account/two-factor/", "/fr/account/second-step/"
    found = {}

    def look(address, **form):
        response = client.post(address, form) if form else client.get(address)
        assert response.status_code in (200, 422), address
        found[address, *form.values()] = english_in(response.content)

    look("/fr/account/")
    look(two_factor)
    device = start_set_up(user)
    look(two_factor, action="confirm", code="000000")
    device.confirmed = True
    device.save()
    code = make_recovery_codes(user)[0]
    look(second_step, code="000000")
    client.post(second_step, {"code": code})
    look(two_factor)
    look(two_factor, action="codes", code=make_recovery_codes(user)[0])
    assert {address: words for address, words in found.items() if words} == {}


def test_a_summary_in_french_words(client):
    summary = make_summary(
        make_issue(dt.date(2023, 3, 1)),
        notices=[("retracted", dt.date(2023, 4, 1), "Sample text of a note.")],
        certainty="low",
    )
    said = french_of(client.get(f"/fr{summary.get_absolute_url()}").content)
    for words in (
        "Mars 2023",
        "Ce contenu n’est offert qu’en anglais.",
        "Revue narrative. Thème : Alliance et relation thérapeutique.",
        "L’essentiel",
        "La certitude de ces données est faible.",
        "Rétracté, 1er avril 2023",
        "1er avril 2023 : rétracté.",
        "Citer : texte brut",
    ):
        # French spaces are narrow and do not break; `split` has evened them out.
        assert words in said.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("said", "french", "english"),
    [
        (lambda: month(dt.date(2023, 8, 1)), "Août 2023", "August 2023"),
        (lambda: month_short(dt.date(2023, 6, 1)), "Juin", "Jun"),
        (lambda: month_short(dt.date(2023, 7, 1)), "Juil", "Jul"),
        (lambda: day(dt.date(2023, 3, 1)), "1er mars 2023", "1 March 2023"),
        (lambda: day(dt.date(2023, 3, 3)), "3 mars 2023", "3 March 2023"),
        (lambda: join_list(["A", "B", "C"]), "A, B et C", "A, B and C"),
        (lambda: share(0.81), "0,81", ".81"),
        (lambda: signed(-0.12), "−0,12", "−.12"),
    ],
)
def test_dates_lists_and_numbers(said, french, english):
    with translation.override("fr"):
        assert said() == french
    with translation.override("en"):
        assert said() == english


@pytest.mark.parametrize(
    ("score", "english", "french"),
    [(0.5, ".50", "0,50"), (0.989, ".99", "0,99"), (0.997, ".99", "0,99"), (1.0, ".99", "0,99")],
)
def test_no_signal_is_shown_as_certain(score, english, french):
    with translation.override("en"):
        assert probability(score) == english
    with translation.override("fr"):
        assert probability(score) == french
