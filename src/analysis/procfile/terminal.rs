//! Lines that belong into a terminal: `heroku ps:scale web=1`, `git add .`, `echo web: … > Procfile`.

use crate::analysis::procfile::processes::{PROCFILE, Process, ProcfileInForce};
use crate::project::path::base;
use crate::syntax::procfile::Procfile;

/// Programs of a terminal, each with the words that may follow it; none if any may.
const TOOLS: &[(&str, &[&str])] = &[
    ("apt", &["install", "update", "upgrade"]),
    ("apt-get", &["install", "update", "upgrade"]),
    ("brew", &["install", "tap", "update"]),
    ("cat", &[]),
    ("cd", &[]),
    ("chmod", &[]),
    ("cp", &[]),
    ("docker", &["build", "compose", "login", "pull", "push", "run", "tag"]),
    ("docker-compose", &[]),
    ("doctl", &[]),
    ("dokku", &[]),
    ("echo", &[]),
    ("export", &[]),
    ("git", &["add", "branch", "checkout", "clone", "commit", "init", "pull", "push", "remote", "status"]),
    ("heroku", &[]),
    ("ls", &[]),
    ("mkdir", &[]),
    ("mv", &[]),
    ("nano", &[]),
    ("pip", PIP),
    ("pip3", PIP),
    ("rm", &[]),
    ("source", &[]),
    ("sudo", &[]),
    ("touch", &[]),
    ("vi", &[]),
    ("vim", &[]),
    ("virtualenv", &[]),
];

const PIP: &[&str] = &["freeze", "install", "list", "uninstall"];

/// Tools of which a line is made even where several commands follow each other in it; other lines of several commands
/// may be a start command without its name.
const NEVER_STARTED: &[&str] = &["git", "heroku"];

/// What stands behind `heroku` and is pasted without it.
const HEROKU: &[&str] = &[
    "addons:create",
    "apps:create",
    "buildpacks:add",
    "buildpacks:set",
    "config:get",
    "config:set",
    "config:unset",
    "container:push",
    "container:release",
    "domains:add",
    "git:remote",
    "ps:restart",
    "ps:resize",
    "ps:scale",
    "ps:stop",
    "ps:type",
    "run:detached",
];

/// Commands of `manage.py` that do something once and end.
const MANAGE_PY: &[&str] = &[
    "check",
    "collectstatic",
    "compilemessages",
    "createcachetable",
    "createsuperuser",
    "dbshell",
    "flush",
    "loaddata",
    "makemigrations",
    "migrate",
    "shell",
    "startapp",
    "test",
];

/// Commands of `flask` that do something once and end.
const FLASK: &[&str] = &["db", "init-db", "initdb", "routes", "shell"];

/// A command for a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TerminalCommand<'l> {
    /// All of it, without a prompt.
    pub text: &'l str,
    /// What it was to do.
    pub purpose: Purpose<'l>,
}

/// What a command was to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose<'l> {
    /// Write this entry into the Procfile.
    Write(&'l str),
    /// Set this variable.
    Variable(&'l str),
    /// A step of the app itself that ends, and may come before its server.
    Step,
    /// Anything else.
    Other,
}

/// The command of a line; none if the line may be an entry.
#[must_use]
pub fn command(line: &str) -> Option<TerminalCommand<'_>> {
    let line = line.trim_matches([' ', '\t', '\r']);
    let (text, has_prompt) = without_prompt(line);
    let purpose = purpose(text).or(has_prompt.then_some(Purpose::Other))?;
    Some(TerminalCommand { text, purpose })
}

/// The lines of a Procfile, asked which processes its parser made of commands for a terminal: of each line, whether it is one.
#[derive(Debug)]
pub struct Lines(Vec<bool>);

impl Lines {
    /// The lines of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(text.lines().map(|line| command(line).is_some()).collect())
    }

    /// The lines of the Procfile that counts.
    #[must_use]
    pub fn in_force(procfile: &ProcfileInForce) -> Self {
        Self::of(procfile.text.as_deref().unwrap_or_default())
    }

    /// Whether a process is what the parser makes of a command for a terminal.
    #[must_use]
    pub fn are_for_terminal(&self, process: &Process) -> bool {
        process.line.checked_sub(1).and_then(|index| self.0.get(index)) == Some(&true)
    }
}

/// A line without `$ ` or `(venv) $ ` before it.
fn without_prompt(line: &str) -> (&str, bool) {
    let behind_environment = line.strip_prefix('(').and_then(|rest| rest.split_once(") ")).map(|(_, rest)| rest);
    let command = behind_environment.unwrap_or(line).strip_prefix("$ ").map(str::trim_start);
    command.filter(|command| !command.is_empty()).map_or((line, false), |command| (command, true))
}

