//! The kind of worker that gunicorn is told to use, and what it takes to load it.

use std::str::FromStr;

use pep440_rs::{Version, VersionSpecifiers};

use crate::analysis::Facts;
use crate::analysis::commands::gunicorn_file::SERVER;
use crate::analysis::commands::programs::Program;
use crate::analysis::knowledge::packages::{are_known, may_install_beside};
use crate::analysis::packages::Presence;
use crate::analysis::requirements::release::installed_release;
use crate::text::nearest::nearest;

use super::told::{SettingValue, Told};

/// Why gunicorn cannot load a kind of worker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerFault {
    /// There is none of this name.
    Unknown {
        /// The one that was probably meant.
        meant: Option<&'static str>,
    },
    /// The release that gets installed has none of this name, though others have.
    OfAnotherRelease {
        /// The release that gets installed.
        installed: String,
        /// Those that have it.
        releases: &'static str,
    },
    /// A package that it needs is not installed.
    Missing {
        /// The package.
        package: &'static str,
    },
    /// A package that it needs is too old.
    TooOld {
        /// The package.
        package: &'static str,
        /// The release that gets installed.
        installed: String,
        /// The first release that is new enough.
        wanted: &'static str,
    },
}

/// A kind of worker.
struct Worker {
    /// What it is called, and its class.
    names: &'static [&'static str],
    /// The releases of gunicorn that have it; empty means all.
    releases: &'static str,
    needs: &'static [Need],
}

/// A package without which a worker does not load.
struct Need {
    package: &'static str,
    /// The releases of gunicorn that need it; empty means all.
    by: &'static str,
    /// The first release that is new enough; empty means any.
    from: &'static str,
}

const fn need(package: &'static str) -> Need {
    Need { package, by: "", from: "" }
}

/// From the sources of gunicorn 19.9 to 27.0, each tried with 20.1 and 27.0.
const WORKERS: &[Worker] = &[
    Worker {
        names: &["sync", "gthread", "gunicorn.workers.sync.SyncWorker", "gunicorn.workers.gthread.ThreadWorker"],
        releases: "",
        needs: &[],
    },
    Worker {
        names: &[
            "gevent",
            "gevent_wsgi",
            "gevent_pywsgi",
            "gunicorn.workers.ggevent.GeventWorker",
            "gunicorn.workers.ggevent.GeventPyWSGIWorker",
        ],
        releases: "",
        needs: &[
            need("gevent"),
            Need { package: "gevent", by: ">=20,<24", from: "1.4" },
            Need { package: "gevent", by: ">=24", from: "24.10.1" },
            // gunicorn itself brings it before.
            Need { package: "packaging", by: ">=26.1", from: "" },
        ],
    },
    Worker {
        names: &["eventlet", "gunicorn.workers.geventlet.EventletWorker"],
        releases: "<26",
        needs: &[
            need("eventlet"),
            Need { package: "eventlet", by: ">=20,<24", from: "0.24.1" },
            Need { package: "eventlet", by: ">=24", from: "0.40.3" },
        ],
    },
    Worker { names: &["tornado", "gunicorn.workers.gtornado.TornadoWorker"], releases: "", needs: &[need("tornado")] },
    Worker { names: &["asgi", "gunicorn.workers.gasgi.ASGIWorker"], releases: ">=24", needs: &[] },
    Worker {
        names: &["uvicorn.workers.UvicornWorker", "uvicorn.workers.UvicornH11Worker"],
        releases: "",
        needs: &[need("uvicorn")],
    },
    Worker {
        names: &["uvicorn_worker.UvicornWorker", "uvicorn_worker.UvicornH11Worker"],
        releases: "",
        needs: &[need("uvicorn-worker")],
    },
    Worker {
        names: &["geventwebsocket.gunicorn.workers.GeventWebSocketWorker"],
        releases: "",
        needs: &[need("gevent-websocket")],
    },
    Worker {
        names: &[
            "aiohttp.GunicornWebWorker",
            "aiohttp.GunicornUVLoopWebWorker",
            "aiohttp.worker.GunicornWebWorker",
            "aiohttp.worker.GunicornUVLoopWebWorker",
        ],
        releases: "",
        needs: &[need("aiohttp")],
    },
    Worker {
        names: &["egg:meinheld#gunicorn_worker", "meinheld.gmeinheld.MeinheldWorker"],
        releases: "",
        needs: &[need("meinheld")],
    },
];

