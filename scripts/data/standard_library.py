#!/usr/bin/env python3
"""Writes which modules and names the standard library has, by series of Python.

usage: scripts/data/standard_library.py DATE [PYTHONS] > src/analysis/knowledge/data/standard_library.txt

PYTHONS is a folder with one interpreter a series, laid out as pyenv does (`~/.pyenv/versions`). The last patch at hand
is asked: what it lacks, no earlier patch of the series has. Between 2.7 and 3.6 there is no interpreter: what 3.6 has
and 2.7 has not counts as there from 3.0 on, unless `DOCUMENTED` knows better.
"""

import json
import pathlib
import subprocess
import sys

# Modules that only some systems or builds have: never judged.
BY_SYSTEM = "_winreg msilib msvcrt nis nt ossaudiodev readline spwd winreg winsound".split()
# Packages whose submodules nobody imports from a web application, or which come and go as a whole.
CLOSED = "asyncio bsddb compiler ctypes distutils encodings ensurepip hotshot idlelib lib2to3 msilib pydoc_data sqlite3 turtledemo".split()
# Modules whose names are compared, too.
COMPARED = """asyncio cgi collections collections.abc contextlib dataclasses datetime enum fractions functools html http
importlib importlib.resources inspect itertools json math platform random shutil statistics string time types typing
unittest unittest.mock urllib warnings""".split()
# The first series by python.org's documentation, where no interpreter decides.
DOCUMENTED = {
    "typing": "3.5", "zipapp": "3.5", "secrets": "3.6",
    "annotationlib": "3.14", "compression": "3.14", "concurrent.interpreters": "3.14", "string.templatelib": "3.14",
}

MODULES = r'''
import json, os, sys
lib = os.path.dirname(os.__file__)
skipped = ("site-packages", "dist-packages", "test", "tests", "idle_test", "__pycache__", "lib-dynload", "lib-tk")
def public(name): return name == "__future__" or name[0] != "_" and name.replace("_", "a").replace(".", "a").isalnum()
def walk(folder, prefix):
    found = set()
    for entry in os.listdir(folder):
        path = os.path.join(folder, entry)
        if entry.endswith(".py") and public(entry[:-3]):
            found.add(prefix + entry[:-3])
        elif entry not in skipped and public(entry) and os.path.exists(os.path.join(path, "__init__.py")):
            found.add(prefix + entry)
            if not prefix:
                found |= walk(path, entry + ".")
    return found
modules = walk(lib, "") | set(sys.builtin_module_names) | set(getattr(sys, "stdlib_module_names", ()))
for entry in os.listdir(os.path.join(lib, "lib-dynload")):
    name = entry.split(".")[0]
    modules.add(name[:-6] if name.endswith("module") else name)
print(json.dumps(["%d.%d.%d" % sys.version_info[:3], sorted(filter(public, modules))]))
'''

# What a module offers: `__all__` where it has one. `hasattr` afterwards, because some names are made when asked for.
NAMES = r'''
import importlib, json, warnings
warnings.simplefilter("ignore")
def load(name):
    try: return importlib.import_module(name)
    except ImportError: return None
def names(module): return [name for name in getattr(module, "__all__", dir(module)) if not name.startswith("_")]
offered = dict((name, names(load(name))) for name in COMPARED if load(name))
had = dict((name, [one for one in UNION.get(name, ()) if hasattr(load(name), one)]) for name in offered)
print(json.dumps([offered, had]))
'''


def main():
    date = sys.argv[1]
    pythons = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path.home() / ".pyenv/versions")
    interpreters, modules, versions = {}, {}, {}
    for path in sorted(pythons.glob("*/bin/python")):
        version, found = ask(path, MODULES)
        series = version.rpartition(".")[0]
        interpreters[series], modules[series], versions[series] = path, set(found), version
    series = sorted(interpreters, key=lambda one: tuple(map(int, one.split("."))))
    every = set().union(*modules.values(), DOCUMENTED)
    print(f"# {date}, by scripts/data/standard_library.py from CPython {', '.join(versions[one] for one in series)};")
    print("# 3.14 by its documentation. A line: a module, and the series that have it, `-` for all.")
    print("# The same with names behind it: names of the module that not every series of it has, and the series that have them.")
    spans = {name: spans_of(name, modules, series) for name in every}
    rows = [[name, spans[name]] for name in every if keep(name, spans[name], modules, series)]
    for module, names in names_of(interpreters, modules).items():
        having = [one for one in series if one in names]
        lines = grouped(set().union(*names.values()), names, having)
        rows += [[module, spans, *lines[spans]] for spans in sorted(lines)]
    # Python compares texts as the table is searched: by their bytes.
    for row in sorted(rows, key=lambda row: (row[0], len(row) > 2)):
        print(*row)


def ask(path, probe):
    return json.loads(subprocess.run([path, "-c", probe], capture_output=True, text=True, check=True).stdout)


def names_of(interpreters, modules):
    """By module and series, the names that any series offers and this one has."""
    submodules = set().union(*modules.values())
    head = f"COMPARED = {COMPARED!r}\n"
    offered = {one: ask(path, f"{head}UNION = {{}}\n{NAMES}")[0] for one, path in interpreters.items()}
    union = {}
    for found in offered.values():
        for module, names in found.items():
            union.setdefault(module, set()).update(name for name in names if f"{module}.{name}" not in submodules)
    asked = {module: sorted(names - submodules) for module, names in union.items()}
    had = {one: ask(path, f"{head}UNION = {asked!r}\n{NAMES}")[1] for one, path in interpreters.items()}
    return {module: {one: set(had[one][module]) for one in had if module in had[one]} for module in COMPARED}


def keep(name, spans, modules, series):
    """Every top-level module, but of the others only those that come or go without their package."""
    package = name.partition(".")[0]
    if package == name:
        return True
    return spans != "-" and package not in CLOSED and spans != spans_of(package, modules, series)


def grouped(names, by_series, series):
    """The names that not every series has, by the spans of those that have them."""
    lines = {}
    for name in sorted(names):
        spans = spans_of(name, by_series, series)
        if spans != "-":
            lines.setdefault(spans, []).append(name)
    return lines


def spans_of(name, by_series, series):
    """The spans of series that have it, such as `-3.11` or `-2.7,3.10-`; `-` is all of them."""
    if name in BY_SYSTEM:
        return "-"
    spans = []
    for before, one in zip([None, *series], series):
        if name not in by_series[one]:
            continue
        if spans and spans[-1][1] == before:
            spans[-1][1] = one
        else:
            first = "" if before is None else DOCUMENTED.get(name, "3.0") if before == "2.7" else one
            spans.append([first, one])
    if not spans:
        return f"{DOCUMENTED[name]}-"
    if spans[-1][1] == series[-1]:
        spans[-1][1] = ""
    return ",".join("-".join(span) for span in spans)


main()
