//! The desk asks a made-up index, and each address that it asks for is written down.

use std::collections::VecDeque;
use std::io::Write;

use zip::write::SimpleFileOptions;

use super::*;
use crate::analysis::Settings;
use crate::analysis::packages::predictions::Predictions;
use crate::index::predict::Scope;
use crate::language::Language::{En, Zh};
use crate::platform;
use crate::project::{Content, Project as Files};
use crate::rules::Selection;

const JSON: &str = "application/vnd.pypi.simple.v1+json";
const INDEX: &str = "https://index.example/simple";
const HEAD: &str = "--index-url https://index.example/simple\n";

/// What a check asks of the packages of such requirements.
fn request(requirements: &str, platform: &str) -> Vec<u8> {
    let mut project = Files::new();
    for (path, text) in [("requirements.txt", requirements), (".python-version", "3.12\n"), ("Procfile", "web: x\n")] {
        project.insert(path, Content::from(text.as_bytes().to_vec()));
    }
    let predictions = Predictions::default();
    let platforms = vec![platform::find(platform).expect("a platform")];
    let check = crate::Request { platforms, settings: Settings::default(), selection: Selection::default(), language: En };
    let _output = crate::check_views(&crate::Views::new(&project, None, &check), &predictions, &check);
    predictions.asked().iter().find(|asked| asked.scope != Scope::Named).and_then(Request::to_bytes).expect("a request")
}

fn answer(status: u16, kind: &str, content: impl Into<Vec<u8>>) -> Reply {
    Reply::Answer { status, kind: kind.to_owned(), address: INDEX.to_owned(), length: None, content: content.into() }
}

