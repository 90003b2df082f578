//! The command that starts a project's web server, as far as the text of its sources decides it.

use crate::analysis::Facts;
use crate::analysis::python::apps::{Interface, Modules};
use crate::analysis::python::modules::SearchPath;
use crate::platform::Platform;
use crate::project::path::ROOT;
use crate::project::{Project, path};
use crate::syntax::python_name::is_identifier;
use crate::text::pattern::pattern;

pattern!(static OBJECT = "(?m)^([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::[^=\n]+)?=[ \t]*(?:flask[.])?Flask[(]");

/// Where people put the app object, and where the documented default looks for it.
const APP_FILES: &[&str] = &["app.py", "main.py", "wsgi.py"];

/// The variable in which gunicorn looks for the port to listen on.
const GUNICORNS_PORT: &str = "PORT";

/// What the server has to load, and the folder to load it from.
struct EntryPoint<'a> {
    folder: Option<&'a str>,
    target: String,
    interface: Interface,
}

/// An object that a server can start.
struct Object {
    name: String,
    interface: Interface,
}

/// An entry of a Procfile that starts the project, with the options that the platform's documents give; none where the
/// sources leave it open.
#[must_use]
pub fn web_entry(facts: &Facts<'_>) -> Option<String> {
    let entry_point = django(facts).or_else(|| object(facts))?;
    let lists = |package| facts.requirements.lists(package);
    let class = match entry_point.interface {
        Interface::Wsgi => "",
        Interface::Asgi if lists("gunicorn") && lists("uvicorn") => " -k uvicorn.workers.UvicornWorker",
        Interface::Asgi if lists("uvicorn") => {
            let port = &facts.platform.runtime.port_variable.value;
            return Some(format!("web: uvicorn {} --host 0.0.0.0 --port ${port}", entry_point.target));
        }
        _ => return None,
    };
    let worker =
        facts.platform.runtime.worker_tmp_dir.as_ref().map_or(String::new(), |dir| format!(" --worker-tmp-dir {}", dir.value));
    // gunicorn asks for `PORT` by itself, and for no other variable.
    let port = &facts.platform.runtime.port_variable.value;
    let bind = if port == GUNICORNS_PORT { String::new() } else { format!(" --bind 0.0.0.0:${port}") };
    let folder = entry_point.folder.map_or(String::new(), |folder| format!(" --chdir {folder}"));
    let options = documented_options(facts.platform);
    Some(format!("web: gunicorn{worker}{class}{bind}{folder} {}{options}", entry_point.target))
}

/// The options of the documented default, from the blank before the first of them.
fn documented_options(platform: &Platform) -> &str {
    let default = platform.procfile.documented_default.as_ref().map_or("", |fact| fact.value.as_str());
    default.find(" --").map_or("", |at| &default[at..])
}

/// The `wsgi.py` beside or below `manage.py`: the only one, or of several the one that the settings name.
fn django<'a>(facts: &'a Facts<'_>) -> Option<EntryPoint<'a>> {
    let manage_py = facts.static_files.manage_py.as_deref()?;
    let folder = manage_py.rsplit_once('/').map(|(folder, _)| folder);
    let inside = |path: &'a str| folder.map_or(Some(path), |folder| path.strip_prefix(folder)?.strip_prefix('/'));
    let found = facts.project.files_named("wsgi.py").filter_map(inside).filter(|path| !path::is_foreign(path));
    let modules: Vec<String> =
        found.filter_map(|path| Some(path.strip_suffix(".py")?.replace('/', "."))).filter(|name| is_plain(name)).collect();
    let target = match modules.as_slice() {
        [only] => Some(only.clone()),
        _ => wsgi_application(facts).filter(|named| modules.contains(named)),
    };
    Some(EntryPoint { folder, target: target?, interface: Interface::Wsgi })
}

/// The module that the setting `WSGI_APPLICATION` names.
fn wsgi_application(facts: &Facts<'_>) -> Option<String> {
    let application = facts.django()?.read()?.bound("WSGI_APPLICATION")?.value.text()?;
    application.strip_suffix(".application").map(str::to_owned)
}

fn module_name(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.strip_suffix(".py")?.split('/').collect();
    parts.iter().all(|part| is_identifier(part)).then(|| parts.join("."))
}

/// The only app object in the usual files at the root, or if they have none, in all files there.
fn object<'a>(facts: &'a Facts<'_>) -> Option<EntryPoint<'a>> {
    let object = |file| Some((module_name(file)?, object_of(facts, file)?));
    let usual: Vec<(String, Object)> = APP_FILES.iter().copied().filter_map(object).collect();
    let found = if usual.is_empty() { facts.project.root_files().filter_map(object).collect() } else { usual };
    let [(module, object)] = found.as_slice() else { return None };
    Some(EntryPoint { folder: None, target: format!("{module}:{}", object.name), interface: object.interface })
}

/// The only app object of a file; without a parser, the only one that its text shows.
fn object_of(facts: &Facts<'_>, file: &str) -> Option<Object> {
    if facts.files.module(file).is_none() {
        let name = flask_object(facts.project.text(file)?.as_str())?;
        return Some(Object { name, interface: Interface::Wsgi });
    }
    let mut path = SearchPath::default();
    path.push(ROOT);
    let apps = Modules { files: facts.files, path: &path }.apps(file);
    let mut ready =
        apps.into_iter().filter(|(_, app)| !app.is_factory && matches!(app.interface, Interface::Wsgi | Interface::Asgi));
    let (name, app) = ready.next()?;
    ready.next().is_none().then_some(Object { name, interface: app.interface })
}

