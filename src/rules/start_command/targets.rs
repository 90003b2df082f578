//! The targets of the start commands, and what the project has in place of a wrong one.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::start_command::{StartCommand, invocations, simple_commands};
use crate::analysis::package_manager::PackageManager;
use crate::analysis::procfile::processes::{PROCFILE, Source, WEB};
use crate::analysis::python::apps::{App, Interface, Modules};
use crate::analysis::python::modules::{Located, ROOT, below};
use crate::diagnostic::FixBuilder;
use crate::platform::Series;
use crate::project::Project;

use super::programs::{brings_nothing, is_known_program};
use super::{commands, is_editable, is_proxy};

/// Folders of other people's code.
const FOREIGN_FOLDERS: &[&str] = &["env", "node_modules", "site-packages", "vendor", "venv", ".venv"];
/// Files that run when the project is built and may write others.
const HOOKS: &[&str] =
    &["bin/pre_compile", "bin/post_compile", "bin/pre-compile", "bin/post-compile", "Makefile", "package.json"];

/// All that the processes start, where the user wrote the command.
pub(super) fn launches<'f>(facts: &'f Facts<'_>) -> Vec<(StartCommand<'f>, Launch)> {
    if !matches!(facts.procfile.source, Source::File | Source::Override) {
        return vec![];
    }
    let commands = commands(facts).into_iter();
    commands
        .flat_map(|start| Launch::all(&start, facts).into_iter().map(move |launch| (start.clone(), launch)))
        .filter(|(_, launch)| !launch.is_fallback)
        .collect()
}

/// The files of the project that the processes are pointed at.
pub(in crate::rules) fn loaded_files(facts: &Facts<'_>) -> BTreeSet<String> {
    let loaded = |launch: &Launch| match launch.script() {
        Some(script) => Some(script),
        None => match modules(facts, launch).locate(launch.object_name().module) {
            Located::File(file) => Some(file),
            _ => None,
        },
    };
    let files = launches(facts).into_iter().filter_map(|(_, launch)| loaded(&launch));
    files.filter(|file| facts.project.has(file)).collect()
}

/// A server that the process `web` starts, with nothing of the project in front of it.
pub(in crate::rules) struct Server {
    /// The program.
    pub(in crate::rules) program: String,
    /// The file with the object that it serves.
    pub(in crate::rules) file: String,
}

/// The server that serves what Django makes in `wsgi.py` or `asgi.py`, as Django makes it.
pub(in crate::rules) fn bare_django(facts: &Facts<'_>) -> Option<Server> {
    const MADE_BY_DJANGO: [&str; 3] = ["WSGIHandler", "ASGIHandler", "ProtocolTypeRouter"];
    let mut servers = launches(facts).into_iter().filter(|(start, launch)| start.process.name == WEB && launch.is_server());
    let (start, launch) = servers.next().filter(|_| servers.next().is_none())?;
    let steps = simple_commands(&start.command);
    if steps.iter().flat_map(invocations).any(|invocation| is_proxy(&invocation.program.text)) {
        return None;
    }
    let name = launch.object_name();
    let modules = modules(facts, &launch);
    let Located::File(file) = modules.locate(name.module) else { return None };
    let app = modules.app(&file, name.object.or(launch.tool.default_object())?)?;
    MADE_BY_DJANGO.contains(&app.class).then_some(Server { program: launch.program.clone(), file })
}

/// The modules of a project, as a program sees them.
pub(super) fn modules<'f>(facts: &'f Facts<'f>, launch: &'f Launch) -> Modules<'f> {
    Modules { files: facts.files, path: &launch.path }
}

/// A target that would work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Suggestion {
    /// The file that it leads to.
    pub(super) file: String,
    /// What to write: `mysite.wsgi`, `--chdir backend mysite.wsgi`.
    pub(super) text: String,
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
    let manage = ancestors(file).find(|folder| facts.project.has(&below(folder, "manage.py")));
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

/// The folders above a file, the nearest first.
fn ancestors(file: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(file), |path| (!path.is_empty()).then(|| path.rsplit_once('/').map_or(ROOT, |(folder, _)| folder)))
        .skip(1)
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

