//! What the project has in the place of a wrong target.

use crate::analysis::Facts;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::started::modules;
use crate::analysis::python::apps::{App, Interface};
use crate::analysis::python::modules::Located;
use crate::project::path::{ROOT, folders_above, join};

/// A target that would work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The file that it leads to.
    pub file: String,
    /// What to write: `mysite.wsgi`, `--chdir backend mysite.wsgi`.
    pub text: String,
}

/// The target that leads to a file, with the object that is written or the only one that fits.
pub(super) fn suggestion(facts: &Facts<'_>, launch: &Launch, file: &str, object: Option<&str>) -> Option<Suggestion> {
    let (option, module) = dotted(facts, launch, file)?;
    let object = match object.filter(|object| !object.is_empty()) {
        Some(object) => Some(object.to_owned()),
        None => fitting_object(facts, launch, file),
    };
    let is_default = |object: &String| launch.tool.default_object() == Some(object.as_str());
    let behind = object.filter(|object| !is_default(object)).map_or(String::new(), |object| format!(":{object}"));
    Some(Suggestion { file: file.to_owned(), text: format!("{option}{module}{behind}") })
}

/// The option that has to stand in front, and the dotted name of a file.
fn dotted(facts: &Facts<'_>, launch: &Launch, file: &str) -> Option<(String, String)> {
    let path = file.strip_suffix("/__init__.py").or_else(|| file.strip_suffix(".py"))?;
    let manage = folders_above(file).find(|folder| facts.project.has(&join(folder, "manage.py")));
    let folders = launch.path.folders();
    if let Some(folder) = manage.filter(|folder| *folder != ROOT && !folders.iter().any(|known| known == folder)) {
        let option = match launch.tool {
            Tool::Gunicorn if launch.folder.as_deref() == Some(ROOT) => format!("--chdir {folder} "),
            Tool::Uvicorn if launch.folder.as_deref() == Some(ROOT) => format!("--app-dir {folder} "),
            _ => return None,
        };
        return Some((option, path.strip_prefix(folder)?.trim_start_matches('/').replace('/', ".")));
    }
    let names = folders.iter().filter_map(|folder| {
        let inner = if folder == ROOT { path } else { path.strip_prefix(folder.as_str())?.strip_prefix('/')? };
        Some(inner.replace('/', "."))
    });
    let mut found = names.filter(|name| launch.path.locate(facts.project, name) == Located::File(file.to_owned()));
    found.next().map(|name| (String::new(), name))
}

/// The only object of a file that the program can start, as it has to be written.
pub(super) fn fitting_object(facts: &Facts<'_>, launch: &Launch, file: &str) -> Option<String> {
    let apps = modules(facts, launch).apps(file);
    let mut fitting =
        apps.iter().filter(|(_, app)| fits(launch, *app)).filter(|(_, app)| !app.is_factory || launch.tool == Tool::Gunicorn);
    let (name, app) = fitting.next()?;
    fitting.next().is_none().then(|| if app.is_factory { format!("{name}()") } else { name.clone() })
}

fn fits(launch: &Launch, app: App) -> bool {
    match launch.tool {
        Tool::Gunicorn => app.interface != Interface::Celery,
        Tool::Waitress | Tool::Flask => app.interface == Interface::Wsgi,
        Tool::Celery => app.interface == Interface::Celery,
        _ => app.interface == Interface::Asgi,
    }
}