fn purpose(text: &str) -> Option<Purpose<'_>> {
    let words: Vec<&str> = text.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
    let (first, arguments) = words.split_first()?;
    let second = arguments.first()?;
    // `echo : x` is an entry with a blank before its colon.
    if second.starts_with([':', '：']) {
        return None;
    }
    if let Some(entry) = written(text) {
        return Some(Purpose::Write(entry));
    }
    let is_tool = TOOLS.iter().any(|(tool, words)| tool == first && (words.is_empty() || words.contains(second)));
    let has_several = text.contains("&&") || text.contains(';') || text.contains('|');
    if HEROKU.contains(first) || (is_tool && NEVER_STARTED.contains(first)) {
        Some(Purpose::Other)
    } else if has_several {
        None
    } else if *first == "export" && arguments.len() == 1 && second.contains('=') {
        Some(Purpose::Variable(second))
    } else if is_step(&words) {
        Some(Purpose::Step)
    } else {
        (is_tool || is_environment(&words)).then_some(Purpose::Other)
    }
}

/// The entry that `echo "web: …" > Procfile` writes.
fn written(text: &str) -> Option<&str> {
    let (command, file) = text.rsplit_once('>')?;
    let printed = command.strip_prefix("echo ")?.trim().trim_end_matches('>').trim_end();
    let quotes = ['"', '\'', '“', '”', '‘', '’'];
    let entry = printed.trim_start_matches(quotes).trim_end_matches(quotes);
    let is_entry = Procfile::parse(entry).entries().count() == 1;
    (is_entry && file.trim().trim_matches(quotes).trim_start_matches("./") == PROCFILE).then_some(entry)
}

/// `python manage.py migrate`, `flask db upgrade`
fn is_step(words: &[&str]) -> bool {
    let words = match words {
        ["pipenv" | "poetry" | "uv", "run", rest @ ..] => rest,
        words => words,
    };
    match words {
        ["flask", command, ..] => FLASK.contains(command),
        ["python" | "python3", script, command, ..] | [script, command, ..] if is_manage_py(script) => {
            MANAGE_PY.contains(command)
        }
        _ => false,
    }
}

fn is_manage_py(script: &str) -> bool {
    base(script) == "manage.py"
}

/// `python -m venv venv`, `python -m pip install x`
fn is_environment(words: &[&str]) -> bool {
    matches!(words, ["python" | "python3" | "py", "-m", "venv" | "virtualenv" | "pip", ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<Purpose<'_>> {
        command(line).map(|command| command.purpose)
    }

    #[test]
    fn commands_for_a_terminal_are_told_by_their_first_words() {
        for line in [
            "heroku ps:scale web=1",
            "$ heroku ps:scale web=1",
            "(venv) $ gunicorn app:app",
            "heroku config:set A=b && git push heroku main",
            "git add .\r",
            "  git push heroku master",
            "ps:scale worker=1",
            "pip install -r requirements.txt",
            "python3 -m venv venv",
            "source venv/bin/activate",
            "cd src",
        ] {
            assert_eq!(found(line), Some(Purpose::Other), "{line}");
        }
        for line in ["python manage.py migrate", "manage.py collectstatic --noinput", "./src/manage.py test", "flask db upgrade"]
        {
            assert_eq!(found(line), Some(Purpose::Step), "{line}");
        }
        assert_eq!(found("export FLASK_APP=app.py"), Some(Purpose::Variable("FLASK_APP=app.py")));
    }

    #[test]
    fn what_echo_was_to_write_is_known() {
        for line in [
            "echo web: gunicorn a > Procfile",
            "echo \"web: gunicorn a\" > Procfile",
            "$ echo 'web: gunicorn a' >> ./Procfile",
            "echo “web: gunicorn a”>Procfile",
        ] {
            assert_eq!(found(line), Some(Purpose::Write("web: gunicorn a")), "{line}");
        }
        assert_eq!(found("echo 3.9 > runtime.txt"), Some(Purpose::Other));
        assert_eq!(found("echo done > Procfile"), Some(Purpose::Other));
    }

    #[test]
    fn entries_and_start_commands_are_none() {
        for line in [
            "web: heroku ps:scale web=1",
            "git: python git.py",
            "echo : python echo.py",
            "echo:python echo.py",
            "worker python worker.py",
            "gunicorn app:app",
            "python app.py",
            "python manage.py runserver",
            "flask run",
            "cd src && gunicorn app:app",
            "python manage.py migrate && gunicorn app:app",
            "git is needed",
            "heroku",
            "$",
            "$PORT",
            "",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
