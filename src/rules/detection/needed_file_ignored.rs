//! PSH110: a file that the platform needs is among those that are left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::commands::loaded_files::loaded_files;
use crate::analysis::detection::{Builder, dockerfile};
use crate::analysis::ignored::{self, Ignored, PatternReader};
use crate::analysis::procfile::processes::Source;
use crate::language::list;
use crate::order;
use crate::platform::SlugIgnore;
use crate::project::Project;
use crate::rules::prelude::*;

rule! {
    code: "PSH110",
    name: "needed-file-ignored",
    severity: Warning,
    stage: Build,
    fix: Display,
    en: "A file that the platform needs, left out by `.gitignore`, `.slugignore` or `.dockerignore`",
    zh: "平台需要的文件被 `.gitignore`、`.slugignore` 或 `.dockerignore` 排除",
}

const DOCKERFILE: &str = "Dockerfile";
/// What Docker reads instead of `.dockerignore` if it is there.
const DOCKERFILE_IGNORE: &str = "Dockerfile.dockerignore";
/// Files that a Dockerfile copies by their name.
const COPIED: &[&str] =
    &[PROCFILE, "Pipfile", "Pipfile.lock", "poetry.lock", "pyproject.toml", "requirements.txt", "runtime.txt", "uv.lock"];

/// Who leaves files out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Git,
    Docker,
    Slug(SlugIgnore),
}

impl By {
    fn file(self) -> &'static str {
        match self {
            Self::Git => ".gitignore",
            Self::Docker => ".dockerignore",
            Self::Slug(_) => ".slugignore",
        }
    }

    fn reader(self) -> PatternReader {
        if self == Self::Slug(SlugIgnore::WhenPacked) { PatternReader::Tar } else { PatternReader::Git }
    }

    fn stage(self) -> Stage {
        if self == Self::Slug(SlugIgnore::WhenPacked) { Stage::Boot } else { Stage::Build }
    }
}

struct NeededFileIgnored<'a> {
    by: By,
    pattern: &'a str,
    needed: Vec<String>,
}

impl NeededFileIgnored<'_> {
    fn needed(&self, language: Language) -> String {
        list::and(list::quoted(&self.needed), language)
    }

    /// What to change; patterns with `!` are read by git and Docker alone, and not for files in folders that are left out.
    fn advice(&self, language: Language) -> String {
        let (Self { by, pattern, needed }, file) = (self, self.by.file());
        let undo = list::and(needed.iter().map(|name| format!("`!{name}`")), language);
        let undoes = matches!(by, By::Git | By::Docker) && pattern.contains('*');
        let is_at_root = needed.iter().all(|name| !name.contains('/'));
        match undoes && is_at_root {
            true => say!(
                language,
                "write {undo}, each on a line of its own, behind `{pattern}` in `{file}`",
                "在 `{file}` 的 `{pattern}` 之后写上 {undo}，每个各占一行"
            ),
            false => say!(
                language,
                "delete the line `{pattern}` from `{file}`, or name only what is not needed",
                "从 `{file}` 中删除 `{pattern}` 这一行，或只写不需要的文件"
            ),
        }
    }

    fn names(&self) -> String {
        self.needed.join(" ")
    }
}

