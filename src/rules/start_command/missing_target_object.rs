//! PSH302: the module that the start command names does not have the object that it asks for.

use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::pinned::has_old_flask;
use crate::analysis::commands::start_command::StartCommand;
use crate::analysis::commands::target::{FaultyTarget, Instead, MissingObject, TargetFault, faulty_targets};
use crate::rules::prelude::*;

use super::failure::Failure;
use super::in_command::{edit, fails, quoted};

rule! {
    code: "PSH302",
    name: "missing-target-object",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "The module of the start command does not have the object that it asks for",
    zh: "启动命令所指的模块中没有它要求的对象",
}

struct MissingTargetObject {
    failure: Failure,
    program: String,
    /// Whether the command leaves the object out.
    is_default: bool,
    /// The target as it is written.
    written: String,
    missing: MissingObject,
}

impl Message for MissingTargetObject {
    fn message(&self, language: Language) -> String {
        let (program, MissingObject { file, object, .. }) = (&self.program, &self.missing);
        say!(
            language,
            "`{program}` is told to start `{object}` of `{file}`, which has no such name",
            "`{program}` 要启动 `{file}` 中的 `{object}`，但其中没有这个名称"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (Self { program, is_default, .. }, MissingObject { file, object, .. }) = (self, &self.missing);
        let (fails, advice) = (self.failure.words(language), self.advice(language));
        let default = match is_default {
            false => String::new(),
            true => say!(
                language,
                "Without a colon in the target, `{program}` takes `{object}`. ",
                "目标中没有冒号时，`{program}` 使用 `{object}`。"
            ),
        };
        say!(
            language,
            "{default}When `{file}` is imported, nothing in it is called `{object}` outside of its functions and of `if __name__ == \"__main__\"`. {fails}. {advice}",
            "{default}导入 `{file}` 时，除函数内部和 `if __name__ == \"__main__\"` 之外，没有任何内容名为 `{object}`。{fails}。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let file = &self.missing.file;
        match &self.missing.instead {
            Some(Instead::Held { line, .. }) => say!(language, "Add `{line}` to `{file}`", "在 `{file}` 中加上 `{line}`"),
            Some(Instead::Target(target)) => say!(language, "Write `{target}`", "写成 `{target}`"),
            None => String::new(),
        }
    }
}

impl MissingTargetObject {
    fn advice(&self, language: Language) -> String {
        let MissingObject { file, instead, .. } = &self.missing;
        match instead {
            Some(Instead::Target(target)) => say!(language, "Write `{target}`.", "请写成 `{target}`。"),
            Some(Instead::Held { line, target, .. }) if *target == self.written => say!(
                language,
                "Add the line `{line}` to `{file}`, which gives what the server starts its name.",
                "请在 `{file}` 中加上一行 `{line}`，为服务器要启动的对象命名。"
            ),
            Some(Instead::Held { line, target, .. }) => say!(
                language,
                "Add the line `{line}` to `{file}`, which gives what the server starts a name, and write `{target}`.",
                "请在 `{file}` 中加上一行 `{line}`，为服务器要启动的对象命名，并写成 `{target}`。"
            ),
            None => say!(
                language,
                "Write the name of the app object behind the colon, as in `app:app`.",
                "请在冒号后写出应用对象的名称，例如 `app:app`。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for FaultyTarget { start, launch, fault } in faulty_targets(facts) {
        let TargetFault::MissingObject(missing) = fault else { continue };
        let object = launch.object_name().object;
        let (fix, says) = (fix(facts, start, &launch, &missing), says(facts, &launch, &missing.object));
        let imported = (Place::file(&missing.file), findings.language.pick("the file that is imported", "被导入的文件"));
        let range = launch.place_of(object.unwrap_or(launch.text()));
        let message = MissingTargetObject {
            failure: Failure::of(facts, start),
            program: launch.program.clone(),
            is_default: object.is_none(),
            written: launch.text().to_owned(),
            missing,
        };
        findings.add(fails(facts, start, range, message).related(imported.0, imported.1).says_if_known(says).fix(fix));
    }
}

fn fix(facts: &Facts<'_>, start: &StartCommand, launch: &Launch, missing: &MissingObject) -> Option<FixBuilder> {
    let written = |fix, target: &str| edit(start, fix, launch.whole(), quoted(target));
    match missing.instead.as_ref()? {
        Instead::Target(target) => written(FixBuilder::unsafe_(), target),
        Instead::Held { line, at, target } => {
            let has_crlf = facts.project.text(&missing.file)?.as_str().contains("\r\n");
            let end = if has_crlf { "\r\n" } else { "\n" };
            let added = FixBuilder::unsafe_().edit(&missing.file, *at..*at, format!("{end}{line}"));
            if target == launch.text() { Some(added) } else { written(added, target) }
        }
    }
}

/// What the programs print; seen with gunicorn 20.1 and 27.0, uvicorn 0.54, hypercorn 0.18, daphne 4.2, Flask 3.1.
fn says(facts: &Facts<'_>, launch: &Launch, object: &str) -> Option<String> {
    let module = launch.object_name().module;
    match launch.tool {
        Tool::Gunicorn => Some(format!("Failed to find attribute '{object}' in '{module}'.")),
        Tool::Flask if has_old_flask(facts) => None,
        Tool::Flask => Some(format!("Error: Failed to find attribute '{object}' in '{module}'.")),
        Tool::Uvicorn => {
            let written = launch.object_name().object?;
            Some(format!("Error loading ASGI app. Attribute \"{written}\" not found in module \"{module}\"."))
        }
        Tool::Hypercorn => Some(format!("Cannot load application from '{}', application not found.", launch.text())),
        Tool::Daphne => Some(format!("AttributeError: module '{module}' has no attribute '{object}'")),
        _ => None,
    }
}
