//! Fixes: edits of the user's files, with a promise.
use crate::order;

use std::collections::BTreeSet;

use serde::Serialize;

/// What a fix promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Removes the problem and changes nothing else that runs.
    Safe,
    /// Is probably what was meant.
    Unsafe,
    /// Is shown only, never applied.
    Display,
}

/// Bytes of a file as given that are replaced by a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Edit {
    /// The file, from the root of the project.
    pub file: String,
    /// The first byte that goes.
    pub start: usize,
    /// The first byte that stays; equal to `start` when text is only put in.
    pub end: usize,
    /// What comes in its place, written as UTF-8.
    pub text: String,
}

/// A file that gets another name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Rename {
    /// Its name now.
    pub from: String,
    /// Its name afterwards.
    pub to: String,
}

/// A file that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Create {
    /// Its name.
    pub file: String,
    /// Its whole text.
    pub text: String,
}

/// What would mend a problem.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Fix {
    /// What it does, as an order: "Put a space after `web:`".
    pub title: String,
    /// What it promises.
    pub safety: Safety,
    /// Edits in files that are there.
    pub edits: Vec<Edit>,
    /// Files that get another name, after the edits.
    pub renames: Vec<Rename>,
    /// Files that are written.
    pub creates: Vec<Create>,
    /// Files that go.
    pub deletes: Vec<String>,
}

impl Fix {
    /// The files that it changes, by the names that they have before.
    #[must_use]
    pub fn touched(&self) -> BTreeSet<&str> {
        let edited = self.edits.iter().map(|edit| &edit.file);
        let renamed = self.renames.iter().map(|rename| &rename.from);
        let created = self.creates.iter().map(|create| &create.file);
        order::set(edited.chain(renamed).chain(created).chain(&self.deletes).map(String::as_str))
    }
}

/// A fix in the making, whose places are ranges of decoded text; [`crate::rules`] turns them into bytes of the files.
///
/// Its constructors are named by the promise, so that the author of a rule has to make one.
#[derive(Debug, Clone)]
pub struct FixBuilder {
    pub(crate) safety: Safety,
    pub(crate) edits: Vec<(String, std::ops::Range<usize>, String)>,
    pub(crate) rewrites: Vec<(String, String)>,
    pub(crate) renames: Vec<Rename>,
    pub(crate) creates: Vec<Create>,
    pub(crate) deletes: Vec<String>,
}

impl FixBuilder {
    fn new(safety: Safety) -> Self {
        Self { safety, edits: vec![], rewrites: vec![], renames: vec![], creates: vec![], deletes: vec![] }
    }

    /// A fix that removes the problem and changes nothing else that runs.
    #[must_use]
    pub fn safe() -> Self {
        Self::new(Safety::Safe)
    }

    /// A fix that is probably what was meant.
    #[must_use]
    pub fn unsafe_() -> Self {
        Self::new(Safety::Unsafe)
    }

    /// Something that only the user can do; shown, never applied.
    #[must_use]
    pub fn display() -> Self {
        Self::new(Safety::Display)
    }

    /// Replaces a range of a file's decoded text.
    #[must_use]
    pub fn edit(mut self, file: &str, range: std::ops::Range<usize>, text: impl Into<String>) -> Self {
        self.edits.push((file.to_owned(), range, text.into()));
        self
    }

    /// Replaces a whole file, whatever its encoding, by a text in UTF-8.
    #[must_use]
    pub fn rewrite(mut self, file: &str, text: impl Into<String>) -> Self {
        self.rewrites.push((file.to_owned(), text.into()));
        self
    }

    /// Gives a file another name.
    #[must_use]
    pub fn rename(mut self, from: &str, to: &str) -> Self {
        self.renames.push(Rename { from: from.to_owned(), to: to.to_owned() });
        self
    }

    /// Writes a file that is not there.
    #[must_use]
    pub fn create(mut self, file: &str, text: impl Into<String>) -> Self {
        self.creates.push(Create { file: file.to_owned(), text: text.into() });
        self
    }

    /// Deletes a file.
    #[must_use]
    pub fn delete(mut self, file: &str) -> Self {
        self.deletes.push(file.to_owned());
        self
    }
}
