//! PSH504: `attrs @ file:///tmp/build/…`, `-e C:\work\lib`, `./lib`: what lies on another computer, or nowhere.

use crate::analysis::requirements::{Followed, included_path, is_installed};
use crate::platform::Series;
use crate::project::Project;
use crate::rules::prelude::*;
use crate::syntax::requirements::{Line, LineKind, has_variable};

use super::{is_editable, lines, mended, number, pip, pip_words};

rule! {
    code: "PSH504",
    name: "local-path",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "A requirement that lies on another computer or is not in the project",
    zh: "依赖位于另一台电脑上，或不在项目中",
}

/// Where the platform keeps the project while it builds: what lies there may be in it.
const OF_THE_PLATFORM: &[&str] = &["/app/", "/workspace/"];
/// Where people and conda keep what no server has.
const OF_PEOPLE: &[&str] =
    &["/home/", "/Users/", "/tmp/", "/croot/", "/opt/conda/", "/Library/", "/private/", "/mnt/", "/Volumes/", "/C:", "/D:"];
/// The first pips that install a folder without `setup.py`, and that do so with `-e`.
const READS_PYPROJECT: Series = Series { major: 19, minor: 0 };
const EDITS_PYPROJECT: Series = Series { major: 21, minor: 3 };

/// What is wrong with a path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Problem {
    /// It lies where people and conda keep their files.
    Foreign,
    /// It starts at the root of a computer, which may be the platform's.
    Outside,
    /// The project has nothing there.
    Missing,
    /// The folder is no Python project.
    NoProject,
}

/// A path that a line installs from.
struct Local<'l> {
    /// As written, without what stands before it.
    path: &'l str,
    /// The name before `@`.
    name: Option<&'l str>,
    editable: bool,
}

struct LocalPath<'a> {
    path: &'a str,
    problem: Problem,
    needs: &'static str,
    written: Option<String>,
}

