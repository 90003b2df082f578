//! PSH613: the command that the platform writes for `manage.py` starts nothing.

use std::borrow::Cow;

use crate::analysis::commands::doubt::{Doubt, packages};
use crate::analysis::commands::entry_point::web_entry;
use crate::analysis::commands::pinned::speaks_like_python_3;
use crate::analysis::knowledge::standard_library;
use crate::analysis::procfile::generator::{Guess, guesses};
use crate::analysis::procfile::processes::Rejection;
use crate::analysis::procfile::without::WrongForDjango;
use crate::analysis::python::modules::{Inside, Located, Missing, SearchPath};
use crate::language::list;
use crate::project::path::ROOT;
use crate::rules::prelude::*;

rule! {
    code: "PSH613",
    name: "django-generated-command-wrong",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "The platform writes a start command for manage.py that starts nothing",
    zh: "平台根据 manage.py 生成的启动命令什么也启动不了",
}

/// How the command is wrong.
enum CommandFault<'a> {
    /// It names a module that is not there.
    Missing { is_sure: bool },
    /// There are several modules in it, and the platform's own parser refuses it.
    Several(&'a Rejection),
}

struct DjangoGeneratedCommandWrong<'a> {
    manage_py: &'a str,
    source: &'a str,
    guesses: &'a [Guess],
    fault: CommandFault<'a>,
    /// The entry to write, where the files decide it.
    entry: Option<String>,
}

