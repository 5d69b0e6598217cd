"""The reading process: standard input is the file, standard output the frames.

It is started by `read_in_process` as `python -m pprnet.limited_reading.child ARGUMENTS`, with one
argument in JSON. It may not write files, and gives up its right to more time or memory.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Iterable

import msgspec

from pprnet.errors import InputError
from pprnet.formats import read_records
from pprnet.fulltext import read_fulltext_parts
from pprnet.limited_reading.frames import FrameKind, SentValue, frame_of, make_frame
from pprnet.limited_reading.limits_of_reading import ReadingLimits
from pprnet.sources import read_retraction_watch

READERS: dict[str, Callable[..., Iterable[SentValue]]] = {
    "references": read_records,
    "notices": read_retraction_watch,
    "fulltext": read_fulltext_parts,
}
OUTPUT = 1
"""Number of the file descriptor of standard output."""


class Arguments(msgspec.Struct):
    """What to read, and what that may take."""

    name: str
    reader: str
    limits: ReadingLimits


def read_standard_input(argument: str) -> None:
    """Read standard input to its end.

    Args:
        argument: `Arguments` in JSON.
    """
    arguments = msgspec.json.decode(argument, type=Arguments)
    limit_resources(arguments.limits)
    os.lseek(0, 0, os.SEEK_SET)
    with os.fdopen(0, "rb") as source:
        try:
            items = READERS[arguments.reader](source, name=arguments.name)
            send_items(items, seconds=arguments.limits.item_seconds)
        except InputError as error:
            send(make_frame(FrameKind.REFUSAL, str(error).encode()))
        except MemoryError:
            send(make_frame(FrameKind.OUT_OF_MEMORY))
        except Exception as error:  # noqa: BLE001 - a fault of ours: it is said, what was read is kept
            send(make_frame(FrameKind.FAULT, f"{type(error).__name__}: {error}"[:300].encode()))
        else:
            send(make_frame(FrameKind.END))


def limit_resources(limits: ReadingLimits) -> None:
    """Limit memory, processor time and files of this process; it cannot raise them again.

    Args:
        limits: what the reading may take.
    """
    memory = limits.megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.total_seconds, limits.total_seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def send_items(items: Iterable[SentValue], *, seconds: float) -> None:
    """Send each item as soon as it is read; the kernel ends the process if one takes too long.

    Args:
        items: what is read.
        seconds: of processor time for one item.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    for item in items:
        send(frame_of(item))
        signal.setitimer(signal.ITIMER_PROF, seconds)


def send(frame: bytes) -> None:
    """Write a complete frame; what was read before a sudden end has then left the process.

    Args:
        frame: its bytes.
    """
    rest = memoryview(frame)
    while rest:
        rest = rest[os.write(OUTPUT, rest) :]


if __name__ == "__main__":
    read_standard_input(sys.argv[1])
