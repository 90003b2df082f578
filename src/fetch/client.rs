//! Requests over HTTP: who is asked, how long is waited, what is followed, and what is never told to whom.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use ureq::http::HeaderName;
use ureq::http::Response;
use ureq::http::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, IF_NONE_MATCH, LOCATION, RANGE, RETRY_AFTER};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error, Timeout};

use super::address::{Address, Origin};
use super::limits::Limits;
use super::names::Names;
use super::trouble::Trouble;

/// How often a question is asked that may be answered the next time.
const TRIES: u32 = 3;
/// How many redirections are followed.
const REDIRECTIONS: usize = 5;
/// A host that has not answered at all so many times in a row is not asked again.
const PATIENCE: usize = 3;
/// The pause of a host that is not asked again.
const NEVER: Option<Duration> = Some(Duration::MAX);
/// How many questions are under way at once.
pub(super) const AT_ONCE: usize = 16;

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) struct Get<'a> {
    pub(super) address: &'a Address,
    /// The kinds of answer that are understood.
    pub(super) accept: &'static str,
    /// The state that is known already.
    pub(super) known: Option<&'a str>,
    /// The only bytes that are wanted, as HTTP writes them. Such an answer is not compressed.
    pub(super) range: Option<String>,
    /// The most bytes that are read, uncompressed.
    pub(super) limit: u64,
}

/// An answer whose content is yet to be read.
pub(super) struct Reply {
    /// Where it came from in the end.
    pub(super) address: Address,
    response: Response<Body>,
    limit: u64,
    /// How long all of it may take.
    time: Duration,
    bytes: Arc<AtomicU64>,
}

/// Why a try has failed, and what the host says about the time of the next.
struct Failure {
    trouble: Trouble,
    pause: Option<Duration>,
}

/// Asks hosts. One of it is for all threads.
pub(super) struct Client {
    agent: Agent,
    limits: Limits,
    /// What a host wants to see before it answers.
    credentials: Mutex<BTreeMap<Origin, String>>,
    /// How many times in a row a host has not answered at all, and what happened last.
    silent: Mutex<BTreeMap<Origin, (usize, Trouble)>>,
    bytes: Arc<AtomicU64>,
}

