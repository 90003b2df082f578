//! The start command that Rainbond writes for a project that Cloud Native Buildpacks build, when it has no Procfile.
//!
//! It searches texts: a dependency is a word somewhere in a manifest, an app is an assignment at the left margin.
//! Source: goodrain/rainbond, `builder/parser/code/python_detect.go`.

use std::borrow::Cow;
use std::cell::Cell;

use crate::order;
use crate::project::Project;

use crate::analysis::procfile::generator::Outcome;

/// Files in which the name of a dependency is looked for.
const MANIFESTS: [&str; 3] = ["requirements.txt", "Pipfile", "pyproject.toml"];
/// Files that make it a project of conda, whatever else there is.
const CONDA: [&str; 4] = ["environment.yml", "environment.yaml", "conda.yml", "conda.yaml"];
/// How many folders deep it looks for modules.
const DEPTH: usize = 5;
/// Folders that it passes over, apart from hidden ones and those of packed packages.
const PASSED_OVER: [&str; 7] = ["__pycache__", "build", "dist", "node_modules", "test", "tests", "venv"];
/// What Go takes for white space.
const BLANKS: [char; 5] = [' ', '\t', '\n', '\r', '\x0c'];

/// One attempt: where a dependency is named, the first module that fits gives the command.
struct Step {
    dependency: &'static str,
    /// Names of files, the first choice first.
    files: &'static [&'static str],
    /// Of these, one has to stand in the file, in any case of letters.
    words: &'static [&'static str],
    wanted: Wanted,
    /// `{module}`, `{file}` and `{object}` stand for what is found.
    command: &'static str,
}

/// What a module has to have.
enum Wanted {
    /// One of these names, assigned at the left margin.
    Assignment(&'static [&'static str]),
    /// One of these functions, defined at the left margin.
    Function(&'static [&'static str]),
    /// Nothing but the words.
    Nothing,
}

const STEPS: &[Step] = &[
    Step {
        dependency: "aiohttp",
        files: &["server.py", "app.py", "main.py", "run.py", "application.py", "api.py"],
        words: &["aiohttp", "web.run_app("],
        wanted: Wanted::Nothing,
        command: "python {file}",
    },
    Step {
        dependency: "aiohttp",
        files: &["server.py", "app.py", "main.py", "run.py", "application.py", "api.py"],
        words: &["aiohttp"],
        wanted: Wanted::Function(&["init_func", "create_app", "init_app", "get_app", "make_app"]),
        command: "python -m aiohttp.web -H 0.0.0.0 -P $_PORT {module}:{object}",
    },
    Step {
        dependency: "quart",
        files: &["app.py", "main.py", "asgi.py", "application.py", "server.py", "run.py", "__init__.py"],
        words: &["quart"],
        wanted: Wanted::Assignment(&["app", "application"]),
        command: "hypercorn --bind 0.0.0.0:$_PORT {module}:{object}",
    },
    Step {
        dependency: "sanic",
        files: &["server.py", "app.py", "main.py", "application.py", "run.py", "__init__.py"],
        words: &["sanic"],
        wanted: Wanted::Assignment(&["app", "application"]),
        command: "sanic {module}:{object} --host=0.0.0.0 --port=$_PORT",
    },
    Step {
        dependency: "sanic",
        files: &["server.py", "app.py", "main.py", "application.py", "run.py", "__init__.py"],
        words: &["sanic"],
        wanted: Wanted::Function(&["create_app", "get_app", "make_app"]),
        command: "sanic {module}:{object} --factory --host=0.0.0.0 --port=$_PORT",
    },
    Step {
        dependency: "uvicorn",
        files: &["main.py", "app.py", "asgi.py", "application.py", "server.py", "run.py", "api.py", "__init__.py"],
        words: &[],
        wanted: Wanted::Assignment(&["app", "application", "asgi_app"]),
        command: "uvicorn {module}:{object} --host 0.0.0.0 --port $_PORT",
    },
    Step {
        dependency: "gunicorn",
        files: &["wsgi.py", "app.py", "main.py", "application.py", "server.py", "run.py", "api.py", "__init__.py"],
        words: &[],
        wanted: Wanted::Assignment(&["application", "app", "wsgi_app", "asgi_app"]),
        command: "gunicorn {module}:{object} --bind 0.0.0.0:$_PORT",
    },
    Step {
        dependency: "flask",
        files: &["app.py", "main.py", "server.py", "run.py", "application.py", "api.py", "__init__.py"],
        words: &["from flask import", "import flask", "flask(", "create_app", "make_app"],
        wanted: Wanted::Nothing,
        command: "flask --app {module} run --host 0.0.0.0 --port $_PORT",
    },
];

