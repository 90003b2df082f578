#!/usr/bin/env python3
"""Installs and imports each combination of `broken_combinations.tsv` for real, and prints how it ends.

usage: scripts/data/broken_combinations.py CASES WORK_FOLDER [PYTHONS]

A line of CASES: series of Python, requirements, code to run, separated by tabs. Each gets a virtual environment of its
own, as a platform makes it: with nothing but pip and, before 3.12, the setuptools that come with Python. Where `uv` is on
PATH, it installs, which is faster, and chooses the same releases; Python 3.6 it does not know.
"""

import concurrent.futures
import pathlib
import shutil
import subprocess
import sys

# What Python brought along before 3.12.
SETUPTOOLS = "setuptools==65.5.0"


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
    try:
        installed = install(python, folder, series, requirements.split())
        if installed.returncode:
            return "not installed: " + last_line(installed.stderr)
        done = subprocess.run([folder / "bin/python", "-W", "ignore", "-c", code], capture_output=True, text=True, cwd=folder)
        return last_line(done.stderr) if done.returncode else "works"
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
    return subprocess.run([*command, *requirements], capture_output=True, text=True)


def last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "nothing printed"


main()
