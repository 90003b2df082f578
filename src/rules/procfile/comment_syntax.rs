//! PSH224: `// …`, `; …`, `<!-- … -->`, `/* … */`.

use std::ops::Range;

use crate::analysis::procfile::comments::TO_LINE_END;
use crate::analysis::procfile::items::Item;

use super::prelude::*;

rule! {
    code: "PSH224",
    name: "comment-syntax",
    severity: Warning,
    stage: Release,
    fix: Safe,
    en: "A comment of another language in the Procfile",
    zh: "Procfile 中使用了其他语言的注释写法",
}

struct CommentSyntax<'a> {
    line: &'a str,
    effect: &'a Effect,
}

impl Message for CommentSyntax<'_> {
    fn message(&self, language: Language) -> String {
        let line = excerpt(self.line);
        say!(language, "`{line}` is no comment in a Procfile", "`{line}` 在 Procfile 中不是注释")
    }

    fn detail(&self, language: Language) -> String {
        let effect = match self.effect {
            Effect::Dropped => say!(
                language,
                "The platform drops the line because it is no entry, so nothing changes here; other parsers of Procfiles refuse the file.",
                "该行不是条目，平台会丢弃它，因此在这里没有影响；但其他 Procfile 解析器会拒绝该文件。"
            ),
            effect => effect.sentence(language),
        };
        say!(
            language,
            "Only a line that begins with `#` is a comment. {effect} Begin the comment with `#`.",
            "只有以 `#` 开头的行才是注释。{effect}请用 `#` 开始注释。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Begin the comment with `#`", "用 `#` 开始注释")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, item, fault) in item_faults(facts) {
        let ItemFault::ForeignComment(effect) = fault else { continue };
        let severity = match effect {
            Effect::Kept | Effect::Dropped => Severity::Info,
            Effect::Misread { .. } => Severity::Warning,
            Effect::Rejected(_) | Effect::Folded { .. } => Severity::Error,
        };
        let message = CommentSyntax { line: document.text[item.line.clone()].trim(), effect };
        let fix = fix(document, Safety::Safe, edits(document, item));
        findings.add(finding(document, item.range(), severity, effect, message).fix(fix));
    }
}

fn edits(document: &Document<'_>, item: &Item<'_>) -> Vec<(Range<usize>, String)> {
    let line = &document.text[item.line.clone()];
    let start = item.line.start + (line.len() - line.trim_start_matches([' ', '\t']).len());
    let marker = document.text[start..].len() - document.text[start..].trim_start_matches(['/', ';']).len();
    if TO_LINE_END.iter().any(|marker| document.text[start..].starts_with(marker)) {
        return vec![(start..start + marker, "#".to_owned())];
    }
    let starts = std::iter::once(start).chain(item.more.iter().map(|line| line.start));
    starts.map(|start| (start..start, "# ".to_owned())).collect()
}
