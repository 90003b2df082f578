//! PSH103: the project lies in a folder of its own.

use crate::analysis::recognition::RecognitionFault;
use crate::rules::prelude::*;

use super::faulty::{recognition_faults, with_words};

rule! {
    code: "PSH103",
    name: "project-in-subfolder",
    severity: Error,
    stage: Detect,
    fix: Display,
    en: "The project lies in a subfolder",
    zh: "项目位于子文件夹中",
}

struct ProjectInSubfolder<'a> {
    folder: &'a str,
    marker: &'a str,
}

impl Message for ProjectInSubfolder<'_> {
    fn message(&self, language: Language) -> String {
        let Self { folder, marker } = self;
        say!(
            language,
            "`{marker}` is not at the root: the project lies in `{folder}/`",
            "`{marker}` 不在根目录：项目位于 `{folder}/` 中"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { folder, .. } = self;
        say!(
            language,
            "The platform looks at the root and in no folder below it, so it does not take this project for Python. Move everything in `{folder}/` to the root, together with the Procfile and runtime.txt; or, where the platform lets you choose the folder to build, choose `{folder}`. When packing an archive, pack the files in `{folder}/`, not the folder.",
            "平台只查看根目录，不查看其下的文件夹，因此不会把本项目识别为 Python。请把 `{folder}/` 中的所有内容连同 Procfile 和 runtime.txt 移到根目录；如果平台允许选择构建目录，也可以选择 `{folder}`。打包时请打包 `{folder}/` 里的文件，而不是文件夹本身。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Make `{}` the root of the project", "将 `{}` 作为项目的根目录", self.folder)
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for fault in recognition_faults(facts, &RULE) {
        let RecognitionFault::InSubfolder { folder, marker } = fault else { continue };
        let finding = Finding::new(Place::file(marker), ProjectInSubfolder { folder, marker }).fix(FixBuilder::display());
        findings.add(with_words(facts, finding));
    }
}
