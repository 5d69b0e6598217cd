"""Every regular expression of the source, and how its time grows on the input that it likes least.

A pattern is pumped: strings are made of its own parts, repeated, with a prefix that leads to the
part and an end that fails. Python's engine tries every way to divide them, so a pattern of which
two parts can take the same text needs quadratic time or more. Time is that of the processor.
"""

from __future__ import annotations

import ast
import gc
import importlib
import re
import re._constants as constants
import re._parser as parser
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from source_files import ROOT, name_of, nodes_of, sources, tree_of

SEARCHES = frozenset({"search", "sub", "subn", "split", "findall", "finditer"})
ALL_USES = frozenset({"search", "match", "fullmatch"})
METHODS = SEARCHES | {"match", "fullmatch", "compile"}
LENGTHS = (40, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
"""Characters of the pumped strings; the first finds exponential time before it is too long."""
QUICK_SECONDS = {1_000: 0.0002, 2_000: 0.0008, 4_000: 0.003, 8_000: 0.012, 16_000: 0.05}
"""Below these, by length, longer strings are not tried: quadratic time is longer from the start."""
SLOW_SECONDS = 0.15
"""Time for the longest string, of which quadratic time takes about 0.5 s and linear 0.03 s."""
LIMIT_SECONDS = 0.5
GROWTH = 3.0
"""Twice the length takes twice the time if it is linear, and four times if it is quadratic."""
COMMON_PARTS = (" ", "a", "1", "a ", "1 ", "a, ", "(", ")", "\n", "1-", "a.", "A", "&gt;", "<", "[")
ENDS = ("", "\x00", "!", " x")


@dataclass(frozen=True)
class Expression:
    """A regular expression of the source, and the ways in which it is used."""

    where: str
    pattern: re.Pattern[Any]
    uses: frozenset[str]
    """Of "search", "match" and "fullmatch"."""

    def __str__(self) -> str:
        return f"{self.where} {self.pattern.pattern!r:.100}"


@dataclass(frozen=True)
class PumpedString:
    """A string with one part that is repeated to any length."""

    prefix: str
    part: str
    end: str

    def __str__(self) -> str:
        return f"{self.prefix!r} + {self.part!r} * n + {self.end!r}"

    def text(self, length: int) -> str:
        """Return the string with about this many characters."""
        return self.prefix + self.part * max(1, length // len(self.part)) + self.end


@dataclass(frozen=True)
class Growth:
    """A pumped string on which a pattern takes more than linear time."""

    expression: Expression
    pumped: PumpedString
    seconds: tuple[float, ...]

    def __str__(self) -> str:
        times = ", ".join(f"{each:.3f}" for each in self.seconds)
        return f"{self.expression}: {self.pumped}: {times} s"


class OutOfTimeError(BaseException):
    """One use of a pattern took longer than `LIMIT_SECONDS`."""


def expressions(package: str) -> Iterator[Expression]:
    """Yield every regular expression of a package that its source states."""
    for file in sources(f"src/{package}"):
        names = assigned_names(file)
        for node in nodes_of(file):
            if is_regular_expression(node):
                name = names.get(node, "")
                with suppress(LookupError):
                    uses = uses_of(node, name, file, package)
                    where = f"{name_of(file)}:{node.lineno} {name}".strip()
                    yield Expression(where, pattern_of(node, file), uses)


def made_at_run_time(package: str) -> dict[str, int]:
    """Return how many patterns of each file are made of what is known only when it runs."""
    found: Counter[str] = Counter()
    for file in sources(f"src/{package}"):
        for node in filter(is_regular_expression, nodes_of(file)):
            try:
                pattern_of(node, file)
            except LookupError:
                found[name_of(file)] += 1
    return dict(found)


def uses_of(call: ast.Call, name: str, file: Path, package: str) -> frozenset[str]:
    """Return how the pattern of a call is used: as its own files say, or in all three ways."""
    if call.func.attr != "compile":
        return frozenset({use_of(call.func.attr)})
    files = (file,) if name.startswith("_") else sources(f"src/{package}")
    return uses_by_name(files).get(name) or ALL_USES


def is_regular_expression(node: ast.AST) -> bool:
    """Return whether a node is a call such as `re.compile(...)` or `re.sub(...)`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in METHODS
        and bool(node.args)
    )


def assigned_names(file: Path) -> dict[ast.AST, str]:
    """Return the constants to which calls are assigned, by the call."""
    return {
        node.value: target.id
        for node in tree_of(file).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def use_of(method: str) -> str:
    """Return which of the three ways of matching a method is."""
    return "search" if method in SEARCHES else method


@cache
def uses_by_name(files: tuple[Path, ...]) -> dict[str, frozenset[str]]:
    """Return how each constant is used in some files; one that is also passed on is left out."""
    found: dict[str, set[str]] = defaultdict(set)
    passed_on: set[str] = set()
    for file in files:
        owners = set()
        for node in nodes_of(file):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                owners.add(node.value)
                if node.attr in METHODS:
                    found[node.value.id].add(use_of(node.attr))
        for node in nodes_of(file):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                passed_on |= set() if node in owners else {node.id}
    return {name: frozenset(uses) for name, uses in found.items() if name not in passed_on}


def pattern_of(call: ast.Call, file: Path) -> re.Pattern[Any]:
    """Return the compiled pattern of a call.

    Raises:
        LookupError: It is made of what is known only when the program runs.
    """
    text = evaluated(call.args[0], file)
    flags = 0
    for given in [*call.args[1:], *(keyword.value for keyword in call.keywords)]:
        with suppress(LookupError):
            value = evaluated(given, file)
            flags |= value if isinstance(value, re.RegexFlag) else 0
    return re.compile(text, flags)


def evaluated(node: ast.expr, file: Path) -> Any:
    """Return the value of an expression made of constants of its module.

    Raises:
        LookupError: A name in it is no constant.
    """
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    known: dict[str, Any] = {"re": re}
    if names - {"re"}:
        known = namespace(file)
    try:
        return eval(compile(ast.Expression(node), str(file), "eval"), dict(known))
    except (NameError, AttributeError) as error:
        raise LookupError(f"{name_of(file)}:{node.lineno} {error}") from error


@cache
def namespace(file: Path) -> dict[str, Any]:
    """Return the constants of a module: of the engine by import, of the site from its source."""
    parts = file.relative_to(ROOT / "src").with_suffix("").parts
    if parts[0] == "pprnet":
        return vars(importlib.import_module(".".join(parts).removesuffix(".__init__")))
    known: dict[str, Any] = {"re": re}
    for call, name in assigned_names(file).items():
        with suppress(Exception):
            known[name] = eval(compile(ast.Expression(call), str(file), "eval"), dict(known))
    return known


def growths(expression: Expression) -> Iterator[Growth]:
    """Yield the pumped strings on which an expression takes more than linear time."""
    for pumped in pumped_strings(expression.pattern):
        for use in sorted(expression.uses):
            seconds = measured(expression.pattern, use, pumped)
            # Measured again, as another process may have taken the caches of the processor.
            if is_super_linear(seconds) and is_super_linear(
                seconds := measured(expression.pattern, use, pumped)
            ):
                yield Growth(expression, pumped, seconds)


def is_super_linear(seconds: tuple[float, ...]) -> bool:
    """Return whether times of lengths that double grow faster than the lengths."""
    if seconds[-1] >= LIMIT_SECONDS:
        return True
    is_slow = len(seconds) == len(LENGTHS) and seconds[-1] > SLOW_SECONDS
    return is_slow and seconds[-1] > GROWTH * seconds[-2]


def measured(pattern: re.Pattern[Any], use: str, pumped: PumpedString) -> tuple[float, ...]:
    """Return the times of longer and longer strings, up to the first that is too long."""
    seconds: list[float] = []
    for length in LENGTHS:
        text: Any = pumped.text(length)
        if isinstance(pattern.pattern, bytes):
            text = text.encode()
        quick = QUICK_SECONDS.get(length, 0.0)
        seconds.append(seconds_of(pattern, use, text))
        if seconds[-1] >= quick:
            # Once more, as the first time may contain what another process caused.
            seconds[-1] = min(seconds[-1], seconds_of(pattern, use, text))
        if seconds[-1] >= LIMIT_SECONDS or seconds[-1] < quick:
            break
    return tuple(seconds)


def seconds_of(pattern: re.Pattern[Any], use: str, text: Any) -> float:
    """Return the processor time of one use of a pattern, at most `LIMIT_SECONDS`.

    No garbage is collected meanwhile: that takes time of its own, and what is raised by a
    signal during a collection is lost.
    """

    def stop(*_signal: Any) -> None:
        raise OutOfTimeError

    run: Callable[[], Any] = {
        "match": lambda: pattern.match(text),
        "fullmatch": lambda: pattern.fullmatch(text),
        "search": lambda: [*pattern.finditer(text)],
    }[use]
    before = signal.signal(signal.SIGPROF, stop)
    gc.disable()
    start = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, LIMIT_SECONDS)
        run()
        signal.setitimer(signal.ITIMER_PROF, 0)
        return time.process_time() - start
    except OutOfTimeError:
        return LIMIT_SECONDS
    finally:
        signal.signal(signal.SIGPROF, before)
        gc.enable()


def pumped_strings(pattern: re.Pattern[Any]) -> Iterator[PumpedString]:
    """Yield pumped strings made of the parts of a pattern."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin1")
    flags = pattern.flags & ~re.DEBUG
    if isinstance(pattern.pattern, bytes):
        flags &= ~re.UNICODE
    sample, pumps = Sampler().sample(parser.parse(text, flags))
    pairs = [(prefix, part) for prefix, part in pumps if 0 < len(part) <= 40]
    pairs += [(prefix, part) for part in COMMON_PARTS for prefix in ("", sample)]
    for prefix, part in dict.fromkeys(pairs):
        for end in ENDS:
            yield PumpedString(prefix, part, end)


Pumps = tuple[str, list[tuple[str, str]]]
"""A string that a part of a pattern matches, and the prefixes and parts of its pumps."""


class Sampler:
    """Short strings that the parts of a parsed pattern match."""

    def sample(self, nodes: Any, prefix: str = "") -> Pumps:
        """Return a string for a sequence of nodes, and its pumps with their prefixes."""
        parts: list[str] = []
        pumps: list[tuple[str, str]] = []
        for kind, value in nodes:
            before = prefix + "".join(parts)
            text, more = self.part(str(kind), value, before)
            pumps += more
            parts.append(text)
        for start in range(len(parts)):
            for end in range(start + 1, min(start + 5, len(parts)) + 1):
                pumps.append((prefix + "".join(parts[:start]), "".join(parts[start:end])))
        return "".join(parts), pumps

    def part(self, kind: str, value: Any, before: str) -> Pumps:
        """Return a string and pumps for one node."""
        match kind:
            case "LITERAL":
                return chr(value), []
            case "NOT_LITERAL" | "ANY":
                return ("y" if value == ord("x") else "x"), []
            case "IN":
                return next(iter(members(value)), "x"), []
        return self.group(kind, value, before)

    def group(self, kind: str, value: Any, before: str) -> Pumps:
        """Return a string and pumps for a node that contains others."""
        match kind:
            case "BRANCH":
                return self.branches(value[1], before)
            case "SUBPATTERN":
                return self.sample(value[3], before)
            case "ATOMIC_GROUP":
                return self.sample(value, before)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self.repeat(*value, before)
        return "", []

    def branches(self, branches: Any, before: str) -> Pumps:
        """Return the string of the first alternative, and the pumps of the first twelve."""
        found = [self.sample(branch, before) for branch in branches[:12]]
        pumps = [pump for _text, more in found for pump in more]
        return found[0][0], pumps + [(before, text) for text, _more in found]

    def repeat(self, low: int, high: int, nodes: Any, before: str) -> Pumps:
        """Return the string of the fewest repetitions, and as pumps what may be repeated often."""
        text, pumps = self.sample(nodes, before)
        if high == constants.MAXREPEAT or high > 10:
            pumps = [*pumps, (before, text)]
            for kind, value in nodes:
                if str(kind) == "IN":
                    pumps += [(before, each) for each in members(value)]
                if str(kind) in ("ANY", "NOT_LITERAL"):
                    pumps += [(before, each) for each in ("a", " ", "1", "(", ",")]
        return text * max(low, 1), pumps


def members(choices: Any) -> list[str]:
    """Return some characters that a class of characters contains."""
    pattern = re.compile(class_text(choices))
    listed = [chr(value) for kind, value in choices if str(kind) == "LITERAL"]
    listed += [chr(value[0]) for kind, value in choices if str(kind) == "RANGE"]
    return [each for each in dict.fromkeys([*listed[:6], *"a1 .,-(A\n"]) if pattern.match(each)]


CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}


def class_text(choices: Any) -> str:
    """Return a parsed class of characters as it is written."""
    parts = ["["]
    for kind, value in choices:
        match str(kind):
            case "NEGATE":
                parts.append("^")
            case "LITERAL":
                parts.append(re.escape(chr(value)))
            case "RANGE":
                parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
            case "CATEGORY":
                name = str(value).removeprefix("CATEGORY_")
                text = CATEGORIES[name.removeprefix("NOT_")]
                parts.append(text.upper() if name.startswith("NOT_") else text)
    return "".join(parts) + "]"
