//! The Procfiles that platforms write when there is none.

use std::ops::Range;

use crate::analysis::requirements::Requirements;
use crate::analysis::static_files::manage_py;
use crate::order;
use crate::project::Project;
use crate::text::collation::by_letters;

/// How many folders deep Rainbond's builder looks for `manage.py`.
const MANAGE_PY_DEPTH: usize = 3;
/// What it looks for in the files at the root when there is no `manage.py`.
const FLASK_OBJECT: &str = "Flask(__name__)";
/// What it looks for in `manage.py`, behind a word and one character.
const SETTINGS: &str = "settings";
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
/// faults: it searches text, and writes what it finds. A path with a blank is no file to it.
#[must_use]
pub fn slug_builder(project: &Project, requirements: &Requirements) -> Outcome {
    let manage_py = manage_py(project, MANAGE_PY_DEPTH).filter(|path| !path.contains(char::is_whitespace));
    match manage_py {
        Some(path) => project.lossy_text(&path).map_or(Outcome::Unknown, |text| django(&text)),
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
    let mut guesses = vec![];
    for line in printed_lines(manage_py) {
        let mut from = 0;
        while let Some(found) = word_and_settings(&line.text[from..]) {
            let found = from + found.start..from + found.end;
            from = found.end;
            let text = &line.text[found.clone()];
            let module =
                without(text, SETTINGS).map_or_else(|| text.to_owned(), |(before, behind)| format!("{before}.wsgi{behind}"));
            guesses.push(Guess { range: line.start + found.start..line.start + found.end, module });
        }
    }
    guesses
}

/// The first match of `\w+.settings`, the longest one there: words have the letters of all languages.
fn word_and_settings(text: &str) -> Option<Range<usize>> {
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    let mut from = 0;
    while let Some(found) = text[from..].find(is_word) {
        let start = from + found;
        let end = text[start..].find(|char| !is_word(char)).map_or(text.len(), |length| start + length);
        // The character before the word `settings` may be the last one of this word, or the one behind it.
        let fits = |(at, _): &(usize, &str)| {
            let before = text[..*at].char_indices().next_back();
            before.is_some_and(|(place, char)| place > start && place <= end && char != char::REPLACEMENT_CHARACTER)
        };
        if let Some((at, _)) = text.match_indices(SETTINGS).filter(fits).last() {
            return Some(start..at + SETTINGS.len());
        }
        from = end;
    }
    None
}

/// The modules, each on a line of its own.
fn django(manage_py: &str) -> Outcome {
    let modules: Vec<String> = guesses(manage_py).into_iter().map(|guess| guess.module).collect();
    if modules.is_empty() { Outcome::Nothing } else { Outcome::Written(procfile(&modules.join("\n"))) }
}

fn flask(project: &Project, requirements: &Requirements) -> Outcome {
    let mut files: Vec<&str> =
        project.root_files().filter(|file| file.strip_suffix(".py").is_some() && !project.is_linked(file)).collect();
    order::sort_by(&mut files, |one, other| by_letters(one, other));
    let mut unseen = false;
    // The shell takes a name apart at its blanks.
    for file in files.into_iter().flat_map(str::split_whitespace) {
        let Some(text) = project.lossy_text(file) else {
            unseen |= project.has(file);
            continue;
        };
        let lines = printed_lines(&text).filter(|line| line.text.contains(FLASK_OBJECT));
        let objects: Vec<&str> = lines.map(|line| line.text.split('=').next().unwrap_or_default()).collect();
        let objects = objects.join("\n");
        let objects = objects.trim_end_matches('\n');
        if !objects.is_empty() {
            return Outcome::Written(procfile(&format!("{}:{objects}", without_ending(file))));
        }
    }
    match (unseen && requirements.lists("flask"), project.has("app.py")) {
        (true, true) => Outcome::Documented,
        (true, false) => Outcome::Unknown,
        (false, _) => Outcome::Nothing,
    }
}

/// A line, and where it starts in its text.
struct Line<'t> {
    text: &'t str,
    start: usize,
}

/// The lines that `grep` may print: none of a file with a NUL, and none that is no text.
fn printed_lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    let lines = text.split('\n').map(move |text| {
        let line = Line { text, start };
        start += text.len() + 1;
        line
    });
    let is_binary = text.contains('\0');
    lines.filter(move |line| !is_binary && !line.text.contains(char::REPLACEMENT_CHARACTER))
}

/// The builder takes out the first "any character, then `py`", wherever that stands: `happy.py` becomes `ha.py`.
fn without_ending(file: &str) -> String {
    without(file, "py").map_or_else(|| file.to_owned(), |(before, behind)| [before, behind].concat())
}

/// What stands before and behind the first "any character, then this word".
fn without<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let mut places = text.char_indices().map(|(at, char)| (at, at + char.len_utf8()));
    let (at, next) = places.find(|(_, next)| text[*next..].starts_with(word))?;
    Some((&text[..at], &text[next + word.len()..]))
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
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
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
            ("# \u{4f7f}\u{7528}settings\n'mysite.settings'", Some("\u{4f7f}.wsgi\nmysite.wsgi")),
            ("'xsettingsysettings'", Some(".wsgiysettings")),
            ("'a.settings.b.settings'", Some("a.wsgi\nb.wsgi")),
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
            ("app.py", "# app = Flask(__name__)\napp = Flask(__name__)", Some("app:# app \napp ")),
            ("app.py", "=Flask(__name__)\n", None),
            ("my app.py", "app = Flask(__name__)", None),
            ("app.py", "app = Flask(__name__)\n\0", None),
        ];
        for (file, text, expected) in cases {
            assert_eq!(module(&[(file, text)]).as_deref(), expected, "{file}: {text}");
        }
    }

    #[test]
    fn files_are_looked_at_in_the_order_of_their_letters() {
        let flask = "app = Flask(__name__)";
        assert_eq!(module(&[("Z.py", flask), ("a.py", flask)]).as_deref(), Some("a:app "));
        assert_eq!(module(&[("app.py", flask), ("application.py", flask)]).as_deref(), Some("application:app "));
        assert_eq!(module(&[(".py", flask), ("a.py", flask)]).as_deref(), Some("a:app "));
        assert_eq!(module(&[("my app/manage.py", "'x.settings'"), ("app.py", flask)]).as_deref(), Some("app:app "));
    }
}
