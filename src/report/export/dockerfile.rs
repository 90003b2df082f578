//! A Dockerfile: two stages of one image, since what the packages are linked with has to be there when they run.

use std::collections::BTreeMap;

use super::recipe::{APP, Action, ENVIRONMENT, FOLDERS, Recipe, title};
use super::words;

/// What a push does not bring, and an image should not hold.
const LEFT_OUT: &str = ".git, .env, .venv, venv, __pycache__, node_modules";
/// The user that the application runs as.
const USER: &str = "1000";

pub(super) fn render(recipe: &Recipe<'_>) -> String {
    let mut lines = head(recipe);
    let image = format!("python:{}", recipe.python);
    lines.extend([
        String::new(),
        format!("FROM {image} AS build"),
        environment(recipe.environment().into_iter()),
        format!("WORKDIR {APP}"),
    ]);
    let mut has_all = false;
    for action in &recipe.actions {
        lines.push(format!("# {}", title(action.step)));
        lines.extend(copied(action, recipe.root, &mut has_all));
        lines.push(run(action));
    }
    lines.extend((!has_all).then(|| copy_all(recipe.root)));
    let port = recipe.port.to_string();
    let variables = [("HOME", APP), ("PYTHONUNBUFFERED", "1"), ("VIRTUAL_ENV", ENVIRONMENT), (recipe.port_variable, &port)];
    let sets = recipe.sets.iter().map(|(name, value)| (*name, *value));
    lines.extend([
        String::new(),
        format!("FROM {image}"),
        format!("RUN useradd --uid {USER} --home-dir {APP} --no-create-home app"),
        environment(variables.into_iter().chain(sets)),
        format!("COPY --from=build {ENVIRONMENT} {ENVIRONMENT}"),
        format!("COPY --from=build --chown={USER}:{USER} {APP} {APP}"),
        format!("WORKDIR {APP}"),
        format!("USER {USER}:{USER}"),
        format!("EXPOSE {port}"),
    ]);
    lines.extend(start(recipe));
    lines.join("\n") + "\n"
}

fn head(recipe: &Recipe<'_>) -> Vec<String> {
    let name = recipe.platform_name();
    let slug_ignore = if recipe.reads_slug_ignore { format!(", and for {name} what .slugignore names") } else { String::new() };
    let secrets: Vec<String> = recipe.variables().iter().map(|name| format!(" --secret id={name},env={name}")).collect();
    let secrets = secrets.concat();
    vec![
        "# syntax=docker/dockerfile:1".to_owned(),
        format!("# What {name} builds of this project and starts, by pushready {}.", env!("CARGO_PKG_VERSION")),
        "# As pushready.Dockerfile beside the project, which no platform takes for the project's own:".to_owned(),
        format!("#   docker build -f pushready.Dockerfile{secrets} ."),
        "# These belong into pushready.Dockerfile.dockerignore, a line each, since a push does not bring them:".to_owned(),
        format!("#   {LEFT_OUT}{slug_ignore}"),
    ]
}

fn start(recipe: &Recipe<'_>) -> Vec<String> {
    let mut lines = vec![];
    if !recipe.others.is_empty() {
        lines.push("# The other processes, each started by docker run IMAGE bash -c COMMAND:".to_owned());
        let others = recipe.others.iter().map(|process| format!("#   {}: {}", process.name, process.command));
        lines.extend(others.map(|other| words::remark(&other)));
    }
    lines.push(match recipe.start {
        Some(command) => format!("CMD {}", serde_json::json!(["bash", "-c", command])),
        None => format!("# {} starts nothing of this project: there is no start command.", recipe.platform_name()),
    });
    lines
}

fn environment<'a>(variables: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let variables = variables.map(|(name, value)| format!("{name}={}", quoted(value)));
    let path = format!("PATH={}:$PATH", FOLDERS.join(":"));
    format!("ENV {}", variables.chain([path]).collect::<Vec<_>>().join(" \\\n    "))
}

/// A value in which no variable is looked for.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', r"\\").replace('"', "\\\"").replace('$', r"\$"))
}

/// Only what an action needs, so that a change of anything else does not make it run again.
fn copied(action: &Action<'_>, root: Option<&str>, has_all: &mut bool) -> Vec<String> {
    let is_plain = |file: &String| !file.contains(|character: char| "*?[]\\$".contains(character));
    match action.reads {
        _ if *has_all => vec![],
        Some(files) if files.iter().all(is_plain) => {
            by_folder(files).into_iter().map(|(folder, files)| copy(&files, folder, root)).collect()
        }
        Some(_) | None => {
            *has_all = true;
            vec![copy_all(root)]
        }
    }
}

fn by_folder(files: &[String]) -> BTreeMap<&str, Vec<&str>> {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in files {
        let folder = file.rfind('/').map_or("", |slash| &file[..=slash]);
        folders.entry(folder).or_default().push(file);
    }
    folders
}

fn copy(files: &[&str], folder: &str, root: Option<&str>) -> String {
    let from = files.iter().map(|file| root.map_or_else(|| (*file).to_owned(), |root| format!("{root}/{file}")));
    copy_line(&from.chain([format!("./{folder}")]).collect::<Vec<_>>())
}

fn copy_all(root: Option<&str>) -> String {
    root.map_or_else(|| "COPY . .".to_owned(), |root| copy_line(&[format!("{root}/"), ".".to_owned()]))
}

/// A list, in which a name may hold spaces and quotes.
fn copy_line(words: &[String]) -> String {
    format!("COPY {}", serde_json::json!(words))
}

/// Packages that were downloaded stay on the machine that builds, and get into no layer.
fn run(action: &Action<'_>) -> String {
    let caches: &[&str] = if action.step.id.installs() { caches(action.step.work.command()) } else { &[] };
    let caches = caches.iter().map(|name| format!(" --mount=type=cache,target=/root/.cache/{name}"));
    let secrets = action.variables.iter().map(|name| format!(" --mount=type=secret,id={name},env={name},required=true"));
    format!("RUN{} {}", caches.chain(secrets).collect::<String>(), action.line)
}

/// The folders in which a package manager keeps what it has downloaded; all of them are installed by pip.
fn caches(command: &[String]) -> &'static [&'static str] {
    match command.first().map(String::as_str) {
        Some("uv") => &["pip", "uv"],
        Some("poetry") => &["pip", "pypoetry"],
        Some("pipenv") => &["pip", "pipenv"],
        _ => &["pip"],
    }
}
