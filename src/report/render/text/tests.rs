use super::*;
use crate::diagnostic::{Certainty, Diagnostic, Fix, Related, Severity, Stage};
use crate::project::Content;
use crate::text::Text;

fn project(files: &[(&str, &[u8])]) -> Project {
    let mut project = Project::new();
    for (path, bytes) in files {
        project.insert(*path, Content::from(bytes.to_vec()));
    }
    project
}

fn diagnostic(project: &Project, file: &str, range: std::ops::Range<usize>) -> Diagnostic {
    let bytes = project.bytes_of(file).unwrap_or_default();
    Diagnostic {
        code: "PSH000",
        name: "x",
        severity: Severity::Warning,
        certainty: Certainty::Certain,
        stage: Stage::Build,
        file: Some(file.to_owned()),
        span: Some(Text::new(bytes).span(range)),
        message: "something is wrong".to_owned(),
        detail: "It stops.".to_owned(),
        platform_says: None,
        related: vec![],
        fix: None,
        url: "",
    }
}

fn render(project: &Project, diagnostic: &Diagnostic, language: Language) -> String {
    Problems { project, look: &Look { language, ..Look::default() } }.render(diagnostic)
}

#[test]
fn everything_that_a_diagnostic_holds_is_said() {
    let project = project(&[("Procfile", b"web: gunicorn app:app\n"), ("requirements.txt", b"Flask\nuwsgi\n")]);
    let given = Diagnostic {
        certainty: Certainty::Likely,
        platform_says: Some("first line\nsecond line\n".to_owned()),
        related: vec![
            Related {
                file: "requirements.txt".to_owned(),
                span: Some(Text::new(b"Flask\nuwsgi\n").span(6..11)),
                message: "here".to_owned(),
            },
            Related { file: "app.py".to_owned(), span: None, message: "not looked at".to_owned() },
        ],
        fix: Some(Fix {
            title: "Write it".to_owned(),
            safety: Safety::Unsafe,
            edits: vec![],
            renames: vec![],
            creates: vec![],
            deletes: vec![],
        }),
        ..diagnostic(&project, "Procfile", 5..13)
    };
    let expected = "\
warning[PSH000]: something is wrong
 --> Procfile:1:6
  |
1 | web: gunicorn app:app
  |      ^^^^^^^^
  |
 ::: requirements.txt:2:1
  |
2 | uwsgi
  | ----- here
  |
  = stage: build (Python, dependencies and static files); likely, not certain
  = platform prints: first line
                     second line
  = note: It stops.
  = see: app.py: not looked at
  = fix: Write it (to be looked at: `pushready fix --unsafe`)
";
    assert_eq!(render(&project, &given, Language::En), expected);
}

#[test]
fn a_place_that_no_frame_can_show_is_told_in_bytes() {
    let bytes: Vec<u8> = "\u{feff}web: x".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let project = project(&[("Procfile", &bytes)]);
    let expected = "\
警告[PSH000]: something is wrong
--> Procfile:1:1
 = 位置: 第 0 字节，文件编码：UTF-16 LE
 = 阶段: 构建（Python、依赖和静态文件）
 = 说明: It stops.
";
    assert_eq!(render(&project, &diagnostic(&project, "Procfile", 0..3), Language::Zh), expected);
}

#[test]
fn what_the_user_wrote_cannot_act_on_the_terminal() {
    let project = project(&[("Proc\x1b[1mfile", b"\xef\xbb\xbf\tweb\x1b[31m\0: x\r\n")]);
    let given = Diagnostic {
        message: "`\x1b[31m` is wrong".to_owned(),
        detail: "\u{202e}It stops.".to_owned(),
        platform_says: Some("\x07".to_owned()),
        ..diagnostic(&project, "Proc\x1b[1mfile", 7..8)
    };
    let expected = "\
warning[PSH000]: `␛[31m` is wrong
 --> Proc␛[1mfile:1:6
  |
1 | \u{fffd}    web␛[31m␀: x
  |         ^
  |
  = stage: build (Python, dependencies and static files)
  = platform prints: ␇
  = note: \u{fffd}It stops.
";
    assert_eq!(render(&project, &given, Language::En), expected);
}

#[test]
fn a_problem_without_a_file_has_no_frame() {
    let project = Project::new();
    let given = Diagnostic { file: None, span: None, severity: Severity::Error, ..diagnostic(&project, "", 0..0) };
    let expected = "\
error[PSH000]: something is wrong
 |
 = stage: build (Python, dependencies and static files)
 = note: It stops.
";
    assert_eq!(render(&project, &given, Language::En), expected);
}

#[test]
fn colours_change_no_word() {
    let project = project(&[("Procfile", b"web: x\n")]);
    let given = diagnostic(&project, "Procfile", 0..3);
    let look = Look { language: Language::Zh, color: true, site: Some("http://localhost:8080/".to_owned()) };
    let colored = Problems { project: &project, look: &look }.render(&given);
    assert!(colored.contains("\u{1b}]8;;http://localhost:8080/#"), "{colored:?}");
    assert!(colored.contains("\x1b["));
    assert_eq!(anstream::adapter::strip_str(&colored).to_string(), render(&project, &given, Language::Zh));
}

#[test]
fn many_names_are_shortened() {
    assert_eq!(names(&["a", "b"], Language::En), "a, b");
    assert_eq!(names(&["a", "b", "c", "d", "e", "f", "g"], Language::En), "a, b, c, d, e and 2 more");
}

#[cfg(not(target_arch = "wasm32"))]
proptest::proptest! {
    #[test]
    fn any_file_and_any_place_can_be_drawn(text in "[a\t\r\n\0\x1b\u{200b}\u{feff}中é:/@ ]{0,60}", start in 0..80usize, length in 0..80usize) {
        let project = project(&[("f", text.as_bytes())]);
        let drawn = render(&project, &diagnostic(&project, "f", start..start + length), Language::En);
        let acts = |character: char| character.is_control() && character != '\n';
        proptest::prop_assert!(!drawn.contains(acts), "{drawn}");
    }
}
