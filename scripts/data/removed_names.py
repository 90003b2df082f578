#!/usr/bin/env python3
"""Writes which releases of packages no longer have a name that older ones had.

usage: scripts/data/removed_names.py DATE CANDIDATES WORK_FOLDER [PYTHONS] > src/analysis/knowledge/data/removed_names.txt
       needs `uv` on PATH, a Python for each series in PYTHONS, and a pip whose configuration decides on the index

Every line is proven: each release is installed from its wheel, with what it needs as the index had it when it came out, and
the names are imported. First the last release of some series is tried, then those between two that differ.
What cannot be proven is left out, and listed on standard error with the reason.
"""

import collections
import concurrent.futures
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys

from pip._internal.models.index import PyPI
from pip._internal.network.session import PipSession

# The series of Python, each with the year from which a release is tried on it first: much of what is older does not run on
# a newer one, and much of what is newer is not for an older one.
SERIES = {"3.7": 2000, "3.8": 2019, "3.9": 2021, "3.11": 2023, "3.12": 2025, "3.13": 2026}
FINAL = re.compile(r"\d+(\.\d+)*(\.post\d+)?")
# What a release needs is taken as it was so many days later, when the first mistakes were mended.
DAYS = 45
MOST_SERIES = 10

PROBE = '''
import importlib, io, json, sys, warnings
warnings.simplefilter("ignore")
try:
    from django.conf import settings
    import django
    settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"], SECRET_KEY="a", USE_TZ=True)
    django.setup()
except ImportError:
    pass

# What a class, or a function, is given: one of them mostly suffices.
GIVEN = [(__name__,), ("sqlite://",), (), (io.StringIO("a,b\\n1,2\\n"),)]

def made(module, source):
    for given in GIVEN:
        try:
            return getattr(importlib.import_module(module), source)(*given)
        except Exception:
            pass

def outcome_of_made(module, source, attribute):
    value = made(module, source)
    try:
        if value is not None:
            getattr(value, attribute)
        return None if value is None else True, 0
    except AttributeError as error:
        return False, int(str(error) != f"'{source}' object has no attribute '{attribute}'")
    except Exception:
        return None, 0

def outcome(module, name):
    """Whether it is there, none if that cannot be told; and in how many ways of asking the error has words of its own."""
    if "()." in name:
        return outcome_of_made(module, *name.split("()."))
    statement = f"from {module} import {name}" if name else f"import {module}"
    try:
        exec(statement, {})
        return True, 0
    except ModuleNotFoundError as error:
        if error.name is None or not f"{module}.".startswith(f"{error.name}."):
            return None, 0
        parent, _, last = module.rpartition(".")
        if not name and parent and outcome(parent, last)[0]:
            return None, 0
        # A module around it is gone too, or the module of a name: then the error names that one.
        return False, 2 if name or error.name != module else 0
    except ImportError as error:
        if error.name is None and raised_in(error) == module:
            return False, 2
        text = str(error)
        if not name or name not in text:
            return None, 0
        if not text.startswith(f"cannot import name '{name}' from "):
            return False, 2
        return False, int(not has_usual_error(module, name))
    except Exception:
        return None, 0

def raised_in(error):
    """The module that refuses to be imported, as some do for a while that are on their way out."""
    step = error.__traceback__
    while step.tb_next:
        step = step.tb_next
    return step.tb_frame.f_globals.get("__name__")

def has_usual_error(module, name):
    try:
        getattr(importlib.import_module(module), name)
    except Exception as error:
        return isinstance(error, AttributeError) and str(error).startswith(f"module '{module}' has no attribute '{name}'")

def is_there(path):
    module, _, name = path.rpartition(".")
    return bool(module) and outcome(module, name)[0] is True or outcome(path, "")[0] is True

print(json.dumps([[*outcome(module, name), instead[:1] in ("", "~") or is_there(instead)] for module, name, instead in json.loads(sys.argv[1])]))
'''


