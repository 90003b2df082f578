#!/usr/bin/env python3
"""Write src/analysis/knowledge/data/options/<tool>.txt: the options of servers and task runners, asked of the tools themselves.

    scripts/data/options.py FOLDER [TOOL …]

FOLDER is where the virtual environments are made; those that are there are used again. The pythons come from
`pyenv`. `--inspect TOOL` is what the script calls in each environment; it prints what that release knows as JSON.
"""

import datetime
import json
import pathlib
import re
import subprocess
import sys

OLD, NEW = "3.8", "3.13"
# The tool: its package, its grammar, and the releases with the python and the further requirements of each.
TOOLS = {
    "gunicorn": ("gunicorn", "argparse", [("19.9.0", OLD, "setuptools<70"), ("20.1.0", OLD, "setuptools<70"), ("21.2.0", NEW, ""), ("23.0.0", NEW, ""), ("27.0.1", NEW, "")]),
    "uvicorn": ("uvicorn", "click", [("0.13.4", OLD, ""), ("0.23.2", NEW, ""), ("0.35.0", NEW, ""), ("0.54.0", NEW, "")]),
    "hypercorn": ("hypercorn", "argparse", [("0.11.2", OLD, ""), ("0.14.4", NEW, ""), ("0.17.3", NEW, ""), ("0.18.0", NEW, "")]),
    "daphne": ("daphne", "argparse", [("2.5.0", OLD, "setuptools<70"), ("3.0.2", OLD, "setuptools<70"), ("4.1.2", NEW, ""), ("4.2.3", NEW, "")]),
    "waitress-serve": ("waitress", "getopt", [("1.4.4", OLD, ""), ("2.1.2", NEW, ""), ("3.0.2", NEW, "")]),
    "flask": ("flask", "click", [("1.1.4", OLD, "markupsafe<2.1"), ("2.0.3", OLD, "werkzeug<2.1"), ("2.3.3", NEW, ""), ("3.1.3", NEW, "")]),
    "celery": ("celery", "click", [("5.2.7", OLD, ""), ("5.5.3", NEW, ""), ("5.7.0", NEW, "")]),
    "streamlit": ("streamlit", "click", [("1.12.0", OLD, "altair<5"), ("1.45.1", NEW, ""), ("1.67.0", NEW, "")]),
    "granian": ("granian", "click", [("1.6.4", "3.11", ""), ("2.2.6", NEW, ""), ("2.8.9", NEW, "")]),
    "fastapi": ("fastapi-cli", "click", [("0.0.5", "3.11", "fastapi uvicorn"), ("0.0.14", NEW, "fastapi uvicorn"), ("0.0.34", NEW, "fastapi uvicorn")]),
    "sanic": ("sanic", "argparse", [("23.12.2", "3.11", "setuptools<70"), ("25.12.1", NEW, "")]),
    "uwsgi": ("uwsgi", "getopt-long", [("2.0.28", "3.11", "")]),
    "http.server": ("", "argparse", [("3.8", OLD, ""), ("3.13", NEW, "")]),
    "bokeh": ("bokeh", "argparse", [("3.9.2", NEW, "")]),
    "panel": ("panel", "argparse", [("1.9.4", NEW, "")]),
    "chainlit": ("chainlit", "click", [("2.12.0", NEW, "")]),
    "quart": ("quart", "click", [("0.22.0", NEW, "")]),
    "datasette": ("datasette", "click", [("0.65.5", NEW, "setuptools<80")]),
    "marimo": ("marimo", "click", [("0.25.2", NEW, "")]),
    "shiny": ("shiny", "click", [("1.8.0", NEW, "")]),
    "voila": ("voila", "traitlets", [("0.5.13", NEW, "")]),
    "django": ("django", "argparse", [("2.2.28", OLD, ""), ("3.2.25", OLD, ""), ("4.2.20", NEW, ""), ("5.2", NEW, ""), ("6.1.3", NEW, "")]),
}
# Commands that a project would hardly replace by its own.
DJANGO = ["check", "collectstatic", "compilemessages", "createcachetable", "loaddata", "makemigrations", "migrate", "runserver"]
FLASK = ["run", "routes", "shell"]
CELERY = ["worker", "beat", "multi", "purge", "status", "inspect", "events", "control", "result", "shell"]
STREAMLIT = ["run"]
FASTAPI = ["run", "dev"]
# The command of each that serves.
SERVE = {"bokeh": ["serve"], "panel": ["serve"], "chainlit": ["run"], "quart": ["run"], "datasette": ["serve"], "marimo": ["run"], "shiny": ["run"]}


