//! What a pasted text is, told by its content.

use crate::analysis::procfile::processes::PROCFILE;
use crate::analysis::requirements::ROOT_FILE;

/// Names that are offered for a pasted text.
pub(crate) const NAMES: &[&str] =
    &["Procfile", "runtime.txt", "requirements.txt", "settings.py", "app.py", "Dockerfile", "pyproject.toml"];

/// The file that a text most likely is.
pub(crate) fn recognise(text: &str) -> &'static str {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let Some(first) = lines.first() else { return PROCFILE };
    let begins = |start: &[&str]| lines.iter().any(|line| start.iter().any(|start| line.starts_with(start)));
    if lines.len() == 1 && is_version(first) {
        "runtime.txt"
    } else if first.starts_with("FROM ") {
        "Dockerfile"
    } else if begins(&["[project]", "[build-system]", "[tool."]) {
        "pyproject.toml"
    } else if begins(&["INSTALLED_APPS", "STATIC_", "ROOT_URLCONF", "DJANGO_SETTINGS_MODULE"]) {
        "settings.py"
    } else if is_process(first) {
        PROCFILE
    } else if begins(&["import ", "from ", "def ", "class "]) {
        "app.py"
    } else {
        ROOT_FILE
    }
}

fn is_version(line: &str) -> bool {
    let rest = line.strip_prefix("python").map_or(line, |rest| rest.trim_start_matches(['-', ' ', '=']));
    rest.starts_with(|first: char| first.is_ascii_digit())
        && rest.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
}

/// `web: …`, also with a wrong colon or with blanks around it, but neither `-r file` nor `package @ https://…`.
fn is_process(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    let name_end =
        line.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_').unwrap_or(line.len());
    let (name, rest) = line.split_at(name_end);
    let starts_a_program = ["gunicorn", "python", "uwsgi", "celery", "uvicorn", "daphne"]
        .iter()
        .any(|program| rest.trim_start().starts_with(program));
    !name.is_empty()
        && !name.starts_with('-')
        && (rest.trim_start().starts_with([':', '：']) || (name == "web" && starts_a_program))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_known_by_their_content() {
        let cases = [
            ("web: gunicorn app:app", "Procfile"),
            ("web:gunicorn app:app\n", "Procfile"),
            ("\u{feff}web： gunicorn", "Procfile"),
            ("# comment\nrelease: python manage.py migrate\nweb: x", "Procfile"),
            ("web gunicorn app:app", "Procfile"),
            ("python-3.6.6\n", "runtime.txt"),
            ("3.12", "runtime.txt"),
            ("Python-3.6.6", "requirements.txt"),
            ("Flask==2.0.3\ngunicorn==20.1.0\n", "requirements.txt"),
            ("-r base.txt", "requirements.txt"),
            ("shop @ https://example.com/shop.tar.gz", "requirements.txt"),
            ("import os\nSTATIC_ROOT = 'x'", "settings.py"),
            ("from flask import Flask\n", "app.py"),
            ("FROM python:3.12\n", "Dockerfile"),
            ("[project]\nname = 'x'", "pyproject.toml"),
            ("", "Procfile"),
        ];
        for (text, expected) in cases {
            assert_eq!(recognise(text), expected, "{text:?}");
        }
    }
}
