//! The projects that are measured.
#![allow(dead_code, reason = "each benchmark uses a part of it")]
#![expect(clippy::expect_used, reason = "a broken benchmark has to fail")]

use std::path::Path;

use pushready::analysis::Settings;
use pushready::language::Language;
use pushready::platform::{self, Platform};
use pushready::project::directory::read_directory;
use pushready::project::{Project, RootPolicy};
use pushready::rules::Selection;
use pushready::{Request, report::Output};

/// The folders of `examples/`.
pub(crate) const EXAMPLES: [&str; 8] = [
    "django-blog",
    "flask-shop",
    "missing-space",
    "no-server",
    "requirement-typo",
    "utf16-procfile",
    "wrong-runtime",
    "zipped-folder",
];

/// A Procfile of the usual length.
pub(crate) const PROCFILE: &str = "\
# What runs in production
web: gunicorn shop.wsgi:application --bind 0.0.0.0:$PORT --workers 3 --log-file -
worker: celery -A shop worker --loglevel=info --concurrency 2
beat: celery -A shop beat --loglevel=info
release: python manage.py migrate --noinput
";

/// Apps of the large project; a Django wheel has 3,600 files as well.
const APPS: usize = 100;
/// Files of each of them.
const FILES: usize = 36;

/// One of `examples/`.
pub(crate) fn example(name: &str) -> Project {
    read_directory(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).expect("an example")
}

/// 3,600 files in memory around a Django project, as an unpacked Django wheel is.
pub(crate) fn large_project() -> Project {
    let root = [
        ("Procfile", PROCFILE.to_owned()),
        ("requirements.txt", requirements(40)),
        ("manage.py", "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n".to_owned()),
        ("shop/__init__.py", String::new()),
        ("shop/settings.py", "INSTALLED_APPS = ['django.contrib.staticfiles']\nSTATIC_ROOT = 'static'\n".to_owned()),
        ("shop/wsgi.py", "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n".to_owned()),
    ];
    let module = python_module(12);
    let files = (0..APPS).flat_map(|app| (0..FILES).map(move |file| path(app, file)));
    let files = files.map(|path| (path, module.clone().into_bytes()));
    let root = root.into_iter().map(|(path, text)| (path.to_owned(), text.into_bytes()));
    Project::from_files(root.chain(files), RootPolicy::AsGiven)
}

fn path(app: usize, file: usize) -> String {
    match file % 3 {
        0 => format!("contrib/app{app}/locale/l{file}/LC_MESSAGES/django.po"),
        1 => format!("contrib/app{app}/templates/app{app}/page{file}.html"),
        _ => format!("contrib/app{app}/views/view{file}.py"),
    }
}

/// Lines of a requirements file, in the forms that are common.
pub(crate) fn requirements(lines: usize) -> String {
    let forms =
        ["Django==4.2.16", "celery[redis]>=5.3,<6", "psycopg2-binary==2.9.9 ; sys_platform == 'linux'", "# tools", "requests"];
    forms.iter().cycle().take(lines).fold(String::new(), |text, line| text + line + "\n")
}

/// A Python module of so many functions.
pub(crate) fn python_module(functions: usize) -> String {
    let head = "import os\nfrom decimal import Decimal\n".to_owned();
    (0..functions).fold(head, |text, number| {
        text + &format!("\n\ndef total_{number}(prices, rate=Decimal('0.2')):\n    known = {{name: price for name, price in prices.items()}}\n    return sum(known.values()) * (1 + rate) if os.environ.get('TAX') else None\n")
    })
}

/// The platform of this id.
pub(crate) fn one(id: &str) -> Vec<&'static Platform> {
    vec![platform::find(id).expect("a platform")]
}

/// Every platform.
pub(crate) fn all() -> Vec<&'static Platform> {
    platform::all().to_vec()
}

/// A check as the program makes it, without reading and printing.
pub(crate) fn check(project: &Project, platforms: &[&'static Platform]) -> Output {
    let request = Request {
        platforms: platforms.to_vec(),
        settings: Settings::default(),
        selection: Selection::default(),
        language: Language::En,
    };
    pushready::check(project, &request)
}
