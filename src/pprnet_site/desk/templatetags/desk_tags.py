"""Small renderings that the desk's templates share."""

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
from pprnet_site.core.number_format import MINUS
from pprnet_site.desk.enums import ExclusionReason
from pprnet_site.desk.queries.drafts import summary_state
from pprnet_site.desk.queries.work_details.bylines import work_byline as byline_of
from pprnet_site.desk.queries.work_details.plain_language import Picture
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.advice import word_count

register = template.Library()

TWO_DECIMALS_FROM = 0.1


@register.filter
def byline(work: Work) -> str:
    """Name who wrote a work and when."""
    return byline_of(work)


@register.filter
def share(value: float) -> str:
    """Write a number from 0 to 1 as the field does: .81, and 0,81 in French."""
    return figures(f"{value:.2f}")


def figures(text: str) -> str:
    """Set a number below 1: without its zero, but in French with it, and with a comma."""
    return text.replace(".", ",") if get_language() == "fr" else text.removeprefix("0")


@register.filter
def signed(value: float) -> str:
    """Write a weight with its sign: +.62, −.12, and +0,62 in French."""
    size = abs(value)
    # After a few decisions all weights are small: two figures that count, whatever their place.
    places = 2 if size >= TWO_DECIMALS_FROM else 1 - floor(log10(size)) if size else 2
    digits = figures(f"{size:.{places}f}")
    return f"{MINUS if value < 0 else '+'}{digits}"


@register.filter
def authors(line: str) -> str:
    """Write a line of authors with commas between names whose initials follow."""
    return _list_of([name.strip() for name in line.split(";") if name.strip()])


def _list_of(names: list[str], most: int = 8) -> str:
    """Join names, the first few and the last where there are many."""
    if len(names) > most:
        names = [*names[: most - 1], "…", names[-1]]
    return "; ".join(names)


@register.filter
def reason(key: str) -> str:
    """Give the words of a reason for leaving a work out."""
    return str(ExclusionReason(key).label) if key in ExclusionReason.values else key


@register.filter
def person(user: User | None) -> str:
    """Name the person behind an account, or say that the account is gone."""
    if user is None:
        return str(_("the program or a deleted account"))
    return str(getattr(user, "get_full_name", str)() or user.get_username())


@register.filter
def stage(row: SummaryPage) -> str:
    """Say where a summary stands."""
    words = {"drafted": _("Draft"), "scheduled": _("Scheduled"), "published": _("Published")}
    if row.live and row.has_unpublished_changes and not row.approved_schedule:
        return str(_("Published; changes pending"))
    return str(words[summary_state(row)])


@register.filter
def move_verb(status: str) -> str:
    """Say what a person does who moves a work to this state."""
    verbs = {
        WorkStatus.FOUND: _("Put it back in the inbox"),
        WorkStatus.SCREENED_IN: _("Include"),
        WorkStatus.SCREENED_OUT: _("Exclude"),
        WorkStatus.SHORTLISTED: pgettext_lazy("verb", "Shortlist"),
    }
    return str(verbs[WorkStatus(status)])


@register.simple_tag
def judged(judgement: Judgement, user: User) -> str:
    """Say who accepted, rejected or corrected a reading."""
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
    """Put a drawing of the engine on the page: it made the markup and escaped every text in it."""
    return mark_safe(drawn.svg + drawn.key)  # noqa: S308


@register.filter
def apa(citation: Citation) -> str:
    """Write a citation in APA 7; the engine made its HTML, and only known tags of it are kept."""
    clean = nh3.clean(citation.html, tags={"i", "em", "cite", "sup", "sub", "span"}, attributes={})
    return mark_safe(clean) if clean else citation.text  # noqa: S308


@register.simple_tag
def words(text: object) -> int:
    """Count the words of a text."""
    return word_count(str(text or ""))
