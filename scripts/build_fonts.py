"""Cut the two families of the house from their npm packages, as set-up does it.

Without npm, or with the cable out, the site keeps to the system's faces: that is said in one
line and is no failure. A package whose hash is not the pinned one is.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from shutil import which

OUT = Path(__file__).resolve().parent.parent / "src/pprnet_site/core/static/pprnet/fonts"
VERSION = "5.3.0"
PACKAGES = {
    "newsreader": "sha512-rrzYi43qMpbzwuFtf9OkWH8sxAPVPcQQQEwXpPtwaKYeJ8yVg5aLs5ka"
    "wmo1f2Q1t1M38TLmEKCkGVDsYwgdFw==",
    "public-sans": "sha512-AVfkmAt50BMXWpOO21FAntiJFKGX6xTc2dSL8dxtDteONe9IuRXJWGbs"
    "0EbG955vAMCq23ENeuopuW87cGWDSQ==",
}
"""The npm packages `@fontsource-variable/...` and the hash of each (the SIL licence is inside)."""

SIGNS = (
    "U+0020-007E, U+00A0-00FF, U+0152-0153, U+0178, U+2009-200A, U+2010-2015, U+2018-201E, "
    "U+2020-2022, U+2026, U+202F, U+2032-2033, U+2039-203A, U+20AC, U+2122, U+2190-2193, U+2212, "
    "U+2248, U+2260, U+2264-2265"
)
"""Latin-1, Œ œ Ÿ, dashes, quotes, narrow spaces, arrows and − ≈ ≠ ≤ ≥."""
OTHER_SIGNS = (
    "U+0100-0151, U+0154-0177, U+0179-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, "
    "U+0304, U+0308, U+0329, U+1E00-1E9F, U+1EF2-1EFF"
)
"""What the names of authors need beyond that (ł, š, ő): served whole, fetched when it is met."""
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "tnum"]


@dataclass(frozen=True, slots=True)
class Face:
    """One face: the file it is cut from, where it is cut, and how the style sheet names it."""

    name: str
    package: str
    source: str
    limits: dict[str, float | tuple[float, float]]
    family: str
    weight: str
    style: str = "normal"


NEWS, NEWS_ITALIC = "newsreader-latin-opsz-normal", "newsreader-latin-opsz-italic"
FACES = (
    Face("newsreader-display", "newsreader", NEWS, {"opsz": 60, "wght": 440},
         "Newsreader Display", "440"),
    Face("newsreader-text", "newsreader", NEWS, {"opsz": 16, "wght": 400},
         "Newsreader Text", "400"),
    Face("newsreader-text-italic", "newsreader", NEWS_ITALIC, {"opsz": 16, "wght": 400},
         "Newsreader Text", "400", "italic"),
    Face("public-sans", "public-sans", "public-sans-latin-wght-normal", {"wght": (400, 650)},
         "Public Sans", "400 650"),
)  # fmt: skip
UNSUBSETTED = (
    ("newsreader-latin-ext-opsz-normal", "newsreader", "Newsreader Display", "440", "normal"),
    ("newsreader-latin-ext-opsz-normal", "newsreader", "Newsreader Text", "400", "normal"),
    ("newsreader-latin-ext-opsz-italic", "newsreader", "Newsreader Text", "400", "italic"),
    ("public-sans-latin-ext-wght-normal", "public-sans", "Public Sans", "400 650", "normal"),
)
"""Each has the weight of the cut it completes: browsers join faces only where these agree."""


def main() -> int:
    """Build what is missing or out of date."""
    if up_to_date():
        print("fonts: up to date")
        return 0
    if which("npm") is None:
        print("fonts: npm was not found, so the site uses the system's faces")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        packages = fetch(Path(folder))
        if packages is None:
            print("fonts: npm could not fetch the packages, so the site uses the system's faces")
            return 0
        for name, path in packages.items():
            if (found := hash_of(path)) != PACKAGES[name]:
                print(f"fonts: {path.name}: expected {PACKAGES[name]}, got {found}; not used")
                return 1
        build(packages)
    (OUT / "stamp").write_text(stamp())
    sizes = sum(path.stat().st_size for path in OUT.glob("*.woff2"))
    print(f"fonts: {len(FACES)} faces cut into {OUT.name}/, {sizes // 1024} KB in all")
    return 0


def stamp() -> str:
    """Return a mark of this script, which holds all that the fonts are made from."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def up_to_date() -> bool:
    """Return whether this very script has already built everything."""
    files = [OUT / "fonts.css", *(OUT / f"{face.name}.woff2" for face in FACES)]
    kept = OUT / "stamp"
    return all(path.exists() for path in files) and kept.exists() and kept.read_text() == stamp()


def fetch(folder: Path) -> dict[str, Path] | None:
    """Let npm fetch the packages; none where it cannot."""
    names = [f"@fontsource-variable/{name}@{VERSION}" for name in PACKAGES]
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), *names]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=60, cwd=folder)
    except (subprocess.SubprocessError, OSError):
        return None
    return {name: folder / f"fontsource-variable-{name}-{VERSION}.tgz" for name in PACKAGES}


def hash_of(path: Path) -> str:
    """Return the hash of a file as npm writes it."""
    return "sha512-" + b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def member(package: Path, name: str) -> bytes:
    """Read one file of a package."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(f"package/{name}")
        if file is None:
            raise FileNotFoundError(f"{package.name}: expected package/{name}")
        return file.read()


def build(packages: dict[str, Path]) -> None:
    """Write every face, the whole files, the licences and the style sheet."""
    OUT.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        data = member(packages[face.package], f"files/{face.source}.woff2")
        (OUT / f"{face.name}.woff2").write_bytes(subset_font(data, face))
    for source, package, *_ in UNSUBSETTED:
        data = member(packages[package], f"files/{source}.woff2")
        (OUT / f"{source}.woff2").write_bytes(data)
    for name, package in packages.items():
        (OUT / f"OFL-{name}.txt").write_bytes(member(package, "LICENSE"))
    (OUT / "fonts.css").write_text(style_sheet())


def subset_font(data: bytes, face: Face) -> bytes:
    """Keep the signs and features in use, then fix or narrow the axes: the quicker order."""
    from io import BytesIO

    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(BytesIO(data))
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(SIGNS.replace("U+", "")))
    subsetter.subset(font)
    font = instantiateVariableFont(font, face.limits)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def style_sheet() -> str:
    """Write the rules that name the files."""
    cuts = [rule(face.family, face.weight, face.style, face.name, SIGNS) for face in FACES]
    wholes = [
        rule(family, weight, style, source, OTHER_SIGNS)
        for source, _package, family, weight, style in UNSUBSETTED
    ]
    return "".join([*wholes, *cuts])


def rule(family: str, weight: str, style: str, name: str, signs: str) -> str:
    """Write one rule."""
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};'
        f'font-display:swap;src:url("{name}.woff2") format("woff2");'
        f"unicode-range:{signs.replace(', ', ',')}}}\n"
    )


if __name__ == "__main__":
    sys.exit(main())
