//! `pushready init`: writes the files that a project lacks for its platform, which the rules know already.
#![expect(clippy::disallowed_methods, reason = "it asks where somebody is there to answer")]

use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;

use super::arguments::Init;
use super::context::Context;
use super::failure::{Failure, Unwritten};
use super::input::{Contents, Input, read_text, shown};
use super::request::find;
use super::stream;
use crate::Request;
use crate::analysis::Settings;
use crate::configuration::{Configuration, FILE};
use crate::diagnostic::changes::{Change, Moves};
use crate::diagnostic::{Diagnostic, Safety, Severity, patch, settle};
use crate::language::{Language, list, say};
use crate::platform::{self, Platform};
use crate::project::{Content, Project};
use crate::rules::Selection;
use crate::text::nearest::{hint, nearest};
use crate::text::visible;
use crate::writer;

pub(super) fn run(arguments: &Init, context: &mut Context) -> Result<ExitCode, Failure> {
    let language = context.language;
    let named = arguments.platform.iter().map(|id| find(id)).collect::<Result<Vec<_>, _>>()?;
    let input = Input::read(&arguments.path, Contents::Read)?;
    let Some(folder) = input.folder.as_deref() else { return Err(Unwritten::NoFolder { path: shown(&arguments.path) }.into()) };
    let project = &input.bundle.project;
    let configuration = Configuration::of_folder(project, &|path| read_text(&folder.join(path)).ok())?;
    if !project.files().any(|(path, _)| path.strip_suffix(".py").is_some()) {
        return Err(Unwritten::NoPython { path: shown(&arguments.path) }.into());
    }
    if !(arguments.yes || arguments.diff || is_answered()) {
        return Err(Unwritten::NobodyToAsk.into());
    }
    let platforms = match (named.is_empty(), configuration.platforms.is_empty()) {
        (false, _) => named,
        (true, false) => vec![],
        (true, true) if is_answered() => vec![choose(language)?],
        (true, true) => return Err(Unwritten::NoPlatform { known: ids().map(str::to_owned).collect() }.into()),
    };
    let request = Request { platforms, settings: Settings::default(), selection: Selection::default(), language }
        .configured(&configuration);

    let complete = completed(project, &configuration, &request);
    let moves = Moves::default();
    let changes = moves.changes(project, &complete);
    if arguments.diff {
        stream::data(&patch::patch(&changes))?;
    } else if changes.is_empty() {
        context.streams.text(language.pick("Nothing is missing.\n", "没有缺少的文件。\n"))?;
    } else {
        context.streams.text(&visible(&String::from_utf8_lossy(&patch::patch(&changes))))?;
        if !arguments.yes && !agrees(language)? {
            return Err(Unwritten::Declined.into());
        }
        writer::write(folder, &changes)?;
        context.streams.text(&summary(&changes, &left(&complete, &request), language))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The project with the files that it lacks: what the fixes of its problems write where nothing is yet, and the configuration
/// that names its platforms.
fn completed(project: &Project, configuration: &Configuration, request: &Request) -> Project {
    let writes_only_what_is_missing =
        |found: &Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.touched().iter().all(|file| !project.has(file)));
    let takes_up = |found: &Diagnostic| found.is_fixable(Safety::Unsafe) && writes_only_what_is_missing(found);
    let said = |project: &Project| crate::check(project, request).said();
    let mut complete = settle(project, takes_up, |path| project.is_linked(path), said).project;
    let is_configured = project.has(FILE) || *configuration != Configuration::default();
    if !is_configured {
        let ids: Vec<String> = request.platforms.iter().map(|platform| format!("\"{}\"", platform.id)).collect();
        complete.insert(FILE, Content::from(format!("platforms = [{}]\n", ids.join(", ")).into_bytes()));
    }
    complete
}

/// What is said of a project.
fn left(project: &Project, request: &Request) -> Vec<Diagnostic> {
    crate::check(project, request).reports.into_iter().flat_map(|report| report.diagnostics).collect()
}

fn summary(changes: &[Change<'_>], left: &[Diagnostic], language: Language) -> String {
    let path = |change: &Change<'_>| match *change {
        Change::Create { path, .. } | Change::Modify { path, .. } | Change::Delete { path, .. } => format!("`{path}`"),
        Change::Rename { to, .. } => format!("`{to}`"),
    };
    let files = list::row(changes.iter().map(path).collect::<Vec<_>>(), language);
    let count = |severity| left.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    say!(
        language,
        "Written: {files}. `pushready check` now has errors: {errors}, warnings: {warnings}.\n",
        "已写入：{files}。`pushready check` 现有错误 {errors} 个，警告 {warnings} 个。\n"
    )
}

/// Whether somebody is there who sees a question and can answer it.
fn is_answered() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn ids() -> impl Iterator<Item = &'static str> {
    platform::all().iter().map(|platform| platform.id.as_str())
}

/// Asks for the platform until one is named.
fn choose(language: Language) -> Result<&'static Platform, Failure> {
    stream::say(language.pick("For which platform?", "用于哪个平台？"));
    let width = ids().map(str::len).max().unwrap_or_default();
    for (index, platform) in platform::all().iter().enumerate() {
        stream::say(&format!("  {:>2}  {:width$}  {}", index + 1, platform.id, platform.name));
    }
    loop {
        let answer = ask(language.pick("Number or name: ", "序号或名称："))?;
        let by_number = answer.parse::<usize>().ok().and_then(|number| platform::all().get(number.checked_sub(1)?));
        let by_name = || platform::all().iter().find(|platform| is_name(platform, &answer));
        if let Some(platform) = by_number.or_else(by_name) {
            return Ok(platform);
        }
        let (answer, hint) = (visible(&answer), hint(nearest(&answer, ids()), language));
        stream::say(&say!(language, "`{answer}` is none of them{hint}.", "没有 `{answer}` 这个平台{hint}。"));
    }
}

fn is_name(platform: &Platform, answer: &str) -> bool {
    platform.id.eq_ignore_ascii_case(answer) || platform.name.eq_ignore_ascii_case(answer)
}

/// Asks whether to write.
fn agrees(language: Language) -> Result<bool, Failure> {
    loop {
        let answer = ask(language.pick("Write this? [y/n] ", "写入这些文件？[y/n] "))?;
        match answer.to_lowercase().as_str() {
            "y" | "yes" | "是" => return Ok(true),
            "n" | "no" | "否" => return Ok(false),
            _ => {}
        }
    }
}

/// A line that somebody writes.
fn ask(question: &str) -> Result<String, Failure> {
    // Who cannot see the question cannot answer it either.
    let _ = write!(io::stderr().lock(), "{question}").and_then(|()| io::stderr().flush());
    let mut line = vec![];
    match io::stdin().lock().read_until(b'\n', &mut line) {
        Ok(0) | Err(_) => {
            stream::say("");
            Err(Unwritten::Declined.into())
        }
        Ok(_) => Ok(String::from_utf8_lossy(&line).trim().to_owned()),
    }
}
