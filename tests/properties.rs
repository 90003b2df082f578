//! What holds for every input: parsers print back what they read, nothing panics, every span lies in its file.
#![cfg(not(target_arch = "wasm32"))]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use pushready::analysis::Settings;
use pushready::diagnostic::{Diagnostic, apply};
use pushready::language::Language;
use pushready::platform;
use pushready::project::{Content, Project};
use pushready::report::Output;
use pushready::rules::Selection;
use pushready::syntax::env_file::EnvFile;
use pushready::syntax::procfile::Procfile;
use pushready::syntax::requirements::{LineKind, RequirementsFile};
use pushready::syntax::runtime_txt::RuntimeTxt;
use pushready::syntax::shell_command::ShellCommand;
use pushready::text::{Position, Span, Text};
use pushready::{Request, check};

/// Pieces that mean something to some parser; random characters alone would hardly ever do.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\r",
    "\\\n",
    "\\",
    " ",
    "\t",
    "  ",
    "#",
    " # ",
    ":",
    ": ",
    "：",
    ";",
    "; ",
    "=",
    "==",
    ">=",
    ",",
    "@",
    " @ ",
    "'",
    "\"",
    "`",
    "$",
    "${",
    "}",
    "$(",
    "(",
    ")",
    "[",
    "]",
    "{",
    "&",
    "&&",
    "||",
    "|",
    ">",
    "<",
    "!",
    "*",
    "%",
    "-",
    "--",
    " -",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\x0b",
    "\x1a",
    "é",
    "中文",
    "𝄞",
    "web",
    "web:",
    "worker",
    "release",
    "gunicorn",
    "app:app",
    "mysite.wsgi",
    "uvicorn",
    "celery",
    "python",
    "python-",
    "python -m ",
    "3.6.6",
    "3.12.4",
    "2.7",
    "1.0.*",
    "manage.py",
    "runserver",
    "127.0.0.1",
    "0.0.0.0:$PORT",
    "--bind",
    "--host=",
    "--worker-tmp-dir",
    "exec ",
    "env ",
    "A=b ",
    "cd x",
    "-r ",
    "-c ",
    "-e ",
    "-i ",
    "--hash=sha256:",
    "--extra-index-url ",
    "--no-binary",
    "https://",
    "git+ssh://git@",
    "user:pass@",
    "file://",
    "../",
    "./x",
    "base.txt",
    "#egg=",
    ".whl",
    ".tar.gz",
    "Flask",
    "Django==4.2",
    "pkg-resources==0.0.0",
    "flask=2.0",
    "python_version < '3.8'",
    " and ",
    "not in",
    "export ",
    "KEY=VALUE",
    "---\n",
    "- ",
    "&a",
    "*a",
    "? ",
    "<<<<<<< ",
    "=======",
    ">>>>>>> ",
    "import os\n",
    "STATIC_ROOT = ",
    "INSTALLED_APPS",
    "{\"_meta\": ",
    "null",
];

/// Names that some rule or platform looks at.
const NAMES: &[&str] = &[
    "Procfile",
    "procfile",
    "Procfile.txt",
    "requirements.txt",
    "Requirements.txt",
    "requirement.txt",
    "base.txt",
    "x/base.txt",
    "runtime.txt",
    "Runtime.txt",
    ".python-version",
    "Pipfile",
    "Pipfile.lock",
    "setup.py",
    "pyproject.toml",
    "poetry.lock",
    "Dockerfile",
    "package.json",
    "manage.py",
    "mysite/settings.py",
    "mysite/wsgi.py",
    "app.py",
    "gunicorn.conf.py",
    "bin/pre_compile",
    ".heroku/collectstatic_disabled",
    ".gitignore",
    "x/requirements.txt",
    "x/Procfile",
    "index.php",
];

/// Variables that some rule or platform looks at.
const VARIABLES: &[&str] =
    &["BUILD_PROCFILE", "BUILD_PIP_INDEX_URL", "DISABLE_COLLECTSTATIC", "BUILD_RUNTIMES", "GUNICORN_CMD_ARGS", "BUILD_X"];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// A file as editors and shells write it, or anything at all.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        6 => text().prop_map(String::into_bytes),
        1 => text().prop_map(|text| utf16(&format!("\u{feff}{text}"), u16::to_le_bytes)),
        1 => text().prop_map(|text| utf16(&text, u16::to_be_bytes)),
        1 => (text(), vec(any::<u8>(), 0..4)).prop_map(|(text, more)| [text.as_bytes(), &more].concat()),
        1 => vec(any::<u8>(), 0..60),
    ]
}

fn content() -> impl Strategy<Value = Content> {
    prop_oneof![
        9 => bytes().prop_map(Content::from),
        1 => any::<Option<u64>>().prop_map(|size| Content::Unknown { size: size.map(|size| size % 1_000_000) }),
    ]
}

