//! The page, served by this program on this machine, with a folder that is open on it.
//!
//! ```text
//! request ─► access ─► page
//!               └────► folder (read, watched, written to) ─┐
//!               └────► builds (one at a time) ─────────────┴─► events
//! ```
//!
//! Everything about the project is answered to the page alone that has the token ([`access`]).
#![expect(clippy::disallowed_types, reason = "a server listens")]

mod access;
mod builds;
mod events;
mod folder;
mod page;
mod refusal;
mod reply;

pub use page::{Page, PageError};

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use serde::Serialize;
use tokio::net::TcpListener as Listener;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::UnboundedReceiverStream;

use crate::executor::Interrupt;
use crate::language::{Language, say};
use crate::project::bundle::{Bundle, BundleError};
use crate::project::folder::FolderError;
use crate::watch::{WatchError, Watcher};
use access::{Access, Kind};
use builds::Builds;
use events::Events;
use folder::Folder;
use refusal::Refusal;
use reply::{empty, json, typed};

/// The port, and those after it, where nobody names one.
const USUAL_PORTS: std::ops::Range<u16> = 4733..4743;
/// The largest request: more than anybody types.
const MOST_BYTES: usize = 32 << 20;
/// How often it is looked whether to stop.
const TICK: Duration = Duration::from_millis(50);
/// Where everything about the project begins.
const API: &str = "/api/";

/// A server that listens already.
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

struct Shared {
    access: Access,
    page: Page,
    folder: Folder,
    events: Arc<Events>,
    builds: Builds,
}

/// Why nothing is served.
#[derive(Debug)]
pub enum ServeError {
    /// The folder cannot be read.
    Folder(FolderError),
    /// The port cannot be listened at.
    Port {
        /// Which; none for one of the usual ones.
        port: Option<u16>,
        /// What the system says.
        source: io::Error,
    },
    /// The system has no random numbers, or cannot serve.
    System(io::Error),
}

impl ServeError {
    /// What is wrong and what to do, in a sentence without its end. That about the folder leaves out its path.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Folder(source) => source.text(language),
            Self::Port { port: Some(port), source } => say!(
                language,
                "port {port} of this machine cannot be listened at ({source}); give another `--port`, or 0 for any that is free",
                "无法监听本机端口 {port}（{source}）；请用 `--port` 指定其他端口，或用 0 表示任意空闲端口"
            ),
            Self::Port { port: None, source } => say!(
                language,
                "none of the usual ports of this machine can be listened at ({source}); `--port 0` takes any that is free",
                "无法监听本机的常用端口（{source}）；`--port 0` 可使用任意空闲端口"
            ),
            Self::System(source) => say!(language, "the page cannot be served ({source})", "无法提供页面（{source}）"),
        }
    }
}

/// Changes of the folder are not heard of, in each language.
#[derive(Serialize)]
#[serde(tag = "event", rename = "unwatched")]
struct Unwatched {
    reason: [String; 2],
}

/// What the page has to know first.
#[derive(Serialize)]
struct Hello {
    name: String,
    path: String,
    version: u64,
}

impl Server {
    /// Reads the folder and listens on loopback, at this port or at one of the usual ones; 0 takes any that is free.
    ///
    /// # Errors
    /// When one of these fails.
    pub fn open(folder: PathBuf, page: Page, port: Option<u16>) -> Result<Self, ServeError> {
        let folder = Folder::open(folder).map_err(ServeError::Folder)?;
        let listener = listen(port).map_err(|source| ServeError::Port { port, source })?;
        let address = listener.local_addr().map_err(ServeError::System)?;
        let access = Access::new(address.port()).map_err(|error| ServeError::System(error.into()))?;
        let events = Arc::new(Events::default());
        let builds = Builds::new(folder.root().to_owned(), Arc::clone(&events));
        events.tell_of_folder(&folder.state(), &folder.state());
        Ok(Self { listener, shared: Arc::new(Shared { access, page, folder, events, builds }) })
    }

    /// The address to open, with the token.
    #[must_use]
    pub fn address(&self) -> String {
        self.shared.access.address()
    }

    /// Serves until it is wished to end; a build that runs then ends with it.
    ///
    /// # Errors
    /// When the system does not let it serve.
    pub fn run(self, interrupt: &Interrupt) -> io::Result<()> {
        follow(Arc::clone(&self.shared));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let shared = Arc::clone(&self.shared);
        let served = runtime.block_on(async {
            self.listener.set_nonblocking(true)?;
            let listener = Listener::from_std(self.listener)?;
            let app = Router::new().fallback(answer).with_state(Arc::clone(&shared));
            tokio::select! {
                served = async { axum::serve(listener, app).await } => served,
                () = wished(interrupt) => Ok(()),
            }
        });
        runtime.shutdown_background();
        shared.builds.end();
        served
    }
}

fn listen(port: Option<u16>) -> io::Result<TcpListener> {
    let at = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return at(port);
    }
    let mut last = io::ErrorKind::AddrInUse.into();
    for port in USUAL_PORTS {
        match at(port) {
            Err(error) => last = error,
            bound => return bound,
        }
    }
    Err(last)
}

