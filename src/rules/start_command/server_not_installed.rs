//! PSH304: the start command runs a program whose package is not required.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::programs::{Program, brings_nothing};
use crate::analysis::commands::start_command::{How, StartCommand, invocations};
use crate::analysis::packages::{Addition, Installed, Knowledge, Presence};
use crate::analysis::procfile::processes::Source;
use crate::analysis::requirements::ROOT_FILE;
use crate::rules::new_requirement::{added, addition, advice};

use super::failure::Failure;
use super::in_command::{place, shell_says};

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
    /// The file that says what is installed, whether it is a lock, who reads it, and how to add to it.
    file: &'static str,
    is_locked: bool,
    manager: &'static str,
    addition: Addition,
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
        let Self { program, package, marker, file, .. } = self;
        if let Some(marker) = marker {
            say!(
                language,
                "The start command runs `{program}`, which `{marker}` keeps from being installed",
                "启动命令运行 `{program}`，但 `{marker}` 使它不会被安装"
            )
        } else if self.is_locked {
            say!(
                language,
                "The start command runs `{program}`, but `{package}` is not among what {file} installs on a server",
                "启动命令运行 `{program}`，但 {file} 在服务器上安装的包中没有 `{package}`"
            )
        } else {
            say!(
                language,
                "The start command runs `{program}`, but {file} does not list `{package}`",
                "启动命令运行 `{program}`，但 {file} 中没有 `{package}`"
            )
        }
    }

    fn detail(&self, language: Language) -> String {
        let program = &self.program;
        let fails = self.failure.words(language);
        let (command, passed_over, doubt) = (self.command(language), self.passed_over(language), self.doubt(language));
        let (reads, advice) = (self.reads(language), self.advice(language));
        say!(
            language,
            "{command}{reads}{passed_over} {fails}, because there is no `{program}`.{doubt} {advice}",
            "{command}{reads}{passed_over}{fails}，因为没有 `{program}`。{doubt}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        added(&self.addition, self.package, language)
    }
}

impl ServerNotInstalled {
    fn reads(&self, language: Language) -> String {
        match (self.file, self.manager) {
            (ROOT_FILE, _) => say!(
                language,
                "pip installs what {ROOT_FILE} and the files that it includes list, and nothing else.",
                "pip 只安装 {ROOT_FILE} 及其引用的文件中列出的包。"
            ),
            (file, manager) => {
                say!(language, "{manager} installs what {file} lists, and nothing else.", "{manager} 只安装 {file} 中列出的包。")
            }
        }
    }

    fn advice(&self, language: Language) -> String {
        let package = self.package;
        match &self.addition {
            Addition::Line(file) => {
                say!(language, "Add the line `{package}` to {file}.", "请在 {file} 中添加一行 `{package}`。")
            }
            addition => advice(addition, package, language),
        }
    }

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
    let Some(installed) = facts.installed.as_ref().filter(|installed| installed.knowledge != Knowledge::InPart) else { return };
    let mut told: Vec<&str> = vec![];
    for start in facts.commands().iter().filter(|start| !brings_programs(start)) {
        for missing in missing(facts, installed, start) {
            if !told.contains(&missing.program.package()) {
                told.push(missing.program.package());
                findings.add(finding(facts, installed, start, missing));
            }
        }
    }
}

/// Whether a script installs something itself, or looks for programs elsewhere.
fn brings_programs(start: &StartCommand) -> bool {
    let installs = || start.mentions(" install") || start.mentions(" sync");
    start.script.is_some() && (installs() || start.text.replace("PYTHONPATH=", "").contains("PATH="))
}

fn missing(facts: &Facts<'_>, installed: &Installed, start: &StartCommand) -> Vec<Missing> {
    let steps = start.steps();
    let started =
        steps.iter().flat_map(invocations).filter(|invocation| !invocation.is_fallback && invocation.how != How::Managed);
    let missing = started.filter_map(|invocation| {
        let program = Program::of(&invocation)?;
        let (name, word) = (invocation.program.text.clone(), invocation.program.range.clone());
        (!program.may_be_installed(facts, installed)).then_some(Missing { program, name, how: invocation.how, word })
    });
    missing.collect()
}

fn finding(facts: &Facts<'_>, installed: &Installed, start: &StartCommand, missing: Missing) -> Finding<ServerNotInstalled> {
    let is_generated = matches!(facts.procfile.source, Source::Generated | Source::DocumentedDefault);
    let is_sure = facts.presence(missing.program.package()) == Presence::Absent;
    let unknown = installed.named.iter().filter(|named| !is_sure && !brings_nothing(named)).count();
    let says = says(start, &missing);
    let place = if is_generated { end(facts, installed.manifest()) } else { place(start, missing.word) };
    let package = missing.program.package();
    let failure = Failure::of(facts, start);
    let stage = failure.stage();
    let message = ServerNotInstalled {
        failure,
        file: installed.file,
        is_locked: installed.knowledge == Knowledge::Exactly,
        manager: installed.manager,
        addition: installed.addition(),
        program: missing.name,
        package,
        written_by_platform: is_generated.then(|| start.text.clone()),
        listed: installed.named.len(),
        unknown,
        marker: marker(facts, installed, missing.program),
    };
    let line = (installed.file == ROOT_FILE).then(|| addition(facts, package)).flatten();
    let fix = line.map(|(range, text)| FixBuilder::safe().edit(ROOT_FILE, range, text));
    let is_shown = !matches!(installed.addition(), Addition::Line(ROOT_FILE));
    let fix = fix.or_else(|| is_shown.then(FixBuilder::display));
    Finding::new(place, message).stage(stage).likely_if(unknown > 0).says_if_known(says).fix(fix)
}

/// The marker of the line that lists the package all the same.
fn marker(facts: &Facts<'_>, installed: &Installed, program: &Program) -> Option<String> {
    let mut requirements = facts.requirements.named().filter(|_| installed.file == ROOT_FILE);
    let listed = requirements.find(|(_, named)| program.comes_with(named));
    listed.and_then(|(_, named)| named.marker.clone())
}

/// What bash and Python print.
fn says(start: &StartCommand, missing: &Missing) -> Option<String> {
    let (name, at) = (&missing.name, missing.word.start);
    match missing.how {
        How::Name => shell_says(start, at, &format!("{name}: command not found")),
        How::Exec => shell_says(start, at, &format!("exec: {name}: not found")),
        How::Module => Some(format!("No module named {name}")),
        How::Starter | How::Managed => None,
    }
}

fn end(facts: &Facts<'_>, file: &str) -> Place {
    let end = facts.project.text(file).map_or(0, |text| text.as_str().len());
    Place::range(file, end..end)
}
