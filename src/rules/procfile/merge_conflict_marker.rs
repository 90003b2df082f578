//! PSH219: `<<<<<<< HEAD`.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::analysis::procfile::dialect;
use crate::analysis::requirements::ROOT_FILE;
use crate::order;
use crate::platform::Dialect;
use crate::text::conflicts::conflicts;

use super::prelude::*;

rule! {
    code: "PSH219",
    name: "merge-conflict-marker",
    severity: Error,
    stage: Build,
    fix: Display,
    en: "A merge conflict that is left in a file",
    zh: "文件中残留的合并冲突",
}

struct ConflictLeft<'a> {
    file: &'a str,
    marker: &'a str,
    first: usize,
    last: usize,
    /// The parser, where the file is the Procfile.
    dialect: Option<Dialect>,
    /// Whether that is read before anything is installed.
    reads_first: bool,
}

impl Message for ConflictLeft<'_> {
    fn message(&self, language: Language) -> String {
        let Self { file, marker, .. } = self;
        say!(
            language,
            "`{file}` holds both sides of a merge conflict: `{marker}`",
            "`{file}` 中残留着合并冲突的两个版本：`{marker}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { first, last, .. } = self;
        let outcome = match self.dialect {
            Some(Dialect::HerokuClassic | Dialect::Paketo) => language.pick(
                "The platform drops the marker lines without a word and reads the entries of both sides; of two with one name the later one runs, whichever that is.",
                "平台会不加提示地丢弃标记行，并读取两个版本的所有条目；同名条目中运行的是后一个，无论它是哪个版本。",
            ),
            Some(Dialect::GoogleCloud) => language.pick(
                "The platform drops the marker lines without a word and reads the entries of both sides; of two with one name the first runs, whichever that is.",
                "平台会不加提示地丢弃标记行，并读取两个版本的所有条目；同名条目中运行的是第一个，无论它是哪个版本。",
            ),
            Some(Dialect::GoYaml | Dialect::SerdeYaml) if self.reads_first => language.pick(
                "The markers are no YAML: the build stops before anything is installed.",
                "这些标记不是合法的 YAML：还没有安装任何依赖，构建就会失败。",
            ),
            Some(Dialect::RubyYaml | Dialect::GoYaml | Dialect::SerdeYaml) => language.pick(
                "The markers are no YAML: the build stops after all dependencies were installed.",
                "这些标记不是合法的 YAML：依赖全部安装完之后构建才会失败。",
            ),
            Some(Dialect::HerokuCnb | Dialect::Dokku) => language.pick(
                "The markers are no entries: the platform refuses the whole file, and the build stops.",
                "这些标记不是条目：平台拒绝整个文件，构建失败。",
            ),
            None => language.pick(
                "The program that reads this file takes the marker lines for content, and the build stops there.",
                "读取该文件的程序会把标记行当作内容，构建在此失败。",
            ),
        };
        say!(
            language,
            "{outcome} In lines {first} to {last}, keep the lines of one side, or join both, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`.",
            "{outcome}请在第 {first} 至 {last} 行中保留一个版本的内容，或将两者合并，并删除含有 `<<<<<<<`、`=======` 和 `>>>>>>>` 的行。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Resolve the conflict in lines {} to {}", "解决第 {} 至 {} 行的冲突", self.first, self.last)
    }
}

/// The files that the platform or a program of its build reads.
fn files_read<'a>(facts: &'a Facts<'_>) -> BTreeSet<&'a str> {
    let platform = facts.platform;
    let markers = platform.detection.markers.value.iter().map(String::as_str);
    let managers = platform.install.managers.value.iter().map(|manager| manager.file.as_str());
    let versions = platform.python.sources.value.iter().filter_map(|reader| reader.from.file());
    let hooks = [&platform.install.pre_compile_hook, &platform.install.post_compile_hook];
    let hooks = hooks.into_iter().flatten().map(|hook| hook.value.as_str());
    let requirements = facts.requirements.files.iter().map(|followed| followed.path.as_str());
    let procfile = Some(PROCFILE).filter(|_| platform.procfile.is_read());
    let always = procfile.into_iter().chain([ROOT_FILE]).chain(facts.static_files.manage_py.as_deref());
    order::set(always.chain(markers).chain(managers).chain(versions).chain(hooks).chain(requirements))
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for file in files_read(facts) {
        let Some(text) = facts.project.text(file) else { continue };
        let conflicts = conflicts(text.as_str());
        let dialect = (file == PROCFILE && !conflicts.is_empty()).then_some(facts.platform.procfile.dialect.value);
        let rejection = dialect.and_then(|_| dialect::read(&facts.platform.procfile, text.as_str()).err());
        let says: Option<Rc<str>> = rejection.filter(|rejection| !rejection.says.is_empty()).map(|found| found.says.into());
        for range in conflicts {
            let (first, last) = (text.position(range.start).line, text.position(range.end).line);
            let marker = text.as_str()[range.clone()].lines().next().unwrap_or_default();
            let reads_first = facts.platform.procfile.read_first.as_ref().is_some_and(|fact| fact.value);
            let message = ConflictLeft { file, marker, first, last, dialect, reads_first };
            let mut finding = Finding::new(Place::range(file, range), message).fix(FixBuilder::display());
            if dialect.is_some() {
                finding = finding.stage(Stage::Release).severity(in_force(facts, Severity::Error));
                if let Some(says) = &says {
                    finding = finding.says(Rc::clone(says));
                }
            }
            findings.add(finding);
        }
    }
}
