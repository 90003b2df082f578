//! The name of what builds have in common: a digest of everything that decides about it.
//!
//! Each part goes in under a name that is written here, with its length. So a renaming in the program changes no name, no two
//! parts run into one another, and a field that is added to one of these types does not compile until it is in here.

use std::ffi::OsString;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::options::{Installer, Layout, PythonOptions};
use super::python::Interpreter;
use crate::plan::{Packing, Run, Tools, Work};
use crate::platform::{SetVariable, SlugIgnore};

/// The version of what follows; whatever changes the meaning of a part raises it.
const FORMAT: &str = "1";

/// A name in the making.
pub(super) struct Key(Sha256);

impl Key {
    /// The name of a thing of this kind.
    pub(super) fn of(kind: &str) -> Self {
        let mut key = Self(Sha256::new());
        key.add("format", FORMAT);
        key.add("kind", kind);
        key
    }

    /// Whether a text has the shape of such a name.
    pub(super) fn is_name(text: &str) -> bool {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        text.len() == 2 * Sha256::output_size() && text.bytes().all(is_digit)
    }

    /// The name.
    pub(super) fn finish(self) -> String {
        format!("{:x}", self.0.finalize())
    }

    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, value: impl AsRef<[u8]>) {
        for bytes in [name.as_bytes(), value.as_ref()] {
            self.0.update((bytes.len() as u64).to_le_bytes());
            self.0.update(bytes);
        }
    }

    /// Adds a part of several values, or of one or none.
    fn add_all(&mut self, name: &str, values: impl IntoIterator<Item = impl AsRef<[u8]>>) {
        let values: Vec<_> = values.into_iter().collect();
        self.add(name, values.len().to_string());
        for value in &values {
            self.add("item", value);
        }
    }

    /// Adds where Python and the packages go.
    pub(super) fn add_layout(&mut self, layout: Layout) {
        let name = match layout {
            Layout::Environment => "environment",
            Layout::Heroku => "heroku",
        };
        self.add("layout", name);
    }

    /// Adds what installs.
    pub(super) fn add_installer(&mut self, installer: Installer) {
        let name = match installer {
            Installer::Pip => "pip",
            Installer::Uv => "uv",
        };
        self.add("installer", name);
    }

    /// Adds where the Python is looked for.
    pub(super) fn add_python_options(&mut self, options: &PythonOptions) {
        let PythonOptions { interpreter, folders, runtime_url, nearest_patch } = options;
        let bytes = |path: &PathBuf| path.as_os_str().as_encoded_bytes().to_vec();
        self.add_all("python interpreter", interpreter.iter().map(bytes));
        self.add_all("python folders", folders.iter().map(bytes));
        self.add_all("runtime url", runtime_url);
        self.add("nearest patch", nearest_patch.to_string());
    }

    /// Adds the Python that was found.
    pub(super) fn add_interpreter(&mut self, interpreter: &Interpreter) {
        let Interpreter { path, version, prefix, platform } = interpreter;
        self.add("interpreter", path.as_os_str().as_encoded_bytes());
        self.add("version", version.to_string());
        self.add("prefix", prefix.as_os_str().as_encoded_bytes());
        self.add("platform", platform);
    }

    /// Adds variables, such as the settings of installers.
    pub(super) fn add_variables<'v>(&mut self, name: &str, variables: impl Iterator<Item = (&'v String, &'v OsString)>) {
        let pairs = variables.flat_map(|(name, value)| [name.as_bytes(), value.as_encoded_bytes()]);
        self.add_all(name, pairs);
    }

    /// Adds what a step does.
    pub(super) fn add_work(&mut self, work: &Work) {
        match work {
            Work::Procfile(text) => self.add_all("procfile", text),
            Work::Python(version) => self.add_all("python", version.map(|version| version.to_string())),
            Work::Run(run) => self.add_run(run),
            Work::Pack(packing) => self.add_packing(packing),
        }
    }

    /// Adds a command of the plan.
    pub(super) fn add_run(&mut self, run: &Run) {
        let Run { command, env, tools, reads } = run;
        self.add_all("run", command);
        self.add_all("env", env.iter().flat_map(|(name, value)| [name, value]));
        self.add(
            "tools",
            match tools {
                Tools::Inside => "inside",
                Tools::Apart => "apart",
            },
        );
        self.add_all("reads anything", reads.is_none().then_some(""));
        self.add_all("reads", reads.iter().flatten());
    }

    fn add_packing(&mut self, packing: &Packing) {
        let Packing { slug_ignore, root, sets, python_path_is_app_folder } = packing;
        let slug_ignore = slug_ignore.map(|when| match when {
            SlugIgnore::BeforeBuild => "before the build",
            SlugIgnore::WhenPacked => "when packed",
        });
        self.add_all("slug ignore", slug_ignore);
        self.add("root", root);
        self.add("sets", sets.len().to_string());
        for SetVariable { name, value } in sets {
            self.add("name", name);
            self.add_all("value", value);
        }
        self.add("python path is app folder", python_path_is_app_folder.to_string());
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn name(add: impl FnOnce(&mut Key)) -> String {
        let mut key = Key::of("test");
        add(&mut key);
        key.finish()
    }

    fn run() -> Run {
        let env = BTreeMap::from([("A".to_owned(), "b".to_owned())]);
        let command = ["pip", "install"].map(str::to_owned).to_vec();
        Run { command, env, tools: Tools::Inside, reads: Some(vec!["requirements.txt".to_owned()]) }
    }

    fn packing() -> Packing {
        let sets = vec![SetVariable { name: "A".to_owned(), value: None }];
        Packing { slug_ignore: None, root: String::new(), sets, python_path_is_app_folder: false }
    }

    fn interpreter() -> Interpreter {
        let version = "3.6.15".parse().expect("a version");
        Interpreter { path: "/a".into(), version, prefix: "/".into(), platform: "linux-x86_64".to_owned() }
    }

    fn are_all_different(names: &[String]) {
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
    }

    /// A cache that earlier versions have filled stays in use: this changes only together with the format.
    #[test]
    fn names_stay_as_they_are() {
        let all = name(|key| {
            key.add_layout(Layout::Heroku);
            key.add_installer(Installer::Uv);
            key.add_python_options(&PythonOptions::default());
            key.add_interpreter(&interpreter());
            key.add_run(&run());
            key.add_work(&Work::Pack(packing()));
            key.add_variables("settings", [(&"PIP_INDEX_URL".to_owned(), &"https://a".into())].into_iter());
        });
        assert_eq!(all, "a95511529545525d55c4937de0d4c3333eead5cffad1f1c995ad8938e97fce32");
    }

    #[test]
    fn parts_do_not_run_into_one_another() {
        let list = |values: &[&str]| name(|key| key.add_all("a", values));
        let parts = |parts: &[(&str, &str)]| name(|key| parts.iter().for_each(|(name, value)| key.add(name, value)));
        are_all_different(&[
            list(&[]),
            list(&[""]),
            list(&["ab"]),
            list(&["a", "b"]),
            list(&["b", "a"]),
            parts(&[("a", "bc")]),
            parts(&[("ab", "c")]),
            parts(&[("a", "b"), ("c", "")]),
            Key::of("other").finish(),
            Key::of("test").finish(),
        ]);
    }

    #[test]
    fn everything_that_decides_counts() {
        let text = || "a".to_owned();
        let runs = [
            run(),
            Run { command: vec![], ..run() },
            Run { env: BTreeMap::new(), ..run() },
            Run { tools: Tools::Apart, ..run() },
            Run { reads: None, ..run() },
            Run { reads: Some(vec![]), ..run() },
        ];
        let packings = [
            packing(),
            Packing { slug_ignore: Some(SlugIgnore::BeforeBuild), ..packing() },
            Packing { slug_ignore: Some(SlugIgnore::WhenPacked), ..packing() },
            Packing { root: text(), ..packing() },
            Packing { sets: vec![], ..packing() },
            Packing { sets: vec![SetVariable { name: text(), value: Some(String::new()) }], ..packing() },
            Packing { python_path_is_app_folder: true, ..packing() },
        ];
        let others = [Work::Procfile(None), Work::Procfile(Some(String::new())), Work::Python(None)];
        let works = runs.map(Work::Run).into_iter().chain(packings.map(Work::Pack)).chain(others);
        are_all_different(&works.map(|work| name(|key| key.add_work(&work))).collect::<Vec<_>>());

        let options = PythonOptions::default;
        let pythons = [
            options(),
            PythonOptions { interpreter: Some("a".into()), ..options() },
            PythonOptions { folders: vec!["a".into()], ..options() },
            PythonOptions { runtime_url: Some(text()), ..options() },
            PythonOptions { nearest_patch: true, ..options() },
        ];
        are_all_different(&pythons.map(|python| name(|key| key.add_python_options(&python))));
        let interpreters = [
            interpreter(),
            Interpreter { path: "/b".into(), ..interpreter() },
            Interpreter { version: "3.6.14".parse().expect("a version"), ..interpreter() },
            Interpreter { prefix: "/b".into(), ..interpreter() },
            Interpreter { platform: text(), ..interpreter() },
        ];
        are_all_different(&interpreters.map(|interpreter| name(|key| key.add_interpreter(&interpreter))));
    }
}
