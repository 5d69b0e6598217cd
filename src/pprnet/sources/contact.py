"""The e-mail address at which the services may reach whoever runs this."""

from __future__ import annotations

import re

from pprnet.errors import ContactMissingError

_CONTACT = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[^@\s<>().]{2,}")


def checked_contact(contact: str) -> str:
    """Return the contact address, without spaces and `mailto:`.

    Args:
        contact: an e-mail address, as a person typed it.

    Raises:
        ContactMissingError: It is empty or no e-mail address.
    """
    contact = contact.strip().removeprefix("mailto:")
    if not contact:
        raise ContactMissingError(
            "no contact address: PubMed, Crossref and OpenAlex ask for one. Set "
            "PPRNET_CONTACT or give --contact, with an e-mail address that somebody reads"
        )
    if not _CONTACT.fullmatch(contact):
        raise ContactMissingError(
            f"the contact address: expected an e-mail address, got {contact!r}; correct "
            "PPRNET_CONTACT or --contact"
        )
    return contact
