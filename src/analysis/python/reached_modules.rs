//! Which modules of the project surely run: what the platform or the start command starts, and what that imports before it
//! does anything else.
//!
//! Only imports that nothing can keep from running count: those in functions, behind conditions, and in a `try` that would
//! swallow an error are left out.

mod imports;
#[cfg(feature = "cli")]
mod likely_imports;
mod seeds;
mod wanted;

pub use imports::BUILT_IN;
#[cfg(feature = "cli")]
pub use likely_imports::likely_imports;
pub use wanted::Start;

use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use crate::analysis::commands::start_command::StartCommand;
use crate::analysis::django::Django;
use crate::analysis::procfile::processes::ProcfileInForce;
use crate::analysis::settings::Settings;
use crate::analysis::static_files::StaticFiles;
use crate::syntax::python_module::PythonModule;

use super::python_files::PythonFiles;
use wanted::Wanted;

/// A module of the project that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reached {
    /// Its file.
    pub path: String,
    /// What starts it, or what imports it.
    pub start: Start,
    /// Where it is imported; none for what is started itself.
    pub importer: Option<(String, Range<usize>)>,
    /// Whether it is reached as the settings that a file names unless the variable `DJANGO_SETTINGS_MODULE` is set.
    pub by_default_settings: bool,
    /// Its text, parsed.
    pub module: Arc<PythonModule>,
}

/// The modules of the project that surely run, in about the order in which they do.
pub(in crate::analysis) fn reached_modules(
    files: &PythonFiles<'_>,
    settings: &Settings,
    static_files: &StaticFiles,
    django: Option<&Django>,
    procfile: &ProcfileInForce,
    scripts: &[StartCommand],
) -> Vec<Reached> {
    let mut wanted: VecDeque<Wanted> = seeds::seeds(files.project(), static_files, django, procfile, scripts).into();
    let (mut seen, mut reached) = (BTreeSet::new(), vec![]);
    while let Some(next) = wanted.pop_front() {
        if !seen.insert(next.path.clone()) {
            continue;
        }
        let Some(module) = files.module(&next.path) else { continue };
        // What is loaded at the first request comes after all that is loaded before.
        if let Some(django) = django.filter(|django| next.start == Start::Web && django.is_started_by(&module)) {
            wanted.extend(seeds::addresses(files.project(), &next, django));
        }
        // What a file imports comes before what is started later.
        for import in imports::imports(files, settings, &next, &module).into_iter().rev() {
            wanted.push_front(import);
        }
        let Wanted { path, start, importer, by_default_settings, .. } = next;
        reached.push(Reached { path, start, importer, by_default_settings, module });
    }
    reached
}

#[cfg(test)]
#[cfg(feature = "python")]
mod tests {
    use super::*;
    use crate::analysis::Facts;
    use crate::analysis::packages::predictions::Predictions;
    use crate::platform;
    use crate::project::{Content, Project};

    fn reached(files: &[(&str, &str)]) -> Vec<String> {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
        }
        let (files, settings) = (PythonFiles::of(&project), Settings::default());
        let predictions = Predictions::default();
        let facts = Facts::of(&files, &predictions, platform::find("rainbond").expect("a platform"), &settings);
        facts.reached_modules().iter().map(|module| module.path.clone()).collect()
    }

    fn from_app(app: &str, others: &[&str]) -> Vec<String> {
        let mut files = vec![("Procfile", "web: gunicorn app:app\n"), ("requirements.txt", "gunicorn\n"), ("app.py", app)];
        files.extend(others.iter().map(|path| (*path, "")));
        reached(&files)
    }

    #[test]
    fn imports_that_surely_run_are_followed() {
        assert_eq!(from_app("import flask\nimport a.b\n", &["a/__init__.py", "a/b.py"]), ["app.py", "a/__init__.py", "a/b.py"]);
        assert_eq!(from_app("from a import b, c\n", &["a/__init__.py", "a/b.py"]), ["app.py", "a/__init__.py", "a/b.py"]);
        assert_eq!(from_app("try:\n    import a\nexcept ImportError:\n    import b\n", &["a.py", "b.py"]), ["app.py", "a.py"]);
    }

    #[test]
    fn imports_that_may_not_run_are_not() {
        for app in [
            "def f():\n    import a\n",
            "if x:\n    import a\n",
            "try:\n    import a\nexcept Exception:\n    pass\n",
            "try:\n    import a\nexcept:\n    pass\n",
            "try:\n    import x\n    import a\nexcept ImportError:\n    pass\n",
            "import sys\nsys.exit()\nimport a\n",
            "if __name__ == '__main__':\n    import a\n",
            "from flask import a\n",
        ] {
            assert_eq!(from_app(app, &["a.py"]), ["app.py"], "{app}");
        }
    }

    #[test]
    fn a_name_that_the_package_binds_is_no_module() {
        let with = |init: &str| {
            reached(&[
                ("Procfile", "web: python run.py\n"),
                ("requirements.txt", ""),
                ("run.py", "from a import b\n"),
                ("a/__init__.py", init),
                ("a/b.py", ""),
            ])
        };
        assert_eq!(with("b = 1\n"), ["run.py", "a/__init__.py"]);
        assert_eq!(with("from x import *\n"), ["run.py", "a/__init__.py"]);
        assert_eq!(with("from .b import c\n"), ["run.py", "a/__init__.py", "a/b.py"]);
    }

    #[test]
    fn commands_name_modules_and_scripts() {
        let by = |command: &str| {
            let procfile = format!("web: {command}\n");
            reached(&[
                ("Procfile", &procfile),
                ("requirements.txt", ""),
                ("app.py", ""),
                ("src/main.py", "if __name__ == '__main__':\n    import other\n"),
                ("src/other.py", ""),
                ("site/wsgi.py", ""),
            ])
        };
        assert_eq!(by("gunicorn --bind 0.0.0.0:$PORT -w 4 app:app"), ["app.py"]);
        assert_eq!(by("gunicorn site.wsgi --log-file -"), ["site/wsgi.py"]);
        assert_eq!(by("gunicorn --chdir src main:app"), ["src/main.py"]);
        assert_eq!(by("uvicorn 'app:create_app' --factory"), ["app.py"]);
        assert_eq!(by("python -u src/main.py"), ["src/main.py", "src/other.py"]);
        assert_eq!(by("python -m app"), ["app.py"]);
        for command in
            ["cd src && gunicorn main:app", "x || gunicorn app:app", "gunicorn main:app", "celery -A app worker", "sh x.sh"]
        {
            assert_eq!(by(command), [""; 0], "{command}");
        }
    }

    #[test]
    fn settings_are_reached_through_manage_py_and_wsgi_py() {
        let manage = "import os\ndef main():\n    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site.settings')\n";
        let files = [
            ("Procfile", "web: gunicorn other.wsgi\n"),
            ("requirements.txt", "Django==2.2\n"),
            ("manage.py", manage),
            ("site/__init__.py", ""),
            ("site/settings.py", "from .base import *\n"),
            ("site/base.py", ""),
        ];
        assert_eq!(reached(&files), ["manage.py", "site/__init__.py", "site/settings.py", "site/base.py"]);
    }
}
