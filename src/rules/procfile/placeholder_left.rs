//! PSH225: `your_project_name`.

use crate::analysis::commands::entry_point::web_entry;
use crate::analysis::commands::placeholder::placeholder;
use crate::analysis::procfile::own_file;

use super::prelude::*;

rule! {
    code: "PSH225",
    name: "placeholder-left",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "A placeholder of a tutorial where the project's own name belongs",
    zh: "本应填写项目名称的地方还留着教程里的占位符",
}

struct Placeholder<'a> {
    name: &'a str,
    found: &'a str,
    /// The entry that the sources show, where they decide it.
    entry: Option<String>,
}

impl Message for Placeholder<'_> {
    fn message(&self, language: Language) -> String {
        let Self { name, found, .. } = self;
        say!(language, "`{found}` in the command of `{name}` is a placeholder", "`{name}` 的命令中的 `{found}` 是占位符")
    }

    fn detail(&self, language: Language) -> String {
        let Self { found, entry, .. } = self;
        match entry {
            Some(entry) => say!(
                language,
                "Nothing in the project is named `{found}`: the build succeeds, and the command fails when it starts. By the files of the project the entry is `{entry}`.",
                "项目中没有名为 `{found}` 的内容：构建成功，但命令一启动就会失败。根据项目中的文件，该条目应为 `{entry}`。"
            ),
            None => say!(
                language,
                "Nothing in the project is named `{found}`: the build succeeds, and the command fails when it starts. Put the name of your own module in its place: for Django the folder that holds `wsgi.py`, for Flask the file that holds the app, without `.py`.",
                "项目中没有名为 `{found}` 的内容：构建成功，但命令一启动就会失败。请换成自己的模块名：Django 为 `wsgi.py` 所在的文件夹，Flask 为应用对象所在的文件（不带 `.py`）。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Put the name of your module in place of `{}`", "将 `{}` 换成自己的模块名", self.found)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (_, entry) in own_file::entries(facts.project, facts.platform) {
        let Some(range) = placeholder(facts.project, entry.command) else { continue };
        let start = entry.tokens.command.start;
        let place = Place::range(PROCFILE, start + range.start..start + range.end);
        let entry_shown = (entry.name == WEB).then(|| web_entry(facts)).flatten();
        let message = Placeholder { name: entry.name, found: &entry.command[range], entry: entry_shown };
        let finding = Finding::new(place, message).fix(FixBuilder::display());
        findings.add(failing(finding, facts, entry.name));
    }
}