class Captured(BaseException):
    """What a tool was about to parse with."""


def argparse_options(parser):
    """Each option as [names, takes]; a parser that has only positional arguments gives none."""
    import argparse

    found = []
    for action in parser._actions:
        if not action.option_strings:
            continue
        if action.nargs == 0:
            takes = "flag"
        elif action.nargs == "?":
            takes = "optional"
        elif action.nargs in ("*", "+", argparse.REMAINDER) or isinstance(action.nargs, int):
            takes = "many"
        else:
            takes = "value"
        found.append([list(action.option_strings), takes])
    return found


def subparsers(parser, names):
    """The options of a parser and of some of its commands."""
    import argparse

    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return {"": argparse_options(parser), **{name: argparse_options(commands.choices[name]) for name in names}}


def voila_options():
    """The aliases and flags of voila, and its own settings by their long names; it takes any other in silence."""
    from voila.app import Voila

    def options(names):
        return [("-" if len(name) == 1 else "--") + name for name in ([names] if isinstance(names, str) else names)]

    aliases = {target: options(names) for names, target in Voila.aliases.items()}
    own = [f"Voila.{name}" for name in Voila.class_own_traits(config=True)]
    found = [[names + [f"--{target}"], "value"] for target, names in aliases.items()]
    found += [[[f"--{name}"], "value"] for name in own if name not in aliases]
    return found + [[options(names), "flag"] for names in Voila.flags]


def captured_parser(start):
    import argparse

    def capture(parser, *_arguments, **_options):
        raise Captured(parser)

    argparse.ArgumentParser.parse_args = capture
    argparse.ArgumentParser.parse_known_args = capture
    try:
        start()
    except Captured as captured:
        return captured.args[0]
    raise SystemExit("no parser was used")


def click_options(command):
    """Each option as [names, takes]; the two sides of `--a/--no-a` are options of their own."""
    import click

    found = []
    for option in command.get_params(click.Context(command)):
        # Typer has options of its own, which are none of click's.
        if option.param_type_name != "option":
            continue
        takes = "value"
        if option.is_flag or option.count:
            takes = "flag"
        elif getattr(option, "_flag_needs_value", False):
            takes = "optional"
        found.append([list(option.opts), takes])
        if option.secondary_opts:
            found.append([list(option.secondary_opts), "flag"])
    return found


def click_group(group, names):
    import click

    scopes = {"": click_options(group)}
    for name in names:
        command = group.get_command(click.Context(group), name)
        if command is not None and not getattr(command, "ignore_unknown_options", False):
            if not command.context_settings.get("ignore_unknown_options"):
                scopes[name] = click_options(command)
    return scopes


def inspect(tool):
    if tool == "gunicorn":
        from gunicorn.config import Config

        return {"": argparse_options(Config().parser())}
    if tool == "uvicorn":
        from uvicorn.main import main

        return {"": click_options(main)}
    if tool == "hypercorn":
        from hypercorn.__main__ import main

        return {"": argparse_options(captured_parser(lambda: main([])))}
    if tool == "daphne":
        from daphne.cli import CommandLineInterface

        return {"": argparse_options(CommandLineInterface().parser)}
    if tool == "sanic":
        sys.argv = ["sanic", "app"]
        from sanic.__main__ import main

        return {"": argparse_options(captured_parser(main))}
    if tool == "waitress-serve":
        import getopt

        def capture(_arguments, _short, long):
            raise Captured(long)

        getopt.getopt = capture
        from waitress.runner import run

        try:
            run(["waitress-serve"])
        except Captured as captured:
            return {"": [[["--" + name.rstrip("=")], "value" if name.endswith("=") else "flag"] for name in captured.args[0]]}
    if tool == "flask":
        from flask.cli import cli

        return click_group(cli, FLASK)
    if tool == "celery":
        from celery.bin.celery import celery

        return click_group(celery, CELERY)
    if tool == "streamlit":
        try:
            from streamlit.web.cli import main
        except ImportError:
            from streamlit.cli import main
        return click_group(main, STREAMLIT)
    if tool == "granian":
        from granian.cli import cli

        return {"": click_options(cli)}
    if tool == "fastapi":
        import typer
        from fastapi_cli.cli import app

        return click_group(typer.main.get_command(app), FASTAPI)
    if tool == "uwsgi":
        return {"": uwsgi_options()}
    if tool == "http.server":
        import runpy

        return {"": argparse_options(captured_parser(lambda: runpy.run_module(tool, run_name="__main__")))}
    if tool in ("bokeh", "panel"):
        sys.argv = [tool, "serve"]
        main = __import__(f"{tool}.command" if tool == "panel" else f"{tool}.__main__", fromlist=["main"]).main
        return subparsers(captured_parser(main), SERVE[tool])
    if tool == "chainlit":
        from chainlit.cli import cli

        return click_group(cli, SERVE[tool])
    if tool == "quart":
        from quart.cli import cli

        return click_group(cli, SERVE[tool])
    if tool == "datasette":
        from datasette.cli import cli

        return click_group(cli, SERVE[tool])
    if tool == "marimo":
        from marimo._cli.cli import main

        return click_group(main, SERVE[tool])
    if tool == "shiny":
        from shiny._main import main

        return click_group(main, SERVE[tool])
    if tool == "voila":
        return {"": voila_options()}
    return {name: django_command(name) for name in DJANGO}


