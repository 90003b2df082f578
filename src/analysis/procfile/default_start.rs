//! The start commands that platforms take where there is no Procfile, and keep nowhere: each build looks for them anew.
//!
//! They search texts: a dependency is a word somewhere in a manifest.
//! Sources: railwayapp/railpack 0.37.0 `core/providers/python`, railwayapp/nixpacks `src/providers/python.rs`,
//! GoogleCloudPlatform/buildpacks `cmd/python/missing_entrypoint`, paketo-buildpacks/poetry-run.

use std::cell::Cell;

use crate::analysis::requirements::Requirements;
use crate::order;
use crate::platform::Series;
use crate::project::Project;
use crate::project::path::base;

use super::generator::Outcome;

/// Files in which the name of a dependency is looked for.
const MANIFESTS: [&str; 3] = ["requirements.txt", "pyproject.toml", "Pipfile"];
const PYPROJECT: &str = "pyproject.toml";
const MANAGE_PY: &str = "manage.py";
/// Django's setting that names its app, as both of Railway's tools look for it.
const WSGI_SETTING: &str = "WSGI_APPLICATION = ";
/// The programs that Railpack looks for, the first choice first.
const MAIN_FILES: [&str; 6] = ["main.py", "app.py", "start.py", "bot.py", "hello.py", "server.py"];
/// From this Python on, Google's buildpacks choose the server by what is required.
const SMART: Series = Series { major: 3, minor: 13 };

/// Railpack: Django, then three frameworks with their servers, each of which takes the place of the one before, and else the first
/// program at the root.
pub(super) fn railpack(project: &Project) -> Outcome {
    let search = Search::of(project, Depth::Any);
    let main = MAIN_FILES.into_iter().find(|file| project.has(file));
    let django = search.is_django().then(|| search.wsgi_module()).flatten();
    let django =
        django.map(|module| format!("python manage.py migrate && gunicorn --bind 0.0.0.0:${{PORT:-8000}} {module}:application"));
    let uvicorn = "uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}";
    let gunicorn = "gunicorn --bind 0.0.0.0:${PORT:-8000} main:app";
    let served = [("flask", "gunicorn", gunicorn), ("fastapi", "uvicorn", uvicorn), ("python-fasthtml", "uvicorn", uvicorn)];
    let served = served.into_iter().filter(|_| main.is_some()).find(|(app, server, _)| search.names(app) && search.names(server));
    let found = served.map(|(_, _, command)| command.to_owned()).or(django);
    search.outcome(found.or_else(|| main.map(|file| format!("python {file}"))))
}

/// Nixpacks: Django, then `main.py`, then the module that `pyproject.toml` names.
pub(super) fn nixpacks(project: &Project) -> Outcome {
    let search = Search::of(project, Depth::Root);
    if search.is_django() {
        return search.outcome(search.wsgi_module().map(|module| format!("python manage.py migrate && gunicorn {module}")));
    }
    let main = project.has("main.py").then(|| "python main.py".to_owned());
    search.outcome(main.or_else(|| Some(format!("python -m {}", search.project_name()?))))
}

/// Google Cloud: a server for `main.py` or `app.py`.
pub(super) fn google_cloud(project: &Project, requirements: &Requirements) -> Outcome {
    let search = Search::of(project, Depth::Root);
    // A script of the project goes before everything else, and how it is started depends on its tool.
    let has_scripts = || search.read(PYPROJECT).is_some_and(|text| text.contains("scripts]"));
    if !project.has(MANIFESTS[0]) && has_scripts() {
        return Outcome::Unknown;
    }
    let Some(file) = ["main.py", "app.py"].into_iter().find(|file| project.has(file)) else { return search.outcome(None) };
    let module = file.strip_suffix(".py").unwrap_or(file);
    let gunicorn = format!("gunicorn -b :8080 {module}:app");
    let is_smart = requirements.python.is_none_or(|python| python.series >= SMART);
    let requires = |package: &str| is_smart && !search.names_alone("gunicorn") && search.names_alone(package);
    search.outcome(Some(match () {
        () if requires("uvicorn") || requires("fastapi[standard]") => {
            format!("uvicorn {module}:app --port 8080 --host 0.0.0.0")
        }
        () if requires("gradio") => format!("python {file}"),
        () if requires("streamlit") => format!("streamlit run {file} --server.address 0.0.0.0 --server.port 8080"),
        () => gunicorn,
    }))
}

