"""What earlier versions said in a person's name, changed to what that person said.

It is applied once: by a migration, or after the restore of a backup of an earlier version.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pprnet_site.digest.enums import InterestsState, StatedBy

GetModel = Callable[[str], Any]
"""Django's `get_model`, of the present models or of those of a migration."""

ACCEPTED = ", accepted by an editor"
TYPED = "Stated by an editor."
READ = "Read "
"""How the program began the origin of each fact that it read, and what it added for a person."""


def correct_attribution(get_model: GetModel) -> None:
    """Change the stored summaries and all their versions."""
    names = public_names(get_model("auth.User"))
    facts = get_model("digest.KeyFact").objects
    for number, origin in list(facts.values_list("pk", "origin")):
        stated_by, text = attribution_of(origin)
        facts.filter(pk=number).update(stated_by=stated_by, origin=text)
    pages = get_model("digest.SummaryPage").objects
    for stored in list(pages.values("pk", "interests", "author_name")):
        pages.filter(pk=stored["pk"]).update(**corrected_values(stored, names))
    correct_revisions(get_model, names)


def correct_revisions(get_model: GetModel, names: Mapping[str, str]) -> None:
    """Change all stored versions of summaries."""
    kinds = get_model("contenttypes.ContentType").objects
    kind = kinds.filter(app_label="digest", model="summarypage").first()
    versions = get_model("wagtailcore.Revision").objects
    for number in list(versions.filter(content_type=kind).values_list("pk", flat=True)):
        stored = versions.values_list("content", flat=True).get(pk=number)
        versions.filter(pk=number).update(content=corrected_content(stored, names))


def public_names(users: Any) -> dict[str, str]:
    """Return the full name of each account by its log-in name, empty where it has none."""
    rows = users.objects.values_list("username", "first_name", "last_name")
    full = {username: f"{first} {last}".strip() for username, first, last in rows}
    return {username: name if name != username else "" for username, name in full.items()}


def corrected_values(stored: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Return the byline without a log-in name, and the state of the interests."""
    author = stored.get("author_name") or ""
    is_declared = bool((stored.get("interests") or "").strip())
    return {
        "author_name": names.get(author, author),
        "interests_state": (
            InterestsState.DECLARED if is_declared else InterestsState.NOT_ASKED
        ).value,
    }


def corrected_content(values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return the content of a version, with its key facts, in the present form."""
    facts = []
    for fact in values.get("key_facts") or []:
        stated_by, origin = attribution_of(fact.get("origin") or "")
        facts.append({**fact, "stated_by": stated_by, "origin": origin})
    return {**values, **corrected_values(values, names), "key_facts": facts}


def attribution_of(origin: str) -> tuple[str, str]:
    """Return who stated a fact by the text of its origin, and the text without it.

    Earlier versions began each origin with one of these texts, so another text was typed.

    >>> attribution_of("Read from the abstract: “128”, accepted by an editor.")
    ('accepted', 'Read from the abstract: “128”.')
    >>> attribution_of("Read automatically; check it.")
    ('read', '')
    """
    text = origin.strip()
    if ACCEPTED in text:
        return StatedBy.ACCEPTED.value, text.replace(ACCEPTED, "")
    if text.startswith(TYPED):
        return StatedBy.TYPED.value, text.removeprefix(TYPED).strip()
    if text.startswith(READ):
        return StatedBy.READ.value, unread_origin(text)
    return StatedBy.TYPED.value, origin


def unread_origin(text: str) -> str:
    """Return the origin of a fact that nobody judged, without the request to check it."""
    asked = "; check it."
    place = text.removesuffix(asked).replace("Read automatically", "Read")
    if not text.endswith(asked):
        return text
    return "" if place == "Read" else f"{place}."
