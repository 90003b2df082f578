//! PSH532: what needs Django's apps runs before they are loaded.

use crate::analysis::program::{Cause, ProgramFault, program_faults};
use crate::rules::prelude::*;
use crate::rules::start_command::failure::Failure;
use crate::rules::trail::trail;

rule! {
    code: "PSH532",
    name: "apps-not-loaded",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "Models are imported before Django has loaded its apps",
    zh: "在 Django 加载应用之前就导入了模型",
}

struct AppsNotLoaded<'f> {
    fault: ProgramFault<'f>,
    failure: Failure,
    what: String,
    has_settings: bool,
}

impl Message for AppsNotLoaded<'_> {
    fn message(&self, language: Language) -> String {
        let (path, what) = (&self.fault.event.file, &self.what);
        say!(
            language,
            "`{path}` uses `{what}` before Django has loaded its apps",
            "`{path}` 在 Django 加载应用之前就使用了 `{what}`"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (trail, stop) = (trail(&self.fault.event, language), self.failure.words(language));
        let root = self.fault.event.through.first().map_or(&self.fault.event.file, |(file, _)| file);
        let settings = match self.has_settings {
            true => language.pick("call", "调用"),
            false => language.pick("set `DJANGO_SETTINGS_MODULE` and call", "设置 `DJANGO_SETTINGS_MODULE` 并调用"),
        };
        say!(
            language,
            "{trail}Models can be made only once `get_asgi_application()`, `get_wsgi_application()` or `django.setup()` has loaded the apps. {stop}. In `{root}`, {settings} one of them first, and keep its result; import what leads to models below it.",
            "{trail}只有在 `get_asgi_application()`、`get_wsgi_application()` 或 `django.setup()` 加载应用之后才能使用模型。{stop}。请在 `{root}` 中先{settings}其中之一并保留其结果，再在其后导入会用到模型的模块。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        language.pick("Load the apps before this import", "在这条导入之前加载应用").to_owned()
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for fault in program_faults(facts) {
        let Cause::NotReady { what, has_settings } = fault.cause.clone() else { continue };
        let says = match has_settings {
            true => "django.core.exceptions.AppRegistryNotReady: Apps aren't loaded yet.",
            false => {
                "django.core.exceptions.ImproperlyConfigured: Requested setting INSTALLED_APPS, but settings are not configured."
            }
        };
        let failure = Failure::of(facts, fault.program.start);
        let needed = Place::range(&fault.event.file, fault.event.range.clone());
        // What has to move is the import in the file that is started.
        let import = fault.event.through.first().map(|(file, import)| Place::range(file, import.clone()));
        let related = import.is_some().then(|| (needed.clone(), say!(findings.language, "needs the apps", "需要应用已加载")));
        let stage = failure.stage();
        let message = AppsNotLoaded { fault, failure, what, has_settings };
        let finding = Finding::new(import.unwrap_or(needed), message).stage(stage).says(says).fix(FixBuilder::display());
        findings.add(related.into_iter().fold(finding, |finding, (place, text)| finding.related(place, text)));
    }
}
