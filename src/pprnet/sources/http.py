"""The HTTP client: the only module of the engine that opens network connections."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Generic, NoReturn, Self, TypeVar

import httpx
import stamina
from hishel import SqliteStorage
from hishel.httpx import CacheTransport

from pprnet import __version__
from pprnet.errors import SourceDownError, SourceRefusedError, SourceResponseError
from pprnet.sources.contact import checked_contact
from pprnet.sources.request_messages import redacted_url, response_excerpt, secrets_in
from pprnet.sources.request_timing import RateLimiter, RetryPolicy, TransientError, retry_after
from pprnet.sources.services import MIB, Service
from pprnet.sources.statuses import REFUSALS, TOO_MANY_REQUESTS, TRANSIENT_STATUSES

T = TypeVar("T")
Body = TypeVar("Body")
RequestFields = Mapping[str, str | int]

DEFAULT_RETRY_POLICY = RetryPolicy()

CACHED_FOR = 24 * 3600.0
"""Seconds for which a cached answer replaces a new one."""

_NOT_MODIFIED = 304

# Without a handler, each retry would be printed to standard error.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Exchange(Generic[Body, T]):
    """One request, and how its answer is received and then parsed."""

    service: Service
    client: httpx.Client
    request: httpx.Request
    receive: Callable[[httpx.Response, Iterator[bytes]], Body]
    read: Callable[[Body], T]

    @property
    def where(self) -> str:
        """Return whose answer it is, for messages."""
        return f"{self.service.label} ({redacted_url(str(self.request.url))})"


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
        self._clock = clock
        self._rate_limiter = RateLimiter(clock, sleep)
        self._direct_client = self._make_client(transport)
        self._cached_client = self._direct_client
        if cache:
            self._cached_client = self._make_client(_caching_transport(transport, cache))

    def _make_client(self, transport: httpx.BaseTransport | None) -> httpx.Client:
        """Return an HTTP client that names us and has our time limits."""
        policy = self.retry_policy
        return httpx.Client(
            transport=transport,
            headers={"User-Agent": f"pprnet/{__version__} (mailto:{self.contact})"},
            timeout=httpx.Timeout(policy.read_timeout, connect=policy.connect_timeout),
            follow_redirects=True,
            max_redirects=3,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
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
        exchange = Exchange(service, client, request, _joined, read)
        return self._request(exchange, no_retry=no_retry)

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
        return self._request(Exchange(service, self._direct_client, request, _joined, read))

    def download(
        self,
        service: Service,
        path: str,
        target: BinaryIO,
        read: Callable[[Mapping[str, str] | None], T],
        *,
        headers: Mapping[str, str],
    ) -> T:
        """Write a file to `target` piece by piece, and return what `read` makes of it.

        Args:
            service: whose address, rate limit and limit of size hold.
            path: put after the address of the service.
            target: an empty file, open for writing bytes; each attempt empties it again.
            read: gets the headers of the answer, or `None` if the file has not changed; an error
                that it raises is handled as by `get`.
            headers: of the request, such as If-None-Match.

        Raises:
            SourceError: As `get`.
        """

        def receive(answer: httpx.Response, chunks: Iterator[bytes]) -> Mapping[str, str] | None:
            if answer.status_code == _NOT_MODIFIED:
                return None
            target.seek(0)
            target.truncate()
            target.writelines(chunks)
            return answer.headers

        request = self._direct_client.build_request("GET", service.url + path, headers=headers)
        return self._request(Exchange(service, self._direct_client, request, receive, read))

    def _request(self, exchange: Exchange[Body, T], *, no_retry: bool = False) -> T:
        """Return an answer, asking again as the retry policy allows."""
        policy = self.retry_policy
        retrying = stamina.RetryingCaller(
            attempts=1 if no_retry else policy.attempts,
            timeout=None,
            wait_initial=policy.first_wait,
            wait_max=policy.longest_wait,
            wait_jitter=policy.jitter,
        )
        try:
            return retrying(self._should_retry, self._attempt, exchange)
        except TransientError as error:
            raise error.fault from error

    def _should_retry(self, error: Exception) -> bool | float:
        """Return whether to ask again, or the seconds after which the service asked us to."""
        if not isinstance(error, TransientError):
            return False
        if error.wait is None:
            return True
        return min(error.wait, self.retry_policy.longest_retry_after)

    def _attempt(self, exchange: Exchange[Body, T]) -> T:
        """Return the parsed answer to one request."""
        self._rate_limiter.wait(exchange.service.key, exchange.service.per_second)
        body = self._body(exchange)
        try:
            return exchange.read(body)
        except SourceResponseError as error:
            # The kept answer is as confused: ask the service itself the next time.
            exchange.request.extensions["caching"] = {"key": f"again:{time.monotonic_ns()}"}
            raise TransientError(error) from error

    def _body(self, exchange: Exchange[Body, T]) -> Body:
        """Return the body of the answer to one request."""
        where = exchange.where
        try:
            answer = exchange.client.send(exchange.request, stream=True)
            try:
                if not answer.is_success and answer.status_code != _NOT_MODIFIED:
                    self._refuse(exchange, answer)
                return exchange.receive(answer, self._chunks(exchange, answer))
            finally:
                answer.close()
        except httpx.TooManyRedirects as error:
            raise SourceResponseError(f"{where}: too many redirects; try later") from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise TransientError(_connection_error(where, self.retry_policy, error)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceDownError(f"{where}: {error or type(error).__name__}; try later") from error

    def _chunks(self, exchange: Exchange[Any, Any], answer: httpx.Response) -> Iterator[bytes]:
        """Yield the body of an answer, up to the limits of size and of time."""
        size, most, longest = 0, exchange.service.max_bytes, self.retry_policy.longest_answer
        end = self._clock() + longest
        for chunk in answer.iter_bytes():
            size += len(chunk)
            if size > most:
                fault = f"the answer is over {most / MIB:.0f} MiB; ask for fewer records at a time"
                raise SourceResponseError(f"{exchange.where}: {fault}")
            if self._clock() > end:
                fault = f"the answer was not complete after {longest:g} seconds; try later"
                raise TransientError(SourceDownError(f"{exchange.where}: {fault}"))
            yield chunk

    def _refuse(self, exchange: Exchange[Any, Any], answer: httpx.Response) -> NoReturn:
        """Raise the error for an answer that is not a success."""
        request, where = exchange.request, exchange.where
        form = request.read() if request.method == "POST" else b""
        secrets = secrets_in(str(request.url), form)
        said = response_excerpt(_joined(answer, self._chunks(exchange, answer)), secrets)
        got = f"got {answer.status_code} {answer.reason_phrase}".strip() + said
        if answer.status_code not in TRANSIENT_STATUSES:
            refusal = REFUSALS.get(answer.status_code, SourceRefusedError)
            raise refusal(f"{where}: expected an answer, {got}; correct the search or the key")
        times = f"{self.retry_policy.attempts} times"
        fault = SourceDownError(f"{where}: asked {times}, {got}; wait, then run it again to resume")
        wait = retry_after(answer.headers, now=self._now())
        longest = self.retry_policy.longest_retry_after
        if answer.status_code == TOO_MANY_REQUESTS and wait and wait > longest:
            # The allowance for the day is used up: asking again is useless.
            raise fault
        raise TransientError(fault, wait)


def _joined(_answer: httpx.Response, chunks: Iterator[bytes]) -> bytes:
    """Return the body of an answer."""
    return b"".join(chunks)


def _caching_transport(transport: httpx.BaseTransport | None, folder: Path) -> httpx.BaseTransport:
    """Return a transport that looks into a cache before it uses the network."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = SqliteStorage(database_path=folder / "answers.db", default_ttl=CACHED_FOR)
    return CacheTransport(transport or httpx.HTTPTransport(), storage=storage)


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