/// Beginnings of classes of which all are in the table.
const WHOLE: &[&str] = &["uvicorn.", "uvicorn_worker.", "aiohttp."];

/// Why gunicorn cannot load the kind of worker that it is told to use.
pub(super) fn fault(told: &Told<'_>) -> Option<(SettingValue, WorkerFault)> {
    let value = (told.line.tool == SERVER).then(|| told.value("--worker-class", Some("worker_class"))).flatten()?;
    let name = value.text.trim_start_matches('#');
    let fault = match WORKERS.iter().find(|worker| worker.names.contains(&name)) {
        Some(worker) => worker.fault(told)?,
        None => unknown(name)?,
    };
    Some((value, fault))
}

/// A name that no release has. A class may come from anywhere, unless it is of a package that is known.
fn unknown(name: &str) -> Option<WorkerFault> {
    let is_class = |name: &str| name.contains('.') || name.contains(':');
    let is_whole = !is_class(name) || WHOLE.iter().any(|start| name.starts_with(start));
    let alike = WORKERS.iter().flat_map(|worker| worker.names).copied().filter(|known| is_class(known) == is_class(name));
    (is_whole && !name.is_empty()).then(|| WorkerFault::Unknown { meant: nearest(name, alike) })
}

impl Worker {
    fn fault(&self, told: &Told<'_>) -> Option<WorkerFault> {
        let facts = told.context.facts;
        let gunicorn = installed_release(facts, SERVER).map(|installed| installed.version);
        if let Some(installed) = gunicorn.as_ref().filter(|release| !is_among(self.releases, release)) {
            return Some(WorkerFault::OfAnotherRelease { installed: installed.to_string(), releases: self.releases });
        }
        let applies = |need: &&Need| need.by.is_empty() || gunicorn.as_ref().is_some_and(|release| is_among(need.by, release));
        self.needs.iter().filter(applies).find_map(|need| {
            let (package, wanted) = (need.package, need.from);
            match facts.presence(package) {
                Presence::Is(Some(release)) => {
                    let is_old = Version::from_str(wanted).is_ok_and(|wanted| *release < wanted);
                    is_old.then(|| WorkerFault::TooOld { package, installed: release.to_string(), wanted })
                }
                Presence::Is(None) => None,
                Presence::Absent | Presence::Perhaps => {
                    (!may_be_installed(facts, package)).then_some(WorkerFault::Missing { package })
                }
            }
        })
    }
}

/// Whether a package may get installed. gunicorn brings none of them in the releases that need it.
fn may_be_installed(facts: &Facts<'_>, package: &str) -> bool {
    if let Some(program) = Program::named(package) {
        return facts.installed.as_ref().is_none_or(|installed| program.may_be_installed(facts, installed));
    }
    if facts.knows_all_packages() {
        return facts.presence(package) != Presence::Absent;
    }
    !facts.pip_installs() || !are_known() || may_install_beside(&facts.requirements, &[package], SERVER)
}

fn is_among(releases: &str, release: &Version) -> bool {
    releases.is_empty() || VersionSpecifiers::from_str(releases).is_ok_and(|releases| releases.contains(release))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_releases_of_the_table_are_read() {
        let needs = || WORKERS.iter().flat_map(|worker| worker.needs);
        let texts = WORKERS.iter().map(|worker| worker.releases).chain(needs().map(|need| need.by));
        for releases in texts.filter(|releases| !releases.is_empty()) {
            assert!(VersionSpecifiers::from_str(releases).is_ok(), "{releases}");
        }
        for from in needs().map(|need| need.from).filter(|from| !from.is_empty()) {
            assert!(Version::from_str(from).is_ok(), "{from}");
        }
    }

    #[test]
    fn names_that_no_release_has_are_told_from_classes_of_the_project() {
        let meant = |name: &str| match unknown(name) {
            Some(WorkerFault::Unknown { meant }) => Some(meant),
            _ => None,
        };
        assert_eq!(meant("Gevent"), Some(Some("gevent")));
        assert_eq!(meant("uvicorn"), Some(None));
        assert_eq!(meant("uvicorn.worker.UvicornWorker"), Some(Some("uvicorn.workers.UvicornWorker")));
        assert_eq!(meant("uvicorn.workers:UvicornWorker"), Some(Some("uvicorn.workers.UvicornWorker")));
        assert_eq!(meant("workers.UvicornWorker"), None);
        assert_eq!(meant("settings.Worker"), None);
    }
}
