use super::*;
use crate::analysis::packages::predictions::Predictions;
use crate::analysis::{Facts, Settings as Given};
use crate::platform;
use crate::project::{Content, Project};

const MANAGE_PY: &str = r#"
import os
def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
if __name__ == "__main__":
    main()
"#;

fn django(files: &[(&str, &str)], env: &[(&str, &str)]) -> Option<Django> {
    let mut project = Project::new();
    let usual = [("manage.py", MANAGE_PY), ("requirements.txt", "Django==4.2.16\n"), ("mysite/__init__.py", "")];
    for (path, text) in usual.iter().chain(files) {
        project.insert(*path, Content::from(text.as_bytes().to_vec()));
    }
    let env = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let given = Given { env, ..Given::default() };
    Facts::of(&PythonFiles::of(&project), &Predictions::default(), platform::find("digitalocean")?, &given).django().cloned()
}

/// What is known of `X`: its value, `unset` or `unknown`.
fn x(files: &[(&str, &str)], env: &[(&str, &str)]) -> String {
    let django = django(files, env).expect("a project of Django");
    let read = django.read().expect("settings");
    match read.find("X") {
        Found::Unset => "unset".to_owned(),
        Found::Unknown => "unknown".to_owned(),
        Found::Bound(binding) => show(&binding.value),
    }
}

fn show(value: &Value) -> String {
    let all = |items: &[Value]| items.iter().map(show).collect::<Vec<_>>().join(" ");
    match value {
        Value::Text(text) => text.replace(paths::ROOT, "ROOT"),
        Value::Path(text) => format!("Path({})", text.replace(paths::ROOT, "ROOT")),
        Value::List(items) => format!("[{}]", all(items)),
        Value::Tuple(items) => format!("({})", all(items)),
        Value::Assumed { variable, default } => format!("{variable} or {}", show(default)),
        Value::Unknown => "?".to_owned(),
        other => format!("{other:?}"),
    }
}

fn alone(source: &str) -> String {
    x(&[("mysite/settings.py", source)], &[])
}

#[test]
fn paths_are_followed() {
    let base = "import os\nfrom pathlib import Path\nfrom os.path import join\n";
    let cases = [
        ("X = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'static')", "ROOT/static"),
        ("X = Path(__file__).resolve().parent.parent / 'static'", "Path(ROOT/static)"),
        ("X = Path(__file__).resolve(strict=True).parents[1]", "Path(ROOT)"),
        ("B = Path(__file__).parent\nX = str(B.joinpath('a', 'b'))", "ROOT/mysite/a/b"),
        ("B = os.path.dirname(__file__)\nX = os.path.normpath(join(B, '..', 'static'))", "ROOT/static"),
        ("B = '/srv'\nX = f'{B}/static'", "/srv/static"),
        ("X = '%s/static' % '/srv'", "/srv/static"),
        ("X = '{}/{}'.format('a', 'b')", "a/b"),
        ("X = [os.path.join('a', d) for d in ('b',)]", "unknown"),
    ];
    for (source, expected) in cases {
        assert_eq!(alone(&format!("{base}{source}\n")), expected, "{source}");
    }
}

#[test]
fn lists_grow_by_statements() {
    let cases = [
        ("X = ['a']\nX += ['b']\nX += ('c',)\n", "[a b c]"),
        ("X = ['a'] + ['b']\nX.append('c')\nX.extend(['d'])\nX.insert(0, 'e')\n", "[e a b c d]"),
        ("A = ['a']\nX = [*A, 'b']\n", "[a b]"),
        ("X = ('a')\n", "a"),
        ("X = ('a',)\n", "(a)"),
        ("X = ['a']\nX[0] = 'b'\n", "unknown"),
        ("X = ['a']\nX.remove('a')\n", "unknown"),
        ("X = {'a': {}}\nX['a'].update(b())\n", "unknown"),
        ("X = ['a', unknown()]\n", "[a ?]"),
        ("X, Y = 1, 2\n", "Integer(1)"),
        ("X = 1\ndel X\n", "unset"),
        ("X = 1\nfor X in range(3):\n    pass\n", "unknown"),
    ];
    for (source, expected) in cases {
        assert_eq!(alone(source), expected, "{source}");
    }
}

