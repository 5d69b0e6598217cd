"""What single styles print as their own rules have it: quotation marks, dates and initials."""

import pytest

from pprnet.citations import format_reference_list, format_references


def article(**fields):
    return {
        "type": "article-journal",
        "title": "An invented title",
        "author": [{"family": "Example", "given": "Ann"}],
        "issued": {"date-parts": [[2017]]},
        "container-title": "Journal of Examples",
        "volume": "1",
        "page": "3-9",
        **fields,
    }


PAGE = {
    "type": "webpage",
    "title": "An invented page",
    "author": [{"family": "Example", "given": "Ann"}],
    "URL": "https://example.org/",
    "accessed": {"date-parts": [[2020, 5, 3]]},
}
# Style, locale ("" is the style's own), item, what is printed.
PRINTED = [
    ("harvard-cite-them-right", "", article(),
     "Example, A. (2017) ‘An invented title’, Journal of Examples, 1, pp. 3–9."),
    ("harvard-cite-them-right", "", article(title="An “invented” title"),
     "Example, A. (2017) ‘An “invented” title’, Journal of Examples, 1, pp. 3–9."),
    ("harvard-cite-them-right", "", PAGE,
     "Example, A. (no date) An invented page. Available at: https://example.org/ "
     "(Accessed: 3 May 2020)."),
    ("harvard-cite-them-right", "en-US", article(),
     "Example, A. (2017) “An invented title,” Journal of Examples, 1, pp. 3–9."),
    ("harvard-cite-them-right", "fr-CA", article(),
     "Example, A. (2017) « An invented title », Journal of Examples, 1, p. 3‑9."),
    ("chicago-author-date", "", article(),
     "Example, Ann. 2017. “An Invented Title.” Journal of Examples 1: 3–9."),
    ("apa", "", article(),
     "Example, A. (2017). An invented title. Journal of Examples, 1, 3–9."),
]  # fmt: skip


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("style", "locale", "item", "printed"), PRINTED)
def test_each_style_is_printed_in_its_own_locale_unless_another_is_asked_for(
    style, locale, item, printed
):
    (alone,) = format_references([item], style=style, locale=locale)
    (listed,) = format_reference_list([item], style=style, locale=locale)
    assert plain(alone.text) == plain(listed.text) == printed


# Given names, as AMA and as APA print them.
INITIALS = [
    ("A.-M.", "AM", "A.-M."),
    ("A-M", "AM", "A.-M."),
    ("Anna-Maria", "AM", "A.-M."),
    ("Ann Marie", "AM", "A. M."),
    ("Jean-P. B.", "JPB", "J.-P. B."),
    ("Jean-Élie", "JÉ", "J.-É."),
    ("Xiao-ming", "X", "X."),
    ("Ann", "A", "A."),
]


@pytest.mark.parametrize(("given", "ama", "apa"), INITIALS)
def test_ama_prints_initials_without_hyphens(given, ama, apa):
    item = article(author=[{"family": "Example-Sample", "given": given}])
    (done,) = format_references([item], style="american-medical-association")
    assert done.text.startswith(f"Example-Sample {ama}. An invented title.")
    assert format_references([item])[0].text.startswith(f"Example-Sample, {apa} (2017).")
