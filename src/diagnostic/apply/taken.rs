//! The fixes that were taken so far, and whether one more goes with them.

use std::collections::{BTreeMap, BTreeSet};

use super::Refused;
use crate::diagnostic::{Create, Edit, Fix, Rename, Safety};
use crate::order;
use crate::project::{Content, Project};

/// Everything that will be done, by the names of the files as they are now.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken<'a> {
    edits: BTreeMap<&'a str, Vec<&'a Edit>>,
    renames: BTreeMap<&'a str, &'a str>,
    creates: BTreeMap<&'a str, &'a str>,
    deletes: BTreeSet<&'a str>,
}

impl<'a> Taken<'a> {
    /// This and one fix more, or why they do not go together.
    pub(super) fn with(&self, project: &Project, fix: &'a Fix) -> Result<Self, Refused> {
        if fix.safety == Safety::Display {
            return Err(Refused::Display);
        }
        let mut taken = self.clone();
        fix.deletes.iter().try_for_each(|file| taken.delete(project, file))?;
        fix.edits.iter().try_for_each(|edit| taken.edit(project, edit))?;
        // A fix may put a file where it has taken one away itself.
        let is_free = |path: &str| !project.has(path) || fix.deletes.iter().any(|file| file == path);
        fix.renames.iter().try_for_each(|rename| taken.rename(project, rename, is_free(&rename.to)))?;
        fix.creates.iter().try_for_each(|create| taken.create(create, is_free(&create.file)))?;
        Ok(taken)
    }

    fn delete(&mut self, project: &Project, file: &'a str) -> Result<(), Refused> {
        if !project.has(file) {
            return Err(Refused::NoSuchFile(file.to_owned()));
        }
        if self.edits.contains_key(file) || self.renames.contains_key(file) {
            return Err(Refused::InUse(file.to_owned()));
        }
        self.deletes.insert(file);
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
        let edits = self.edits.entry(&edit.file).or_default();
        if edits.contains(&edit) {
            return Ok(());
        }
        if edits.iter().any(|other| overlap(edit, other)) {
            return Err(Refused::Overlaps);
        }
        edits.push(edit);
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
            result.insert(file, Content::from(edited(bytes, edits)));
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

/// Whether two edits touch the same bytes, or put different texts in the same place.
fn overlap(one: &Edit, other: &Edit) -> bool {
    let is_same_insertion_point = one.start == one.end && other.start == other.end && one.start == other.start;
    is_same_insertion_point || (one.start < other.end && other.start < one.end)
}

fn edited(bytes: &[u8], mut edits: Vec<&Edit>) -> Vec<u8> {
    order::sort_by_key(&mut edits, |edit| (edit.start, edit.end));
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
