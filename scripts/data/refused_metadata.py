#!/usr/bin/env python3
"""Asks pip for each release of some packages, and prints the ranges whose metadata it refuses to read.

usage: scripts/data/refused_metadata.py PIP PACKAGE...   (PIP: the pip program of a virtual environment, 24.1 or later)

Only wheels are asked for: their metadata is read without running anything. A line of the table: package, its first and its
last refused release, the first good one behind them. Releases without a wheel are passed over.
"""

import concurrent.futures
import datetime
import re
import subprocess
import sys

REFUSED = "has invalid metadata"


def main():
    pip, packages = sys.argv[1], sys.argv[2:]
    version = subprocess.run([pip, "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    print(f"# {datetime.date.today()}, asked by scripts/data/refused_metadata.py with pip {version}.")
    print("# package, its first and its last refused release, the first later one that pip takes")
    for package in packages:
        releases = [release for release in versions(pip, package) if re.fullmatch(r"[0-9.]+", release)]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            outcomes = list(pool.map(lambda release: is_refused(pip, package, release), releases))
        write(package, releases, outcomes)


def versions(pip, package):
    """All releases that fit this Python, from the oldest."""
    listed = subprocess.run([pip, "index", "versions", package], capture_output=True, text=True, check=True).stdout
    return re.search(r"Available versions: (.*)", listed)[1].split(", ")[::-1]


def is_refused(pip, package, release):
    """None where there is no wheel to ask for."""
    command = [pip, "install", "--dry-run", "--no-deps", "--only-binary", ":all:", f"{package}=={release}"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        return False
    return True if REFUSED in done.stdout + done.stderr else None


def write(package, releases, outcomes):
    known = [(release, outcome) for release, outcome in zip(releases, outcomes) if outcome is not None]
    first = None
    for index, (release, refused) in enumerate(known):
        if refused and first is None:
            first = release
        if first is not None and not refused:
            print(package, first, known[index - 1][0], release, sep="\t", flush=True)
            first = None
    if first is not None:
        print(package, first, known[-1][0], "-", sep="\t", flush=True)


main()
