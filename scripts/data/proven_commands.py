#!/usr/bin/env python3
"""Write src/analysis/commands/command_line/proven.txt: what the real programs say of some command lines.

    scripts/data/proven_commands.py FOLDER

FOLDER holds the virtual environments that `options.py` made. `--try TOOL` is what the script calls in each of them: it
gives the words of each line on standard input to the parser of that program and prints `ok` or the error.
"""

import contextlib
import io
import pathlib
import shlex
import subprocess
import sys

import options

LINES = {
    "gunicorn": """
a:b
a:b --bind=0.0.0.0:80 -w 4 -k gevent
-w4 -t90 --log-file - a:b
--chd src a:b
--max-requests-j 3 a:b
--prel a:b
a:b --bind
a:b -b -w 4
a:b -b=0.0.0.0:80
a:b -w -4
a:b --work 4
a:b --rel
a:b -log-file -
a:b --log-file-
a:b --log-file- -
a:b --log-file -- --access-logfile -
a:b --log-level info --acess-logfile -
a:b --preload=1
a:b --print-config
a:b --proxy-protocol
a:b -Rw 4
a:b -z 4
a:b -wz
a:b --timeout 1 --bogus=2
-- a:b
a:b --name "my app" --error-logfile=-
a:b —bind
a:b "-x y"
""",
    "uvicorn": """
a:b --host 0.0.0.0 --port 80
a:b --port=80 --reload
a:b --reloa
a:b --port
a:b --bind 0.0.0.0:80
a:b -w 4
a:b --workers 4 --factory
a:b --reload=1
a:b -p80
a:b --host --reload
a:b --debug
a:b --no-access-log --ws-max-size 3
""",
    "hypercorn": """
a:b --bind 0.0.0.0:80
a:b -b 0.0.0.0:80 -w 4
a:b --port 80
a:b --work 4
a:b --bind
a:b --reload --debug
""",
    "daphne": """
a:b -b 0.0.0.0 -p 80
a:b --port=80 --bind 0.0.0.0 -v2
a:b --host 0.0.0.0
a:b -p
a:b --proxy-headers
a:b --workers 2
""",
    "waitress-serve": """
--port=80 a:b
--thr 4 a:b
--listen=*:80 --call a:b
--port
--bind=0.0.0.0:80 a:b
--ipv4=1 a:b
-p 80 a:b
""",
    "flask": """
run -p 80
run --host=0.0.0.0 --port 80
run --port
run --bind 0.0.0.0
run --reload
run --no-reload --with-threads
run --hos 0.0.0.0
run --app a
""",
    "celery": """
-A proj worker -l info
--app=proj worker -B --concurrency 2
-A proj worker --loglevel
worker -A proj
-A proj beat --schedul
-A proj worker --autoscale=3,1 -Ofair
-A proj worker -c2 -E
-A proj worker --time-limit=3 --bogus
""",
    "streamlit": """
run a.py --server.port 80
run a.py --server.port=80 --server.headless true
run a.py --port 80
run a.py --server.port
run a.py -- --own
run --server.address=0.0.0.0 a.py
""",
    "django": """
runserver 0.0.0.0:80
runserver --noreload --port 80
migrate --noinput
migrate --no-input
migrate --no-imput
collectstatic --noinput --clear
collectstatic -c --link --bogus
loaddata x.json --database
check --deploy --fail-level ERROR
""",
    "uwsgi": """
--http :80 --module a:b
--http :80 -w a:b -p 4
--http-sock :80
--http
--bogus
-w
--lazy-apps=1
--http-socke :80
""",
}


def attempt(tool, words):
    if tool in ("gunicorn", "hypercorn", "daphne", "sanic", "django"):
        return with_argparse(tool, words)
    if tool == "waitress-serve":
        import getopt
        from waitress.adjustments import Adjustments

        try:
            Adjustments.parse_args(words)
        except getopt.GetoptError as error:
            return str(error)
        return "ok"
    if tool == "uwsgi":
        program = str(pathlib.Path(sys.executable).parent / "uwsgi")
        done = subprocess.run([program, "--version", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
        return done.stderr.splitlines()[0].replace(program, "uwsgi") if done.returncode else "ok"
    return with_click(tool, words)


def with_argparse(tool, words):
    if tool == "gunicorn":
        from gunicorn.config import Config

        parser = Config(prog="gunicorn").parser()
    elif tool == "daphne":
        from daphne.cli import CommandLineInterface

        parser = CommandLineInterface().parser
    elif tool == "django":
        from django.core.management import get_commands, load_command_class

        options.django_command(words[0])
        parser = load_command_class(get_commands()[words[0]], words[0]).create_parser("manage.py", words[0])
        words = words[1:]
    else:
        import argparse

        real = argparse.ArgumentParser.parse_args
        from hypercorn.__main__ import main

        parser = options.captured_parser(lambda: main([]))
        argparse.ArgumentParser.parse_args = real
    import argparse

    argparse.ArgumentParser.parse_known_args = KNOWN
    errors = io.StringIO()
    try:
        with contextlib.redirect_stderr(errors):
            parser.parse_args(words)
    except Exception as error:
        return str(error).partition("Error: ")[2]
    except SystemExit:
        return errors.getvalue().strip().splitlines()[-1].partition("error: ")[2]
    return "ok"


def with_click(tool, words):
    import click

    if tool == "uvicorn":
        from uvicorn.main import main as command
    elif tool == "flask":
        from flask.cli import cli as command
    elif tool == "celery":
        from celery.bin.celery import celery as command
    else:
        try:
            from streamlit.web.cli import main as command
        except ImportError:
            from streamlit.cli import main as command
    try:
        context = click.Context(command, info_name=tool)
        _, rest, _ = command.make_parser(context).parse_args(list(words))
        if isinstance(command, click.Group):
            _, inner, rest = command.resolve_command(context, rest)
            inner.make_parser(click.Context(inner, parent=context)).parse_args(rest)
    except click.UsageError as error:
        return error.format_message()
    return "ok"


def main(folder):
    written = ["# What each release says of a command line; by scripts/data/proven_commands.py"]
    for tool, lines in LINES.items():
        package, _, releases = options.TOOLS[tool]
        asked = lines.strip().splitlines()
        for release, series, further in releases:
            python = options.environment(folder, package, release, series, further)
            done = subprocess.run([python, "-W", "ignore", __file__, "--try", tool], input="\n".join(asked), stdout=subprocess.PIPE, universal_newlines=True, check=True, cwd="/")
            written += [f"{tool} {release}\t{line}\t{answer}" for line, answer in zip(asked, done.stdout.splitlines())]
    target = pathlib.Path(__file__).parents[2] / "src/analysis/commands/command_line/proven.txt"
    target.write_text("\n".join(written) + "\n")


if __name__ == "__main__":
    import argparse

    KNOWN = argparse.ArgumentParser.parse_known_args
    if sys.argv[1] == "--try":
        for line in sys.stdin.read().splitlines():
            print(attempt(sys.argv[2], shlex.split(line)).replace("\n", " "))
    else:
        main(pathlib.Path(sys.argv[1]))
