//! Finds the Python that the plan asks for: among those that are installed, else from whoever can provide it.

mod candidates;
mod interpreter;
mod providers;
mod search;

pub use interpreter::Interpreter;
pub(super) use search::Search;

use std::path::{Path, PathBuf};

use crate::platform::Version;

use super::note::Note;
use candidates::Candidate;

/// What a search has come to.
#[derive(Debug)]
pub(super) enum Found {
    /// An interpreter.
    Interpreter(Interpreter),
    /// None.
    Nothing(Searched),
}

/// Where a search was, in vain.
#[derive(Debug, Default)]
pub(super) struct Searched {
    /// The places, as a user knows them.
    pub(super) places: Vec<String>,
    /// The interpreters of the same series.
    pub(super) near: Vec<Interpreter>,
}

impl Search<'_> {
    /// Finds this version. `say` hears what is worth knowing on the way.
    pub(super) fn find(&self, version: Version, say: &mut dyn FnMut(&Note<'_>)) -> Found {
        let mut searched = Searched::default();
        for candidate in candidates::all(self.options, self.caller, version) {
            searched.visit(&candidate);
            if let Some(interpreter) = self.ask(&candidate.path, version, &mut searched) {
                return Found::Interpreter(interpreter);
            }
        }
        if self.options.nearest_patch
            && let Some(nearest) = searched.nearest(version)
        {
            say(&Note::NearestPatch { wanted: version, taken: nearest.version });
            return Found::Interpreter(nearest);
        }
        if self.options.interpreter.is_none() {
            for path in self.provided(version, &mut searched, say) {
                if let Some(interpreter) = self.ask(&path, version, &mut searched) {
                    return Found::Interpreter(interpreter);
                }
            }
        }
        Found::Nothing(searched)
    }

    fn ask(&self, path: &Path, version: Version, searched: &mut Searched) -> Option<Interpreter> {
        let interpreter = Interpreter::ask(path, self.caller, self.limits)?;
        if interpreter.version == version {
            return Some(interpreter);
        }
        let is_known = searched.near.iter().any(|known| known.version == interpreter.version);
        if interpreter.version.series == version.series && !is_known {
            searched.near.push(interpreter);
        }
        None
    }

    /// What providers bring, one after the other: none is asked while the one before it delivers.
    fn provided<'a>(&'a self, version: Version, searched: &'a mut Searched, say: &'a mut dyn FnMut(&Note<'_>)) -> Vec<PathBuf> {
        for provider in providers::all(self.options, self.caller) {
            if self.limits.interrupt.is_set() {
                break;
            }
            let place = provider.name(version);
            say(&Note::Asking { version, place: &place });
            match provider.provide(version, self, say) {
                Ok(path) => return vec![path],
                Err(reason) => say(&Note::Refused { place: &place, reason: &reason }),
            }
            searched.places.push(place);
        }
        vec![]
    }
}

impl Searched {
    fn visit(&mut self, candidate: &Candidate) {
        if !self.places.contains(&candidate.place) {
            self.places.push(candidate.place.clone());
        }
    }

    /// The nearest patch, of two the newer one.
    fn nearest(&self, version: Version) -> Option<Interpreter> {
        let distance = |near: &&Interpreter| (near.version.patch.abs_diff(version.patch), std::cmp::Reverse(near.version.patch));
        self.near.iter().min_by_key(distance).cloned()
    }
}
