"""PubMed, Europe PMC, OpenAlex and Crossref on 127.0.0.1, which also fail when told to.

Each holds recorded answers, one record a day in turn over four weeks. The pages go by the rules
of the real service: a history server, `cursorMark`, a cursor that moves on with each question.
"""

from __future__ import annotations

import base64
import json
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import httpx

from fakes.service_records import ServiceRecords

SINCE, UNTIL = date(2026, 1, 1), date(2026, 1, 28)
DAYS = (UNTIL - SINCE).days + 1
ISO = r"(\d{4}-\d{2}-\d{2})"
OK = 200
HTML = b"<!DOCTYPE html><html><title>Sign in</title><p>Sorry, too busy</html>"
SCROLL = "DnF1ZXJ5VGhlbkZldGNo"


@dataclass
class Fault:
    """One way to fail, for the next `times` questions whose address has `where` in it."""

    kind: str
    where: str
    times: int = 1
    after: int = 0
    """Questions that are answered well before."""
    value: str = ""


@dataclass
class Reply:
    """One answer."""

    body: bytes
    status: int = OK
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class FakeServices:
    """The four services behind one port."""

    service_records: ServiceRecords
    faults: list[Fault] = field(default_factory=list)
    pause: float = 0.0
    asked: list[tuple[str, str, dict]] = field(default_factory=list)
    agents: Counter = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    scroll: int = 0
    last: dict[str, bytes] = field(default_factory=dict)
    histories: dict[str, list[bytes]] = field(default_factory=dict)

    def __enter__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                outer.answer(self, b"")

            def do_POST(self):
                outer.answer(self, self.rfile.read(int(self.headers["Content-Length"])))

            def log_message(self, *args):
                """Write no log."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(self, *args):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def port(self) -> int:
        return self.server.server_address[1]

    def transport(self) -> RerouteTransport:
        return RerouteTransport(self.port)

    def questions(self) -> Counter:
        """Count how often each same question was put."""
        return Counter((host, path, json.dumps(fields)) for host, path, fields in self.asked)

    def answer(self, handler, body: bytes) -> None:
        parts = urlsplit(handler.path)
        _, host, path = parts.path.split("/", 2)
        fields = dict(parse_qsl(parts.query or body.decode(), keep_blank_values=True))
        self.asked.append((host, path, fields))
        self.agents[handler.headers["User-Agent"]] += 1
        self.times.append(time.monotonic())
        if self.pause:
            time.sleep(self.pause)
        fault = self.fault(handler.path)
        if fault and fault.kind.isdigit():
            headers = {"Retry-After": fault.value} if fault.value else {}
            send(handler, int(fault.kind), b"<b>Sorry,</b> too busy", headers)
            return
        if fault and fault.kind == "slow":
            time.sleep(float(fault.value))
        if fault and fault.kind == "repeat":
            send(handler, 200, self.last[host])
            return
        reply = self.reply(host, path, fields, handler.headers)
        given = damaged(reply.body, fault)
        if reply.status == OK and not fault:
            self.last[host] = given
        send(handler, reply.status, given, reply.headers, cut=bool(fault and fault.kind == "cut"))

    def reply(self, host: str, path: str, fields: dict, headers: Mapping[str, str]) -> Reply:
        """Return the whole answer to a question."""
        given = self.service(host, path, fields)
        return Reply(b"not here", 404) if given is None else Reply(given)

    def fault(self, address: str) -> Fault | None:
        for fault in self.faults:
            if fault.where not in address or not fault.times:
                continue
            if fault.after:
                fault.after -= 1
                continue
            fault.times -= 1
            return fault
        return None

    def service(self, host: str, path: str, fields: dict) -> bytes | None:
        if path.endswith("esearch.fcgi"):
            return self.esearch(fields)
        if path.endswith("efetch.fcgi"):
            return self.efetch(fields)
        if host == "www.ebi.ac.uk":
            return self.europepmc(fields)
        if host == "api.openalex.org":
            return self.openalex(fields)
        return self.crossref(fields) if host == "api.crossref.org" else None

    def esearch(self, fields: dict) -> bytes:
        days = (fields[name].replace("/", "-") for name in ("mindate", "maxdate"))
        found = between(self.service_records.pubmed, *days) if fields["term"] != "nothing" else []
        name = f"MCID_{len(self.histories)}"
        self.histories[name] = found
        return (
            f"<eSearchResult><Count>{len(found)}</Count><RetMax>0</RetMax><QueryKey>1</QueryKey>"
            f"<WebEnv>{name}</WebEnv><IdList/></eSearchResult>"
        ).encode()

    def efetch(self, fields: dict) -> bytes:
        found = self.histories.get(fields["WebEnv"])
        if found is None:
            return b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"
        start, size = int(fields["retstart"]), int(fields["retmax"])
        return (
            b'<?xml version="1.0" ?>\n<PubmedArticleSet>\n'
            + b"\n".join(found[start : start + size])
            + b"\n</PubmedArticleSet>\n"
        )

    def europepmc(self, fields: dict) -> bytes:
        days = re.search(rf"FIRST_IDATE:\[{ISO} TO {ISO}\]", fields["query"]).groups()
        found = between(self.service_records.europepmc, *days)
        start, size = unmark(fields["cursorMark"]), int(fields["pageSize"])
        some = found[start : start + size]
        after = mark(start + len(some)) if some else fields["cursorMark"]
        return dumps(
            {"hitCount": len(found), "nextCursorMark": after, "resultList": {"result": some}}
        )

    def openalex(self, fields: dict) -> bytes:
        first, last = re.search(
            rf"from_publication_date:{ISO},to_publication_date:{ISO}", fields["filter"]
        ).groups()
        found = between(self.service_records.openalex, first, last)
        start, size = unmark(fields["cursor"]), int(fields["per-page"])
        some = found[start : start + size]
        after = mark(start + size) if start + size < len(found) else None
        return dumps({"meta": {"count": len(found), "next_cursor": after}, "results": some})

    def crossref(self, fields: dict) -> bytes:
        first, last = re.search(
            rf"from-created-date:{ISO},until-created-date:{ISO}", fields["filter"]
        ).groups()
        found, size = between(self.service_records.crossref, first, last), int(fields["rows"])
        message: dict = {"total-results": len(found)}
        if "cursor" in fields:
            start = 0 if fields["cursor"] == "*" else self.scroll
            self.scroll = start + size
            message["next-cursor"] = SCROLL
        else:
            start = int(fields.get("offset", 0))
        message["items"] = found[start : start + size]
        return dumps({"status": "ok", "message-type": "work-list", "message": message})


class RerouteTransport(httpx.HTTPTransport):
    """Sends each request to the fake service, whichever host it was for."""

    def __init__(self, port: int) -> None:
        super().__init__(verify=False)  # there is no TLS on this machine
        self.port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = f"/{request.url.host}".encode() + request.url.raw_path
        url = httpx.URL(f"http://127.0.0.1:{self.port}").copy_with(raw_path=path)
        moved = httpx.Request(
            request.method,
            url,
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        return super().handle_request(moved)


def damaged(body: bytes, fault: Fault | None) -> bytes:
    """Return an answer as a fault leaves it."""
    kind = fault.kind if fault else ""
    if kind == "malformed":
        return body[: len(body) // 2]
    if kind == "huge":
        return body + b" " * int(fault.value)
    return {"html": HTML, "empty": b""}.get(kind, body)


def between(records: list, first: str, last: str) -> list:
    """Return the records of some days, each a day after the one before."""
    days = [str(SINCE + timedelta(days=place % DAYS)) for place in range(len(records))]
    return [record for record, day in zip(records, days, strict=True) if first <= day <= last]


def mark(start: int) -> str:
    return base64.b64encode(f"at {start}".encode()).decode()


def unmark(text: str) -> int:
    return 0 if text == "*" else int(base64.b64decode(text).decode().removeprefix("at "))


def dumps(stated: dict) -> bytes:
    return json.dumps(stated).encode()


def in_seconds(seconds: float) -> str:
    """Return a moment from now as Retry-After states it."""
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


def send(handler, status: int, body: bytes, headers: dict | None = None, *, cut: bool = False):
    """Send an answer, or half of it before the line is cut."""
    try:
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2] if cut else body)
        if cut:
            handler.wfile.flush()
            handler.connection.shutdown(socket.SHUT_RDWR)
            handler.close_connection = True
    except OSError:
        handler.close_connection = True