/// A page with these wheels, whose metadata lie beside them or not.
fn page(wheels: &[&str], is_beside: bool) -> Reply {
    let file = |wheel: &&str| {
        format!(
            r#"{{"filename": "{wheel}", "url": "https://files.example/{wheel}", "size": 2500000, "core-metadata": {is_beside}}}"#
        )
    };
    answer(200, JSON, format!(r#"{{"files": [{}]}}"#, wheels.iter().map(file).collect::<Vec<_>>().join(",")))
}

fn metadata(requires: &str) -> Reply {
    answer(200, "", format!("Metadata-Version: 2.1\n{requires}\n"))
}

/// `a` requires `b`, and both are there.
fn world(fetch: &Fetch) -> Reply {
    match fetch.url.as_str() {
        "https://index.example/simple/a/" => page(&["a-1.0-py3-none-any.whl"], true),
        "https://index.example/simple/b/" => page(&["b-2.0-py3-none-any.whl"], true),
        "https://files.example/a-1.0-py3-none-any.whl.metadata" => metadata("Requires-Dist: b>=1"),
        "https://files.example/b-2.0-py3-none-any.whl.metadata" => metadata(""),
        _ => answer(404, "", ""),
    }
}

/// Asks until nothing is lacking; the addresses that were asked for.
fn ask(desk: &mut Desk, chosen: &[u8], all: &[Vec<u8>], world: impl Fn(&Fetch) -> Reply) -> Vec<String> {
    let (mut asked, mut waiting) = (vec![], VecDeque::new());
    desk.ask(chosen, all);
    loop {
        while desk.is_ready() {
            waiting.extend(desk.go_on());
        }
        let Some(fetch) = waiting.pop_front() else { return asked };
        waiting.extend(desk.take(fetch.id, world(&fetch)));
        let range = fetch.range.map(|(from, to)| format!(" {from}-{to}")).unwrap_or_default();
        asked.push(format!("{}{}{range}", if fetch.is_head { "length of " } else { "" }, fetch.url));
    }
}

/// The sentences on what went wrong when this was the reply to everything.
fn troubles(reply: &Reply, language: Language) -> Vec<String> {
    let (mut desk, request) = (Desk::default(), request(&format!("{HEAD}a\n"), "heroku"));
    desk.predict(&request);
    ask(&mut desk, &request, &[], |_| reply.clone());
    desk.view(&request, false, language).expect("a view").troubles
}

#[test]
fn what_is_lacking_is_asked_once_and_then_known() {
    let (mut desk, request) = (Desk::default(), request(&format!("{HEAD}a\n"), "heroku"));
    assert_eq!(desk.predict(&request), Vec::<u8>::new());
    let asked = ask(&mut desk, &request, std::slice::from_ref(&request), world);
    assert_eq!(
        asked,
        [
            "https://index.example/simple/a/",
            "https://files.example/a-1.0-py3-none-any.whl.metadata",
            "https://index.example/simple/b/",
            "https://files.example/b-2.0-py3-none-any.whl.metadata",
        ]
    );
    let [(of, prediction)] = &desk.made()[..] else { panic!("one prediction is made") };
    assert_eq!(*of, request);
    assert_eq!(desk.predict(&request), *prediction);
    assert_eq!(ask(&mut desk, &request, &[], world), Vec::<String>::new());
    assert_eq!(desk.made(), []);
}

#[test]
fn a_later_change_asks_for_what_is_new() {
    let mut desk = Desk::default();
    let first = request(&format!("{HEAD}b\n"), "heroku");
    desk.predict(&first);
    ask(&mut desk, &first, &[], world);
    let second = request(&format!("{HEAD}a\n"), "heroku");
    desk.predict(&second);
    let view = desk.view(&second, false, En).expect("a view");
    assert_eq!(view.button, Some("Ask the package index"));
    assert!(view.more.starts_with("Without asking, nothing is known of `a`. index.example will hear the names"), "{}", view.more);
    let asked = ask(&mut desk, &second, &[], world);
    assert_eq!(asked, ["https://index.example/simple/a/", "https://files.example/a-1.0-py3-none-any.whl.metadata"]);
    let third = request(&format!("{HEAD}a\nb\n"), "heroku");
    desk.predict(&third);
    assert_eq!(desk.view(&third, false, En).expect("a view").button, None);
}

#[test]
fn the_set_is_shown_where_all_of_it_is_known() {
    let (mut desk, request) = (Desk::default(), request(&format!("{HEAD}a\n"), "heroku"));
    desk.predict(&request);
    ask(&mut desk, &request, &[], world);
    let shown = |is_whole, language| desk.view(&request, is_whole, language).expect("a view");
    assert_eq!(shown(false, En).table, None);
    let view = shown(true, En);
    assert_eq!(
        (view.button, view.more.as_str()),
        (None, "Answered by index.example. Nothing more is sent until you ask for it.")
    );
    let table = view.table.expect("a table");
    assert_eq!(table.caption, "2 packages, 5.0 MB to download");
    let rows: Vec<_> = table.rows.iter().map(|row| (row.name.as_str(), row.size.as_str(), row.why.as_str())).collect();
    assert_eq!(rows, [("a", "2.5 MB", "this project"), ("b", "2.5 MB", "a")]);
    let table = shown(true, Zh).table.expect("a table");
    assert_eq!((table.caption.as_str(), table.rows[0].why.as_str()), ("2 个软件包、需下载 5.0 MB", "本项目"));
}

#[test]
fn a_set_that_only_a_build_closes_is_not_shown() {
    let (mut desk, request) = (Desk::default(), request(&format!("{HEAD}c\n"), "heroku"));
    desk.predict(&request);
    let asked = ask(&mut desk, &request, &[], |fetch| match fetch.url.as_str() {
        "https://index.example/simple/c/" => page(&["c-1.0.tar.gz"], false),
        _ => answer(404, "", ""),
    });
    assert_eq!(asked[..2], ["https://index.example/simple/c/", "https://files.example/c-1.0.tar.gz 0-2097151"]);
    let view = desk.view(&request, false, En).expect("a view");
    assert_eq!((view.button, view.table), (None, None));
    assert!(view.more.contains("What `c` will require is known only to whoever builds it"), "{}", view.more);
}

#[test]
fn other_platforms_that_ask_the_same_host_follow() {
    let requirements = "a\n";
    let mut desk = Desk::default();
    let all: Vec<Vec<u8>> = ["heroku", "digitalocean", "rainbond-builder"].map(|id| request(requirements, id)).to_vec();
    for request in &all {
        desk.predict(request);
    }
    let hosts = |request: &[u8]| desk.case(request).expect("a case").hosts();
    assert_ne!(hosts(&all[0]), hosts(&all[2]));
    let asked = ask(&mut desk, &all[0], &all, |fetch| {
        world(&Fetch { url: fetch.url.replace(&place_of(&all[0]), INDEX), ..fetch.clone() })
    });
    assert_eq!(asked.len(), 4, "{asked:?}");
    let answered: Vec<bool> = all.iter().map(|request| desk.case(request).expect("a case").is_answered).collect();
    assert_eq!(answered, [true, true, false]);
}

#[test]
fn a_platform_that_comes_while_others_are_asked_takes_the_same_answers() {
    let [first, known, late] = ["heroku", "digitalocean", "scalingo"].map(|id| request(&format!("{HEAD}a\n"), id));
    let mut desk = Desk::default();
    desk.predict(&first);
    desk.predict(&known);
    desk.ask(&first, std::slice::from_ref(&first));
    let mut waiting = VecDeque::from(desk.go_on());
    desk.predict(&late);
    while let Some(fetch) = waiting.pop_front() {
        waiting.extend(desk.take(fetch.id, world(&fetch)));
        while desk.is_ready() {
            waiting.extend(desk.go_on());
        }
    }
    let made: Vec<Vec<u8>> = desk.made().into_iter().map(|(request, _)| request).collect();
    for request in [first, known, late] {
        assert!(made.contains(&request));
        assert_eq!(desk.view(&request, false, En).expect("a view").button, None);
    }
}

fn place_of(request: &[u8]) -> String {
    Request::from_bytes(request).expect("a request").addresses.indexes.remove(0)
}

#[test]
fn metadata_are_taken_out_of_a_wheel_by_its_parts() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(vec![]));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in [("a-1.0.dist-info/METADATA", "Metadata-Version: 2.1\n".to_owned()), ("a/x", "x".repeat(200_000))] {
        archive.start_file(name, stored).and_then(|()| Ok(archive.write_all(content.as_bytes())?)).expect("written");
    }
    let wheel = archive.finish().expect("a zip").into_inner();
    let serve = |gives_parts: bool| {
        let wheel = wheel.clone();
        move |fetch: &Fetch| match (fetch.url.ends_with(".whl"), fetch.range) {
            (false, _) => page(&["a-1.0-py3-none-any.whl"], false),
            (true, None) => {
                let Reply::Answer { status, kind, address, content, .. } = answer(200, "", "") else { unreachable!() };
                Reply::Answer { status, kind, address, length: Some(wheel.len() as u64), content }
            }
            (true, Some((from, to))) if gives_parts => {
                answer(206, "", &wheel[usize::try_from(from).expect("small")..=usize::try_from(to).expect("small")])
            }
            (true, Some(_)) => answer(200, "", wheel.clone()),
        }
    };
    for (gives_parts, count) in [(true, 4), (false, 3)] {
        let (mut desk, request) = (Desk::default(), request(&format!("{HEAD}a\n"), "heroku"));
        desk.predict(&request);
        let asked = ask(&mut desk, &request, &[], serve(gives_parts));
        assert_eq!(asked.len(), count, "{asked:?}");
        assert_eq!(asked[1], "length of https://files.example/a-1.0-py3-none-any.whl");
        let made = desk.made();
        let prediction = Prediction::from_bytes(&made[0].1).expect("a prediction");
        assert!(prediction.packages.iter().all(|package| !package.is_open), "{prediction:?}");
    }
}

