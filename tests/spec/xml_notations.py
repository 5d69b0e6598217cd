"""One invented reference in the notation of each XML format and of CSL-JSON."""

from __future__ import annotations

import json
from itertools import takewhile

from spec.field_notations import (
    CSL_KINDS,
    NAMED_KINDS,
    TITLE,
    Case,
    marked_names,
    name_parts,
    printed_names,
)


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{text}</{name}>" if text else ""


def pubmed_xml(case: Case) -> str:
    """Return the case in PubMed XML, which marks a list of authors as incomplete."""
    people = [
        _element("LastName", family) + _element("ForeName", given) + _element("Suffix", suffix)
        for family, given, suffix in map(name_parts, case.authors)
    ]
    people += [_element("CollectiveName", case.group)] if case.group else []
    complete = "N" if case.shortened else "Y"
    listed = "".join(_element("Author", one) for one in people)
    date = _element("Year", case.year) + _element("Month", case.month)
    issue = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    return (
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
        f"{issue}<ArticleTitle>{TITLE}.</ArticleTitle>"
        f"<AuthorList CompleteYN='{complete}'>{listed}</AuthorList>"
        "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )


def _jats_person(name: str, role: str) -> str:
    family, given, suffix = name_parts(name)
    parts = _element("surname", family) + _element("given-names", given)
    return _element(
        "contrib",
        _element("name", parts + _element("suffix", suffix)),
        f" contrib-type='{role}'",
    )


def jats(case: Case) -> str:
    """Return the case in JATS."""
    people = "".join(_jats_person(name, "author") for name in case.authors)
    people += _element("contrib", _element("collab", case.group), " contrib-type='author'")
    others = _element("string-name", "et al." if case.shortened else "")
    people += _element("contrib", others, " contrib-type='author'")
    people += _jats_person(case.translator, "translator") if case.translator else ""
    date = _element("month", case.month) + _element("year", case.year)
    return (
        f"<article><front>"
        f"{_element('journal-meta', _element('journal-title', case.journal))}<article-meta>"
        f"<title-group><article-title>{TITLE}</article-title></title-group>"
        f"<contrib-group>{people}</contrib-group><pub-date>{date}</pub-date>"
        f"{_element('conference', _element('conf-name', case.event))}"
        "</article-meta></front></article>"
    )


def jats_with_roles(case: Case) -> str:
    """Return the case in JATS that says in the element `role` what somebody did."""
    stated = "<contrib contrib-type='translator'>"
    return jats(case).replace(stated, "<contrib contrib-type='other'><role>Translator</role>")


def endnote_xml(case: Case) -> str:
    """Return the case in EndNote XML."""
    people = "".join(_element("author", name) for name in marked_names(case))
    translator = _element("subsidiary-authors", _element("author", case.translator))
    conference = case.kind == "conference"
    dates = _element("year", case.year)
    dates += _element("pub-dates", _element("date", case.month))
    return (
        f"<xml><records><record><ref-type name='{NAMED_KINDS[case.kind]}'>1</ref-type>"
        f"<contributors><authors>{people}</authors>{translator}</contributors>"
        f"<titles><title>{TITLE}</title>"
        f"{_element('secondary-title', case.event or case.journal)}</titles>"
        f"<dates>{dates}</dates>{_element('publisher', case.publisher)}"
        f"{_element('work-type', case.genre)}{_element('orig-pub', case.original)}"
        f"{_element('custom3', case.journal if conference else '')}</record></records></xml>"
    )


def _csl_name(name: str) -> dict[str, str]:
    family, given, suffix = name_parts(name)
    particle = " ".join(takewhile(str.islower, family.split()[:-1]))
    parts = {"given": given, "suffix": suffix, "non-dropping-particle": particle}
    family = family.removeprefix(particle).strip()
    return {"family": family} | {key: text for key, text in parts.items() if text}


def csl(case: Case) -> str:
    """Return the case in CSL-JSON."""
    people = list(map(_csl_name, case.authors))
    people += [{"literal": name} for name in printed_names(case)[len(case.authors) :]]
    issued = {"raw": f"{case.month} {case.year}"} if case.month else {}
    issued = issued or ({"date-parts": [[int(case.year)]]} if case.year.isdecimal() else {})
    item = {
        "type": CSL_KINDS[case.kind],
        "title": TITLE,
        "author": people,
        "translator": [_csl_name(case.translator)] if case.translator else [],
        "issued": issued,
        "status": "" if case.year.isdecimal() else case.year,
        "original-date": {"date-parts": [[int(case.original)]]} if case.original else {},
        "publisher": case.publisher,
        "genre": case.genre,
        "container-title": case.journal,
        "event-title": case.event,
    }
    return json.dumps([{key: value for key, value in item.items() if value}])