impl Message for LocalPath<'_> {
    fn message(&self, language: Language) -> String {
        let path = self.path;
        match self.problem {
            Problem::Foreign => {
                say!(language, "`{path}` lies on the computer where the list was made", "`{path}` 位于生成该列表的电脑上")
            }
            Problem::Outside => say!(language, "`{path}` is outside of the project", "`{path}` 在项目之外"),
            Problem::Missing => say!(language, "`{path}` is not in the project", "项目中没有 `{path}`"),
            Problem::NoProject => {
                say!(language, "`{path}` is no folder that pip can install", "`{path}` 不是 pip 可以安装的文件夹")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let needs = self.needs;
        let advice = self.advice(language);
        match self.problem {
            Problem::Foreign => say!(
                language,
                "The platform gets the files of the project and nothing else of that computer, so pip finds nothing at this path and the build stops. {advice}",
                "平台只会得到项目中的文件，得不到那台电脑上的其他内容，因此 pip 在这个路径找不到任何东西，构建停止。{advice}"
            ),
            Problem::Outside => say!(
                language,
                "The platform gets the files of the project only. Unless its image has something at this path, pip finds nothing there and the build stops. {advice}",
                "平台只会得到项目中的文件。除非其镜像中有这个路径，否则 pip 在那里找不到任何东西，构建停止。{advice}"
            ),
            Problem::Missing => say!(
                language,
                "pip looks for it from the root of the project, finds nothing, and the build stops. Add it to what you push (a `.gitignore` may keep it out), or write the package by its name on PyPI.",
                "pip 会从项目根目录开始查找，找不到时构建停止。请把它加入要推送的内容（可能被 `.gitignore` 排除了），或改写为它在 PyPI 上的包名。"
            ),
            Problem::NoProject => say!(
                language,
                "pip installs a folder only if there is a {needs} in it. There is none, and the build stops. Add it, or delete the line: the modules of the project itself need no installation.",
                "只有文件夹中有 {needs} 时，pip 才能安装它。这里没有，构建停止。请添加它，或删除这一行：项目自己的模块无需安装。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let written = self.written.as_deref().unwrap_or_default();
        say!(language, "Write `{written}`", "改为 `{written}`")
    }
}

impl LocalPath<'_> {
    fn advice(&self, language: Language) -> String {
        match &self.written {
            Some(written) => {
                say!(language, "Write `{written}`, which pip takes from the index.", "请改为 `{written}`，pip 会从包索引获取它。")
            }
            None => say!(
                language,
                "Write the package by its name on PyPI, or put it into the project.",
                "请改写为它在 PyPI 上的包名，或把它放进项目。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for (file, line) in lines(facts).filter(|(file, _)| !file.constraint) {
        let Some(local) = local(facts, line).filter(|local| !has_variable(local.path)) else { continue };
        if let Some(problem) = problem(facts, &local) {
            findings.add(finding(facts, file, line, &local, problem));
        }
    }
}

/// The path that a line installs from; none for addresses, and where the marker says that nothing is installed.
fn local<'l>(facts: &Facts<'_>, line: &'l Line) -> Option<Local<'l>> {
    let (text, name, editable) = match &line.kind {
        LineKind::Direct(target) => (target.text.as_str(), None, false),
        LineKind::Editable(target) => (target.text.as_str(), None, true),
        LineKind::Named(named) if is_installed(named, facts.python.resolved) != Some(false) => {
            (named.url.as_deref()?, Some(named.name.as_str()), false)
        }
        _ => return None,
    };
    let is_windows = text.get(1..3).is_some_and(|start| start == ":\\" || start == ":/");
    let path = match text.strip_prefix("file://") {
        Some(path) => path.strip_prefix("localhost").unwrap_or(path),
        None if is_windows || !text.split_once('[').map_or(text, |(path, _)| path).contains(':') => text,
        None => return None,
    };
    let without_fragment = path.split('#').next()?;
    Some(Local { path: without_fragment.split_once('[').map_or(without_fragment, |(path, _)| path), name, editable })
}

fn problem(facts: &Facts<'_>, local: &Local<'_>) -> Option<Problem> {
    let path = local.path;
    let is_windows = path.get(1..2) == Some(":");
    if path.starts_with('/') || is_windows {
        let on_platform = OF_THE_PLATFORM.iter().any(|folder| path.starts_with(folder));
        let is_foreign = is_windows || OF_PEOPLE.iter().any(|start| path.starts_with(start));
        return (!on_platform).then_some(if is_foreign { Problem::Foreign } else { Problem::Outside });
    }
    if path.contains('\\') || path.is_empty() {
        return None;
    }
    let Some(target) = included_path("", path) else { return Some(Problem::Missing) };
    let project = facts.project;
    if may_be_a_file(project, &target) {
        None
    } else if target.is_empty() || project.has_folder(&target) {
        let names = if reads_pyproject(facts, local) { &["setup.py", "pyproject.toml"][..] } else { &["setup.py"][..] };
        let inside = |name: &&str| if target.is_empty() { (*name).to_owned() } else { format!("{target}/{name}") };
        (!names.iter().map(inside).any(|name| may_be_a_file(project, &name))).then_some(Problem::NoProject)
    } else {
        Some(Problem::Missing)
    }
}

fn reads_pyproject(facts: &Facts<'_>, local: &Local<'_>) -> bool {
    pip(facts) >= if local.editable { EDITS_PYPROJECT } else { READS_PYPROJECT }
}

/// Whether a file is there, or was left out of what we were given.
fn may_be_a_file(project: &Project, path: &str) -> bool {
    let is_skipped = |skipped: &str| skipped == path || (skipped.ends_with('/') && path.starts_with(skipped));
    project.has(path) || project.skipped().iter().any(|skipped| is_skipped(&skipped.path))
}

fn finding<'l>(facts: &Facts<'_>, file: &Followed, line: &Line, local: &Local<'l>, problem: Problem) -> Finding<LocalPath<'l>> {
    let written = by_name(local).filter(|_| problem == Problem::Foreign);
    let target = line.requirement.as_ref().filter(|_| is_editable(facts, &file.path));
    let fix = target.zip(written.as_ref());
    let fix = fix.map(|(target, written)| FixBuilder::unsafe_().edit(&file.path, target.range.clone(), written));
    let needs = if reads_pyproject(facts, local) { "`setup.py` or `pyproject.toml`" } else { "`setup.py`" };
    let mut finding =
        Finding::new(Place::range(&file.path, line.content.clone()), LocalPath { path: local.path, problem, needs, written });
    if let Some(says) = says(facts, file, line, local, problem) {
        finding = finding.says(says);
    }
    mended(if problem == Problem::Outside { finding.likely() } else { finding }, fix)
}

/// The package by its name, with the version that the name of a file gives.
fn by_name(local: &Local<'_>) -> Option<String> {
    let file = local.path.rsplit(['/', '\\']).next()?;
    let stem = [".whl", ".tar.gz", ".zip"].iter().find_map(|ending| file.strip_suffix(ending));
    let mut parts = stem.into_iter().flat_map(|stem| stem.split('-'));
    let (name, version) = (parts.next(), parts.next());
    let version = version.filter(|version| version.starts_with(|char: char| char.is_ascii_digit()));
    match (local.name.or(name), version) {
        (Some(name), Some(version)) => Some(format!("{name}=={version}")),
        _ => local.name.map(str::to_owned),
    }
}

/// What pip prints, where all versions that were tried agree.
fn says(facts: &Facts<'_>, file: &Followed, line: &Line, local: &Local<'_>, problem: Problem) -> Option<String> {
    let pip = pip(facts);
    let number = number(facts, file, line)?;
    let is_path = local.name.is_none() && !line.text.contains("file:");
    let text = line.requirement.as_ref().map_or(local.path, |target| target.text.as_str());
    let is_refused = match problem {
        Problem::NoProject => return None,
        _ if local.editable => return is_path.then(|| pip_words::invalid_editable(pip, local.path)),
        Problem::Missing => is_path && by_name(local).is_none(),
        Problem::Foreign | Problem::Outside => local.name.is_some() && pip.major < 10,
    };
    if is_refused {
        return Some(pip_words::invalid_requirement(pip, text, &file.printed, number));
    }
    let is_read = pip >= READS_PYPROJECT && local.path.starts_with('/') && local.name.is_some();
    is_read.then(|| format!("[Errno 2] No such file or directory: '{}'", local.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_give_the_version() {
        let name_of = |path, name| by_name(&Local { path, name, editable: false });
        let cases = [
            ("/x/six-1.16.0-py2.py3-none-any.whl", None, Some("six==1.16.0")),
            ("C:\\x\\numpy-1.21.2-cp39-cp39-win_amd64.whl", Some("numpy"), Some("numpy==1.21.2")),
            ("/tmp/build/80754af9/attrs_1604765588209/work", Some("attrs"), Some("attrs")),
            ("/home/me/my-lib", None, None),
            ("/home/me/my-lib.zip", None, None),
        ];
        for (path, name, expected) in cases {
            assert_eq!(name_of(path, name).as_deref(), expected, "{path}");
        }
    }
}