/// The Procfile that it writes.
#[must_use]
pub fn detect(project: &Project) -> Outcome {
    let search = Search { project, unseen: Cell::new(false) };
    let found = search
        .poetry_script()
        .or_else(|| search.django())
        .or_else(|| search.pyramid())
        .or_else(|| STEPS.iter().find_map(|step| search.attempt(step)));
    match found {
        // What a file holds that was not given could have come first.
        _ if search.unseen.get() => Outcome::Unknown,
        Some(command) => Outcome::Written(format!("web: {command}\n")),
        None => Outcome::Nothing,
    }
}

struct Search<'p> {
    project: &'p Project,
    /// Whether a file that decides was not given.
    unseen: Cell<bool>,
}

impl Search<'_> {
    fn read(&self, path: &str) -> Option<String> {
        let text = self.project.lossy_text(path).map(Cow::into_owned);
        self.unseen.set(self.unseen.get() || (text.is_none() && self.project.has(path)));
        text
    }

    /// The first script of a project that Poetry manages.
    fn poetry_script(&self) -> Option<String> {
        let is_other = CONDA.iter().chain(&["Pipfile"]).any(|file| self.project.has(file));
        let text = if is_other { None } else { self.read("pyproject.toml") }?;
        let (_, scripts) = text.split_once("[tool.poetry.scripts]").filter(|_| text.contains("[tool.poetry]"))?;
        let mut lines = scripts.lines().skip(1).map(str::trim).take_while(|line| !line.starts_with('['));
        lines.find_map(script_name).map(|name| format!("poetry run {name}"))
    }

    fn django(&self) -> Option<String> {
        (self.project.has("manage.py") || self.project.has_folder("manage.py"))
            .then(|| "python manage.py runserver 0.0.0.0:$_PORT".to_owned())
    }

    fn pyramid(&self) -> Option<String> {
        if !self.names("pyramid") {
            return None;
        }
        let usual = ["development.ini", "production.ini"].into_iter().find(|file| self.project.has(file));
        let file = usual.or_else(|| self.project.root_files().find(|file| file.strip_suffix(".ini").is_some()))?;
        let settings = self.read(file).unwrap_or_default().to_lowercase();
        let port = ["http_port", "port"].into_iter().find(|name| settings.contains(&format!("%({name})s")));
        Some(format!("pserve {file}{}", port.map_or(String::new(), |name| format!(" {name}=$_PORT"))))
    }

    /// Whether a manifest has the name anywhere: a comment counts, and so does `gunicorn-x`.
    fn names(&self, dependency: &str) -> bool {
        MANIFESTS.iter().any(|file| self.read(file).is_some_and(|text| text.to_lowercase().contains(dependency)))
    }

    fn attempt(&self, step: &Step) -> Option<String> {
        if !self.names(step.dependency) {
            return None;
        }
        let paths = step.files.iter().flat_map(|name| candidates(self.project, name));
        paths.into_iter().find_map(|path| {
            let text = self.read(path)?;
            let lower = text.to_lowercase();
            let has_word = step.words.is_empty() || step.words.iter().any(|word| lower.contains(word));
            let object = step.wanted.find(&text).filter(|_| has_word)?;
            let command = step.command.replace("{file}", path).replace("{module}", &module(path));
            Some(command.replace("{object}", object))
        })
    }
}

impl Wanted {
    fn find(&self, source: &str) -> Option<&'static str> {
        match self {
            Self::Assignment(names) => names.iter().copied().find(|name| assigns(source, name)),
            Self::Function(names) => names.iter().copied().find(|name| defines(source, name)),
            Self::Nothing => Some(""),
        }
    }
}

