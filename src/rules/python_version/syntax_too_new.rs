//! PSH411: a module that runs has syntax that the installed Python does not read.

use crate::analysis::python::reached_modules::{Reached, Start};
use crate::analysis::python_version::{self, Obstacle};
use crate::platform::{Series, Version};
use crate::rules::prelude::*;
use crate::rules::reached::stage;
use crate::syntax::python_module::{Need, Piece};

use super::request::place;
use super::words;

rule! {
    code: "PSH411",
    name: "syntax-too-new",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "A module of the project has syntax that the installed Python does not read",
    zh: "项目的模块使用了所安装的 Python 无法解析的语法",
}

struct SyntaxTooNew<'f, 'a> {
    facts: &'f Facts<'a>,
    reached: &'f Reached,
    need: &'f Need,
    /// What is installed.
    version: Version,
    /// The line of the piece.
    line: usize,
    /// What else the chain of imports needs; none if the piece itself is the newest.
    more: Option<Series>,
    /// The version of the platform's list that reads all modules.
    instead: Option<Version>,
    doubt: Option<Doubt>,
}

/// What it depends on.
#[derive(Clone, Copy)]
enum Doubt {
    /// A variable may name other settings.
    Settings,
    /// Another release of the platform installs another version by default.
    Default,
}

impl SyntaxTooNew<'_, '_> {
    fn stop(&self, language: Language) -> String {
        let (path, series) = (&self.reached.path, self.version.series);
        let import = self.reached.importer.as_ref().map(|(importer, _)| importer);
        let way = match (self.reached.start, import) {
            (Start::Collectstatic, None) => {
                say!(language, "The build runs {path} for `collectstatic`", "构建时为 `collectstatic` 运行 {path}")
            }
            (Start::Collectstatic, Some(by)) => say!(
                language,
                "The build runs `collectstatic`, which loads {path} through {by}",
                "构建时运行 `collectstatic`，它通过 {by} 加载 {path}"
            ),
            (Start::Web, None) => {
                say!(language, "The web process loads {path} when it starts", "web 进程启动时加载 {path}")
            }
            (Start::Web, Some(by)) => {
                say!(language, "The web process loads {path} through {by} when it starts", "web 进程启动时通过 {by} 加载 {path}")
            }
            (Start::Request, _) => {
                say!(language, "Django loads {path} at the first request", "Django 在收到第一个请求时加载 {path}")
            }
        };
        if self.need.piece.is_evaluated() {
            return say!(
                language,
                "{way}, and Python {series} stops with a TypeError when it comes to that line.",
                "{way}，Python {series} 执行到这一行时以 TypeError 停止。"
            );
        }
        say!(
            language,
            "{way}, and Python {series} stops there with a SyntaxError before it runs a line of the file.",
            "{way}，Python {series} 在执行该文件的任何一行之前就以 SyntaxError 停止。"
        )
    }

    /// The piece, in Chinese with a space before Latin letters or code.
    fn piece(&self, language: Language) -> String {
        let name = self.need.piece.name().get(language);
        let needs_space = language == Zh && name.starts_with(|first: char| first.is_ascii());
        format!("{}{name}", if needs_space { " " } else { "" })
    }

    /// What can be done in the code.
    fn rewrite(&self, language: Language) -> String {
        let (name, line) = (self.piece(language), self.line);
        match self.need.piece {
            Piece::PrintStatement => say!(language, "Write `print(…)` with parentheses.", "请写成带括号的 `print(…)`。"),
            Piece::PrintName => say!(
                language,
                "Write `from __future__ import print_function` in the first line of the file.",
                "请在文件第一行写 `from __future__ import print_function`。"
            ),
            Piece::NoEncoding => say!(
                language,
                "Write `# -*- coding: utf-8 -*-` in the first line of the file.",
                "请在文件第一行写 `# -*- coding: utf-8 -*-`。"
            ),
            Piece::BuiltinGeneric | Piece::TypeUnion => say!(
                language,
                "Write it with `List`, `Optional` or `Union` of `typing`.",
                "请改用 `typing` 的 `List`、`Optional` 或 `Union`。"
            ),
            _ => say!(language, "Write line {line} without {name}.", "请改写第 {line} 行，不使用{name}。"),
        }
    }

    fn upgrade(&self, language: Language) -> String {
        let platform = &self.facts.platform.name;
        let series = self.version.series;
        match self.instead {
            Some(version) => {
                let edit = words::write_this(self.facts, version, language);
                say!(
                    language,
                    "{platform} has {version}, which reads all of it. {edit} Or stay with {series}: ",
                    "{platform} 提供的 {version} 可以解析这些语法。{edit}或者保留 {series}："
                )
            }
            None if mends_in_place(self.need.piece) => String::new(),
            None => {
                say!(language, "No version that {platform} lists reads it. ", "{platform} 列出的版本都无法解析它。")
            }
        }
    }

    fn more(&self, language: Language) -> String {
        match self.more {
            None => String::new(),
            Some(series) => say!(
                language,
                " With all that is loaded, the code needs Python {series} or later.",
                "连同其余加载的代码，需要 Python {series} 或更高版本。"
            ),
        }
    }

