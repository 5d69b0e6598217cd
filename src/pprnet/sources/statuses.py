"""What the status of an HTTP answer that is no success means for the next request."""

from __future__ import annotations

from collections.abc import Mapping

from pprnet.errors import SourceNotFoundError, SourceRefusedError, SourceRequestError

TOO_MANY_REQUESTS = 429
TRANSIENT_STATUSES = frozenset({408, 425, TOO_MANY_REQUESTS, 500, 502, 503, 504})
"""After these it is worth asking again."""

REFUSALS: Mapping[int, type[SourceRefusedError]] = {
    400: SourceRequestError,
    414: SourceRequestError,
    422: SourceRequestError,
    404: SourceNotFoundError,
    410: SourceNotFoundError,
}
"""The error of each status that says what was wrong; of others it is `SourceRefusedError`."""
