//! PSH103: the project lies in a folder of its own.

use crate::analysis::recognition::RecognitionFault;
use crate::language::list;
use crate::platform::SourceFolder;
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
    source_folder: Option<&'a SourceFolder>,
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
        let way = self.way(language);
        say!(
            language,
            "The platform looks at the root and in no folder below it, so it does not take this project for Python. {way} When packing an archive, pack the files in `{folder}/`, not the folder.",
            "平台只查看根目录，不查看其下的文件夹，因此不会把本项目识别为 Python。{way}打包时请打包 `{folder}/` 里的文件，而不是文件夹本身。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let folder = self.folder;
        match self.source_folder.and_then(|known| known.setting.as_ref()) {
            Some(_) => say!(
                language,
                "Set `{folder}` as the folder to build on the platform, or make it the root of the project",
                "在平台上把构建目录设为 `{folder}`，或将它作为项目的根目录"
            ),
            None => say!(language, "Make `{folder}` the root of the project", "将 `{folder}` 作为项目的根目录"),
        }
    }
}

impl ProjectInSubfolder<'_> {
    /// How the folder gets built.
    fn way(&self, language: Language) -> String {
        let folder = self.folder;
        let moving = say!(
            language,
            "move everything in `{folder}/` to the root, together with the Procfile and runtime.txt",
            "把 `{folder}/` 中的所有内容连同 Procfile 和 runtime.txt 移到根目录"
        );
        match self.source_folder {
            Some(SourceFolder { setting: Some(setting), .. }) => say!(
                language,
                "Have `{folder}` built: the setting is {}, and `pushready check --root {folder}` judges it so. Or {moving}.",
                "请让平台构建 `{folder}`：对应的设置是 {}，`pushready check --root {folder}` 会据此检查。也可以{moving}。",
                language.pick(&setting.en, &setting.zh)
            ),
            Some(SourceFolder { command: Some(command), .. }) => {
                let command = command.replace("{folder}", folder);
                say!(
                    language,
                    "It has no setting for another folder: {moving}, or push the folder alone, with `{command}`.",
                    "该平台没有选择其他文件夹的设置：请{moving}，或者用 `{command}` 只推送这个文件夹。"
                )
            }
            _ => say!(
                language,
                "To have it built, {moving}; or, where the platform lets you choose the folder to build, choose `{folder}`.",
                "请{moving}；如果平台允许选择构建目录，也可以选择 `{folder}`。"
            ),
        }
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let source_folder = facts.platform.detection.source_folder.as_ref().map(|fact| &fact.value);
    for fault in recognition_faults(facts, &RULE) {
        let RecognitionFault::InSubfolder { folder, marker, others } = fault else { continue };
        let message = ProjectInSubfolder { folder, marker, others, source_folder };
        findings.add(with_words(facts, Finding::new(Place::file(marker), message).fix(FixBuilder::display())));
    }
}