#[test]
fn each_failure_is_a_sentence_and_the_check_goes_on() {
    let failure = |name: &str| Reply::Failure(name.to_owned());
    let goes_on = " The check goes on without what it says of `a`.";
    for (reply, expected) in [
        (failure("deaf"), "index.example does not answer other sites; `pushready check --index` asks it from a terminal."),
        (failure("slow"), "index.example has not answered within 30 s."),
        (failure("large"), "index.example answers with more than 64 MiB."),
        (failure("broken"), "index.example breaks its answer off in the middle."),
        (answer(403, "", ""), "index.example does not let this be read without a name and a password (status 403)."),
        (answer(503, "", ""), "index.example cannot answer at the moment (status 503)."),
        (answer(418, "", ""), "index.example gives no answer (status 418)."),
        (answer(200, "text/plain", "no"), "index.example answers with something that is no page of a package index."),
        (answer(200, "text/html", "<p>Sign in"), "index.example answers with something that is no page of a package index."),
    ] {
        assert_eq!(troubles(&reply, En), [format!("{expected}{goes_on}")]);
        let [sentence] = &troubles(&reply, Zh)[..] else { panic!("one sentence") };
        assert!(sentence.ends_with("检查继续，但不知道它所说的 `a`。"), "{sentence}");
    }
    assert_eq!(troubles(&answer(404, "", ""), En), Vec::<String>::new());
}

