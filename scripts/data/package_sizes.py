#!/usr/bin/env python3
"""Writes how much pip downloads for large packages: the wheel for Linux on x86-64 with those of all that it needs.

usage: scripts/data/package_sizes.py DATE REQUIREMENT@PYTHON… > src/analysis/knowledge/data/package_sizes.txt
       such as torch@3.12 torch==2.0.0@3.10; needs `uv` on PATH, and a pip whose configuration decides on the index

uv resolves, without downloading the wheels; the server that has them is asked for their sizes through pip's session.
"""

import subprocess
import sys
import tomllib

from pip._internal.network.session import PipSession

PLATFORM = "x86_64-manylinux_2_28"
MEGABYTE = 1_000_000
LARGE = 50 * MEGABYTE


def main():
    date, *requirements = sys.argv[1:]
    session = PipSession(retries=3)
    known = {}
    print(f"# What pip downloads for large packages on Linux, x86-64; {date}, by scripts/data/package_sizes.py.")
    print("# package, release, Python, megabytes with all that it needs, and of these the packages over 50 MB")
    for entry in requirements:
        requirement, python = entry.rsplit("@", 1)
        packages = resolved(requirement, python)
        if not packages:
            print(f"{requirement}: not to be had as wheels alone", file=sys.stderr)
            continue
        for package in packages:
            url = wheel(package, python)
            package["size"] = known.setdefault(url, size(session, url))
        total = sum(package["size"] for package in packages)
        name = requirement.split("=")[0]
        version = next(package["version"] for package in packages if package["name"] == name)
        large = sorted((package for package in packages if package["size"] >= LARGE), key=lambda package: -package["size"])
        parts = " ".join(f"{package['name']}={package['size'] // MEGABYTE}" for package in large)
        print(f"{name} {version} {python} {total // MEGABYTE} {parts}".rstrip(), flush=True)


def resolved(requirement, python):
    command = ["uv", "pip", "compile", "-", "--quiet", "--python-version", python, "--python-platform", PLATFORM]
    command += ["--only-binary", ":all:", "--format", "pylock.toml"]
    done = subprocess.run(command, input=requirement, capture_output=True, text=True, check=False)
    return tomllib.loads(done.stdout).get("packages", [])


def wheel(package, python):
    """The wheel that fits best: for this Python, else for all."""
    tag = "cp" + python.replace(".", "")
    urls = [wheel["url"] for wheel in package["wheels"]]
    fits = [url for url in urls if "x86_64" in url and "linux" in url and "musl" not in url] or [
        url for url in urls if url.endswith("-any.whl")
    ]
    own = [url for url in fits if f"-{tag}-" in url and f"-{tag}t-" not in url]
    return (own or [url for url in fits if "-abi3-" in url or "-none-" in url])[-1]


def size(session, url):
    answer = session.head(url, allow_redirects=True)
    answer.raise_for_status()
    return int(answer.headers["Content-Length"])


main()
