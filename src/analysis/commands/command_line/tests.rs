use std::str::FromStr;

use pep440_rs::Version;

use super::*;
use crate::analysis::commands::start_command::{invocations, simple_commands};
use crate::syntax::shell_command::ShellCommand;

/// The options with their values, the positional arguments, and the faults, in short.
fn read(text: &str, release: Option<&str>) -> Option<String> {
    let command = ShellCommand::parse(text);
    let steps = simple_commands(&command);
    let release = release.and_then(|release| Version::from_str(release).ok());
    steps.iter().flat_map(invocations).find_map(|found| CommandLine::of(&found, release.as_ref()).map(|line| shown(&line)))
}

fn shown(line: &CommandLine<'_>) -> String {
    let option = |option: &UsedOption<'_>| match &option.value {
        Some(value) => format!("{}={}", option.name, value.text),
        None => option.name.to_owned(),
    };
    let fault = |fault: &OptionFault<'_>| {
        let kind = match &fault.kind {
            OptionFaultKind::Unknown => "unknown".to_owned(),
            OptionFaultKind::OfAnotherRelease { known_in } => {
                ["unknown"].iter().chain(known_in).copied().collect::<Vec<_>>().join(" ")
            }
            OptionFaultKind::BehindCommand { .. } => "behind the command".to_owned(),
            OptionFaultKind::OneHyphen { .. } => "one hyphen".to_owned(),
            OptionFaultKind::Ambiguous { .. } => "ambiguous".to_owned(),
            OptionFaultKind::NoValue { .. } => "no value".to_owned(),
            OptionFaultKind::UnwantedValue => "unwanted value".to_owned(),
        };
        format!("({} {kind})", fault.written)
    };
    let mut parts = vec![];
    parts.extend(line.command.map(|command| format!("[{}]", command.text)));
    parts.extend(line.options.iter().map(option));
    parts.extend(line.positionals.iter().map(|word| word.text.clone()));
    parts.extend(line.faults.iter().map(fault));
    parts.join(" ")
}

#[test]
fn options_are_told_from_targets() {
    let cases = [
        ("gunicorn app:app --bind=0.0.0.0:$PORT -w 4", "--bind=0.0.0.0:$PORT --workers=4 app:app"),
        (
            "gunicorn -w4 -t=90 --max-requests-j 3 --log-file - a:b",
            "--workers=4 --timeout=90 --max-requests-jitter=3 --error-logfile=- a:b",
        ),
        ("python -m gunicorn --chd src 'a:b()'", "--chdir=src a:b()"),
        ("gunicorn a:b --bind", "--bind a:b (--bind no value)"),
        ("gunicorn a:b -b -w 4", "--bind --workers=4 a:b (-b no value)"),
        ("gunicorn --prel a:b", "--preload a:b"),
        ("gunicorn a:b -log-file -", "a:b - (-log-file unknown)"),
        ("gunicorn a:b --log-file- x", "a:b x (--log-file- unknown)"),
        ("gunicorn a:b --preload=1", "--preload=1 a:b (--preload unwanted value)"),
        ("gunicorn $OPTS a:b --what", "$OPTS a:b"),
        ("uvicorn a:b --host 0.0.0.0 --port $PORT", "--host=0.0.0.0 --port=$PORT a:b"),
        ("uvicorn a:b --reloa", "a:b (--reloa unknown)"),
        ("uvicorn a:b --port --reload", "--port=--reload a:b"),
        ("waitress-serve --port=80 --thr 4 a:b", "--port=80 --threads=4 a:b"),
        ("waitress-serve a:b --port=80", "a:b --port=80"),
        ("python -m waitress --listen=*:80 a:b", "--listen=*:80 a:b"),
        ("flask --app x run -p 80", "[run] --app=x --port=80"),
        ("flask run --app x", "[run] --app=x (--app behind the command)"),
        ("flask db upgrade --sql", "[db] upgrade --sql"),
        ("celery -A proj worker -B -l info", "[worker] --app=proj --beat --loglevel=info"),
        ("celery worker -A proj", "[worker] --app=proj (-A behind the command)"),
        ("celery worker -Aproj -B", "[worker] --app=proj --beat (-A behind the command)"),
        ("celery worker -BA proj", "[worker] --beat proj (A unknown)"),
        ("streamlit run a.py -server.port 80", "[run] --server.port=80 a.py (-server.port one hyphen)"),
        ("streamlit run a.py -server.port=80", "[run] --server.port=80 a.py (-server.port one hyphen)"),
        ("flask run -port 80", "[run] --port=80 (-port one hyphen)"),
        ("flask run -p80", "[run] --port=80"),
        ("waitress-serve -port=80 a:b", "a:b (-port one hyphen)"),
        ("python manage.py runserver 0.0.0.0:80 --noreload", "[runserver] --noreload 0.0.0.0:80"),
        ("python manage.py own --x", "[own] --x"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text, None).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(read("python app.py", None), None);
}

#[test]
fn a_release_has_its_own_options() {
    let cases = [
        ("gunicorn a:b --print-config", "19.9.0", "--print-config a:b (--print-config unknown 20.1.0 21.2.0 23.0.0 27.0.1)"),
        ("gunicorn a:b --print-config", "20.0.4", "--print-config a:b"),
        ("gunicorn a:b --print-config --what", "18", "--print-config a:b"),
        ("celery worker -A proj", "4.4.7", "[worker] --app=proj"),
    ];
    for (text, release, expected) in cases {
        assert_eq!(read(text, Some(release)).as_deref(), Some(expected), "{text}");
    }
}
