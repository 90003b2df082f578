//! PSH614: a setting names a module or a class that Django cannot import.

use crate::analysis::django::{Django, Moment, NamedFault, Reason, Stops, named_faults};
use crate::analysis::requirements::ROOT_FILE;
use crate::rules::new_requirement::addition;
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH614",
    name: "unimportable-setting",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    of: Configured,
    en: "A setting of Django names a module or a class that cannot be imported",
    zh: "Django 的某项设置指定的模块或类无法导入",
}

struct UnimportableSetting<'f> {
    django: &'f Django,
    fault: NamedFault<'f>,
}

impl Message for UnimportableSetting<'_> {
    fn message(&self, language: Language) -> String {
        let NamedFault { setting, text, place: (file, _), reason, .. } = &self.fault;
        let why = match reason {
            Reason::NotRequired(package) => {
                say!(language, "but {ROOT_FILE} does not list `{package}`", "但 {ROOT_FILE} 中没有 `{package}`")
            }
            Reason::Nowhere(_) => {
                language.pick("which neither the project nor what it requires has", "而项目和它的依赖中都没有").to_owned()
            }
            Reason::Missing(_) => language.pick("which is not in the project", "而它不在项目中").to_owned(),
            Reason::NoSuchName(file) => say!(language, "which `{file}` does not have", "而 `{file}` 中没有它"),
            Reason::Gone(_, release) => {
                let (name, version) = (&release.name, &release.version);
                say!(language, "which `{name}` {version} no longer has", "而 `{name}` {version} 已不再提供")
            }
            Reason::WrongAppName(config) => {
                let (class, name) = (&config.class, &config.name.0);
                return say!(
                    language,
                    "`{class}` in `{file}` gives its app the name `{name}`, and there is no such module",
                    "`{file}` 中的 `{class}` 把应用命名为 `{name}`，但没有这个模块"
                );
            }
        };
        say!(language, "`{setting}` in `{file}` names `{text}`, {why}", "`{file}` 的 `{setting}` 中有 `{text}`，{why}")
    }

    fn detail(&self, language: Language) -> String {
        let (when, advice, doubt) = (self.when(language), self.advice(language), settings::doubt(self.django, language));
        say!(
            language,
            "What a setting names as text is imported by Django itself, {when} {advice}{doubt}",
            "设置中以文本写出的名称由 Django 自己导入，{when}{advice}{doubt}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.fault.reason {
            Reason::NotRequired(package) => {
                say!(language, "Add `{package}` to {ROOT_FILE}", "在 {ROOT_FILE} 中添加 `{package}`")
            }
            Reason::WrongAppName(_) => {
                let package = self.package();
                say!(language, "Name the app `{package}`", "把应用命名为 `{package}`")
            }
            _ => {
                let path = self.renamed().unwrap_or_default();
                say!(language, "Write `{path}`", "改写为 `{path}`")
            }
        }
    }
}

impl UnimportableSetting<'_> {
    fn when(&self, language: Language) -> &'static str {
        match (self.fault.stops, self.fault.moment) {
            (Stops::Collectstatic, Moment::Setup) => language.pick(
                "here before any command: collectstatic stops, and the build with it.",
                "这一项在运行任何命令之前导入：collectstatic 会停止，构建随之失败。",
            ),
            (Stops::Collectstatic, _) => language.pick(
                "here when collectstatic begins: it stops, and the build with it.",
                "这一项在 collectstatic 开始时导入：它会停止，构建随之失败。",
            ),
            (Stops::Start, _) => language.pick(
                "here when the application starts: the build succeeds, and the start fails.",
                "这一项在应用启动时导入：构建会成功，但启动会失败。",
            ),
            (Stops::Requests, _) => language.pick(
                "here at the first request: the application starts, and answers every request with an error 500.",
                "这一项在收到第一个请求时导入：应用能启动，但对每个请求都返回 500 错误。",
            ),
            (Stops::Pages, _) => language.pick(
                "here when a page needs it: the application starts, and answers such pages with an error 500.",
                "这一项在页面用到时导入：应用能启动，但这些页面会返回 500 错误。",
            ),
        }
    }

    fn advice(&self, language: Language) -> String {
        match &self.fault.reason {
            Reason::NotRequired(package) => say!(
                language,
                "As far as the metadata of the requirements is known, none of them needs `{package}`: add it to {ROOT_FILE}, or take the entry out of the settings.",
                "就已知的元数据而言，没有哪个依赖需要 `{package}`：请把它加入 {ROOT_FILE}，或从设置中去掉这一项。"
            ),
            Reason::Nowhere(_) | Reason::Missing(_) | Reason::NoSuchName(_) => language
                .pick(
                    "Correct the name, letter by letter (Linux tells capital letters apart), commit what is missing, or take the entry out.",
                    "请逐个字母核对名称（Linux 区分大小写），提交缺少的文件，或去掉这一项。",
                )
                .to_owned(),
            Reason::Gone(removed, _) => {
                let first = removed.first();
                match removed.instead() {
                    Some(instead) => {
                        let path = instead.path;
                        say!(
                            language,
                            "It is gone since {first}; what does its work today is `{path}`.",
                            "它从 {first} 起被移除；现在对应的是 `{path}`。"
                        )
                    }
                    None => say!(
                        language,
                        "It is gone since {first}: take the entry out, or require an older release.",
                        "它从 {first} 起被移除：请去掉这一项，或要求更旧的版本。"
                    ),
                }
            }
            Reason::WrongAppName(_) => {
                let package = self.package();
                say!(
                    language,
                    "The name has to be the whole path by which the app is imported: `{package}`.",
                    "名称必须是导入该应用的完整路径：`{package}`。"
                )
            }
        }
    }

    /// What has taken the place of the very thing that is named, and is used in the same way.
    fn renamed(&self) -> Option<String> {
        let Reason::Gone(removed, _) = &self.fault.reason else { return None };
        let path = removed.name.map_or_else(|| removed.module.to_owned(), |name| format!("{}.{name}", removed.module));
        let instead = removed.instead().filter(|instead| instead.is_same && path == self.fault.text)?;
        Some(instead.path)
    }

    /// The app around the module that describes it.
    fn package(&self) -> &str {
        match &self.fault.reason {
            Reason::WrongAppName(config) => config.module.strip_suffix(".apps").unwrap_or(&config.module),
            _ => "",
        }
    }
}

