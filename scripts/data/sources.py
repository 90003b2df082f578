#!/usr/bin/env python3
"""Has pip build releases from their source, and writes which of them it cannot build.

usage: scripts/data/sources.py try PAGES WORK [RELEASE…]    such as numpy==1.21.0
       scripts/data/sources.py write DATE PAGES WORK > src/index/data/sources.txt

PAGES is the cache of `snapshot.py`. WORK gets environments, sources and `tried.jsonl`, a line an attempt: what stands there
is not tried again, and the table is written from what stands there, so that the run can be stopped at any time. Without
RELEASE the last release of each minor series of PACKAGES is tried, on the Pythons for which it has no wheel.

An attempt has no compiler but that for C and C++, none of Rust, and no more time than TIMEOUT; what fails for a header that is
not here is no failure of the release.
"""

import collections
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import snapshot
from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
from pip._vendor.packaging.version import Version

PYTHONS = pathlib.Path.home() / ".pyenv/versions"
# How pip builds: itself and what is installed beside it, the Pythons that platforms have with these, and the newest C library
# for which it takes wheels.
ENVIRONMENTS = {
    "s39": ("9.0.3", ["setuptools==39.0.1", "wheel==0.37.1"], ["3.6"], 5),
    "new": ("26.2.1", [], ["3.10", "3.11", "3.12", "3.13"], 35),
    "s69": ("24.0", ["setuptools==69.2.0", "wheel==0.43.0"], ["3.9", "3.10", "3.11", "3.12"], 35),
}
SINCE = "2016"
TIMEOUT = 240
# What takes far longer than that to compile gets half of it: what fails fails sooner.
LARGE = {
    "astropy", "gensim", "grpcio", "h5py", "llvmlite", "matplotlib", "numba", "numpy", "opencv-contrib-python", "opencv-python",
    "opencv-python-headless", "pandas", "pyarrow", "pyqt5", "scikit-image", "scikit-learn", "scipy", "spacy", "statsmodels",
    "tensorflow", "thinc", "tokenizers", "torch", "xgboost",
}
# In the order in which they are tried.
PACKAGES = """
    markupsafe pyyaml psycopg2-binary psycopg2 pillow numpy pandas greenlet lxml cffi backports-zoneinfo kiwisolver scikit-learn
    matplotlib scipy wrapt lazy-object-proxy typed-ast sqlalchemy gevent aiohttp yarl multidict frozenlist regex ujson bcrypt
    cryptography pycrypto django-allauth absl-py anyjson billiard celery protobuf grpcio tornado simplejson coverage psutil astropy
    h5py pywavelets shapely pyproj pyzmq rcssmin rjsmin pynacl ruamel-yaml-clib pickle5 uvloop httptools msgpack zope-interface
    asyncpg orjson pydantic-core pydantic hiredis argon2-cffi-bindings brotli cchardet netifaces pyrsistent python-levenshtein
    tgcrypto statsmodels mysqlclient mysql-python httplib2 django-jet flask-script pymorphy2 docopt future flask-mysqldb
    django-mptt django-nose rapidfuzz setproctitle watchdog lz4 pycryptodome tiktoken gensim spacy cymem preshed murmurhash blis
    """.split()
