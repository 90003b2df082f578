//! What programs get to see, and what nobody does.

use std::fs;

use crate::machine;
use crate::packages;
use crate::workplace::{Built, Running, Workplace, paths};

const PASSWORD: &str = "a-good-password";
const KEY: &str = "begin-of-key\nmiddle-of-key\nend-of-key";

/// None of it is in what a build tells, nor in a file of the output but those that the project has written itself.
fn is_kept_secret(work: &Workplace, built: &Built, own: &[&str]) {
    let files =
        paths(&work.path("output")).into_iter().filter(|path| path.is_file() && !own.iter().any(|own| path.ends_with(own)));
    let mut texts = vec![("stdout".into(), built.stdout.clone()), ("stderr".into(), built.stderr.clone())];
    texts.extend(files.map(|path| (path.clone(), String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned())));
    for (place, text) in texts {
        for secret in [PASSWORD, "begin-of-key", "middle-of-key", "end-of-key"] {
            assert!(!text.contains(secret), "{secret} is in {}", place.display());
        }
    }
}

#[test]
fn scripts_see_what_is_set_on_the_platform_and_nothing_of_the_caller() {
    let Some(python) = machine::newest("scripts_see_what_is_set_on_the_platform_and_nothing_of_the_caller") else { return };
    let work = Workplace::new(&python);
    work.write_hook("env > seen.txt\nenv\necho \"key: $KEY\" >&2\nexit 1");
    let index = format!("BUILD_PIP_INDEX_URL={}", work.server.url_with_password("/simple", PASSWORD));
    let (key, password) = (format!("BUILD_KEY={KEY}"), format!("BUILD_DB_PASSWORD={PASSWORD}"));
    let options = ["--env", &index, "--env", &key, "--env", &password, "--env", "OTHER=not-handed-on", "--keep-failed"];
    let mut command = work.command(&options);
    for (name, value) in [("AWS_SECRET", "mine"), ("PYTHONPATH", "/mine"), ("DB_PASSWORD", "mine"), ("PIP_TARGET", "/mine")] {
        command.env(name, value);
    }
    let built = Running::of(&mut command).end().failed("hook-failed");
    let seen = fs::read_to_string(work.path("output/app/seen.txt")).expect("a file");
    let has = |line: &str| seen.lines().any(|seen| seen == line);
    assert!(has(&format!("DB_PASSWORD={PASSWORD}")) && has("KEY=begin-of-key") && has("end-of-key"), "{seen}");
    assert!(has(&format!("PIP_INDEX_URL={}", work.server.url_with_password("/simple", PASSWORD))), "{seen}");
    for name in ["AWS_SECRET", "PYTHONPATH", "OTHER", "PIP_TARGET", "BUILD_KEY"] {
        assert!(!seen.lines().any(|line| line.starts_with(&format!("{name}="))), "{name}: {seen}");
    }
    assert!(built.output().contains("DB_PASSWORD=****"), "{}", built.output());
    is_kept_secret(&work, &built, &["seen.txt"]);
}

#[test]
fn an_index_with_a_password_is_shown_without() {
    let Some(python) = machine::newest("an_index_with_a_password_is_shown_without") else { return };
    let work = Workplace::new(&python);
    let index = format!("BUILD_PIP_INDEX_URL={}", work.server.url_with_password("/simple", PASSWORD));
    let options = ["--env", &index, "--slug", "app.tgz"];
    let built = work.build(&options).well();
    is_kept_secret(&work, &built, &[]);
    let text = work.pushready("build", "project").args(options).args(["--output", "output", "--cache", "cache"]).output();
    let text = text.expect("the program runs");
    assert!(
        !String::from_utf8_lossy(&text.stderr).contains(PASSWORD) && !String::from_utf8_lossy(&text.stdout).contains(PASSWORD)
    );
}

#[test]
fn installers_see_only_what_the_platform_hands_on() {
    let Some(python) = machine::newest("installers_see_only_what_the_platform_hands_on") else { return };
    let work = Workplace::new(&python);
    // The packages that Heroku installs first are not in this index.
    work.platform("heroku", "[install]\nprepare = []\n");
    fs::create_dir(work.path("cache")).expect("a folder");
    let seen = work.path("cache/seen.txt");
    let notes =
        format!("with open({seen:?}, 'w') as file:\n    file.writelines('%s=%s\\n' % pair for pair in os.environ.items())");
    work.server.add(&packages::source("spy", &notes));
    work.write("requirements.txt", "gunicorn==21.2.0\nspy==1.0\n");
    work.write(".python-version", &python.version);
    fs::remove_file(work.path("project/runtime.txt")).expect("a file");
    let extra = format!("PIP_EXTRA_INDEX_URL={}", work.server.url_with_password("/simple", PASSWORD));
    let password = format!("DB_PASSWORD={PASSWORD}");
    let mut command = work.command(&["--env", &extra, "--env", &password]);
    command.env("PIP_INDEX_URL", work.server.url("/simple")).env("AWS_SECRET", "mine").env("PYTHONPATH", "/mine");
    let built = Running::of(&mut command).end().well();
    let seen = fs::read_to_string(seen).expect("what the package has seen");
    assert!(seen.lines().any(|line| line == extra), "{seen}");
    for name in ["DB_PASSWORD", "AWS_SECRET", "BUILD_PIP_INDEX_URL"] {
        assert!(!seen.lines().any(|line| line.starts_with(&format!("{name}="))), "{name}: {seen}");
    }
    is_kept_secret(&work, &built, &[]);
}
