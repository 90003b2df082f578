//! PSH303: a target that is not `module:object`.

use crate::rules::prelude::*;
use std::ops::Range;

use crate::analysis::commands::launch::{Launch, Tool};
use crate::analysis::python::apps::Has;
use crate::analysis::python::modules::{Located, folder_from};

use super::place;
use super::targets::{self, launches, modules};

rule! {
    code: "PSH303",
    name: "malformed-target",
    severity: Error,
    stage: Boot,
    fix: Safe,
    en: "What the web server is told to load is not written as `module:object`",
    zh: "交给 Web 服务器加载的目标没有写成 `模块:对象`",
}

/// What is wrong with a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A path of a file in place of a module.
    Path,
    /// A blank at the colon.
    Blank,
    /// The name of a file in place of an object.
    FileAsObject,
    /// Nothing behind the colon, or no colon where there has to be one.
    NoObject,
    /// Nothing before the colon.
    NoModule,
    /// Module and object have changed places.
    Swapped,
}

/// A wrong target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    kind: Kind,
    /// As it is written.
    written: String,
    range: Range<usize>,
    /// As it was probably meant.
    meant: Option<String>,
}

struct MalformedTarget {
    process: String,
    program: String,
    fault: Fault,
}

impl Message for MalformedTarget {
    fn message(&self, language: Language) -> String {
        let (program, written) = (&self.program, &self.fault.written);
        match self.fault.kind {
            Kind::Path => say!(
                language,
                "`{written}` is the path of a file, and `{program}` needs the name of a module",
                "`{written}` 是文件路径，而 `{program}` 需要模块名"
            ),
            Kind::Blank => say!(language, "`{written}` has a blank at its colon", "`{written}` 的冒号旁有空格"),
            Kind::FileAsObject => say!(
                language,
                "`{written}` names a file behind the colon, where the app object belongs",
                "`{written}` 的冒号后是文件名，而那里应为应用对象"
            ),
            Kind::NoObject => say!(
                language,
                "`{written}` does not say which object `{program}` has to start",
                "`{written}` 没有说明 `{program}` 要启动哪个对象"
            ),
            Kind::NoModule => {
                say!(language, "`{written}` has no module before its colon", "`{written}` 的冒号前没有模块")
            }
            Kind::Swapped => say!(
                language,
                "`{written}` has the object before the colon and the module behind it",
                "`{written}` 把对象写在冒号前，把模块写在冒号后"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { process, program, fault } = self;
        let why = fault.kind.why(language);
        match &fault.meant {
            Some(meant) => say!(
                language,
                "`{program}` takes `module:object`: the path of the file with dots for slashes and without `.py`, a colon, and the name of the app object in it. {why} The build succeeds, and the process `{process}` stops as soon as it starts. Write `{meant}`.",
                "`{program}` 接受的形式是 `模块:对象`：用点代替斜杠、不带 `.py` 的文件路径，一个冒号，以及其中应用对象的名称。{why}构建会成功，但进程 `{process}` 一启动就会退出。请写成 `{meant}`。"
            ),
            None => say!(
                language,
                "`{program}` takes `module:object`: the path of the file with dots for slashes and without `.py`, a colon, and the name of the app object in it, such as `app:app`. {why} The build succeeds, and the process `{process}` stops as soon as it starts.",
                "`{program}` 接受的形式是 `模块:对象`：用点代替斜杠、不带 `.py` 的文件路径，一个冒号，以及其中应用对象的名称，例如 `app:app`。{why}构建会成功，但进程 `{process}` 一启动就会退出。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let meant = self.fault.meant.as_deref().unwrap_or_default();
        say!(language, "Write `{meant}`", "写成 `{meant}`")
    }
}

impl Kind {
    fn why(self, language: Language) -> &'static str {
        match self {
            Self::Path => {
                language.pick("Python would look for a module of this very name.", "Python 会查找恰好叫这个名字的模块。")
            }
            Self::Blank => language
                .pick("The blank makes two arguments of it, and the object is lost.", "空格把它分成了两个参数，对象因此丢失。"),
            Self::FileAsObject => language.pick("The file stands before the colon already.", "文件已经写在冒号前了。"),
            Self::NoObject => language.pick("It does not search for the object itself.", "它不会自己查找对象。"),
            Self::NoModule => language.pick("Without a module there is nothing to import.", "没有模块，就没有可导入的内容。"),
            Self::Swapped => language.pick("No module has the name before the colon.", "冒号前的名称不是任何模块。"),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (start, launch) in launches(facts) {
        let Some(fault) = fault(facts, &launch) else { continue };
        let promise = if fault.kind != Kind::Swapped && works(facts, &launch, fault.meant.as_deref()) {
            FixBuilder::safe()
        } else {
            FixBuilder::unsafe_()
        };
        let fix = fault.meant.as_deref().and_then(|meant| targets::replace(facts, &start, fault.range.clone(), meant, promise));
        let says = says(facts, &launch, &fault);
        let range = place(facts, &start, fault.range.clone());
        let message = MalformedTarget { process: start.process.name.clone(), program: launch.program.clone(), fault };
        let finding = Finding::new(range, message);
        let finding = match says {
            Some(says) => finding.says(says),
            None => finding.says_nothing(),
        };
        findings.add(finding.fix(fix));
    }
}

/// Whether the object that is meant is known to be there.
fn works(facts: &Facts<'_>, launch: &Launch, meant: Option<&str>) -> bool {
    let Some(meant) = meant else { return false };
    let (module, object) = meant.split_once(':').unwrap_or((meant, launch.tool.default_object().unwrap_or_default()));
    let name = object.split('(').next().unwrap_or_default();
    let Located::File(file) = modules(facts, launch).locate(module) else { return false };
    modules(facts, launch).has(&file, name) == Has::Yes
}

/// What is wrong with the target of a server.
pub(super) fn fault(facts: &Facts<'_>, launch: &Launch) -> Option<Fault> {
    if !launch.is_server() || launch.tool == Tool::Hypercorn {
        return None;
    }
    blank(launch).or_else(|| in_one_word(facts, launch))
}

/// `app: app` and `app :app`, which the shell makes two words of.
fn blank(launch: &Launch) -> Option<Fault> {
    let (text, next) = (launch.text(), launch.rest.first()?);
    let is_name = |name: &str| name.split('(').next().is_some_and(is_identifier);
    let module = text.strip_suffix(':').filter(|_| is_name(&next.text)).map(|module| (module, next.text.as_str()));
    let (module, object) = module.or_else(|| Some((text, next.text.strip_prefix(':').filter(|name| is_name(name))?)))?;
    let is_dotted = module.split('.').all(is_identifier);
    is_dotted.then(|| Fault {
        kind: Kind::Blank,
        written: format!("{text} {}", next.text),
        range: launch.word.range.start..next.range.end,
        meant: Some(format!("{module}:{object}")),
    })
}

fn in_one_word(facts: &Facts<'_>, launch: &Launch) -> Option<Fault> {
    let name = launch.object_name();
    let (kind, meant) = match name.object {
        _ if name.module.contains(['\\', ' ', '(']) => return None,
        _ if name.module.contains('/') || name.module.strip_suffix(".py").is_some() => (Kind::Path, path(facts, launch)),
        Some(_) if name.module.is_empty() => (Kind::NoModule, None),
        Some("") => (Kind::NoObject, with_object(facts, launch, name.module)),
        Some(object) if object.strip_suffix(".py").is_some() => {
            let stem = object.trim_end_matches(".py");
            (Kind::FileAsObject, is_identifier(stem).then(|| format!("{}:{stem}", name.module)))
        }
        Some(object) if is_swapped(facts, launch, name.module, object) => {
            (Kind::Swapped, Some(format!("{object}:{}", name.module)))
        }
        None if launch.tool == Tool::Uvicorn || launch.tool == Tool::Daphne => {
            (Kind::NoObject, with_object(facts, launch, name.module))
        }
        _ => return None,
    };
    Some(Fault { kind, written: launch.text().to_owned(), range: targets::whole(launch), meant })
}

/// The module that a path means, with the object that is written or that the file has.
fn path(facts: &Facts<'_>, launch: &Launch) -> Option<String> {
    let name = launch.object_name();
    let stem = name.module.trim_end_matches(".py");
    let here = launch.folder.as_deref()?;
    let candidates = launch.path.folders().iter().map(String::as_str).chain([here]);
    let found = candidates
        .filter_map(|folder| folder_from(folder, stem))
        .map(|path| format!("{path}.py"))
        .find(|file| facts.project.has(file));
    if let Some(file) = found {
        return targets::suggestion(facts, launch, &file, name.object).map(|found| found.text);
    }
    let module = stem.trim_start_matches("./").replace('/', ".");
    let object = name.object.map_or(String::new(), |object| format!(":{object}"));
    module.split('.').all(is_identifier).then(|| format!("{module}{object}"))
}

fn with_object(facts: &Facts<'_>, launch: &Launch, module: &str) -> Option<String> {
    let Located::File(file) = modules(facts, launch).locate(module) else { return None };
    targets::fitting_object(facts, launch, &file).map(|object| format!("{module}:{object}"))
}

/// Only what stands behind the colon is a module of the project, and it has an object of the name before the colon.
fn is_swapped(facts: &Facts<'_>, launch: &Launch, module: &str, object: &str) -> bool {
    let modules = modules(facts, launch);
    let is_missing = matches!(modules.locate(module), Located::Missing(missing) if missing.inside.is_none());
    match modules.locate(object) {
        Located::File(file) => is_missing && is_identifier(module) && modules.has(&file, module) == Has::Yes,
        _ => false,
    }
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|char: char| char.is_alphabetic() || char == '_')
        && text.chars().all(|char| char.is_alphanumeric() || char == '_')
}

/// What the servers print; seen with gunicorn 20.1 and 27.0, and uvicorn 0.54.
fn says(facts: &Facts<'_>, launch: &Launch, fault: &Fault) -> Option<String> {
    let name = launch.object_name();
    match (launch.tool, fault.kind) {
        (Tool::Gunicorn, Kind::Path) => {
            let file = folder_from(launch.folder.as_deref()?, name.module)?;
            let (stem, object) = (name.module.strip_suffix(".py"), name.object.unwrap_or("application"));
            match stem.filter(|_| facts.project.has(&file)) {
                Some(stem) => Some(format!("ImportError: Failed to find application, did you mean '{stem}:{object}'?")),
                None if name.module.starts_with('.') => None,
                None => targets::speaks_like_python_3(facts).then(|| {
                    format!("ModuleNotFoundError: No module named '{}'", name.module.split('.').next().unwrap_or_default())
                }),
            }
        }
        (Tool::Gunicorn, Kind::Blank | Kind::NoObject | Kind::FileAsObject) if !targets::has_old_gunicorn(facts) => {
            let object = name.object.unwrap_or_default();
            name.object.map(|_| format!("Failed to parse '{object}' as an attribute name or function call."))
        }
        (Tool::Gunicorn, Kind::NoModule) => Some("ValueError: Empty module name".to_owned()),
        (Tool::Uvicorn, Kind::Path) if !name.module.starts_with('.') => {
            Some(format!("Error loading ASGI app. Could not import module \"{}\".", name.module))
        }
        (Tool::Uvicorn, Kind::NoObject | Kind::NoModule) => Some(format!(
            "Error loading ASGI app. Import string \"{}\" must be in format \"<module>:<attribute>\".",
            launch.text()
        )),
        _ => None,
    }
}