impl Message for DjangoGeneratedCommandWrong<'_> {
    fn message(&self, language: Language) -> String {
        let (manage_py, found, modules) = (self.manage_py, self.found(language), self.modules(language));
        match &self.fault {
            CommandFault::Missing { .. } => say!(
                language,
                "Of {found} in `{manage_py}` the platform makes `gunicorn {}`, a module that is not there",
                "平台由 `{manage_py}` 中的 {found} 生成 `gunicorn {}`，而项目中没有这个模块",
                self.first()
            ),
            CommandFault::Several(_) => say!(
                language,
                "Of {found} in `{manage_py}` the platform makes one command with {modules}, which it cannot read itself",
                "平台由 `{manage_py}` 中的 {found} 生成一条含有 {modules} 的命令，它自己也无法读取"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (why, advice) = (self.why(language), self.advice(language));
        say!(
            language,
            "There is no `Procfile`, so the platform writes one before the build. It does not look for `wsgi.py`: it searches the text of `{}` for `settings`, takes the one word before it and puts `wsgi` in place of `settings`. {why} {advice}",
            "项目中没有 `Procfile`，平台会在构建之前生成一个。它并不查找 `wsgi.py`，而是在 `{}` 的文本中查找 `settings`，取其前面的一个单词，并把 `settings` 换成 `wsgi`。{why}{advice}",
            self.manage_py
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let entry = self.entry.as_deref().unwrap_or_default();
        say!(language, "Write a `Procfile` with `{entry}`", "新建内容为 `{entry}` 的 `Procfile`")
    }
}

impl DjangoGeneratedCommandWrong<'_> {
    fn first(&self) -> &str {
        self.guesses.first().map_or("", |guess| guess.module.as_str())
    }

    /// What it takes for settings modules, as it stands in the file.
    fn found(&self, language: Language) -> String {
        list::and(list::quoted(self.guesses.iter().map(|guess| &self.source[guess.range.clone()])), language)
    }

    fn modules(&self, language: Language) -> String {
        list::and(list::quoted(self.guesses.iter().map(|guess| guess.module.as_str())), language)
    }

    fn why(&self, language: Language) -> String {
        let module = self.first();
        let path = module.replace('.', "/");
        match &self.fault {
            CommandFault::Missing { is_sure } => {
                let doubt = match is_sure {
                    true => "",
                    false => language.pick(
                        ", unless a package that gets installed has a module of this name",
                        "，除非安装的某个软件包恰好含有同名模块",
                    ),
                };
                say!(
                    language,
                    "Seen from the root of the project, there is no `{path}.py`: the build succeeds, and gunicorn stops when it starts{doubt}.",
                    "从项目根目录看，没有 `{path}.py`：构建成功，但 gunicorn 一启动就会停止{doubt}。"
                )
            }
            CommandFault::Several(_) => say!(
                language,
                "Each module stands on a line of its own, which is no valid YAML: the build stops after all dependencies were installed.",
                "每个模块各占一行，这不是合法的 YAML：依赖全部安装完之后构建才会失败。"
            ),
        }
    }

    fn advice(&self, language: Language) -> String {
        match &self.entry {
            Some(entry) => say!(
                language,
                "Add a file named exactly `Procfile`, without an ending, at the root, with the line `{entry}`.",
                "请在根目录添加一个名称恰为 `Procfile`、没有扩展名的文件，内容为 `{entry}`。"
            ),
            None => say!(
                language,
                "Add a file named exactly `Procfile`, without an ending, at the root, with the command that starts the project: `web: gunicorn mysite.wsgi` where `mysite/wsgi.py` is Django's.",
                "请在根目录添加一个名称恰为 `Procfile`、没有扩展名的文件，写入启动项目的命令：如果 Django 的文件是 `mysite/wsgi.py`，写 `web: gunicorn mysite.wsgi`。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(WrongForDjango { manage_py, rejection }) = WrongForDjango::of(facts) else { return };
    let Some(text) = facts.project.lossy_text(manage_py) else { return };
    let guesses = guesses(&text);
    let Some(wrong) = guesses.iter().find(|guess| missing(facts, &guess.module).is_some()).or(guesses.last()) else { return };
    let missing = missing(facts, &wrong.module);
    let is_sure = missing.as_ref().is_some_and(|missing| is_sure(facts, missing));
    let fault = rejection.map_or(CommandFault::Missing { is_sure }, CommandFault::Several);
    let says = match &fault {
        CommandFault::Several(rejection) => Some(rejection.says.clone()),
        CommandFault::Missing { .. } => missing.and_then(|missing| says(facts, &missing)),
    };
    let is_several = matches!(fault, CommandFault::Several(_));
    let entry = web_entry(facts);
    let fix = entry.as_ref().map(|entry| FixBuilder::safe().create(PROCFILE, format!("{entry}\n")));
    let message = DjangoGeneratedCommandWrong { manage_py, source: &text, guesses: &guesses, fault, entry };
    // Behind bytes that are no text, places are not those of the file.
    let is_text = matches!(text, Cow::Borrowed(_));
    let place = if is_text { Place::range(manage_py, wrong.range.clone()) } else { Place::file(manage_py) };
    let mut finding = Finding::new(place, message);
    if is_several {
        finding = finding.stage(Stage::Release);
    } else if !is_sure {
        finding = finding.likely();
    }
    if let Some(says) = says {
        finding = finding.says(says);
    }
    findings.add(finding.fix(fix));
}

/// How far the name of a module leads, if it leads to none.
fn missing(facts: &Facts<'_>, module: &str) -> Option<Missing> {
    let mut path = SearchPath::default();
    path.push(ROOT);
    match path.locate(facts.project, module) {
        Located::Missing(missing) => Some(missing),
        Located::File(_) | Located::Namespace(_) | Located::Unknown => None,
    }
}

/// Whether no package that gets installed can bring the module.
fn is_sure(facts: &Facts<'_>, missing: &Missing) -> bool {
    let first = missing.name.split('.').next().unwrap_or_default();
    match missing.inside {
        Some(Inside::Package | Inside::Module) => true,
        None | Some(Inside::Namespace) => {
            standard_library::is_module(first) || packages(facts, first).as_ref().is_some_and(Doubt::is_none)
        }
    }
}

/// What gunicorn prints; a module of the standard library would be found first, and Python 2 has other words.
fn says(facts: &Facts<'_>, missing: &Missing) -> Option<String> {
    let name = &missing.name;
    let is_plain = !standard_library::is_module(name) && missing.inside != Some(Inside::Module);
    (is_plain && speaks_like_python_3(facts)).then(|| format!("ModuleNotFoundError: No module named '{name}'"))
}
