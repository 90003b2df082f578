//! PSH611: a `STATIC_ROOT` that depends on the working directory.

use crate::analysis::django::{Django, SettingsFault, paths, settings_faults};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH611",
    name: "relative-static-root",
    severity: Info,
    stage: Build,
    fix: Unsafe,
    of: Collected,
    en: "STATIC_ROOT is a relative path, which depends on the working directory",
    zh: "STATIC_ROOT 是相对路径，取决于工作目录",
}

struct RelativeStaticRoot<'a> {
    django: &'a Django,
    folder: &'a str,
    right: Option<String>,
}

impl Message for RelativeStaticRoot<'_> {
    fn message(&self, language: Language) -> String {
        let folder = self.folder;
        say!(
            language,
            "`STATIC_ROOT = \"{folder}\"` depends on the folder that a command is run in",
            "`STATIC_ROOT = \"{folder}\"` 取决于命令在哪个目录中运行"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (folder, manage_py) = (self.folder, &self.django.manage_py);
        let right = self.right.clone().unwrap_or_else(|| format!("os.path.join(BASE_DIR, \"{folder}\")"));
        say!(
            language,
            "The build runs `python {manage_py} collectstatic --noinput` in the root of the project, so the files go to `{folder}` there. A server that is started in another folder, with `cd` or `--chdir`, looks for them in the wrong place. Write `STATIC_ROOT = {right}`.",
            "构建在项目根目录中运行 `python {manage_py} collectstatic --noinput`，文件会放到那里的 `{folder}`。如果用 `cd` 或 `--chdir` 在别的目录中启动服务器，就会找错地方。请写成 `STATIC_ROOT = {right}`。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let right = self.right.as_deref().unwrap_or_default();
        say!(language, "Write `STATIC_ROOT = {right}`", "写成 `STATIC_ROOT = {right}`")
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    for fault in settings_faults(facts) {
        let SettingsFault::RootRelative(binding, folder) = fault else { continue };
        let origin = binding.origin.as_ref().filter(|origin| origin.is_whole);
        let plain = paths::in_project(folder).filter(|plain| !plain.is_empty());
        let right = origin.zip(plain).and_then(|(origin, plain)| settings::below_base_dir(facts, read, &origin.file, &plain));
        let edits = origin.zip(right.as_ref());
        let fix = edits.map(|(origin, right)| FixBuilder::unsafe_().edit(&origin.file, origin.value.clone(), right));
        let finding = Finding::new(settings::place(read, Some(binding)), RelativeStaticRoot { django, folder, right });
        findings.add(finding.fix(fix));
    }
}
