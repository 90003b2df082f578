//! Where a project says how it wants to be checked, and which files that extends.

use crate::project::{Project, path};

use super::error::{ConfigurationError, Problem};
use super::read;
use super::wishes::Configuration;

/// The file that holds nothing else.
pub const FILE: &str = "pushready.toml";
/// The file that may hold it in a table of its own.
pub const SHARED_FILE: &str = "pyproject.toml";

/// How many files may extend one another.
const MAX_DEPTH: usize = 8;

impl Configuration {
    /// Reads the configuration of a project; an empty one if it has none.
    ///
    /// # Errors
    ///
    /// When it is not understood; the error names the file, the place and what was probably meant.
    pub fn of(project: &Project) -> Result<Self, ConfigurationError> {
        Self::of_folder(project, &|_| None)
    }

    /// As [`Configuration::of`], for a project that lies in a folder: what is extended may lie beside it. `open` gives the
    /// text of a file by its path from the folder.
    ///
    /// # Errors
    ///
    /// As for [`Configuration::of`].
    pub fn of_folder(project: &Project, open: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigurationError> {
        let in_project = |path: &str| project.text(path).map(|text| text.as_str().to_owned());
        match [FILE, SHARED_FILE].into_iter().find_map(|file| Some((file, in_project(file)?))) {
            Some((file, text)) => Self::parse(file, &text, &|path| in_project(path).or_else(|| open(path))),
            None => Ok(Self::default()),
        }
    }

    /// Reads a configuration from the text of a file; `open` gives the text of another file, by its path from where that of
    /// the first is counted from.
    ///
    /// # Errors
    ///
    /// As for [`Configuration::of`].
    pub fn parse(file: &str, text: &str, open: &dyn Fn(&str) -> Option<String>) -> Result<Self, ConfigurationError> {
        Self::follow(file, text, open, 0)
    }

    fn follow(file: &str, text: &str, open: &dyn Fn(&str) -> Option<String>, depth: usize) -> Result<Self, ConfigurationError> {
        let (own, extends) = read::read(file, text, path::base(file) == SHARED_FILE)?;
        let Some(extends) = extends else { return Ok(own) };
        let path = beside(file, &extends.value);
        let problem = match open(&path) {
            Some(_) if depth == MAX_DEPTH => Problem::TooDeep { path },
            Some(text) => return Ok(own.over(Self::follow(&path, &text, open, depth + 1)?)),
            None => Problem::NoSuchBase { path },
        };
        Err(ConfigurationError::at(file, text, extends.start, problem))
    }
}

/// The path of a file that is named relative to another, with the `..` parts resolved as far as there are folders.
fn beside(file: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    if relative.starts_with('/') { relative.to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configuration::IndexWish;
    use crate::project::Content;

    fn of(files: &[(&str, &str)]) -> Result<Configuration, String> {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
        }
        Configuration::of(&project).map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_of_its_own_goes_before_the_shared_one() {
        let found = of(&[
            ("pyproject.toml", "[project]\nname = 'x'\n[tool.pushready]\nselect = ['PSH2']\n"),
            ("pushready.toml", "platforms = ['kato']\n"),
        ]);
        let found = found.expect("a configuration");
        assert_eq!((found.platforms[0].id, found.select.len()), ("kato", 0));
        let shared = of(&[("pyproject.toml", "[project]\nname = 'x'\n[tool.pushready]\nselect = ['PSH2']\n")]);
        assert_eq!(shared.map(|found| found.select), Ok(vec!["PSH2".to_owned()]));
        assert_eq!(of(&[("pyproject.toml", "[project\n")]), Ok(Configuration::default()), "others' business");
    }

    #[test]
    fn an_extended_file_gives_what_the_own_does_not_say() {
        let found = of(&[
            ("pushready.toml", "extends = 'ci/base.toml'\nignore = ['PSH404']\nplatforms = ['kato']\n"),
            (
                "ci/base.toml",
                "extends = '../all.toml'\nplatforms = ['rainbond']\nignore = ['PSH204']\nenv = ['SECRET_KEY']\nindex = true\n",
            ),
            (
                "all.toml",
                "index = 'https://index.example/simple'\nselect = ['PSH2', 'PSH4']\n[per-file-ignore]\n'requirements/*.txt' = ['PSH5']\n",
            ),
        ]);
        let found = found.expect("a configuration");
        assert_eq!(found.platforms[0].id, "kato");
        assert_eq!(found.ignore, ["PSH204", "PSH404"]);
        assert_eq!(found.select, ["PSH2", "PSH4"]);
        assert_eq!(found.per_file_ignore.len(), 1);
        assert!(found.env.contains("SECRET_KEY"));
        assert_eq!(found.index, Some(IndexWish::Usual));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        let cases = [
            (
                "ignroe = []",
                "pushready.toml:1:1: there is no key `ignroe` (`ignore` is the nearest); the keys are extends, platforms, root, select, ignore, per-file-ignore, env, index",
            ),
            ("\nplatforms = 'kato'", "pushready.toml:2:14: `platforms` must be a list of texts"),
            ("ignore = ['PSH203', 'PSH999']", "pushready.toml:1:22: no rule has the code or name `PSH999`"),
            ("platforms = ['rainbow']", "pushready.toml:1:15: no platform is called `rainbow` (`rainbond` is the nearest)"),
            ("index = 'pypi'", "pushready.toml:1:10: `index` must be true, false or the address of a package index"),
            ("root = 1", "pushready.toml:1:8: `root` must be the path of a folder in the project"),
            ("root = '../x'", "pushready.toml:1:9: `root` must be the path of a folder in the project"),
            (
                "[per-file-ignore]\n'a[' = ['PSH203']",
                "pushready.toml:2:2: `a[` is not understood as a pattern; `*`, `**`, `?` and `[a-z]` are",
            ),
            ("extends = 'x.toml'", "pushready.toml:1:12: `x.toml` is not there; a file to extend is named relative to this one"),
            (
                "extends = 'pushready.toml'",
                "pushready.toml:1:12: `pushready.toml` closes a circle of files that extend one another",
            ),
        ];
        for (text, expected) in cases {
            let error = of(&[("pushready.toml", text)]).expect_err(text);
            assert!(error.starts_with(expected), "{error}");
        }
        assert!(of(&[("pushready.toml", "a = ")]).expect_err("no value").starts_with("pushready.toml:1:"));
    }
}
