//! PSH543: requirements without a hash, where a hash elsewhere makes pip ask for all.

use crate::analysis::knowledge::pip::Unchecked;
use crate::analysis::requirements::fault::RequirementFault;
use crate::analysis::requirements::hashes::Hashes;
use crate::rules::prelude::*;

use super::lines::place;

rule! {
    code: "PSH543",
    name: "partial-hashes",
    severity: Error,
    stage: Build,
    fix: None,
    en: "Requirements without a hash, where a hash elsewhere makes pip ask for all of them",
    zh: "部分依赖没有哈希值，而其他依赖的哈希值使 pip 要求全部都有",
}

struct PartialHashes<'f> {
    requirement: &'f str,
    why: Unchecked,
    others: usize,
    asking: (&'f str, usize),
}

impl Message for PartialHashes<'_> {
    fn message(&self, language: Language) -> String {
        let Self { requirement, why, others, .. } = self;
        let others = match others {
            0 => String::new(),
            others => say!(language, " and {others} more", " 和另外 {others} 项"),
        };
        match why {
            Unchecked::NoFile => say!(
                language,
                "pip asks for hashes of all requirements, and can make none of `{requirement}`{others}",
                "pip 要求所有依赖都有哈希值，但无法为 `{requirement}`{others}计算"
            ),
            Unchecked::NoHash => say!(
                language,
                "pip asks for hashes of all requirements, and there is none for `{requirement}`{others}",
                "pip 要求所有依赖都有哈希值，而 `{requirement}`{others}没有"
            ),
            Unchecked::NoVersion => say!(
                language,
                "pip asks for hashes and for `==` with all requirements, which is not so with `{requirement}`{others}",
                "pip 要求所有依赖都有哈希值并用 `==` 固定版本，而 `{requirement}`{others}没有"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (file, line) = self.asking;
        say!(
            language,
            "The hash or option in {file}, line {line}, makes pip check everything that it installs, what the packages need in turn included: each needs a line with `==` and its hash. Let `pip-compile --generate-hashes` or `uv pip compile --generate-hashes` write the whole file, or take all hashes away.",
            "{file} 第 {line} 行的哈希值或选项使 pip 检查安装的所有包，包括它们自身的依赖：每个包都要有一行用 `==` 固定的版本及其哈希值。请用 `pip-compile --generate-hashes` 或 `uv pip compile --generate-hashes` 生成整个文件，或去掉所有哈希值。"
        )
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let stops_before =
        |fault: &RequirementFault| matches!(fault, RequirementFault::Unreadable(_) | RequirementFault::LocalPath(_));
    if facts.faulty_lines.iter().any(|faulty| stops_before(&faulty.fault)) {
        return;
    }
    let Some(Hashes { asking: (asking, line), unchecked }) = Hashes::of(&facts.pip_reads()) else { return };
    let Some((first, at, why)) = unchecked.iter().min_by_key(|(_, _, why)| *why) else { return };
    let of_its_kind = unchecked.iter().filter(|(_, _, other)| other == why).count();
    let asking_line = facts.project.text(&asking.path).map_or(0, |text| text.span(line.content.clone()).start.line);
    let requirement = at.requirement.as_ref().map_or(at.text.as_str(), |target| target.text.as_str());
    let message = PartialHashes { requirement, why: *why, others: of_its_kind - 1, asking: (&asking.path, asking_line) };
    findings.add(Finding::new(place(first, at), message).says_if_known(facts.pip_reads().pip().unchecked(*why)));
}
