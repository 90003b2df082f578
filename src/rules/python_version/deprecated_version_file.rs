//! PSH415: a version file that the platform will stop to read.

use crate::analysis::python_version;
use crate::platform::{Request, VersionReader, VersionSource};
use crate::rules::prelude::*;

rule! {
    code: "PSH415",
    name: "deprecated-version-file",
    severity: Warning,
    stage: Build,
    fix: Unsafe,
    en: "A version file that the platform still reads and no longer will",
    zh: "平台目前仍读取、但即将停止支持的版本文件",
}

struct DeprecatedVersionFile<'a> {
    platform: &'a str,
    file: &'static str,
    right: &'static str,
    spelled: String,
}

impl Message for DeprecatedVersionFile<'_> {
    fn message(&self, language: Language) -> String {
        let Self { platform, file, right, .. } = self;
        say!(language, "{platform} has deprecated `{file}` in favour of `{right}`", "{platform} 已弃用 `{file}`，改用 `{right}`")
    }

    fn detail(&self, language: Language) -> String {
        let Self { file, right, spelled, .. } = self;
        say!(
            language,
            "The build still reads `{file}`, before all other files, and prints a warning. Write `{spelled}` into `{right}` and delete `{file}`.",
            "构建目前仍会读取 `{file}`，且优先于其他文件，同时打印警告。请在 `{right}` 中写 `{spelled}`，并删除 `{file}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let Self { file, right, .. } = self;
        say!(language, "Move the version from `{file}` to `{right}`", "把版本从 `{file}` 移到 `{right}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(file) = facts.python.source.and_then(VersionSource::file) else { return };
    let is_deprecated = facts.platform.python.deprecated_files.value.iter().any(|name| name == file);
    let (Some(request), Some(_), true) = (facts.python.requested, facts.python.resolved, is_deprecated) else { return };
    let Some((reader, right)) = successor(facts) else { return };
    let spelled = python_version::spell(reader.grammar, request);
    let fix = moved(facts, file, right, &spelled);
    let message = DeprecatedVersionFile { platform: &facts.platform.name, file, right, spelled };
    findings.add(Finding::new(Place::file(file), message).fix(fix));
}

fn successor(facts: &Facts<'_>) -> Option<(VersionReader, &'static str)> {
    let reader = python_version::best_place(facts.platform)?;
    Some((reader, reader.from.file()?))
}

/// Comments do not move along, and a file that is there already may say something else.
fn moved(facts: &Facts<'_>, file: &str, right: &str, spelled: &str) -> FixBuilder {
    let promise = FixBuilder::unsafe_().delete(file);
    match facts.project.text(right) {
        None if facts.project.has(right) => FixBuilder::display(),
        None => promise.create(right, format!("{spelled}\n")),
        Some(text)
            if python_version::best_place(facts.platform)
                .and_then(|reader| python_version::read(reader.grammar, text.as_str()))
                .map(Request::series)
                == facts.python.requested.map(Request::series) =>
        {
            promise
        }
        Some(_) => promise.rewrite(right, format!("{spelled}\n")),
    }
}