/// Paketo: the script of a project that Poetry manages, if there is one and no other.
pub(super) fn paketo(project: &Project) -> Outcome {
    let search = Search::of(project, Depth::Root);
    let is_other = ["Pipfile", "requirements.txt", "environment.yml", "package-list.txt"].iter().any(|file| project.has(file));
    let text = if is_other { None } else { search.read(PYPROJECT) };
    let scripts = text.as_deref().map(poetry_scripts).unwrap_or_default();
    let script = if let [script] = scripts.as_slice() { Some(format!("poetry run {script}")) } else { None };
    search.outcome(script)
}

/// How deep manifests are looked for.
#[derive(Clone, Copy)]
enum Depth {
    Root,
    Any,
}

struct Search<'p> {
    project: &'p Project,
    manifests: Vec<&'p str>,
    /// Whether a file that decides was not given.
    unseen: Cell<bool>,
}

impl<'p> Search<'p> {
    fn of(project: &'p Project, depth: Depth) -> Self {
        let is_manifest = |path: &&str| MANIFESTS.contains(&base(path));
        let manifests = match depth {
            Depth::Root => project.root_files().filter(is_manifest).collect(),
            Depth::Any => project.files().map(|(path, _)| path).filter(is_manifest).collect(),
        };
        Self { project, manifests, unseen: Cell::new(false) }
    }

    /// What comes of it; what a file holds that was not given could have changed it.
    fn outcome(&self, command: Option<String>) -> Outcome {
        match command {
            _ if self.unseen.get() => Outcome::Unknown,
            Some(command) => Outcome::Written(format!("web: {command}\n")),
            None => Outcome::Nothing,
        }
    }

    fn read(&self, path: &str) -> Option<String> {
        let text = self.project.lossy_text(path).map(std::borrow::Cow::into_owned);
        self.unseen.set(self.unseen.get() || (text.is_none() && self.project.has(path)));
        text
    }

    /// Whether a manifest has the name anywhere: a comment counts, and so does a longer name.
    fn names(&self, dependency: &str) -> bool {
        self.manifests.iter().any(|path| self.read(path).is_some_and(|text| text.to_lowercase().contains(dependency)))
    }

    /// Whether a manifest has the name as a word of its own.
    fn names_alone(&self, dependency: &str) -> bool {
        let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_' | '.');
        let stands_in = |line: &str| {
            let line = line.split('#').next().unwrap_or_default().to_lowercase();
            line.match_indices(dependency).any(|(at, _)| {
                let behind = &line[at + dependency.len()..];
                !line[..at].ends_with(is_part) && !behind.starts_with(is_part)
            })
        };
        self.manifests.iter().any(|path| self.read(path).is_some_and(|text| text.lines().any(stands_in)))
    }

    fn is_django(&self) -> bool {
        self.project.has(MANAGE_PY) && self.names("django")
    }

    /// The module that the first file names in the setting of Django.
    fn wsgi_module(&self) -> Option<String> {
        let mut paths: Vec<&str> =
            self.project.files().map(|(path, _)| path).filter(|path| path.strip_suffix(".py").is_some()).collect();
        order::sort_by_key(&mut paths, |path| *path);
        paths.into_iter().find_map(|path| wsgi_module(&self.read(path)?))
    }

    /// The name of the project.
    fn project_name(&self) -> Option<String> {
        let text = self.read(PYPROJECT)?;
        let toml = toml_span::parse(&text).ok()?;
        Some(toml.pointer("/project/name")?.as_str()?.to_owned())
    }
}

/// What stands in quotes behind the setting, without its last part.
fn wsgi_module(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let quoted = line[line.find(WSGI_SETTING)? + WSGI_SETTING.len()..].strip_prefix(['"', '\''])?;
        let end = quoted.rfind(".application").filter(|end| quoted[end + ".application".len()..].starts_with(['"', '\'']))?;
        Some(quoted[..end].to_owned())
    })
}

