#!/usr/bin/env python3
"""Adds to two tables which modules packages bring and which packages they need, as their own wheels say.

usage: scripts/data/contents.py DATE PAGES CACHE SITE_PACKAGES…
       in src/analysis/knowledge/data, behind `installed_packages.py`, which makes both tables

PAGES is the cache of `snapshot.py`. The newest wheel of each of the last SERIES first numbers is asked for its end alone,
which has the list of its files and mostly its metadata, or for its metadata where the index has that beside it; CACHE
keeps both. SITE_PACKAGES are folders with packages that have no wheels, as pip installed them. What any release needs
counts as needed.
"""

import collections
import concurrent.futures
import email
import importlib.metadata
import io
import json
import pathlib
import re
import sys
import zipfile

import installed_packages
import snapshot
from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
from pip._vendor.packaging.utils import canonicalize_name

SERIES = 10
# The first request for the end of a wheel; those with thousands of files get a second.
END = 100_000
IMPORT_NAMES, DEPENDENCIES = pathlib.Path("import_names.txt"), pathlib.Path("dependencies.txt")
NO_MODULES = {"tests", "test", "docs", "doc", "examples", "example", "benchmarks", "scripts", "bin", "include", "share", "licenses"}
# What is shared by several packages, or so common a word that a project's own file may have it.
SHARED = {"backports", "box", "clonevirtualenv", "concurrent", "editor", "google", "past", "pasta", "proto", "py", "telebot_router"}
# The package that an application on a platform without a screen wants.
USUAL = {"cv2": "opencv-python-headless"}

# What many of these need and what is not among the pages: stand-ins for modules of newer Pythons, and small packages.
SMALL = {
    **dict.fromkeys(
        "anyjson argparse async-generator audioop-lts backports-csv backports-functools-lru-cache backports-shutil-get-terminal-size backports-shutil-which "
        "backports-weakref backports-zstd base58 cached-property cloudpickle configparser contextvars enum34 functools32 "
        "importlib ipaddress jdcal lazy-importer monotonic multiprocessing narwhals nest-asyncio ordereddict pathlib standard-aifc standard-sunau taskgroup toolz".split(),
        "",
    ),
    "funcsigs": "ordereddict", "idna-ssl": "idna", "inspect2": "six", "pytz-deprecation-shim": "backports-zoneinfo python-dateutil tzdata",
    "pathlib2": "scandir six", "scandir": "", "singledispatch": "ordereddict six",
}


def main():
    date, pages, cache = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    cache.mkdir(parents=True, exist_ok=True)
    asking = snapshot.session()
    names = sorted(path.stem for path in pages.glob("*.json"))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        found = zip(names, pool.map(lambda name: contents_of(asking, pages, cache, name), names))
        found = {name: contents for name, contents in found if contents}
    for one in importlib.metadata.distributions(path=sys.argv[4:]):
        needed, extra = set(), set()
        read_needs(one.requires or [], needed, extra)
        found[canonicalize_name(one.name)] = modules(str(file) for file in one.files), needed, extra
    add_import_names(date, found)
    add_dependencies(date, found)


def add_import_names(date, found):
    table = {module: text.split() for module, text in rows(IMPORT_NAMES)}
    for name, (brought, _, _) in found.items():
        for module in brought:
            packages = table.setdefault(module, [])
            if name not in packages:
                packages.append(name)
    for module, packages in table.items():
        usual = USUAL.get(module, packages[0])
        packages.sort(key=lambda name: name != usual)
    write(IMPORT_NAMES, date, {module: " ".join(packages) for module, packages in table.items()})


def add_dependencies(date, found):
    table = {package: [set(words.split()) for words in (text + "|").split("|")[:2]] for package, text in rows(DEPENDENCIES)}
    for name, (_, needed, extra) in found.items():
        always, with_extras = table.setdefault(name, [set(), set()])
        always |= needed - {name}
        with_extras |= extra - {name}
    for name, needs in SMALL.items():
        table.setdefault(name, [set(needs.split()), set()])
    for name, need in installed_packages.OUTLIVED:
        table[name][0].discard(need)
    for always, with_extras in table.values():
        # What only earlier releases needed stays so.
        always -= {word.split("<")[0] for word in always if "<" in word}
        with_extras &= table.keys() - always
    write(DEPENDENCIES, date, {name: " | ".join(" ".join(sorted(names)) for names in needs).rstrip(" |") for name, needs in table.items()})


def rows(path):
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    return [(line.split(":")[0], line.split(":")[1].strip()) for line in lines]


def write(path, date, table):
    meaning = path.read_text().splitlines()[1]
    head = f"# {date}, by scripts/data/installed_packages.py and contents.py from the metadata of packages.\n{meaning}\n"
    path.write_text(head + "".join(f"{word}: {text}".rstrip() + "\n" for word, text in sorted(table.items())))


def contents_of(asking, pages, cache, name):
    wheels = newest_wheels(json.loads((pages / f"{name}.json").read_text()))
    contents = [asked(asking, cache, wheel, number == 0) for number, wheel in enumerate(wheels)]
    needed, extra = set(), set()
    for one in contents:
        read_needs(email.message_from_string(one["metadata"]).get_all("Requires-Dist", []), needed, extra)
    return contents and (modules(contents[0]["files"]), needed, extra)


def newest_wheels(page):
    """A wheel of the newest release, and of the newest of each earlier first number, those for Linux before others."""
    found = collections.defaultdict(list)
    for file in page["files"]:
        version, wheel = snapshot.read(file["filename"])
        if wheel and not version.is_prerelease and not file["yanked"]:
            fits = any(system == "any" or snapshot.c_library(system) for _, _, system in wheel)
            found[version.release[0]].append((version, fits, file["filename"], file))
    return [max(found[major], key=lambda item: item[:3])[3] for major in sorted(found, reverse=True)[:SERIES]]


def asked(asking, cache, wheel, for_files):
    kept = cache / f"{wheel['filename']}.json"
    if not kept.exists():
        beside = wheel.get("core-metadata") and not for_files
        contents = asked_metadata(asking, wheel) if beside else asked_end(asking, wheel)
        kept.write_text(json.dumps(contents))
    return json.loads(kept.read_text())


def asked_metadata(asking, wheel):
    answer = asking.get(f"{wheel['url']}.metadata")
    answer.raise_for_status()
    return {"files": [], "metadata": answer.text}


def asked_end(asking, wheel):
    """What the end of a wheel says: the files in it and its metadata, which stand behind all else."""
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


def read_needs(lines, needed, extra):
    for line in lines:
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
    return {name for name in names if re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) and name not in NO_MODULES | SHARED}


if __name__ == "__main__":
    main()
