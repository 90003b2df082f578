#!/usr/bin/env python3
"""Installs and imports each combination of `broken_combinations.tsv` for real, and prints how it ends.

usage: scripts/data/broken_combinations.py CASES WORK_FOLDER [PYTHONS]
       needs a pip whose configuration decides on the index

A line of CASES: series of Python, requirements, code to run, separated by tabs; `app: NAME` sets Django up with that app. Each gets a virtual environment of its
own, as a platform makes it: with nothing but pip and, before 3.12, the setuptools that come with Python. Where `uv` is on
PATH, it installs, which is faster, and chooses the same releases; Python 3.6 it does not know.

`NAME==*` stands for all final releases of a package since 2017 and the last one before: of the last ones of some series, and of those between two that end in
another way, each is tried, and a line is printed for all that end alike, with the first and the last of them. What was tried
is kept in the work folder.
"""

import concurrent.futures
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys

from pip._internal.models.index import PyPI
from pip._internal.network.session import PipSession

# What Python brought along before 3.12.
SETUPTOOLS = "setuptools==65.5.0"
FINAL = re.compile(r"\d+(\.\d+)*(\.post\d+)?")
ALL = re.compile(r"(?<!\S)(\S+)==\*")
PATH = re.compile(r" \(\S*/\S*\)(\. Did you mean: .*)?$")
MOST_SERIES = 5
# What is older is hardly pinned any more.
SINCE = "2017"
SECONDS = 300
# What `app: NAME` stands for: Django with this app.
APP = """
import django
from django.conf import settings
apps = ["django.contrib." + app for app in ("contenttypes", "auth", "sessions", "messages", "sites", "staticfiles")]
settings.configure(SECRET_KEY="a", SITE_ID=1, INSTALLED_APPS=[*apps, "{}"],
    DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}}})
django.setup()
"""


def main():
    cases, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    pythons = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else pathlib.Path.home() / ".pyenv/versions")
    work.mkdir(parents=True, exist_ok=True)
    lines = [line.split("\t") for line in cases.read_text().splitlines() if line and not line.startswith("#")]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for (series, _, code), found in zip(lines, pool.map(lambda line: outcomes(pythons, work, *line), lines)):
            for requirements, outcome in found:
                print(series, requirements, code, outcome, sep="\t", flush=True)


def outcomes(pythons, work, series, requirements, code):
    every = ALL.search(requirements)
    if not every:
        return [(requirements, kept(pythons, work, series, requirements, code))]
    name = every[1]
    releases = final_releases(name)
    known = {}

    def of(place):
        if place not in known:
            pinned = requirements.replace(every[0], f"{name}=={releases[place]}")
            known[place] = kept(pythons, work, series, pinned, code)
        return known[place]

    first_tried = [*{tuple(key(release)[:2]): place for place, release in enumerate(releases)}.values()]
    for place in {0, len(releases) - 1, *first_tried[:: -(-len(first_tried) // MOST_SERIES)]}:
        of(place)
    while gap := next(((low, high) for low, high in pairs(known) if known[low] != known[high] and high - low > 1), None):
        of(sum(gap) // 2)
    return list(spans(name, releases, known, requirements.replace(every[0], "").split()))


def pairs(known):
    places = sorted(known)
    return zip(places, places[1:])


def spans(name, releases, known, others):
    places = sorted(known)
    first = 0
    for place, following in [*zip(places, places[1:]), (places[-1], None)]:
        if following is None or known[following] != known[place]:
            yield " ".join([f"{name}>={releases[first]},<={releases[place]}", *others]), known[place]
            first = following


def final_releases(name):
    """Those that came out since the first year and the last one before, in their order."""
    accept = {"Accept": "application/vnd.pypi.simple.v1+json"}
    answer = PipSession(retries=3).get(f"{PyPI.simple_url}/{re.sub(r'[-_.]+', '-', name).lower()}/", headers=accept)
    answer.raise_for_status()
    found, days = answer.json(), {}
    for release in filter(FINAL.fullmatch, found["versions"]):
        is_its = re.compile(rf".*-{re.escape(release)}(-.*|\.tar\.gz|\.zip)").fullmatch
        its = [file["upload-time"] for file in found["files"] if is_its(file["filename"]) and not file.get("yanked")]
        days.update({release: min(its)} if its else {})
    releases = sorted(days, key=key)
    old = [release for release in releases if days[release] < SINCE]
    return [release for release in releases if days[release] >= SINCE or release == old[-1]]


def key(release):
    return [int(part) for part in re.findall(r"\d+", release)] + [0] * (3 - release.count("."))


def kept(pythons, work, *case):
    name = hashlib.sha256("\t".join(case).encode()).hexdigest()[:16]
    file = work / f"{name}.json"
    if not file.exists():
        file.write_text(json.dumps(run(pythons, work / name, *case)))
    return json.loads(file.read_text())


def run(pythons, folder, series, requirements, code):
    python = next(pythons.glob(f"{series}.*/bin/python"))
    shutil.rmtree(folder, ignore_errors=True)
    try:
        installed = install(python, folder, series, requirements.split())
        if installed.returncode:
            return "not installed"
        code = APP.format(code.removeprefix("app: ")) if code.startswith("app: ") else code
        done = subprocess.run(
            [folder / "bin/python", "-W", "ignore", "-c", code], capture_output=True, text=True, cwd=folder, timeout=SECONDS
        )
        return last_line(done.stderr) if done.returncode else "works"
    except subprocess.TimeoutExpired:
        return "takes too long"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def install(python, folder, series, requirements):
    if series == "3.6" or not shutil.which("uv"):
        subprocess.run([python, "-m", "venv", folder], check=True)
        command = [folder / "bin/pip", "--log", f"{folder}.log", "--disable-pip-version-check", "install", "-q"]
    else:
        subprocess.run(["uv", "venv", "-q", "--python", python, folder], check=True)
        command = ["uv", "pip", "install", "-q", "--python", folder]
        if int(series.split(".")[1]) < 12:
            subprocess.run([*command, SETUPTOOLS], check=True)
    return subprocess.run([*command, *requirements], capture_output=True, text=True, timeout=SECONDS)


def last_line(text):
    """The error, without the path behind it."""
    lines = [line for line in text.splitlines() if line.strip()]
    return PATH.sub("", lines[-1]) if lines else "nothing printed"


main()
