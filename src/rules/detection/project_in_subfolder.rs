//! PSH103: the project lies in a folder of its own.

use crate::analysis::recognition::RecognitionFault;
use crate::language::list;
use crate::platform::Detection;
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
    others: Vec<&'a str>,
    detection: &'a Detection,
}

impl Message for ProjectInSubfolder<'_> {
    fn message(&self, language: Language) -> String {
        let Self { folder, marker, others, .. } = self;
        if others.is_empty() {
            return say!(
                language,
                "`{marker}` is not at the root: the project lies in `{folder}/`",
                "`{marker}` 不在根目录：项目位于 `{folder}/` 中"
            );
        }
        let folders = std::iter::once(folder).chain(others).map(|folder| format!("{folder}/")).collect::<Vec<_>>();
        let folders = list::row(list::quoted(&folders), language);
        say!(
            language,
            "There is no Python project at the root: several lie below it, in {folders}",
            "根目录下没有 Python 项目：其下有多个项目，位于 {folders}"
        )
    }

    fn detail(&self, language: Language) -> String {
        let Self { folder, .. } = self;
        let or = self.other_way(language);
        say!(
            language,
            "The platform looks at the root and in no folder below it, so it does not take this project for Python. Move everything in `{folder}/` to the root, together with the Procfile and runtime.txt; or {or}. When packing an archive, pack the files in `{folder}/`, not the folder.",
            "平台只查看根目录，不查看其下的文件夹，因此不会把本项目识别为 Python。请把 `{folder}/` 中的所有内容连同 Procfile 和 runtime.txt 移到根目录；{or}。打包时请打包 `{folder}/` 里的文件，而不是文件夹本身。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        say!(language, "Make `{}` the root of the project", "将 `{}` 作为项目的根目录", self.folder)
    }
}

impl ProjectInSubfolder<'_> {
    /// How the folder gets built where it is.
    fn other_way(&self, language: Language) -> String {
        let folder = self.folder;
        if let Some(command) = &self.detection.folder_push {
            let command = command.value.replace("{folder}", folder);
            return say!(language, "push it alone, with `{command}`", "也可以用 `{command}` 只推送它");
        }
        let setting = self.detection.source_folder.as_ref().map(|name| format!(" (`{}`)", name.value));
        let setting = setting.as_deref().unwrap_or_default();
        say!(
            language,
            "where the platform lets you choose the folder to build{setting}, choose `{folder}`, and say so with `root` in pushready.toml",
            "如果平台允许选择构建目录{setting}，也可以选择 `{folder}`，并在 pushready.toml 中写入 `root`"
        )
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let detection = &facts.platform.detection;
    for fault in recognition_faults(facts, &RULE) {
        let RecognitionFault::InSubfolder { folder, marker, others } = fault else { continue };
        let message = ProjectInSubfolder { folder, marker, others, detection };
        findings.add(with_words(facts, Finding::new(Place::file(marker), message).fix(FixBuilder::display())));
    }
}
