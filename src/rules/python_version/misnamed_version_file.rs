//! PSH409: a version file under a name that the platform does not look for.

use crate::analysis::python_version::{self, Status, Stop};
use crate::platform::{Version, VersionReader, VersionSource};
use crate::rules::prelude::*;

use super::meant::meant;

rule! {
    code: "PSH409",
    name: "misnamed-version-file",
    severity: Error,
    stage: Build,
    fix: Safe,
    en: "The file with the Python version has a name that the platform does not look for",
    zh: "保存 Python 版本的文件名有误，平台不会读取",
}

/// A file that was meant for one that the platform reads.
pub(super) struct Misnamed<'a> {
    name: &'a str,
    right: VersionReader,
    is_known: bool,
    /// The version in it, if the platform has it.
    version: Option<Version>,
}

struct MisnamedVersionFile<'f> {
    name: &'f str,
    right: &'static str,
    is_known: bool,
    version: Option<Version>,
    default: Version,
}

impl Message for MisnamedVersionFile<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, right, .. } = self;
        say!(
            language,
            "`{name}` is not read, because its name has to be `{right}`",
            "`{name}` 不会被读取，文件名必须是 `{right}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { name, right, default, .. } = self;
        let doubt = self.doubt(language);
        say!(
            language,
            "The platform looks for `{right}` at the root, letter by letter, and passes over `{name}` without a word: it installs its default, {default}. Rename the file to `{right}`.{doubt}",
            "平台在根目录逐字查找 `{right}`，会不加提示地忽略 `{name}`，并安装默认版本 {default}。请把文件改名为 `{right}`。{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let Self { name, right, .. } = self;
        say!(language, "Rename `{name}` to `{right}`", "把 `{name}` 改名为 `{right}`")
    }
}

impl MisnamedVersionFile<'_> {
    fn doubt(&self, language: Language) -> &'static str {
        match (self.is_known, self.version) {
            (true, Some(_)) => "",
            (true, None) => language.pick(
                " Then look at what it says: as it is, the platform cannot install it.",
                "改名后请检查内容：按现在的写法，平台无法安装。",
            ),
            (false, _) => language.pick(
                " What is in it was not given; this holds if it is the Python version.",
                "文件内容未提供；以上以其中是 Python 版本为前提。",
            ),
        }
    }
}

/// A misnamed version file, where no rightly named one is there.
pub(super) fn find<'a>(facts: &Facts<'a>) -> Option<Misnamed<'a>> {
    if facts.python.status != Status::Default {
        return None;
    }
    let mut readers = facts.platform.python.sources.value.iter();
    readers.find_map(|reader| facts.project.root_files().find_map(|name| look_at(facts, name, *reader)))
}

/// What people write for the name of a file, in lower case and without blanks around.
fn misspellings(source: VersionSource) -> &'static [&'static str] {
    match source {
        VersionSource::RuntimeTxt => &[
            "runtime",
            "runtime.text",
            "runtime.txt.txt",
            "runtimes.txt",
            "runtime..txt",
            "runtime.txt.",
            "runtime.tx",
            "runtimetxt",
        ],
        VersionSource::PythonVersionFile => &["python-version", "python-version.txt", ".python_version", "python_version"],
        VersionSource::PipfileLock | VersionSource::Environment => &[],
    }
}

fn look_at<'a>(facts: &Facts<'a>, name: &'a str, right: VersionReader) -> Option<Misnamed<'a>> {
    let folded = name.trim().to_ascii_lowercase();
    let same_letters = Some(folded.as_str()) == right.from.file();
    if !same_letters && !misspellings(right.from).contains(&folded.as_str()) {
        return None;
    }
    let Some(text) = facts.project.text(name) else {
        // Something else may be called `runtime`, hardly `Runtime.txt`.
        return same_letters.then_some(Misnamed { name, right, is_known: false, version: None });
    };
    meant(text.as_str())?;
    let request = python_version::parse(right.grammar, text.as_str().trim());
    let version = request.and_then(|request| python_version::stands_for(facts.platform, request));
    let version = version.filter(|version| python_version::is_available(facts.platform, *version));
    Some(Misnamed { name, right, is_known: true, version })
}

/// A name that stops the build, whether the right file is there or not.
fn refused<'f>(facts: &'f Facts<'_>, name: &'f str) -> Finding<RefusedName<'f>> {
    let right = VersionSource::PythonVersionFile.name();
    let has_right = facts.project.has(right);
    let finding = Finding::new(Place::file(name), RefusedName { platform: &facts.platform.name, name, right, has_right });
    finding.fix(if has_right { FixBuilder::unsafe_().delete(name) } else { FixBuilder::safe().rename(name, right) })
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
    if let Some(Stop::RefusedName(name)) = &facts.python.stop {
        return findings.add(refused(facts, name));
    }
    let Some(misnamed) = find(facts) else { return };
    let Misnamed { name, right, is_known, version } = misnamed;
    let right = right.from.name();
    let default = facts.platform.python.default.value;
    let message = MisnamedVersionFile { name, right, is_known, version, default };
    // A version that the platform does not have would stop a build that works now.
    let promise = if version.is_some() { FixBuilder::safe() } else { FixBuilder::unsafe_() };
    let finding = Finding::new(Place::file(name), message).fix(promise.rename(name, right));
    let finding = if version == Some(default) { finding.severity(Severity::Warning) } else { finding };
    // What is printed about misspellings is printed where they stop the build.
    let finding = finding.says_nothing();
    findings.add(if is_known { finding } else { finding.likely() });
}