/// Tells of every change of the folder, for as long as the program runs.
#[expect(clippy::disallowed_methods, reason = "requests are answered meanwhile")]
fn follow(shared: Arc<Shared>) {
    let root = shared.folder.root().to_owned();
    std::thread::spawn(move || {
        let follow = || -> Result<(), WatchError> {
            let mut watcher = Watcher::new([root])?;
            loop {
                // What has changed before it was watched counts as well.
                shared.look_again();
                watcher.wait()?;
            }
        };
        if let Err(error) = follow() {
            let reason = [Language::En, Language::Zh].map(|language| error.text(language));
            shared.events.tell_of_deafness(&Unwatched { reason });
        }
    });
}

async fn wished(interrupt: &Interrupt) {
    while !interrupt.is_set() {
        tokio::time::sleep(TICK).await;
    }
}

/// Every request comes through here.
async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let language = language(&head.headers);
    let answered = respond(shared, head, body, language).await;
    reply::guarded(answered.unwrap_or_else(|refusal| refusal.response(language)))
}

async fn respond(shared: Arc<Shared>, head: Parts, body: Body, language: Language) -> Result<Response, Refusal> {
    let path = head.uri.path();
    let Some(asked) = path.strip_prefix(API) else {
        shared.access.check(&head, Page::kind(path))?;
        let found = shared.page.answer(path).ok_or(Refusal::NoSuchPath)?;
        return if head.method == Method::GET { Ok(found) } else { Err(Refusal::Method) };
    };
    shared.access.check(&head, Kind::Api)?;
    let (asked, version) = asked.split_once('/').map_or((asked, None), |(asked, version)| (asked, version.parse().ok()));
    match (asked, version) {
        ("hello" | "project" | "events" | "build", None) | ("patch" | "write", Some(_)) => {}
        _ => return Err(Refusal::NoSuchPath),
    }
    match (head.method.as_str(), asked) {
        ("GET", "hello") => Ok(json(&hello(&shared.folder))),
        ("GET", "project") => Ok(project(&shared.folder)),
        ("GET", "events") => Ok(stream(&shared.events)),
        ("POST", "build") => {
            let wish = serde_json::from_slice(&whole(&head, body).await?);
            let wish = wish.map_err(|error| Refusal::Wish { reason: error.to_string() })?;
            shared.builds.start(wish, language)?;
            Ok(empty(StatusCode::ACCEPTED))
        }
        ("DELETE", "build") => {
            shared.builds.stop();
            Ok(empty(StatusCode::NO_CONTENT))
        }
        ("POST", "patch") => {
            let edits = edits(&whole(&head, body).await?)?;
            Ok(typed(reply::TEXT, shared.folder.patch(version.unwrap_or_default(), &edits)?))
        }
        ("POST", "write") => {
            let edits = edits(&whole(&head, body).await?)?;
            shared.folder.write(version.unwrap_or_default(), &edits)?;
            shared.look_again();
            Ok(empty(StatusCode::NO_CONTENT))
        }
        _ => Err(Refusal::Method),
    }
}

impl Shared {
    /// Tells the page of what has changed in the folder. One that cannot be read for a moment is read again at its next
    /// change.
    fn look_again(&self) {
        if let Ok(Some(changed)) = self.folder.reread() {
            self.events.tell_of_folder(&changed, &self.folder.state());
        }
    }
}

fn hello(folder: &Folder) -> Hello {
    Hello { name: folder.name(), path: folder.root().display().to_string(), version: folder.reading().version }
}

fn project(folder: &Folder) -> Response {
    let reading = folder.reading();
    let mut response = typed(HeaderValue::from_static("application/octet-stream"), reading.given.to_vec());
    response.headers_mut().insert("x-version", HeaderValue::from(reading.version));
    response
}

fn stream(events: &Events) -> Response {
    let lines = UnboundedReceiverStream::new(events.listen()).map(Ok::<_, std::convert::Infallible>);
    let mut response = Response::new(Body::from_stream(lines));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson"));
    response
}

fn edits(body: &Bytes) -> Result<Bundle, Refusal> {
    let text = std::str::from_utf8(body).map_err(|_| BundleError::NotJson { reason: "it is not UTF-8".to_owned() });
    text.and_then(Bundle::parse).map_err(Refusal::Bundle)
}

/// The whole body, unless it is larger than any that the page sends.
async fn whole(head: &Parts, body: Body) -> Result<Bytes, Refusal> {
    let said = head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if said.is_some_and(|said| said > MOST_BYTES) {
        return Err(Refusal::TooLarge);
    }
    to_bytes(body, MOST_BYTES).await.map_err(|error| {
        let is_too_large = std::error::Error::source(&error).is_some_and(|source| source.to_string().contains("length limit"));
        if is_too_large { Refusal::TooLarge } else { Refusal::Unreadable }
    })
}

fn language(headers: &HeaderMap) -> Language {
    let wanted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    wanted.and_then(|wanted| Language::from_tag(wanted.split([',', ';']).next()?.trim())).unwrap_or_default()
}