HEAD = """\
# What became of releases that were built from their source; {date}, by scripts/data/sources.py.
# package, first release, last release, Pythons (3.12-: and later), environment, outcome, for module: which one
# environments: s39 pip 9.0.3 with setuptools 39.0.1, s69 pip 24.0 with setuptools 69.2.0, new pip 26.2.1 with none
# outcomes: builds, or why not, as src/index/source/verdict.rs explains"""
# Headers of Python itself, some of which are gone.
PYTHON_HEADERS = r"(?:asdl|Python-ast|node|grammar|graminit|pgen\w*|parsetok|errcode|bitset|token|longintrepr|structmember|frameobject|code|eval|pyarena)\.h|cpython/|internal/"
# Why it fails: what is printed then, the first that fits. Those in brackets are no failure of the release.
REASONS = [(name, re.compile(pattern)) for name, pattern in [
    ("[network]", r"Read timed out|ConnectionError|Max retries exceeded|Temporary failure in name resolution|NewConnectionError|urlopen error|Download error on"),
    ("rust", r"[Cc]argo, the Rust package manager|can't find Rust compiler|[Cc]argo:? (?:command )?not found|Rust compiler"),
    ("2to3", r"use_2to3 is invalid"),
    ("feature", r"cannot import name '?Feature\b"),
    ("convert-path", r"cannot import name '?convert_path\b"),
    ("pkg-resources", r"No module named '?pkg_resources"),
    ("old-setuptools", r"has no attribute 'ImpImporter'|No module named 'setuptools\.extern|Cannot import 'setuptools\.build_meta'"),
    ("msvc-compiler", r"No module named '?distutils\.msvccompiler"),
    ("distutils", r"No module named '?distutils|No module named 'numpy\.distutils"),
    ("imp", r"No module named '?imp'?\s"),
    ("config-parser", r"has no attribute '(?:SafeConfigParser|readfp)'|cannot import name 'SafeConfigParser'"),
    ("getargspec", r"has no attribute '(?:getargspec|formatargspec)'"),
    ("collections", r"cannot import name '\w+' from 'collections'|module 'collections' has no attribute"),
    ("old-open", r"invalid mode: '\w*U"),
    ("pip-insides", r"No module named '?pip\b|cannot import name '?parse_requirements"),
    ("[headers]", r"pg_config(?: executable)? (?:is required|not found)|mysql_config|gdal-config|libxml2 and libxslt development"
                  r"|headers or library files could not be found|No lapack/blas|BLAS|geos_c|geos-config|hdf5|proj executable|[Pp]kg-config"
                  rf"|No working Fortran|Unknown compiler\(s\)|Could not find module|fatal error: (?!{PYTHON_HEADERS})[\w./+-]+: No such"),
    ("postgresql", r"could not determine PostgreSQL version"),
    ("cython", r"cython_sources|Cython\.Compiler\.Errors|Error compiling Cython|Error converting Pyrex"),
    ("requires", r"install(?:ing)? build dependencies did not|subprocess to install build dependencies did not|Could not find suitable distribution"),
    ("module", r"(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)"),
    ("python-2", r"SyntaxError: (?:Missing parentheses|invalid syntax|multiple exception)|TabError"),
    ("c-api", rf"fatal error: (?:{PYTHON_HEADERS})|has no member named '\w+'|has no member named ‘\w+’|implicit declaration of function ‘_?Py|‘_?Py\w+’ undeclared|lvalue required"
              r"|incomplete typedef ‘Py|unknown type name ‘Py|too (?:few|many) arguments to function|‘tp_print’|invalid use of undefined type ‘struct _frame|‘\w*_PyLong\w*’|undefined symbol: _?Py"),
    ("refuses-python", r"Cannot install on Python version|requires Python|[Pp]ython version (?:>=|\S+ or|not|is)|does not support Python|Python (?:version )?\S+ (?:is )?(?:not supported|required|or)|supports Python"),
    ("compile", r"error: command .*(?:gcc|cc|g\+\+|c\+\+)|subprocess.CalledProcessError: Command '\['/usr/bin/gcc"),
    ("setup", r""),
]]


def main():
    if sys.argv[1] == "try":
        pages, work, *releases = sys.argv[2:]
        attempts(pathlib.Path(pages), pathlib.Path(work).resolve(), [release.split("==") for release in releases])
    else:
        date, pages, work = sys.argv[2:]
        write(date, pathlib.Path(pages), pathlib.Path(work))


def attempts(pages, work, releases):
    log = work / "tried.jsonl"
    known = {tuple(line[key] for key in ("name", "version", "python", "environment")): line for line in tried(work)}

    def attempt(name, version, source, python, environment):
        key = (name, version, python, environment)
        if key not in known:
            # An environment of its own for the build is the same for both pips.
            same = known.get((name, version, python, "new"))
            is_isolated = environment == "s69" and has_pyproject(fetched(work, source))
            outcome = same if is_isolated and same else build(work, name, source, python, environment)
            known[key] = {**outcome, **dict(zip(("name", "version", "python", "environment"), key))}
            with log.open("a") as file:
                file.write(json.dumps(known[key]) + "\n")
            print(*key, known[key]["reason"], known[key]["seconds"], file=sys.stderr, flush=True)
        return known[key]["reason"]

    for name, version in releases or chosen(pages):
        files = releases_of(pages, name).get(Version(version), [])
        source = next((file for file, wheel in files if wheel is None), None)
        for environment, (_, _, pythons, library) in ENVIRONMENTS.items():
            lacking = [python for python in pythons if source and wants_source(files, python, library)]
            if lacking:
                boundary(lacking, lambda python: attempt(name, version, source, python, environment))


