//! PSH509: the same package twice.

use crate::analysis::knowledge::pip::{Pip, conflicting};
use crate::analysis::requirements::duplicates::{Duplicate, DuplicateFate};
use crate::rules::prelude::*;

use super::lines::{deleted, finding, place};

rule! {
    code: "PSH509",
    name: "duplicate-requirement",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "The same package is required twice",
    zh: "同一个包写了两次",
}

struct DuplicateRequirement<'a> {
    first: &'a str,
    second: &'a str,
    name: &'a str,
    pip: Pip,
    fate: DuplicateFate,
    /// Which of the two the fix deletes.
    deleted: &'a str,
    /// How many further lines only say the same again.
    further: usize,
}

impl Message for DuplicateRequirement<'_> {
    fn message(&self, language: Language) -> String {
        let Self { first, second, name, further, .. } = self;
        match self.fate {
            DuplicateFate::Same if *further > 0 => say!(
                language,
                "{} lines repeat earlier ones; the first is `{name}`",
                "有 {} 行重复了前面的内容，第一处是 `{name}`",
                further + 1
            ),
            DuplicateFate::Same => say!(language, "`{name}` is required twice in the same way", "`{name}` 以相同的方式写了两次"),
            DuplicateFate::Refused | DuplicateFate::Contradicts => say!(
                language,
                "`{name}` is required as `{first}` and as `{second}`",
                "`{name}` 同时写成了 `{first}` 和 `{second}`"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { pip, .. } = self;
        match self.fate {
            DuplicateFate::Refused => say!(
                language,
                "The platform's pip {pip} stops at the second line about a package if its versions are written differently, even where both could be met. Nothing is installed. Keep one of the two lines.",
                "平台使用的 pip {pip} 遇到同一个包的第二行时，只要版本写法不同就会停止，即使两者可以同时满足。不会安装任何包。请只保留其中一行。"
            ),
            DuplicateFate::Contradicts => say!(
                language,
                "pip puts all lines about a package together, and no version fits both: it stops, and nothing is installed. Keep one of the two lines.",
                "pip 会综合同一个包的所有行，而没有任何版本能同时满足两者：pip 会停止，不会安装任何包。请只保留其中一行。"
            ),
            DuplicateFate::Same => say!(
                language,
                "pip takes both lines as one, so nothing breaks. The day one of them is changed and the other is not, the build stops. Delete what repeats.",
                "pip 会把两行当作一行，因此目前不会出错。但如果以后只修改其中一行，构建就会停止。请删除重复的行。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.further {
            0 => say!(language, "Delete the line `{}`", "删除 `{}` 这一行", self.deleted),
            further => say!(language, "Delete the {} lines", "删除这 {} 行", further + 1),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let (same, different): (Vec<_>, Vec<_>) =
        Duplicate::all(&facts.pip_reads()).into_iter().partition(|duplicate| duplicate.fate == DuplicateFate::Same);
    for duplicate in &different {
        report(facts, findings, duplicate, &[]);
    }
    // Whole lists are pasted twice: one finding for all that does no harm.
    if let Some((first, further)) = same.split_first() {
        report(facts, findings, first, further);
    }
}

fn report(facts: &Facts<'_>, findings: &mut Findings<'_, '_>, duplicate: &Duplicate<'_>, further: &[Duplicate<'_>]) {
    let Duplicate { first, second, fate } = duplicate;
    let is_same = *fate == DuplicateFate::Same;
    let fix = if is_same { FixBuilder::safe() } else { FixBuilder::unsafe_() };
    let mut gone = std::iter::once(duplicate).chain(further).map(Duplicate::weaker);
    let message = DuplicateRequirement {
        first: first.text(),
        second: second.text(),
        name: &second.named.name,
        pip: facts.pip_reads().pip(),
        fate: *fate,
        deleted: duplicate.weaker().text(),
        further: further.len(),
    };
    let related = findings.language.pick("the first of the two lines", "两行中的第一行");
    let finding = finding(second, message)
        .related(place(first.file, first.line), related)
        .likely_if(!first.is_certain)
        .says_if_known(says(facts, duplicate))
        .fix(gone.try_fold(fix, |fix, line| deleted(facts, fix, line.file, line.line)));
    findings.add(if is_same { finding.severity(Severity::Info) } else { finding });
}

fn says(facts: &Facts<'_>, Duplicate { first, second, fate }: &Duplicate<'_>) -> Option<String> {
    let has_marker = first.named.marker.is_some() || second.named.marker.is_some();
    let (one, other) = (first.printed(), second.printed());
    match fate {
        DuplicateFate::Same => None,
        // Which of two files is read first depends on where one includes the other.
        DuplicateFate::Refused if has_marker || first.file.path != second.file.path => None,
        DuplicateFate::Refused => {
            let (one, other) = (first.origin(facts.project, &one), second.origin(facts.project, &other));
            Some(facts.pip_reads().pip().double_requirement(&one, &other, &second.named.name))
        }
        DuplicateFate::Contradicts => Some(conflicting(&one, &other)),
    }
}
