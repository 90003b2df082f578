#!/usr/bin/env python3
"""Which imports stop where an empty file takes the place of a module of the standard library, and what they ask it for.

    shadowed.py PYTHON MODULE... > src/analysis/knowledge/data/shadowed.txt

PYTHON has the packages of the modules installed. A module of the standard library may be named as well.
"""

import datetime
import os
import re
import subprocess
import sys
import tempfile

NAMES = """asyncio calendar code collections copy csv datetime decimal email enum hashlib html http inspect json logging
multiprocessing numbers operator platform profile queue random secrets select signal socket statistics string subprocess
tempfile threading token traceback types typing urllib uuid""".split()


def run(python, folder):
    """The last line of what the import prints; empty where it works, none where it takes too long."""
    command = [python, "-B", os.path.join(folder, "zz_main.py")]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, env={"PATH": "/usr/bin:/bin"})
    except subprocess.TimeoutExpired:
        return None
    lines = [line for line in done.stderr.splitlines() if re.match(r"[\w.]*(Error|Exception)\b", line)]
    return lines[-1] if done.returncode and lines else ""


def missing(name, line):
    """The name that is asked for in vain, or behind a dot the module."""
    for pattern in (rf"module '{name}' has no attribute '(\w+)'", rf"cannot import name '(\w+)' from '{name}'"):
        if found := re.search(pattern, line):
            return found[1]
    found = re.search(rf"No module named '{name}(\.[\w.]+)'", line)
    return found and found[1]


def needs(python, module):
    """Pairs of a name and what the import of the module asks it for."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "zz_main.py"), "w", encoding="utf-8") as script:
            script.write(f"import {module}\n")
        if run(python, folder) != "":
            return
        for name in NAMES:
            if name == module.split(".")[0]:
                continue
            shadow = os.path.join(folder, f"{name}.py")
            open(shadow, "w", encoding="utf-8").close()
            line = run(python, folder)
            os.remove(shadow)
            if line and (asked := missing(name, line)):
                yield name, asked


def main():
    python, modules = sys.argv[1], sys.argv[2:]
    rows = {}
    for module in modules:
        for name, asked in needs(python, module):
            rows.setdefault(name, []).append(f"{module}={asked}")
    print(f"# {datetime.date.today()}, by scripts/data/shadowed.py: imports with an empty file in the place of a module.")
    print("# module: who asks it for what as it is imported; a dot stands before a module inside it.")
    for name in sorted(rows):
        print(name, *sorted(rows[name]))


if __name__ == "__main__":
    main()
