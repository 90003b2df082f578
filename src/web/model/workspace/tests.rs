use super::*;
use crate::project::RootPolicy;
use crate::syntax::python_module::{Need, Piece, PythonModule};

const ON: &str = "rainbond";

/// A project of these files, checked.
pub(crate) fn workspace(files: &[(&str, &str)]) -> Workspace {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    let mut workspace = Workspace::new("test", Project::from_files(files, RootPolicy::AsGiven));
    workspace.check(ON, Language::En, &Parsed::default());
    while workspace.check_next(Language::En, &Parsed::default()) {}
    workspace
}

fn missing_space() -> Workspace {
    workspace(&[
        ("Procfile", "web:gunicorn app:app\r\n"),
        ("requirements.txt", "Flask==2.0.3\ngunicorn==20.1.0\n"),
        ("runtime.txt", "python-3.6.6\n"),
        ("app.py", "from flask import Flask\n\napp = Flask(__name__)\n"),
    ])
}

fn codes(workspace: &Workspace) -> Vec<&'static str> {
    let report = workspace.report(ON).unwrap();
    report.diagnostics.iter().filter(|problem| problem.severity == Severity::Error).map(|problem| problem.code).collect()
}

#[test]
fn the_file_of_the_first_error_is_open_and_marked() {
    let workspace = missing_space();
    assert_eq!(codes(&workspace), ["PSH203"]);
    assert_eq!(workspace.open_file(), Some("Procfile"));
    let mark = &workspace.marks(ON, Language::En)[0];
    assert_eq!((mark.from, mark.to), (4, 4));
}

#[test]
fn a_fix_is_applied_and_taken_back() {
    let mut workspace = missing_space();
    let safe = workspace.safe_fixes(ON);
    assert!(workspace.apply(&safe, ON).applied >= 1);
    assert_eq!(workspace.project().bytes_of("Procfile"), Some(&b"web: gunicorn app:app\r\n"[..]));
    assert_eq!(workspace.changed(), ["Procfile"]);
    workspace.check(ON, Language::En, &Parsed::default());
    assert_eq!(codes(&workspace), [""; 0]);
    assert!(matches!(workspace.undo(), Some(Deed::Fixed(_))));
    assert_eq!(workspace.changed(), [""; 0]);
    assert_eq!(workspace.undo(), None);
}

#[test]
fn what_was_changed_here_stays_when_the_files_are_read_again() {
    let mut workspace = missing_space();
    workspace.type_text("web: gunicorn app:app\n");
    let on_disk = |procfile: &str, requirements: &str| {
        let files = [("Procfile", procfile), ("requirements.txt", requirements)];
        Project::from_files(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())), RootPolicy::AsGiven)
    };
    workspace.reread(on_disk("web:x\n", "Flask\n"), "");
    assert!(workspace.is_stale() && !workspace.project().has("app.py"));
    assert_eq!(workspace.project().bytes_of("requirements.txt"), Some(&b"Flask\n"[..]));
    assert_eq!(workspace.project().bytes_of("Procfile"), Some(&b"web: gunicorn app:app\r\n"[..]));
    assert_eq!(
        (workspace.changed(), workspace.original().bytes_of("Procfile")),
        (vec!["Procfile".to_owned()], Some(&b"web:x\n"[..]))
    );
    // Written there, it is no change any more.
    workspace.reread(on_disk("web: gunicorn app:app\r\n", "Flask\n"), "");
    assert_eq!(workspace.changed(), [""; 0]);
    workspace.type_text("web: y\n");
    workspace.reread(on_disk("web:x\n", "Flask\n"), "app.py\nProcfile");
    assert_eq!((workspace.changed(), workspace.project().bytes_of("Procfile")), (vec![], Some(&b"web:x\n"[..])));
}

#[test]
fn typing_is_one_step_and_keeps_the_line_ends() {
    let mut workspace = missing_space();
    workspace.type_text("web: gunicorn app:ap\n");
    workspace.type_text("web: gunicorn app:app\n");
    assert!(workspace.is_stale());
    assert_eq!(workspace.project().bytes_of("Procfile"), Some(&b"web: gunicorn app:app\r\n"[..]));
    assert_eq!(workspace.undo(), Some(Deed::Typed("Procfile".to_owned())));
    assert_eq!(workspace.text().as_deref(), Some("web:gunicorn app:app\n"));
    assert_eq!(workspace.undo(), None);
}

