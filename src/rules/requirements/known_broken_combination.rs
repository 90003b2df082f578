//! PSH520: a pinned package beside a release of its dependency that breaks it.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use pep440_rs::Version;

use crate::analysis::knowledge::broken_combinations::{self, Combination, When};
use crate::analysis::knowledge::packages::{self, is_needed_by_another};
use crate::analysis::package_manager::may_be_brought;
use crate::analysis::packages::Presence;
use crate::analysis::packages::lock::LockedPackage;
use crate::analysis::python::package_imports::{is_named_at_start, start_of};
use crate::analysis::python::reached_modules::Start;
use crate::analysis::requirements::Followed;
use crate::language::list;
use crate::order;
use crate::platform::Series;
use crate::rules::prelude::*;
use crate::rules::reached::{stage, stop};
use crate::syntax::requirements::{Line, LineKind, Named, normalize_name};

use super::lines::is_editable;

rule! {
    code: "PSH520",
    name: "known-broken-combination",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "A pinned package that a later release of its dependency breaks",
    zh: "固定版本的软件包会被其依赖的新版本破坏",
}

struct KnownBrokenCombination<'f> {
    name: &'f str,
    pinned: Version,
    series: Series,
    combination: Combination,
    start: Start,
    /// How the requirements ask for the dependency; none if they do not.
    asked: Option<&'f Named>,
    /// The release of the dependency that is installed, where that is known.
    installed: Option<&'f Version>,
    manager: &'static str,
    /// The lines that are missing.
    missing: Vec<String>,
    unknown: Vec<&'f str>,
}

impl Message for KnownBrokenCombination<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, pinned, series, combination, manager, .. } = self;
        let dependency = combination.dependency;
        let Some(works) = combination.works else {
            return say!(
                language,
                "`{name}` {pinned} works with no `{dependency}` that runs on Python {series}",
                "`{name}` {pinned} 无法与任何能在 Python {series} 上运行的 `{dependency}` 一起使用"
            );
        };
        say!(
            language,
            "`{name}` {pinned} works only with `{dependency}{works}`, and {manager} installs a later one",
            "`{name}` {pinned} 只能与 `{dependency}{works}` 一起使用，而 {manager} 会安装更新的版本"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { combination, .. } = self;
        let (why, doubt, day) = (self.why(language), self.doubt(language), broken_combinations::as_of());
        let (dependency, lines, fails, manager) =
            (combination.dependency, self.lines(language), self.fails(language), self.manager);
        let fits = match combination.newer {
            None => say!(
                language,
                ", so that {manager} takes a `{dependency}` that fits.",
                "，让 {manager} 选择合适的 `{dependency}`。"
            ),
            Some(_) => language.pick(".", "。").to_owned(),
        };
        say!(
            language,
            "{why} {fails}, as a real install showed on {day}.{doubt} {lines}{fits}",
            "{why}{fails}；已于 {day} 实际安装验证。{doubt}{lines}{fits}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        self.lines(language)
    }
}

impl KnownBrokenCombination<'_> {
    fn why(&self, language: Language) -> String {
        let (dependency, series, manager) = (self.combination.dependency, self.series, self.manager);
        if let Some(installed) = self.installed {
            return say!(
                language,
                "What {manager} installs is `{dependency}` {installed}.",
                "{manager} 安装的是 `{dependency}` {installed}。"
            );
        }
        match self.asked.filter(|asked| !asked.specifiers.is_empty()) {
            Some(Named { name, specifiers, .. }) => {
                say!(language, "The requirements ask for `{name}{specifiers}`.", "依赖文件要求的是 `{name}{specifiers}`。")
            }
            None => say!(
                language,
                "The requirements pin no `{dependency}`, so pip takes its newest release for Python {series}.",
                "依赖文件没有固定 `{dependency}`，因此 pip 会选择支持 Python {series} 的最新版本。"
            ),
        }
    }

    fn fails(&self, language: Language) -> String {
        let name = self.name;
        if self.start != Start::Web {
            return stop(self.start, name, language);
        }
        let fails = match self.combination.when {
            When::Started | When::Named => {
                say!(language, "`{name}` fails when the application starts", "应用启动时 `{name}` 会失败")
            }
            When::Imported => say!(
                language,
                "the application stops at the import of `{name}` when it starts",
                "应用启动时会在导入 `{name}` 处停止"
            ),
            When::Used => {
                say!(language, "`{name}` fails as soon as its client is made", "一创建客户端，`{name}` 就会失败")
            }
        };
        say!(language, "The build succeeds, and {fails}", "构建会成功，但{fails}")
    }

    fn doubt(&self, language: Language) -> String {
        let names = list::row(list::quoted(self.unknown.iter().take(3)), language);
        match self.unknown.is_empty() {
            true => String::new(),
            false => say!(
                language,
                " It works only if another package keeps it back: {names}.",
                "除非其他软件包限制了它的版本：{names}。"
            ),
        }
    }

    fn lines(&self, language: Language) -> String {
        let lines = list::quoted(&self.missing).collect::<Vec<_>>().join(language.pick(" and ", " 和 "));
        say!(language, "Require {lines}", "要求 {lines}")
    }
}

