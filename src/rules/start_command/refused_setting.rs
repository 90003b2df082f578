//! PSH326: a server that stops because of one of its settings.

use crate::analysis::commands::gunicorn_file;
use crate::analysis::commands::server_setting::{
    ApplicationFault, FaultySetting, NamedPath, SettingFault, SettingPlace, SettingValue, WorkerFault, faulty_settings,
};
use crate::analysis::commands::start_command::StartCommand;
use crate::analysis::packages::{Addition, Installed};
use crate::analysis::requirements::ROOT_FILE;
use crate::analysis::requirements::release::installed_release;
use crate::project::path::folder;
use crate::rules::new_requirement::{addition, advice};
use crate::rules::prelude::*;

use super::failure::Failure;
use super::in_command::{edit_or_show, found};

rule! {
    code: "PSH326",
    name: "refused-setting",
    severity: Error,
    stage: Boot,
    fix: Unsafe,
    en: "The server stops because of a setting: a file or folder that is not there, or a worker class that cannot be loaded",
    zh: "服务器因某项设置而退出：设置的文件或目录不存在，或者无法加载 worker 类",
}

struct RefusedSetting {
    failure: Failure,
    server: &'static str,
    value: SettingValue,
    fault: SettingFault,
    /// How a package is added, where one is missing.
    addition: Option<Addition>,
}

