//! PSH301: the start command names a module that is not in the project.

use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::python::modules::{Inside, Located, Missing, ROOT};
use crate::rules::prelude::*;

use super::targets::{self, Doubt, Suggestion, launches, modules, own_files, suggestion};
use super::{malformed_target, place};

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
    process: String,
    program: String,
    module: String,
    /// How far the name leads.
    missing: Missing,
    /// Where it is searched; the empty text is the root.
    folders: Vec<String>,
    doubt: Doubt,
    suggestions: Vec<Suggestion>,
}

impl Message for MissingTargetModule {
    fn message(&self, language: Language) -> String {
        let Self { program, module, .. } = self;
        say!(
            language,
            "`{program}` is told to load the module `{module}`, which is not in the project",
            "`{program}` 要加载的模块 `{module}` 不在项目中"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { process, .. } = self;
        let (why, doubt, advice) = (self.why(language), self.doubt(language), self.advice(language));
        say!(
            language,
            "{why} The build succeeds, and the process `{process}` stops as soon as it starts{doubt}. {advice}",
            "{why}构建会成功，但进程 `{process}` 一启动就会退出{doubt}。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let text = self.suggestions.first().map_or("", |suggestion| suggestion.text.as_str());
        say!(language, "Write `{text}`", "写成 `{text}`")
    }
}

impl MissingTargetModule {
    fn why(&self, language: Language) -> String {
        let name = &self.missing.name;
        let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
        let folders = self.places(language);
        match self.missing.inside {
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
        let place = |folder: &String| match folder.is_empty() {
            true => say!(language, "the root of the project", "项目根目录"),
            false => say!(language, "`{folder}`", " `{folder}` "),
        };
        let joint = language.pick(" and in ", "和");
        self.folders.iter().map(place).collect::<Vec<_>>().join(joint)
    }

    fn doubt(&self, language: Language) -> String {
        let Doubt { is_written, packages, is_unseen } = &self.doubt;
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
        let texts: Vec<String> = self.suggestions.iter().map(|suggestion| format!("`{}`", suggestion.text)).collect();
        match self.suggestions.as_slice() {
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
    for (start, launch) in launches(facts) {
        let Some((module, missing)) = missing(facts, &launch) else { continue };
        let Some(doubt) = doubt(facts, &launch, &missing) else { continue };
        let says = says(facts, &launch, &module, &missing);
        let range = launch.place_of(&module);
        let suggestions = suggestions(facts, &launch, &module, &missing);
        let fix = match suggestions.as_slice() {
            [one] => targets::replace(facts, &start, targets::whole(&launch), &one.text, FixBuilder::unsafe_()),
            _ => None,
        };
        let is_likely = !doubt.is_none();
        let message = MissingTargetModule {
            process: start.process.name.clone(),
            program: launch.program.clone(),
            folders: launch.path.folders().to_vec(),
            module,
            missing,
            doubt,
            suggestions,
        };
        let mut finding = Finding::new(place(facts, &start, range), message);
        finding = if is_likely { finding.likely() } else { finding };
        finding = match says {
            Some(says) => finding.says(says),
            None => finding,
        };
        findings.add(finding.fix(fix));
    }
}

/// The module that a program asks for in vain.
fn missing(facts: &Facts<'_>, launch: &Launch) -> Option<(String, Missing)> {
    let module = launch.object_name().module.to_owned();
    let is_dotted = module.split('.').all(|part| !part.is_empty() && part.chars().all(is_name_sign));
    let is_placeholder = crate::analysis::commands::placeholder::is_placeholder(facts.project, launch.text());
    if !is_dotted || is_placeholder || malformed_target::fault(facts, launch).is_some() {
        return None;
    }
    let Located::Missing(missing) = modules(facts, launch).locate(&module) else { return None };
    let is_whole = missing.name == module;
    let is_evident = match launch.tool {
        Tool::Gunicorn | Tool::Uvicorn | Tool::Daphne | Tool::Waitress => true,
        Tool::Hypercorn | Tool::Flask => !has_ending(&module),
        // Without a colon, the last part may be an object.
        Tool::Celery => launch.object_name().object.is_some() || !is_whole || missing.inside.is_none(),
        // Most of what is started so is installed.
        Tool::PythonModule => missing.inside.is_some() && missing.inside != Some(Inside::Namespace),
        Tool::Python | Tool::Streamlit | Tool::Shell | Tool::Direct => false,
    };
    is_evident.then_some((module, missing))
}

fn has_ending(module: &str) -> bool {
    module.strip_suffix(".py").is_some()
}

fn is_name_sign(char: char) -> bool {
    char.is_alphanumeric() || char == '_' || char == '-'
}

/// What may bring the module after all; none if something probably does.
fn doubt(facts: &Facts<'_>, launch: &Launch, missing: &Missing) -> Option<Doubt> {
    let is_written = targets::may_be_written(facts, launch);
    let first = missing.name.split('.').next()?;
    match missing.inside {
        Some(Inside::Package | Inside::Module) => Some(Doubt { is_written, ..Doubt::default() }),
        None | Some(Inside::Namespace) => Some(Doubt { is_written, ..targets::packages(facts, first)? }),
    }
}

/// Files that were probably meant: of the same name as the module or its first part, or any that holds an app object.
fn suggestions(facts: &Facts<'_>, launch: &Launch, module: &str, missing: &Missing) -> Vec<Suggestion> {
    const MOST: usize = 3;
    let object = launch.object_name().object;
    let (first, last) = (module.split('.').next().unwrap_or(module), module.rsplit('.').next().unwrap_or(module));
    if let (Some(Inside::Module), Some((parent, name)), None) = (missing.inside, missing.name.rsplit_once('.'), object)
        && let Located::File(file) = modules(facts, launch).locate(parent)
        && modules(facts, launch).app(&file, name).is_some()
    {
        return suggestion(facts, launch, &file, Some(name)).into_iter().collect();
    }
    let named = |name: &str| own_files(facts).filter(|file| is_named(file, name)).collect::<Vec<_>>();
    let has_app = |file: &&str| targets::fitting_object(facts, launch, file).is_some();
    let mut files = named(last);
    if files.is_empty() {
        files = named(first);
    }
    let mut object = object;
    if files.is_empty() && launch.is_server() {
        object = None;
        let is_searched = |file: &&str| launch.path.folders().iter().any(|folder| folder_of(file) == folder);
        files = own_files(facts).filter(is_searched).filter(has_app).collect();
    }
    let found: Vec<Suggestion> = files.into_iter().filter_map(|file| suggestion(facts, launch, file, object)).collect();
    if found.len() > MOST { vec![] } else { found }
}

fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or(ROOT, |(folder, _)| folder)
}

/// Whether a file is a module of this name, in capital letters or not.
fn is_named(file: &str, name: &str) -> bool {
    let path = file.strip_suffix("/__init__.py").or_else(|| file.strip_suffix(".py")).unwrap_or(file);
    path.rsplit('/').next().is_some_and(|stem| stem.eq_ignore_ascii_case(name))
}

/// What the programs print; seen with gunicorn 20.1 and 27.0, uvicorn 0.54, hypercorn 0.18, daphne 4.2, celery 5.7, Flask 3.1.
fn says(facts: &Facts<'_>, launch: &Launch, module: &str, missing: &Missing) -> Option<String> {
    let name = &missing.name;
    let behind = match (missing.inside, name.rsplit_once('.')) {
        (Some(Inside::Module), Some((parent, _))) => format!("; '{parent}' is not a package"),
        _ => String::new(),
    };
    let python =
        || targets::speaks_like_python_3(facts).then(|| format!("ModuleNotFoundError: No module named '{name}'{behind}"));
    match launch.tool {
        Tool::Gunicorn | Tool::Daphne => python(),
        Tool::Uvicorn => Some(format!("Error loading ASGI app. Could not import module \"{module}\".")),
        Tool::Hypercorn => Some(format!("Cannot load application from '{}', module not found.", launch.text())),
        Tool::Celery if missing.inside.is_none() && module.contains('.') => python(),
        Tool::Celery => Some(format!("Unable to load celery application.\nThe module {module} was not found.")),
        Tool::Flask if targets::has_old_flask(facts) => Some(format!("Error: Could not import \"{module}\".")),
        Tool::Flask => Some(format!("Error: Could not import '{module}'.")),
        Tool::PythonModule if missing.inside == Some(Inside::Package) => Some(format!("No module named {name}")),
        _ => None,
    }
}