fn script_name(line: &str) -> Option<&str> {
    let length = line.find(|char: char| !char.is_ascii_alphanumeric() && !matches!(char, '.' | '_' | '-'))?;
    let is_script = length > 0 && line[length..].trim_start().starts_with('=');
    is_script.then(|| &line[..length])
}

/// The files of this name, the nearest to the root first.
fn candidates<'p>(project: &'p Project, name: &str) -> Vec<&'p str> {
    let is_seen = |path: &&str| {
        let mut parts = path.rsplit('/');
        parts.next() == Some(name) && path.matches('/').count() <= DEPTH && !parts.any(is_passed_over)
    };
    let in_place = |path: &&str| !project.is_below_link(path);
    let mut paths: Vec<&str> = project.files().map(|(path, _)| path).filter(is_seen).filter(in_place).collect();
    order::sort_by_key(&mut paths, |path| (path.matches('/').count(), *path));
    paths
}

fn is_passed_over(folder: &str) -> bool {
    let folder = folder.trim().to_lowercase();
    folder.starts_with('.') || folder.ends_with(".egg-info") || PASSED_OVER.contains(&folder.as_str())
}

fn module(path: &str) -> String {
    let path = path.strip_suffix(".py").unwrap_or(path);
    let path = path.strip_prefix("src/").unwrap_or(path);
    path.strip_suffix("/__init__").unwrap_or(path).replace('/', ".")
}

/// Whether a line begins with the name and `=`, or with the name and a colon, and an `=` comes anywhere behind it.
fn assigns(source: &str, name: &str) -> bool {
    lines(source).filter_map(|line| line.strip_prefix(name)).any(|behind| {
        let behind = behind.trim_start_matches(BLANKS);
        behind.starts_with('=') || behind.strip_prefix(':').and_then(|behind| behind.find('=')).is_some_and(|at| at > 0)
    })
}

fn defines(source: &str, name: &str) -> bool {
    lines(source).any(|line| {
        let line = line.strip_prefix("async").and_then(behind_blanks).unwrap_or(line);
        let behind = line.strip_prefix("def").and_then(behind_blanks).and_then(|line| line.strip_prefix(name));
        behind.is_some_and(|behind| behind.trim_start_matches(BLANKS).starts_with('('))
    })
}

fn behind_blanks(text: &str) -> Option<&str> {
    text.starts_with(BLANKS).then(|| text.trim_start_matches(BLANKS))
}

