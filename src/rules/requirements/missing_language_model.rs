//! PSH544: a model of spaCy that is loaded and that nothing installs.

use crate::analysis::packages::Installed;
use crate::analysis::python::companions::{LoneUse, lone_uses};
use crate::rules::prelude::*;
use crate::rules::reached::stage;

rule! {
    code: "PSH544",
    name: "missing-language-model",
    severity: Warning,
    stage: Boot,
    fix: None,
    en: "A model of spaCy that is loaded and that nothing installs",
    zh: "加载了 spaCy 模型，而没有任何依赖安装它",
}

/// How the names of spaCy's own models end.
const SIZES: [&str; 4] = ["_sm", "_md", "_lg", "_trf"];

struct MissingLanguageModel<'f> {
    found: LoneUse,
    installed: &'f Installed,
}

impl Message for MissingLanguageModel<'_> {
    fn message(&self, language: Language) -> String {
        let LoneUse { file, text, .. } = &self.found;
        say!(
            language,
            "`{file}` loads spaCy's model `{text}`, which nothing installs",
            "`{file}` 加载了 spaCy 模型 `{text}`，而没有任何依赖安装它"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (text, file) = (&self.found.text, self.installed.manifest());
        say!(
            language,
            "Each model is a package of its own, which the index does not have: `spacy download` brings it to one machine only, and a server starts with what {file} says. Write the address that `python -m spacy info {text} --url` prints there.",
            "每个模型都是单独的软件包，索引中没有：`spacy download` 只在一台机器上安装它，而服务器只安装 {file} 中列出的内容。请把 `python -m spacy info {text} --url` 输出的地址写入其中。"
        )
    }
}

/// Whatever else of the project names the model may bring it.
fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let Some(installed) = &facts.installed else { return };
    for found in lone_uses(facts).into_iter().filter(|found| found.companion.package == "spacy") {
        let model = found.text.as_str();
        let is_model = SIZES.iter().any(|size| model.ends_with(size)) && !model.contains(['/', '\\', '.']);
        let may_bring = |path: &str| {
            facts.project.text(path).is_some_and(|text| {
                let text = text.as_str();
                text.contains("download") || path != found.file && text.replace('-', "_").contains(model)
            })
        };
        if !is_model || facts.project.files().any(|(path, _)| path.contains(model) || may_bring(path)) {
            continue;
        }
        let (severity, stage) =
            if found.is_sure { (Severity::Warning, stage(found.start)) } else { (Severity::Info, Stage::Run) };
        let place = Place::range(&found.file, found.range.clone());
        let says = format!("OSError: [E050] Can't find model '{model}'.");
        let finding = Finding::new(place, MissingLanguageModel { found, installed }).says(says);
        findings.add(finding.likely().severity(severity).stage(stage));
    }
}
