//! PSH616: a style sheet or script has the address of a file that will not be collected.

use crate::analysis::django::{Django, MissingReference, missing_references};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH616",
    name: "missing-static-reference",
    severity: Error,
    stage: Build,
    fix: None,
    of: Collected,
    en: "A style sheet has the address of a file that is not there, and the storage of static files stops at it",
    zh: "样式表引用了不存在的文件，静态文件的存储会因此停止",
}

struct MissingStaticReference<'f> {
    django: &'f Django,
    missing: MissingReference,
}

impl Message for MissingStaticReference<'_> {
    fn message(&self, language: Language) -> String {
        let MissingReference { file, target, .. } = &self.missing;
        say!(
            language,
            "`{file}` refers to `{target}`, which is not among the static files",
            "`{file}` 引用了 `{target}`，而静态文件中没有它"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (storage, doubt) = (self.missing.storage, settings::doubt(self.django, language));
        let comments = match self.django.is_at_least(6, 1) {
            Some(false) => language
                .pick(" An address in a comment counts as well before Django 6.1.", "在 Django 6.1 之前，注释中的地址同样算数。"),
            _ => "",
        };
        say!(
            language,
            "`{storage}` replaces each address in the collected files by one with a hash, and stops at one that leads to no file; the build stops with it.{comments} Commit the file below a folder of static files, or take the address out.{doubt}",
            "`{storage}` 会把收集到的文件中的每个地址替换为带哈希的地址，遇到不存在的文件就停止，构建随之失败。{comments}请把该文件提交到静态文件目录下，或删去这个地址。{doubt}"
        )
    }
}

fn check(facts: &Facts<'_>, (django, _): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for missing in missing_references(facts) {
        let place = Place::range(&missing.file, missing.range.clone());
        let may_come = missing.may_come;
        let finding = Finding::new(place, MissingStaticReference { django, missing }).likely_if(may_come);
        findings.add(settings::hedge(finding, django));
    }
}
