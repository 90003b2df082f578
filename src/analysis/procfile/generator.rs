//! The Procfiles that platforms write when there is none.

use std::ops::Range;

use crate::analysis::requirements::Requirements;
use crate::analysis::static_files::manage_py;
use crate::project::Project;
use crate::text::pattern::{Captures, pattern};

pattern!(static SETTINGS = "([A-Za-z0-9_]+)[^\n]settings");

/// How many folders deep Rainbond's builder looks for `manage.py`.
const MANAGE_PY_DEPTH: usize = 3;
/// What it looks for in the files at the root when there is no `manage.py`.
const FLASK_OBJECT: &str = "Flask(__name__)";
/// The options that it writes.
const OPTIONS: &str = "--max-requests=5000 --workers=4 --log-file - --access-logfile - --error-logfile -";

/// What a generator does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It writes this Procfile.
    Written(String),
    /// It writes one, but the file that decides about its text was not given.
    Unknown,
    /// Most likely it writes the documented default; the files that decide were not given.
    Documented,
    /// It writes none.
    Nothing,
}

/// Rainbond's slug builder (goodrain/builder, `pre-compile/lib/procfile.sh`, function `procfile::python`), with its
/// faults: it searches text, and writes what it finds.
#[must_use]
pub fn slug_builder(project: &Project, requirements: &Requirements) -> Outcome {
    match manage_py(project, MANAGE_PY_DEPTH) {
        Some(path) => match project.text(&path) {
            Some(text) => django(text.as_str()),
            None => Outcome::Unknown,
        },
        None => flask(project, requirements),
    }
}

/// What Rainbond's slug builder takes for a settings module in `manage.py`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Where it stands.
    pub range: Range<usize>,
    /// The module that is made of it.
    pub module: String,
}

/// Every word before "any character, then `settings`" becomes a module.
#[must_use]
pub fn guesses(manage_py: &str) -> Vec<Guess> {
    let guess = |found: Captures<'_>| Some(Guess { range: found.get(0)?.range(), module: format!("{}.wsgi", &found[1]) });
    SETTINGS.captures_iter(manage_py).filter_map(guess).collect()
}

/// The modules, each on a line of its own.
fn django(manage_py: &str) -> Outcome {
    let modules: Vec<String> = guesses(manage_py).into_iter().map(|guess| guess.module).collect();
    if modules.is_empty() { Outcome::Nothing } else { Outcome::Written(procfile(&modules.join("\n"))) }
}

fn flask(project: &Project, requirements: &Requirements) -> Outcome {
    let mut unseen = false;
    for file in project.root_files().filter(|file| file.strip_suffix(".py").is_some()) {
        let Some(text) = project.text(file) else {
            unseen = true;
            continue;
        };
        if let Some(line) = text.as_str().lines().find(|line| line.contains(FLASK_OBJECT)) {
            let object = line.split('=').next().unwrap_or_default();
            return Outcome::Written(procfile(&format!("{}:{object}", without_ending(file))));
        }
    }
    match (unseen && requirements.lists("flask"), project.has("app.py")) {
        (true, true) => Outcome::Documented,
        (true, false) => Outcome::Unknown,
        (false, _) => Outcome::Nothing,
    }
}

/// The builder takes out the first "any character, then `py`", wherever that stands: `happy.py` becomes `ha.py`.
fn without_ending(file: &str) -> String {
    let place = file.char_indices().find(|(at, char)| file[at + char.len_utf8()..].starts_with("py"));
    place.map_or_else(|| file.to_owned(), |(at, char)| [&file[..at], &file[at + char.len_utf8() + 2..]].concat())
}

fn procfile(module: &str) -> String {
    format!("web: gunicorn {module} {OPTIONS}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn module(files: &[(&str, &str)]) -> Option<String> {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::Bytes(text.as_bytes().to_vec()));
        }
        match slug_builder(&project, &Requirements::default()) {
            Outcome::Written(text) => {
                Some(text.strip_prefix("web: gunicorn ")?.strip_suffix(&format!(" {OPTIONS}\n"))?.to_owned())
            }
            _ => None,
        }
    }

    #[test]
    fn django_modules_are_what_the_search_finds() {
        let cases = [
            (r#"setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")"#, Some("mysite.wsgi")),
            (r#"("DJANGO_SETTINGS_MODULE", "config.settings.production")"#, Some("config.wsgi")),
            (r#"("DJANGO_SETTINGS_MODULE", "apps.core.settings")"#, Some("core.wsgi")),
            (r#"("DJANGO_SETTINGS_MODULE", "my-site.settings")"#, Some("site.wsgi")),
            (r#"("DJANGO_SETTINGS_MODULE", "settings")"#, None),
            ("from django.conf import settings\n'mysite.settings'", Some("import.wsgi\nmysite.wsgi")),
        ];
        for (text, expected) in cases {
            assert_eq!(module(&[("manage.py", text)]).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn manage_py_is_seen_three_folders_deep_and_keeps_flask_from_being_looked_for() {
        assert_eq!(module(&[("a/b/manage.py", "'x.settings'")]).as_deref(), Some("x.wsgi"));
        assert_eq!(module(&[("a/b/c/manage.py", "'x.settings'")]), None);
        assert_eq!(module(&[("manage.py", ""), ("app.py", "app = Flask(__name__)")]), None);
    }

    #[test]
    fn flask_objects_are_what_stands_left_of_the_equals_sign() {
        let cases = [
            ("app.py", "app = Flask(__name__)", Some("app:app ")),
            ("app.py", "    app = Flask(__name__)", Some("app:    app ")),
            ("app.py", "app: Flask = Flask(__name__)", Some("app:app: Flask ")),
            ("app.py", "app = Flask(__name__, static_folder='x')", None),
            ("happy.py", "app = Flask(__name__)", Some("ha.py:app ")),
            ("numpy_app.py", "app = Flask(__name__)", Some("nu_app.py:app ")),
            ("app.py", "# app = Flask(__name__)", Some("app:# app ")),
            ("src/app.py", "app = Flask(__name__)", None),
        ];
        for (file, text, expected) in cases {
            assert_eq!(module(&[(file, text)]).as_deref(), expected, "{file}: {text}");
        }
    }
}
