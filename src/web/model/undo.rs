//! What was changed, step by step, so that the last step can be taken back, and done again by the editor's own key.

use std::collections::BTreeMap;

use crate::diagnostic::Fix;
use crate::language::{Language, list, say};
use crate::order;
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
        match self {
            Self::Typed(file) => say!(language, "typing in {file}", "在 {file} 中的输入"),
            Self::Fixed(title) => title.clone(),
            Self::FixedAll(count) => say!(language, "{count} fixes", "{count} 处修复"),
            Self::Silenced(code) => say!(language, "ignoring {code}", "忽略 {code}"),
            Self::Added(files) => say!(language, "adding {}", "添加 {}", list::row(files, language)),
        }
    }
}

/// One step: what it did, and how the files that it touched were before; none means that there was no such file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct UndoStep {
    deed: Deed,
    before: BTreeMap<String, Option<Content>>,
}

/// Typing that does nothing new, such as that of the editor's own undo key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Retraced {
    /// The last step was taken back.
    Undone(Deed),
    /// What was taken back last was done again.
    Redone(Deed),
}

impl Retraced {
    /// What the step did.
    pub(crate) fn deed(&self) -> &Deed {
        match self {
            Self::Undone(deed) | Self::Redone(deed) => deed,
        }
    }
}

/// All steps, what was taken back and how it left the files, and how the files were at first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct History {
    steps: Vec<UndoStep>,
    undone: Vec<(Deed, BTreeMap<String, Option<Content>>)>,
    first: BTreeMap<String, Option<Content>>,
}

impl History {
    /// Remembers how files are before a deed changes them.
    pub(crate) fn note(&mut self, project: &Project, deed: Deed, paths: impl IntoIterator<Item = String>) {
        self.undone.clear();
        let is_more_typing = matches!(deed, Deed::Typed(_)) && self.steps.last().is_some_and(|step| step.deed == deed);
        if is_more_typing {
            return;
        }
        let before = contents(project, paths);
        for (path, content) in &before {
            self.first.entry(path.clone()).or_insert_with(|| content.clone());
        }
        self.steps.push(UndoStep { deed, before });
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
        let UndoStep { deed, before } = self.steps.pop()?;
        self.undone.push((deed.clone(), contents(project, before.keys().cloned())));
        restore(project, before);
        Some(deed)
    }

    /// Whether a file with this content would be as what was taken back last had left it.
    pub(crate) fn leads_on_to(&self, path: &str, content: &Content) -> bool {
        self.undone.last().and_then(|(_, after)| after.get(path)?.as_ref()) == Some(content)
    }

    /// Does again what was taken back last, and gives what that is.
    pub(crate) fn redo(&mut self, project: &mut Project) -> Option<Deed> {
        let (deed, after) = self.undone.pop()?;
        self.steps.push(UndoStep { deed: deed.clone(), before: contents(project, after.keys().cloned()) });
        restore(project, after);
        Some(deed)
    }

    /// The project as it was at first.
    pub(crate) fn original(&self, project: &Project) -> Project {
        let mut original = project.clone();
        restore(&mut original, self.first.clone());
        original
    }

    /// Takes other files for what they were at first.
    pub(crate) fn start_from(&mut self, project: &Project) {
        for (path, first) in &mut self.first {
            *first = project.content(path).cloned();
        }
    }

    /// The files that are not as they were at first, those included that are gone.
    pub(crate) fn changed(&self, project: &Project) -> Vec<String> {
        self.first.iter().filter(|(path, first)| project.content(path) != first.as_ref()).map(|(path, _)| path.clone()).collect()
    }
}

/// How files are; none means that there is no such file.
fn contents(project: &Project, paths: impl IntoIterator<Item = String>) -> BTreeMap<String, Option<Content>> {
    order::map(paths.into_iter().map(|path| (path.clone(), project.content(&path).cloned())))
}

/// Makes files as they were.
fn restore(project: &mut Project, contents: BTreeMap<String, Option<Content>>) {
    for (path, content) in contents {
        match content {
            Some(content) => project.insert(path, content),
            None => drop(project.remove(&path)),
        }
    }
}

/// The files that a fix touches, before and after.
pub(crate) fn touched(fix: &Fix) -> impl Iterator<Item = String> {
    let edits = fix.edits.iter().map(|edit| &edit.file);
    let renames = fix.renames.iter().flat_map(|rename| [&rename.from, &rename.to]);
    let creates = fix.creates.iter().map(|create| &create.file);
    edits.chain(renames).chain(creates).chain(&fix.deletes).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Content {
        Content::from(text.as_bytes().to_vec())
    }

    #[test]
    fn what_was_taken_back_is_done_again_in_all_its_files() {
        let (mut history, mut project) = (History::default(), Project::new());
        project.insert("Procfile", text("web:x\n"));
        history.note(&project, Deed::FixedAll(2), ["Procfile".to_owned(), "runtime.txt".to_owned()]);
        project.insert("Procfile", text("web: x\n"));
        project.insert("runtime.txt", text("python-3.6.6\n"));
        let fixed = project.clone();
        assert_eq!(history.undo(&mut project), Some(Deed::FixedAll(2)));
        assert!(!project.has("runtime.txt"));
        assert!(history.leads_on_to("Procfile", &text("web: x\n")) && !history.leads_on_to("Procfile", &text("web:x\n")));
        assert_eq!(history.redo(&mut project), Some(Deed::FixedAll(2)));
        assert_eq!((&project, history.last()), (&fixed, Some(&Deed::FixedAll(2))));
        assert_eq!(history.redo(&mut project), None);
        assert!(history.leads_back_to("Procfile", &text("web:x\n")));
    }

    #[test]
    fn something_new_leaves_nothing_to_be_done_again() {
        let (mut history, mut project) = (History::default(), Project::new());
        project.insert("Procfile", text("a"));
        history.note(&project, Deed::Typed("Procfile".to_owned()), ["Procfile".to_owned()]);
        project.insert("Procfile", text("b"));
        history.undo(&mut project);
        history.note(&project, Deed::Silenced("PSH203"), ["pushready.toml".to_owned()]);
        assert_eq!(history.redo(&mut project), None);
    }
}
