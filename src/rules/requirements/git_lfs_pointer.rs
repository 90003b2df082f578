//! PSH519: a pointer of Git LFS in place of a file that the platform reads.

use crate::analysis::knowledge::pip::Origin;
use crate::order;
use crate::rules::prelude::*;
use crate::text::lfs;

rule! {
    code: "PSH519",
    name: "git-lfs-pointer",
    severity: Error,
    stage: Build,
    fix: None,
    reads_pointers: true,
    en: "A file that the platform reads is only a pointer of Git LFS",
    zh: "平台要读取的文件只是 Git LFS 的指针",
}

struct GitLfsPointer<'a> {
    file: &'a str,
}

impl Message for GitLfsPointer<'_> {
    fn message(&self, language: Language) -> String {
        let file = self.file;
        say!(language, "{file} is only a pointer of Git LFS", "{file} 只是 Git LFS 的指针")
    }

    fn detail(&self, language: Language) -> String {
        let file = self.file;
        say!(
            language,
            "Git LFS keeps the text of {file} elsewhere and puts three lines in its place that say where. Unless the platform fetches it from there, it reads these three lines as if they were the file. Take the pattern that matches {file} out of .gitattributes, run `git rm --cached {file}` and `git add {file}`, and commit; the file is then in the repository itself.",
            "Git LFS 把 {file} 的内容保存在别处，并在原处放了三行说明。除非平台会从那里取回内容，否则它会把这三行当作文件读取。请从 .gitattributes 中去掉匹配 {file} 的规则，运行 `git rm --cached {file}` 和 `git add {file}`，然后提交；这样文件本身就会进入仓库。"
        )
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    if !facts.is_built_as_python() {
        return;
    }
    for file in files(facts) {
        let Some(text) = facts.project.text(&file).filter(|text| lfs::is_pointer(text.as_str())) else { continue };
        let place = Place::range(&file, 0..text.as_str().trim_end().len());
        findings.add(Finding::new(place, GitLfsPointer { file: &file }).likely().says_if_known(says(
            facts,
            &file,
            text.as_str(),
        )));
    }
}

/// The files that the platform reads itself, each once.
fn files(facts: &Facts<'_>) -> Vec<String> {
    let managers = facts.platform.install.managers.value.iter().map(|manager| manager.file.as_str());
    let versions = facts.platform.python.sources.value.iter().filter_map(|source| source.from.file());
    let manage_py = facts.project.has("manage.py").then_some("manage.py");
    let included = facts.requirements.files.iter().map(|file| file.path.as_str());
    let all = managers.chain(versions).chain(manage_py).chain(["Procfile"]).chain(included);
    let mut files: Vec<String> = all.map(str::to_owned).collect();
    order::sort_by(&mut files, Ord::cmp);
    files.dedup();
    files
}

/// What pip prints about the first line of the pointer.
fn says(facts: &Facts<'_>, file: &str, text: &str) -> Option<String> {
    let reads = facts.pip_reads();
    let file = reads.files.iter().find(|followed| followed.path == file)?;
    Some(reads.pip().invalid_requirement(&Origin { requirement: text.lines().next()?, file: &file.printed, line: 1 }))
}
