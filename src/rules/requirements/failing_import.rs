//! PSH531: an import inside the project that fails.

use crate::analysis::program::{Cause, ProgramFault, program_faults};
use crate::platform::Series;
use crate::rules::prelude::*;
use crate::rules::start_command::failure::Failure;
use crate::rules::trail::trail;

rule! {
    code: "PSH531",
    name: "failing-import",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "An import inside the project that fails when it starts",
    zh: "启动时会失败的项目内部导入",
}

struct FailingImport<'f> {
    fault: ProgramFault<'f>,
    failure: Failure,
}

impl Message for FailingImport<'_> {
    fn message(&self, language: Language) -> String {
        let path = &self.fault.event.file;
        match &self.fault.cause {
            Cause::Outside { has_package: false } => say!(
                language,
                "`{path}` imports with a dot in front, but is not loaded as part of a package",
                "`{path}` 使用了以点开头的导入，但它不是作为包的一部分加载的"
            ),
            Cause::Outside { .. } => say!(
                language,
                "`{path}` imports with more dots in front than it has packages around it",
                "`{path}` 的导入以点开头，点数超过了它外层包的层数"
            ),
            Cause::Missing { module, .. } => {
                let first = &module.first;
                say!(language, "`{path}` imports `{first}`, which is nowhere", "`{path}` 导入了 `{first}`，但它不存在")
            }
            Cause::NoName { module, name, is_half: true, .. } => say!(
                language,
                "`{path}` imports `{name}` from `{module}`, which does not have it yet",
                "`{path}` 从 `{module}` 导入 `{name}`，但此时它还没有这个名称"
            ),
            Cause::NoName { module, name, .. } => say!(
                language,
                "`{path}` imports `{name}` from `{module}`, which does not have it",
                "`{path}` 从 `{module}` 导入 `{name}`，但其中没有这个名称"
            ),
            Cause::Shadowed { file, module, importer, .. } => say!(
                language,
                "`{file}` takes the place of Python's own `{module}`, which `{importer}` needs",
                "`{file}` 取代了 `{importer}` 需要的 Python 标准库模块 `{module}`"
            ),
            Cause::NotReady { .. } | Cause::Serves(_) => String::new(),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (trail, stop) = (trail(&self.fault.event, language), self.failure.words(language));
        let (why, advice) = (self.why(language), self.advice(language));
        say!(language, "{trail}{why} {stop}. {advice}", "{trail}{why}{stop}。{advice}")
    }

    fn fix_title(&self, language: Language) -> String {
        match &self.fault.cause {
            Cause::Missing { alike: Some(alike), .. } => say!(language, "Write `{alike}`", "写成 `{alike}`"),
            Cause::Shadowed { file, .. } => say!(language, "Rename `{file}`", "重命名 `{file}`"),
            _ => say!(language, "Change this import", "修改这条导入语句"),
        }
    }
}

