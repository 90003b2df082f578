//! PSH216: no bytes, or only blanks and comments.

use crate::analysis::Facts;
use crate::analysis::procfile::dialect::NoteKind;
use crate::diagnostic::{Safety, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::platform::MissingProcfile;
use crate::rules::{Family, Findings, FixKind, Message, Rule};
use crate::syntax::procfile::{LineKind, Procfile};

use super::characters::clean;
use super::document::{Document, documents};
use super::effect::{Effect, Refusal};
use super::entry_point::web_entry;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH216",
    name: "empty-procfile",
    since: "0.1.0",
    family: Family::Procfile,
    severity: Severity::Error,
    stage: Stage::Release,
    fix: FixKind::Safe,
    summary: Localized { en: "A Procfile without an entry", zh: "没有任何条目的 Procfile" },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("empty_procfile.md"), zh: include_str!("empty_procfile.zh.md") },
    check,
};

struct EmptyProcfile {
    only_comments: bool,
    refusal: Option<Refusal>,
    /// Whether a start command can only come from the Procfile.
    only_web: bool,
    /// Whether the platform writes a Procfile where there is none.
    generates: bool,
    entry: Option<String>,
}

impl Message for EmptyProcfile {
    fn message(&self, language: Language) -> String {
        match (self.only_comments, language) {
            (true, En) => "The Procfile has comments and no entry".to_owned(),
            (true, Zh) => "Procfile 只有注释，没有条目".to_owned(),
            (false, En) => "The Procfile is empty".to_owned(),
            (false, Zh) => "Procfile 是空的".to_owned(),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = match (self.refusal, language) {
            (Some(refusal), _) => refusal.sentence(language).to_owned(),
            (None, En) if self.only_web => "The build succeeds, and there is no process to start.".to_owned(),
            (None, Zh) if self.only_web => "构建成功，但没有可启动的进程。".to_owned(),
            (None, En) => {
                "The build succeeds, and there is no process to start unless a start command is set on the platform.".to_owned()
            }
            (None, Zh) => "构建成功，但没有可启动的进程，除非在平台上设置了启动命令。".to_owned(),
        };
        let generates = match (self.generates, language) {
            (true, En) => " The platform writes a Procfile of its own only where there is none; an empty one counts as one.",
            (true, Zh) => "只有在没有 Procfile 时平台才会自动生成；空文件也算已有 Procfile。",
            (false, _) => "",
        };
        match (&self.entry, language) {
            (Some(entry), En) => format!("{effect}{generates} Write the line `{entry}`."),
            (Some(entry), Zh) => format!("{effect}{generates}请写入 `{entry}` 这一行。"),
            (None, En) => format!("{effect}{generates} Write one line, such as `web: gunicorn app:app`."),
            (None, Zh) => format!("{effect}{generates}请写一行，例如 `web: gunicorn app:app`。"),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match (&self.entry, language) {
            (Some(entry), En) => format!("Write `{entry}`"),
            (Some(entry), Zh) => format!("写入 `{entry}`"),
            (None, En) => "Write an entry for the start command".to_owned(),
            (None, Zh) => "为启动命令写一个条目".to_owned(),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for document in documents(facts).into_iter().filter(is_empty) {
        let refusal = document.reading.as_ref().err().map(|_| document.refusal(&(0..0)));
        let only_web = facts.platform.procfile.only_web.value;
        // A start command may be set on the platform, which cannot be seen here.
        let severity = if refusal.is_some() || only_web { Severity::Error } else { Severity::Warning };
        let effect = refusal.map_or(Effect::Kept, Effect::Rejected);
        let entry = web_entry(facts);
        let end = document.text.trim_end().len();
        let message = EmptyProcfile {
            only_comments: !clean(document.text).trim().is_empty(),
            refusal,
            only_web,
            generates: facts.platform.procfile.missing.value != MissingProcfile::Nothing,
            entry: entry.clone(),
        };
        let fix = match entry {
            Some(entry) => document.fix(Safety::Safe, [(document.text.len()..document.text.len(), below(document.text, &entry))]),
            None => document.fix(Safety::Display, []),
        };
        let finding = document.finding(0..end, severity, &effect, message).fix(fix);
        let finding = match document.notes.iter().find(|note| note.kind == NoteKind::Empty) {
            Some(note) => finding.says(&note.says),
            None => finding,
        };
        findings.add(if severity == Severity::Error { finding } else { finding.likely() });
    }
}

pub(super) fn is_empty(document: &Document<'_>) -> bool {
    let lines = Procfile::parse(&clean(document.text)).lines;
    lines.iter().all(|line| matches!(line.kind, LineKind::Blank | LineKind::Comment))
}

/// An entry on a line of its own.
fn below(text: &str, entry: &str) -> String {
    let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{line_end}{entry}\n")
}
