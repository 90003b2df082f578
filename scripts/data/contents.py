#!/usr/bin/env python3
"""Writes which modules packages bring and which packages they need, as their newest wheels say.

usage: scripts/data/contents.py DATE PAGES CACHE > src/index/data/contents.txt

PAGES is the cache of `snapshot.py`. The newest wheel of each of the last SERIES first numbers is asked for its end alone, which
has the list of its files and mostly its metadata; CACHE keeps both.
"""

import collections
import concurrent.futures
import email
import io
import json
import pathlib
import re
import sys
import zipfile

import snapshot
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.utils import canonicalize_name

SERIES = 3
# The first request for the end of a wheel; those with thousands of files get a second.
END = 100_000
NO_MODULES = {"tests", "test", "docs", "doc", "examples", "example", "benchmarks", "scripts", "bin", "include", "share", "licenses"}
HEAD = """\
# {date}, by scripts/data/contents.py from the wheels of {count} packages.
# package: its modules | the packages that it always needs, in some release, whatever the markers say | those of its extras"""


def main():
    date, pages, cache = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    cache.mkdir(parents=True, exist_ok=True)
    asking = snapshot.session()
    names = sorted(path.stem for path in pages.glob("*.json"))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        found = {name: contents for name, contents in zip(names, pool.map(lambda name: contents_of(asking, pages, cache, name), names)) if contents}
    print(HEAD.format(date=date, count=len(found)))
    for name, (modules, needed, extra) in found.items():
        words = [" ".join(sorted(names)) for names in (modules, needed, (extra - needed) & found.keys())]
        print(f"{name}: {' | '.join(words)}".rstrip(" |"))


def contents_of(asking, pages, cache, name):
    wheels = newest_wheels(json.loads((pages / f"{name}.json").read_text()))
    ends = [end_of(asking, cache, wheel) for wheel in wheels]
    needed, extra = set(), set()
    for end in ends:
        read_needs(end["metadata"], needed, extra)
    return ends and (modules(ends[0]["files"]), needed, extra)


def newest_wheels(page):
    """A wheel of the newest release, and of the newest of each earlier first number, those for Linux before others."""
    found = collections.defaultdict(list)
    for file in page["files"]:
        version, wheel = snapshot.read(file["filename"])
        if wheel and not version.is_prerelease and not file["yanked"]:
            fits = any(system == "any" or snapshot.c_library(system) for _, _, system in wheel)
            found[version.release[0]].append((version, fits, file["filename"], file))
    return [max(found[major], key=lambda item: item[:3])[3] for major in sorted(found, reverse=True)[:SERIES]]


def end_of(asking, cache, wheel):
    """What the end of a wheel says: the files in it and its metadata, which stand behind all else."""
    kept = cache / f"{wheel['filename']}.json"
    if not kept.exists():
        kept.write_text(json.dumps(asked_end(asking, wheel)))
    return json.loads(kept.read_text())


def asked_end(asking, wheel):
    for length in (END, END * 20):
        answer = asking.get(wheel["url"], headers={"Range": f"bytes=-{length}", "Accept-Encoding": "identity"})
        answer.raise_for_status()
        try:
            archive = zipfile.ZipFile(io.BytesIO(answer.content))
            metadata = next(name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
            return {"files": archive.namelist(), "metadata": archive.read(metadata).decode(errors="replace")}
        except (zipfile.BadZipFile, ValueError, OSError, StopIteration):
            continue
    return {"files": [], "metadata": ""}


def read_needs(metadata, needed, extra):
    for line in email.message_from_string(metadata).get_all("Requires-Dist", []):
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            continue
        into = extra if "extra" in str(requirement.marker) else needed
        into.add(canonicalize_name(requirement.name))


def modules(files):
    names = set()
    for path in files:
        parts = path.split("/")
        if parts[0].endswith(".data") and len(parts) > 2 and parts[1] in ("purelib", "platlib"):
            parts = parts[2:]
        is_module = len(parts) == 1 and parts[0].endswith((".py", ".so"))
        if is_module or len(parts) == 2 and parts[1] == "__init__.py":
            names.add(parts[0].split(".")[0])
    return {name for name in names if re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", name) and name not in NO_MODULES}


if __name__ == "__main__":
    main()
