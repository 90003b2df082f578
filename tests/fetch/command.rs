//! The program, asking an index on loopback: what it prints is compared whole.

use std::path::Path;
use std::process::{Command, Output};

use crate::archives::{metadata, page};
use crate::server::{Answer, Server};

/// Runs the program in a project with these requirements, on a platform whose pip looks for a set in which all fit.
fn pushready(server: &Server, requirements: &str, arguments: &[&str]) -> (String, String, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    let project = folder.path().join("project");
    std::fs::create_dir(&project).expect("a folder");
    let files = [
        ("requirements.txt", requirements),
        ("runtime.txt", "python-3.12.4\n"),
        ("Procfile", "web: gunicorn --worker-tmp-dir /dev/shm app:app\n"),
        ("app.py", "app = None\n"),
    ];
    for (name, text) in files {
        std::fs::write(project.join(name), text).expect("a file");
    }
    let output =
        run(&project, folder.path(), &[arguments, &["--platform", "digitalocean", "--index-url", &server.index()]].concat());
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8").replace(&server.url(""), "SERVER/");
    (text(output.stdout), text(output.stderr), output.status.code())
}

fn run(project: &Path, cache: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pushready"));
    command.args(arguments).arg(project).env("XDG_CACHE_HOME", cache).env("HOME", cache).env("LANG", "C");
    command.output().expect("the program runs")
}

/// A project of these releases, each with what it requires.
fn put(server: &Server, name: &str, releases: &[(&str, &[&str])]) {
    let files: Vec<(String, String)> = releases
        .iter()
        .map(|(version, requires)| {
            let file = format!("{}-{version}-py3-none-any.whl", name.replace('-', "_"));
            let url = format!("/files/{file}");
            server.put(&format!("{url}.metadata"), Answer::file(metadata("2.1", requires)));
            (file, url)
        })
        .collect();
    let files: Vec<_> = files.iter().map(|(file, url)| (file.as_str(), url.as_str(), true)).collect();
    server.put(&format!("/simple/{name}/"), Answer::json(page(&files)));
}

#[test]
fn what_is_missing_and_what_excludes_each_other_is_told() {
    let server = Server::start();
    put(&server, "gunicorn", &[("22.0.0", &[])]);
    put(&server, "shop-a", &[("1.0", &["shop-c<2"])]);
    put(&server, "shop-b", &[("1.0", &["shop-c>=2"])]);
    put(&server, "shop-c", &[("1.0", &[]), ("2.0", &[])]);
    let check = |requirements: &str| {
        let (text, errors, status) = pushready(&server, requirements, &["check", "--format", "concise"]);
        assert_eq!(errors, "", "{text}");
        (text, status)
    };
    let said = check("gunicorn==22.0.0\nshop-a==1.0\n");
    assert_eq!(said, (String::new(), Some(0)));
    let said = check("gunicorn==22.0.0\nshop-a==1.1\nshop-nothing==1.0\n");
    assert_eq!(
        said.0,
        "requirements.txt:2:1: error PSH525 no-such-release: No release of the package fits `shop-a==1.1`\n\
         requirements.txt:3:1: error PSH524 no-such-project: The package index has no project `shop-nothing`\n"
    );
    let said = check("gunicorn==22.0.0\nshop-a==1.0\nshop-b==1.0\n");
    assert_eq!(
        said,
        (
            "requirements.txt:2:1: error PSH527 conflicting-requirements: The requirements exclude each other: no release of `shop-c` fits all of them\n"
                .to_owned(),
            Some(1)
        )
    );
}

#[test]
fn the_plan_has_the_whole_set() {
    let server = Server::start();
    put(&server, "gunicorn", &[("22.0.0", &["packaging"])]);
    put(&server, "packaging", &[("24.0", &[])]);
    let (pins, errors, status) = pushready(&server, "gunicorn==22.0.0\n", &["plan", "--format", "requirements"]);
    assert_eq!((pins.as_str(), errors.as_str(), status), ("gunicorn==22.0.0\npackaging==24.0\n", "", Some(0)));
}

#[test]
fn a_failing_index_is_named_and_the_check_goes_on() {
    let server = Server::start();
    server.put("/simple/gunicorn/", Answer::status(403));
    server.put("/simple/torch/", Answer::html("<p>Sign in</p>"));
    let (text, errors, status) = pushready(&server, "gunicorn==22.0.0\ntorch==2.3.1\n", &["check", "--format", "concise"]);
    assert_eq!((text.as_str(), status), ("", Some(0)));
    assert_eq!(errors.lines().count(), 2, "{errors}");
}

#[test]
fn requirements_that_lead_back_to_themselves_come_to_an_end() {
    let server = Server::start();
    put(&server, "gunicorn", &[("22.0.0", &["shop-a[x]"])]);
    put(&server, "shop-a", &[("1.0", &["shop-b", "shop-a"]), ("2.0", &["shop-b>=1", "shop-a<2"])]);
    put(&server, "shop-b", &[("1.0", &["shop-a", "gunicorn"])]);
    let (pins, errors, status) = pushready(&server, "gunicorn==22.0.0\n", &["plan", "--format", "requirements"]);
    assert_eq!((pins.as_str(), errors.as_str(), status), ("gunicorn==22.0.0\nshop-a==1.0\nshop-b==1.0\n", "", Some(0)));
}

#[test]
fn two_thousand_requirements_are_answered() {
    let server = Server::start();
    let names: Vec<String> = (0..2_000).map(|number| format!("shop-{number:04}")).collect();
    let mut requirements = String::new();
    for name in &names {
        put(&server, name, &[("1.0", &[]), ("2.0", &[])]);
        requirements.extend([name, "==1.0\n"]);
    }
    let (pins, errors, status) = pushready(&server, &requirements, &["plan", "--format", "requirements"]);
    assert_eq!((pins.as_str(), errors.as_str(), status), (requirements.as_str(), "", Some(0)));
}

#[test]
fn a_mistyped_index_is_said_in_one_sentence() {
    let server = Server::start();
    let (text, errors, status) = pushready(&server, "gunicorn==22.0.0\nshop-a==1.0\n", &["check", "--format", "concise"]);
    assert_eq!((text.as_str(), status), ("", Some(0)));
    let said = "warning: `SERVER//simple` has none of these packages and does not look like a package index, so its address may be mistyped; the check goes on without what it says of `gunicorn` and `shop-a`\n";
    assert_eq!(errors, said);
}

#[test]
fn whom_a_project_lets_one_ask_is_said() {
    let server = Server::start();
    put(&server, "gunicorn", &[("22.0.0", &[])]);
    let folder = tempfile::tempdir().expect("a folder");
    let index = format!("index = \"http://me:secret@{}/simple\"\n", server.host);
    for (name, text) in
        [("requirements.txt", "gunicorn==22.0.0\n"), ("pushready.toml", &index), ("Procfile", "web: gunicorn app\n")]
    {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let check = |variable: Option<&str>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pushready"));
        command.arg("check").arg(folder.path()).env("XDG_CACHE_HOME", folder.path()).env("LANG", "C");
        if let Some(value) = variable {
            command.env("PUSHREADY_INDEX", value);
        }
        String::from_utf8(command.output().expect("the program runs").stderr).expect("UTF-8")
    };
    let said = check(None);
    assert!(said.starts_with(&format!("the configuration of the project names the package index {}, ", server.host)), "{said}");
    assert!(!said.contains("secret") && !server.asked().is_empty());
    assert_eq!((check(Some("0")), server.asked()), (String::new(), vec![]));
}
