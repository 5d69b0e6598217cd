"""What may be shown of a request and its answer in a message: no keys, no e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_SECRETS = frozenset({"api_key", "mailto", "email"})
_MAX_SHOWN = 200


def redacted_url(url: str) -> str:
    """Return an address for a message, without keys and e-mail addresses, at most 200 characters.

    Args:
        url: of a request.
    """
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    kept = urlencode([(name, value) for name, value in fields if name not in _SECRETS])
    host = parts.netloc.rpartition("@")[2]
    text = urlunsplit((parts.scheme, host, parts.path, kept, ""))
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"


def secrets_in(url: str, form: bytes) -> list[str]:
    """Return the keys and addresses in a request: services repeat them when they refuse.

    Args:
        url: of the request.
        form: its body, empty if it has none.
    """
    fields = (*parse_qsl(urlsplit(url).query), *parse_qsl(form.decode("utf-8", "replace")))
    return [value for name, value in fields if name in _SECRETS and value]


def response_excerpt(body: bytes, secrets: Sequence[str]) -> str:
    """Return the start of what a service said of its refusal, without markup and our keys.

    Args:
        body: of the answer.
        secrets: what must not be shown.
    """
    text = re.sub(r"<[^>]*>|\s+", " ", body[:4096].decode("utf-8", "replace"))
    text = " ".join(text.split())
    for secret in secrets:
        text = text.replace(secret, "(hidden)")
    return f" ({text[:_MAX_SHOWN]})" if text else ""
