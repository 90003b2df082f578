//! PSH304: the start command runs a program whose package is not required.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::programs::{Program, brings_nothing};
use crate::analysis::commands::start_command::{How, StartCommand, invocations};
use crate::analysis::commands::started::commands;
use crate::analysis::package_manager::PackageManager;
use crate::analysis::procfile::processes::Source;
use crate::analysis::requirements::{ROOT_FILE, is_installed};
use crate::rules::new_requirement::addition;
use crate::syntax::requirements::{LineKind, Named};

use super::failure::Failure;
use super::in_command::{bash_says, place};

rule! {
    code: "PSH304",
    name: "server-not-installed",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "The start command runs a program that no requirement installs",
    zh: "启动命令所运行的程序没有列在依赖中",
}

struct ServerNotInstalled {
    failure: Failure,
    /// The program as the command names it.
    program: String,
    package: &'static str,
    /// The command, if the platform wrote it.
    written_by_platform: Option<String>,
    /// How many requirements there are, and of how many it is not known whether they install it after all.
    listed: usize,
    unknown: usize,
    /// The marker by which pip passes over the line that lists it.
    marker: Option<String>,
}

impl Message for ServerNotInstalled {
    fn message(&self, language: Language) -> String {
        let Self { program, package, marker, .. } = self;
        if let Some(marker) = marker {
            say!(
                language,
                "The start command runs `{program}`, which `{marker}` keeps from being installed",
                "启动命令运行 `{program}`，但 `{marker}` 使它不会被安装"
            )
        } else {
            say!(
                language,
                "The start command runs `{program}`, but {ROOT_FILE} does not list `{package}`",
                "启动命令运行 `{program}`，但 {ROOT_FILE} 中没有 `{package}`"
            )
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { program, package, .. } = self;
        let fails = self.failure.words(language);
        let (command, passed_over, doubt) = (self.command(language), self.passed_over(language), self.doubt(language));
        say!(
            language,
            "{command}pip installs what {ROOT_FILE} and the files that it includes list, and nothing else.{passed_over} {fails}, because there is no `{program}`.{doubt} Add the line `{package}` to {ROOT_FILE}.",
            "{command}pip 只安装 {ROOT_FILE} 及其引用的文件中列出的包。{passed_over}{fails}，因为没有 `{program}`。{doubt}请在 {ROOT_FILE} 中添加一行 `{package}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Add `{}` to {ROOT_FILE}", "在 {ROOT_FILE} 中添加 `{}`", self.package)
    }
}

impl ServerNotInstalled {
    fn command(&self, language: Language) -> String {
        match &self.written_by_platform {
            None => String::new(),
            Some(command) => say!(
                language,
                "There is no Procfile, so the platform starts `{command}`. ",
                "项目没有 Procfile，因此平台会启动 `{command}`。"
            ),
        }
    }

    fn passed_over(&self, language: Language) -> String {
        match &self.marker {
            None => String::new(),
            Some(marker) => say!(
                language,
                " The marker `{marker}` is not true on the platform, so pip passes over that line.",
                "标记 `{marker}` 在平台上不成立，因此 pip 会跳过那一行。"
            ),
        }
    }

    fn doubt(&self, language: Language) -> String {
        let Self { listed, unknown, .. } = self;
        if *unknown == 0 {
            String::new()
        } else {
            say!(
                language,
                " No requirement is known to bring it along, though for {unknown} of {listed} that is not certain.",
                "没有已知会附带安装它的依赖，不过 {listed} 个依赖中有 {unknown} 个尚不确定。"
            )
        }
    }
}

/// A program that is started and not installed.
struct Missing {
    program: &'static Program,
    name: String,
    how: How,
    word: Range<usize>,
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let reads = facts.package_manager.as_ref().is_some_and(PackageManager::reads_requirements);
    if !reads || facts.requirements.incomplete {
        return;
    }
    let mut told: Vec<&str> = vec![];
    for start in commands(facts) {
        for missing in missing(facts, &start) {
            if !told.contains(&missing.program.package()) {
                told.push(missing.program.package());
                findings.add(finding(facts, &start, missing));
            }
        }
    }
}

fn missing(facts: &Facts<'_>, start: &StartCommand<'_>) -> Vec<Missing> {
    let steps = start.steps();
    let started =
        steps.iter().flat_map(invocations).filter(|invocation| !invocation.is_fallback && invocation.how != How::Managed);
    let missing = started.filter_map(|invocation| {
        let program = Program::of(&invocation)?;
        let (name, word) = (invocation.program.text.clone(), invocation.program.range.clone());
        (!may_be_installed(facts, program)).then_some(Missing { program, name, how: invocation.how, word })
    });
    missing.collect()
}

/// Whether a requirement installs it, or a line that pip cannot read was meant to; another rule speaks of that line.
fn may_be_installed(facts: &Facts<'_>, program: &Program) -> bool {
    let mut unreadable = facts
        .requirements
        .files
        .iter()
        .flat_map(|file| &file.file.lines)
        .filter(|line| matches!(line.kind, LineKind::Unreadable(_)));
    installed(facts).any(|named| program.comes_with(named))
        || unreadable.any(|line| line.text.to_ascii_lowercase().contains(program.package()))
}

/// What pip installs, as far as the markers say.
fn installed<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f Named> {
    let python = facts.python.resolved;
    facts.requirements.named().map(|(_, named)| named).filter(move |named| is_installed(named, python) != Some(false))
}

fn finding(facts: &Facts<'_>, start: &StartCommand<'_>, missing: Missing) -> Finding<ServerNotInstalled> {
    let is_generated = matches!(facts.procfile.source, Source::Generated | Source::DocumentedDefault);
    let unknown = installed(facts).filter(|named| !brings_nothing(named)).count();
    let says = says(start, &missing);
    let place = if is_generated { end_of_requirements(facts) } else { place(facts, start, missing.word) };
    let package = missing.program.package();
    let failure = Failure::of(facts, start);
    let stage = failure.stage();
    let message = ServerNotInstalled {
        failure,
        program: missing.name,
        package,
        written_by_platform: is_generated.then(|| start.process.command.clone()),
        listed: installed(facts).count(),
        unknown,
        marker: marker(facts, missing.program),
    };
    let fix = addition(facts, package).map(|(range, text)| FixBuilder::safe().edit(ROOT_FILE, range, text));
    Finding::new(place, message).stage(stage).likely_if(unknown > 0).says_if_known(says).fix(fix)
}

/// The marker of the line that lists the package all the same.
fn marker(facts: &Facts<'_>, program: &Program) -> Option<String> {
    let listed = facts.requirements.named().find(|(_, named)| program.comes_with(named));
    listed.and_then(|(_, named)| named.marker.clone())
}

/// What bash and Python print.
fn says(start: &StartCommand<'_>, missing: &Missing) -> Option<String> {
    let (name, at) = (&missing.name, missing.word.start);
    match missing.how {
        How::Name => Some(bash_says(start, at, &format!("{name}: command not found"))),
        How::Exec => Some(bash_says(start, at, &format!("exec: {name}: not found"))),
        How::Module => Some(format!("No module named {name}")),
        How::Starter | How::Managed => None,
    }
}

fn end_of_requirements(facts: &Facts<'_>) -> Place {
    let end = facts.project.text(ROOT_FILE).map_or(0, |text| text.as_str().len());
    Place::range(ROOT_FILE, end..end)
}
