//! PSH301: the start command names a module that is not in the project.

use crate::analysis::commands::doubt::Doubt;
use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::commands::pinned::{has_old_flask, speaks_like_python_3};
use crate::analysis::commands::target::{FaultyTarget, MissingModule, TargetFault, faulty_targets};
use crate::analysis::python::modules::Inside;
use crate::rules::prelude::*;

use super::failure::Failure;
use super::in_command::{edit, fails, quoted};

rule! {
    code: "PSH301",
    name: "missing-target-module",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "The start command names a module that is not in the project",
    zh: "启动命令指定的模块不在项目中",
}

struct MissingTargetModule {
    failure: Failure,
    program: String,
    missing: MissingModule,
    /// Where it is searched; the empty text is the root.
    folders: Vec<String>,
}

impl Message for MissingTargetModule {
    fn message(&self, language: Language) -> String {
        let (program, module) = (&self.program, &self.missing.module);
        say!(
            language,
            "`{program}` is told to load the module `{module}`, which is not in the project",
            "`{program}` 要加载的模块 `{module}` 不在项目中"
        )
    }

    fn detail(&self, language: Language) -> String {
        let fails = self.failure.words(language);
        let (why, doubt, advice) = (self.why(language), self.doubt(language), self.advice(language));
        say!(language, "{why} {fails}{doubt}. {advice}", "{why}{fails}{doubt}。{advice}")
    }

    fn fix_title(&self, language: Language) -> String {
        let text = self.missing.suggestions.first().map_or("", |suggestion| suggestion.text.as_str());
        say!(language, "Write `{text}`", "写成 `{text}`")
    }
}

impl MissingTargetModule {
    fn why(&self, language: Language) -> String {
        let name = &self.missing.missing.name;
        let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
        let folders = self.places(language);
        match self.missing.missing.inside {
            None => say!(
                language,
                "Python looks for `{name}.py` or a folder `{name}` in {folders} and finds neither.",
                "Python 在{folders}中查找 `{name}.py` 或文件夹 `{name}`，两者都没有。"
            ),
            Some(Inside::Module) => say!(
                language,
                "`{parent}` is a file and no folder, so that no module `{last}` can be in it.",
                "`{parent}` 是文件而不是文件夹，其中不可能有模块 `{last}`。"
            ),
            Some(_) => say!(
                language,
                "There is the folder of `{parent}`, but neither `{last}.py` nor a folder `{last}` in it.",
                "`{parent}` 的文件夹存在，但其中既没有 `{last}.py`，也没有文件夹 `{last}`。"
            ),
        }
    }

    fn places(&self, language: Language) -> String {
        let place = |folder: &String| {
            if folder.is_empty() {
                say!(language, "the root of the project", "项目根目录")
            } else {
                say!(language, "`{folder}`", " `{folder}` ")
            }
        };
        let joint = language.pick(" and in ", "和");
        self.folders.iter().map(place).collect::<Vec<_>>().join(joint)
    }

    fn doubt(&self, language: Language) -> String {
        let Doubt { is_written, packages, is_unseen } = &self.missing.doubt;
        let names = packages.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
        let mut reasons = vec![];
        match language {
            En => {
                reasons.extend(is_written.then(|| "a command that runs before it writes the module".to_owned()));
                reasons.extend((!names.is_empty()).then(|| {
                    format!("a package that gets installed has a module of this name (not known of {})", names.join(", "))
                }));
                reasons.extend(is_unseen.then(|| "a package that gets installed has a module of this name".to_owned()));
                if reasons.is_empty() { String::new() } else { format!(", unless {}", reasons.join(" or ")) }
            }
            Zh => {
                reasons.extend(is_written.then(|| "之前运行的命令会生成该模块".to_owned()));
                reasons.extend(
                    (!names.is_empty()).then(|| format!("安装的某个软件包中有同名模块（{} 的情况未知）", names.join("、"))),
                );
                reasons.extend(is_unseen.then(|| "安装的某个软件包中有同名模块".to_owned()));
                if reasons.is_empty() { String::new() } else { format!("，除非{}", reasons.join("，或者")) }
            }
        }
    }

    fn advice(&self, language: Language) -> String {
        let texts: Vec<String> = self.missing.suggestions.iter().map(|suggestion| format!("`{}`", suggestion.text)).collect();
        match self.missing.suggestions.as_slice() {
            [] => say!(
                language,
                "Write the path of the file that holds the app object, as seen from there, with dots for slashes and without `.py`: `mysite.wsgi` for `mysite/wsgi.py`.",
                "请写出应用对象所在文件相对于该文件夹的路径，用点代替斜杠，不带 `.py`：`mysite/wsgi.py` 写成 `mysite.wsgi`。"
            ),
            [one] => say!(language, "The project has `{}`: write `{}`.", "项目中有 `{}`：请写成 `{}`。", one.file, one.text),
            _ => match language {
                En => format!("Of what the project has, it may be one of these: {}.", texts.join(", ")),
                Zh => format!("就项目中现有的文件而言，可能是以下之一：{}。", texts.join("、")),
            },
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for FaultyTarget { start, launch, fault } in faulty_targets(facts) {
        let TargetFault::MissingModule(missing) = fault else { continue };
        let fix = match missing.suggestions.as_slice() {
            [one] => edit(start, FixBuilder::unsafe_(), launch.whole(), quoted(&one.text)),
            _ => None,
        };
        let (says, is_likely) = (says(facts, &launch, &missing), !missing.doubt.is_none());
        let range = launch.place_of(&missing.module);
        let folders = launch.path.folders().to_vec();
        let message = MissingTargetModule { failure: Failure::of(facts, start), program: launch.program, missing, folders };
        findings.add(fails(facts, start, range, message).likely_if(is_likely).says_if_known(says).fix(fix));
    }
}

/// What the programs print; seen with gunicorn 20.1 and 27.0, uvicorn 0.54, hypercorn 0.18, daphne 4.2, celery 5.7, Flask 3.1.
fn says(facts: &Facts<'_>, launch: &Launch, target: &MissingModule) -> Option<String> {
    let MissingModule { module, missing, .. } = target;
    let name = &missing.name;
    let behind = match (missing.inside, name.rsplit_once('.')) {
        (Some(Inside::Module), Some((parent, _))) => format!("; '{parent}' is not a package"),
        _ => String::new(),
    };
    let python = || speaks_like_python_3(facts).then(|| format!("ModuleNotFoundError: No module named '{name}'{behind}"));
    match launch.tool {
        Tool::Gunicorn | Tool::Daphne => python(),
        Tool::Uvicorn => Some(format!("Error loading ASGI app. Could not import module \"{module}\".")),
        Tool::Hypercorn => Some(format!("Cannot load application from '{}', module not found.", launch.text())),
        Tool::Celery if missing.inside.is_none() && module.contains('.') => python(),
        Tool::Celery => Some(format!("Unable to load celery application.\nThe module {module} was not found.")),
        Tool::Flask if has_old_flask(facts) => Some(format!("Error: Could not import \"{module}\".")),
        Tool::Flask => Some(format!("Error: Could not import '{module}'.")),
        Tool::PythonModule if missing.inside == Some(Inside::Package) => Some(format!("No module named {name}")),
        _ => None,
    }
}