impl Client {
    pub(super) fn new(limits: Limits) -> Self {
        // The certificates of the system, to which companies add their own.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .user_agent(concat!("pushready/", env!("CARGO_PKG_VERSION")))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(2 * AT_ONCE)
            .max_idle_connections_per_host(AT_ONCE)
            .timeout_resolve(Some(limits.connect))
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.whole));
        let agent = Agent::with_parts(config.build(), DefaultConnector::default(), Names::default());
        Self { agent, limits, credentials: Mutex::default(), silent: Mutex::default(), bytes: Arc::default() }
    }

    pub(super) fn limits(&self) -> &Limits {
        &self.limits
    }

    /// From now on, this host gets to see these credentials.
    pub(super) fn introduce(&self, origin: Origin, authorization: String) {
        locked(&self.credentials).insert(origin, authorization);
    }

    /// What a host gets to see.
    pub(super) fn authorization(&self, origin: &Origin) -> Option<String> {
        locked(&self.credentials).get(origin).cloned()
    }

    /// How many bytes have come so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Asks, and again where the next try may go well; gives what `read` makes of the answer.
    pub(super) fn ask<T>(&self, get: &Get<'_>, read: impl Fn(Reply) -> Result<T, Trouble>) -> Result<T, Trouble> {
        let mut usual_pause = self.limits.pause;
        let mut tries = 1;
        loop {
            let failure = match self.follow(get).and_then(|reply| Ok(read(reply)?)) {
                Ok(made) => {
                    locked(&self.silent).remove(&get.address.origin());
                    return Ok(made);
                }
                Err(failure) => failure,
            };
            if failure.trouble.is_of_host() {
                self.note_silence(get.address.origin(), &failure.trouble);
            }
            let pause = failure.pause.unwrap_or(usual_pause);
            if tries == TRIES || !failure.trouble.may_pass() || pause > self.limits.longest_pause {
                return Err(failure.trouble);
            }
            thread::sleep(pause);
            (tries, usual_pause) = (tries + 1, 2 * usual_pause);
        }
    }

    /// Asks where the answers lead.
    fn follow(&self, get: &Get<'_>) -> Result<Reply, Failure> {
        let mut address = get.address.clone();
        for _ in 0..=REDIRECTIONS {
            let reply = self.ask_once(get, address)?;
            if !matches!(reply.status(), 301 | 302 | 303 | 307 | 308) {
                return Ok(reply);
            }
            let next = reply.header(&LOCATION).and_then(|location| reply.address.join(location)).ok_or(Trouble::NoIndex)?;
            if reply.address.origin().is_encrypted() && !next.origin().is_encrypted() {
                return Err(Trouble::SentIntoTheOpen.into());
            }
            address = next;
        }
        Err(Trouble::SentAround.into())
    }

    fn ask_once(&self, get: &Get<'_>, address: Address) -> Result<Reply, Failure> {
        let origin = address.origin();
        if let Some((count, trouble)) = locked(&self.silent).get(&origin)
            && *count >= PATIENCE
        {
            return Err(Failure { trouble: trouble.clone(), pause: NEVER });
        }
        let response = self.send(get, &address, &origin).map_err(|error| self.trouble(error))?;
        let reply = Reply { address, response, limit: get.limit, time: self.limits.whole, bytes: Arc::clone(&self.bytes) };
        match reply.status() {
            200 | 206 | 304 | 404 | 410 | 301 | 302 | 303 | 307 | 308 => Ok(reply),
            status @ (401 | 403) => Err(Trouble::Refused(status).into()),
            status @ (429 | 500..) => {
                let pause = reply.header(&RETRY_AFTER).and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
                Err(Failure { trouble: Trouble::Busy(status), pause })
            }
            status => Err(Trouble::Status(status).into()),
        }
    }

    fn send(&self, get: &Get<'_>, address: &Address, origin: &Origin) -> Result<Response<Body>, Error> {
        let encoding = if get.range.is_some() { "identity" } else { "gzip" };
        let mut request = self.agent.get(address.as_str()).header(ACCEPT, get.accept).header(ACCEPT_ENCODING, encoding);
        let more = [
            (AUTHORIZATION, self.authorization(origin)),
            (IF_NONE_MATCH, get.known.map(str::to_owned)),
            (RANGE, get.range.clone()),
        ];
        for (name, value) in more {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request.call()
    }

    fn note_silence(&self, origin: Origin, trouble: &Trouble) {
        let mut silent = locked(&self.silent);
        let (count, last) = silent.entry(origin).or_insert_with(|| (0, trouble.clone()));
        *count += 1;
        *last = trouble.clone();
    }

    fn trouble(&self, error: Error) -> Trouble {
        let Limits { connect, whole, .. } = self.limits;
        match error {
            Error::HostNotFound => Trouble::NoHost,
            Error::Timeout(Timeout::Resolve | Timeout::Connect) => Trouble::Unreachable(connect.as_secs()),
            Error::Timeout(_) => Trouble::TooSlow(whole.as_secs()),
            Error::Tls(reason) => Trouble::Unsafe(reason.to_owned()),
            Error::Rustls(error) => Trouble::Unsafe(error.to_string()),
            Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => Trouble::Unsafe(error.to_string()),
            Error::Io(error) if is_end(error.kind()) => Trouble::BrokenOff,
            Error::Io(error) => Trouble::NoConnection(error.to_string()),
            Error::Protocol(_) => Trouble::BrokenOff,
            Error::BadUri(_) | Error::Http(_) => Trouble::NoAddress,
            other => Trouble::NoConnection(other.to_string()),
        }
    }
}

impl Reply {
    pub(super) fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    pub(super) fn header(&self, name: &HeaderName) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// All of the content.
    pub(super) fn read(self) -> Result<Vec<u8>, Trouble> {
        let (limit, time) = (self.limit, self.time);
        let mut content = vec![];
        self.reader()?.take(limit + 1).read_to_end(&mut content).map_err(|error| broken_off(&error, time))?;
        if content.len() as u64 > limit { Err(Trouble::TooLarge(limit)) } else { Ok(content) }
    }

    /// The content as it comes, uncompressed. An error of the kind `TimedOut` is that of the whole answer.
    pub(super) fn reader(self) -> Result<Box<dyn Read>, Trouble> {
        let encoding = self.header(&CONTENT_ENCODING).unwrap_or_default().trim().to_ascii_lowercase();
        let body = self.response.into_body().into_with_config().limit(u64::MAX).reader();
        let counted = Counted { body, bytes: self.bytes };
        match encoding.as_str() {
            "" | "identity" => Ok(Box::new(counted)),
            "gzip" | "x-gzip" => Ok(Box::new(MultiGzDecoder::new(counted))),
            _ => Err(Trouble::NoIndex),
        }
    }
}

/// What it means that a content cannot be read on.
fn broken_off(error: &io::Error, time: Duration) -> Trouble {
    if error.kind() == io::ErrorKind::TimedOut { Trouble::TooSlow(time.as_secs()) } else { Trouble::BrokenOff }
}

fn is_end(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(kind, BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof)
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self { trouble, pause: None }
    }
}

/// Counts what comes.
struct Counted<R> {
    body: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.body.read(buffer).map_err(|error| match Error::from(error) {
            error @ Error::Timeout(_) => io::Error::new(io::ErrorKind::TimedOut, error),
            error => error.into_io(),
        })?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
