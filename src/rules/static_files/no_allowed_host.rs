//! PSH617: Django answers for no host from outside.

use crate::analysis::django::{Django, HostsFault, ReadSettings, hosts_fault};
use crate::rules::prelude::*;

use super::settings;

rule! {
    code: "PSH617",
    name: "no-allowed-host",
    severity: Warning,
    stage: Run,
    fix: Display,
    of: Configured,
    en: "ALLOWED_HOSTS names no host from outside, so that Django refuses every request",
    zh: "ALLOWED_HOSTS 中没有任何外部主机名，因此 Django 拒绝所有请求",
}

/// Django's words, the same from 4.0 to 6.1.
const NO_LIST: &str = "django.core.exceptions.ImproperlyConfigured: The ALLOWED_HOSTS setting must be a list or a tuple.";

struct NoAllowedHost<'f> {
    django: &'f Django,
    read: &'f ReadSettings,
    fault: HostsFault<'f>,
}

impl Message for NoAllowedHost<'_> {
    fn message(&self, language: Language) -> String {
        let file = &self.read.file;
        match self.fault {
            HostsFault::Unset => say!(language, "`{file}` does not set `ALLOWED_HOSTS`", "`{file}` 没有设置 `ALLOWED_HOSTS`"),
            HostsFault::Empty(_) => say!(language, "`ALLOWED_HOSTS` in `{file}` is empty", "`{file}` 的 `ALLOWED_HOSTS` 为空"),
            HostsFault::Local(_) => say!(
                language,
                "`ALLOWED_HOSTS` in `{file}` names only the machine itself",
                "`{file}` 的 `ALLOWED_HOSTS` 中只有本机"
            ),
            HostsFault::Text(_) => say!(
                language,
                "`ALLOWED_HOSTS` in `{file}` is one text and no list",
                "`{file}` 的 `ALLOWED_HOSTS` 是一段文本，而不是列表"
            ),
        }
    }

    fn detail(&self, language: Language) -> String {
        let doubt = settings::doubt(self.django, language);
        match self.fault {
            HostsFault::Text(_) => say!(
                language,
                "Django has taken nothing but a list or a tuple since 4.0, and stops with every command and at the start. Put the text between brackets.{doubt}",
                "从 4.0 起，Django 只接受列表或元组，否则任何命令和启动都会停止。请给这段文本加上方括号。{doubt}"
            ),
            _ => say!(
                language,
                "The build and the start succeed. Browsers ask for the application by the name that it has on the platform. Whenever something asks Django for the host of a request, as `CommonMiddleware` does each time, and forms and many views do, that name is looked for in `ALLOWED_HOSTS`; it is not there, and the answer is 400 Bad Request. Name the host there, such as `[\"app.example.com\"]`, or take the list from a variable.{doubt}",
                "构建和启动都会成功。浏览器以应用在平台上的主机名访问。每当有代码向 Django 询问请求的主机名（`CommonMiddleware` 每次都会，表单和许多视图也会），都会在 `ALLOWED_HOSTS` 中查找该主机名；找不到时返回 400 Bad Request。请在其中写上主机名，例如 `[\"app.example.com\"]`，或从变量读取该列表。{doubt}"
            ),
        }
    }

    fn fix_title(&self, language: Language) -> String {
        language.pick("Name the application's host in `ALLOWED_HOSTS`", "在 `ALLOWED_HOSTS` 中写上应用的主机名").to_owned()
    }
}

fn check(facts: &Facts<'_>, (django, read): Settings<'_>, findings: &mut Findings<'_, '_>) {
    let Some(fault) = hosts_fault(facts) else { return };
    let finding = Finding::new(settings::place(read, fault.binding()), NoAllowedHost { django, read, fault });
    let finding = match fault {
        HostsFault::Text(_) => {
            let stage = if facts.static_files.runs() { Stage::Build } else { Stage::Boot };
            finding.severity(Severity::Error).stage(stage).says(NO_LIST)
        }
        _ => finding.likely(),
    };
    findings.add(settings::hedge(finding.fix(FixBuilder::display()), django));
}
