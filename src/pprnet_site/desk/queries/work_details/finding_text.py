"""Findings in one line of the desk's language."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from pprnet.extraction.findings import FindingDirection, Significance

DIRECTIONS: dict[str, str | Promise] = {
    FindingDirection.NO_DIFFERENCE: pgettext_lazy("finding", "no difference"),
    FindingDirection.DIFFERENT: pgettext_lazy("finding", "difference"),
    FindingDirection.HIGHER: pgettext_lazy("finding", "higher"),
    FindingDirection.LOWER: pgettext_lazy("finding", "lower"),
    FindingDirection.IMPROVED: pgettext_lazy("finding", "improved"),
    FindingDirection.WORSENED: pgettext_lazy("finding", "worsened"),
    FindingDirection.INCREASED: pgettext_lazy("finding", "increased"),
    FindingDirection.DECREASED: pgettext_lazy("finding", "decreased"),
    FindingDirection.UNCHANGED: pgettext_lazy("finding", "unchanged"),
    FindingDirection.ASSOCIATED: pgettext_lazy("finding", "associated"),
    FindingDirection.ASSOCIATED_POSITIVELY: pgettext_lazy("finding", "associated positively"),
    FindingDirection.ASSOCIATED_NEGATIVELY: pgettext_lazy("finding", "associated negatively"),
    FindingDirection.NOT_ASSOCIATED: pgettext_lazy("finding", "not associated"),
    FindingDirection.SUPERIOR: pgettext_lazy("finding", "superior"),
    FindingDirection.NOT_SUPERIOR: pgettext_lazy("finding", "not superior"),
    FindingDirection.INFERIOR: pgettext_lazy("finding", "inferior"),
    FindingDirection.NON_INFERIOR: pgettext_lazy("finding", "non-inferior"),
    FindingDirection.EQUIVALENT: pgettext_lazy("finding", "equivalent"),
}
SIGNIFICANCES: dict[str, str | Promise] = {
    Significance.SIGNIFICANT: pgettext_lazy("finding", "significant"),
    Significance.NOT_SIGNIFICANT: pgettext_lazy("finding", "not significant"),
}


def finding_text(detail: dict[str, Any]) -> str:
    """Return a finding in one line: direction, significance, outcome, comparison."""
    parts = [
        DIRECTIONS[detail["direction"]],
        SIGNIFICANCES.get(detail["significance"], ""),
        _("stated with reserve") if detail["hedged"] else "",
        detail["outcome"],
        _("compared: %s") % detail["comparison"] if detail["comparison"] else "",
    ]
    return ", ".join(str(part) for part in parts if part)