/// A release that is installed, and what says so.
struct Subject<'f> {
    package: &'f str,
    name: &'f str,
    version: Version,
    place: Place,
    /// The line that a fix may add others behind.
    line: Option<(&'f Followed, &'f Line)>,
}

/// The releases that are sure: those of lines that pin them, or all where it is known what is installed.
fn subjects<'f>(facts: &'f Facts<'_>) -> Vec<Subject<'f>> {
    let is_known = facts.knows_all_packages();
    if let Some((installed, locked)) = facts.installed.as_ref().and_then(|all| Some((all, all.locked.as_ref()?))) {
        let packages = locked.packages.iter().filter(|_| is_known && facts.is_built_as_python());
        let subject = |(package, locked): (&'f String, &'f LockedPackage)| {
            Some(Subject {
                package,
                name: &locked.name,
                version: locked.version.clone()?,
                place: Place::range(installed.file, locked.range.clone()),
                line: None,
            })
        };
        return packages.filter_map(subject).collect();
    }
    let lines = facts.pip_reads().lines().filter(|(file, _)| !file.constraint && (is_known || !facts.requirements.incomplete));
    let subject = |(file, line): (&'f Followed, &'f Line)| {
        let LineKind::Named(named) = &line.kind else { return None };
        let version = match facts.presence(&named.normalized) {
            Presence::Is(Some(version)) if is_known => version.clone(),
            _ => pin(named)?,
        };
        Some(Subject {
            package: &named.normalized,
            name: &named.name,
            version,
            place: Place::range(&file.path, named.name_range.start..named.specifiers_range.end),
            line: Some((file, line)),
        })
    };
    lines.filter_map(subject).collect()
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(python) = facts.python.resolved.filter(|_| packages::are_known()) else { return };
    let manager = facts.installed.as_ref().map_or("pip", |installed| installed.manager);
    let asked = Asked::of(facts);
    let mut told: Vec<&str> = vec![];
    let mut seen = BTreeSet::new();
    for subject in subjects(facts) {
        if !seen.insert((subject.package, subject.version.clone())) {
            continue;
        }
        let mut broken: Vec<(Combination, Start)> = broken_combinations::of(subject.package, &subject.version, python.series)
            .filter(|entry| !told.contains(&entry.dependency) && is_broken(facts, &asked, entry))
            .filter_map(|entry| met(facts, &asked, &entry).map(|start| (entry, start)))
            .collect();
        // Of several errors with one dependency, the first is that of its newest releases.
        broken.dedup_by_key(|(entry, _)| entry.dependency);
        if let Some((first, start)) = broken.first() {
            told.extend(broken.iter().map(|(entry, _)| entry.dependency));
            let missing = |(entry, _): &(Combination, Start)| match entry.newer {
                Some(newer) => format!("{}{newer}", subject.name),
                None => format!("{}{}", entry.dependency, entry.works.unwrap_or_default()),
            };
            let is_known = facts.knows_all_packages();
            let message = KnownBrokenCombination {
                name: subject.name,
                pinned: subject.version.clone(),
                series: python.series,
                combination: first.clone(),
                start: *start,
                asked: asked.other(first),
                installed: known_release(facts, first),
                manager,
                missing: broken.iter().map(missing).collect(),
                unknown: if is_known { vec![] } else { packages::unknown(&facts.requirements) },
            };
            findings.add(finding(facts, &asked, subject, message, &broken));
        }
    }
}

/// The release of the other package, where it is known what is installed.
fn known_release<'f>(facts: &'f Facts<'_>, entry: &Combination) -> Option<&'f Version> {
    match facts.presence(&normalize_name(entry.dependency)) {
        Presence::Is(release) if facts.knows_all_packages() => release,
        _ => None,
    }
}