    fn doubt(&self, language: Language) -> String {
        let default = self.facts.platform.python.default.caveat.as_ref();
        match self.doubt {
            None => String::new(),
            Some(Doubt::Settings) => say!(
                language,
                " This is so unless the variable `DJANGO_SETTINGS_MODULE` is set to other settings on the platform.",
                "除非平台上的变量 `DJANGO_SETTINGS_MODULE` 指定了其他设置模块。"
            ),
            Some(Doubt::Default) => words::caveat(default, language),
        }
    }
}

impl Message for SyntaxTooNew<'_, '_> {
    fn message(&self, language: Language) -> String {
        let (path, line, version) = (&self.reached.path, self.line, self.version);
        let name = self.piece(language);
        match self.need.piece.since() {
            Some(since) => say!(
                language,
                "`{path}` has {name} in line {line}, which needs Python {since}, but {version} is installed",
                "`{path}` 第 {line} 行有{name}，需要 Python {since}，而安装的是 {version}"
            ),
            None => say!(
                language,
                "`{path}` has {name} in line {line}, which Python {version} does not read",
                "`{path}` 第 {line} 行有{name}，Python {version} 无法解析"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (stop, more, upgrade) = (self.stop(language), self.more(language), self.upgrade(language));
        let (rewrite, doubt) = (self.rewrite(language), self.doubt(language));
        let rewrite = if self.instead.is_some() && language == En { lower_first(&rewrite) } else { rewrite };
        say!(language, "{stop}{more} {upgrade}{rewrite}{doubt}", "{stop}{more}{upgrade}{rewrite}{doubt}")
    }

    fn fix_title(&self, language: Language) -> String {
        self.instead
            .map_or_else(|| title(self.reached, self.line, language), |version| words::title(self.facts, version, language))
    }
}

/// Where one line makes an old Python read the file, nobody is sent to another one.
fn mends_in_place(piece: Piece) -> bool {
    matches!(piece, Piece::PrintName | Piece::NoEncoding)
}

fn title(reached: &Reached, line: usize, language: Language) -> String {
    let path = &reached.path;
    say!(language, "Rewrite line {line} of {path}", "改写 {path} 第 {line} 行")
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// The first module that stops Python speaks for all of them: nothing behind it is loaded.
fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(version) = facts.python.resolved.filter(|_| facts.is_built_as_python()) else { return };
    let reached = facts.reached_modules();
    let mut unread = reached.iter().filter_map(|one| Some((one, one.module.unread_by(version.series)?)));
    let Some((first, need)) = unread.next() else { return };
    let Some(text) = facts.project.text(&first.path) else { return };
    let needed = reached.iter().filter_map(|one| one.module.oldest()).map(|(series, _)| series).max();
    let doubt = doubt(facts, first);
    let message = SyntaxTooNew {
        facts,
        reached: first,
        need,
        version,
        line: text.position(need.range.start).line,
        more: needed.filter(|needed| need.piece.since().is_some_and(|since| since < *needed)),
        instead: reader(facts, reached).filter(|_| !mends_in_place(need.piece)),
        doubt,
    };
    let says = first.module.error_of(version.series);
    let mut finding =
        Finding::new(Place::range(&first.path, need.range.clone()), message).stage(stage(first.start)).fix(FixBuilder::display());
    finding = says.into_iter().fold(finding, Finding::says);
    if doubt.is_some() {
        finding = finding.likely();
    }
    let language = findings.language;
    if facts.python.source.is_some() {
        finding = finding.related(place(facts), asked(version, language));
    }
    for (other, need) in unread {
        finding = finding.related(Place::range(&other.path, need.range.clone()), need.piece.name().get(language));
    }
    findings.add(finding);
}

fn asked(version: Version, language: Language) -> String {
    say!(language, "asks for Python {version}", "要求 Python {version}")
}

fn doubt(facts: &Facts<'_>, first: &Reached) -> Option<Doubt> {
    if first.by_default_settings {
        return Some(Doubt::Settings);
    }
    let is_default = facts.python.source.is_none() && facts.platform.python.default.caveat.is_some();
    is_default.then_some(Doubt::Default)
}

/// What the platform advises, if that reads all modules, else its newest version that does.
fn reader(facts: &Facts<'_>, reached: &[Reached]) -> Option<Version> {
    let reads = |version: &Version| {
        reached
            .iter()
            .all(|one| one.module.unread_by(version.series).is_none() && (one.module.error.is_none() || version.series.major < 3))
    };
    let platform = facts.platform;
    let newest = python_version::listed_series(platform).into_iter().rev();
    let listed = newest.filter_map(|series| python_version::newest(platform, series));
    let readers: Vec<Version> = [python_version::advised(platform)].into_iter().chain(listed).filter(reads).collect();
    let suited = readers.iter().find(|version| Obstacle::of(facts, **version).is_none());
    suited.or(readers.first()).copied()
}
