"""Template tags and filters of the desk."""

from __future__ import annotations

from math import floor, log10

import nh3
from django import template
from django.contrib.auth.models import User
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import JudgementVerdict, WorkStatus
from pprnet_site.catalogue.models import Citation, Judgement, Work
from pprnet_site.core.display_names import display_name
from pprnet_site.core.number_format import MINUS
from pprnet_site.desk.enums import ExclusionReason
from pprnet_site.desk.queries.drafts import summary_state
from pprnet_site.desk.queries.work_details.bylines import work_byline as byline_of
from pprnet_site.desk.queries.work_details.plain_language import Picture
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.advice import word_count

register = template.Library()

TWO_DECIMALS_FROM = 0.1
MAX_SHOWN_PROBABILITY = 0.99


@register.filter
def byline(work: Work) -> str:
    """Return the authors and the year of a work."""
    return byline_of(work)


@register.filter
def share(value: float) -> str:
    """Return a number from 0 to 1 in the field's style: .81, and 0,81 in French."""
    return figures(f"{value:.2f}")


@register.filter
def probability(value: float) -> str:
    """Return the probability of a signal as `share` does; at most .99, as none is certain."""
    return share(min(value, MAX_SHOWN_PROBABILITY))


def figures(text: str) -> str:
    """Return the digits of a number below 1 without the zero; in French with it and a comma."""
    return text.replace(".", ",") if get_language() == "fr" else text.removeprefix("0")


@register.filter
def signed(value: float) -> str:
    """Return a weight with its sign: +.62, −.12, and +0,62 in French."""
    size = abs(value)
    # After a few decisions all weights are small: two significant digits, however many places.
    places = 2 if size >= TWO_DECIMALS_FROM else 1 - floor(log10(size)) if size else 2
    digits = figures(f"{size:.{places}f}")
    return f"{MINUS if value < 0 else '+'}{digits}"


@register.filter
def authors(line: str) -> str:
    """Return a line of authors, shortened in the middle where there are many."""
    return _list_of([name.strip() for name in line.split(";") if name.strip()])


def _list_of(names: list[str], most: int = 8) -> str:
    """Return names joined; where there are many, the first few and the last."""
    if len(names) > most:
        names = [*names[: most - 1], "…", names[-1]]
    return "; ".join(names)


@register.filter
def reason(key: str) -> str:
    """Return the label of a reason for exclusion."""
    return str(ExclusionReason(key).label) if key in ExclusionReason.values else key


@register.filter
def person(user: User | None) -> str:
    """Return the name of a user, or a text for no user."""
    if user is None:
        return str(_("the program or a deleted account"))
    return str(getattr(user, "get_full_name", str)() or user.get_username())


@register.filter
def name_for_readers(user: User) -> str:
    """Return the name of a user that readers may see, or nothing."""
    return display_name(user)


@register.filter
def stage(row: SummaryPage) -> str:
    """Return the label of the state of a summary."""
    words = {"drafted": _("Draft"), "scheduled": _("Scheduled"), "published": _("Published")}
    if row.live and row.has_unpublished_changes and not row.approved_schedule:
        return str(_("Published; changes pending"))
    return str(words[summary_state(row)])


@register.filter
def move_verb(status: str) -> str:
    """Return the verb for moving a work to a status."""
    verbs = {
        WorkStatus.FOUND: _("Put it back in the inbox"),
        WorkStatus.SCREENED_IN: _("Include"),
        WorkStatus.SCREENED_OUT: _("Exclude"),
        WorkStatus.SHORTLISTED: pgettext_lazy("verb", "Shortlist"),
    }
    return str(verbs[WorkStatus(status)])


@register.simple_tag
def judged(judgement: Judgement, user: User) -> str:
    """Return who accepted, rejected or corrected a signal."""
    own = {
        JudgementVerdict.ACCEPTED: _("Accepted by you"),
        JudgementVerdict.REJECTED: _("Rejected by you"),
        JudgementVerdict.STATED: _("Corrected by you"),
    }
    others = {
        JudgementVerdict.ACCEPTED: _("Accepted by %(name)s"),
        JudgementVerdict.REJECTED: _("Rejected by %(name)s"),
        JudgementVerdict.STATED: _("Corrected by %(name)s"),
    }
    verdict = JudgementVerdict(judgement.verdict)
    if judgement.by_id == user.pk:
        return str(own[verdict])
    return str(others[verdict]) % {"name": person(judgement.by)}


@register.filter
def picture(drawn: Picture) -> str:
    """Return a drawing of the engine as markup; the engine escaped every text in it."""
    return mark_safe(drawn.svg + drawn.key)  # noqa: S308


@register.filter
def apa(citation: Citation) -> str:
    """Return a citation in APA 7 as HTML of the engine, with only known tags kept."""
    clean = nh3.clean(citation.html, tags={"i", "em", "cite", "sup", "sub", "span"}, attributes={})
    return mark_safe(clean) if clean else citation.text  # noqa: S308


@register.simple_tag
def words(text: object) -> int:
    """Return the number of words of a text."""
    return word_count(str(text or ""))
