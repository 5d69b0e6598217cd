"""Size of an installation, and processor time that `pprnet` needs to start.

    python benchmarks/install.py

Makes two virtual environments in a temporary folder and installs the checkout into them with
pip: the engine alone, and with the extra `site`. It downloads what pip has not cached.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 7
LARGEST = 8
INSTALLERS = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "distutils-precedence.pth")
RIS = "TY  - JOUR\nTI  - An example of a title\nAU  - Example, Anna\nPY  - 2020\nER  - \n"


def main() -> None:
    """Print the sizes and the times."""
    with tempfile.TemporaryDirectory(prefix="pprnet-install-") as folder:
        for name, what in (("engine", str(ROOT)), ("site", f"{ROOT}[site]")):
            place = Path(folder, name)
            venv.create(place, with_pip=True)
            subprocess.run([place / "bin/python", "-m", "pip", "install", "-q", what], check=True)
            print_sizes(name, place)
            print_times(name, place / "bin/pprnet", Path(folder))


def print_sizes(name: str, place: Path) -> None:
    """Print how much a virtual environment holds, and its largest packages."""
    packages = next(place.glob("lib/python*/site-packages"))
    sizes = {entry.name: package_size(entry) for entry in packages.iterdir()}
    kept = {key: size for key, size in sizes.items() if not key.startswith(INSTALLERS)}
    blocks = sum(file.stat().st_blocks * 512 for file in regular_files(place))
    print(f"{name}: {sum(kept.values()) / 1e6:.0f} MB of files without bytecode and pip")
    print(f"{name}: {blocks / 2**20:.0f} MiB on disk, with bytecode, pip and setuptools")
    for key, size in sorted(kept.items(), key=lambda item: -item[1])[:LARGEST]:
        print(f"    {size / 1e6:6.1f} MB  {key}")


def package_size(entry: Path) -> int:
    """Return the bytes of a package's files, without bytecode."""
    files = regular_files(entry) if entry.is_dir() else iter([entry])
    return sum(file.stat().st_size for file in files if file.suffix != ".pyc")


def regular_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder."""
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def print_times(name: str, command: Path, folder: Path) -> None:
    """Print the processor time of two commands, the least of several runs."""
    source = folder / "in.ris"
    source.write_text(RIS)
    for words in (["--help"], ["convert", str(source), str(folder / "out.nbib")]):
        seconds = min(processor_time([str(command), *words]) for _ in range(RUNS))
        print(f"{name}: pprnet {words[0]}: {seconds:.2f} s")


def processor_time(command: list[str]) -> float:
    """Return the seconds of processor time, user and system, of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
