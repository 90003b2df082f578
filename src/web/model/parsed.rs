//! Python files that were parsed beside the page, kept by their text so that nothing is parsed twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::order;
use crate::project::Project;
use crate::syntax::python_module::PythonModule;

use super::foretold::Foretold;

/// The files that were parsed, and those that are being parsed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parsed {
    modules: BTreeMap<String, (String, Arc<PythonModule>)>,
    asked: BTreeSet<(String, String)>,
    /// What else was found out beside the page.
    pub(crate) foretold: Foretold,
    /// Whether the parser could not be loaded, or has stopped.
    has_failed: bool,
}

impl Parsed {
    /// The files of a project whose text is the one that was parsed.
    pub(crate) fn of(&self, project: &Project) -> BTreeMap<String, Arc<PythonModule>> {
        let is_current = |path: &str, parsed: &str| project.text(path).is_some_and(|text| text.as_str() == parsed);
        let current = self.modules.iter().filter(|(path, (text, _))| is_current(path, text));
        order::map(current.map(|(path, (_, module))| (path.clone(), Arc::clone(module))))
    }

    /// The files with their texts that the parser has to be asked for; from now on they are asked for.
    pub(crate) fn ask(&mut self, project: &Project, paths: &BTreeSet<String>) -> Vec<(String, String)> {
        if self.has_failed {
            return vec![];
        }
        let texts = paths.iter().filter_map(|path| Some((path.clone(), project.text(path)?.as_str().to_owned())));
        let missing: Vec<_> = texts.filter(|file| !self.asked.contains(file)).collect();
        self.asked.extend(missing.iter().cloned());
        missing
    }

    /// Keeps what the parser has made of a text; an answer that cannot be read counts as a failure.
    pub(crate) fn keep(&mut self, path: String, text: String, bytes: &[u8]) {
        match PythonModule::from_bytes(bytes) {
            Some(module) => {
                self.modules.insert(path, (text, Arc::new(module)));
            }
            None => self.has_failed = true,
        }
    }

    /// The parser could not be loaded, or has stopped; it is asked no more.
    pub(crate) fn fail(&mut self) {
        self.has_failed = true;
    }

    /// Whether the parser answers no more.
    pub(crate) fn has_failed(&self) -> bool {
        self.has_failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn project(text: &str) -> Project {
        let mut project = Project::new();
        project.insert("app.py", Content::from(text.as_bytes().to_vec()));
        project
    }

    #[test]
    fn each_text_is_asked_for_once_and_counts_for_itself_only() {
        let (mut parsed, paths) = (Parsed::default(), BTreeSet::from(["app.py".to_owned()]));
        let (old, new) = (project("a = 1\n"), project("a = 2\n"));
        let asked = parsed.ask(&old, &paths);
        assert_eq!(asked, [("app.py".to_owned(), "a = 1\n".to_owned())]);
        assert_eq!(parsed.ask(&old, &paths), []);
        let bytes = PythonModule::default().to_bytes().expect("bytes");
        parsed.keep("app.py".to_owned(), "a = 1\n".to_owned(), &bytes);
        assert!(parsed.of(&old).contains_key("app.py"));
        assert!(parsed.of(&new).is_empty(), "an answer about an older text says nothing of the newer one");
        assert_eq!(parsed.ask(&new, &paths).len(), 1);
    }

    #[test]
    fn a_parser_that_has_failed_is_asked_no_more() {
        let (mut parsed, paths) = (Parsed::default(), BTreeSet::from(["app.py".to_owned()]));
        parsed.keep("app.py".to_owned(), String::new(), &[]);
        assert!(parsed.has_failed() && parsed.ask(&project(""), &paths).is_empty());
    }
}
