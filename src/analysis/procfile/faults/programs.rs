//! Programs that a start command begins with.

const PROGRAMS: [&str; 23] = [
    "bash",
    "celery",
    "daphne",
    "ddtrace-run",
    "django-admin",
    "flask",
    "granian",
    "gunicorn",
    "huey_consumer",
    "hypercorn",
    "newrelic-admin",
    "pipenv",
    "poetry",
    "python",
    "python2",
    "python3",
    "rq",
    "sh",
    "streamlit",
    "uv",
    "uvicorn",
    "uwsgi",
    "waitress-serve",
];

pub(super) fn is_program(word: &str) -> bool {
    PROGRAMS.contains(&word) || word.starts_with("./")
}
