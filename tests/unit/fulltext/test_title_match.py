"""A full text of another article is noticed by its title."""

from __future__ import annotations

import pytest

from pprnet.fulltext import (
    FullText,
    FullTextKind,
    SourceLayer,
    TextPage,
    TextPassage,
    TitleMatch,
    matches_title,
)

TITLE = "Invented therapy for example disorder: A randomised trial of efficacy"
SAME, OTHER, UNCLEAR = TitleMatch
LONG = "The clients of this text were seen for many sessions in an invented place. " * 8


@pytest.mark.parametrize(
    ("own", "first", "expected"),
    [
        (TITLE, "", SAME),
        (TITLE.upper(), "", SAME),
        ("Invented therapy for example disorder", LONG, UNCLEAR),
        ("Example Journal of Samples", f"{TITLE} by A. Example. {LONG}", SAME),
        (
            "",
            f"Invented the rapy for exam ple disorder: A randomised trial of effi cacy. {LONG}",
            SAME,
        ),
        ("A sample of something else entirely", LONG, OTHER),
        ("", LONG, OTHER),
        ("", "Too little.", UNCLEAR),
        (f"Correction to: {TITLE}", LONG, UNCLEAR),
        ("Comment on an invented therapy", f"{TITLE}. {LONG}", UNCLEAR),
        ("", "", UNCLEAR),
    ],
)
def test_the_title_decides(own, first, expected):
    passages = (TextPassage(SourceLayer.BODY, first, 1),) if first else ()
    article = FullText(FullTextKind.PDF, own, (TextPage(1, passages),))
    assert matches_title(article, TITLE) is expected


@pytest.mark.parametrize(
    ("own", "title", "expected"),
    [("Worry", "Worry", SAME), ("Worry", "Panic", UNCLEAR), ("Worry", "", UNCLEAR)],
)
def test_a_title_of_a_word_or_two_is_found_only_as_the_title(own, title, expected):
    article = FullText(FullTextKind.PDF, own, (TextPage(1),))
    assert matches_title(article, title) is expected


def test_the_title_in_the_list_of_references_of_another_article_does_not_count():
    later = tuple(TextPage(at, (TextPassage(SourceLayer.BODY, TITLE, at),)) for at in (8, 9))
    first = TextPage(1, (TextPassage(SourceLayer.BODY, LONG, 1),))
    article = FullText(FullTextKind.PDF, "Something else entirely here", (first, *later))
    assert matches_title(article, TITLE) is not SAME
