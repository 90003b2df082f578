//! PSH302: the module that the start command names does not have the object that it asks for.

use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::python::apps::Has;
use crate::analysis::python::modules::Located;
use crate::rules::prelude::*;

use super::targets::{self, launches, modules, suggestion};
use super::{malformed_target, place};

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
    process: String,
    program: String,
    file: String,
    object: String,
    /// Whether the command leaves the object out.
    is_default: bool,
    suggestion: Option<String>,
}

impl Message for MissingTargetObject {
    fn message(&self, language: Language) -> String {
        let Self { program, file, object, .. } = self;
        say!(
            language,
            "`{program}` is told to start `{object}` of `{file}`, which has no such name",
            "`{program}` 要启动 `{file}` 中的 `{object}`，但其中没有这个名称"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { process, program, object, is_default, suggestion, file } = self;
        match language {
            En => {
                let default = if *is_default {
                    format!("Without a colon in the target, `{program}` takes `{object}`. ")
                } else {
                    String::new()
                };
                let advice = match suggestion {
                    Some(text) => format!("Write `{text}`."),
                    None => "Write the name of the app object behind the colon, as in `app:app`.".to_owned(),
                };
                format!(
                    "{default}When `{file}` is imported, nothing in it is called `{object}` outside of its functions and of `if __name__ == \"__main__\"`. The build succeeds, and the process `{process}` stops as soon as it starts. {advice}"
                )
            }
            Zh => {
                let default = if *is_default {
                    format!("目标中没有冒号时，`{program}` 使用 `{object}`。")
                } else {
                    String::new()
                };
                let advice = match suggestion {
                    Some(text) => format!("请写成 `{text}`。"),
                    None => "请在冒号后写出应用对象的名称，例如 `app:app`。".to_owned(),
                };
                format!(
                    "{default}导入 `{file}` 时，除函数内部和 `if __name__ == \"__main__\"` 之外，没有任何内容名为 `{object}`。构建会成功，但进程 `{process}` 一启动就会退出。{advice}"
                )
            }
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let text = self.suggestion.as_deref().unwrap_or_default();
        say!(language, "Write `{text}`", "写成 `{text}`")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (start, launch) in launches(facts) {
        let Some((file, object)) = missing(facts, &launch) else { continue };
        let suggestion = suggestion(facts, &launch, &file, None);
        let suggestion =
            suggestion.map(|found| found.text).filter(|text| text.contains(':') || launch.object_name().object.is_some());
        let suggestion = suggestion.filter(|_| targets::fitting_object(facts, &launch, &file).is_some());
        let fix = suggestion
            .as_deref()
            .and_then(|text| targets::replace(facts, &start, targets::whole(&launch), text, FixBuilder::unsafe_()));
        let says = says(facts, &launch, &object);
        let message = MissingTargetObject {
            process: start.process.name.clone(),
            program: launch.program.clone(),
            is_default: launch.object_name().object.is_none(),
            file: file.clone(),
            object,
            suggestion,
        };
        let language = findings.language;
        let related = language.pick("the file that is imported", "被导入的文件");
        let range = launch.place_of(launch.object_name().object.unwrap_or(launch.text()));
        let finding = Finding::new(place(facts, &start, range), message).related(Place::file(&file), related);
        let finding = match says {
            Some(says) => finding.says(says),
            None => finding,
        };
        findings.add(finding.fix(fix));
    }
}

/// The file, and the name that a server asks for in vain.
fn missing(facts: &Facts<'_>, launch: &Launch) -> Option<(String, String)> {
    let name = launch.object_name();
    let written = name.object.or(launch.tool.default_object())?;
    let object = written.split(['(', '.']).next()?.trim();
    let is_name = object.starts_with(|char: char| char.is_alphabetic() || char == '_')
        && object.chars().all(|char| char.is_alphanumeric() || char == '_');
    let takes_objects = launch.is_server() || launch.tool == Tool::Flask && name.object.is_some();
    if !takes_objects
        || !is_name
        || malformed_target::fault(facts, launch).is_some()
        || targets::may_be_written(facts, launch) && launch.is_prepared
    {
        return None;
    }
    let modules = modules(facts, launch);
    let Located::File(file) = modules.locate(name.module) else { return None };
    (modules.has(&file, object) == Has::No).then(|| (file, object.to_owned()))
}

/// What the programs print; seen with gunicorn 20.1 and 27.0, uvicorn 0.54, hypercorn 0.18, daphne 4.2, Flask 3.1.
fn says(facts: &Facts<'_>, launch: &Launch, object: &str) -> Option<String> {
    let module = launch.object_name().module;
    match launch.tool {
        Tool::Gunicorn => Some(format!("Failed to find attribute '{object}' in '{module}'.")),
        Tool::Flask if targets::has_old_flask(facts) => None,
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
