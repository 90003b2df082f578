//! The fixes that were taken so far, and whether one more goes with them.

use std::collections::{BTreeMap, BTreeSet};

use super::Refused;
use crate::diagnostic::{Create, Edit, Fix, Rename, Safety};
use crate::project::{Content, Project};

/// Everything that will be done, by the names of the files as they are now.
#[derive(Debug, Default)]
pub(super) struct Taken<'a> {
    /// In the order of their places.
    edits: BTreeMap<&'a str, Vec<&'a Edit>>,
    renames: BTreeMap<&'a str, &'a str>,
    creates: BTreeMap<&'a str, &'a str>,
    deletes: BTreeSet<&'a str>,
    /// What the fix that is being taken has added.
    added: Vec<Added<'a>>,
}

/// A part of a fix.
#[derive(Debug, Clone, Copy)]
enum Added<'a> {
    Edit(&'a Edit),
    Rename(&'a str),
    Create(&'a str),
    Delete(&'a str),
}

impl<'a> Taken<'a> {
    /// Takes one fix more, whole, or says why it does not go together with the others.
    pub(super) fn take(&mut self, project: &Project, fix: &'a Fix) -> Result<(), Refused> {
        self.added.clear();
        let outcome = self.take_parts(project, fix);
        if outcome.is_err() {
            self.take_back();
        }
        outcome
    }

    fn take_parts(&mut self, project: &Project, fix: &'a Fix) -> Result<(), Refused> {
        if fix.safety == Safety::Display {
            return Err(Refused::Display);
        }
        fix.deletes.iter().try_for_each(|file| self.delete(project, file))?;
        fix.edits.iter().try_for_each(|edit| self.edit(project, edit))?;
        // A fix may put a file where it has taken one away itself.
        let is_free = |path: &str| !project.has(path) || fix.deletes.iter().any(|file| file == path);
        fix.renames.iter().try_for_each(|rename| self.rename(project, rename, is_free(&rename.to)))?;
        fix.creates.iter().try_for_each(|create| self.create(create, is_free(&create.file)))
    }

    /// Drops what was added last.
    fn take_back(&mut self) {
        for added in std::mem::take(&mut self.added) {
            match added {
                Added::Edit(edit) => {
                    let edits = self.edits.entry(&edit.file).or_default();
                    edits.remove(place_among(edits, edit));
                    if edits.is_empty() {
                        self.edits.remove(edit.file.as_str());
                    }
                }
                Added::Rename(from) => {
                    self.renames.remove(from);
                }
                Added::Create(file) => {
                    self.creates.remove(file);
                }
                Added::Delete(file) => {
                    self.deletes.remove(file);
                }
            }
        }
    }

    fn delete(&mut self, project: &Project, file: &'a str) -> Result<(), Refused> {
        if !project.has(file) {
            return Err(Refused::NoSuchFile(file.to_owned()));
        }
        if self.edits.contains_key(file) || self.renames.contains_key(file) {
            return Err(Refused::InUse(file.to_owned()));
        }
        if self.deletes.insert(file) {
            self.added.push(Added::Delete(file));
        }
        Ok(())
    }

    fn edit(&mut self, project: &Project, edit: &'a Edit) -> Result<(), Refused> {
        let Some(bytes) = project.bytes_of(&edit.file) else {
            return Err(Refused::NoSuchFile(edit.file.clone()));
        };
        if self.deletes.contains(edit.file.as_str()) {
            return Err(Refused::InUse(edit.file.clone()));
        }
        if edit.start > edit.end || edit.end > bytes.len() {
            return Err(Refused::OutOfBounds);
        }
        let edits = self.edits.get(edit.file.as_str()).map_or(&[][..], Vec::as_slice);
        let place = place_among(edits, edit);
        // Of edits that do not overlap, one more can overlap the one before it, the one at its place and the one behind that.
        let near = &edits[place.saturating_sub(1)..edits.len().min(place + 2)];
        if near.contains(&edit) {
            return Ok(());
        }
        if near.iter().any(|other| overlap(edit, other)) {
            return Err(Refused::Overlaps);
        }
        self.edits.entry(&edit.file).or_default().insert(place, edit);
        self.added.push(Added::Edit(edit));
        Ok(())
    }

    fn rename(&mut self, project: &Project, rename: &'a Rename, is_free: bool) -> Result<(), Refused> {
        let Rename { from, to } = rename;
        if !project.has(from) {
            return Err(Refused::NoSuchFile(from.clone()));
        }
        match self.renames.get(from.as_str()) {
            Some(other) if other == to => return Ok(()),
            Some(_) => return Err(Refused::InUse(from.clone())),
            None if self.deletes.contains(from.as_str()) => return Err(Refused::InUse(from.clone())),
            None => {}
        }
        if !is_free || self.is_written(to) {
            return Err(Refused::Exists(to.clone()));
        }
        self.renames.insert(from, to);
        self.added.push(Added::Rename(from));
        Ok(())
    }

    fn create(&mut self, create: &'a Create, is_free: bool) -> Result<(), Refused> {
        let Create { file, text } = create;
        match self.creates.get(file.as_str()) {
            Some(other) if other == text => return Ok(()),
            None if is_free && !self.is_written(file) => {}
            _ => return Err(Refused::Exists(file.clone())),
        }
        self.creates.insert(file, text);
        self.added.push(Added::Create(file));
        Ok(())
    }

    fn is_written(&self, path: &str) -> bool {
        self.creates.contains_key(path) || self.renames.values().any(|to| *to == path)
    }

    /// The project with all of it done: edits, then files that go, then those that come.
    pub(super) fn carry_out(self, project: &Project) -> Project {
        let mut result = project.clone();
        for (file, edits) in self.edits {
            let bytes = project.bytes_of(file).unwrap_or_default();
            result.insert(file, Content::from(edited(bytes, &edits)));
        }
        for file in self.deletes {
            result.remove(file);
        }
        let moved: Vec<_> = self.renames.into_iter().filter_map(|(from, to)| Some((to, result.remove(from)?))).collect();
        for (to, content) in moved {
            result.insert(to, content);
        }
        for (file, text) in self.creates {
            result.insert(file, Content::from(text.as_bytes().to_vec()));
        }
        result
    }
}

/// The place of an edit among others in their order.
fn place_among(edits: &[&Edit], edit: &Edit) -> usize {
    edits.partition_point(|other| (other.start, other.end) < (edit.start, edit.end))
}

/// Whether two edits touch the same bytes, or put different texts in the same place.
fn overlap(one: &Edit, other: &Edit) -> bool {
    let is_same_insertion_point = one.start == one.end && other.start == other.end && one.start == other.start;
    is_same_insertion_point || (one.start < other.end && other.start < one.end)
}

/// Bytes after edits that stand in the order of their places.
fn edited(bytes: &[u8], edits: &[&Edit]) -> Vec<u8> {
    let mut result = Vec::with_capacity(bytes.len());
    let mut done = 0;
    for edit in edits {
        result.extend_from_slice(&bytes[done..edit.start]);
        result.extend_from_slice(edit.text.as_bytes());
        done = edit.end;
    }
    result.extend_from_slice(&bytes[done..]);
    result
}