#[test]
fn what_leads_back_in_the_editor_takes_the_last_step_back() {
    let mut workspace = missing_space();
    workspace.apply(&workspace.safe_fixes(ON), ON);
    workspace.type_text("web: gunicorn app:app --preload\n");
    assert_eq!(workspace.type_text("web: gunicorn app:app\n"), Some(Retraced::Undone(Deed::Typed("Procfile".to_owned()))));
    let undone = workspace.type_text("web:gunicorn app:app\n");
    assert!(matches!(undone, Some(Retraced::Undone(Deed::Fixed(_)))));
    assert_eq!((workspace.last_deed(), workspace.changed()), (None, vec![]));
    let redone = workspace.type_text("web: gunicorn app:app\n");
    assert!(matches!(redone, Some(Retraced::Redone(Deed::Fixed(_)))));
    assert!(matches!(workspace.last_deed(), Some(Deed::Fixed(_))) && workspace.is_stale());
}

#[test]
fn typing_without_a_change_is_no_step() {
    let mut workspace = missing_space();
    workspace.type_text("web:gunicorn app:app\n");
    assert_eq!(workspace.last_deed(), None);
}

#[test]
fn problems_are_walked_round_and_round() {
    let mut workspace = missing_space();
    let last = workspace.report(ON).unwrap().diagnostics.len() - 1;
    assert_eq!(workspace.neighbour(true, ON, |_| true), Some(0));
    assert_eq!(workspace.neighbour(false, ON, |_| true), Some(last));
    workspace.select(Some(last), ON);
    assert_eq!(workspace.neighbour(true, ON, |_| true), Some(0));
    workspace.select(Some(0), ON);
    assert_eq!(workspace.neighbour(true, ON, |index| index == last), Some(last));
    assert_eq!(workspace.neighbour(true, ON, |_| false), None);
    assert_eq!(Workspace::new("x", Project::new()).neighbour(true, ON, |_| true), None);
}

#[test]
fn the_platform_that_is_looked_at_is_checked_first() {
    let mut workspace = missing_space();
    workspace.check("kato", Language::En, &Parsed::default());
    assert!(workspace.is_fresh("kato") && !workspace.is_fresh(ON));
    assert!(workspace.report(ON).is_some(), "the older report is there until the new one is");
    while workspace.check_next(Language::En, &Parsed::default()) {}
    assert!(workspace.is_fresh(ON) && !workspace.check_next(Language::En, &Parsed::default()));
}

#[test]
fn added_files_are_opened_and_can_be_taken_back() {
    let mut workspace = missing_space();
    workspace.add(&Project::from_files([("runtime.txt".to_owned(), b"python-3.6.10".to_vec())], RootPolicy::AsGiven));
    assert_eq!(workspace.open_file(), Some("runtime.txt"));
    assert_eq!(workspace.changed(), ["runtime.txt"]);
    workspace.undo();
    assert_eq!(workspace.text().as_deref(), Some("python-3.6.6\n"));
}

#[test]
fn what_the_parser_has_made_of_a_file_counts_in_the_next_check() {
    let source = "app = 1\nif (name := app):\n    pass\n";
    let mut workspace = workspace(&[
        ("Procfile", "web: python app.py\n"),
        ("requirements.txt", "Flask==2.0.3\n"),
        ("runtime.txt", "python-3.6.6\n"),
        ("app.py", source),
    ]);
    let mut parsed = Parsed::default();
    if !cfg!(feature = "python") {
        assert_eq!(codes(&workspace), [""; 0]);
        assert_eq!(parsed.ask(workspace.project(), workspace.unparsed()), [("app.py".to_owned(), source.to_owned())]);
    }
    let need = Need { piece: Piece::Walrus, range: 12..24 };
    let module = PythonModule { needs: vec![need], ..PythonModule::default() };
    parsed.keep("app.py".to_owned(), source.to_owned(), &module.to_bytes().expect("bytes"));
    workspace.check(ON, Language::En, &parsed);
    assert_eq!(codes(&workspace), ["PSH411"]);
    assert!(workspace.unparsed().is_empty());
}
