//! Gathers files one by one into a [`Project`], under the one policy of [`selection`].

use std::io;

use super::links;
use super::path::{PathProblem, link_target, normalize, relative};
use super::selection::{self, ENVIRONMENT_MARK, Judgement};
use super::tree::{Entry, Tree};
use super::{Later, Project, SkipReason, limits};

/// What becomes of a single folder at the top that holds everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootPolicy {
    /// It stays: the paths are the project's own.
    AsGiven,
    /// It is taken as the root, since archivers put one around a project.
    SingleTopFolder,
}

/// A project in the making.
///
/// Paths go through [`accept`](Self::accept) first. Where all names are known before the contents, as in a zip or a drop on
/// the page, [`expect`](Self::expect) them first, so that no content of a virtual environment is read in vain.
#[derive(Debug)]
pub struct ProjectBuilder {
    root: RootPolicy,
    /// Whether contents are kept that no analysis looks at.
    keeps_unread: bool,
    tree: Tree,
}

impl ProjectBuilder {
    /// Starts with nothing.
    #[must_use]
    pub fn new(root: RootPolicy) -> Self {
        Self { root, keeps_unread: false, tree: Tree::default() }
    }

    /// Keeps the contents, too, that no analysis looks at, for a build.
    #[must_use]
    pub fn keeping_unread(self) -> Self {
        Self { keeps_unread: true, ..self }
    }

    /// How many bytes of a file are wanted at most.
    pub(super) fn limit(&self) -> u64 {
        if self.keeps_unread { limits::MAX_UNPACKED } else { limits::MAX_FILE }
    }

    /// Makes a foreign path root-relative with [`normalize`]; notes it and gives none where it cannot belong to a project.
    pub fn accept(&mut self, given: &str) -> Option<String> {
        self.noting(given, normalize(given))
    }

    /// [`accept`](Self::accept) for sources in which a backslash is never a separator.
    pub(super) fn accept_unix(&mut self, given: &str) -> Option<String> {
        self.noting(given, relative(given))
    }

    fn noting(&mut self, given: &str, path: Result<String, PathProblem>) -> Option<String> {
        match path {
            Ok(path) => return Some(path),
            Err(PathProblem::Absolute) => self.skip(given, SkipReason::AbsolutePath),
            Err(PathProblem::Parent) => self.skip(given, SkipReason::ParentPath),
            Err(PathProblem::Empty) => {}
        }
        None
    }

    /// Notes that something was left out, unless a folder around it is left out anyway.
    pub fn skip(&mut self, path: &str, reason: SkipReason) {
        if selection::left_out(path).is_none() {
            self.tree.note(path, reason);
        }
    }

    /// Says that a file will come.
    pub fn expect(&mut self, path: &str) {
        if let Some((folder, ENVIRONMENT_MARK)) = path.rsplit_once('/')
            && selection::left_out(path).is_none()
            && (self.root == RootPolicy::AsGiven || folder.contains('/'))
        {
            // A top folder may yet become the root, and the root is never an environment.
            self.tree.forget_environment(folder);
        }
    }

    /// Whether the content of a file would be looked at.
    #[must_use]
    pub fn wants(&self, path: &str, size: u64) -> bool {
        !self.tree.is_in_environment(path) && selection::judge(path, size) == Judgement::Read
    }

    /// Whether nothing that is at a path, or below it, gets into the project.
    pub(super) fn is_left_out(&self, path: &str) -> bool {
        selection::left_out(path).is_some() || self.tree.is_in_environment(path)
    }

    /// Adds a file; its content is read only when it is wanted. `read` may stop one byte behind [`limits::MAX_FILE`],
    /// unless everything is kept.
    ///
    /// # Errors
    /// Those of `read`; nothing is added then.
    pub fn add_file(&mut self, path: String, size: u64, read: impl FnOnce() -> io::Result<Vec<u8>>) -> io::Result<()> {
        self.expect(&path);
        let entry = match selection::judge(&path, size) {
            Judgement::LeftOut(skipped) => {
                self.tree.note(&skipped.path, skipped.reason);
                return Ok(());
            }
            _ if self.tree.is_in_environment(&path) => Entry::named(Some(size), None),
            Judgement::NameOnly(reason) if self.keeps_unread => Entry::unread(read()?, reason),
            Judgement::NameOnly(reason) => Entry::named(Some(size), Some(reason)),
            Judgement::Read => self.entry_of(&path, size, read()?),
        };
        self.tree.place(path, entry);
        Ok(())
    }

