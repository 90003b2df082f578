//! The profiles say what their documents say. The lists of versions are written here by hand, from those documents.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::expect_used, reason = "what is not there has to fail the test")]

use std::collections::BTreeSet;

use pushready::analysis::Settings;
use pushready::analysis::python_version::{PythonVersion, Status};
use pushready::analysis::static_files::{Reason, StaticFiles};
use pushready::platform::{self, Platform};
use pushready::project::{Content, Project};
use pushready::rules::registry;
use serde_json::Value;

fn collect_sources<'a>(value: &'a Value, sources: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(fields) => {
            sources.extend(fields.get("source").and_then(Value::as_str));
            fields.values().for_each(|value| collect_sources(value, sources));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_sources(item, sources)),
        _ => {}
    }
}

#[test]
fn every_fact_has_a_known_source_and_every_source_is_used() {
    for platform in platform::all() {
        let value = serde_json::to_value(platform).expect("a profile is JSON");
        let mut used = BTreeSet::new();
        collect_sources(&value, &mut used);
        let known: BTreeSet<&str> = platform.sources.keys().map(String::as_str).collect();
        assert_eq!(used, known, "{}", platform.id);
    }
}

#[test]
fn profiles_survive_a_round_trip() {
    for &platform in platform::all() {
        let text = toml::to_string(platform).expect("a profile is TOML");
        assert_eq!(toml::from_str::<Platform>(&text).as_ref(), Ok(platform), "{}", platform.id);
    }
}

#[test]
fn an_unknown_key_is_refused() {
    let text = toml::to_string(&platform::all()[0]).expect("a profile is TOML");
    assert!(toml::from_str::<Platform>(&format!("surprise = 1\n{text}")).is_err());
}

#[test]
fn rules_that_profiles_name_exist() {
    for platform in platform::all() {
        for code in platform.rules.keys().chain(platform.says.keys()) {
            let code = code.split(':').next().unwrap_or(code);
            assert!(registry::find(code).is_some_and(|rule| rule.code == code), "{}: {code}", platform.id);
        }
    }
}

#[test]
fn no_variable_is_listed_twice() {
    for platform in platform::all() {
        let mut seen = BTreeSet::new();
        let variables = platform.variables.iter().map(|variable| &variable.name);
        for name in variables.chain(platform.mistaken_variables.iter().map(|mistaken| &mistaken.name)) {
            assert!(seen.insert(name), "{}: {name}", platform.id);
        }
        for mistaken in &platform.mistaken_variables {
            assert!(platform.variables.iter().any(|variable| variable.name == mistaken.instead), "{}", mistaken.instead);
        }
    }
}

/// How a request for a version ends; for none at all, without a file.
fn status(id: &str, version: Option<&str>) -> PythonVersion {
    let mut project = Project::new();
    project.insert("requirements.txt", Content::from(vec![]));
    if let Some(version) = version {
        project.insert("runtime.txt", Content::from(format!("python-{version}\n").into_bytes()));
    }
    PythonVersion::of(&project, platform::find(id).expect("a platform"), &Settings::default(), None)
}

fn assert_versions(id: &str, there: &[&str], not_there: &[&str]) {
    for version in there {
        let python = status(id, Some(version));
        assert_eq!(
            (python.status, python.resolved.map(|version| version.to_string())),
            (Status::Ok, Some((*version).to_owned())),
            "{id}"
        );
    }
    for version in not_there {
        let python = status(id, Some(version));
        assert_ne!(python.status, Status::Ok, "{id} {version}");
        assert_eq!(python.resolved, None, "{id} {version}");
    }
}

#[test]
fn kato_has_the_versions_of_its_page() {
    let there = ["2.7.9", "2.7.10", "2.7.13", "2.7.14", "2.7.15", "3.6.0", "3.6.1", "3.6.2", "3.6.3", "3.6.4", "3.6.5", "3.6.6"];
    let not_there = ["2.7.8", "2.7.11", "2.7.12", "2.7.16", "2.7.17", "2.7.18", "3.4.3", "3.5.3", "3.6.7", "3.6.10", "3.7.0"];
    assert_versions("kato", &there, &not_there);
}

