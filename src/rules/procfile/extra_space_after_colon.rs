//! PSH204: a tab or several spaces behind the colon.

use super::prelude::*;

rule! {
    code: "PSH204",
    name: "extra-space-after-colon",
    severity: Info,
    stage: Release,
    fix: Safe,
    en: "A tab or several spaces between the colon and the command of a Procfile entry",
    zh: "Procfile 条目的冒号与命令之间有制表符或多个空格",
}

struct ExtraSpaceAfterColon<'a> {
    name: &'a str,
    blanks: &'a str,
}

impl ExtraSpaceAfterColon<'_> {
    fn blanks(&self, language: Language) -> String {
        match (self.blanks.contains('\t'), self.blanks.len()) {
            (true, 1) => say!(language, "a tab", "一个制表符"),
            (true, _) => say!(language, "spaces and tabs", "空格和制表符"),
            (false, count) => say!(language, "{count} spaces", " {count} 个空格"),
        }
    }
}

impl Message for ExtraSpaceAfterColon<'_> {
    fn message(&self, language: Language) -> String {
        let (name, blanks) = (excerpt(self.name), self.blanks(language));
        say!(language, "`{name}:` is followed by {blanks}", "`{name}:` 后面有{blanks}")
    }

    fn detail(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(
            language,
            "The platform's documentation sets exactly one space between `{name}:` and the command. Its parser takes this as well, so the same command runs. Leave one space.",
            "平台的文档要求 `{name}:` 与命令之间只有一个空格。解析器也接受现在的写法，运行的命令不变。请只留一个空格。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let name = excerpt(self.name);
        say!(language, "Leave one space after `{name}:`", "`{name}:` 后只留一个空格")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (document, _, entry, fault) in entry_faults(facts) {
        let ItemFault::BlanksBehindColon = fault else { continue };
        let range = entry.tokens.after_colon.clone();
        let message = ExtraSpaceAfterColon { name: entry.name, blanks: entry.after_colon };
        let fix = fix(document, Safety::Safe, [(range.clone(), " ".to_owned())]);
        findings.add(finding(document, range, Severity::Info, &Effect::Kept, message).fix(fix));
    }
}
