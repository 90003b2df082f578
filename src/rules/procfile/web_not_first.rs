//! PSH226: the platform wants `web:` to begin the Procfile.

use std::ops::Range;

use crate::syntax::procfile::EntryText;

use super::prelude::*;

rule! {
    code: "PSH226",
    name: "web-not-first",
    severity: Error,
    stage: Release,
    fix: Safe,
    en: "A Procfile that does not begin with `web:`, where the platform puts `web: ` before it",
    zh: "Procfile 不以 `web:` 开头，而平台会在最前面加上 `web: `",
}

struct WebNotFirst<'a> {
    /// The first line.
    line: &'a str,
    has_web: bool,
}

impl Message for WebNotFirst<'_> {
    fn message(&self, language: Language) -> String {
        let line = excerpt(self.line);
        say!(language, "The Procfile begins with `{line}`, not with `web:`", "Procfile 以 `{line}` 开头，而不是 `web:`")
    }

    fn detail(&self, language: Language) -> String {
        let (line, effect) = (excerpt(self.line), Refusal::Prefixed.sentence(language));
        match self.has_web {
            true => say!(
                language,
                "{effect} The first line becomes `web: {line}`. Put the entry `web` first.",
                "{effect}第一行会变成 `web: {line}`。请把 `web` 条目放在最前面。"
            ),
            false => say!(
                language,
                "{effect} The first line becomes `web: {line}`. Begin the file with an entry `web: ` and the command that has to run; the platform starts no other.",
                "{effect}第一行会变成 `web: {line}`。请在文件开头写上 `web: ` 条目和要运行的命令；平台不会启动其他进程。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match self.has_web {
            true => say!(language, "Put the entry `web` first", "把 `web` 条目放在最前面"),
            false => say!(language, "Begin the Procfile with an entry `web`", "让 Procfile 以 `web` 条目开头"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, first, _, fault) in entry_faults(facts) {
        let ItemFault::WebNotFirst = fault else { continue };
        let effect = Effect::Rejected(Refusal::Prefixed);
        let web = document.entries().find(|(_, entry)| is_web(entry)).map(|(item, _)| item.range());
        let message = WebNotFirst { line: document.text[first.line.clone()].trim(), has_web: web.is_some() };
        let fix = web.map_or_else(FixBuilder::display, |web| moved(document, web));
        findings.add(finding(document, first.line.clone(), Severity::Error, &effect, message).fix(fix));
    }
}

fn is_web(entry: &EntryText<'_>) -> bool {
    entry.name == WEB && entry.colon == ":" && entry.tokens.before_colon.is_empty()
}

/// The lines of the entry at the start, and no longer where they were.
fn moved(document: &Document<'_>, web: Range<usize>) -> FixBuilder {
    let text = &document.text[web.clone()];
    let behind = &document.text[web.end..];
    let end = web.end + behind.len() - behind.strip_prefix("\r\n").or(behind.strip_prefix('\n')).unwrap_or(behind).len();
    let line_end = if document.text.contains("\r\n") { "\r\n" } else { "\n" };
    fix(document, Safety::Safe, [(0..0, format!("{}{line_end}", text.trim_start())), (web.start..end, String::new())])
}
