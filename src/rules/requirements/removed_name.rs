//! PSH523: the project's own code asks a package for what its installed release no longer has.

use std::ops::Range;
use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::knowledge::removed_names::{self, Instead, Removed};
use crate::analysis::python::reached_modules::Start;
use crate::analysis::python::removed_uses::{How, RemovedUse, imported_name, removed_uses};
use crate::language::list;
use crate::platform::Series;
use crate::rules::moved_import::{Moved, new_imports, without};
use crate::rules::prelude::*;
use crate::rules::reached::{at_request, stage};

rule! {
    code: "PSH523",
    name: "removed-name",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A name that the installed release of its package no longer has",
    zh: "所安装的软件包版本中已不再提供的名称",
}

struct RemovedName<'f> {
    found: RemovedUse<'f>,
    /// What to write, where it is known to the letter.
    written: Option<Written>,
}

/// What to write instead, and where.
struct Written {
    range: Range<usize>,
    text: String,
    /// The part of it that is new.
    new: Vec<String>,
}

impl Message for RemovedName<'_> {
    fn message(&self, language: Language) -> String {
        let RemovedUse { reached, how, release, .. } = &self.found;
        let (path, what) = (&reached.path, self.what(language));
        let (name, version) = (&release.name, &release.version);
        match how {
            How::Import(_) => say!(
                language,
                "`{path}` imports {what}, which `{name}` {version} no longer has",
                "`{path}` 导入了 {what}，而 `{name}` {version} 已不再提供"
            ),
            How::Attribute(_) => say!(
                language,
                "`{path}` uses {what}, which `{name}` {version} no longer has",
                "`{path}` 使用了 {what}，而 `{name}` {version} 已不再提供"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let RemovedUse { reached, release, .. } = &self.found;
        let (name, version, first) = (&release.name, &release.version, self.dropped_in());
        let (advice, day) = (self.advice(language), removed_names::as_of());
        let it = match self.found.removed.len() {
            1 => language.pick("it", "它"),
            _ => language.pick("them", "它们"),
        };
        let installed = match release.is_certain {
            true => say!(language, "the build installs {version}", "而构建安装的是 {version}"),
            false => say!(
                language,
                "nothing in the requirements keeps pip from the newest release, which is {version} or a later one",
                "而依赖文件没有限制版本，pip 会选择最新版本，即 {version} 或更新的版本"
            ),
        };
        let stop = match reached.start {
            Start::Collectstatic => language.pick(
                "The dependencies install without an error; then the build runs collectstatic, which loads this file and stops at this line.",
                "依赖可以正常安装，但随后构建运行 collectstatic 时会加载该文件，并在这一行停止。",
            ),
            Start::Web => language.pick(
                "The dependencies install without an error; the application stops at this line whenever it starts.",
                "依赖可以正常安装，但应用每次启动都会在这一行停止。",
            ),
            Start::Request => at_request(language),
        };
        say!(
            language,
            "`{name}` dropped {it} in {first}, as installs and imports showed on {day}, and {installed}. {stop} {advice}",
            "`{name}` 从 {first} 起移除了{it}（已于 {day} 实际安装并导入验证），{installed}。{stop}{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let pin = self.pin();
        match &self.written {
            Some(Written { new, .. }) => {
                let new = list::and(list::quoted(new), language);
                say!(language, "Write {new}", "改写为 {new}")
            }
            None => say!(language, "Change this line, or require `{pin}`", "修改这一行，或在依赖中要求 `{pin}`"),
        }
    }
}

impl RemovedName<'_> {
    /// What Python stops at.
    fn first(&self) -> &Removed {
        &self.found.removed[0]
    }

    /// The first release that lacks something of it.
    fn dropped_in(&self) -> &'static str {
        let releases = self.found.removed.iter().map(Removed::first);
        releases.min_by_key(|release| Version::from_str(release).ok()).unwrap_or_default()
    }

    fn what(&self, language: Language) -> String {
        let removed = &self.found.removed;
        match &self.found.how {
            How::Import(import) if removed.iter().all(|removed| imported_name(import, removed).is_some()) => {
                let names = removed.iter().filter_map(|removed| imported_name(import, removed)).map(|imported| &imported.name);
                let (names, module) = (list::and(list::quoted(names), language), import.module);
                say!(language, "{names} from `{module}`", "`{module}` 中的 {names}")
            }
            How::Import(_) => format!("`{}`", self.first().module),
            How::Attribute(_) => format!("`{}`", path(self.first())),
        }
    }

    /// The requirement that keeps the last release that has everything.
    fn pin(&self) -> String {
        let mut first = self.dropped_in();
        while let Some(shorter) = first.strip_suffix(".0") {
            first = shorter;
        }
        format!("{}<{first}", self.found.release.name)
    }

    fn advice(&self, language: Language) -> String {
        let pin = self.pin();
        if let Some(Written { new, .. }) = &self.written {
            let new = list::and(list::quoted(new), language);
            return say!(
                language,
                "Write {new}, or require `{pin}` to keep the older release.",
                "请改写为 {new}，或要求 `{pin}` 以保留旧版本。"
            );
        }
        let instead: Vec<Instead> = self.found.removed.iter().filter_map(Removed::instead).collect();
        let names = list::and(list::quoted(instead.iter().map(|instead| &instead.path)), language);
        match instead.iter().all(|instead| instead.is_same) {
            _ if instead.is_empty() => say!(
                language,
                "Do without it, or require `{pin}` to keep the older release.",
                "请去掉它，或要求 `{pin}` 以保留旧版本。"
            ),
            true => say!(
                language,
                "Its place is now {names}; write that, or require `{pin}` to keep the older release.",
                "现在应使用 {names}；请改用它，或要求 `{pin}` 以保留旧版本。"
            ),
            false => say!(
                language,
                "Today there is {names} for it, which is used in another way; or require `{pin}` to keep the older release.",
                "现在对应的是 {names}，但用法不同；也可以要求 `{pin}` 以保留旧版本。"
            ),
        }
    }

    /// What Python prints, where it has no path behind it and no words of the package in it.
    fn says(&self, series: Series) -> Option<String> {
        let (first, is_modern) = (self.first(), series >= Series { major: 3, minor: 7 });
        let module = first.module;
        if let Some(missing) = &self.found.missing_module {
            let is_usual = is_modern && missing.import_has_usual_error();
            return is_usual.then(|| format!("ModuleNotFoundError: No module named '{}'", missing.module));
        }
        match (&self.found.how, first.name) {
            (How::Import(import), _) => {
                let name = &imported_name(import, first)?.name;
                let is_usual = is_modern && first.import_has_usual_error();
                is_usual.then(|| format!("ImportError: cannot import name '{name}' from '{}'", import.module))
            }
            (How::Attribute(_), Some(name)) if first.attribute_has_usual_error() => Some(match name.split_once("().") {
                Some((class, attribute)) => format!("AttributeError: '{class}' object has no attribute '{attribute}'"),
                None => format!("AttributeError: module '{module}' has no attribute '{name}'"),
            }),
            (How::Attribute(_), _) => None,
        }
    }
}

