"""Whose work a notice is about: names that share only a particle are of different people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.formats.fields.person_names import PARTICLES
from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet.watch import WorkIdentity, is_about
from pprnet.watch.author_names import author_names_agree

# The names of invented authors, and whether they may be the same person's.
NAMES = [
    ("de Vries", "de Jong", False),
    ("De Vries", "DE JONG", False),
    ("van der Berg", "van der Meer", False),
    ("van den Berg", "van der Meer", False),
    ("von Example", "von Sample", False),
    ("dos Santos", "dos Reis", False),
    ("de la Cruz", "de la Fuente", False),
    ("al-Rashid", "al Hassan", False),
    ("San Juan", "San Martín", False),
    ("St. John", "St. Clair", False),
    ("McExample", "Mc Sample", False),
    ("Example Jr.", "Sample Jr.", False),
    ("Example III", "Sample III", False),
    ("The Example Study Group", "The Other Study Group", False),
    ("van der Berg", "Van Der Berg", True),
    ("van der Berg", "Vanderberg", True),
    ("van der Berg", "Vander Berg", True),
    ("van der Berg", "Berg", True),
    ("van der Berg", "van den Berg", True),
    ("de Vries", "DeVries", True),
    ("de Vries", "Vries", True),
    ("de la Fuente", "Delafuente", True),
    ("O'Sample", "O Sample", True),
    ("San Martín", "San Martin", True),
    ("Saint-Clair", "St. Clair", True),
    ("Example Jr.", "Example", True),
    ("Example-Sample", "Sample", True),
    ("Example Study Group", "The Example Study Group", True),
    ("Do", "Do", True),
    ("Van", "VAN", True),
    ("Li", "Li", True),
    ("Le", "Lê", True),
    ("Do", "Da", False),
    ("Do", "do Example", False),
    ("Van", "van der Berg", False),
    ("Li", "Le", False),
    ("Nguyen Van", "Tran Van", False),
    ("San", "San Martín", False),
    ("Study Group", "Example Study Group", False),
    ("", "de Vries", None),
    ("E.", "de Vries", None),
]
TITLE = "Cognitive behavioural therapy for insomnia in older adults"
NOTICE = Notice(
    NoticeKind.RETRACTION,
    notice_doi="10.5555/notice",
    title=TITLE,
    journal="Journal of Invented Psychology",
    published=PartialDate(2015),
)
WORK = WorkIdentity(title=TITLE, year=2015)


@pytest.mark.parametrize(("a", "b", "same"), NAMES)
def test_names_of_two_people(a, b, same):
    assert author_names_agree([a], [b]) is same
    assert author_names_agree([b], [a]) is same


@pytest.mark.parametrize(("a", "b", "same"), NAMES)
def test_a_notice_without_identifiers_reaches_the_work_of_the_same_author_only(a, b, same):
    notice, work = replace(NOTICE, authors=(a,)), replace(WORK, authors=(b,))
    assert is_about(notice, work) is bool(same)


@pytest.mark.parametrize(("a", "b", "same"), NAMES)
def test_of_two_texts_under_one_doi_a_notice_reaches_that_of_its_authors(a, b, same):
    notice = replace(
        NOTICE,
        doi="10.5555/supplement",
        title="Deep brain stimulation in mice after stroke",
        authors=(a,),
    )
    work = WorkIdentity(
        dois=frozenset({"10.5555/supplement"}),
        title="Group therapy for refugee adolescents in schools",
        authors=(b,),
        shares_doi=True,
    )
    assert is_about(notice, work) is (same is not False)


PARTICLE = st.sampled_from(sorted(each for each in PARTICLES if each.isalpha()))
NAME = st.text("bcdfgklmnprstvz", min_size=5, max_size=8).map(str.capitalize)


@given(st.lists(PARTICLE, max_size=3), NAME, NAME)
def test_particles_neither_make_nor_hide_a_name(particles, name, other):
    before = " ".join(particles)
    assert author_names_agree([f"{before} {name}"], [name]) is True
    assert author_names_agree([f"{before} {name}"], [f"{before}{name}"]) is True
    assert author_names_agree([f"{before} {name}"], [f"{before} {other}"]) is (name == other)