    /// Adds a file whose content is read when somebody asks for it, if it is known to be text without that; else its
    /// content is read now.
    ///
    /// # Errors
    /// Those of reading it now; nothing is added then.
    pub fn add_file_later(&mut self, path: String, later: Later) -> io::Result<()> {
        if self.wants(&path, later.size()) && selection::is_text_by_ending(&path) {
            self.tree.place(path, Entry::later(later));
            return Ok(());
        }
        let size = later.size();
        self.add_file(path, size, || later.bytes().map(<[u8]>::to_vec).ok_or_else(|| io::ErrorKind::PermissionDenied.into()))
    }

    fn entry_of(&self, path: &str, size: u64, bytes: Vec<u8>) -> Entry {
        let read = bytes.len() as u64;
        if read > limits::MAX_FILE {
            return Entry::named(Some(size.max(read)), Some(SkipReason::TooLarge));
        }
        let is_text = selection::is_read_by_platforms(path) || selection::is_text_by_ending(path);
        let binary = !is_text && selection::looks_binary(&bytes);
        if binary && !self.may_be_plain_root_file(path) {
            let skip = SkipReason::Binary;
            return if self.keeps_unread { Entry::unread(bytes, skip) } else { Entry::named(Some(read), Some(skip)) };
        }
        Entry::read(bytes, binary)
    }

    fn may_be_plain_root_file(&self, path: &str) -> bool {
        let below_top = path.split_once('/').map(|(_, rest)| rest).filter(|_| self.root == RootPolicy::SingleTopFolder);
        selection::is_plain_root_file(path) || below_top.is_some_and(selection::is_plain_root_file)
    }

    /// Says which permissions a file has that was added, as the bits of Unix; without any, they are not known.
    pub(super) fn set_mode(&mut self, path: &str, mode: u32) {
        if mode & 0o777 != 0 && mode & 0o111 == 0 {
            self.tree.mark_not_executable(path);
        }
    }

    /// Adds a file of which only the name can be known.
    pub fn add_name(&mut self, path: String, size: Option<u64>, reason: SkipReason) {
        self.expect(&path);
        match selection::left_out(&path) {
            Some(skipped) => self.tree.note(&skipped.path, skipped.reason),
            None => self.tree.place(path, Entry::named(size, Some(reason))),
        }
    }

    /// Adds a folder, given without a final `/`, and says whether what is in it is wanted.
    pub fn add_folder(&mut self, path: &str) -> bool {
        match selection::left_out(&format!("{path}/")) {
            Some(skipped) => self.tree.note(&skipped.path, skipped.reason),
            None => return !self.tree.is_in_environment(&format!("{path}/")),
        }
        false
    }

    /// Adds a symbolic link, with its target as it is written.
    pub fn add_link(&mut self, path: String, target: &str) {
        let target = link_target(&path, target);
        self.place_link(path, target);
    }

    /// Adds a second name of a file, as tar archives have them; the target starts at the root of the archive.
    pub fn add_hard_link(&mut self, path: String, target: &str) {
        self.place_link(path, relative(target).ok());
    }

    fn place_link(&mut self, path: String, target: Option<String>) {
        // A link may stand for a folder: `node_modules -> ../shared/node_modules`.
        match selection::left_out(&path).or_else(|| selection::left_out(&format!("{path}/"))) {
            Some(skipped) => self.tree.note(&skipped.path, skipped.reason),
            None => self.tree.place_link(path, target),
        }
    }

    /// The project. Links have become what they lead to, and virtual environments are left out.
    #[must_use]
    pub fn finish(self) -> Project {
        let Self { root, mut tree, .. } = self;
        if root == RootPolicy::SingleTopFolder {
            tree.strip_single_top_folder();
        }
        tree.leave_out_environments();
        links::resolve(&mut tree);
        // A link to an environment is one more environment.
        tree.leave_out_environments();
        tree.into_project()
    }
}

impl Project {
    /// A project of files that are all in memory, such as dropped ones.
    pub fn from_files(files: impl IntoIterator<Item = (String, Vec<u8>)>, root: RootPolicy) -> Self {
        let mut builder = ProjectBuilder::new(root);
        for (given, bytes) in files {
            let Some(path) = builder.accept(&given) else { continue };
            let size = bytes.len() as u64;
            let added = builder.add_file(path, size, || Ok(bytes));
            debug_assert!(added.is_ok(), "bytes in memory can be read");
        }
        builder.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Content, Skipped};
    use super::*;