/// From the start of each line to the end of the text.
fn lines(source: &str) -> impl Iterator<Item = &str> {
    let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
    starts.map(|start| &source[start..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn outcome(files: &[(&str, &str)]) -> Outcome {
        let mut project = Project::new();
        for (path, text) in files {
            let is_unknown = *text == "?";
            let bytes = Content::from(text.as_bytes().to_vec());
            project.insert(*path, if is_unknown { Content::Unknown { size: None } } else { bytes });
        }
        detect(&project)
    }

    fn command(files: &[(&str, &str)]) -> Option<String> {
        match outcome(files) {
            Outcome::Written(text) => Some(text.strip_prefix("web: ")?.strip_suffix('\n')?.to_owned()),
            _ => None,
        }
    }

    #[test]
    fn each_step_in_its_order() {
        let poetry = "[tool.poetry]\nname = 'x'\n[tool.poetry.scripts]\n\n# first\nserve = 'x:main'\n";
        let cases: &[(&[(&str, &str)], &str)] = &[
            (&[("pyproject.toml", poetry), ("manage.py", "")], "poetry run serve"),
            (&[("pyproject.toml", poetry), ("Pipfile", ""), ("manage.py", "")], "python manage.py runserver 0.0.0.0:$_PORT"),
            (
                &[("requirements.txt", "gunicorn"), ("manage.py", ""), ("wsgi.py", "application = 1")],
                "python manage.py runserver 0.0.0.0:$_PORT",
            ),
            (
                &[("requirements.txt", "Pyramid"), ("production.ini", "port = %(http_port)s")],
                "pserve production.ini http_port=$_PORT",
            ),
            (&[("requirements.txt", "pyramid"), ("b.ini", "%(PORT)s"), ("c.ini", "")], "pserve b.ini port=$_PORT"),
            (&[("requirements.txt", "pyramid"), ("development.ini", "")], "pserve development.ini"),
            (&[("requirements.txt", "aiohttp"), ("src/main.py", "import aiohttp")], "python src/main.py"),
            (
                &[("requirements.txt", "quart\nuvicorn"), ("app.py", "from quart import Quart\napp = Quart(__name__)")],
                "hypercorn --bind 0.0.0.0:$_PORT app:app",
            ),
            (
                &[("requirements.txt", "sanic"), ("server.py", "# Sanic\nasync  def create_app (x):")],
                "sanic server:create_app --factory --host=0.0.0.0 --port=$_PORT",
            ),
            (
                &[("requirements.txt", "sanic"), ("server.py", "import sanic\napp: Sanic = 1")],
                "sanic server:app --host=0.0.0.0 --port=$_PORT",
            ),
            (
                &[("requirements.txt", "fastapi\nuvicorn"), ("app.py", "app = 1"), ("src/main.py", "application = 1")],
                "uvicorn main:application --host 0.0.0.0 --port $_PORT",
            ),
            (
                &[("requirements.txt", "flask\ngunicorn"), ("app.py", "app = Flask(__name__)")],
                "gunicorn app:app --bind 0.0.0.0:$_PORT",
            ),
            (
                &[("requirements.txt", "gunicorn"), ("app.py", "app = 1"), ("a/wsgi.py", "app = 1\napplication = 2")],
                "gunicorn a.wsgi:application --bind 0.0.0.0:$_PORT",
            ),
            (
                &[("requirements.txt", "flask"), ("src/shop/__init__.py", "def create_app():")],
                "flask --app shop run --host 0.0.0.0 --port $_PORT",
            ),
            (&[("requirements.txt", "flask\n# gunicorn-x"), ("app.py", "app = 1")], "gunicorn app:app --bind 0.0.0.0:$_PORT"),
        ];
        for (files, expected) in cases {
            assert_eq!(command(files).as_deref(), Some(*expected), "{files:?}");
        }
    }

    #[test]
    fn some_apps_are_not_found() {
        let cases: &[&[(&str, &str)]] = &[
            &[("requirements.txt", "gunicorn"), ("app.py", "def create_app():\n    app = 1")],
            &[("requirements.txt", "gunicorn"), ("hello.py", "app = 1")],
            &[("requirements.txt", "gunicorn"), ("tests/app.py", "app = 1")],
            &[("requirements.txt", "gunicorn"), ("a/b/c/d/e/f/app.py", "app = 1")],
            &[("setup.py", "gunicorn"), ("app.py", "app = 1")],
            &[("requirements.txt", "flask"), ("app.py", "print(1)")],
            &[("backend/manage.py", ""), ("requirements.txt", "django")],
            &[("pyproject.toml", "[tool.poetry.scripts]\nx = 'y'")],
        ];
        for files in cases {
            assert_eq!(outcome(files), Outcome::Nothing, "{files:?}");
        }
    }

    #[test]
    fn what_was_not_given_leaves_the_command_open() {
        assert_eq!(outcome(&[("requirements.txt", "?"), ("app.py", "app = 1")]), Outcome::Unknown);
        assert_eq!(outcome(&[("requirements.txt", "flask"), ("app.py", "?")]), Outcome::Unknown);
        assert!(command(&[("requirements.txt", "?"), ("manage.py", "?")]).is_some());
    }

    #[test]
    fn an_annotation_needs_an_equals_sign_anywhere_behind_it() {
        assert!(assigns("app: Flask\n\nx = 1", "app") && assigns("app\t= 1", "app") && assigns("x\napp==1", "app"));
        assert!(!assigns("app: Flask", "app") && !assigns("app.x = 1", "app") && !assigns(" app = 1", "app"));
        assert!(!assigns("application = 1", "app") && !assigns("app:= 1", "app"));
    }
}