fn poetry_scripts(text: &str) -> Vec<&str> {
    let Some((_, scripts)) = text.split_once("[tool.poetry.scripts]") else { return vec![] };
    let lines = scripts.lines().skip(1).map(str::trim).take_while(|line| !line.starts_with('['));
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| Some(line.split_once('=')?.0.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn project(files: &[(&str, &str)]) -> Project {
        let mut project = Project::new();
        for (path, text) in files {
            let bytes = Content::from(text.as_bytes().to_vec());
            project.insert(*path, if *text == "?" { Content::Unknown { size: None } } else { bytes });
        }
        project
    }

    fn command(outcome: Outcome) -> String {
        match outcome {
            Outcome::Written(text) => text.trim().trim_start_matches("web: ").to_owned(),
            other => format!("{other:?}"),
        }
    }

    const WSGI: (&str, &str) = ("shop/settings.py", "X = 1\nWSGI_APPLICATION = 'shop.wsgi.application'\n");

    #[test]
    fn railpack_starts_these() {
        let cases: &[(&[(&str, &str)], &str)] = &[
            (
                &[("requirements.txt", "Django"), ("manage.py", ""), WSGI],
                "python manage.py migrate && gunicorn --bind 0.0.0.0:${PORT:-8000} shop.wsgi:application",
            ),
            (&[("requirements.txt", "Django"), ("manage.py", "")], "Nothing"),
            (&[("requirements.txt", "fastapi\nuvicorn"), ("app.py", "")], "uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}"),
            (&[("requirements.txt", "flask\ngunicorn"), ("app.py", "")], "gunicorn --bind 0.0.0.0:${PORT:-8000} main:app"),
            (&[("requirements.txt", "flask"), ("app.py", ""), ("bot.py", "")], "python app.py"),
            (
                &[("backend/requirements.txt", "# flask gunicorn"), ("bot.py", "")],
                "gunicorn --bind 0.0.0.0:${PORT:-8000} main:app",
            ),
            (&[("requirements.txt", "flask\ngunicorn"), ("shop.py", "")], "Nothing"),
            (&[("requirements.txt", "?"), ("main.py", "")], "Unknown"),
        ];
        for (files, expected) in cases {
            assert_eq!(command(railpack(&project(files))), *expected, "{files:?}");
        }
    }

    #[test]
    fn nixpacks_starts_these() {
        let cases: &[(&[(&str, &str)], &str)] = &[
            (&[("requirements.txt", "Django"), ("manage.py", ""), WSGI], "python manage.py migrate && gunicorn shop.wsgi"),
            (&[("requirements.txt", "Django"), ("manage.py", ""), ("main.py", "")], "Nothing"),
            (&[("requirements.txt", "flask"), ("main.py", "")], "python main.py"),
            (&[("pyproject.toml", "[project]\nname = \"shop\"\n")], "python -m shop"),
            (&[("requirements.txt", "flask"), ("app.py", "")], "Nothing"),
        ];
        for (files, expected) in cases {
            assert_eq!(command(nixpacks(&project(files))), *expected, "{files:?}");
        }
    }

    #[test]
    fn google_cloud_starts_these() {
        let cases: &[(&[(&str, &str)], &str)] = &[
            (&[("requirements.txt", "flask"), ("main.py", ""), ("app.py", "")], "gunicorn -b :8080 main:app"),
            (&[("requirements.txt", "flask"), ("app.py", "")], "gunicorn -b :8080 app:app"),
            (&[("requirements.txt", "fastapi\nuvicorn"), ("app.py", "")], "uvicorn app:app --port 8080 --host 0.0.0.0"),
            (&[("requirements.txt", "uvicorn-worker"), ("app.py", "")], "gunicorn -b :8080 app:app"),
            (&[("requirements.txt", "uvicorn\ngunicorn"), ("app.py", "")], "gunicorn -b :8080 app:app"),
            (
                &[("requirements.txt", "streamlit==1.0"), ("main.py", "")],
                "streamlit run main.py --server.address 0.0.0.0 --server.port 8080",
            ),
            (&[("requirements.txt", "flask"), ("shop.py", "")], "Nothing"),
            (&[("pyproject.toml", "[project.scripts]\na = 'b:c'"), ("main.py", "")], "Unknown"),
        ];
        for (files, expected) in cases {
            let project = project(files);
            assert_eq!(command(google_cloud(&project, &Requirements::of(&project))), *expected, "{files:?}");
        }
    }

    #[test]
    fn paketo_starts_the_only_script_of_poetry() {
        let one = "[tool.poetry.scripts]\n# x = 'y'\nserve = 'shop:main'\n[tool.x]\na = 1\n";
        assert_eq!(command(paketo(&project(&[("pyproject.toml", one)]))), "poetry run serve");
        assert_eq!(command(paketo(&project(&[("pyproject.toml", one), ("requirements.txt", "")]))), "Nothing");
        let two = "[tool.poetry.scripts]\na = 'b:c'\nd = 'e:f'\n";
        assert_eq!(command(paketo(&project(&[("pyproject.toml", two)]))), "Nothing");
    }
}
