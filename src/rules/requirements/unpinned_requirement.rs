//! PSH510: requirements without a version.

use crate::rules::prelude::*;
use std::collections::BTreeSet;

use crate::analysis::requirements::Followed;
use crate::syntax::requirements::{LineKind, Named};

use super::listed::{Listed, listed};
use super::{files, import_name_as_package, platform_only_package, standard_library_package};

rule! {
    code: "PSH510",
    name: "unpinned-requirement",
    severity: Info,
    stage: Build,
    fix: None,
    en: "Requirements without a version: each build may install other releases",
    zh: "没有写明版本的依赖：每次构建可能安装不同的版本",
}

/// The variable that names a file of constraints.
const CONSTRAINTS: &str = "PIP_CONSTRAINT";

struct UnpinnedRequirement<'a> {
    file: &'a str,
    names: Vec<&'a str>,
}

impl Message for UnpinnedRequirement<'_> {
    fn message(&self, language: Language) -> String {
        let (file, names) = (self.file, self.names(language));
        say!(language, "`{file}` leaves the version of {names} open", "`{file}` 中未限定版本的依赖：{names}")
    }

    fn detail(&self, language: Language) -> String {
        let name = self.names.first().copied().unwrap_or_default();
        say!(
            language,
            "pip installs the newest release that fits the Python of the day, so a later build can break, or behave in another way, though nothing in the project changed. Write the version that works behind each name, as in `{name}==` and its number: `pip freeze` prints all of them where the project runs.",
            "pip 会安装当时适合所用 Python 的最新版本，因此即使项目没有改动，以后的构建也可能失败或表现不同。请在每个名称后写上可用的版本，即 `{name}==` 加版本号：在项目能运行的环境中，`pip freeze` 会全部列出。"
        )
    }
}

impl UnpinnedRequirement<'_> {
    /// The first few names, and how many more there are.
    fn names(&self, language: Language) -> String {
        const SHOWN: usize = 3;
        let shown: Vec<String> = self.names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
        let more = self.names.len() - shown.len();
        match (more, shown.as_slice(), language) {
            (0, [first @ .., last], En) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            (0, _, En) => shown.join(", "),
            (_, _, En) => format!("{} and {more} more", shown.join(", ")),
            (0, _, Zh) => shown.join("、"),
            (_, _, Zh) => format!("{} 等 {} 个包", shown.join("、"), self.names.len()),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if has_unseen_constraints(facts) {
        return;
    }
    let bounded: BTreeSet<&str> =
        files(facts).iter().flat_map(named).filter(|named| is_bounded(named)).map(|named| named.normalized.as_str()).collect();
    let is_open = |listed: &Listed<'_>| {
        let name = listed.named.normalized.as_str();
        !bounded.contains(name) && !is_mistaken(name)
    };
    let open: Vec<Listed<'_>> = listed(facts).filter(is_open).collect();
    for file in files(facts).iter().filter(|file| !file.constraint) {
        let mut found = open.iter().filter(|listed| listed.file.path == file.path).peekable();
        let Some(first) = found.peek().copied() else { continue };
        let mut names: Vec<&str> = vec![];
        for listed in found.filter(|listed| listed.is_certain) {
            if !names.contains(&listed.named.name.as_str()) {
                names.push(&listed.named.name);
            }
        }
        if !names.is_empty() {
            findings.add(Finding::new(first.place(), UnpinnedRequirement { file: &file.path, names }));
        }
    }
}

/// Whether a rule says of it that it ought not to be listed at all, or not so.
fn is_mistaken(normalized: &str) -> bool {
    import_name_as_package::finds(normalized)
        || platform_only_package::finds(normalized)
        || standard_library_package::is_namesake(normalized)
}

fn named(file: &Followed) -> impl Iterator<Item = &Named> {
    file.file.lines.iter().filter_map(|line| match &line.kind {
        LineKind::Named(named) => Some(named),
        _ => None,
    })
}

/// Whether something keeps later releases away: a version, an upper end, an address.
fn is_bounded(named: &Named) -> bool {
    named.url.is_some() || named.specifiers.split(',').any(|clause| clause.trim_start().starts_with(['=', '<', '~']))
}

/// Whether versions may be pinned where they cannot be seen.
fn has_unseen_constraints(facts: &Facts<'_>) -> bool {
    let has = |path: &str| files(facts).iter().any(|file| file.constraint && file.printed == path);
    let mut constraints = files(facts).iter().flat_map(|file| file.includes().map(move |include| (file, include)));
    facts.settings.has(CONSTRAINTS)
        || constraints.any(|(file, include)| include.constraint && !has(&file.printed_include(include)))
}
