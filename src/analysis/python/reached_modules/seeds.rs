//! What is started: `manage.py` during the build, and the program of the web process.

use crate::analysis::commands::start_command::{How, Invocation, StartCommand, Step, invocations, simple_commands};
use crate::analysis::django::{Django, Value};
use crate::analysis::procfile::processes::{ProcfileInForce, WEB};
use crate::analysis::static_files::StaticFiles;
use crate::project::Project;
use crate::syntax::shell_command::{ShellCommand, Word};

use super::imports::{find_module, folder};
use super::wanted::{Start, Wanted};

/// Servers that are given a module, and look for it in the working folder first.
const SERVERS: &[&str] = &["gunicorn", "uvicorn", "hypercorn", "daphne", "waitress-serve", "granian"];
/// Their options that name the folder to look in.
const FOLDER_OPTIONS: &[&str] = &["--chdir", "--app-dir"];
/// Options of Python that take no value.
const PYTHON_FLAGS: &[&str] = &["-u", "-O", "-OO", "-B", "-E", "-s", "-b", "-v"];

pub(super) fn seeds(
    project: &Project,
    static_files: &StaticFiles,
    django: Option<&Django>,
    procfile: &ProcfileInForce,
    scripts: &[StartCommand],
) -> Vec<Wanted> {
    let mut seeds: Vec<Wanted> = manage_py(static_files).into_iter().collect();
    let apps = seeds.first().zip(django).map(|(manage_py, django)| apps(project, manage_py, django));
    seeds.extend(apps.unwrap_or_default());
    if let Some(web) = procfile.web() {
        let command = ShellCommand::parse(&web.command);
        let commands = simple_commands(&command);
        // Behind `cd`, and where the shell may pass a command over, it is not sure what runs.
        let is_plain = |name: &str| !matches!(name, "cd" | "pushd" | "export" | "exit");
        if commands.iter().flat_map(invocations).all(|found| is_plain(&found.program.text) && !found.is_fallback) {
            seeds.extend(commands.iter().flat_map(invocations).flat_map(|found| started(project, &found)));
            seeds.extend(in_scripts(project, scripts));
        }
    }
    seeds
}

/// What the scripts start that the web process surely comes to, where nothing moves them or sets a variable.
fn in_scripts(project: &Project, scripts: &[StartCommand]) -> Vec<Wanted> {
    let is_plain = |step: &Step<'_>| {
        let moves = |word: &&Word| word.assignment().is_some() || matches!(word.text.as_str(), "cd" | "pushd" | "source" | ".");
        step.folder.as_deref() == Some("") && !step.words.first().is_some_and(moves) && step.words[0].text != "export"
    };
    let of_web = || scripts.iter().filter(|start| start.script.is_some() && start.process.name == WEB);
    if !of_web().all(|start| start.steps().iter().all(is_plain)) {
        return vec![];
    }
    let wanted = |start: &StartCommand| -> Vec<Wanted> {
        start.steps().iter().flat_map(invocations).flat_map(|found| started(project, &found)).collect()
    };
    of_web().flat_map(wanted).collect()
}

fn manage_py(static_files: &StaticFiles) -> Option<Wanted> {
    let path = static_files.manage_py.clone().filter(|_| static_files.starts_manage_py())?;
    Some(script(path, Start::Collectstatic))
}

/// The modules of the project that Django loads before any command: of each app its package, the module that its entry
/// names or that is found there since Django 3.2, and then, when all are there, its models, and what it has for the admin.
fn apps(project: &Project, manage_py: &Wanted, django: &Django) -> Vec<Wanted> {
    let Some((read, binding)) = django.read().and_then(|read| Some((read, read.bound("INSTALLED_APPS")?))) else { return vec![] };
    let entries: Vec<&str> = binding.value.items().unwrap_or_default().iter().filter_map(Value::text).collect();
    let package = |entry: &&str| entry.split_once(".apps.").map_or(*entry, |(package, _)| package).to_owned();
    let finds_configs = django.is_at_least(3, 2) == Some(true);
    let config = |entry: &&str| {
        let names_it = entry.contains(".apps.") || finds_configs;
        format!("{}{}", package(entry), if names_it { ".apps" } else { "" })
    };
    let inside = |name: &'static str| entries.iter().map(move |entry| format!("{}.{name}", package(entry)));
    let has_admin = entries.contains(&"django.contrib.admin");
    let admin = inside("admin").filter(|_| has_admin);
    let importer = binding.origin.as_ref().map(|origin| (origin.file.clone(), origin.value.clone()));
    let importer = importer.or_else(|| Some((read.file.clone(), 0..0)));
    let loaded = entries.iter().map(config).chain(inside("models")).chain(admin);
    let paths = loaded.flat_map(|module| find_module(project, &manage_py.roots, &module).unwrap_or_default());
    let wanted = |path| Wanted {
        path,
        importer: importer.clone(),
        by_default_settings: django.has_alternatives,
        is_script: false,
        ..manage_py.clone()
    };
    paths.map(wanted).collect()
}

