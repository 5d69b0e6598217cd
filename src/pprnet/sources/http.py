"""The HTTP client: the only module of the engine that opens network connections."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self, TypeVar
from urllib.parse import parse_qsl

import httpx
import stamina
from hishel import SqliteStorage
from hishel.httpx import CacheTransport

from pprnet import __version__
from pprnet.errors import (
    SourceDownError,
    SourceRefusedError,
    SourceResponseError,
)
from pprnet.sources.contact import checked_contact
from pprnet.sources.request_timing import (
    RateLimiter,
    RetryPolicy,
    TransientError,
    retry_after,
)
from pprnet.sources.services import Service

T = TypeVar("T")
RequestFields = Mapping[str, str | int]

DEFAULT_RETRY_POLICY = RetryPolicy()

CACHED_FOR = 24 * 3600.0
"""Seconds for which a cached answer replaces a new one."""

_SECRETS = frozenset({"api_key", "mailto", "email"})
_TRANSIENT_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
_TOO_MANY = 429
_MAX_SHOWN = 200

# Without a handler, each retry would be printed to standard error.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class HttpClient:
    """Sends requests to services at their rate, and returns answers or raises our errors."""

    def __init__(
        self,
        contact: str,
        *,
        transport: httpx.BaseTransport | None = None,
        retry_policy: RetryPolicy = DEFAULT_RETRY_POLICY,
        cache: Path | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.contact = checked_contact(contact)
        self.retry_policy = retry_policy
        self._now = now
        self._rate_limiter = RateLimiter(clock, sleep)
        self._direct_client = self._make_client(transport)
        self._cached_client = (
            self._make_client(_caching_transport(transport, cache))
            if cache
            else self._direct_client
        )

    def _make_client(self, transport: httpx.BaseTransport | None) -> httpx.Client:
        """Return an HTTP client that names us and has our time limits."""
        return httpx.Client(
            transport=transport,
            headers={"User-Agent": f"pprnet/{__version__} (mailto:{self.contact})"},
            timeout=httpx.Timeout(
                self.retry_policy.read_timeout, connect=self.retry_policy.connect_timeout
            ),
            follow_redirects=True,
            max_redirects=3,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections and the cache."""
        self._cached_client.close()
        self._direct_client.close()

    def get(
        self,
        service: Service,
        path: str,
        fields: RequestFields,
        read: Callable[[bytes], T],
        *,
        skip_cache: bool = False,
        no_retry: bool = False,
    ) -> T:
        """Return an answer as `read` parses it, asking again after a transient failure.

        An answer that `read` refuses with a `SourceResponseError` is asked for again: a proxy's
        page or a response that was cut off is transient.

        Args:
            service: whose address and rate limit hold.
            path: put after the address of the service.
            fields: of the query string.
            read: parses the body of the answer.
            skip_cache: whether a cached answer is ignored.
            no_retry: whether the request is sent once only.

        Raises:
            SourceDownError: The service could not be reached, or failed each time.
            SourceRefusedError: The service answered with an error that is not transient.
            SourceResponseError: The answer is too large or cannot be parsed.
        """
        client = self._direct_client if skip_cache else self._cached_client
        request = client.build_request("GET", service.url + path, params=dict(fields))
        return self._request(service, client, request, read, no_retry=no_retry)

    def post(
        self, service: Service, path: str, fields: RequestFields, read: Callable[[bytes], T]
    ) -> T:
        """Return the answer to fields too long for an address; it is never cached.

        Args:
            service: whose address and rate limit hold.
            path: put after the address of the service.
            fields: of the form.
            read: parses the body of the answer.

        Raises:
            SourceError: As `get`.
        """
        form = {name: str(value) for name, value in fields.items()}
        request = self._direct_client.build_request("POST", service.url + path, data=form)
        return self._request(service, self._direct_client, request, read)

    def _request(
        self,
        service: Service,
        client: httpx.Client,
        request: httpx.Request,
        read: Callable[[bytes], T],
        *,
        no_retry: bool = False,
    ) -> T:
        """Return an answer, asking again as the retry policy allows."""
        retry_policy = self.retry_policy
        retrying = stamina.RetryingCaller(
            attempts=1 if no_retry else retry_policy.attempts,
            timeout=None,
            wait_initial=retry_policy.first_wait,
            wait_max=retry_policy.longest_wait,
            wait_jitter=retry_policy.jitter,
        )
        try:
            return retrying(self._should_retry, self._attempt, service, client, request, read)
        except TransientError as error:
            raise error.fault from error

    def _should_retry(self, error: Exception) -> bool | float:
        """Return whether to ask again, or the seconds after which the service asked us to."""
        if not isinstance(error, TransientError):
            return False
        if error.wait is None:
            return True
        return min(error.wait, self.retry_policy.longest_retry_after)

    def _attempt(
        self,
        service: Service,
        client: httpx.Client,
        request: httpx.Request,
        read: Callable[[bytes], T],
    ) -> T:
        """Return the parsed answer to one request."""
        self._rate_limiter.wait(service.key, service.per_second)
        body = self._body(service, client, request)
        try:
            return read(body)
        except SourceResponseError as error:
            # The kept answer is as confused: ask the service itself the next time.
            request.extensions["caching"] = {"key": f"again:{time.monotonic_ns()}"}
            raise TransientError(error) from error

    def _body(self, service: Service, client: httpx.Client, request: httpx.Request) -> bytes:
        """Return the body of the answer to one request."""
        where = f"{service.label} ({redacted_url(request.url)})"
        try:
            answer = client.send(request, stream=True)
            try:
                body = _read_limited(service, where, answer)
            finally:
                answer.close()
        except httpx.TooManyRedirects as error:
            raise SourceResponseError(f"{where}: too many redirects; try later") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise TransientError(_connection_error(where, self.retry_policy, error)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceDownError(f"{where}: {error or type(error).__name__}; try later") from error
        if not answer.is_success:
            self._refuse(where, answer, _response_excerpt(body, _secrets_in(request)))
        return body

    def _refuse(self, where: str, answer: httpx.Response, said: str) -> NoReturn:
        """Raise the error for an answer that is not a success."""
        status = f"{answer.status_code} {answer.reason_phrase}".strip()
        if answer.status_code not in _TRANSIENT_STATUSES:
            advice = "correct the search or the key"
            raise SourceRefusedError(f"{where}: expected an answer, got {status}{said}; {advice}")
        times = f"{self.retry_policy.attempts} times"
        advice = "wait, then run it again to resume"
        fault = SourceDownError(f"{where}: asked {times}, got {status}{said}; {advice}")
        wait = retry_after(answer.headers, now=self._now())
        if (
            answer.status_code == _TOO_MANY
            and wait
            and wait > self.retry_policy.longest_retry_after
        ):
            # The allowance for the day is used up: asking again is useless.
            raise fault
        raise TransientError(fault, wait)


def _caching_transport(transport: httpx.BaseTransport | None, folder: Path) -> httpx.BaseTransport:
    """Return a transport that looks into a cache before it uses the network."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = SqliteStorage(database_path=folder / "answers.db", default_ttl=CACHED_FOR)
    return CacheTransport(transport or httpx.HTTPTransport(), storage=storage)


def _read_limited(service: Service, where: str, answer: httpx.Response) -> bytes:
    """Return the body of an answer, up to the limit of its service."""
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > service.max_bytes:
            raise SourceResponseError(
                f"{where}: the answer is over {service.max_bytes / 2**20:.0f} MiB; "
                "ask for fewer records at a time"
            )
    return bytes(body)


def _connection_error(where: str, retry_policy: RetryPolicy, error: Exception) -> SourceDownError:
    """Return the error for a request that got no complete answer."""
    if isinstance(error, httpx.TimeoutException):
        came = f"no answer within {retry_policy.read_timeout:g} seconds"
    elif isinstance(error, httpx.ConnectError):
        came = f"no connection ({error})"
    else:
        came = f"the response was cut off ({error or type(error).__name__})"
    return SourceDownError(
        f"{where}: asked {retry_policy.attempts} times, {came}; check the network, then "
        "run it again to resume"
    )


def _response_excerpt(body: bytes, secrets: Sequence[str]) -> str:
    """Return the start of what a service said of its refusal, without markup and our keys."""
    text = re.sub(r"<[^>]*>|\s+", " ", body[:4096].decode("utf-8", "replace"))
    text = " ".join(text.split())
    for secret in secrets:
        text = text.replace(secret, "(hidden)")
    return f" ({text[:_MAX_SHOWN]})" if text else ""


def _secrets_in(request: httpx.Request) -> list[str]:
    """Return the keys and addresses in a request: services repeat them when they refuse."""
    form = request.read() if request.method == "POST" else b""
    fields = (*request.url.params.multi_items(), *parse_qsl(form.decode("utf-8", "replace")))
    return [value for name, value in fields if name in _SECRETS and value]


def redacted_url(url: httpx.URL) -> str:
    """Return an address for a message, without keys and e-mail addresses, at most 200 characters.

    Args:
        url: of a request.
    """
    kept = [(name, value) for name, value in url.params.multi_items() if name not in _SECRETS]
    text = str(url.copy_with(params=kept, userinfo=b""))
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"
