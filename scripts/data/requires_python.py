#!/usr/bin/env python3
"""Writes for which Python the releases of packages are, as pip reads it in the index.

usage: pip --log LOG install …; scripts/data/requires_python.py DATE LOG… > src/analysis/knowledge/data/requires_python.txt

pip's own log has all files that it was offered for a package, those that it passes over, too, with their
`Requires-Python`; so the table holds the packages of real projects, and pip's configuration decides on the index.
"""

import pathlib
import re
import sys

LINK = re.compile(r"/(?P<file>[^/#\s]+)#[^\s]+ \(from \S+?/(?P<package>[^/]+)/\)(?: \(requires-python:(?P<python>[^)]*)\))?")
FINAL = re.compile(r"\d+(\.\d+)*(\.?post\d+)?")
ENDS = (".tar.gz", ".zip", ".tar.bz2", ".whl")


def main():
    date, *logs = sys.argv[1:]
    releases = {}
    for log in logs:
        for line in pathlib.Path(log).read_text(errors="replace").splitlines():
            read(line, releases)
    print(f"# {date}, by scripts/data/requires_python.py from the log of pip.")
    print("# package: first-last release for the same Python, and its Requires-Python without blanks.")
    for package, found in sorted(releases.items()):
        text = " | ".join(spans(found))
        if ">" in text or "=" in text:
            print(f"{package}: {text}")


def read(line, releases):
    link = LINK.search(line)
    if not link or not link["file"].endswith(ENDS):
        return
    package = re.sub("[-_.]+", "-", link["package"]).lower()
    version = version_of(link["file"], package)
    if version:
        clauses = (link["python"] or "").replace("&gt;", ">").replace("&lt;", "<").replace(" ", "").strip(",").split(",")
        python = ",".join(sorted(clauses, key=lambda clause: (not clause.startswith(">"), clause)))
        releases.setdefault(package, {}).setdefault(version, set()).add(python)


def version_of(file, package):
    """The version that the name of a file says, if it is a final release."""
    name = next(file[: -len(end)] for end in ENDS if file.endswith(end))
    rest = re.sub("[-_.]+", "-", name[: len(package)]).lower()
    if rest != package or name[len(package) : len(package) + 1] != "-":
        return None
    version = name[len(package) + 1 :].split("-")[0]
    return version if FINAL.fullmatch(version) else None


def spans(found):
    """The releases in their order; one whose files disagree belongs to no span."""
    result = []
    for version in sorted(found, key=key):
        python = found[version].pop() if len(found[version]) == 1 else None
        if result and result[-1][2] == python:
            result[-1][1] = version
        else:
            result.append([version, version, python])
    for first, last, python in result:
        if python is not None:
            yield f"{first if first == last else f'{first}-{last}'} {python}".rstrip()


def key(version):
    numbers = [int(number) for number in re.findall(r"\d+", version)]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return numbers


main()
