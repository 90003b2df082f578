//! PSH409: a version file under a name that the platform does not look for.

use crate::analysis::python_version::{MisnamedFile, Obstacle, VersionOutcome, VersionVerdict, verdicts};
use crate::platform::{Version, VersionSource};
use crate::rules::prelude::*;

use super::words;

rule! {
    code: "PSH409",
    name: "misnamed-version-file",
    severity: Warning,
    stage: Build,
    fix: Safe,
    en: "The file with the Python version has a name that the platform does not look for",
    zh: "保存 Python 版本的文件名有误，平台不会读取",
}

struct MisnamedVersionFile<'f> {
    file: MisnamedFile<'f>,
    /// What is installed now; none where the build stops without the file.
    default: Option<Version>,
}

impl Message for MisnamedVersionFile<'_> {
    fn message(&self, language: Language) -> String {
        let (name, right) = self.names();
        say!(
            language,
            "`{name}` is not read, because its name has to be `{right}`",
            "`{name}` 不会被读取，文件名必须是 `{right}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let ((name, right), doubt) = (self.names(), words::outlook(&self.file.renamed, language.pick("", "改名后"), language));
        let outcome = match self.default {
            Some(default) => say!(language, "it installs its default, {default}", "并安装默认版本 {default}"),
            None => say!(language, "the build stops for want of a version", "构建会因没有版本而停止"),
        };
        say!(
            language,
            "The platform looks for `{right}` at the root, letter by letter, and passes over `{name}` without a word: {outcome}. Rename the file to `{right}`.{doubt}",
            "平台在根目录逐字查找 `{right}`，会不加提示地忽略 `{name}`，{outcome}。请把文件改名为 `{right}`。{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let (name, right) = self.names();
        say!(language, "Rename `{name}` to `{right}`", "把 `{name}` 改名为 `{right}`")
    }
}

impl MisnamedVersionFile<'_> {
    fn names(&self) -> (&str, &'static str) {
        (self.file.name, self.file.right.from.name())
    }
}

struct RefusedName<'f> {
    platform: &'f str,
    name: &'f str,
    right: &'static str,
    has_right: bool,
}

impl Message for RefusedName<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, right, .. } = self;
        say!(language, "`{name}` is a misspelling of `{right}`", "`{name}` 是 `{right}` 的错误拼写")
    }

    fn detail(&self, language: Language) -> String {
        let Self { platform, name, right, has_right } = self;
        match has_right {
            false => say!(
                language,
                "{platform} knows this misspelling and stops the build. Rename the file to `{right}`.",
                "{platform} 能识别这种错误拼写，并停止构建。请把文件改名为 `{right}`。"
            ),
            true => say!(
                language,
                "{platform} knows this misspelling and stops the build, although there is a `{right}` as well. Delete `{name}`.",
                "{platform} 能识别这种错误拼写，即使同时有 `{right}` 也会停止构建。请删除 `{name}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let Self { name, right, has_right, .. } = self;
        match has_right {
            false => say!(language, "Rename `{name}` to `{right}`", "把 `{name}` 改名为 `{right}`"),
            true => say!(language, "Delete `{name}`", "删除 `{name}`"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for verdict in verdicts(facts) {
        match verdict {
            VersionVerdict::RefusedName(name) => findings.add(refused(facts, name)),
            VersionVerdict::Misnamed(file) => findings.add(misnamed(facts, file)),
            _ => {}
        }
    }
}

/// A name that stops the build, whether the right file is there or not.
fn refused<'f>(facts: &'f Facts<'_>, name: &'f str) -> Finding<RefusedName<'f>> {
    let right = VersionSource::PythonVersionFile.name();
    let has_right = facts.project.has(right);
    let finding = Finding::new(Place::file(name), RefusedName { platform: &facts.platform.name, name, right, has_right })
        .severity(Severity::Error);
    finding.fix(if has_right { FixBuilder::unsafe_().delete(name) } else { FixBuilder::safe().rename(name, right) })
}

/// The project stops where nothing is installed without the file, or where it surely does not run on what is.
fn misnamed<'f>(facts: &Facts<'_>, file: MisnamedFile<'f>) -> Finding<MisnamedVersionFile<'f>> {
    let default = facts.python.resolved;
    // A safe fix brings no error that was not there.
    let promise = if matches!(file.renamed, VersionOutcome::Installed(_)) { FixBuilder::safe() } else { FixBuilder::unsafe_() };
    let fix = promise.rename(file.name, file.right.from.name());
    let stops = default.is_none_or(|default| Obstacle::of(facts, default).is_some());
    let is_cause = stops && matches!(file.renamed, VersionOutcome::Installed(_));
    let (place, is_known) = (Place::file(file.name), file.renamed != VersionOutcome::Unknown);
    // What is printed about misspellings is printed where they stop the build.
    let finding = Finding::new(place, MisnamedVersionFile { file, default }).fix(fix).says_nothing();
    let finding = if is_cause { finding.severity(Severity::Error) } else { finding };
    if is_known { finding } else { finding.likely() }
}
