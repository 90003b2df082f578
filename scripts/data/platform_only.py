#!/usr/bin/env python3
"""Installs packages that are for Windows or macOS on Linux, and prints which of their releases fail there.

usage: scripts/data/platform_only.py DATE PYTHON… > src/analysis/knowledge/data/platform_only.txt
       (PYTHON: interpreters with a pip, best an old, a middle and a new one)

Of each minor series the last release is tried, without what it needs, by each Python that the index has it for. A release
counts as one that fails where none of them installs it; releases between two such are taken to fail as well.
"""

import re
import subprocess
import sys
import tempfile

PACKAGES = {
    "pyobjc-core": "darwin",
    "pyobjc-framework-cocoa": "darwin",
    "pypiwin32": "win32",
    "pywin32": "win32",
    "pywinpty": "win32",
    "windows-curses": "win32",
}
TIMEOUT = 1200
HEAD = """\
# Packages that pip cannot install on Linux; {date}, by scripts/data/platform_only.py with {pips}.
# Others that are said to be for one system install there and do no harm: colorama, pywin32-ctypes, comtypes, win-inet-pton,
# wincertstore, win32-setctime, pyreadline, pyreadline3, appnope.
# name, sys_platform of the system that it is for, why it fails, and its first and its last release that does (- for any):
#   none   the index has nothing of it that Linux could take
#   needs  it needs a package of which that is true
#   build  its source stops the build"""


def main():
    date, *pythons = sys.argv[1:]
    pips = [pip_of(python) for python in pythons]
    print(HEAD.format(date=date, pips=", ".join(pips)))
    for package, system in PACKAGES.items():
        tried = {python: releases(python, package) for python in pythons}
        everything = sorted(set().union(*tried.values()), key=order)
        if not everything:
            print(package, system, "none", "-", "-", flush=True)
            continue
        write(package, system, [(release, outcome(package, release, tried)) for release in last_of_series(everything)])


def pip_of(python):
    return "pip " + run([python, "-m", "pip", "--version"]).stdout.split()[1]


def run(command):
    return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)


def releases(python, package):
    """All final releases that the index has for a Python, as pip lists them when there is none that was asked for."""
    done = run([python, "-m", "pip", "download", "--no-deps", f"{package}==0.0.0.dev0"])
    listed = re.search(r"from versions: ([^)]*)\)", done.stdout + done.stderr)
    found = listed[1].split(", ") if listed else []
    return {release for release in found if re.fullmatch(r"[0-9.]+", release)}


def order(release):
    return [int(part) for part in release.split(".")]


def last_of_series(everything):
    return list({tuple(order(release)[:2]): release for release in everything}.values())


def outcome(package, release, tried):
    """Why a release fails with each Python that the index has it for; none if one of them installs it."""
    reasons = [why(python, package, release) for python, known in tried.items() if release in known]
    print(package, release, reasons, file=sys.stderr, flush=True)
    return reasons[0] if all(reasons) else None


def why(python, package, release):
    with tempfile.TemporaryDirectory() as folder:
        command = [python, "-m", "pip", "install", "--no-cache-dir", "--target", folder, f"{package}=={release}"]
        if run([*command, "--no-deps"]).returncode != 0:
            return "build"
        return "needs" if "No matching distribution" in run([*command, "--upgrade", "--no-build-isolation"]).stderr else None


def write(package, system, outcomes):
    """A row for each run of releases that fail alike; an open end where the newest is one of them."""
    runs = []
    for index, (release, reason) in enumerate(outcomes):
        before = outcomes[index - 1][1] if index else None
        if reason and reason == before:
            runs[-1][2] = release
        elif reason:
            runs.append([reason, release, release])
    for reason, first, last in runs:
        first = "-" if first == outcomes[0][0] else first
        last = "-" if last == outcomes[-1][0] else last
        print(package, system, reason, first, last, flush=True)


main()