def boundary(pythons, fails):
    """Tries the newest Python, then the oldest; where only the newest fails, what lies between them."""
    if not (newest := fails(pythons[-1])) or len(pythons) == 1 or fails(pythons[0]) == newest:
        return
    for python in reversed(pythons[1:-1]):
        if not fails(python):
            return


def chosen(pages):
    for name in PACKAGES:
        found = releases_of(pages, name)
        final = [version for version in sorted(found) if not version.is_prerelease and is_recent(found[version])]
        for _, series in itertools.groupby(reversed(final), key=lambda version: version.release[:2]):
            yield name, str(next(series))


def is_recent(files):
    return all(file.get("upload-time", SINCE) >= SINCE for file, _ in files)


def releases_of(pages, name):
    kept = pages / f"{name}.json"
    releases = {}
    for file in json.loads(kept.read_text())["files"] if kept.exists() else []:
        version, wheel = snapshot.read(file["filename"])
        if version is not None:
            releases.setdefault(version, []).append((file, wheel))
    return releases


def wants_source(files, python, library):
    """Whether the release is for this Python and has no wheel for it and for this C library."""
    number = int(python.replace(".", ""))
    admitted = [wheel for file, wheel in files if admits(file["requires-python"], python)]
    return bool(admitted) and not any(fits(tag, number, library) for wheel in admitted for tag in wheel or ())


def admits(requires, python):
    try:
        return not requires or f"{python}.15" in SpecifierSet(requires)
    except InvalidSpecifier:
        return True


def fits(tag, number, library):
    python, abi, system = tag
    wanted = snapshot.c_library(system)
    if not wanted or wanted[0] > library:
        return False
    own = re.fullmatch(r"(cp|py)3(\d*)", python)
    if not own:
        return False
    minor, asked = int(own[2] or 0), int(str(number)[1:])
    return minor == asked if own[1] == "cp" and abi != "abi3" else minor <= asked


def build(work, name, source, python, environment):
    interpreter = ready(work, python, environment)
    archive = fetched(work, source)
    seconds = TIMEOUT if name not in LARGE else TIMEOUT // 2
    with tempfile.TemporaryDirectory(dir=work) as folder:
        command = ["timeout", "-k", "5", str(seconds), "nice", "-n", "10", interpreter, "-m", "pip", "wheel", "-w", folder]
        variables = {
            "PATH": f"{interpreter.parent}:/usr/bin:/bin", "HOME": folder, "TMPDIR": folder, "CFLAGS": "-O0 -w", "LANG": "C.UTF-8",
            "PIP_CACHE_DIR": str(work / "cache"), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_RETRIES": "3",
            "PIP_CERT": os.environ.get("PIP_CERT", ""), "SSL_CERT_FILE": os.environ.get("PIP_CERT", ""),
        }
        start = os.times().elapsed
        done = subprocess.run(
            [*command, "--no-deps", archive], env=variables, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace",
        )
    outcome = {"seconds": round(os.times().elapsed - start), "tail": done.stdout[-6000:]}
    if done.returncode == 0:
        return {"reason": None, "seconds": outcome["seconds"]}
    return {"reason": "[time]" if done.returncode in (124, 137) else reason(done.stdout), **outcome}


def reason(text):
    lines = [line for line in text[-20000:].splitlines() if not re.match(r"\s*(?:copying|creating|adding|writing|reading|byte-compiling|running|\[notice\])", line)]
    text = "\n".join(lines) + "\n"
    name, match = next((name, match) for name, pattern in REASONS if (match := pattern.search(text)))
    return f"module {match[1].split('.')[0]}" if name == "module" else name


