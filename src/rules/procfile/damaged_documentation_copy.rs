//! PSH211: `-log-file -- --access-logfile -- --error-logfile --`.

use std::ops::Range;

use crate::analysis::commands::damaged_copy::{Damage, damages};
use crate::analysis::procfile::own_file;

use super::prelude::*;

rule! {
    code: "PSH211",
    name: "damaged-documentation-copy",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "Options of gunicorn as a damaged documentation page prints them",
    zh: "从受损的文档页面复制来的 gunicorn 选项",
}

struct DamagedCopy<'a> {
    found: &'a str,
    meant: String,
}

impl Message for DamagedCopy<'_> {
    fn message(&self, language: Language) -> String {
        let Self { found, .. } = self;
        say!(language, "`{found}` is copied from a damaged page", "`{found}` 是从受损的页面复制来的")
    }

    fn detail(&self, language: Language) -> String {
        let Self { found, meant } = self;
        say!(
            language,
            "One page about Rainbond prints `-` as `--` and `--` as `-`. gunicorn wants a file name behind these options, where `-` means the output of the container; at `--` it stops, and nothing starts. Write `{meant}` for `{found}`.",
            "某个介绍 Rainbond 的页面把 `-` 印成了 `--`，把 `--` 印成了 `-`。gunicorn 要求这些选项后面是文件名，其中 `-` 表示容器的输出；遇到 `--` 它就会停止，什么也不会启动。请把 `{found}` 改成 `{meant}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Write `{}`", "写成 `{}`", self.meant)
    }
}

/// What gunicorn 20 to 23 prints when the first damage comes behind the module: its parser reads from left to right.
fn gunicorn_says(command: &str, damages: &[Damage<'_>]) -> Option<String> {
    let first = damages.first()?;
    if !command.starts_with("gunicorn ") {
        return None;
    }
    let complaint = match first.option {
        "-log-file" => format!("unrecognized arguments: {}", &command[first.range.start..]),
        "--log-file" | "--error-logfile" => "argument --error-logfile/--log-file: expected one argument".to_owned(),
        option => format!("argument {option}: expected one argument"),
    };
    Some(format!("gunicorn: error: {complaint}"))
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (_, entry) in own_file::entries(facts.project, facts.platform) {
        let damages = damages(entry.command);
        let (Some(first), Some(last)) = (damages.first(), damages.last()) else { continue };
        let place = |range: &Range<usize>| entry.tokens.command.start + range.start..entry.tokens.command.start + range.end;
        let whole = first.range.start..last.range.end;
        let message = DamagedCopy {
            found: &entry.command[whole.clone()],
            meant: damages.iter().rev().fold(entry.command[whole.clone()].to_owned(), |mut text, damage| {
                text.replace_range(damage.range.start - whole.start..damage.range.end - whole.start, &damage.repaired());
                text
            }),
        };
        let fix =
            damages.iter().fold(FixBuilder::safe(), |fix, damage| fix.edit(PROCFILE, place(&damage.range), damage.repaired()));
        let mut finding = Finding::new(Place::range(PROCFILE, place(&whole)), message).fix(fix);
        if let Some(says) = gunicorn_says(entry.command, &damages) {
            finding = finding.says(says);
        }
        findings.add(failing(finding, facts, entry.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each was printed by gunicorn 20.1.0 and 23.0.0.
    #[test]
    fn gunicorn_says_this() {
        let cases = [
            ("gunicorn app:app -log-file -- --access-logfile --", "unrecognized arguments: -log-file -- --access-logfile --"),
            ("gunicorn app:app --log-file -- --access-logfile --", "argument --error-logfile/--log-file: expected one argument"),
            ("gunicorn app:app --access-logfile -- --error-logfile --", "argument --access-logfile: expected one argument"),
        ];
        for (command, says) in cases {
            assert_eq!(gunicorn_says(command, &damages(command)), Some(format!("gunicorn: error: {says}")));
        }
    }
}