class Package:
    def __init__(self, session, name, candidates, work, pythons):
        self.name, self.candidates, self.work, self.pythons = name, candidates, work, pythons
        self.beside = sorted({word for candidate in candidates for word in candidate.beside.split()})
        self.releases, self.days = releases(session, name)
        self.known = {}

    def lines(self):
        for release in self.first_tried():
            self.of(release)
        for number, candidate in enumerate(self.candidates):
            try:
                self.refine(number)
                yield candidate, self.line(number)
            except Unproven as why:
                print(self.name, candidate.module, candidate.name, why, sep="\t", file=sys.stderr, flush=True)

    def first_tried(self):
        """The last releases of some first numbers, and of some first two numbers, from the newest on."""
        last = [list({tuple(key(release)[:count]): release for release in self.releases}.values())[::-1] for count in (1, 2)]
        found = [release for series in last if series for release in series[:: -(-len(series) // MOST_SERIES)]]
        return dict.fromkeys(found)

    def refine(self, number):
        while gap := self.gap(number):
            self.of(gap)

    def gap(self, number):
        """A release that has not been tried, between two that differ."""
        tried = [(place, self.known[release][number][0]) for place, release in enumerate(self.releases) if release in self.known]
        told = [(place, there) for place, there in tried if there is not None]
        for (low, one), (high, other) in zip(told, told[1:]):
            between = [release for release in self.releases[low + 1 : high] if release not in self.known]
            if one != other and between:
                return between[len(between) // 2]
        return None

    def line(self, number):
        told = [(place, self.known[release][number]) for place, release in enumerate(self.releases) if release in self.known]
        told = [(place, *found) for place, found in told if found[0] is not None]
        spans, had = [], False
        for (low, one, *_), (high, other, *_) in zip(told, told[1:]):
            had |= one
            if one and not other:
                if high - low > 1:
                    raise Unproven(f"there in {self.releases[low]}, gone in {self.releases[high]}, unknown between")
                spans.append([f">={self.releases[high]}"])
            if spans and other and not one:
                spans[-1].append(f"<{self.releases[low + 1]}")
        if not spans:
            raise Unproven("always there" if told and told[-1][1] else "never there")
        if len(spans) > 1:
            raise Unproven(f"comes and goes: {spans}")
        gone = [found for _, *found in told[[there for _, there, *_ in told].index(True) :] if not found[0]]
        return ",".join(spans[0]), max(own for _, own, _ in gone), all(instead for *_, instead in gone)

    def of(self, release):
        """What is known of a release; it is kept in the work folder, so that more candidates ask only for themselves."""
        if release not in self.known:
            kept = self.work / f"{self.name}-{release}.json"
            known = json.loads(kept.read_text()) if kept.exists() else {}
            words = [" ".join(candidate) for candidate in self.candidates]
            if any(word not in known for word in words):
                known.update(zip(words, self.probe(release)))
                kept.write_text(json.dumps(known))
            self.known[release] = [known[word] for word in words]
        return self.known[release]

    def probe(self, release):
        found = [[None, 0, False]] * len(self.candidates)
        usual = [year <= self.days[release].year for year in SERIES.values()].count(True) - 1
        order = sorted(SERIES, key=lambda series: abs(list(SERIES).index(series) - usual))
        for series in order:
            folder = self.work / f"{self.name}-{release}-{series}"
            try:
                probed = self.probe_on(release, series, folder, series == order[0]) or found
            finally:
                shutil.rmtree(folder, ignore_errors=True)
            found = max(found, probed, key=how_many_told)
            if how_many_told(found) > len(found) / 2:
                break
        print(self.name, release, series, *(there for there, *_ in found), file=sys.stderr, flush=True)
        return found

    def probe_on(self, release, series, folder, is_usual):
        python = next(self.pythons.glob(f"{series}.*/bin/python"), None)
        if not python or run("uv", "venv", "-q", "--python", python, folder).returncode:
            return None
        until = f"{self.days[release] + datetime.timedelta(days=DAYS)}"
        install = ["uv", "pip", "install", "-q", "--python", folder, "--exclude-newer", until, f"{self.name}=={release}"]
        wheels = ["--only-binary", ":all:"]
        # What is only beside it may be younger than the release, and what it needs may have no wheel.
        ways = [[*wheels, *self.beside], wheels, ["--only-binary", self.name]]
        if all(run(*install, *way, seconds=100).returncode for way in (ways if is_usual else ways[:2])):
            return None
        asked = json.dumps([(one.module, one.name, one.instead) for one in self.candidates])
        done = run(folder / "bin/python", "-c", PROBE, asked, cwd=folder)
        return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 and done.stdout else None


def how_many_told(found):
    return sum(there is not None for there, *_ in found)


class Unproven(Exception):
    pass


Candidate = collections.namedtuple("Candidate", "package module name instead beside")


def main():
    date, candidates, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).resolve()
    pythons = pathlib.Path(sys.argv[4] if len(sys.argv) > 4 else pathlib.Path.home() / ".pyenv/versions")
    work.mkdir(parents=True, exist_ok=True)
    by_package = collections.defaultdict(list)
    for line in candidates.read_text().splitlines():
        if line and not line.startswith("#"):
            candidate = Candidate(*(line.split("\t") + [""] * 5)[:5])
            by_package[candidate.package].append(candidate)
    session = PipSession(retries=3)
    packages = [Package(session, name, found, work, pythons) for name, found in by_package.items()]
    rows = collections.defaultdict(list)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for found in pool.map(lambda package: list(package.lines()), packages):
            for candidate, (span, own, has_instead) in found:
                rows[candidate.module, candidate.package, span].append(written(candidate, own, has_instead))
    print(f"# {date}, each name proven with installs and imports by scripts/data/removed_names.py.")
    print("# module, package, its releases without: names, each with what to write instead; `*` is the module itself,")
    print("# `~` stands before what is not used in the same way, `!` before a name whose attribute error has words of its own,")
    print("# `!!` before one whose ImportError has.")
    for (module, package, span), names in sorted(rows.items()):
        print(module, package, span, *sorted(names))


def written(candidate, own, has_instead):
    name = "!" * own + (candidate.name or "*")
    instead = candidate.instead if has_instead else ""
    if instead.startswith(f"{candidate.module}."):
        instead = instead.removeprefix(candidate.module)
    return f"{name}={instead}" if instead else name


def releases(session, name):
    """The final releases that have a wheel, in their order, and their days."""
    accept = {"Accept": "application/vnd.pypi.simple.v1+json"}
    answer = session.get(f"{PyPI.simple_url}/{name}/", headers=accept)
    answer.raise_for_status()
    days = {}
    for file in answer.json()["files"]:
        parts = file["filename"].split("-")
        if file["filename"].endswith(".whl") and FINAL.fullmatch(parts[1]) and not file["yanked"]:
            day = datetime.date.fromisoformat(file["upload-time"][:10])
            days[parts[1]] = min(day, days.get(parts[1], day))
    return sorted(days, key=key), days


def key(release):
    return [int(part) for part in re.findall(r"\d+", release)] + [0] * (3 - release.count("."))


def run(*command, cwd=None, seconds=300):
    try:
        return subprocess.run([str(word) for word in command], capture_output=True, text=True, cwd=cwd, timeout=seconds)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "")


main()