fn check(facts: &Facts<'_>, (django, _): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for fault in named_faults(facts) {
        let (file, range) = fault.place.clone();
        let place = range.map_or_else(|| Place::file(&file), |range| Place::range(&file, range));
        let is_certain = match &fault.reason {
            Reason::Missing(_) | Reason::NoSuchName(_) | Reason::WrongAppName(_) => true,
            Reason::Gone(_, release) => release.is_certain,
            Reason::NotRequired(_) | Reason::Nowhere(_) => false,
        };
        let (says, stops) = (says(facts, django, &fault), fault.stops);
        let stage = match stops {
            Stops::Collectstatic => Stage::Build,
            Stops::Start => Stage::Boot,
            Stops::Requests | Stops::Pages => Stage::Run,
        };
        let message = UnimportableSetting { django, fault };
        let fix = fix(facts, &message);
        let finding = Finding::new(place, message).stage(stage).says_if_known(says).likely_if(!is_certain).fix(fix);
        let finding = if stops == Stops::Pages { finding.severity(Severity::Warning) } else { finding };
        findings.add(settings::hedge(finding, django));
    }
}

fn fix(facts: &Facts<'_>, message: &UnimportableSetting<'_>) -> Option<FixBuilder> {
    match &message.fault.reason {
        Reason::NotRequired(package) => {
            let (range, line) = addition(facts, package)?;
            Some(FixBuilder::unsafe_().edit(ROOT_FILE, range, line))
        }
        Reason::WrongAppName(config) => {
            Some(FixBuilder::unsafe_().edit(&config.file, config.name.1.clone(), format!("\"{}\"", message.package())))
        }
        _ => {
            let (file, range) = (&message.fault.place.0, message.fault.place.1.clone()?);
            let text = facts.project.text(file)?;
            let is_all = text.as_str().get(range.clone())?.trim_matches(['"', '\'']) == message.fault.text;
            let renamed = message.renamed().filter(|_| is_all)?;
            Some(FixBuilder::unsafe_().edit(file, range, format!("\"{renamed}\"")))
        }
    }
}

/// What Django or Python prints last, where that is one line and the same in all releases with the feature.
fn says(facts: &Facts<'_>, django: &Django, fault: &NamedFault<'_>) -> Option<String> {
    let series = facts.python.resolved?.series;
    let is_storage = fault.moment == Moment::Collectstatic;
    if (series.major, series.minor) < (3, 6)
        || matches!(fault.setting, "LOGGING" | "CACHES")
        || is_storage && django.is_at_least(4, 2) != Some(false)
    {
        return None;
    }
    let top = fault.text.split('.').next().unwrap_or_default();
    match &fault.reason {
        Reason::NotRequired(_) | Reason::Nowhere(_) if fault.setting != "DATABASES" => {
            Some(format!("ModuleNotFoundError: No module named '{top}'"))
        }
        Reason::Missing(missing) => Some(missing.says()),
        Reason::WrongAppName(config) => Some(format!(
            "django.core.exceptions.ImproperlyConfigured: Cannot import '{}'. Check that '{}.{}.name' is correct.",
            config.name.0, config.module, config.class
        )),
        _ => None,
    }
}
