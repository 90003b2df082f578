#!/usr/bin/env python3
"""Writes which releases packages have in the index, for which Python, and what of them is compiled for Linux on x86-64.

usage: scripts/data/snapshot.py DATE CACHE > src/index/data/snapshot.txt

Asks for the page of each package of `packages.txt` once and keeps it in the folder CACHE; pip's configuration decides on
the index. Prints at the end how large the table is with brotli, if Node.js is there to compress it.
"""

import collections
import concurrent.futures
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys

from pip._internal.configuration import Configuration
from pip._internal.models.index import PyPI
from pip._internal.network.session import PipSession
from pip._vendor.packaging.utils import InvalidWheelFilename, parse_wheel_filename
from pip._vendor.packaging.version import InvalidVersion, Version

ACCEPT = "application/vnd.pypi.simple.v1+json"
SOURCES = (".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz")
# What pip took for a manylinux before it knew the C library by its number.
NAMED = {"manylinux1": 5, "manylinux2010": 12, "manylinux2014": 17}
PYTHONS = ["cp27", *(f"cp3{minor}" for minor in range(4, 16))]
EVERYWHERE = {("py2", "none", "any"), ("py3", "none", "any")}
HEAD = """\
# {date}, by scripts/data/snapshot.py from the pages of the index, {count} packages.
# package: releases, for which Python they are, and what there is of them for Linux on x86-64, and so on. What is not said is
# as before. Releases: 1.2.0-3 are four of them, and .5 is 1.2.5; with ! they are yanked. *: for every Python. src: a source;
# any, any2, any3: a wheel for every system; cp36-39@1: wheels for CPython 3.6 to 3.9 and manylinux1, others @2010, @2014 and
# by the C library, such as @28; abi3-36: for 3.6 and later; py3: for every Python 3; none: nothing that Linux could take."""


def main():
    date, cache = sys.argv[1], pathlib.Path(sys.argv[2])
    cache.mkdir(parents=True, exist_ok=True)
    names = [line for line in pathlib.Path(__file__).with_name("packages.txt").read_text().split("\n") if line and line[0] != "#"]
    asking = session()
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda name: page(asking, cache, name), names))
    rows = [f"{name}: {row(page)}" for name, page in zip(names, pages) if page]
    text = "\n".join([HEAD.format(date=date, count=len(rows)), *sorted(rows)]) + "\n"
    sys.stdout.write(text)
    print(f"{len(rows)} packages, {len(text)} bytes, {compressed(text)} with brotli", file=sys.stderr)


def session():
    """A session of pip's, with the certificates that it is configured with."""
    made = PipSession(retries=3, cache=None)
    made.verify = os.environ.get("PIP_CERT", True)
    return made


def page(asking, cache, name):
    kept = cache / f"{name}.json"
    if not kept.exists():
        answer = asking.get(f"{index()}/{name}/", headers={"Accept": ACCEPT})
        if answer.status_code == 404:
            print(f"{name}: there is none", file=sys.stderr)
            return None
        answer.raise_for_status()
        kept.write_bytes(answer.content)
    return json.loads(kept.read_text())


def index():
    configuration = Configuration(isolated=False)
    configuration.load()
    return dict(configuration.items()).get("global.index-url", PyPI.simple_url).rstrip("/")


def row(page):
    releases = {}
    for file in page["files"]:
        version, wheel = read(file["filename"])
        if version is not None:
            releases.setdefault(version, []).append((file, wheel))
    described = [(version, *described_release(files)) for version, files in sorted(releases.items())]
    words, before = [], ("*", None)
    for said, group in itertools.groupby(described, key=lambda release: release[2:]):
        words += runs([(version, is_yanked) for version, is_yanked, *_ in group])
        words += [word for word, old in zip(said, before) if word != old]
        before = said
    return " ".join(words)


def read(name):
    """The version that the name of a file says, and the tags if it is a wheel; no version if pip does not take such a file."""
    try:
        if name.endswith(".whl"):
            _, version, _, tags = parse_wheel_filename(name)
            return version, {(tag.interpreter, tag.abi, tag.platform) for tag in tags}
        end = next((end for end in SOURCES if name.endswith(end)), None)
        return (Version(name[: -len(end)].rsplit("-", 1)[1]), None) if end else (None, None)
    except (InvalidVersion, InvalidWheelFilename, IndexError):
        return None, None


