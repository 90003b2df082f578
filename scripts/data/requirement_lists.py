#!/usr/bin/env python3
"""Makes lists of requirements as people write them, for scripts/predictions-pip.

usage: scripts/data/requirement_lists.py PAGES OUT COUNT PYTHON [SEED]

PAGES is the cache of snapshot.py. A list has one to eight packages; most are pinned to a release that has a wheel for PYTHON (such
as 3.8), the others have bounds, or nothing. The same seed makes the same lists.
"""

import json
import pathlib
import random
import sys

from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
from pip._vendor.packaging.utils import InvalidWheelFilename, parse_wheel_filename

# What would have gigabytes fetched.
HUGE = ("torch", "tensorflow", "nvidia", "xgboost", "pyspark", "keras", "jax", "paddle", "catboost", "lightgbm", "opencv", "mxnet")
EXTRAS = {"celery": "redis", "uvicorn": "standard", "requests": "socks", "django-storages": "boto3", "psycopg": "binary", "flask": "async"}
WAYS = ["=="] * 12 + [">="] * 3 + ["~="] * 2 + ["<", "!=", "", "", ">=,<"]


def main():
    pages, out, count, python = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    chance = random.Random(sys.argv[5] if len(sys.argv) > 5 else python)
    names = sorted(page.stem for page in pages.glob("*.json") if not page.stem.startswith(HUGE))
    out.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        lines = [line(chance, pages, name, python) for name in chance.sample(names, chance.randint(1, 8))]
        pathlib.Path(out, f"{python}-{number:03}.txt").write_text("\n".join(filter(None, lines)) + "\n")


def line(chance, pages, name, python):
    releases = installable(json.loads(pathlib.Path(pages, f"{name}.json").read_text()), python)
    if not releases:
        return None
    # The newer half: old releases are pinned seldom, and say least of what they require.
    chosen = chance.choice(releases[len(releases) // 2:])
    extra = f"[{EXTRAS[name]}]" if name in EXTRAS and chance.random() < 0.5 else ""
    way = chance.choice(WAYS)
    if not way:
        return name + extra
    if way == ">=,<":
        return f"{name}{extra}>={chosen},<{chosen.major + 1}"
    if way == "~=" and len(chosen.release) < 2:
        way = ">="
    return f"{name}{extra}{way}{chosen}"


def installable(page, python):
    """The final releases with a wheel for this Python, or for every system, oldest first."""
    tag, found = "cp" + python.replace(".", ""), set()
    for file in page["files"]:
        try:
            _, version, _, tags = parse_wheel_filename(file["filename"])
            fits = SpecifierSet(file.get("requires-python") or "").contains(python)
        except (InvalidWheelFilename, InvalidSpecifier):
            continue
        taken = any(each.platform == "any" or (each.interpreter == tag and "x86_64" in each.platform and "manylinux" in each.platform) for each in tags)
        if fits and taken and not version.is_prerelease and not file.get("yanked"):
            found.add(version)
    return sorted(found)


if __name__ == "__main__":
    main()