#[test]
fn rainbond_has_the_versions_of_its_page() {
    let there = ["2.7.9", "2.7.17", "3.4.9", "3.5.7", "3.6.6", "3.6.10"];
    let not_there = [
        "2.7.8", "2.7.10", "2.7.15", "2.7.16", "2.7.18", "3.4.8", "3.4.10", "3.5.6", "3.5.8", "3.6.0", "3.6.5", "3.6.7", "3.6.9",
        "3.6.11", "3.7.0", "3.8.1", "3.9.16",
    ];
    assert_versions("rainbond", &there, &not_there);
}

#[test]
fn digitalocean_has_the_ranges_of_its_page_and_the_default_outside_of_them() {
    let range = |series: &str, patches: std::ops::RangeInclusive<u32>| {
        patches.map(|patch| format!("{series}.{patch}")).collect::<Vec<_>>()
    };
    let there =
        [range("3.9", 12..=18), range("3.10", 4..=13), range("3.11", 0..=7), range("3.12", 0..=3), range("3.12", 4..=4)].concat();
    let there: Vec<&str> = there.iter().map(String::as_str).collect();
    // In version 253 of the buildpack, though not on the page.
    let unlisted = ["3.9.19", "3.10.14", "3.11.8", "3.11.9"];
    let not_there = ["3.9.11", "3.9.20", "3.10.3", "3.10.15", "3.11.10", "3.12.5", "3.8.19", "3.13.0", "2.7.18"];
    assert_versions("digitalocean", &[there, unlisted.to_vec()].concat(), &not_there);
    for version in ["3.6.15", "3.7.17", "3.7.0"] {
        assert_eq!(status("digitalocean", Some(version)).status, Status::EndOfLife, "{version}");
    }
}

#[test]
fn buildpacks_made_from_herokus_have_the_series_of_their_time() {
    let there = ["3.9.0", "3.9.25", "3.10.19", "3.11.14", "3.12.12", "3.13.0", "3.13.10", "3.14.1"];
    assert_versions("digitalocean-v322", &there, &["3.15.0"]);
    let there = ["3.10.0", "3.10.20", "3.11.15", "3.12.13", "3.13.13", "3.14.4"];
    assert_versions("scalingo", &there, &["3.15.0"]);
    assert_versions("dokku", &["3.10.0", "3.12.14", "3.14.7"], &["3.15.0"]);
    for (id, version) in [("digitalocean-v322", "3.8.20"), ("scalingo", "3.9.25"), ("dokku", "3.9.25"), ("dokku", "2.7.18")] {
        assert_eq!(status(id, Some(version)).status, Status::EndOfLife, "{id} {version}");
    }
}

/// What Render installs where this is set, or stands in `.python-version`.
fn on_render(set: Option<&str>, file: Option<&str>) -> (Status, Option<String>) {
    let mut project = Project::new();
    project.insert("requirements.txt", Content::from(vec![]));
    if let Some(text) = file {
        project.insert(".python-version", Content::from(text.as_bytes().to_vec()));
    }
    let env = set.iter().map(|value| ("PYTHON_VERSION".to_owned(), (*value).to_owned())).collect();
    let settings = Settings { env, ..Settings::default() };
    let python = PythonVersion::of(&project, platform::find("render").expect("a platform"), &settings, None);
    (python.status, python.resolved.map(|version| version.to_string()))
}

