//! What was recognised, in a few words each.

use crate::analysis::detection::Builder;
use crate::analysis::procfile::processes::Source;
use crate::analysis::python_version::Status;
use crate::analysis::static_files::Reason;
use crate::language::{Language, say};
use crate::report::{ProcfileSummary, PythonSummary, Report, StaticFilesSummary};

/// One thing that was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    /// What it is about.
    pub(crate) label: &'static str,
    /// What was found.
    pub(crate) value: String,
    /// Where it comes from, or why it is so.
    pub(crate) note: String,
    /// Whether it is as it should be.
    pub(crate) is_well: bool,
}

/// All that was recognised.
pub(crate) fn facts(report: &Report, language: Language) -> Vec<Fact> {
    let mut facts = vec![recognised(report, language)];
    if report.detection.builder == Some(Builder::Dockerfile) {
        return facts;
    }
    facts.extend(report.package_manager.as_ref().map(|manager| Fact {
        label: language.pick("Installs with", "安装工具"),
        value: manager.name.to_owned(),
        note: manager.file.to_owned(),
        is_well: true,
    }));
    facts.push(python(&report.python, language));
    facts.push(starts(&report.procfile, language));
    if report.static_files.applies || report.static_files.reason == Some(Reason::NoManagePy) {
        facts.push(static_files(&report.static_files, language));
    }
    facts
}

fn recognised(report: &Report, language: Language) -> Fact {
    let label = language.pick("Recognised by", "识别依据");
    let because = report.detection.because.join(" · ");
    let (value, note, is_well) = match report.detection.builder {
        Some(Builder::Buildpack) => (because, String::new(), true),
        Some(Builder::Dockerfile) => ("Dockerfile".to_owned(), say!(language, "built as a container", "按容器构建"), false),
        None => (say!(language, "nothing", "无"), String::new(), false),
    };
    Fact { label, value, note, is_well }
}

fn python(python: &PythonSummary, language: Language) -> Fact {
    let asked = python.requested.clone().unwrap_or_default();
    let from = match python.source.filter(|_| !matches!(python.status, Status::Default | Status::Unread)) {
        Some(file) => file,
        None => language.pick("the platform's default", "平台默认版本"),
    };
    let (value, note) = match python.status {
        Status::Ok | Status::Default | Status::Unread => {
            (python.resolved.clone().unwrap_or_else(|| "?".to_owned()), from.to_owned())
        }
        Status::Unavailable => (asked, say!(language, "{from}, not available", "{from}，平台没有此版本")),
        Status::EndOfLife => (asked, say!(language, "{from}, refused", "{from}，平台拒绝此版本")),
        Status::Invalid => (say!(language, "unreadable", "无法识别"), from.to_owned()),
    };
    Fact { label: "Python", value, note, is_well: matches!(python.status, Status::Ok | Status::Default | Status::Unread) }
}

fn starts(procfile: &ProcfileSummary, language: Language) -> Fact {
    let label = language.pick("Starts", "启动命令");
    let main = procfile.main();
    let value = main.map_or_else(|| say!(language, "nothing", "无"), |process| process.command.clone());
    let note = match procfile.source {
        Source::File => "Procfile",
        Source::Override => language.pick("set on the platform", "平台上的设置"),
        Source::Generated => language.pick("Procfile written by the platform", "平台生成的 Procfile"),
        Source::DocumentedDefault => language.pick("the platform's default Procfile", "平台默认的 Procfile"),
        Source::None => language.pick("no Procfile", "没有 Procfile"),
    };
    Fact { label, value, note: note.to_owned(), is_well: main.is_some() }
}

fn static_files(summary: &StaticFilesSummary, language: Language) -> Fact {
    let (value, note) = match summary.runs {
        true => (language.pick("runs", "会执行"), summary.manage_py.clone().unwrap_or_default()),
        false => (language.pick("does not run", "不执行"), reason(summary.reason, language).to_owned()),
    };
    Fact {
        label: "collectstatic",
        value: value.to_owned(),
        note,
        is_well: summary.runs || summary.reason == Some(Reason::Disabled),
    }
}

fn reason(reason: Option<Reason>, language: Language) -> &'static str {
    match reason {
        Some(Reason::Disabled) => language.pick("switched off", "已被关闭"),
        Some(Reason::NoManagePy) => language.pick("no manage.py", "没有 manage.py"),
        Some(Reason::NotSupported) => language.pick("not by the platform", "平台不处理"),
        Some(Reason::StaticfilesNotInstalled) => language.pick("the app for them is not installed", "未安装静态文件应用"),
        Some(Reason::DjangoNotListed) => language.pick("Django is not required", "依赖中没有 Django"),
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::workspace::tests::workspace;
    use super::*;

    #[test]
    fn a_ready_project_in_a_line() {
        let files = [
            ("requirements.txt", "Django==2.2\ngunicorn\n"),
            ("runtime.txt", "python-3.6.6\n"),
            ("Procfile", "web: gunicorn a.wsgi\n"),
            ("manage.py", ""),
        ];
        let facts = facts(&workspace(&files).report("rainbond").unwrap(), Language::En);
        let line: Vec<String> = facts.iter().map(|fact| format!("{} {} ({})", fact.label, fact.value, fact.note)).collect();
        let expected = [
            "Recognised by requirements.txt ()",
            "Installs with pip (requirements.txt)",
            "Python 3.6.6 (runtime.txt)",
            "Starts gunicorn a.wsgi (Procfile)",
            "collectstatic runs (manage.py)",
        ];
        assert_eq!(line, expected);
        assert!(facts.iter().all(|fact| fact.is_well));
    }

    #[test]
    fn what_starts_is_what_the_platform_starts() {
        let starts = |procfile, platform| {
            let report = workspace(&[("requirements.txt", "requests\n"), ("Procfile", procfile)]).report(platform).unwrap();
            let facts = facts(&report, Language::En);
            facts.into_iter().find(|fact| fact.label == "Starts").map(|fact| fact.value)
        };
        let nothing = Some("nothing".to_owned());
        let worker = Some("python bot.py".to_owned());
        assert_eq!(starts("worker: python bot.py\n", "rainbond"), nothing);
        assert_eq!(starts("worker: python bot.py\n", "rainbond-cnb"), worker);
        assert_eq!(starts("worker: python bot.py\n", "heroku"), worker);
        assert_eq!(starts("worker: python bot.py\nweb: gunicorn a\n", "heroku"), Some("gunicorn a".to_owned()));
    }
}
