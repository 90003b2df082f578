//! PSH407: a version file that the platform does not read, or refuses.

use crate::analysis::python_version::{Number, VersionVerdict, instead_of, meant, reader, spell, verdicts};
use crate::platform::{ManagedFile, Request, Version, VersionSource};
use crate::rules::prelude::*;

use super::words;

rule! {
    code: "PSH407",
    name: "ignored-version-file",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A version file that the platform does not read, or refuses",
    zh: "平台不读取或拒绝的版本文件",
}

struct IgnoredVersionFile<'f, 'a> {
    facts: &'f Facts<'a>,
    file: &'f str,
    outcome: FileOutcome<'f>,
}

enum FileOutcome<'f> {
    /// The build stops because of it.
    Refused(&'f ManagedFile),
    /// It asks for this, and that is installed.
    Unread(Number, Version),
}

impl Message for IgnoredVersionFile<'_, '_> {
    fn message(&self, language: Language) -> String {
        let file = self.file;
        match &self.outcome {
            FileOutcome::Refused(ManagedFile { manager: Some(manager), .. }) => {
                say!(language, "The platform refuses `{file}` together with {manager}", "使用 {manager} 时，平台拒绝 `{file}`")
            }
            FileOutcome::Refused(_) => {
                say!(language, "The platform refuses a project with `{file}`", "平台拒绝含有 `{file}` 的项目")
            }
            FileOutcome::Unread(asked, installed) => say!(
                language,
                "`{file}` asks for {asked} and is not read: {installed} is installed",
                "`{file}` 指定了 {asked}，但不会被读取：安装的是 {installed}"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (file, platform) = (self.file, &self.facts.platform.name);
        match &self.outcome {
            FileOutcome::Refused(_) => say!(
                language,
                "{platform} stops the build as soon as `{file}` is there, whatever it says. Delete it and write the version into `.python-version`, as two numbers such as `{}`.",
                "只要存在 `{file}`，无论内容如何，{platform} 都会停止构建。请删除它，并把版本写入 `.python-version`，只写两个数字，例如 `{}`。",
                self.facts.platform.python.default.value.series
            ),
            FileOutcome::Unread(..) => say!(
                language,
                "{platform} leaves the file aside without a word. {}",
                "{platform} 会忽略该文件，没有任何提示。{}",
                self.edit(language)
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.outcome {
            FileOutcome::Refused(_) => say!(
                language,
                "Move the version from `{}` to `.python-version`",
                "把版本从 `{}` 移到 `.python-version`",
                self.file
            ),
            FileOutcome::Unread(asked, _) => words::title(self.facts, instead_of(self.facts, Some(*asked)), language),
        }
    }
}

impl IgnoredVersionFile<'_, '_> {
    fn edit(&self, language: Language) -> String {
        let FileOutcome::Unread(asked, _) = self.outcome else { return String::new() };
        let platform = self.facts.platform;
        let offers = words::offers(platform, language);
        let edit = words::replace(self.facts, asked, instead_of(self.facts, Some(asked)), language);
        say!(language, "{offers} {edit}", "{offers}{edit}")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        match verdict {
            VersionVerdict::RefusedFile(refused) => {
                let file = refused.file.as_str();
                let message = IgnoredVersionFile { facts, file, outcome: FileOutcome::Refused(refused) };
                findings.add(Finding::new(Place::file(file), message).severity(Severity::Error).fix(moved(facts, file)));
            }
            VersionVerdict::UnreadFile { file, asked, installed } => {
                let message = IgnoredVersionFile { facts, file, outcome: FileOutcome::Unread(asked, installed) };
                findings.add(Finding::new(Place::file(file), message).says_nothing().fix(FixBuilder::display()));
            }
            _ => {}
        }
    }
}

/// The refused file goes; what it asks for is written where it is read, unless something stands there.
fn moved(facts: &Facts<'_>, file: &str) -> FixBuilder {
    let right = VersionSource::PythonVersionFile;
    let (Some(right), Some(target), true) = (reader(facts.platform, right), right.file(), facts.project.has(file)) else {
        return FixBuilder::display();
    };
    let promise = FixBuilder::unsafe_().delete(file);
    let asked = facts.project.text(file).and_then(|text| meant(text.as_str()));
    let request = match asked.map(|asked| asked.number) {
        Some(Number::Full(version)) => Request::Version(version),
        Some(Number::Series(series)) => Request::Series(series),
        Some(Number::Major(_)) | None => Request::Series(facts.platform.python.default.value.series),
    };
    if facts.project.has(target) {
        return promise;
    }
    promise.create(target, format!("{}\n", spell(right.grammar, request)))
}
