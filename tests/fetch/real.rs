//! PyPI itself.

use pushready::fetch::{Options, Trouble};
use pushready::index::address::DEFAULT;

use crate::desk::{Desk, limits};
use crate::skipped;

/// Troubles of a machine that has no way to PyPI.
fn is_of_machine(trouble: &Trouble) -> bool {
    use Trouble::{Busy, NoConnection, NoHost, TooSlow, Unreachable, Unsafe};
    matches!(trouble, NoHost | NoConnection(_) | Unreachable(_) | TooSlow(_) | Unsafe(_) | Busy(_))
}

#[test]
fn pypi_answers_as_it_is_understood() {
    let mut desk = Desk::with(&[DEFAULT.to_owned()], Options { limits: limits(), ..Options::default() });
    let flask = desk.project("flask");
    if let Some(trouble) = desk.troubles().into_iter().find(is_of_machine) {
        return skipped::note("pypi_answers_as_it_is_understood", &format!("PyPI: {trouble:?}"));
    }
    assert!(flask.contains("Flask-0.12.5-py2.py3-none-any.whl") || flask.contains("flask-3.0.0-py3-none-any.whl"), "{flask}");
    let file = desk.files("flask").into_iter().find(|file| file.name == "flask-3.0.0-py3-none-any.whl").expect("the wheel");
    assert_eq!(file.requires_python.as_deref(), Some(">=3.8"));
    let required = "requires Werkzeug Jinja2 itsdangerous click blinker importlib-metadata asgiref python-dotenv";
    assert_eq!(desk.metadata("flask", &file), required);
    // Out of the wheel, as if nothing lay beside it.
    let alone = pushready::index::file::File { url: format!("{}?", file.url), has_metadata: false, ..file };
    assert_eq!(desk.metadata("flask", &alone), required);
    assert_eq!(desk.project("there-is-no-such-project-at-all"), "absent");
    assert_eq!(desk.troubles(), []);
}