def ready(work, python, environment):
    """The interpreter of an environment; it is made when it is not there."""
    folder = work / f"{environment}-{python}"
    interpreter = folder / "bin/python"
    if not (folder / "ready").exists():
        pip, others, _, _ = ENVIRONMENTS[environment]
        subprocess.run([next(PYTHONS.glob(f"{python}.*/bin/python")), "-m", "venv", folder], check=True)
        variables = {name: value for name, value in os.environ.items() if name != "PIP_FIND_LINKS"}
        if others:
            subprocess.run([interpreter, "-m", "pip", "install", "-q", *others], check=True, env=variables)
        else:
            subprocess.run([interpreter, "-m", "pip", "uninstall", "-qy", "setuptools", "wheel"], check=True, env=variables)
        subprocess.run([interpreter, "-m", "pip", "install", "-q", f"pip=={pip}"], check=True, env=variables)
        (folder / "ready").touch()
    return interpreter


def fetched(work, source):
    archive = work / "sources" / source["filename"]
    if not archive.exists():
        archive.parent.mkdir(parents=True, exist_ok=True)
        session = snapshot.session()
        answer = session.get(source["url"])
        answer.raise_for_status()
        archive.write_bytes(answer.content)
    return archive


def has_pyproject(archive):
    if archive.suffix == ".zip":
        return any(re.fullmatch("[^/]+/pyproject.toml", name) for name in zipfile.ZipFile(archive).namelist())
    with tarfile.open(archive) as opened:
        return any(re.fullmatch("(?:./)?[^/]+/pyproject.toml", name) for name in opened.getnames())


def tried(work):
    log = work / "tried.jsonl"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []


def write(date, pages, work):
    print(HEAD.format(date=date))
    found = {}
    for line in tried(work):
        if outcome := outcome_of(line):
            releases = found.setdefault((line["name"], line["environment"]), {})
            releases.setdefault(Version(line["version"]), {})[line["python"]] = outcome
    for (name, environment), releases in sorted(found.items()):
        series = sorted({version.release[:2] for version in releases_of(pages, name)})
        pythons = ENVIRONMENTS[environment][2]
        spans = {python: runs(releases, series, pythons, python) for python in pythons}
        for row in rows(spans, pythons, environment):
            print(name, *row)


def outcome_of(line):
    """How an attempt ended; none if that says nothing of the release."""
    if line["reason"] is None:
        return None if line.get("only_metadata") else "builds"
    if line["reason"] == "[time]":
        return None
    found = reason(line["tail"])
    return None if found.startswith("[") else found


def runs(releases, series, pythons, python):
    """The releases that end alike on a Python, as first, last and how. Between two that do lies no minor series that was not tried."""
    found = []
    for version in sorted(releases):
        outcome = filled(releases[version], pythons).get(python)
        is_next = found and series.index(version.release[:2]) - series.index(found[-1][1].release[:2]) <= 1
        if outcome and is_next and found[-1][2] == outcome:
            found[-1][1] = version
        elif outcome or found:
            # What says nothing parts two runs, too.
            found.append([version, version, outcome])
    return [tuple(run) for run in found if run[2]]


def filled(tried_pythons, pythons):
    """With the Pythons between two on which a release ends alike; one that is built on a Python is built on older ones."""
    known = dict(tried_pythons)
    for first, last in itertools.pairwise(sorted(tried_pythons, key=pythons.index)):
        if tried_pythons[first] == tried_pythons[last]:
            known.update(dict.fromkeys(pythons[pythons.index(first) : pythons.index(last)], tried_pythons[first]))
    built = [pythons.index(python) for python, outcome in tried_pythons.items() if outcome == "builds"]
    for python in pythons[: max(built, default=0)]:
        known.setdefault(python, "builds")
    return known


def rows(spans, pythons, environment):
    """The runs, those that several Pythons have in common once."""
    for run in sorted({run for found in spans.values() for run in found}):
        with_it = [python for python in pythons if run in spans[python]]
        for _, group in itertools.groupby(with_it, key=lambda python: pythons.index(python) - with_it.index(python)):
            first, *_, last = [*group] * 2
            # What is gone stays gone.
            is_open = environment == "new" and last == pythons[-1] and run[2] != "builds"
            yield *run[:2], f"{first}-" if is_open else first if first == last else f"{first}-{last}", environment, run[2]


if __name__ == "__main__":
    main()