#[test]
fn branches_are_taken_where_the_files_decide() {
    let cases = [
        ("DEBUG = False\nif DEBUG:\n    X = 1\nelse:\n    X = 2\n", "Integer(2)"),
        ("import os\nif os.environ.get('PROD'):\n    X = 1\n", "unknown"),
        ("import os\nX = 1\nif os.environ.get('PROD'):\n    X = 1\n", "Integer(1)"),
        ("import os\nif 'PROD' in os.environ:\n    X = 1\nelse:\n    raise Exception\n", "Integer(1)"),
        ("import sys\nX = 1\nif 'test' in sys.argv:\n    X = 2\n", "unknown"),
        ("X = 1 if not False else 2\n", "Integer(1)"),
        ("try:\n    from .local import *\nexcept ImportError:\n    X = 3\n", "Integer(3)"),
        ("X = 1\ntry:\n    import debug_toolbar\n    X = 2\nexcept ImportError:\n    pass\n", "unknown"),
        ("import os\ntry:\n    X = os.environ['X']\nexcept KeyError:\n    X = 'a'\n", "unknown"),
        ("X = 1\nlocals().update(other())\n", "unknown"),
        ("X = 1\nsetup(globals())\n", "unknown"),
        ("from somewhere import *\n", "unknown"),
        ("X = 1\nfrom somewhere import *\nX = 2\n", "Integer(2)"),
    ];
    for (source, expected) in cases {
        assert_eq!(alone(source), expected, "{source}");
    }
}

#[test]
fn imports_are_followed() {
    let base = ("mysite/base.py", "import os\nX = os.path.dirname(__file__)\n_Y = 1\n");
    let seen = |source: &str| x(&[base, ("mysite/settings.py", source)], &[]);
    assert_eq!(seen("from .base import *\n"), "ROOT/mysite");
    assert_eq!(seen("from mysite.base import *\nX = os.path.basename(X)\n"), "mysite");
    assert_eq!(seen("from .base import X as Z\nX = Z + '/a'\n"), "ROOT/mysite/a");
    assert_eq!(seen("from .base import _Z as X\n"), "unknown");
    assert_eq!(seen("from .settings import *\n"), "unknown");
}

