//! PSH103: the project lies in a folder of its own.

use crate::analysis::Facts;
use crate::diagnostic::{FixBuilder, Severity, Stage};
use crate::language::Language::{self, En, Zh};
use crate::language::Localized;
use crate::rules::{Family, Finding, Findings, FixKind, Message, Place, Rule};

use super::recognition::{in_subfolder, with_words};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "PSH103",
    name: "project-in-subfolder",
    since: "0.1.0",
    family: Family::Detection,
    severity: Severity::Error,
    stage: Stage::Detect,
    fix: FixKind::Display,
    summary: Localized { en: "The project lies in a subfolder", zh: "项目位于子文件夹中" },
    #[cfg(feature = "pages")]
    page: Localized { en: include_str!("project_in_subfolder.md"), zh: include_str!("project_in_subfolder.zh.md") },
    check,
};

struct ProjectInSubfolder<'a> {
    folder: &'a str,
    marker: &'a str,
}

impl Message for ProjectInSubfolder<'_> {
    fn message(&self, language: Language) -> String {
        let Self { folder, marker } = self;
        match language {
            En => format!("`{marker}` is not at the root: the project lies in `{folder}/`"),
            Zh => format!("`{marker}` 不在根目录：项目位于 `{folder}/` 中"),
        }
    }

    fn detail(&self, language: Language) -> String {
        let Self { folder, .. } = self;
        match language {
            En => format!(
                "The platform looks at the root and in no folder below it, so it does not take this project for Python. Move everything in `{folder}/` to the root, together with the Procfile and runtime.txt; or, where the platform lets you choose the folder to build, choose `{folder}`. When packing an archive, pack the files in `{folder}/`, not the folder."
            ),
            Zh => format!(
                "平台只查看根目录，不查看其下的文件夹，因此不会把本项目识别为 Python。请把 `{folder}/` 中的所有内容连同 Procfile 和 runtime.txt 移到根目录；如果平台允许选择构建目录，也可以选择 `{folder}`。打包时请打包 `{folder}/` 里的文件，而不是文件夹本身。"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        match language {
            En => format!("Make `{}` the root of the project", self.folder),
            Zh => format!("将 `{}` 作为项目的根目录", self.folder),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some((folder, marker)) = in_subfolder(facts) else { return };
    let finding = Finding::new(Place::file(marker), ProjectInSubfolder { folder, marker }).fix(FixBuilder::display());
    findings.add(with_words(facts, finding));
}
