//! PSH213: nothing is named `web`.

use crate::analysis::procfile::comments;
use crate::analysis::procfile::processes::{Process, Source};
use crate::analysis::procfile::terminal::Lines;
use crate::language::list;
use crate::platform::RELEASE;
use crate::rules::prelude::*;

rule! {
    code: "PSH213",
    name: "no-web-process",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "No process of the Procfile is named `web`",
    zh: "Procfile 中没有名为 `web` 的进程",
}

/// What the launcher of Cloud Native Buildpacks prints.
const NO_DEFAULT_PROCESS: &str =
    "ERROR: failed to launch: determine start command: when there is no default process a command is required";

/// Programs that serve the web.
const SERVERS: &[&str] = &["daphne", "gunicorn", "hypercorn", "runserver", "streamlit", "uvicorn", "uwsgi", "waitress-serve"];

struct NoWebProcess<'a> {
    processes: Vec<&'a Process>,
    /// The process that was most likely meant, if one stands out.
    meant: Option<&'a Process>,
    only_web: bool,
    /// Whether the build stops.
    stops: bool,
    /// Whether a single process would start whatever its name is.
    sole_starts: bool,
}

impl Message for NoWebProcess<'_> {
    fn message(&self, language: Language) -> String {
        let names = list::row(list::quoted(self.processes.iter().map(|process| &process.name)), language);
        say!(
            language,
            "No process is named `web`; the Procfile defines {names}",
            "没有名为 `web` 的进程；Procfile 定义了 {names}"
        )
    }

    fn detail(&self, language: Language) -> String {
        let outcome = match self.only_web {
            _ if self.stops => language.pick(
                "The platform wants a process named exactly `web` in a Procfile, and stops the build without one.",
                "平台要求 Procfile 中有名称恰为 `web` 的进程，否则构建停止。",
            ),
            true if self.sole_starts => language.pick(
                "Of several processes the platform starts the one named exactly `web` and no other: the build succeeds, and the container ends as soon as it starts, again and again.",
                "有多个进程时，平台只启动名称恰为 `web` 的那个：构建成功，但容器一启动就结束，反复重启。",
            ),
            true => language.pick(
                "The platform starts the process named exactly `web` and no other: the build succeeds, and the container ends as soon as it starts, again and again. That holds for programs without a web page as well.",
                "平台只启动名称恰为 `web` 的进程：构建成功，但容器一启动就结束，反复重启。没有网页的程序也是如此。",
            ),
            false => language.pick(
                "Requests go to the process named exactly `web`, on this platform as on others of its kind. Unless a run command is set on the platform, which cannot be seen here, the build succeeds and nothing answers.",
                "与同类平台一样，请求只会转给名称恰为 `web` 的进程。除非在平台上设置了运行命令（这里看不到），否则构建成功，但没有进程应答。",
            ),
        };
        let none_is_started = !self.processes.iter().any(|process| is_started(process));
        match self.meant {
            Some(Process { name, command, .. }) => say!(
                language,
                "{outcome} Write `web: {command}` instead of `{name}: {command}`.",
                "{outcome}请把 `{name}: {command}` 写成 `web: {command}`。"
            ),
            None if none_is_started => say!(
                language,
                "{outcome} Add an entry `web: ` with the command that starts the app.",
                "{outcome}请添加一个 `web: ` 条目，写上启动应用的命令。"
            ),
            None => say!(
                language,
                "{outcome} Name the one that has to run `web`, or add an entry `web: ` with the command that starts the app.",
                "{outcome}请把需要运行的那个进程命名为 `web`，或者添加一个 `web: ` 条目，写上启动应用的命令。"
            ),
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        let names = self.processes.iter().map(|process| process.name.as_str()).collect::<Vec<_>>();
        vec![("processes", names.join(" "))]
    }

    fn fix_title(&self, language: Language) -> String {
        match self.meant {
            Some(process) => say!(language, "Rename `{}` to `web`", "将 `{}` 改名为 `web`", process.name),
            None => say!(language, "Add or name a process `web`", "添加名为 `web` 的进程，或将一个进程改名为 `web`"),
        }
    }
}

fn serves(process: &Process) -> bool {
    let mut words = process.command.split([' ', '\t', '/', ';', '&']);
    words.any(|word| SERVERS.contains(&word))
}

/// `release` runs once before the start, on the platforms that know it.
fn is_started(process: &Process) -> bool {
    process.name != RELEASE
}

/// Whether a line begins with `web` in some form, or holds an entry for it elsewhere, as in `echo "web: …" > Procfile`:
/// then another rule says what is wrong with that line.
fn has_damaged_web(text: &str) -> bool {
    let is_web = |name: &str| name.eq_ignore_ascii_case(WEB);
    let is_part = |char: char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_');
    text.lines().filter(|line| !comments::begins(line)).any(|line| {
        let line = line.trim_start_matches(|char| char != '#' && !is_part(char));
        let mut names = line.split(|char| !is_part(char));
        let before_colon = line.split(':').rev().skip(1).filter_map(|part| part.rsplit(|char| !is_part(char)).next());
        !line.starts_with('#') && (names.next().is_some_and(is_web) || before_colon.into_iter().any(is_web))
    })
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let procfile = &facts.procfile;
    let only_web = facts.platform.procfile.only_web.value;
    let damaged = procfile.text.as_deref().is_none_or(has_damaged_web);
    // What Rainbond's copy makes of a comment has the name, and nobody has written it.
    let lines = Lines::in_force(procfile);
    let is_written = |process: &&Process| process.name != WEB && !lines.are_for_terminal(process);
    let processes: Vec<&Process> = procfile.processes.iter().filter(is_written).collect();
    // A process of its own that another rule's line makes is the only reason why a single one does not start.
    let is_sole = processes.len() == 1 && facts.platform.procfile.starts_sole_process();
    if processes.is_empty() || is_sole || procfile.default_process().is_some() || damaged {
        return;
    }
    let started: Vec<&Process> = processes.iter().copied().filter(|process| is_started(process)).collect();
    let mut servers = started.iter().copied().filter(|process| serves(process));
    let meant = match (started.as_slice(), servers.next(), servers.next()) {
        ([single], ..) => Some(*single),
        (_, Some(server), None) => Some(server),
        _ => None,
    };
    let needs_web = started.is_empty() || started.iter().any(|process| serves(process));
    if !only_web && !needs_web {
        return;
    }
    let place = match procfile.source {
        Source::File => Place::file(PROCFILE),
        _ => Place::project(),
    };
    let sole_starts = facts.platform.procfile.starts_sole_process();
    let stops = facts.platform.procfile.needs_web.as_ref().is_some_and(|fact| fact.value);
    let message = NoWebProcess { processes, meant, only_web, stops, sole_starts };
    let finding = Finding::new(place, message).fix(FixBuilder::display());
    let finding = if sole_starts && only_web { finding.says(NO_DEFAULT_PROCESS) } else { finding };
    let finding = if stops { finding.stage(Stage::Release) } else { finding };
    findings.add(if only_web { finding } else { finding.severity(Severity::Warning).likely() });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_web_entry_is_left_to_others() {
        for text in [
            "web:gunicorn x\nworker: y",
            "Web: x",
            "  web : x",
            "\u{feff}web: x",
            "a: b\nweb gunicorn",
            "\"web\":x",
            "web",
            "echo \"web: x\" > Procfile",
        ] {
            assert!(has_damaged_web(text), "{text}");
        }
        for text in ["worker: web", "wbe: x", "website: x", "# web: x", "web-worker: x", "web_2: x", "// web: x"] {
            assert!(!has_damaged_web(text), "{text}");
        }
    }
}