/// The module with the addresses of pages, which Django loads at the first request.
pub(super) fn addresses(project: &Project, starter: &Wanted, django: &Django) -> Vec<Wanted> {
    let Some((read, binding)) = django.read().and_then(|read| Some((read, read.bound("ROOT_URLCONF")?))) else { return vec![] };
    let Some(module) = binding.value.text() else { return vec![] };
    let importer = binding.origin.as_ref().map(|origin| (origin.file.clone(), origin.value.clone()));
    let wanted = |path| Wanted {
        path,
        start: Start::Request,
        importer: importer.clone().or_else(|| Some((read.file.clone(), 0..0))),
        by_default_settings: django.has_alternatives,
        is_script: false,
        roots: starter.roots.clone(),
    };
    find_module(project, &starter.roots, module).unwrap_or_default().into_iter().map(wanted).collect()
}

fn script(path: String, start: Start) -> Wanted {
    let mut roots = vec![folder(&path).to_owned(), String::new()];
    roots.dedup();
    Wanted { path, start, importer: None, by_default_settings: false, is_script: true, roots }
}

fn started(project: &Project, found: &Invocation<'_>) -> Vec<Wanted> {
    let name = found.program.text.as_str();
    let arguments: Vec<&str> = found.arguments.iter().map(|word| word.text.as_str()).collect();
    if SERVERS.contains(&name) {
        return served(project, &arguments);
    }
    if found.how == How::Module {
        return module(project, name, &[String::new()], true);
    }
    if !matches!(name, "python" | "python2" | "python3") {
        return vec![];
    }
    let flags = arguments.iter().take_while(|word| PYTHON_FLAGS.contains(word)).count();
    let file = arguments.get(flags).map(|word| word.strip_prefix("./").unwrap_or(word));
    file.filter(|file| project.has(file)).map(|file| script((*file).to_owned(), Start::Web)).into_iter().collect()
}

/// `MODULE:object`, or `MODULE` alone where no option can have taken it.
fn served(project: &Project, arguments: &[&str]) -> Vec<Wanted> {
    let folder = arguments.iter().enumerate().find_map(|(index, word)| {
        let (option, value) = word.split_once('=').unwrap_or((word, arguments.get(index + 1).copied().unwrap_or_default()));
        FOLDER_OPTIONS.contains(&option).then(|| value.trim_start_matches("./").trim_end_matches('/'))
    });
    let roots = match folder {
        None | Some("" | ".") => vec![String::new()],
        Some(folder) => vec![format!("{folder}/"), String::new()],
    };
    let named =
        arguments.iter().find_map(|word| word.split_once(':').map(|(module, _)| module).filter(|module| is_dotted(module)));
    let is_free = |index: usize| index == 0 || index + 1 == arguments.len() && !arguments[index - 1].starts_with('-');
    let alone =
        || (0..arguments.len()).find(|&index| is_free(index) && is_dotted(arguments[index])).map(|index| arguments[index]);
    named.or_else(alone).map(|name| module(project, name, &roots, false)).unwrap_or_default()
}

fn is_dotted(text: &str) -> bool {
    let is_name = |part: &str| {
        part.chars().all(|char| char.is_alphanumeric() || char == '_' || char == '-')
            && part.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
    };
    text.split('.').all(is_name)
}

fn module(project: &Project, name: &str, roots: &[String], is_script: bool) -> Vec<Wanted> {
    let parts = find_module(project, roots, name).unwrap_or_default();
    let last = parts.len().saturating_sub(1);
    let wanted = |(index, path)| Wanted {
        path,
        start: Start::Web,
        importer: None,
        by_default_settings: false,
        is_script: is_script && index == last,
        roots: roots.to_vec(),
    };
    parts.into_iter().enumerate().map(wanted).collect()
}