def django_command(name):
    import django
    from django.conf import settings
    from django.core.management import get_commands, load_command_class

    if not settings.configured:
        settings.configure(INSTALLED_APPS=["django.contrib.staticfiles"])
        django.setup()
    return argparse_options(load_command_class(get_commands()[name], name).create_parser("manage.py", name))


def uwsgi_options():
    program = str(pathlib.Path(sys.executable).parent / "uwsgi")
    text = subprocess.run([program, "--help"], stdout=subprocess.PIPE, universal_newlines=True).stdout
    merged = {}
    for line in text.splitlines():
        match = re.match(r"\s+(?:-(\S)\|)?(--\S+)\s", line + " ")
        if not match:
            continue
        merged.setdefault(match[2], set()).update({"-" + match[1]} if match[1] else set())
    return [[[name] + sorted(short), uwsgi_takes(program, name)] for name, short in merged.items()]


def uwsgi_takes(program, name):
    """What an option takes, by what uWSGI complains of without a value and with one."""

    def complaint(argument):
        command = [program, "--version", argument]
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, errors="replace").stdout

    if "requires an argument" in complaint(name):
        return "value"
    return "flag" if "doesn't allow an argument" in complaint(name + "=1") else "optional"


def python_of(series):
    versions = sorted((pathlib.Path.home() / ".pyenv/versions").glob(series + ".*"))
    return versions[-1] / "bin/python"


def environment(folder, package, release, series, further):
    """The python of an environment with one release of a tool."""
    if not package:
        return python_of(series)
    path = folder / f"{package}-{release}"
    if not (path / "ok").exists():
        subprocess.run([python_of(series), "-m", "venv", path], check=True)
        wanted = [f"{package}=={release}"] + further.split()
        subprocess.run([path / "bin/python", "-m", "pip", "install", "-q", *wanted], check=True)
        (path / "ok").touch()
    return path / "bin/python"


def ask(python, tool):
    done = subprocess.run([python, __file__, "--inspect", tool], stdout=subprocess.PIPE, check=True, cwd="/")
    return json.loads(done.stdout)


def merged(answers):
    """Per command, per option with what it takes, the releases that have it; the newest decides the order."""
    scopes = {}
    for release, answer in reversed(list(answers.items())):
        for command, options in answer.items():
            scope = scopes.setdefault(command, {})
            for names, takes in options:
                option = (*sorted(names, key=lambda name: not name.startswith("--")), takes)
                scope.setdefault(option, set()).add(release)
    return scopes


def write(tool, folder):
    package, grammar, releases = TOOLS[tool]
    answers = {release: ask(environment(folder, package, release, series, further), tool) for release, series, further in releases}
    names = list(answers)
    lines = [f"# {tool} {', '.join(names)}; {datetime.date.today()}, by scripts/data/options.py", f"grammar {grammar}", f"releases {' '.join(names)}"]
    for command, options in merged(answers).items():
        has_command = [release for release in names if command in answers[release]]
        lines.append(f"command {command}".rstrip())
        for option, found in options.items():
            only = "" if len(found) == len(has_command) else " only " + " ".join(release for release in names if release in found)
            lines.append(" ".join(option) + only)
    target = pathlib.Path(__file__).parents[2] / f"src/analysis/knowledge/data/options/{tool}.txt"
    target.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    if sys.argv[1] == "--inspect":
        print(json.dumps(inspect(sys.argv[2])))
    else:
        for chosen in sys.argv[2:] or TOOLS:
            write(chosen, pathlib.Path(sys.argv[1]))
