//! What was changed, step by step, so that the last step can be taken back.

use std::collections::BTreeMap;

use crate::diagnostic::Fix;
use crate::language::Language::{self, En, Zh};
use crate::project::{Content, Project};

/// What a step did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Deed {
    /// The user typed in a file; all typing there without anything in between is one step.
    Typed(String),
    /// A fix was applied.
    Fixed(String),
    /// Several fixes were applied.
    FixedAll(usize),
    /// A wish for silence about a rule was written.
    Silenced(&'static str),
    /// Files were added or replaced.
    Added(Vec<String>),
}

impl Deed {
    /// The step's name.
    pub(crate) fn name(&self, language: Language) -> String {
        match (self, language) {
            (Self::Typed(file), En) => format!("typing in {file}"),
            (Self::Typed(file), Zh) => format!("在 {file} 中的输入"),
            (Self::Fixed(title), _) => title.clone(),
            (Self::FixedAll(count), En) => format!("{count} fixes"),
            (Self::FixedAll(count), Zh) => format!("{count} 处修复"),
            (Self::Silenced(code), En) => format!("ignoring {code}"),
            (Self::Silenced(code), Zh) => format!("忽略 {code}"),
            (Self::Added(files), En) => format!("adding {}", files.join(", ")),
            (Self::Added(files), Zh) => format!("添加 {}", files.join("、")),
        }
    }
}

/// One step: what it did, and how the files that it touched were before; none means that there was no such file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    deed: Deed,
    before: BTreeMap<String, Option<Content>>,
}

/// All steps, and how the files were at first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct History {
    steps: Vec<Step>,
    first: BTreeMap<String, Option<Content>>,
}

impl History {
    /// Remembers how files are before a deed changes them.
    pub(crate) fn note(&mut self, project: &Project, deed: Deed, paths: impl IntoIterator<Item = String>) {
        let is_more_typing = matches!(deed, Deed::Typed(_)) && self.steps.last().is_some_and(|step| step.deed == deed);
        if is_more_typing {
            return;
        }
        let before: BTreeMap<_, _> = paths.into_iter().map(|path| (path.clone(), project.content(&path).cloned())).collect();
        for (path, content) in &before {
            self.first.entry(path.clone()).or_insert_with(|| content.clone());
        }
        self.steps.push(Step { deed, before });
    }

    /// The step that would be taken back.
    pub(crate) fn last(&self) -> Option<&Deed> {
        self.steps.last().map(|step| &step.deed)
    }

    /// Whether a file with this content would be as it was before the last step, which touched it.
    pub(crate) fn leads_back_to(&self, path: &str, content: &Content) -> bool {
        self.steps.last().and_then(|step| step.before.get(path)?.as_ref()) == Some(content)
    }

    /// Takes the last step back and gives what it did.
    pub(crate) fn undo(&mut self, project: &mut Project) -> Option<Deed> {
        let step = self.steps.pop()?;
        for (path, content) in step.before {
            match content {
                Some(content) => project.insert(path, content),
                None => drop(project.remove(&path)),
            }
        }
        Some(step.deed)
    }

    /// The project as it was at first.
    pub(crate) fn original(&self, project: &Project) -> Project {
        let mut original = project.clone();
        for (path, content) in &self.first {
            match content {
                Some(content) => original.insert(path.clone(), content.clone()),
                None => drop(original.remove(path)),
            }
        }
        original
    }

    /// The files that are not as they were at first, those included that are gone.
    pub(crate) fn changed(&self, project: &Project) -> Vec<String> {
        self.first.iter().filter(|(path, first)| project.content(path) != first.as_ref()).map(|(path, _)| path.clone()).collect()
    }
}

/// The files that a fix touches, before and after.
pub(crate) fn touched(fix: &Fix) -> impl Iterator<Item = String> {
    let edits = fix.edits.iter().map(|edit| &edit.file);
    let renames = fix.renames.iter().flat_map(|rename| [&rename.from, &rename.to]);
    let creates = fix.creates.iter().map(|create| &create.file);
    edits.chain(renames).chain(creates).chain(&fix.deletes).cloned()
}
