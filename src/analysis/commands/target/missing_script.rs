//! A script that is not in the project.

use crate::analysis::Facts;
use crate::analysis::commands::doubt::may_be_written;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::local_path::LocalPath;
use crate::analysis::commands::placeholder::is_placeholder;
use crate::analysis::commands::start_command::{How, StartCommand};
use crate::project::path::{base, is_foreign};

/// A script that a program runs in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingScript {
    /// Its path, from the root of the project.
    pub path: String,
    /// Whether something that runs before may write it.
    pub may_be_written: bool,
    /// The only script of the same name elsewhere, as it would be written.
    pub meant: Option<String>,
    /// The program in front of it that would start it, if it is there and looked for elsewhere.
    pub wants: Option<&'static str>,
}

/// The script that is not there. Of a path of Windows or of the user's own machine, other rules say more.
pub(super) fn missing_script(facts: &Facts<'_>, start: &StartCommand, launch: &Launch) -> Option<MissingScript> {
    let written = &start.text[launch.word.range.clone()];
    if written.contains('\\') || LocalPath::of(facts.project, &launch.word).is_some() {
        return None;
    }
    if let Some(wants) = unfound(facts, start, launch) {
        return Some(MissingScript { path: launch.text().to_owned(), may_be_written: false, meant: None, wants: Some(wants) });
    }
    let path = missing(facts, launch)?;
    let meant = meant(facts, launch, &path);
    Some(MissingScript { may_be_written: may_be_written(facts.project, launch), path, meant, wants: None })
}

/// What would start a script that is named without a slash, so that the shell looks for it in the folders of `PATH` alone. A
/// package may bring a program of any name, but the project's own says so.
fn unfound(facts: &Facts<'_>, start: &StartCommand, launch: &Launch) -> Option<&'static str> {
    const PACKAGING: &[&str] = &["setup.py", "setup.cfg", "pyproject.toml"];
    let (project, name) = (facts.project, launch.text());
    let is_named_alone = launch.tool == Tool::Direct && launch.how != How::Managed && !name.contains('/');
    let is_there = launch.script().is_some_and(|script| project.has(&script));
    let says_so = |file: &&str| project.has(file) && project.text(file).is_none_or(|text| text.as_str().contains(name));
    let sets_path = start.mentions("PATH=")
        || facts.settings.has("PATH")
        || [".profile", ".profile.d"].iter().any(|at| project.has(at) || project.has_folder(at));
    let is_unfound = is_named_alone && is_there && !sets_path && !PACKAGING.iter().any(says_so);
    is_unfound.then_some(if name.rsplit('.').next() == Some("py") { "python" } else { "bash" })
}

/// The script that is not there.
fn missing(facts: &Facts<'_>, launch: &Launch) -> Option<String> {
    let path = launch.script()?;
    let project = facts.project;
    let has_folder = launch.folder.as_deref().is_some_and(|folder| folder.is_empty() || project.has_folder(folder));
    let is_plain = path.chars().all(|char| !char.is_control()) && !launch.text().contains(['*', '?', '[', '{', '<', '>']);
    let is_placeholder = is_placeholder(project, launch.text());
    // A name without a slash is searched in PATH, too, and other buildpacks bring folders of programs.
    let is_own = launch.tool != Tool::Direct
        || launch.text().starts_with("./")
        || project.has_folder(path.split('/').next().unwrap_or_default());
    let is_there = project.has(&path) || project.has_folder(&path) || project.is_elsewhere(&path);
    (has_folder && is_plain && is_own && !is_there && !is_placeholder).then_some(path)
}

/// The only file of the same name, in capital letters or not, as the command would have to name it.
fn meant(facts: &Facts<'_>, launch: &Launch, path: &str) -> Option<String> {
    let wanted = base(path);
    let folder = launch.folder.as_deref()?;
    let is_own = |path: &str| !is_foreign(path) && !path.split('/').any(|part| part.starts_with('.'));
    let mut found = facts.project.named(wanted).iter().filter(|path| !path.ends_with('/') && is_own(path));
    let file = found.next()?;
    let inner = if folder.is_empty() { file } else { file.strip_prefix(folder)?.strip_prefix('/')? };
    let dot = if launch.tool == Tool::Direct { "./" } else { "" };
    found.next().is_none().then(|| format!("{dot}{inner}"))
}
