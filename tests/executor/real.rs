//! Real projects, from PyPI, each started and asked for a page.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::machine::{self, Python};
use crate::page::served;
use crate::skipped;
use crate::workplace::{Built, PROGRAM};

const FLASK: &str = "\
from flask import Flask

app = Flask(__name__)


@app.route('/')
def index():
    return 'It works'
";

const SETTINGS: &str = "\
import os

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECRET_KEY = 'only-for-this-test'
ALLOWED_HOSTS = ['*']
ROOT_URLCONF = 'site_of_test.urls'
INSTALLED_APPS = ['django.contrib.staticfiles']
MIDDLEWARE = MIDDLEWARE_CLASSES = []
STATIC_URL = '/static/'
STATIC_ROOT = os.path.join(BASE_DIR, 'staticfiles')
STATICFILES_DIRS = [os.path.join(BASE_DIR, 'static')]
";

const URLS: &str = "\
from django.http import HttpResponse
try:
    from django.urls import re_path
except ImportError:
    from django.conf.urls import url as re_path

urlpatterns = [re_path('^$', lambda request: HttpResponse('It works'))]
";

const WSGI: &str = "\
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_of_test.settings')
application = get_wsgi_application()
";

const MANAGE: &str = "\
import os
import sys

if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_of_test.settings')
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
";

/// What a platform is asked to build, with a Python of this machine.
struct Order<'a> {
    test: &'a str,
    platform: &'a str,
    python: &'a Python,
    /// The version in `runtime.txt`.
    version: &'a str,
    files: Vec<(&'a str, &'a str)>,
}

impl Order<'_> {
    /// Builds it; none if there is no PyPI to build from.
    fn build(&self, place: &Path, more: &[&str]) -> Option<Built> {
        let project = place.join("project");
        let runtime = format!("python-{}\n", self.version);
        for (path, text) in self.files.iter().chain(&[("runtime.txt", runtime.as_str())]) {
            let path = project.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let mut command = Command::new(PROGRAM);
        command.current_dir(place).stdin(Stdio::null()).env_remove("PUSHREADY_RUNTIME_URL").env("PIP_NO_COMPILE", "1");
        command.args(["build", "project", "--platform", self.platform, "--output", "output", "--no-cache"]);
        command.args(["--log-format", "json", "--nearest-patch", "--python"]).arg(&self.python.path).args(more);
        if let Some(index) = machine::index_url(self.python) {
            command.args(["--env", &format!("BUILD_PIP_INDEX_URL={index}")]);
        }
        let built = Built::of(command.output().expect("the program runs"));
        if !built.status.success() && !machine::reaches_pypi(self.python) {
            skipped::note(self.test, "PyPI cannot be reached");
            return None;
        }
        Some(built.well())
    }

    /// Builds it, and gets the page.
    fn works(&self) {
        let place = TempDir::new().expect("a temporary folder");
        let Some(built) = self.build(place.path(), &[]) else { return };
        assert_eq!(built.report()["prediction"]["held"], true);
        assert_eq!(built.report()["python"]["version"], self.python.version);
        let page = served(built.start(), place.path(), "/");
        assert!(page.ends_with("It works"), "{page}");
        if self.files.iter().any(|(path, _)| *path == "manage.py") {
            assert!(built.steps("step-finished").contains(&"collect-static"), "{}", built.stdout);
            assert!(place.path().join("output/app/staticfiles/site.css").exists());
        }
    }
}

fn flask(requirements: &str) -> Vec<(&str, &str)> {
    vec![("app.py", FLASK), ("requirements.txt", requirements), ("Procfile", "web: gunicorn app:app\n")]
}

fn django(requirements: &str) -> Vec<(&str, &str)> {
    vec![
        ("manage.py", MANAGE),
        ("site_of_test/__init__.py", ""),
        ("site_of_test/settings.py", SETTINGS),
        ("site_of_test/urls.py", URLS),
        ("site_of_test/wsgi.py", WSGI),
        ("static/site.css", "body { color: black }\n"),
        ("requirements.txt", requirements),
        ("Procfile", "web: gunicorn site_of_test.wsgi\n"),
    ]
}

#[test]
fn flask_on_3_11_works() {
    const TEST: &str = "flask_on_3_11_works";
    let Some(python) = machine::needed(TEST, "3.11") else { return };
    let files = flask("Flask==3.0.3\ngunicorn==22.0.0\n");
    Order { test: TEST, platform: "digitalocean", python: &python, version: "3.11.7", files }.works();
}

#[test]
fn flask_is_started_and_asked() {
    const TEST: &str = "flask_is_started_and_asked";
    let Some(python) = machine::needed(TEST, "3.11") else { return };
    let files = flask("Flask==3.0.3\ngunicorn==22.0.0\n");
    let place = TempDir::new().expect("a temporary folder");
    let order = Order { test: TEST, platform: "heroku", python: &python, version: "3.11.7", files };
    let Some(built) = order.build(place.path(), &["--start", "--start-timeout", "300"]) else { return };
    let started = &built.report()["started"];
    assert_eq!((&started["ok"], &started["request"]["status"]), (&true.into(), &200.into()), "{}", built.stdout);
    assert_eq!(started["prediction"]["held"], true);
    assert!(built.output().contains("Listening at"), "{}", built.stdout);
}

#[test]
fn flask_on_3_6_works() {
    const TEST: &str = "flask_on_3_6_works";
    let Some(python) = machine::needed(TEST, "3.6") else { return };
    let files = flask("Flask==2.0.3\ngunicorn==20.1.0\n");
    Order { test: TEST, platform: "rainbond", python: &python, version: "3.6.6", files }.works();
}

#[test]
fn django_on_3_9_works() {
    const TEST: &str = "django_on_3_9_works";
    let Some(python) = machine::needed(TEST, "3.9") else { return };
    let files = django("Django==4.2.16\ngunicorn==22.0.0\n");
    Order { test: TEST, platform: "digitalocean", python: &python, version: "3.9.18", files }.works();
}

#[test]
fn django_on_3_12_works() {
    const TEST: &str = "django_on_3_12_works";
    let Some(python) = machine::needed(TEST, "3.12") else { return };
    let files = django("Django==5.1.4\ngunicorn==23.0.0\n");
    Order { test: TEST, platform: "digitalocean", python: &python, version: "3.12.1", files }.works();
}

#[test]
fn django_on_2_7_works() {
    const TEST: &str = "django_on_2_7_works";
    let Some(python) = machine::needed(TEST, "2.7") else { return };
    let files = django("Django==1.11.29\ngunicorn==19.10.0\n");
    Order { test: TEST, platform: "rainbond", python: &python, version: "2.7.17", files }.works();
}
