//! PSH216: no bytes, or only blanks and comments.

use crate::analysis::commands::entry_point::web_entry;
use crate::analysis::procfile::characters::clean;
use crate::analysis::procfile::dialect::NoteKind;
use crate::platform::MissingProcfile;

use super::prelude::*;

rule! {
    code: "PSH216",
    name: "empty-procfile",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "A Procfile without an entry",
    zh: "没有任何条目的 Procfile",
}

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
        match self.only_comments {
            true => say!(language, "The Procfile has comments and no entry", "Procfile 只有注释，没有条目"),
            false => say!(language, "The Procfile is empty", "Procfile 是空的"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let effect = match self.refusal {
            Some(refusal) => refusal.sentence(language).to_owned(),
            None if self.only_web => {
                say!(language, "The build succeeds, and there is no process to start.", "构建成功，但没有可启动的进程。")
            }
            None => say!(
                language,
                "The build succeeds, and there is no process to start unless a start command is set on the platform.",
                "构建成功，但没有可启动的进程，除非在平台上设置了启动命令。"
            ),
        };
        let generates = match self.generates {
            true => language.pick(
                " The platform writes a Procfile of its own only where there is none; an empty one counts as one.",
                "只有在没有 Procfile 时平台才会自动生成；空文件也算已有 Procfile。",
            ),
            false => "",
        };
        match &self.entry {
            Some(entry) => {
                say!(language, "{effect}{generates} Write the line `{entry}`.", "{effect}{generates}请写入 `{entry}` 这一行。")
            }
            None => say!(
                language,
                "{effect}{generates} Write one line, such as `web: gunicorn app:app`.",
                "{effect}{generates}请写一行，例如 `web: gunicorn app:app`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.entry {
            Some(entry) => say!(language, "Write `{entry}`", "写入 `{entry}`"),
            None => say!(language, "Write an entry for the start command", "为启动命令写一个条目"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, fault) in text_faults(facts) {
        let TextFault::Empty(refusal) = fault else { continue };
        let only_web = facts.platform.procfile.only_web.value;
        // A start command may be set on the platform, which cannot be seen here.
        let severity = if refusal.is_some() || only_web { Severity::Error } else { Severity::Warning };
        let effect = refusal.map_or(Effect::Kept, Effect::Rejected);
        let entry = web_entry(facts);
        let end = document.text.len();
        // Below the braces of an empty mapping nothing may stand.
        let is_open = document.is_empty();
        let edit = entry.as_deref().filter(|_| is_open).map(|entry| (end..end, below(document.text, entry)));
        // An entry whose server is not installed does not run, and may take the place of a command that is set on the platform.
        let server = entry.as_deref().and_then(|entry| entry.split_whitespace().nth(1));
        let is_installed = server.is_some_and(|server| facts.may_install(&[server]));
        let safety = if is_installed { Safety::Safe } else { Safety::Unsafe };
        let fix = fix_if(document, safety, edit);
        let message = EmptyProcfile {
            only_comments: is_open && !clean(document.text).trim().is_empty(),
            refusal: *refusal,
            only_web,
            generates: facts.platform.procfile.missing.value != MissingProcfile::Nothing,
            entry,
        };
        let mut finding = finding(document, 0..document.text.trim_end().len(), severity, &effect, message).fix(fix);
        if let Some(note) = document.notes.iter().find(|note| note.kind == NoteKind::Empty) {
            finding = finding.says(note.says.as_str());
        }
        findings.add(if severity == Severity::Error { finding } else { finding.likely() });
    }
}

/// An entry on a line of its own.
fn below(text: &str, entry: &str) -> String {
    let line_end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{line_end}{entry}\n")
}