/// The name with its module; what a class has made stands for itself.
fn path(removed: &Removed) -> String {
    match removed.name {
        Some(name) if name.contains("().") => name.to_owned(),
        Some(name) => format!("{}.{name}", removed.module),
        None => removed.module.to_owned(),
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(python) = facts.python.resolved else { return };
    for found in removed_uses(facts) {
        let place = Place::range(&found.reached.path, found.range().clone());
        let (stage, is_sure) = (stage(found.reached.start), found.release.is_certain && !found.reached.by_default_settings);
        let written = written(facts, &found);
        let fix = match &written {
            Some(Written { range, text, .. }) => FixBuilder::unsafe_().edit(&found.reached.path, range.clone(), text),
            None => FixBuilder::display(),
        };
        let message = RemovedName { found, written };
        let says = message.says(python.series);
        findings.add(Finding::new(place, message).stage(stage).says_if_known(says).likely_if(!is_sure).fix(fix));
    }
}

fn written(facts: &Facts<'_>, found: &RemovedUse<'_>) -> Option<Written> {
    let text = facts.project.text(&found.reached.path).filter(|text| text.encoding.is_utf8())?;
    let instead: Option<Vec<Instead>> = found.removed.iter().map(Removed::instead).collect();
    let instead = instead.filter(|instead| instead.iter().all(|instead| instead.is_same))?;
    match &found.how {
        How::Attribute(range) => {
            let new = attribute(found.removed.first()?, instead.first()?, text.as_str().get(range.clone())?)?;
            Some(Written { range: range.clone(), text: new.clone(), new: vec![new] })
        }
        How::Import(import) => {
            let names: Option<Vec<_>> = found.removed.iter().map(|removed| imported_name(import, removed)).collect();
            let moved: Vec<Moved<'_>> =
                names?.into_iter().zip(instead).map(|(imported, instead)| Moved { imported, path: instead.path }).collect();
            let (before, statement) = (&text.as_str()[..import.range.start], &text.as_str()[import.range.clone()]);
            let indent = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
            let (left, new) = (without(statement, &moved)?, new_imports(&moved));
            let lines: Vec<&str> =
                new.iter().map(String::as_str).chain([left.as_str()]).filter(|line| !line.is_empty()).collect();
            let end = if text.as_str().contains("\r\n") { "\r\n" } else { "\n" };
            let is_alone = indent.trim_matches(['\u{feff}', ' ', '\t']).is_empty() && !indent.starts_with('\u{feff}');
            let joined = lines.join(&format!("{end}{indent}"));
            (lines.len() == 1 || is_alone).then(|| Written { range: import.range.clone(), text: joined, new })
        }
    }
}

/// The attribute under its new name, where that is one of the same module or of Python itself.
fn attribute(removed: &Removed, instead: &Instead, written: &str) -> Option<String> {
    if let Some(builtin) = instead.path.strip_prefix("builtins.") {
        return Some(builtin.to_owned());
    }
    let name = instead.path.strip_prefix(removed.module)?.strip_prefix('.').filter(|name| !name.contains('.'))?;
    let owner = written.rsplit_once('.')?.0;
    Some(format!("{owner}.{name}"))
}