/// The Python files of the project that are its own, with their folders.
pub(in crate::rules) fn own_files<'f>(facts: &Facts<'f>) -> impl Iterator<Item = &'f str> {
    let project = facts.project;
    let own = |path: &&str| !path.split('/').any(|part| FOREIGN_FOLDERS.contains(&part) || part.starts_with('.'));
    project.files().map(|(path, _)| path).filter(|path| path.strip_suffix(".py").is_some()).filter(own)
}

/// The edit that puts another target in the place of the written one.
pub(super) fn replace(
    facts: &Facts<'_>,
    start: &StartCommand<'_>,
    range: Range<usize>,
    text: &str,
    fix: FixBuilder,
) -> Option<FixBuilder> {
    is_editable(facts, start).then(|| fix.edit(PROCFILE, start.place(range), quoted(text)))
}

fn quoted(text: &str) -> String {
    if text.contains(['(', ')', '\'']) { format!("\"{text}\"") } else { text.to_owned() }
}

/// Where the target stands, with its quotes where it is a word of its own.
pub(super) fn whole(launch: &Launch) -> Range<usize> {
    if launch.part == (0..launch.word.text.len()) { launch.word.range.clone() } else { launch.word.place(launch.part.clone()) }
}

/// What may bring a module or a file that is not in the project.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::rules) struct Doubt {
    /// Something that runs before and may write files.
    pub(super) is_written: bool,
    /// Requirements that may have a module of this name.
    pub(super) packages: Vec<String>,
    /// Whether it cannot be seen what gets installed.
    pub(super) is_unseen: bool,
}

impl Doubt {
    pub(in crate::rules) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether something that runs before the program may write files.
pub(super) fn may_be_written(facts: &Facts<'_>, launch: &Launch) -> bool {
    launch.is_prepared || has_hooks(facts.project)
}

/// Whether something runs when the project is built that may change its files.
pub(super) fn has_hooks(project: &Project) -> bool {
    HOOKS.iter().any(|hook| project.has(hook))
}

/// The requirements that may bring a module; none if one of them is named like it, or something is installed that cannot
/// be seen.
pub(in crate::rules) fn packages(facts: &Facts<'_>, module: &str) -> Option<Doubt> {
    const NAMES: usize = 3;
    let plain = |name: &str| name.to_ascii_lowercase().replace(['-', '_', '.'], "");
    let wanted = plain(module);
    let is_alike =
        |name: &str| plain(name) == wanted || name.split(['-', '_', '.']).any(|piece| piece.to_ascii_lowercase() == wanted);
    let reads = facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements);
    let named = || facts.requirements.named().map(|(_, named)| named);
    if facts.requirements.incomplete || named().any(|named| is_alike(&named.name)) {
        return None;
    }
    let unknown = named().filter(|named| !brings_nothing(named) && !is_known_program(&named.normalized));
    let packages = unknown.map(|named| named.name.clone()).take(if reads { NAMES } else { 0 }).collect();
    Some(Doubt { is_written: false, packages, is_unseen: !reads })
}

/// Whether the words of Python 3.6 and later are those of the Python that gets installed.
pub(in crate::rules) fn speaks_like_python_3(facts: &Facts<'_>) -> bool {
    facts.python.resolved.is_none_or(|version| version.series >= Series { major: 3, minor: 6 })
}

/// Whether gunicorn is pinned to a release before 20, which reads the object in another way.
pub(super) fn has_old_gunicorn(facts: &Facts<'_>) -> bool {
    is_pinned_to(facts, "gunicorn", &["==1", "==0"])
}

/// Whether Flask is pinned to a release before 2, which has other words.
pub(super) fn has_old_flask(facts: &Facts<'_>) -> bool {
    is_pinned_to(facts, "flask", &["==1.", "==0."])
}

fn is_pinned_to(facts: &Facts<'_>, package: &str, starts: &[&str]) -> bool {
    let mut pins = facts.requirements.named().filter(|(_, named)| named.normalized == package);
    pins.any(|(_, named)| starts.iter().any(|start| named.specifiers.starts_with(start)))
}