impl FailingImport<'_> {
    fn why(&self, language: Language) -> String {
        match &self.fault.cause {
            Cause::Outside { .. } => say!(
                language,
                "The dots stand for the package of the file, and Python takes the file for a module without enough of them.",
                "这些点表示文件所在的包，而 Python 认为该文件没有足够的外层包。"
            ),
            Cause::Missing { module, alike: Some(alike) } => {
                let first = &module.first;
                say!(
                    language,
                    "The project has `{alike}`; Linux tells capital letters apart, other than Windows and macOS, and finds no `{first}`.",
                    "项目中有 `{alike}`；Linux 与 Windows 和 macOS 不同，会区分大小写，因此找不到 `{first}`。"
                )
            }
            Cause::Missing { .. } if self.fault.is_sure => say!(
                language,
                "It is not in the project, not in the standard library, and in no package that gets installed.",
                "它不在项目中，不在标准库中，也不在任何会被安装的软件包中。"
            ),
            Cause::Missing { .. } => say!(
                language,
                "It is not in the project, not in the standard library, and, as far as that is known, in no package that gets installed.",
                "它不在项目中，不在标准库中，据已知信息也不在任何会被安装的软件包中。"
            ),
            Cause::NoName { file, name, is_half: true, .. } => say!(
                language,
                "`{file}` waits for this import to end, and comes to `{name}` only behind it: the two import each other in a circle.",
                "`{file}` 正在等待这次导入完成，之后才会定义 `{name}`：这两个模块循环导入。"
            ),
            Cause::NoName { file, .. } => {
                say!(language, "Nothing in `{file}` makes this name.", "`{file}` 中没有定义这个名称。")
            }
            Cause::Shadowed { module, importer, name, .. } => {
                let wanted = if name.starts_with('.') { format!("{module}{name}") } else { format!("{module}.{name}") };
                say!(
                    language,
                    "The folder of the script is searched before the standard library, so that `{importer}` gets this file when it imports `{module}`, and does not find `{wanted}`.",
                    "脚本所在的文件夹先于标准库被搜索，因此 `{importer}` 导入 `{module}` 时得到的是这个文件，找不到 `{wanted}`。"
                )
            }
            Cause::NotReady { .. } | Cause::Serves(_) => String::new(),
        }
    }

    fn advice(&self, language: Language) -> &'static str {
        match &self.fault.cause {
            Cause::Outside { has_package: false } => language.pick(
                "Write the import without the dot, or put the files into a folder with `__init__.py` and start it as `folder.module`.",
                "请去掉导入语句中的点，或把这些文件放入带 `__init__.py` 的文件夹，并以 `folder.module` 的形式启动。",
            ),
            Cause::Outside { .. } => {
                language.pick("Write the full name of the module, without dots in front.", "请写出模块的完整名称，前面不加点。")
            }
            Cause::Missing { alike: Some(_), .. } => language.pick("Write the name as the file has it.", "请按文件名的大小写书写。"),
            Cause::Missing { .. } => language.pick(
                "Add the file to what is deployed (`.gitignore` may leave it out), or correct the name.",
                "请把该文件加入部署内容（可能被 `.gitignore` 排除），或改正名称。",
            ),
            Cause::NoName { is_half: true, .. } => language.pick(
                "Move what both need into a third module, or import inside the function that uses it.",
                "请把两者都需要的内容移到第三个模块，或在使用它的函数内部导入。",
            ),
            Cause::NoName { .. } => language.pick("Correct the name, or define it there.", "请改正名称，或在该模块中定义它。"),
            Cause::Shadowed { .. } => {
                language.pick("Give the file another name.", "请给这个文件换一个名称。")
            }
            Cause::NotReady { .. } | Cause::Serves(_) => "",
        }
    }

    /// What Python prints, to the letter, where no path stands in it.
    fn says(&self, series: Series) -> Option<String> {
        let at_least = |minor| series >= Series { major: 3, minor };
        match &self.fault.cause {
            Cause::Outside { has_package: false } => {
                Some("ImportError: attempted relative import with no known parent package".to_owned()).filter(|_| at_least(8))
            }
            Cause::Outside { .. } => {
                let error = if at_least(9) { "ImportError" } else { "ValueError" };
                Some(format!("{error}: attempted relative import beyond top-level package"))
            }
            Cause::Missing { module, .. } => Some(module.says()),
            Cause::NoName { name, .. } if !at_least(7) => Some(format!("ImportError: cannot import name '{name}'")),
            Cause::NoName { module, name, is_half: true, .. } if at_least(8) => Some(format!(
                "ImportError: cannot import name '{name}' from partially initialized module '{module}' (most likely due to a circular import)"
            )),
            Cause::NoName { module, name, .. } => Some(format!("ImportError: cannot import name '{name}' from '{module}'")),
            Cause::Shadowed { .. } | Cause::NotReady { .. } | Cause::Serves(_) => None,
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let series = facts.python.resolved.map(|python| python.series);
    for fault in program_faults(facts) {
        if matches!(fault.cause, Cause::NotReady { .. } | Cause::Serves(_)) {
            continue;
        }
        let failure = Failure::of(facts, fault.program.start);
        let import = Place::range(&fault.event.file, fault.event.range.clone());
        let (place, related) = match &fault.cause {
            Cause::Shadowed { file, importer, .. } => {
                (Place::file(file), Some((import, say!(findings.language, "imports `{importer}`", "导入 `{importer}`"))))
            }
            _ => (import, None),
        };
        let (stage, is_sure) = (failure.stage(), fault.is_sure);
        let message = FailingImport { fault, failure };
        let says = series.and_then(|series| message.says(series));
        let finding = Finding::new(place, message).stage(stage).likely_if(!is_sure).fix(FixBuilder::display());
        let finding = says.into_iter().fold(finding, Finding::says);
        findings.add(related.into_iter().fold(finding, |finding, (place, text)| finding.related(place, text)));
    }
}