fn pin(named: &Named) -> Option<Version> {
    let version = named.specifiers.strip_prefix("==").filter(|_| named.marker.is_none() && named.url.is_none())?;
    Version::from_str(version.trim()).ok()
}

/// How the requirements, or their constraints, ask for packages, by normalised names; of several lines the last.
struct Asked<'f>(BTreeMap<&'f str, &'f Named>);

impl<'f> Asked<'f> {
    fn of(facts: &'f Facts<'_>) -> Self {
        let named = facts.pip_reads().lines().filter_map(|(_, line)| match &line.kind {
            LineKind::Named(named) => Some((named.normalized.as_str(), named)),
            _ => None,
        });
        Self(order::map(named))
    }

    /// How they ask for the other package.
    fn other(&self, entry: &Combination) -> Option<&'f Named> {
        self.0.get(normalize_name(entry.dependency).as_str()).copied()
    }
}

/// When what brings the error about surely happens, if nothing else that is required decides on the other package.
fn met(facts: &Facts<'_>, asked: &Asked<'_>, entry: &Combination) -> Option<Start> {
    let dependency = normalize_name(entry.dependency);
    match entry.when {
        When::Started => Some(Start::Web),
        When::Imported | When::Used => {
            let start = start_of(facts, entry.package);
            if facts.knows_all_packages() {
                return start;
            }
            let is_other = |name: &&str| normalize_name(name) != entry.package;
            let is_unknown = packages::unknown(&facts.requirements).iter().any(is_other);
            let is_pinned = asked.other(entry).is_some_and(|asked| pin(asked).is_some());
            let decides = !is_unknown && !is_needed_by_another(&facts.requirements, &dependency, entry.package);
            start.filter(|_| is_pinned || decides)
        }
        When::Named => {
            let is_there = asked.other(entry).is_some() || known_release(facts, entry).is_some();
            (is_there && is_named_at_start(facts, &dependency)).then_some(Start::Web)
        }
    }
}

/// Nothing keeps pip from a release that breaks it.
fn is_broken(facts: &Facts<'_>, asked: &Asked<'_>, entry: &Combination) -> bool {
    if facts.knows_all_packages() {
        return known_release(facts, entry).is_some_and(|release| entry.fails_with(release));
    }
    let dependency = entry.dependency.to_ascii_lowercase();
    !may_be_brought(facts.platform, &dependency, facts.python.resolved.map(|python| python.series))
        && asked.other(entry).is_none_or(|asked| match pin(asked) {
            Some(pinned) => entry.fails_with(&pinned),
            None => asked.marker.is_none() && asked.url.is_none() && !asked.specifiers.contains(['<', '=', '~']),
        })
}

fn finding<'f>(
    facts: &'f Facts<'_>,
    asked: &Asked<'_>,
    subject: Subject<'f>,
    message: KnownBrokenCombination<'f>,
    broken: &[(Combination, Start)],
) -> Finding<KnownBrokenCombination<'f>> {
    let fix = subject.line.map_or_else(FixBuilder::display, |(file, line)| fix(facts, asked, file, line, broken));
    let says = message.combination.error;
    let is_used_later = message.combination.when == When::Used;
    let is_likely = is_used_later || !message.unknown.is_empty() || facts.python.may_differ(facts.platform);
    let stage = stage(message.start);
    let finding = Finding::new(subject.place, message).stage(stage).says(says).fix(fix);
    if is_likely { finding.likely() } else { finding }
}

/// Lines behind the one that is pinned; where the dependency stands already, its author decides.
fn fix(facts: &Facts<'_>, asked: &Asked<'_>, file: &Followed, line: &Line, broken: &[(Combination, Start)]) -> FixBuilder {
    let is_asked = broken.iter().any(|(entry, _)| entry.newer.is_some() || asked.other(entry).is_some());
    let Some(text) = facts.project.text(&file.path).filter(|_| is_editable(facts, &file.path) && !is_asked) else {
        return FixBuilder::display();
    };
    let end = if text.as_str().contains("\r\n") { "\r\n" } else { "\n" };
    let is_ended = text.as_str()[..line.range.end].ends_with(['\n', '\r']);
    let added = broken.iter().map(|(entry, _)| {
        let required = format!("{}{}", entry.dependency, entry.works.unwrap_or_default());
        if is_ended { format!("{required}{end}") } else { format!("{end}{required}") }
    });
    FixBuilder::unsafe_().edit(&file.path, line.range.end..line.range.end, added.collect::<String>())
}
