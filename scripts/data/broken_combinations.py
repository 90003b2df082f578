#!/usr/bin/env python3
"""Installs and imports each combination of `broken_combinations.tsv` for real, and prints how it ends.

usage: scripts/data/broken_combinations.py CASES WORK_FOLDER [PYTHONS]

A line of CASES: series of Python, requirements, code to run, separated by tabs. Each gets a virtual environment of its
own, as a platform makes it: with nothing but pip and, before 3.12, the setuptools that come with Python.
"""

import concurrent.futures
import pathlib
import subprocess
import sys


def main():
    cases, work = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
    pythons = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else pathlib.Path.home() / ".pyenv/versions")
    lines = [line.split("\t") for line in cases.read_text().splitlines() if line and not line.startswith("#")]
    jobs = [(pythons, work / f"{number}", *line) for number, line in enumerate(lines)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for line, outcome in zip(lines, pool.map(lambda job: run(*job), jobs)):
            print(*line, outcome, sep="\t", flush=True)


def run(pythons, folder, series, requirements, code):
    python = next(pythons.glob(f"{series}.*/bin/python"))
    subprocess.run([python, "-m", "venv", folder], check=True)
    install = [folder / "bin/pip", "--log", f"{folder}.log", "--disable-pip-version-check", "install", "-q", *requirements.split()]
    installed = subprocess.run(install, capture_output=True, text=True)
    if installed.returncode:
        return "not installed: " + last_line(installed.stderr)
    done = subprocess.run([folder / "bin/python", "-W", "ignore", "-c", code], capture_output=True, text=True, cwd=folder)
    return last_line(done.stderr) if done.returncode else "works"


def last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "nothing printed"


main()
