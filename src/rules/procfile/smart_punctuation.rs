//! PSH210: `–log-file`, `“app:app”`.

use std::ops::Range;

use crate::analysis::commands::typography::replacements;
use crate::analysis::procfile::own_file;

use super::prelude::*;

rule! {
    code: "PSH210",
    name: "smart-punctuation",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "Curly quotes or long dashes in a command where plain quotes and hyphens are meant",
    zh: "命令中本应使用半角引号和连字符的地方用了弯引号或长破折号",
}

struct SmartPunctuation<'a> {
    /// The process.
    name: &'a str,
    /// The first word that holds such characters, and what it should be.
    found: &'a str,
    meant: String,
    dash: bool,
}

impl Message for SmartPunctuation<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, found, meant, .. } = self;
        say!(language, "`{found}` in the command of `{name}` should be `{meant}`", "`{name}` 的命令中，`{found}` 应为 `{meant}`")
    }

    fn detail(&self, language: Language) -> String {
        let Self { found, meant, .. } = self;
        match self.dash {
            true => say!(
                language,
                "An editor or a web page has made a long dash of hyphens. Only `-` starts an option: the program stops at `{found}`, or takes it for an argument and leaves the option out. Write `{meant}`.",
                "编辑器或网页把连字符变成了长破折号。只有 `-` 才能引出选项：程序要么在 `{found}` 处停止，要么把它当作普通参数而忽略该选项。请写成 `{meant}`。"
            ),
            false => say!(
                language,
                "An editor or a web page has made curly quotes of plain ones. To the shell these are letters like any other: they stay part of the word, and what is between them is not kept together. Write `{meant}`.",
                "编辑器或网页把半角引号变成了弯引号。对 shell 来说它们只是普通字符：会留在单词里，也不能把引号中的内容连成一体。请写成 `{meant}`。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write plain quotes and hyphens in the command of `{}`", "在 `{}` 的命令中改用半角引号和连字符", self.name)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (_, entry) in own_file::entries(facts.project, facts.platform) {
        let places = replacements(entry.command);
        let Some((first, _)) = places.first() else { continue };
        let word = word_around(entry.command, first.start);
        let message = SmartPunctuation {
            name: entry.name,
            found: &entry.command[word.clone()],
            meant: replaced(entry.command, &word, &places),
            dash: !is_quote(&entry.command[first.clone()]),
        };
        let at = |range: &Range<usize>| entry.tokens.command.start + range.start..entry.tokens.command.start + range.end;
        let fix = places.iter().fold(FixBuilder::safe(), |fix, (range, text)| fix.edit(PROCFILE, at(range), *text));
        let finding = Finding::new(Place::range(PROCFILE, at(&word)), message).fix(fix);
        findings.add(failing(finding, facts, entry.name));
    }
}

fn is_quote(text: &str) -> bool {
    text.starts_with(['“', '”', '„', '‟', '‘', '’', '‚', '‛'])
}

fn word_around(command: &str, at: usize) -> Range<usize> {
    let start = command[..at].rfind([' ', '\t']).map_or(0, |blank| blank + 1);
    let end = command[at..].find([' ', '\t']).map_or(command.len(), |blank| at + blank);
    start..end
}

fn replaced(command: &str, word: &Range<usize>, places: &[(Range<usize>, &str)]) -> String {
    let mut text = String::new();
    let mut from = word.start;
    for (range, with) in places.iter().filter(|(range, _)| word.contains(&range.start)) {
        text.push_str(&command[from..range.start]);
        text.push_str(with);
        from = range.end;
    }
    text.push_str(&command[from..word.end]);
    text
}