#[test]
fn a_host_that_answers_other_sites_may_hide_what_it_does_not_have() {
    let (mut desk, request) = (Desk::default(), request(&format!("{HEAD}a\nmissing\n"), "heroku"));
    desk.predict(&request);
    let deaf = || Reply::Failure("deaf".to_owned());
    ask(&mut desk, &request, &[], |fetch| if fetch.url.contains("missing") { deaf() } else { world(fetch) });
    let troubles = desk.view(&request, false, En).expect("a view").troubles;
    assert!(troubles.len() == 1 && troubles[0].starts_with("index.example hides an answer from other sites"), "{troubles:?}");
}

#[test]
fn what_failed_is_asked_again_and_nothing_else() {
    let (mut desk, request) = (Desk::default(), request(&format!("{HEAD}a\n"), "heroku"));
    desk.predict(&request);
    let without_b = |fetch: &Fetch| if fetch.url.ends_with("/b/") { answer(500, "", "") } else { world(fetch) };
    assert_eq!(ask(&mut desk, &request, &[], without_b).len(), 3);
    assert_eq!(desk.view(&request, false, En).expect("a view").button, Some("Ask again"));
    let asked = ask(&mut desk, &request, &[], world);
    assert_eq!(asked, ["https://index.example/simple/b/", "https://files.example/b-2.0-py3-none-any.whl.metadata"]);
    assert_eq!(desk.view(&request, false, En).expect("a view").button, None);
}

#[test]
fn who_cannot_be_asked_from_a_page_hears_nothing() {
    for (places, has_button, said) in [
        (
            "--index-url https://me:secret@index.example/simple\n",
            false,
            "The address of index.example has a name or a password in it",
        ),
        (
            "--index-url https://index.example/simple\n--find-links ./wheels\n",
            true,
            "`./wheels` is a place on the machine that builds",
        ),
    ] {
        let (mut desk, request) = (Desk::default(), request(&format!("{places}b\n"), "heroku"));
        desk.predict(&request);
        assert_eq!(desk.view(&request, false, En).expect("a view").button.is_some(), has_button);
        let asked = ask(&mut desk, &request, &[], world);
        assert_eq!(asked.iter().any(|url| url.contains("secret") || !url.starts_with("https://")), false, "{asked:?}");
        let troubles = desk.view(&request, false, En).expect("a view").troubles;
        assert!(troubles.len() == 1 && troubles[0].starts_with(said), "{troubles:?}");
    }
}

#[test]
fn whoever_stops_keeps_what_was_heard() {
    let (mut desk, request) = (Desk::default(), request(&format!("{HEAD}a\n"), "heroku"));
    desk.predict(&request);
    desk.ask(&request, &[]);
    let fetches = desk.go_on();
    assert_eq!(desk.view(&request, false, En).expect("a view").progress.expect("asking").text, "0 of 1 answers, 0 kB");
    desk.take(fetches[0].id, world(&fetches[0]));
    desk.stop();
    assert_eq!((desk.is_ready(), desk.view(&request, false, En).expect("a view").progress), (false, None));
    assert_eq!(ask(&mut desk, &request, &[], world).len(), 3);
}
