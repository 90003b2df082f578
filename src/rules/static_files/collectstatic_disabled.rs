//! PSH610: collectstatic is switched off.

use crate::analysis::static_files::DisabledBy;
use crate::rules::prelude::*;

rule! {
    code: "PSH610",
    name: "collectstatic-disabled",
    severity: Info,
    stage: Build,
    fix: None,
    en: "A variable or a file keeps the build from collecting Django's static files",
    zh: "变量或文件使构建不收集 Django 的静态文件",
}

struct CollectstaticDisabled<'a> {
    by: &'a DisabledBy,
    manage_py: &'a str,
}

impl Message for CollectstaticDisabled<'_> {
    fn message(&self, language: Language) -> String {
        match self.by {
            DisabledBy::Variable { name, value } => {
                say!(language, "`{name}={value}` switches collectstatic off", "`{name}={value}` 关闭了 collectstatic")
            }
            DisabledBy::File(file) => {
                say!(language, "`{file}` switches collectstatic off by being there", "`{file}` 的存在关闭了 collectstatic")
            }
        }
    }

    fn detail(&self, language: Language) -> String {
        let manage_py = self.manage_py;
        let switch = match self.by {
            DisabledBy::Variable { name, .. } => say!(language, "unset `{name}`", "取消变量 `{name}`"),
            DisabledBy::File(file) => say!(language, "delete `{file}`", "删除 `{file}`"),
        };
        say!(
            language,
            "The build does not run `python {manage_py} collectstatic --noinput`, so STATIC_ROOT stays as it is in the project. That is right where static files come from elsewhere; else the pages come without styles and pictures. To have the files collected, {switch}.",
            "构建不会运行 `python {manage_py} collectstatic --noinput`，STATIC_ROOT 保持项目中的原样。如果静态文件由别处提供，这样没有问题；否则页面会缺少样式和图片。要收集静态文件，请{switch}。"
        )
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    let static_files = &facts.static_files;
    let (Some(by), Some(manage_py), true) = (&static_files.disabled_by, &static_files.manage_py, static_files.applies) else {
        return;
    };
    let place = match by {
        DisabledBy::File(file) => Place::file(file),
        DisabledBy::Variable { .. } if static_files.is_off_for_no() => return,
        DisabledBy::Variable { .. } => Place::project(),
    };
    findings.add(Finding::new(place, CollectstaticDisabled { by, manage_py }));
}