#[test]
fn variables_are_those_given() {
    let missing = |source: &str, files: &[(&str, &str)], env: &[(&str, &str)]| {
        let files = [files, &[("mysite/settings.py", source)]].concat();
        let django = django(&files, env).expect("a project of Django");
        let read = django.read().expect("settings").clone();
        read.missing_variables
            .into_iter()
            .map(|missing| missing.reader.says(&missing.variable, None))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let environ = "import os\nA = os.environ['A']\nB = {'x': [int(os.environ['B'])]}\nC = os.environ.get('C')\n";
    assert_eq!(missing(environ, &[], &[]), "KeyError: 'A'; KeyError: 'B'");
    assert_eq!(missing(environ, &[], &[("A", ""), ("B", "1")]), "");
    assert_eq!(missing("import os\nif unknown:\n    A = os.environ['A']\n", &[], &[]), "");
    assert_eq!(missing("import os\nA = os.getenv('A') or os.environ['B']\n", &[], &[]), "");
    assert_eq!(missing("import os\nos.environ['A'] = '1'\nA = os.environ['A']\n", &[], &[]), "");
    assert_eq!(
        missing("import os\nfrom dotenv import load_dotenv\nload_dotenv()\nA = os.environ['A']\n", &[(".env", "A=1")], &[]),
        ""
    );
    let none =
        "import os\nA = os.getenv('A')\nB = A.split(',')\nC = int(os.environ.get('C'))\nD = A[0]\nE = int(A or 1)\nF = str(A)\n";
    assert_eq!(
        missing(none, &[], &[]),
        "AttributeError: 'NoneType' object has no attribute 'split'; TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'; TypeError: 'NoneType' object is not subscriptable"
    );
    assert_eq!(missing(none, &[], &[("A", "a,b"), ("C", "1")]), "");
    let decouple = "from decouple import config\nA = config('A')\nB = config('B', default=1)\nC = config('C', cast=bool)\n";
    assert!(missing(decouple, &[], &[("C", "1")]).starts_with("decouple.UndefinedValueError: A not found."));
    assert_eq!(missing(decouple, &[(".env", "A=1\nC=0\n")], &[]), "");
    assert_eq!(missing(decouple, &[("settings.ini", "")], &[]), "");
    let environ = "import environ\nenv = environ.Env(DEBUG=(bool, False))\nA = env('DEBUG')\nB = env.db()\nC = env.str('C', '')\nD = env('D')\n";
    assert_eq!(
        missing(environ, &[], &[("DATABASE_URL", "x")]),
        "django.core.exceptions.ImproperlyConfigured: Set the D environment variable"
    );
    assert_eq!(
        missing("import environ\nenv = environ.Env()\nenviron.Env.read_env()\nA = env('A')\n", &[("mysite/.env", "A=1")], &[]),
        ""
    );
}

#[test]
fn given_variables_decide_branches_and_defaults_only_tell_what_may_be() {
    let source = "import os\nX = os.environ.get('ROOT_DIR', 'static')\n";
    assert_eq!(x(&[("mysite/settings.py", source)], &[]), "ROOT_DIR or static");
    assert_eq!(x(&[("mysite/settings.py", source)], &[("ROOT_DIR", "a")]), "a");
    let source = "import os\nif os.environ.get('PROD') == '1':\n    X = 1\n";
    assert_eq!(x(&[("mysite/settings.py", source)], &[("PROD", "1")]), "Integer(1)");
    assert_eq!(x(&[("mysite/settings.py", source)], &[("PROD", "0")]), "unset");
}

#[test]
fn the_settings_module_is_the_one_that_manage_py_names() {
    let module = |manage_py: &str, env: &[(&str, &str)]| {
        let files = [("manage.py", manage_py), ("mysite/settings.py", ""), ("mysite/other.py", "")];
        django(&files, env).map(|django| django.module)
    };
    let given = [("DJANGO_SETTINGS_MODULE", "mysite.other")];
    assert_eq!(module(MANAGE_PY, &[]).as_deref(), Some("mysite.settings"));
    assert_eq!(module(MANAGE_PY, &given).as_deref(), Some("mysite.other"));
    let fixed = "import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'mysite.settings'\n";
    assert_eq!(module(fixed, &given).as_deref(), Some("mysite.settings"));
    let chosen = "import os\nif x:\n    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n";
    assert_eq!(module(chosen, &[]), None);
    assert_eq!(module("from flask_script import Manager\n", &[]), None);
}

#[test]
fn a_branch_keeps_to_itself_what_is_not_sure() {
    let cases = [
        ("from django.x import *\nX = 1\nclass A:\n    Y = 2\n", "Integer(1)"),
        ("X = 1\nclass A:\n    from django.x import *\n", "unknown"),
        ("X = 1\nclass A:\n    X = 2\n", "Integer(1)"),
        ("X = [1]\nif a:\n    X += [2]\n    X += [3]\n", "unknown"),
        ("X = [1]\nif a:\n    Y = 2\nX += [3]\n", "[Integer(1) Integer(3)]"),
        ("if a:\n    X = 1\n    if b:\n        X = 2\n    X = 3\nelse:\n    X = 3\n", "Integer(3)"),
        ("X = 1\nif a:\n    X = 2\n    raise E\n", "Integer(1)"),
        ("X = 1\ntry:\n    X = f()\nexcept E:\n    X = 1\n", "unknown"),
        ("X = 1\ntry:\n    Y = f()\nexcept E:\n    Y = 2\n", "Integer(1)"),
        ("X = 1\nif a:\n    from django.x import *\n    raise E\n", "Integer(1)"),
        ("X = 1\nif a:\n    del X\nelse:\n    del X\n", "unset"),
    ];
    for (text, expected) in cases {
        assert_eq!(alone(text), expected, "{text}");
    }
}

#[test]
fn what_is_copied_without_end_is_given_up() {
    let copies = |many: usize| format!("a = [{}]\n{}X = a\n", "1, ".repeat(1_000), "b = a\n".repeat(many));
    assert_eq!(alone(&copies(100)), format!("[{}]", vec!["Integer(1)"; 1_000].join(" ")));
    assert_eq!(alone(&copies(1_000)), "unknown");
}
