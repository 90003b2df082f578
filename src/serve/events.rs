//! What the page is told while it is open: a line of JSON each.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A line with its end.
pub(super) type Line = String;

/// What there is to tell, and who hears it.
#[derive(Default)]
pub(super) struct Events(Mutex<Heard>);

#[derive(Default)]
struct Heard {
    /// The last word on the folder.
    folder: Option<Line>,
    /// Why changes of it are not heard of.
    unwatched: Option<Line>,
    /// Everything about the last build, so that whoever comes later hears all of it.
    build: Vec<Line>,
    listeners: Vec<UnboundedSender<Line>>,
}

impl Events {
    /// Hears what still counts, and then everything that comes.
    pub(super) fn listen(&self) -> UnboundedReceiver<Line> {
        let (sender, receiver) = unbounded_channel();
        let mut heard = self.heard();
        for line in heard.folder.iter().chain(&heard.unwatched).chain(&heard.build) {
            // The other end is in this very function.
            let _ = sender.send(line.clone());
        }
        heard.listeners.push(sender);
        receiver
    }

    /// Tells of the folder.
    pub(super) fn tell_of_folder(&self, event: &impl Serialize, lasting: &impl Serialize) {
        let mut heard = self.heard();
        heard.folder = Some(line(lasting));
        heard.tell(&line(event));
    }

    /// Tells that changes of the folder are not heard of any more.
    pub(super) fn tell_of_deafness(&self, event: &impl Serialize) {
        let mut heard = self.heard();
        let line = line(event);
        heard.tell(&line);
        heard.unwatched = Some(line);
    }

    /// Forgets the build before.
    pub(super) fn begin_build(&self) {
        self.heard().build.clear();
    }

    /// Tells of the build.
    pub(super) fn tell_of_build(&self, event: &impl Serialize) {
        let mut heard = self.heard();
        let line = line(event);
        heard.tell(&line);
        heard.build.push(line);
    }

    /// Nothing is done while it is locked that could leave it half changed.
    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Heard {
    fn tell(&mut self, line: &Line) {
        self.listeners.retain(|listener| listener.send(line.clone()).is_ok());
    }
}

fn line(event: &impl Serialize) -> Line {
    let mut line = serde_json::to_string(event).unwrap_or_default();
    line.push('\n');
    line
}