def described_release(files):
    is_yanked = all(file["yanked"] for file, _ in files)
    files = [(file, wheel) for file, wheel in files if is_yanked or not file["yanked"]]
    pythons = collections.Counter(python_of(file["requires-python"] or "") for file, _ in files)
    return is_yanked, pythons.most_common(1)[0][0], coverage(files)


def python_of(text):
    clauses = {clause for clause in text.replace(" ", "").split(",") if clause}
    return ",".join(sorted(clauses, key=lambda clause: (not clause.startswith(">"), clause))) or "*"


def runs(group):
    """The releases, those that follow one another as a span, without what they share with the one before."""
    spans = []
    for version, is_yanked in group:
        prefix, number = re.fullmatch(r"(.*?)(\d+)", str(version)).groups() if str(version)[-1].isdigit() else (str(version), "")
        if spans and number and spans[-1][0] == prefix and spans[-1][3] == is_yanked and int(spans[-1][2]) + 1 == int(number):
            spans[-1][2] = number
        else:
            spans.append([prefix, number, number, is_yanked])
    before = None
    for prefix, first, last, is_yanked in spans:
        shown = "." if prefix == before and prefix.endswith(".") else prefix
        yield f"{shown}{first}" + (f"-{last}" if last != first else "") + ("!" if is_yanked else "")
        before = prefix


def coverage(files):
    words = ["src"] if any(wheel is None for _, wheel in files) else []
    tags = {tag for _, wheel in files for tag in wheel or ()}
    everywhere = EVERYWHERE & tags
    if everywhere:
        words.append("any" if len(everywhere) == 2 else "any" + everywhere.pop()[0].removeprefix("py"))
    compiled = {}
    for python, abi, system in tags:
        library, kind = c_library(system), kind_of(python, abi)
        if library and kind and (python, abi, system) not in EVERYWHERE:
            compiled.setdefault(kind, set()).add(library)
    by_library = {}
    for kind, libraries in compiled.items():
        by_library.setdefault(weakest(libraries), []).append(kind)
    words += sorted(f"{','.join(joined(kinds))}@{library}" for library, kinds in by_library.items())
    return " ".join(words) or "none"


def c_library(system):
    """The C library that a platform tag wants: how the table writes it, as a number to compare, and whether by its old name."""
    match = re.fullmatch(r"(manylinux[0-9]*)(?:_2_(\d+))?_x86_64|(any)", system)
    if not match:
        return None
    if match[3]:
        return 0, True, "any"
    if match[1] in NAMED and not match[2]:
        return NAMED[match[1]], True, match[1].removeprefix("manylinux")
    return (int(match[2]), False, match[2]) if match[1] == "manylinux" and match[2] else None


def weakest(libraries):
    """The one that the most machines have, and, of two names for it, the one that older pips know."""
    return min(libraries, key=lambda library: (library[0], not library[1]))[2]


def kind_of(python, abi):
    if abi == "abi3":
        return "abi3-" + python.removeprefix("cp")
    if abi == "none":
        return python if re.fullmatch("(cp|py)[23][0-9]*", python) and python != "py2" else None
    return python if re.fullmatch(rf"{python}(m|mu)?", abi) and python.startswith("cp") and python not in ("cp26", "cp32", "cp33") else None


def joined(kinds):
    """Those for successive Pythons as a span."""
    numbers = sorted(PYTHONS.index(kind) for kind in kinds if kind in PYTHONS)
    spans = []
    for number in numbers:
        if spans and spans[-1][1] + 1 == number:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    for first, last in spans:
        yield PYTHONS[first] + ("-" + PYTHONS[last].removeprefix("cp") if last != first else "")
    yield from sorted(kind for kind in kinds if kind not in PYTHONS)


def compressed(text):
    program = "process.stdout.write(String(require('zlib').brotliCompressSync(require('fs').readFileSync(0)).length))"
    try:
        return subprocess.run(["node", "-e", program], input=text, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


if __name__ == "__main__":
    main()
