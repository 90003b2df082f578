//! The command that starts a project's web server, as far as the text of its sources decides it.

use std::sync::LazyLock;

use regex::Regex;

use crate::analysis::Facts;
use crate::platform::Platform;
use crate::project::Project;

/// Where people put the Flask object, and where the documented default looks for it.
const FLASK_FILES: &[&str] = &["app.py", "main.py", "wsgi.py"];

/// Folders of other people's code.
const FOREIGN_FOLDERS: &[&str] = &["env", "node_modules", "site-packages", "vendor", "venv", ".venv"];

/// The variable in which gunicorn looks for the port to listen on.
const GUNICORNS_PORT: &str = "PORT";

/// What gunicorn has to load, and the folder to load it from.
struct EntryPoint<'a> {
    folder: Option<&'a str>,
    target: String,
}

/// An entry of a Procfile that starts the project, with the options that the platform's documents give; none where the
/// sources leave it open.
pub(super) fn web_entry(facts: &Facts<'_>) -> Option<String> {
    let entry_point = django(facts).or_else(|| flask(facts.project))?;
    let worker =
        facts.platform.runtime.worker_tmp_dir.as_ref().map_or(String::new(), |dir| format!(" --worker-tmp-dir {}", dir.value));
    // gunicorn asks for `PORT` by itself, and for no other variable.
    let port = &facts.platform.runtime.port_variable.value;
    let bind = if port == GUNICORNS_PORT { String::new() } else { format!(" --bind 0.0.0.0:${port}") };
    let folder = entry_point.folder.map_or(String::new(), |folder| format!(" --chdir {folder}"));
    Some(format!("web: gunicorn{worker}{bind}{folder} {}{}", entry_point.target, documented_options(facts.platform)))
}

/// The options of the documented default, from the blank before the first of them.
fn documented_options(platform: &Platform) -> &str {
    let default = platform.procfile.documented_default.as_ref().map_or("", |fact| fact.value.as_str());
    default.find(" --").map_or("", |at| &default[at..])
}

/// The only `wsgi.py` beside or below `manage.py`.
fn django<'a>(facts: &'a Facts<'_>) -> Option<EntryPoint<'a>> {
    let manage_py = facts.static_files.manage_py.as_deref()?;
    let folder = manage_py.rsplit_once('/').map(|(folder, _)| folder);
    let inside = |path: &'a str| folder.map_or(Some(path), |folder| path.strip_prefix(folder)?.strip_prefix('/'));
    let mut found = facts.project.files().filter_map(|(path, _)| inside(path)).filter(|path| is_own_wsgi(path));
    let target = module_name(found.next()?)?;
    found.next().is_none().then_some(EntryPoint { folder, target })
}

fn is_own_wsgi(path: &str) -> bool {
    path.rsplit('/').next() == Some("wsgi.py") && !path.split('/').any(|part| FOREIGN_FOLDERS.contains(&part))
}

fn module_name(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.strip_suffix(".py")?.split('/').collect();
    parts.iter().all(|part| is_identifier(part)).then(|| parts.join("."))
}

/// The only Flask object in the usual files at the root, or if they have none, in all files there.
fn flask(project: &Project) -> Option<EntryPoint<'_>> {
    let object = |file| Some((module_name(file)?, flask_object(project.text(file)?.as_str())?));
    let usual: Vec<(String, String)> = FLASK_FILES.iter().copied().filter_map(object).collect();
    let found = if usual.is_empty() { project.root_files().filter_map(object).collect() } else { usual };
    let [(module, object)] = found.as_slice() else { return None };
    Some(EntryPoint { folder: None, target: format!("{module}:{object}") })
}

/// The name at the left margin that a Flask object is given; none if there are several.
fn flask_object(source: &str) -> Option<String> {
    static OBJECT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new("(?m)^([A-Za-z_][A-Za-z0-9_]*)[ \t]*(?::[^=\n]+)?=[ \t]*(?:flask[.])?Flask[(]").ok());
    let mut objects = OBJECT.as_ref()?.captures_iter(source).map(|found| found[1].to_owned());
    let object = objects.next()?;
    objects.all(|other| other == object).then_some(object)
}

/// Whether a command is `gunicorn` with a module of the project, an object that can be one, and options behind it.
pub(super) fn starts(project: &Project, command: &str) -> bool {
    let words: Vec<&str> = command.split_ascii_whitespace().collect();
    let ["gunicorn", target, options @ ..] = words.as_slice() else { return false };
    let (module, object) = target.split_once(':').unwrap_or((target, "application"));
    let path = module.replace('.', "/");
    module.split('.').all(is_identifier)
        && is_identifier(object)
        && options.first().is_none_or(|option| option.starts_with('-'))
        && (project.has(&format!("{path}.py")) || project.has(&format!("{path}/__init__.py")))
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
        && text.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Settings;
    use crate::analysis::python_files::PythonFiles;
    use crate::platform;
    use crate::project::Content;

    fn entry(id: &str, files: &[(&str, &str)]) -> Option<String> {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::Bytes(text.as_bytes().to_vec()));
        }
        web_entry(&Facts::of(&PythonFiles::of(&project), platform::find(id)?, &Settings::default()))
    }

    #[test]
    fn flask_objects_are_taken_from_the_left_margin_of_one_file() {
        let cases = [
            (&[("app.py", "app = Flask('x')")][..], Some("web: gunicorn --worker-tmp-dir /dev/shm app:app")),
            (&[("main.py", "api: Flask = flask.Flask(__name__)")], Some("web: gunicorn --worker-tmp-dir /dev/shm main:api")),
            (&[("app.py", "def create_app():\n    app = Flask(__name__)")], None),
            (&[("app.py", "# app = Flask(__name__)")], None),
            (&[("app.py", "a = Flask(__name__)\nb = Flask(__name__)")], None),
            (&[("app.py", "app = Flask(__name__)"), ("main.py", "app = Flask(__name__)")], None),
            (&[("hello.py", "app = Flask(__name__)")], Some("web: gunicorn --worker-tmp-dir /dev/shm hello:app")),
            (
                &[("app.py", "app = Flask(__name__)"), ("try.py", "app = Flask(__name__)")],
                Some("web: gunicorn --worker-tmp-dir /dev/shm app:app"),
            ),
            (&[("a.py", "app = Flask(__name__)"), ("b.py", "app = Flask(__name__)")], None),
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
            (&["manage.py", "my-site/wsgi.py"], None),
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