impl Message for RefusedSetting {
    fn message(&self, language: Language) -> String {
        let (server, SettingValue { name, text, .. }) = (self.server, &self.value);
        match &self.fault {
            SettingFault::Path(_) => say!(
                language,
                "`{name}` of {server} names `{text}`, which is not in the project",
                "{server} 的 `{name}` 指向 `{text}`，但项目中没有它"
            ),
            SettingFault::Application(ApplicationFault::Absent) => {
                say!(language, "`{text}` is given no application", "没有为 `{text}` 指定应用")
            }
            SettingFault::Application(ApplicationFault::MissingModule { module }) => say!(
                language,
                "`{name}` of {server} names the module `{module}`, which is not in the project",
                "{server} 的 `{name}` 指向模块 `{module}`，但项目中没有它"
            ),
            SettingFault::Application(ApplicationFault::MissingObject { file, object }) => say!(
                language,
                "`{name}` of {server} names `{object}`, which `{file}` does not have",
                "{server} 的 `{name}` 指向 `{object}`，但 `{file}` 中没有它"
            ),
            SettingFault::Worker(WorkerFault::Unknown { .. }) => {
                say!(language, "{server} has no worker class `{text}`", "{server} 没有名为 `{text}` 的 worker 类")
            }
            SettingFault::Worker(WorkerFault::OfAnotherRelease { installed, .. }) => say!(
                language,
                "{server} {installed} has no worker class `{text}`",
                "{server} {installed} 没有名为 `{text}` 的 worker 类"
            ),
            SettingFault::Worker(WorkerFault::Missing { package }) => say!(
                language,
                "The worker class `{text}` needs `{package}`, which nothing installs",
                "worker 类 `{text}` 需要 `{package}`，但没有任何依赖会安装它"
            ),
            SettingFault::Worker(WorkerFault::TooOld { package, installed, wanted }) => say!(
                language,
                "The worker class `{text}` needs {package} {wanted} or later, and {installed} gets installed",
                "worker 类 `{text}` 需要 {package} {wanted} 或更高版本，而安装的是 {installed}"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (fails, advice) = (self.failure.words(language), self.advice(language));
        say!(language, "{fails}. {advice}", "{fails}。{advice}")
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.fault {
            SettingFault::Worker(WorkerFault::Missing { package }) => {
                say!(language, "Add `{package}` to {ROOT_FILE}", "在 {ROOT_FILE} 中添加 `{package}`")
            }
            SettingFault::Worker(WorkerFault::Unknown { meant: Some(meant) }) => {
                say!(language, "Write `{meant}`", "写成 `{meant}`")
            }
            SettingFault::Worker(WorkerFault::Unknown { meant: None }) => {
                language.pick("Write a worker class that there is", "写成存在的 worker 类").to_owned()
            }
            SettingFault::Worker(WorkerFault::OfAnotherRelease { releases, .. }) => {
                say!(language, "Require `{}{releases}`", "要求 `{}{releases}`", self.server)
            }
            SettingFault::Worker(WorkerFault::TooOld { package, wanted, .. }) => {
                say!(language, "Require `{package}>={wanted}`", "要求 `{package}>={wanted}`")
            }
            SettingFault::Path(NamedPath { path, .. }) => say!(language, "Commit `{path}`", "提交 `{path}`"),
            SettingFault::Application(_) => language.pick("Name the application", "写出应用").to_owned(),
        }
    }
}

impl RefusedSetting {
    fn advice(&self, language: Language) -> String {
        let text = &self.value.text;
        match &self.fault {
            SettingFault::Path(NamedPath { path, is_folder: true, .. }) => {
                let or_none = if self.value.name.contains("log") {
                    language.pick(", or write `-`, so that the platform gets the log", "；也可以写成 `-`，把日志交给平台")
                } else {
                    ""
                };
                say!(
                    language,
                    "There is no folder `{path}`, and git keeps none that is empty: put a file into it, such as `{path}/.gitkeep`, and commit that{or_none}.",
                    "没有目录 `{path}`，而 git 不保存空目录：请在其中放一个文件（例如 `{path}/.gitkeep`）并提交{or_none}。"
                )
            }
            SettingFault::Path(NamedPath { path, .. }) => say!(
                language,
                "There is no file `{path}`. Commit it, or leave the setting away.",
                "没有文件 `{path}`。请提交该文件，或者去掉这项设置。"
            ),
            SettingFault::Worker(WorkerFault::Unknown { meant: Some(meant) }) => {
                say!(language, "Write `{meant}`.", "请写成 `{meant}`。")
            }
            SettingFault::Worker(WorkerFault::Unknown { meant: None }) => say!(
                language,
                "Write one that it has: `sync`, `gthread`, `gevent`, `tornado`, or a class with its module in front.",
                "请写成它具有的类：`sync`、`gthread`、`gevent`、`tornado`，或者带模块名的类。"
            ),
            SettingFault::Worker(WorkerFault::OfAnotherRelease { releases, .. }) => say!(
                language,
                "Other releases have it: require `gunicorn{releases}`, or use another class, such as `gthread`.",
                "其他版本才有它：请要求 `gunicorn{releases}`，或者改用别的类，例如 `gthread`。"
            ),
            SettingFault::Worker(WorkerFault::Missing { package }) => self.add(package, language),
            SettingFault::Application(_) => say!(
                language,
                "Name a module of the project and its object, such as `app:app` for `app` of `app.py`, behind `{}` or as `wsgi_app` in its file.",
                "请在 `{}` 之后，或在其文件的 `wsgi_app` 中，写出项目中的模块及其对象，例如 `app.py` 中的 `app` 写成 `app:app`。",
                self.server
            ),
            SettingFault::Worker(WorkerFault::TooOld { package, wanted, .. }) => say!(
                language,
                "Require `{package}>={wanted}`, or a class that needs no package, in the place of `{text}`.",
                "请要求 `{package}>={wanted}`，或者用不需要其他包的类代替 `{text}`。"
            ),
        }
    }

    fn add(&self, package: &str, language: Language) -> String {
        match &self.addition {
            Some(addition @ (Addition::Command(_) | Addition::Dependency(_) | Addition::Hashed(_))) => {
                advice(addition, package, language)
            }
            _ => say!(language, "Add the line `{package}` to {ROOT_FILE}.", "请在 {ROOT_FILE} 中添加一行 `{package}`。"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let mut told: Vec<SettingValue> = vec![];
    for FaultySetting { start, server, value, fault } in faulty_settings(facts) {
        // Several processes may read the same file.
        if told.contains(&value) && matches!(value.place, SettingPlace::File { .. }) {
            continue;
        }
        told.push(value.clone());
        let failure = Failure::of(facts, start);
        let (stage, says, fix) = (failure.stage(), says(&value, &fault), fix(facts, start, &value, &fault));
        let installed = facts.installed.as_ref().filter(|_| matches!(fault, SettingFault::Worker(WorkerFault::Missing { .. })));
        let (place, addition) = (value.place.clone(), installed.map(Installed::addition));
        let is_likely = is_likely(facts, &fault);
        let message = RefusedSetting { failure, server, value, fault, addition };
        let finding = match place {
            SettingPlace::Command(range) => found(start, range, message),
            SettingPlace::File { path, range } => Finding::new(Place::range(&path, range), message),
        };
        findings.add(finding.stage(stage).likely_if(is_likely).says(says).fix(fix));
    }
}

/// Whether more may be installed than can be seen, or another release.
fn is_likely(facts: &Facts<'_>, fault: &SettingFault) -> bool {
    let is_open = |package: &str| installed_release(facts, package).is_none_or(|release| !release.is_certain);
    match fault {
        SettingFault::Path(_) | SettingFault::Application(_) | SettingFault::Worker(WorkerFault::Unknown { .. }) => false,
        SettingFault::Worker(WorkerFault::OfAnotherRelease { .. }) => is_open(gunicorn_file::SERVER),
        SettingFault::Worker(WorkerFault::TooOld { package, .. }) => is_open(package),
        SettingFault::Worker(WorkerFault::Missing { .. }) => !facts.knows_all_packages(),
    }
}

fn says(value: &SettingValue, fault: &SettingFault) -> String {
    let text = &value.text;
    match fault {
        SettingFault::Path(NamedPath { says, .. }) => says.replace("{/}", folder(text)).replace("{}", text),
        // A name behind a module that is there is not looked for until the worker is made.
        SettingFault::Worker(WorkerFault::Unknown { meant: Some(meant) }) if is_in_same_module(text, meant) => {
            "TypeError: 'str' object is not callable".to_owned()
        }
        SettingFault::Application(ApplicationFault::Absent) => "Error: No application module specified.".to_owned(),
        SettingFault::Application(ApplicationFault::MissingModule { module }) => {
            let missing = module.split('.').next().unwrap_or(module);
            format!("ModuleNotFoundError: No module named '{missing}'")
        }
        SettingFault::Application(ApplicationFault::MissingObject { object, .. }) => {
            format!("Failed to find attribute '{object}' in '{}'.", text.split(':').next().unwrap_or(text))
        }
        SettingFault::Worker(_) => format!("Error: class uri '{text}' invalid or not found:"),
    }
}

/// Whether the module of a class is one that is there, so that only its name is wrong.
fn is_in_same_module(text: &str, meant: &str) -> bool {
    let rest = text.rsplit_once('.').and_then(|(module, _)| meant.strip_prefix(module));
    rest.is_some_and(|rest| rest.starts_with('.'))
}

fn fix(facts: &Facts<'_>, start: &StartCommand, value: &SettingValue, fault: &SettingFault) -> FixBuilder {
    match (fault, &value.place) {
        (SettingFault::Worker(WorkerFault::Missing { package }), _) => {
            let listed = facts.installed.as_ref().is_some_and(|installed| installed.file == ROOT_FILE);
            let line = listed.then(|| addition(facts, package)).flatten();
            line.map_or_else(FixBuilder::display, |(range, text)| FixBuilder::safe().edit(ROOT_FILE, range, text))
        }
        (SettingFault::Worker(WorkerFault::Unknown { meant: Some(meant) }), SettingPlace::Command(range)) => {
            edit_or_show(start, range.clone(), Some((*meant).to_owned()))
        }
        (SettingFault::Worker(WorkerFault::Unknown { meant: Some(meant) }), SettingPlace::File { path, range }) => {
            FixBuilder::unsafe_().edit(path, range.clone(), format!("\"{meant}\""))
        }
        _ => FixBuilder::display(),
    }
}
