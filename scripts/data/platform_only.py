#!/usr/bin/env python3
"""Installs packages that are for Windows or macOS on Linux, and prints which of their releases fail there.

usage: scripts/data/platform_only.py DATE PYTHON… > src/analysis/knowledge/data/platform_only.txt
       (PYTHON: interpreters with a pip, best an old, a middle and a new one)

Of each minor series the last release is tried, without what it needs, by each Python that the index has it for; of a package
whose releases of one series differ, each release. One that stands between two that fail alike is taken to fail as well. A release
that an old pip installs fails from the first pip on that does not, nor any newer one.
"""

import re
import subprocess
import sys
import tempfile

# The system of each, and whether the releases of one series differ.
PACKAGES = {
    "pyobjc-core": ("darwin", False),
    "pyobjc-framework-cocoa": ("darwin", False),
    "pypiwin32": ("win32", False),
    "pywin32": ("win32", False),
    "pywinpty": ("win32", True),
    "windows-curses": ("win32", False),
}
TIMEOUT = 1200
HEAD = """\
# Packages that pip cannot install on Linux; {date}, by scripts/data/platform_only.py with {pips}.
# Others that are said to be for one system install there and do no harm: colorama, pywin32-ctypes, comtypes, win-inet-pton,
# wincertstore, win32-setctime, pyreadline, pyreadline3, appnope.
# name, sys_platform of the system that it is for, why it fails, its first and its last release that does, and the first pip that
# fails (- where that is no end):
#   none   the index has nothing of it that Linux could take
#   needs  it needs a package of which that is true
#   build  its source stops the build"""


def main():
    date, *pythons = sys.argv[1:]
    pips = {python: pip_of(python) for python in pythons}
    print(HEAD.format(date=date, pips=", ".join(f"pip {pip}" for pip in pips.values())))
    for package, (system, differs) in PACKAGES.items():
        tried = {python: releases(python, package) for python in pythons}
        everything = sorted(set().union(*tried.values()), key=order)
        if not everything:
            print(package, system, "none - - -", flush=True)
            continue
        chosen = everything if differs else last_of_series(everything)
        write(package, system, [(release, outcome(package, release, tried, pips)) for release in chosen])


def pip_of(python):
    return run([python, "-m", "pip", "--version"]).stdout.split()[1]


def run(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "")


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


def outcome(package, release, tried, pips):
    """Why a release fails, and the first pip that does (- where all do); none if the newest pip installs it."""
    reasons = {python: why(python, package, release) for python, known in tried.items() if release in known}
    print(package, release, list(reasons.values()), file=sys.stderr, flush=True)
    newest_first = sorted(reasons, key=lambda python: order(pips[python]), reverse=True)
    failing = []
    for python in newest_first:
        if not reasons[python]:
            break
        failing.append(python)
    if not failing:
        return None
    since = "-" if len(failing) == len(reasons) else ".".join(pips[failing[-1]].split(".")[:2])
    return reasons[failing[0]], since


def why(python, package, release):
    with tempfile.TemporaryDirectory() as folder:
        command = [python, "-m", "pip", "install", "--no-cache-dir", "--target", folder, f"{package}=={release}"]
        if run([*command, "--no-deps"]).returncode != 0:
            return "build"
        return "needs" if "No matching distribution" in run([*command, "--upgrade"]).stderr else None


def write(package, system, outcomes):
    """A row for each run of releases that fail alike; an open end where the first or the newest is one of them."""
    runs = []
    for index, (release, reason) in enumerate(outcomes):
        before = outcomes[index - 1][1] if index else None
        if reason and reason == before:
            runs[-1][2] = release
        elif reason:
            runs.append([reason, release, release])
    for (reason, since), first, last in runs:
        first = "-" if first == outcomes[0][0] else first
        last = "-" if last == outcomes[-1][0] else last
        print(package, system, reason, first, last, since, flush=True)


main()
