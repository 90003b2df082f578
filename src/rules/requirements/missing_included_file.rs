//! PSH503: `-r` or `-c` with a file that is not in the project.

use crate::analysis::requirements::{Followed, included_path, may_be_there};
use crate::project::Project;
use crate::project::path::{ROOT, base, folder};
use crate::rules::prelude::*;
use crate::syntax::requirements::{Include, has_variable};

use super::lines::is_editable;

rule! {
    code: "PSH503",
    name: "missing-included-file",
    severity: Error,
    stage: Build,
    fix: Unsafe,
    en: "`-r` or `-c` names a file that is not in the project",
    zh: "`-r` 或 `-c` 指向项目中不存在的文件",
}

struct MissingIncludedFile<'a> {
    file: &'a str,
    option: &'static str,
    /// The path as it stands in the file.
    written: &'a str,
    /// Where pip looks; none if that is outside of the project.
    target: Option<String>,
    /// The path to write, if the file is somewhere else in the project.
    meant: Option<String>,
    /// Its folder, if nothing of that was given.
    unseen: Option<String>,
}

impl Message for MissingIncludedFile<'_> {
    fn message(&self, language: Language) -> String {
        let Self { file, option, written, target, .. } = self;
        match target {
            Some(_) => say!(
                language,
                "{file} includes `{option} {written}`, and there is no such file",
                "{file} 用 `{option} {written}` 引用了不存在的文件"
            ),
            None => say!(
                language,
                "{file} includes `{option} {written}`, which lies outside of the project",
                "{file} 用 `{option} {written}` 引用了项目之外的文件"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (place, advice) = (self.place(language), self.advice(language));
        let doubt = self.doubt(language);
        say!(
            language,
            "{place} The build stops before anything is installed{doubt}. {advice}",
            "{place}构建在安装任何依赖之前就会停止{doubt}。{advice}"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let meant = self.meant.as_deref().unwrap_or_default();
        say!(language, "Write `{meant}`", "改为 `{meant}`")
    }
}

impl MissingIncludedFile<'_> {
    fn place(&self, language: Language) -> String {
        let Self { file, written, .. } = self;
        match &self.target {
            Some(target) if written.contains('\\') => say!(
                language,
                "A backslash does not part folders here: pip drops it and looks for `{target}`.",
                "这里的反斜杠不能分隔文件夹：pip 会去掉它，去找 `{target}`。"
            ),
            Some(target) if target != written => say!(
                language,
                "Paths count from the folder of {file}, so pip looks for `{target}`, and it is not in the project.",
                "路径从 {file} 所在的文件夹算起，pip 会去找 `{target}`，而项目中没有这个文件。"
            ),
            Some(target) => say!(
                language,
                "pip looks for `{target}`, and it is not in the project.",
                "pip 会去找 `{target}`，而项目中没有这个文件。"
            ),
            None => say!(
                language,
                "The platform gets the files of the project only, so `{written}` is not there unless its image has such a file.",
                "平台只会得到项目中的文件，除非其镜像中有 `{written}`，否则它并不存在。"
            ),
        }
    }

    fn doubt(&self, language: Language) -> String {
        match &self.unseen {
            None => String::new(),
            Some(folder) => say!(
                language,
                ", unless the folder `{folder}` is pushed and was only not given here",
                "，除非文件夹 `{folder}` 会被推送，只是这里没有提供"
            ),
        }
    }

    fn advice(&self, language: Language) -> String {
        match (&self.meant, &self.target) {
            (Some(meant), _) => {
                say!(language, "Write `{meant}`, which is in the project.", "请写成项目中存在的 `{meant}`。")
            }
            (None, Some(_)) => say!(
                language,
                "Add the file to what you push (a `.gitignore` may keep it out), or delete the line.",
                "请把该文件加入要推送的内容（可能被 `.gitignore` 排除了），或删除这一行。"
            ),
            (None, None) => say!(
                language,
                "Copy the file into the project and write its path there.",
                "请把该文件复制到项目中，并写它在项目中的路径。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for file in facts.pip_reads().files {
        let Some(text) = facts.project.text(&file.path) else { continue };
        for include in file.includes().filter(|include| is_path(&include.path)) {
            let target = included_path(&file.path, &include.path);
            if target.as_deref().is_some_and(|target| may_be_there(facts.project, target)) {
                continue;
            }
            findings.add(finding(facts, file, include, &text.as_str()[include.path_range.clone()], target));
        }
    }
}

/// Whether what stands there is a path and the whole of it.
fn is_path(text: &str) -> bool {
    let scheme = text.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    !text.is_empty() && !has_variable(text) && !scheme.is_some_and(|scheme| matches!(scheme.as_str(), "http" | "https" | "file"))
}

fn finding<'f>(
    facts: &Facts<'_>,
    file: &'f Followed,
    include: &Include,
    written: &'f str,
    target: Option<String>,
) -> Finding<MissingIncludedFile<'f>> {
    let meant = meant(facts.project, &file.path, written);
    let fix = meant.clone().filter(|_| is_editable(facts, &file.path));
    let fix = fix.map(|meant| FixBuilder::unsafe_().edit(&file.path, include.path_range.clone(), meant));
    let option = if include.constraint { "-c" } else { "-r" };
    let is_absolute = include.path.starts_with('/');
    let unseen = target.as_deref().filter(|_| meant.is_none()).map(folder);
    let unseen = unseen.filter(|folder| *folder != ROOT && !facts.project.has_folder(folder)).map(str::to_owned);
    let is_likely = is_absolute || unseen.is_some();
    let message = MissingIncludedFile { file: &file.path, option, written, target, meant, unseen };
    Finding::new(Place::range(&file.path, include.path_range.clone()), message)
        .says(facts.pip_reads().pip().missing_file(&file.printed_include(include)))
        .likely_if(is_likely)
        .fix(fix)
}

/// The only file of the project that was most likely meant: its path differs in case or in the kind of slash, or it has
/// the same name in another folder.
fn meant(project: &Project, from: &str, written: &str) -> Option<String> {
    let written = written.replace('\\', "/");
    let wanted = included_path(from, &written).unwrap_or_else(|| written.clone()).to_ascii_lowercase();
    let name = Some(base(&written)).filter(|name| !name.is_empty())?.to_ascii_lowercase();
    let same_path = only(project, base(&wanted), |candidate| candidate.to_ascii_lowercase() == wanted);
    let same_name = || only(project, &name, |_| true);
    let found = same_path.or_else(same_name).filter(|found| *found != from)?;
    match folder(from) {
        ROOT => Some(found.to_owned()),
        folder => Some(found.strip_prefix(folder)?.strip_prefix('/')?.to_owned()),
    }
}

/// The only file of a name that fits.
fn only<'p>(project: &'p Project, name: &str, fits: impl Fn(&str) -> bool) -> Option<&'p str> {
    let files = project.named(name).iter().map(String::as_str).filter(|path| !path.ends_with('/'));
    let mut found = files.filter(|path| fits(path));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