#[test]
fn render_wants_a_full_version_of_its_variable_and_two_numbers_of_the_file() {
    let ok = |version: &str| (Status::Ok, Some(version.to_owned()));
    assert_eq!(on_render(Some("3.13.5"), Some("3.12\n")), ok("3.13.5"));
    assert_eq!(on_render(Some("3.7.3"), None), ok("3.7.3"));
    assert_eq!(on_render(None, Some("3.12.4\n")), ok("3.12.4"));
    assert_eq!(on_render(None, Some("3.12\n")), ok("3.12.15"));
    for value in ["3.13", "python-3.13.5", "3", "latest"] {
        assert_eq!(on_render(Some(value), None), (Status::Invalid, None), "{value}");
    }
    assert_eq!(on_render(Some("3.7.2"), None), (Status::Unavailable, None));
}

#[test]
fn defaults_are_those_of_the_pages() {
    let defaults = [
        ("kato", "3.6.6"),
        ("rainbond", "3.6.6"),
        ("digitalocean", "3.12.4"),
        ("digitalocean-v322", "3.13.10"),
        ("scalingo", "3.13.13"),
        ("dokku", "3.14.7"),
        ("render", "3.14.3"),
    ];
    for (id, default) in defaults {
        let python = status(id, None);
        assert_eq!(
            (python.status, python.resolved.map(|version| version.to_string())),
            (Status::Default, Some(default.to_owned())),
            "{id}"
        );
    }
}

#[test]
fn recommendations_are_those_of_the_pages() {
    for (id, expected) in [("kato", vec!["2.7.15", "3.6.6"]), ("rainbond", vec!["2.7.17", "3.6.6"]), ("digitalocean", vec![])] {
        let platform = platform::find(id).expect("a platform");
        let recommended: Vec<String> = platform.python.recommended.value.iter().map(ToString::to_string).collect();
        assert_eq!(recommended, expected, "{id}");
    }
}

#[test]
fn markers_procfiles_indexes_and_switches_are_those_of_the_pages() {
    let documented = "web: gunicorn app:app --log-file - --access-logfile - --error-logfile -";
    for id in ["kato", "rainbond"] {
        let platform = platform::find(id).expect("a platform");
        assert_eq!(platform.detection.markers.value, ["requirements.txt"], "{id}");
        assert_eq!(platform.procfile.documented_default.as_ref().map(|default| default.value.as_str()), Some(documented), "{id}");
        let switch = &platform.static_files.switch.as_ref().expect("a switch").value;
        assert_eq!(
            (switch.variables[0].as_str(), switch.documented_value.as_str()),
            ("BUILD_DISABLE_COLLECTSTATIC", "1"),
            "{id}"
        );
        let runs: Vec<bool> = platform.static_files.commands.value.iter().map(|command| command.dry_run).collect();
        assert_eq!(runs, [true, false], "{id}");
    }
    let index = platform::find("rainbond").and_then(|platform| platform.install.index.as_ref()).map(|index| &index.value);
    let index = index.expect("an index");
    assert_eq!(index.variable, "BUILD_PIP_INDEX_URL");
    assert_eq!(index.default.as_deref(), Some("https://pypi.tuna.tsinghua.edu.cn/simple"));
    let digitalocean = platform::find("digitalocean").expect("a platform");
    assert_eq!(digitalocean.detection.markers.value, ["requirements.txt", "Pipfile", "setup.py"]);
    assert_eq!(digitalocean.runtime.worker_tmp_dir.as_ref().map(|folder| folder.value.as_str()), Some("/dev/shm"));
    assert!(digitalocean.runtime.run_command_required.value);
}

#[test]
fn the_documented_switch_switches_off_on_every_platform() {
    for platform in platform::all() {
        let Some(switch) = platform.static_files.switch.as_ref().map(|switch| &switch.value) else { continue };
        let env = switch.variables.iter().take(1).map(|name| (name.clone(), switch.documented_value.clone())).collect();
        let mut project = Project::new();
        project.insert("requirements.txt", Content::from(b"Django==2.2\n".to_vec()));
        project.insert("manage.py", Content::from(vec![]));
        let static_files = StaticFiles::of(&project, platform, &Settings { env, ..Settings::default() }, Some(true));
        assert_eq!(static_files.reason, Some(Reason::Disabled), "{}", platform.id);
    }
}