    fn project(files: &[(&str, &[u8])], root: RootPolicy) -> Project {
        Project::from_files(files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())), root)
    }

    fn names(project: &Project) -> Vec<&str> {
        project.files().map(|(path, _)| path).collect()
    }

    fn skipped(project: &Project) -> Vec<(&str, SkipReason)> {
        project.skipped().iter().map(|Skipped { path, reason }| (path.as_str(), *reason)).collect()
    }

    #[test]
    fn a_single_top_folder_becomes_the_root_and_system_files_do_not_count() {
        let files: &[(&str, &[u8])] = &[("app/Procfile", b"web: x\n"), ("app/.git/HEAD", b"x"), ("__MACOSX/._app", b"x")];
        let taken = project(files, RootPolicy::SingleTopFolder);
        assert_eq!(names(&taken), ["Procfile"]);
        let expected =
            [(".git/", SkipReason::VersionControl), ("__MACOSX/", SkipReason::SystemFile), ("app/", SkipReason::SingleTopFolder)];
        assert_eq!(skipped(&taken), expected);
        assert_eq!(names(&project(files, RootPolicy::AsGiven)), ["app/Procfile"]);
    }

    #[test]
    fn two_things_at_the_top_are_the_root() {
        let taken = project(&[("a/x.py", b""), ("b/y.py", b"")], RootPolicy::SingleTopFolder);
        assert_eq!(names(&taken), ["a/x.py", "b/y.py"]);
        assert_eq!(names(&project(&[("a", b"")], RootPolicy::SingleTopFolder)), ["a"]);
    }

    #[test]
    fn a_virtual_environment_is_known_by_its_mark_in_any_order() {
        let mut files: Vec<(&str, &[u8])> =
            vec![("env/bin/activate", b"x"), ("env/pyvenv.cfg", b"home"), ("env/lib/__pycache__/a.pyc", b"x"), ("app.py", b"")];
        let first = project(&files, RootPolicy::AsGiven);
        files.reverse();
        assert_eq!(first, project(&files, RootPolicy::AsGiven));
        assert_eq!(names(&first), ["app.py", "env/pyvenv.cfg"]);
        assert_eq!(first.content("env/pyvenv.cfg"), Some(&Content::Unknown { size: Some(4) }));
        assert_eq!(skipped(&first), [("env/", SkipReason::VirtualEnvironment)]);
    }

    #[test]
    fn the_root_is_never_an_environment() {
        let files: &[(&str, &[u8])] =
            &[("app/pyvenv.cfg", b"home"), ("app/Procfile", b"web: x"), ("app/env/pyvenv.cfg", b"home")];
        let taken = project(files, RootPolicy::SingleTopFolder);
        assert_eq!(names(&taken), ["Procfile", "env/pyvenv.cfg", "pyvenv.cfg"]);
        assert_eq!(taken.bytes_of("pyvenv.cfg"), Some(b"home".as_slice()));
    }

    #[test]
    fn nul_bytes_stay_where_platforms_read() {
        let nul: &[u8] = b"web: x\0\0\0\0";
        let files =
            &[("top/Procfile", nul), ("top/a/Procfile", nul), ("top/Profile", nul), ("top/a/Profile", nul), ("top/a.dat", nul)];
        let taken = project(files, RootPolicy::SingleTopFolder);
        let known: Vec<&str> = names(&taken).into_iter().filter(|path| taken.bytes_of(path).is_some()).collect();
        assert_eq!(known, ["Procfile", "Profile", "a/Procfile"]);
        assert_eq!(taken.content("a.dat"), Some(&Content::Unknown { size: Some(10) }));
    }

    #[test]
    fn bad_paths_and_doubles_are_noted() {
        let files: &[(&str, &[u8])] = &[("/etc/x", b""), ("../x", b""), ("./a", b"1"), ("a", b"2"), (".", b"")];
        let taken = project(files, RootPolicy::AsGiven);
        assert_eq!(taken.bytes_of("a"), Some(b"2".as_slice()));
        let expected = [("../x", SkipReason::ParentPath), ("/etc/x", SkipReason::AbsolutePath), ("a", SkipReason::DuplicateName)];
        assert_eq!(skipped(&taken), expected);
    }

    #[test]
    fn contents_of_expected_environments_are_not_wanted() {
        let mut builder = ProjectBuilder::new(RootPolicy::AsGiven);
        builder.expect("env/pyvenv.cfg");
        assert!(!builder.wants("env/lib/site.py", 1));
        assert!(builder.wants("environment/site.py", 1));
        assert!(!builder.wants("logo.png", 1));
    }
}
