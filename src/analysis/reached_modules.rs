//! The project's Python files that run when the platform starts the application.

use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use crate::syntax::python_module::{ExpressionKind, PythonModule};
use crate::syntax::shell_command::{SimpleCommand, Word};

use super::Facts;
use super::module_imports::{ModuleImport, unguarded};
use super::processes::WEB;
use super::start_command::{StartCommand, invocations, simple_commands};

/// Servers that are given the module of the application.
const SERVERS: &[&str] = &["gunicorn", "uvicorn", "hypercorn", "daphne"];
/// Their options for the folder in which they look for it.
const FOLDER_OPTIONS: &[&str] = &["--chdir", "--app-dir", "--pythonpath"];
/// More files than any application imports when it starts.
const MOST: usize = 500;

/// A Python file that runs, and what is in it.
#[derive(Debug, Clone)]
pub struct ReachedModule {
    /// Its path in the project.
    pub path: String,
    /// What is in it.
    pub module: Rc<PythonModule>,
}

/// A file to follow, and the folder from which Python looks for modules.
type Step = (String, String);

/// The files that the start commands and collectstatic surely run, as far as their imports can be followed.
#[must_use]
pub fn reached_modules(facts: &Facts<'_>) -> Vec<ReachedModule> {
    let mut waiting: VecDeque<Step> = seeds(facts).into();
    let mut seen = BTreeSet::new();
    let mut reached = vec![];
    while let Some((root, path)) = waiting.pop_front() {
        if reached.len() == MOST || !seen.insert(path.clone()) {
            continue;
        }
        let Some(module) = facts.files.module(&path) else { continue };
        for import in unguarded(&module) {
            waiting.extend(imported(facts, &root, &path, &import).into_iter().map(|path| (root.clone(), path)));
        }
        if let Some(settings) = settings_module(facts, &module) {
            waiting.extend(files_of(facts, &root, &settings).into_iter().map(|path| (root.clone(), path)));
        }
        reached.push(ReachedModule { path, module });
    }
    reached
}

fn seeds(facts: &Facts<'_>) -> Vec<Step> {
    if !facts.is_built_as_python() {
        return vec![];
    }
    let only_web = facts.platform.procfile.only_web.value;
    let starts = StartCommand::all(&facts.procfile).into_iter().filter(|start| !only_web || start.process.name == WEB);
    let mut seeds: Vec<Step> = starts.flat_map(|start| started(facts, &start)).collect();
    if let Some(manage_py) = facts.static_files.manage_py.clone().filter(|_| facts.static_files.runs()) {
        seeds.push((folder_of(&manage_py).to_owned(), manage_py));
    }
    seeds
}

/// What a command surely runs. Behind `cd` the folder is another one, which is not followed.
fn started(facts: &Facts<'_>, start: &StartCommand<'_>) -> Vec<Step> {
    let commands = simple_commands(&start.command);
    let moves = |command: &SimpleCommand<'_>| command.words.first().is_some_and(|word| word.text == "cd");
    if commands.iter().any(moves) {
        return vec![];
    }
    let started = commands.iter().flat_map(invocations).filter(|invocation| !invocation.is_fallback);
    started.flat_map(|invocation| files_started(facts, &invocation.program.text, invocation.arguments)).collect()
}

fn files_started(facts: &Facts<'_>, program: &str, arguments: &[&Word]) -> Vec<Step> {
    let words: Vec<&str> = arguments.iter().map(|word| word.text.as_str()).collect();
    if program == "python" || program == "python3" {
        let script = words.iter().find(|word| !word.starts_with('-')).filter(|word| word.strip_suffix(".py").is_some());
        let script = script.map(|script| script.trim_start_matches("./").to_owned()).filter(|path| facts.project.has(path));
        return script.map(|path| (folder_of(&path).to_owned(), path)).into_iter().collect();
    }
    let elsewhere = words.iter().any(|word| FOLDER_OPTIONS.iter().any(|option| word.starts_with(option)));
    if !SERVERS.contains(&program) || elsewhere {
        return vec![];
    }
    let target = words.iter().rev().find_map(|word| target_files(facts, word));
    target.into_iter().flatten().map(|path| (String::new(), path)).collect()
}

/// The files of `package.module:object`, if the word is that and the project has it.
fn target_files(facts: &Facts<'_>, word: &str) -> Option<Vec<String>> {
    let module = word.split(':').next()?;
    let is_name = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let files = if module.split('.').all(is_name) { files_of(facts, "", module) } else { vec![] };
    let last = files.last()?;
    is_file_of(last, module).then_some(files)
}

fn is_file_of(path: &str, module: &str) -> bool {
    let path = path.strip_suffix("/__init__.py").or_else(|| path.strip_suffix(".py")).unwrap_or(path);
    path == module.replace('.', "/")
}

/// The files that run when a module is imported: its packages, outermost first, then its own.
fn files_of(facts: &Facts<'_>, root: &str, module: &str) -> Vec<String> {
    let mut folder = root.to_owned();
    let mut files = vec![];
    for part in module.split('.').filter(|part| !part.is_empty()) {
        let base = if folder.is_empty() { part.to_owned() } else { format!("{folder}/{part}") };
        let found = [format!("{base}/__init__.py"), format!("{base}.py")].into_iter().find(|path| facts.project.has(path));
        files.extend(found);
        folder = base;
    }
    files
}

/// The project's files that an import runs.
fn imported(facts: &Facts<'_>, root: &str, path: &str, import: &ModuleImport<'_>) -> Vec<String> {
    let base = match import.level {
        0 => root.to_owned(),
        level => (1..level).fold(folder_of(path).to_owned(), |folder, _| folder_of(&folder).to_owned()),
    };
    let mut files = files_of(facts, &base, import.module);
    for name in import.names {
        let dotted = if import.module.is_empty() { name.name.clone() } else { format!("{}.{}", import.module, name.name) };
        files.extend(files_of(facts, &base, &dotted).into_iter().filter(|file| is_below(file, &base, &dotted)));
    }
    files
}

fn is_below(file: &str, base: &str, dotted: &str) -> bool {
    let path = if base.is_empty() { file } else { file.strip_prefix(base).map_or(file, |rest| rest.trim_start_matches('/')) };
    is_file_of(path, dotted)
}

/// The settings that `os.environ.setdefault("DJANGO_SETTINGS_MODULE", …)` names, or the variable that goes before it.
fn settings_module(facts: &Facts<'_>, module: &PythonModule) -> Option<String> {
    let variable = "DJANGO_SETTINGS_MODULE";
    let calls = module.expressions().into_iter().filter_map(|expression| match &expression.kind {
        ExpressionKind::Call(call) => Some(call),
        _ => None,
    });
    let mut named = calls.filter(|call| call.function.dotted().as_deref() == Some("os.environ.setdefault"));
    let call = named.find(|call| call.arguments.first().and_then(|first| first.string()) == Some(variable))?;
    let default = call.arguments.get(1).and_then(|second| second.string());
    facts.settings.env.get(variable).map(String::as_str).or(default).map(str::to_owned)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