impl Message for NeededFileIgnored<'_> {
    fn message(&self, language: Language) -> String {
        let (file, pattern, needed) = (self.by.file(), self.pattern, self.needed(language));
        match self.by {
            By::Git => say!(
                language,
                "`{pattern}` in `.gitignore` keeps {needed} out of the repository, unless committed all the same",
                "`.gitignore` 中的 `{pattern}` 使 {needed} 不进入仓库，除非已另行提交"
            ),
            _ => say!(
                language,
                "`{pattern}` in `{file}` leaves out {needed}, which the platform needs",
                "`{file}` 中的 `{pattern}` 排除了平台需要的 {needed}"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let (needed, advice, names) = (self.needed(language), self.advice(language), self.names());
        match self.by {
            By::Git => say!(
                language,
                "The platform builds what is in the git repository, and `git add .` passes over what `.gitignore` names. Run `git ls-files {names}`: what it prints is committed and will be there; what it does not print is missing on the platform. In that case {advice}, then run `git add {names}` and commit.",
                "平台构建的是 git 仓库中的内容，而 `git add .` 会跳过 `.gitignore` 中的文件。请运行 `git ls-files {names}`：列出的文件已经提交，平台能看到；没有列出的在平台上不存在。如果没有列出，请{advice}，再运行 `git add {names}` 并提交。"
            ),
            By::Docker => say!(
                language,
                "`{DOCKERFILE}` copies {needed}, and Docker does not hand over to the build what `.dockerignore` names. The build stops at that `COPY` or `ADD`. To mend it, {advice}.",
                "`{DOCKERFILE}` 要复制 {needed}，但 Docker 不会把 `.dockerignore` 中的文件交给构建，构建会停在该 `COPY` 或 `ADD` 处。请{advice}。"
            ),
            By::Slug(SlugIgnore::BeforeBuild) => say!(
                language,
                "The platform deletes what `.slugignore` names before the build begins, so {needed} will be missing, though git has it. To mend it, {advice}; patterns with `!` are not supported there.",
                "平台在构建开始前会删除 `.slugignore` 中的文件，因此即使 git 中有 {needed}，构建时也不存在。请{advice}；该文件不支持带 `!` 的写法。"
            ),
            By::Slug(SlugIgnore::WhenPacked) => say!(
                language,
                "The platform leaves what `.slugignore` names out when it packs the result of the build. The build succeeds, and {needed} is missing when the process starts. To mend it, {advice}.",
                "平台在打包构建结果时会排除 `.slugignore` 中的文件。构建会成功，但进程启动时没有 {needed}。请{advice}。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        let (file, needed) = (self.by.file(), self.needed(language));
        say!(language, "Change `{file}` so that it keeps {needed}", "修改 `{file}`，保留 {needed}")
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for by in readers(facts) {
        let Some(text) = facts.project.text(by.file()) else { continue };
        for (start, (end, needed)) in excluded(facts, by, text.as_str()) {
            let message = NeededFileIgnored { by, pattern: &text.as_str()[start..end], needed };
            let finding = Finding::new(Place::range(by.file(), start..end), message).stage(by.stage()).fix(FixBuilder::display());
            findings.add(if by == By::Git { finding.likely() } else { finding });
        }
    }
}

/// Those who leave files out on the way to this build.
fn readers(facts: &Facts<'_>) -> Vec<By> {
    let slug = facts.platform.install.slug_ignore.as_ref().map(|fact| By::Slug(fact.value));
    let docker = (!facts.project.has(DOCKERFILE_IGNORE)).then_some(By::Docker);
    match facts.detection.builder {
        Some(Builder::Buildpack) => [By::Git].into_iter().chain(slug).collect(),
        Some(Builder::Dockerfile) => [By::Git].into_iter().chain(docker).collect(),
        None => vec![],
    }
}

/// The needed files that are left out, by the place of the pattern that does it.
fn excluded(facts: &Facts<'_>, by: By, text: &str) -> BTreeMap<usize, (usize, Vec<String>)> {
    let mut found: BTreeMap<usize, (usize, Vec<String>)> = BTreeMap::new();
    for name in needed(facts, by) {
        if by == By::Git && is_below_another(facts.project, &name) {
            continue;
        }
        if let Ignored::By(range) = ignored::file(by.reader(), text, &name) {
            found.entry(range.start).or_insert((range.end, vec![])).1.push(name);
        }
    }
    found
}

/// Whether a `.gitignore` in a folder above the file has a say as well.
fn is_below_another(project: &Project, path: &str) -> bool {
    path.match_indices('/').any(|(end, _)| project.has(&format!("{}/.gitignore", &path[..end])))
}

fn needed(facts: &Facts<'_>, by: By) -> BTreeSet<String> {
    if facts.detection.builder == Some(Builder::Dockerfile) {
        return copied(facts);
    }
    let procfile = (facts.procfile.source == Source::File).then_some(PROCFILE);
    let manager = facts.package_manager.as_ref().map(|manager| manager.file);
    let version = facts.python.source.and_then(crate::platform::VersionSource::file);
    // What only the build reads may go when its result is packed.
    let read_by_build = [manager, version].into_iter().flatten().filter(|_| by != By::Slug(SlugIgnore::WhenPacked));
    let files = read_by_build.chain(procfile).map(str::to_owned);
    order::set(files.chain(loaded_files(facts)))
}

/// The files at the root that the Dockerfile copies by their name.
fn copied(facts: &Facts<'_>) -> BTreeSet<String> {
    let file = dockerfile(facts.project, facts.platform).filter(|file| *file == DOCKERFILE);
    let Some(text) = file.and_then(|file| facts.project.text(file)) else { return BTreeSet::new() };
    let copies = text.as_str().lines().filter_map(|line| {
        let (instruction, rest) = line.trim_start().split_once(' ')?;
        let copies = ["COPY", "ADD"].iter().any(|name| instruction.eq_ignore_ascii_case(name));
        (copies && !rest.contains("--from")).then(|| rest.split_ascii_whitespace().rev().skip(1))
    });
    let names = copies.flatten().map(|word| word.trim_matches(['[', ']', '"', ',']).trim_start_matches("./"));
    order::set(names.filter(|name| COPIED.contains(name) && facts.project.has(name)).map(str::to_owned))
}