/// The name at the left margin that a Flask object is given; none if there are several.
fn flask_object(source: &str) -> Option<String> {
    let mut objects = OBJECT.captures_iter(source).map(|found| found[1].to_owned());
    let object = objects.next()?;
    objects.all(|other| other == object).then_some(object)
}

/// Whether a command is `gunicorn` with a module of the project, an object that can be one, and options behind it.
#[must_use]
pub fn starts(project: &Project, command: &str) -> bool {
    let words: Vec<&str> = command.split_ascii_whitespace().collect();
    let ["gunicorn", target, options @ ..] = words.as_slice() else { return false };
    let (module, object) = target.split_once(':').unwrap_or((target, "application"));
    let path = module.replace('.', "/");
    module.split('.').all(is_identifier)
        && is_identifier(object)
        && options.first().is_none_or(|option| option.starts_with('-'))
        && (project.has(&format!("{path}.py")) || project.has(&format!("{path}/__init__.py")))
}

/// Whether the name of a module stands in a command as it is; imported by its text, it may have hyphens.
fn is_plain(module: &str) -> bool {
    module.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Settings;
    use crate::analysis::packages::predictions::Predictions;
    use crate::analysis::python::python_files::PythonFiles;
    use crate::platform;
    use crate::project::Content;

    fn entry(id: &str, files: &[(&str, &str)]) -> Option<String> {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
        }
        web_entry(&Facts::of(&PythonFiles::of(&project), &Predictions::default(), platform::find(id)?, &Settings::default()))
    }

    #[test]
    fn app_objects_are_taken_from_one_file() {
        let cases = [
            (
                &[("app.py", "from flask import Flask\napp = Flask('x')")][..],
                Some("web: gunicorn --worker-tmp-dir /dev/shm app:app"),
            ),
            (
                &[("main.py", "import flask\napi: flask.Flask = flask.Flask(__name__)")],
                Some("web: gunicorn --worker-tmp-dir /dev/shm main:api"),
            ),
            (&[("app.py", "def create_app():\n    app = Flask(__name__)")], None),
            (&[("app.py", "# app = Flask(__name__)")], None),
            (&[("app.py", "from flask import Flask\na = Flask(__name__)\nb = Flask(__name__)")], None),
            (
                &[
                    ("app.py", "from flask import Flask\napp = Flask(__name__)"),
                    ("main.py", "from flask import Flask\napp = Flask(__name__)"),
                ],
                None,
            ),
            (
                &[("hello.py", "from flask import Flask\napp = Flask(__name__)")],
                Some("web: gunicorn --worker-tmp-dir /dev/shm hello:app"),
            ),
            (
                &[
                    ("app.py", "from flask import Flask\napp = Flask(__name__)"),
                    ("try.py", "from flask import Flask\napp = Flask(__name__)"),
                ],
                Some("web: gunicorn --worker-tmp-dir /dev/shm app:app"),
            ),
            (
                &[
                    ("a.py", "from flask import Flask\napp = Flask(__name__)"),
                    ("b.py", "from flask import Flask\napp = Flask(__name__)"),
                ],
                None,
            ),
        ];
        for (files, expected) in cases {
            assert_eq!(entry("digitalocean", files).as_deref(), expected, "{files:?}");
        }
    }

    #[test]
    fn django_is_started_from_its_only_wsgi_module() {
        let options = "--log-file - --access-logfile - --error-logfile -";
        let cases = [
            (&["manage.py", "mysite/wsgi.py"][..], Some("mysite.wsgi")),
            (&["backend/manage.py", "backend/mysite/wsgi.py"], Some("--chdir backend mysite.wsgi")),
            (&["manage.py", "apps/core/wsgi.py", "venv/lib/site-packages/x/wsgi.py"], Some("apps.core.wsgi")),
            (&["manage.py", "my-site/wsgi.py"], Some("my-site.wsgi")),
            (&["manage.py", "a/wsgi.py", "b/wsgi.py"], None),
            (&["manage.py"], None),
        ];
        for (paths, expected) in cases {
            let files: Vec<(&str, &str)> = paths.iter().map(|path| (*path, "")).collect();
            assert_eq!(
                entry("rainbond", &files),
                expected.map(|target| format!("web: gunicorn {target} {options}")),
                "{paths:?}"
            );
        }
    }

    #[test]
    fn commands_start_what_is_in_the_project() {
        let mut project = Project::new();
        project.insert("app.py", Content::Unknown { size: None });
        project.insert("mysite/wsgi.py", Content::Unknown { size: None });
        for command in ["gunicorn app:app  --workers=4", "gunicorn mysite.wsgi", "gunicorn app"] {
            assert!(starts(&project, command), "{command}");
        }
        for command in
            ["gunicorn ap.py:app", "gunicorn site.wsgi", "gunicorn app:# app", "gunicorn app: --x", "python app.py", ""]
        {
            assert!(!starts(&project, command), "{command}");
        }
    }
}
