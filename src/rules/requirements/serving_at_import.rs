//! PSH533: the module that a server imports starts a server or a bot of its own.

use crate::analysis::program::{Cause, ProgramFault, program_faults};
use crate::rules::prelude::*;
use crate::rules::trail::trail;

rule! {
    code: "PSH533",
    name: "serving-at-import",
    severity: Error,
    stage: Boot,
    fix: Display,
    en: "A module that a server imports starts a server of its own",
    zh: "服务器导入的模块自己又启动了服务器",
}

struct ServingAtImport<'f> {
    fault: ProgramFault<'f>,
    shown: String,
}

impl Message for ServingAtImport<'_> {
    fn message(&self, language: Language) -> String {
        let (path, shown, program) = (&self.fault.event.file, &self.shown, &self.fault.program.launch.program);
        say!(
            language,
            "`{path}` calls `{shown}` whenever it is imported, and `{program}` imports it",
            "`{path}` 每次被导入都会调用 `{shown}`，而 `{program}` 会导入它"
        )
    }

    fn detail(&self, language: Language) -> String {
        let (trail, shown, program) = (trail(&self.fault.event, language), &self.shown, &self.fault.program.launch.program);
        say!(
            language,
            "{trail}The call does not return: `{program}` waits for the import to end, and answers no request on its port. Put `{shown}` below `if __name__ == \"__main__\":`, which only `python` runs.",
            "{trail}这个调用不会返回：`{program}` 一直等待导入结束，不会在其端口上回应任何请求。请把 `{shown}` 放到 `if __name__ == \"__main__\":` 之下，它只在用 `python` 运行时执行。"
        )
    }

    fn fix_title(&self, language: Language) -> String {
        let shown = &self.shown;
        say!(
            language,
            "Put `{shown}` below `if __name__ == \"__main__\":`",
            "把 `{shown}` 放到 `if __name__ == \"__main__\":` 之下"
        )
    }
}

fn check(facts: &Facts<'_>, findings: &mut Findings<'_, '_>) {
    for fault in program_faults(facts) {
        let Cause::Serves(shown) = fault.cause.clone() else { continue };
        let place = Place::range(&fault.event.file, fault.event.range.clone());
        findings.add(Finding::new(place, ServingAtImport { fault, shown }).fix(FixBuilder::display()));
    }
}
