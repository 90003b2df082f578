//! PSH303: a target that is not `module:object`.

use crate::analysis::commands::folders::folder_from;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::pinned::{has_old_gunicorn, speaks_like_python_3};
use crate::analysis::commands::target::{FaultyTarget, MalformedKind, MalformedTarget, TargetFault, faulty_targets};
use crate::rules::prelude::*;

use super::failure::Failure;
use super::in_command::{edit, fails, quoted};

rule! {
    code: "PSH303",
    name: "malformed-target",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "What the web server is told to load is not written as `module:object`",
    zh: "交给 Web 服务器加载的目标没有写成 `模块:对象`",
}

struct MalformedTargetMessage {
    failure: Failure,
    program: String,
    target: MalformedTarget,
}

impl Message for MalformedTargetMessage {
    fn message(&self, language: Language) -> String {
        let (program, written) = (&self.program, &self.target.written);
        match self.target.kind {
            MalformedKind::Path => say!(
                language,
                "`{written}` is the path of a file, and `{program}` needs the name of a module",
                "`{written}` 是文件路径，而 `{program}` 需要模块名"
            ),
            MalformedKind::Blank => say!(language, "`{written}` has a blank at its colon", "`{written}` 的冒号旁有空格"),
            MalformedKind::FileAsObject => say!(
                language,
                "`{written}` names a file behind the colon, where the app object belongs",
                "`{written}` 的冒号后是文件名，而那里应为应用对象"
            ),
            MalformedKind::NoObject => say!(
                language,
                "`{written}` does not say which object `{program}` has to start",
                "`{written}` 没有说明 `{program}` 要启动哪个对象"
            ),
            MalformedKind::NoModule => {
                say!(language, "`{written}` has no module before its colon", "`{written}` 的冒号前没有模块")
            }
            MalformedKind::Swapped => say!(
                language,
                "`{written}` has the object before the colon and the module behind it",
                "`{written}` 把对象写在冒号前，把模块写在冒号后"
            ),
            MalformedKind::Dotted => say!(
                language,
                "`{written}` names an attribute behind the colon, which `{program}` has not taken since its release 20",
                "`{written}` 的冒号后是属性，而 `{program}` 从 20 版起不再接受这种写法"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { failure, program, target } = self;
        let fails = failure.words(language);
        let why = why(target, language);
        if let Some(meant) = &target.meant {
            say!(
                language,
                "`{program}` takes `module:object`: the path of the file with dots for slashes and without `.py`, a colon, and the name of the app object in it. {why} {fails}. Write `{meant}`.",
                "`{program}` 接受的形式是 `模块:对象`：用点代替斜杠、不带 `.py` 的文件路径，一个冒号，以及其中应用对象的名称。{why}{fails}。请写成 `{meant}`。"
            )
        } else {
            say!(
                language,
                "`{program}` takes `module:object`: the path of the file with dots for slashes and without `.py`, a colon, and the name of the app object in it, such as `app:app`. {why} {fails}.",
                "`{program}` 接受的形式是 `模块:对象`：用点代替斜杠、不带 `.py` 的文件路径，一个冒号，以及其中应用对象的名称，例如 `app:app`。{why}{fails}。"
            )
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let meant = self.target.meant.as_deref().unwrap_or_default();
        say!(language, "Write `{meant}`", "写成 `{meant}`")
    }
}

/// What comes of it.
fn why(target: &MalformedTarget, language: Language) -> String {
    let text = match target.kind {
        MalformedKind::Path => {
            language.pick("Python would look for a module of this very name.", "Python 会查找恰好叫这个名字的模块。")
        }
        MalformedKind::Blank => language
            .pick("The blank makes two arguments of it, and the object is lost.", "空格把它分成了两个参数，对象因此丢失。"),
        MalformedKind::FileAsObject => language.pick("The file stands before the colon already.", "文件已经写在冒号前了。"),
        MalformedKind::NoObject => language.pick("It does not search for the object itself.", "它不会自己查找对象。"),
        MalformedKind::NoModule => {
            language.pick("Without a module there is nothing to import.", "没有模块，就没有可导入的内容。")
        }
        MalformedKind::Swapped => language.pick("No module has the name before the colon.", "冒号前的名称不是任何模块。"),
        MalformedKind::Dotted => {
            let object = target.written.split_once(':').map_or("", |(_, object)| object);
            let name = object.rsplit('.').next().unwrap_or_default();
            return say!(
                language,
                "Give the attribute a name of its own at the end of the module, `{name} = {object}`, and name that.",
                "请在模块末尾给该属性起一个自己的名称 `{name} = {object}`，再引用它。"
            );
        }
    };
    text.to_owned()
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for FaultyTarget { start, launch, fault } in faulty_targets(facts) {
        let TargetFault::Malformed(target) = fault else { continue };
        let is_safe = target.works && target.kind != MalformedKind::Swapped;
        let promise = if is_safe { FixBuilder::safe() } else { FixBuilder::unsafe_() };
        let fix = target.meant.as_deref().and_then(|meant| edit(start, promise, target.range.clone(), quoted(meant)));
        let says = says(facts, &launch, &target);
        let range = target.range.clone();
        let message = MalformedTargetMessage { failure: Failure::of(facts, start), program: launch.program, target };
        let finding = fails(facts, start, range, message).fix(fix);
        findings.add(match says {
            Some(says) => finding.says(says),
            None => finding.says_nothing(),
        });
    }
}

/// What the servers print; seen with gunicorn 20.1 and 27.0, and uvicorn 0.54.
fn says(facts: &Facts<'_>, launch: &Launch, target: &MalformedTarget) -> Option<String> {
    let name = launch.object_name();
    match (launch.tool, target.kind) {
        (Tool::Gunicorn, MalformedKind::Path) => {
            let file = folder_from(launch.folder.as_deref()?, name.module)?;
            let (stem, object) = (name.module.strip_suffix(".py"), name.object.unwrap_or("application"));
            match stem.filter(|_| facts.project.has(&file)) {
                Some(stem) => Some(format!("ImportError: Failed to find application, did you mean '{stem}:{object}'?")),
                None if name.module.starts_with('.') => None,
                None => speaks_like_python_3(facts).then(|| {
                    format!("ModuleNotFoundError: No module named '{}'", name.module.split('.').next().unwrap_or_default())
                }),
            }
        }
        (
            Tool::Gunicorn,
            MalformedKind::Blank | MalformedKind::NoObject | MalformedKind::FileAsObject | MalformedKind::Dotted,
        ) if !has_old_gunicorn(facts) => {
            let object = name.object.unwrap_or_default();
            name.object.map(|_| format!("Failed to parse '{object}' as an attribute name or function call."))
        }
        (Tool::Gunicorn, MalformedKind::NoModule) => Some("ValueError: Empty module name".to_owned()),
        (Tool::Uvicorn, MalformedKind::Path) if !name.module.starts_with('.') => {
            Some(format!("Error loading ASGI app. Could not import module \"{}\".", name.module))
        }
        (Tool::Uvicorn, MalformedKind::NoObject | MalformedKind::NoModule) => Some(format!(
            "Error loading ASGI app. Import string \"{}\" must be in format \"<module>:<attribute>\".",
            launch.text()
        )),
        _ => None,
    }
}
