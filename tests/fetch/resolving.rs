//! Asking until it is known what pip chooses.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use pushready::fetch::{Fetcher, Options, Progress};
use pushready::index::address::Addresses;
use pushready::index::options;
use pushready::index::resolve::{Outcome, Request, Wanted, resolve};
use pushready::index::target::Target;
use pushready::platform::{Series, Version};
use pushready::syntax::requirements::{LineKind, RequirementsFile};

use crate::archives::{metadata, page};
use crate::desk::limits;
use crate::server::{Answer, Server};

fn wanted(text: &str) -> Vec<Wanted> {
    let lines = RequirementsFile::parse(text).lines.into_iter();
    let named = lines.filter_map(|line| if let LineKind::Named(named) = line.kind { Some(named) } else { None });
    named.map(|named| Wanted { named, is_constraint: false }).collect()
}

#[test]
fn what_is_asked_follows_from_what_is_answered() {
    let server = Server::start();
    let release = |name: &str, version: &str, requires: &[&str]| {
        let file = format!("{name}-{version}-py3-none-any.whl");
        let url = format!("/files/{file}");
        server.put(&format!("{url}.metadata"), Answer::file(metadata("2.1", requires)));
        (file, url)
    };
    for (name, releases) in [
        ("a", vec![release("a", "1", &["b"]), release("a", "2", &["b", "c (<2)"])]),
        ("b", vec![release("b", "1", &["c"])]),
        ("c", vec![release("c", "1", &[]), release("c", "2", &[])]),
    ] {
        let files: Vec<_> = releases.iter().map(|(file, url)| (file.as_str(), url.as_str(), true)).collect();
        server.put(&format!("/simple/{name}/"), Answer::json(page(&files)));
    }
    let heard: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let hear = Arc::clone(&heard);
    let mut fetcher = Fetcher::new(Options { limits: limits(), ..Options::default() }, move |progress| {
        hear.lock().expect("a list").push(progress);
    });
    let places = Addresses::of_variables(&server.index(), |_| None);
    let python = Version { series: Series { major: 3, minor: 12 }, patch: 0 };
    let target = Target { python, pip: Series { major: 24, minor: 0 }, glibc: Series { major: 2, minor: 35 } };
    let mut ask = |text: &str| {
        let (wanted, options, present) = (wanted(text), options::Options::default(), BTreeMap::new());
        let request = Request { wanted: &wanted, target, options: &options, present: &present };
        loop {
            match resolve(&request, fetcher.answers(&places)) {
                Outcome::Lacks(questions) => fetcher.answer(&places, questions),
                Outcome::Set(set) => {
                    let chosen = set.chosen.iter().map(|chosen| format!("{} {}", chosen.name, chosen.version));
                    break chosen.collect::<Vec<_>>().join(", ");
                }
                other => break format!("{other:?}"),
            }
        }
    };
    assert_eq!(ask("a\n"), "a 2, b 1, c 1");
    let first = server.asked().len();
    assert!(first >= 5, "{first} questions");
    assert_eq!(ask("a\n"), "a 2, b 1, c 1");
    assert_eq!(server.asked().len(), 0, "nothing is asked twice");
    assert!(ask("a==1\nnone-such\n").contains("NoProject"));
    let all = first + server.asked().len();
    let heard = heard.lock().expect("a list");
    let last = heard.iter().max_by_key(|progress| progress.answered).expect("something");
    assert_eq!((last.asked, last.answered, heard.len()), (all, all, all));
    assert!(last.bytes > 0);
}