fn project() -> impl Strategy<Value = Project> {
    let names = subsequence(NAMES, 0..8);
    let files = names.prop_flat_map(|names| {
        let contents = vec(content(), names.len());
        contents.prop_map(move |contents| names.iter().copied().zip(contents).collect::<Vec<_>>())
    });
    files.prop_map(|files| {
        let mut project = Project::new();
        for (name, content) in files {
            project.insert(name, content);
        }
        project
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    let env = proptest::collection::btree_map(select(VARIABLES).prop_map(str::to_owned), text(), 0..3);
    (env, proptest::option::weighted(0.2, text())).prop_map(|(env, procfile)| Settings { env, procfile, ..Settings::default() })
}

fn look(project: &Project, settings: Settings, language: Language) -> Output {
    let platforms = platform::all().iter().collect();
    check(project, &Request { platforms, settings, selection: Selection::default(), language })
}

/// Ranges that lie end to end, from the start of a text to its end.
fn cover(text: &str, ranges: impl IntoIterator<Item = std::ops::Range<usize>>) -> bool {
    let end = ranges.into_iter().try_fold(0, |end, range| (range.start == end && range.end >= end).then_some(range.end));
    end == Some(text.len())
}

fn is_in_file(project: &Project, file: Option<&str>, span: Span) -> bool {
    let length = file.and_then(|file| project.bytes_of(file)).map(<[u8]>::len);
    let is_place = |position: Position| position.line > 0 && position.column > 0;
    length.is_some_and(|length| span.start.offset <= span.end.offset && span.end.offset <= length)
        && is_place(span.start)
        && (span.start.line, span.start.column) <= (span.end.line, span.end.column)
}

fn spans(diagnostic: &Diagnostic) -> Vec<(Option<&str>, Span)> {
    let own = diagnostic.span.map(|span| (diagnostic.file.as_deref(), span));
    let related = diagnostic.related.iter().filter_map(|related| Some((Some(related.file.as_str()), related.span?)));
    own.into_iter().chain(related).collect()
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn parsers_print_back_what_they_read(text in text()) {
        prop_assert_eq!(Procfile::parse(&text).print(&text), text.as_str());
        prop_assert_eq!(RuntimeTxt::parse(&text).print(&text), text.as_str());
        prop_assert_eq!(RequirementsFile::parse(&text).print(&text), text.as_str());
        prop_assert_eq!(EnvFile::parse(&text).print(&text), text.as_str());
        prop_assert_eq!(ShellCommand::parse(&text).print(&text), text.as_str());
    }

    #[test]
    fn ranges_cover_the_text(text in text()) {
        prop_assert!(cover(&text, RequirementsFile::parse(&text).lines.into_iter().map(|line| line.range)));
        prop_assert!(cover(&text, EnvFile::parse(&text).lines.into_iter().map(|line| line.range)));
        prop_assert!(cover(&text, ShellCommand::parse(&text).tokens.into_iter().map(|token| token.range)));
    }

    #[test]
    fn the_parts_of_a_requirement_stand_where_they_say(text in text()) {
        for line in RequirementsFile::parse(&text).lines {
            prop_assert!(line.range.start <= line.content.start && line.content.end <= line.range.end);
            prop_assert!(line.options.iter().all(|option| text.get(option.value_range.clone()).is_some()));
            if let LineKind::Named(named) = line.kind {
                prop_assert_eq!(text[named.name_range].replace("\\\n", "").replace("\\\r\n", ""), named.name);
                prop_assert!(text.get(named.specifiers_range).is_some());
            }
        }
    }

    #[test]
    fn the_characters_of_a_word_stand_where_they_say(text in text()) {
        for command in ShellCommand::parse(&text).simple_commands() {
            for word in command.words {
                for (at, char) in word.text.char_indices() {
                    let place = word.place(at..at + char.len_utf8());
                    prop_assert_eq!(text[place].chars().next(), Some(char));
                }
            }
        }
    }

    #[test]
    fn every_place_of_a_text_is_a_place_of_its_file(bytes in bytes()) {
        let text = Text::new(&bytes);
        for (at, _) in text.as_str().char_indices() {
            prop_assert!(text.position(at).offset <= bytes.len());
        }
    }

    #[test]
    fn variables_of_an_env_file_have_names(text in text()) {
        if let Ok(variables) = EnvFile::parse(&text).variables(&text) {
            prop_assert!(variables.keys().all(|name| !name.is_empty() && !name.contains(['=', ' ', '\n'])));
        }
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn every_project_gets_a_report_on_every_platform(project in project(), settings in settings()) {
        for language in [Language::En, Language::Zh] {
            let output = look(&project, settings.clone(), language);
            prop_assert_eq!(output.reports.len(), platform::all().len());
            prop_assert_eq!(output.to_json(), look(&project, settings.clone(), language).to_json());
        }
    }

    #[test]
    fn spans_lie_in_their_files_and_are_ordered(project in project(), settings in settings()) {
        for report in look(&project, settings, Language::En).reports {
            let all = report.diagnostics.iter().flat_map(|diagnostic| spans(diagnostic).into_iter().map(move |span| (diagnostic, span)));
            for (diagnostic, (file, span)) in all {
                prop_assert!(is_in_file(&project, file, span), "{} {:?} {:?}", diagnostic.code, file, span);
            }
        }
    }

    #[test]
    fn fixes_edit_what_is_there(project in project(), settings in settings()) {
        for report in look(&project, settings, Language::En).reports {
            let fixes: Vec<_> = report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()).collect();
            for edit in fixes.iter().flat_map(|fix| &fix.edits) {
                let length = project.bytes_of(&edit.file).map(<[u8]>::len);
                prop_assert!(edit.start <= edit.end && length.is_some_and(|length| edit.end <= length), "{:?}", edit);
            }
            let applied = apply(&project, &fixes);
            prop_assert_eq!(applied.applied.len() + applied.refused.len(), fixes.len());
        }
    }

    #[test]
    fn no_output_shows_a_password(start in text(), host in "[a-z]{1,8}") {
        let secret = format!("https://someone:xyzzy@{host}/");
        let mut project = Project::new();
        project.insert("Procfile", Content::from(format!("web: {secret}\n").into_bytes()));
        project.insert("requirements.txt", Content::from(format!("{start}\n--index-url {secret}\nx {secret}\n").into_bytes()));
        let json = look(&project, Settings::default(), Language::En).to_json();
        prop_assert!(!json.contains("xyzzy"), "{}", json.lines().find(|line| line.contains("xyzzy")).unwrap_or_default());
    }
}
