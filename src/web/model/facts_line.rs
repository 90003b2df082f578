//! What was recognised, in a few words each.

use crate::analysis::detection::Builder;
use crate::analysis::procfile::processes::{Source, WEB};
use crate::analysis::python_version::Status;
use crate::analysis::static_files::Reason;
use crate::language::Language::{self, En, Zh};
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
        label: match language {
            En => "Installs with",
            Zh => "安装工具",
        },
        value: manager.name.to_owned(),
        note: manager.file.to_owned(),
        is_well: true,
    }));
    facts.push(python(&report.python, language));
    facts.push(web(&report.procfile, language));
    if report.static_files.applies || report.static_files.reason == Some(Reason::NoManagePy) {
        facts.push(static_files(&report.static_files, language));
    }
    facts
}

fn recognised(report: &Report, language: Language) -> Fact {
    let label = match language {
        En => "Recognised by",
        Zh => "识别依据",
    };
    let because = report.detection.because.join(" · ");
    let (value, note, is_well) = match (report.detection.builder, language) {
        (Some(Builder::Buildpack), _) => (because, String::new(), true),
        (Some(Builder::Dockerfile), En) => ("Dockerfile".to_owned(), "built as a container".to_owned(), false),
        (Some(Builder::Dockerfile), Zh) => ("Dockerfile".to_owned(), "按容器构建".to_owned(), false),
        (None, En) => ("nothing".to_owned(), String::new(), false),
        (None, Zh) => ("无".to_owned(), String::new(), false),
    };
    Fact { label, value, note, is_well }
}

fn python(python: &PythonSummary, language: Language) -> Fact {
    let asked = python.requested.clone().unwrap_or_default();
    let from = match python.source.filter(|_| !matches!(python.status, Status::Default | Status::Unread)) {
        Some(file) => file,
        None => match language {
            En => "the platform's default",
            Zh => "平台默认版本",
        },
    };
    let (value, note) = match (python.status, language) {
        (Status::Ok | Status::Default | Status::Unread, _) => {
            (python.resolved.clone().unwrap_or_else(|| "?".to_owned()), from.to_owned())
        }
        (Status::Unavailable, En) => (asked, format!("{from}, not available")),
        (Status::Unavailable, Zh) => (asked, format!("{from}，平台没有此版本")),
        (Status::EndOfLife, En) => (asked, format!("{from}, refused")),
        (Status::EndOfLife, Zh) => (asked, format!("{from}，平台拒绝此版本")),
        (Status::Invalid, En) => ("unreadable".to_owned(), from.to_owned()),
        (Status::Invalid, Zh) => ("无法识别".to_owned(), from.to_owned()),
    };
    Fact { label: "Python", value, note, is_well: matches!(python.status, Status::Ok | Status::Default | Status::Unread) }
}

fn web(procfile: &ProcfileSummary, language: Language) -> Fact {
    let label = match language {
        En => "Starts",
        Zh => "启动命令",
    };
    let web = procfile.processes.iter().find(|process| process.name == WEB);
    let value = web.map_or_else(
        || match language {
            En => "nothing".to_owned(),
            Zh => "无".to_owned(),
        },
        |process| process.command.clone(),
    );
    let note = match (procfile.source, language) {
        (Source::File, _) => "Procfile",
        (Source::Override, En) => "set on the platform",
        (Source::Override, Zh) => "平台上的设置",
        (Source::Generated, En) => "Procfile written by the platform",
        (Source::Generated, Zh) => "平台生成的 Procfile",
        (Source::DocumentedDefault, En) => "the platform's default Procfile",
        (Source::DocumentedDefault, Zh) => "平台默认的 Procfile",
        (Source::None, En) => "no Procfile",
        (Source::None, Zh) => "没有 Procfile",
    };
    Fact { label, value, note: note.to_owned(), is_well: web.is_some() }
}

fn static_files(summary: &StaticFilesSummary, language: Language) -> Fact {
    let (value, note) = match (summary.runs, language) {
        (true, En) => ("runs", summary.manage_py.clone().unwrap_or_default()),
        (true, Zh) => ("会执行", summary.manage_py.clone().unwrap_or_default()),
        (false, En) => ("does not run", reason(summary.reason, language).to_owned()),
        (false, Zh) => ("不执行", reason(summary.reason, language).to_owned()),
    };
    Fact {
        label: "collectstatic",
        value: value.to_owned(),
        note,
        is_well: summary.runs || summary.reason == Some(Reason::Disabled),
    }
}

fn reason(reason: Option<Reason>, language: Language) -> &'static str {
    match (reason, language) {
        (Some(Reason::Disabled), En) => "switched off",
        (Some(Reason::Disabled), Zh) => "已被关闭",
        (Some(Reason::NoManagePy), En) => "no manage.py",
        (Some(Reason::NoManagePy), Zh) => "没有 manage.py",
        (Some(Reason::NotSupported), En) => "not by the platform",
        (Some(Reason::NotSupported), Zh) => "平台不处理",
        (Some(Reason::StaticfilesNotInstalled), En) => "the app for them is not installed",
        (Some(Reason::StaticfilesNotInstalled), Zh) => "未安装静态文件应用",
        (Some(Reason::DjangoNotListed), En) => "Django is not required",
        (Some(Reason::DjangoNotListed), Zh) => "依赖中没有 Django",
        (None, _) => "",
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
        let facts = facts(&workspace(&files).report("rainbond").unwrap(), En);
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
}
