//! Waits for a web process to listen, and asks it for its first page.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::Answer;
use super::listeners;
use crate::executor::failure::Met;

/// How often it is looked whether it listens.
const LOOK: Duration = Duration::from_millis(100);
/// How long a server may take from its first address to the next.
const MORE_ADDRESSES: Duration = Duration::from_secs(1);
/// How long an answer may take, as at Heroku.
const FOR_AN_ANSWER: Duration = Duration::from_secs(30);
/// How long is waited after a connection that was broken off, be it for another worker or for the end.
const AFTER_A_BREAK: Duration = Duration::from_millis(300);
/// How long is waited for what the process prints of the request.
const LAST_WORDS: Duration = Duration::from_millis(300);

/// A visit to a web process.
#[derive(Debug)]
pub(in crate::executor) struct Visit {
    port: u16,
    host: String,
    patience: Duration,
    begin: Instant,
    looked: Option<Instant>,
    elsewhere: Vec<SocketAddr>,
    listening: Option<SocketAddr>,
    state: State,
    is_over: bool,
}

#[derive(Debug)]
enum State {
    /// Nothing listens at the port.
    Waiting,
    /// Only the machine itself reaches it, since then.
    OnLoopback(Instant),
    /// A request is on its way.
    Asking { since: Instant, answer: Receiver<Option<Answer>> },
    /// A connection was broken off.
    Broken { since: Instant, at: Instant },
    /// It has answered, or is not going to.
    Decided { answer: Option<Answer>, met: Option<Met>, at: Instant },
}

impl Visit {
    /// To whatever will listen at this port, for a host.
    pub(in crate::executor) fn new(port: u16, host: &str, patience: Duration) -> Self {
        let host = host.to_owned();
        Self {
            port,
            host,
            patience,
            begin: Instant::now(),
            looked: None,
            elsewhere: vec![],
            listening: None,
            state: State::Waiting,
            is_over: false,
        }
    }

    /// Goes on; whether it is over.
    pub(in crate::executor) fn go_on(&mut self, process: u32) -> bool {
        match &self.state {
            State::Waiting | State::OnLoopback(_) => self.look(process),
            State::Asking { since, answer } => match (answer.try_recv(), *since) {
                (Ok(Some(answer)), _) => self.judge(answer),
                (Ok(None) | Err(TryRecvError::Disconnected), since) => {
                    self.state = State::Broken { since, at: Instant::now() };
                }
                (Err(TryRecvError::Empty), since) => self.end_unless_in_time(since),
            },
            State::Broken { since, at } if at.elapsed() >= AFTER_A_BREAK => {
                let since = *since;
                self.ask(since);
                self.end_unless_in_time(since);
            }
            State::Broken { .. } => {}
            State::Decided { at, .. } => self.is_over = at.elapsed() >= LAST_WORDS,
        }
        self.is_over
    }

    /// Whether it is over, so that what the process prints from here on is about its end.
    pub(in crate::executor) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Where the process listens.
    pub(in crate::executor) fn listening(&self) -> Option<SocketAddr> {
        self.listening
    }

    /// The status of the answer.
    pub(in crate::executor) fn status(&self) -> Option<u16> {
        match &self.state {
            State::Decided { answer, .. } => answer.as_ref().map(|answer| answer.status),
            _ => None,
        }
    }

    /// What was met in the place of an answer.
    pub(in crate::executor) fn met(&self) -> Option<&Met> {
        match &self.state {
            State::Decided { met, .. } => met.as_ref(),
            _ => None,
        }
    }

    fn look(&mut self, process: u32) {
        if self.looked.is_some_and(|looked| looked.elapsed() < LOOK) {
            return;
        }
        self.looked = Some(Instant::now());
        let (own, elsewhere): (Vec<_>, Vec<_>) =
            listeners::of(process, self.port).into_iter().partition(|address| address.port() == self.port);
        self.elsewhere = elsewhere;
        self.listening = own.iter().find(|address| !listeners::is_loopback(address)).or(own.first()).copied();
        match (self.listening, &self.state) {
            (Some(address), _) if !listeners::is_loopback(&address) => self.ask(Instant::now()),
            (Some(address), State::OnLoopback(since)) if since.elapsed() >= MORE_ADDRESSES => {
                self.decide(Met::Loopback(address.to_string()));
            }
            (Some(_), State::OnLoopback(_)) => {}
            (Some(_), _) => self.state = State::OnLoopback(Instant::now()),
            (None, _) if self.begin.elapsed() < self.patience => self.state = State::Waiting,
            (None, _) => self.give_up(),
        }
    }

    fn give_up(&mut self) {
        let addresses: Vec<String> = self.elsewhere.iter().map(ToString::to_string).collect();
        self.decide(match addresses.is_empty() {
            true => Met::NoListener { seconds: self.begin.elapsed().as_secs() },
            false => Met::WrongPort(addresses.join(", ")),
        });
    }

    /// In a thread of its own, since whatever the process prints meanwhile has to be read.
    fn ask(&mut self, since: Instant) {
        let Some(address) = self.listening.map(reachable) else { return };
        let (sender, answer) = channel();
        let (host, patience) = (self.host.clone(), self.patience.max(FOR_AN_ANSWER));
        // Nobody listens any more once the visit is over.
        thread::spawn(move || sender.send(Answer::of(address, &host, patience)));
        self.state = State::Asking { since, answer };
    }

    fn end_unless_in_time(&mut self, since: Instant) {
        if since.elapsed() >= FOR_AN_ANSWER && self.begin.elapsed() >= self.patience {
            self.decide(Met::Unanswered { seconds: since.elapsed().as_secs() });
        }
    }

    fn judge(&mut self, answer: Answer) {
        let met = match answer.status {
            status if answer.is_failure() => Some(Met::Failed(status)),
            _ if answer.is_refusal() => Some(Met::Refused(self.host.clone())),
            _ => None,
        };
        self.state = State::Decided { answer: Some(answer), met, at: Instant::now() };
    }

    fn decide(&mut self, met: Met) {
        self.state = State::Decided { answer: None, met: Some(met), at: Instant::now() };
    }
}

/// Where a server that listens on all addresses is reached.
fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}
