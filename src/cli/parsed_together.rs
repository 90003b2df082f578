//! The Python files of a project, parsed on several processors: each once, whoever asks for it, and what a file imports by
//! those who wait, before it is asked for.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::analysis::python::python_files::{Parsed, source};
use crate::analysis::python::reached_modules::likely_imports;
use crate::project::Project;
use crate::syntax::python_module::{PythonModule, parse};

/// The files of one project.
#[derive(Debug)]
pub(super) struct ParsedTogether<'p> {
    project: &'p Project,
    /// Whether somebody parses ahead.
    is_ahead: bool,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// None while it is being parsed.
    modules: HashMap<String, Option<Arc<PythonModule>>>,
    ahead: VecDeque<Ahead>,
    is_over: bool,
}

/// What can be done before it is asked for.
#[derive(Debug)]
enum Ahead {
    /// Parsing this file.
    Parse(String),
    /// Looking what this file imports.
    Follow(String, Arc<PythonModule>),
}

impl<'p> ParsedTogether<'p> {
    pub(super) fn new(project: &'p Project, is_ahead: bool) -> Self {
        Self { project, is_ahead, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Parses what is most likely asked for next, until it is over.
    pub(super) fn parse_ahead(&self) {
        let mut state = self.state();
        while !state.is_over {
            state = match state.ahead.pop_front() {
                Some(next) => self.go_on(state, next),
                None => self.wait(state),
            };
        }
    }

    /// Nothing is asked for any more.
    pub(super) fn end(&self) {
        self.state().is_over = true;
        self.changed.notify_all();
    }

    /// Everything that was parsed.
    pub(super) fn into_modules(self) -> impl Iterator<Item = Arc<PythonModule>> {
        let state = self.state.into_inner().unwrap_or_else(PoisonError::into_inner);
        state.modules.into_values().flatten()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&'s self, state: MutexGuard<'s, State>) -> MutexGuard<'s, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    fn go_on<'s>(&'s self, state: MutexGuard<'s, State>, next: Ahead) -> MutexGuard<'s, State> {
        match next {
            Ahead::Parse(path) if state.modules.contains_key(&path) => state,
            Ahead::Parse(path) => {
                self.parse(state, &path);
                self.state()
            }
            Ahead::Follow(path, module) => {
                drop(state);
                let imports = likely_imports(self.project, &path, &module);
                let mut state = self.state();
                let new = imports.into_iter().filter(|path| !state.modules.contains_key(path)).map(Ahead::Parse);
                let new: Vec<_> = new.collect();
                state.ahead.extend(new);
                self.changed.notify_all();
                state
            }
        }
    }

    fn parse(&self, mut state: MutexGuard<'_, State>, path: &str) -> Option<Arc<PythonModule>> {
        state.modules.insert(path.to_owned(), None);
        drop(state);
        let turn = Turn { together: self, path };
        let module = Arc::new(parse(source(self.project, path)?.as_str()));
        let mut state = self.state();
        state.modules.insert(path.to_owned(), Some(Arc::clone(&module)));
        if self.is_ahead {
            state.ahead.push_back(Ahead::Follow(path.to_owned(), Arc::clone(&module)));
        }
        drop(state);
        drop(turn);
        Some(module)
    }
}

impl Parsed for ParsedTogether<'_> {
    /// Whoever waits for a file that another one parses does something else meanwhile.
    fn module(&self, path: &str) -> Option<Arc<PythonModule>> {
        source(self.project, path)?;
        let mut state = self.state();
        loop {
            state = match state.modules.get(path) {
                Some(Some(module)) => return Some(Arc::clone(module)),
                None => return self.parse(state, path),
                Some(None) => match state.ahead.pop_front() {
                    Some(next) => self.go_on(state, next),
                    None => self.wait(state),
                },
            };
        }
    }
}

/// Somebody's turn to parse a file. Who has it may not come to an end; then it is another one's, and nobody waits for ever.
struct Turn<'t, 'p> {
    together: &'t ParsedTogether<'p>,
    path: &'t str,
}

impl Drop for Turn<'_, '_> {
    fn drop(&mut self) {
        let mut state = self.together.state();
        if state.modules.get(self.path).is_some_and(Option::is_none) {
            state.modules.remove(self.path);
        }
        self.together.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::project::Content;

    fn project() -> Project {
        let mut project = Project::new();
        for (path, text) in [
            ("app.py", "import a\nfrom pack import b\n"),
            ("a.py", "import c\n"),
            ("c.py", "x = 1\n"),
            ("pack/b.py", "x = 1\n"),
            ("other.py", "x = 1\n"),
        ] {
            project.insert(path, Content::from(text.as_bytes().to_vec()));
        }
        project.insert("latin.py", Content::from(b"x = '\xe9'\n".to_vec()));
        project
    }

    #[test]
    fn what_is_imported_is_parsed_before_it_is_asked_for() {
        let project = project();
        let parsed = ParsedTogether::new(&project, true);
        let asked = parsed.module("app.py").expect("a module");
        assert_eq!(asked.body.len(), 2);
        let mut state = parsed.state();
        while let Some(next) = state.ahead.pop_front() {
            state = parsed.go_on(state, next);
        }
        let mut paths: Vec<&str> = state.modules.keys().map(String::as_str).collect();
        paths.sort_unstable();
        assert_eq!(paths, ["a.py", "app.py", "c.py", "pack/b.py"]);
        drop(state);
        assert!(Arc::ptr_eq(&asked, &parsed.module("app.py").expect("the same module")));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the command line does several things at once")]
    fn all_that_ask_at_once_get_the_same() {
        let project = project();
        let parsed = ParsedTogether::new(&project, true);
        let ask = || ["app.py", "a.py", "c.py", "pack/b.py"].map(|path| parsed.module(path).expect("a module"));
        let [mine, others] = thread::scope(|scope| {
            let ahead = scope.spawn(|| parsed.parse_ahead());
            let other = scope.spawn(ask);
            let asked = [ask(), other.join().expect("an end")];
            parsed.end();
            ahead.join().expect("an end");
            asked
        });
        assert!(mine.iter().zip(&others).all(|(one, other)| Arc::ptr_eq(one, other)));
    }

    #[test]
    fn what_is_no_file_that_python_reads_is_no_module() {
        let project = project();
        let parsed = ParsedTogether::new(&project, false);
        assert!(parsed.module("nowhere.py").is_none() && parsed.module("latin.py").is_none());
    }

    #[test]
    fn a_turn_that_comes_to_no_end_is_given_to_the_next() {
        let project = project();
        let parsed = ParsedTogether::new(&project, false);
        parsed.state().modules.insert("a.py".to_owned(), None);
        drop(Turn { together: &parsed, path: "a.py" });
        assert!(parsed.module("a.py").is_some());
    }
}
