//! The places that a build writes to: none of them is in the project, and no file is replaced that no build has made.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::options::Options;
use super::pack;
use super::resolved::resolved;
use super::source::Source;
use crate::language::{Language, say};
use crate::text::visible;

/// Why a build cannot write where it was told to.
#[derive(Debug)]
pub enum PlaceError {
    /// It is the project or lies in it.
    InProject(PathBuf),
    /// The project lies in the output, which builds clear.
    AroundProject(PathBuf),
    /// The output holds what no build has made.
    Foreign(PathBuf),
    /// Another build is at work in the output.
    Busy(PathBuf),
    /// The file for the packed result is there, and no build has packed it.
    Exists(PathBuf),
    /// What has the name of the packed result is not a file.
    NotAFile(PathBuf),
    /// The system says no.
    Unwritable {
        /// What cannot be written.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl PlaceError {
    /// What is wrong and what to do, in one sentence.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let path = visible(&self.path().to_string_lossy()).into_owned();
        match self {
            Self::InProject(_) => say!(
                language,
                "{path}: it is the project or lies in it, and a build never writes there; give another place",
                "{path}：它就是项目或位于项目之中，而构建从不写入项目；请指定其他位置"
            ),
            Self::AroundProject(_) => say!(
                language,
                "{path}: the project lies in this folder, which a build clears; give another folder",
                "{path}：项目位于这个目录中，而构建会清空它；请指定其他目录"
            ),
            Self::Foreign(_) => say!(
                language,
                "{path}: the folder is not empty and no earlier build made it; give an empty or a new folder",
                "{path}：目录不是空的，也不是以前的构建所建；请指定空目录或新目录"
            ),
            Self::Busy(_) => say!(
                language,
                "{path}: another build is writing to it; wait for it, or give another folder",
                "{path}：另一个构建正在写入；请等它结束，或指定其他目录"
            ),
            Self::Exists(_) => say!(
                language,
                "{path}: this file is there, and no earlier build packed it; give another name, or replace it with `--force`",
                "{path}：该文件已存在，且不是以前的构建所打包；请换一个名称，或用 `--force` 替换它"
            ),
            Self::NotAFile(_) => say!(
                language,
                "{path}: something that is not a file has this name; give another name",
                "{path}：已有同名的东西，但不是文件；请换一个名称"
            ),
            Self::Unwritable { source, .. } => {
                say!(language, "{path}: it cannot be written ({source})", "{path}：无法写入（{source}）")
            }
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::InProject(path)
            | Self::AroundProject(path)
            | Self::Foreign(path)
            | Self::Busy(path)
            | Self::Exists(path)
            | Self::NotAFile(path)
            | Self::Unwritable { path, .. } => path,
        }
    }
}

/// The folder for the result where nobody names one: one for each project, apart from it, since what is built must not become
/// part of what is checked.
#[must_use]
pub fn usual_output(cache: &Path, project: &Path) -> PathBuf {
    let full = std::path::absolute(project).unwrap_or_else(|_| project.to_owned());
    let name =
        full.to_string_lossy().replace(|character: char| !character.is_ascii_alphanumeric() && !"-_.".contains(character), "-");
    cache.join("builds").join(name.trim_matches('-'))
}

/// Whether a build may write where it was told to. Nothing is written to find that out.
pub(super) fn check(source: &Source<'_>, options: &Options) -> Result<(), PlaceError> {
    let Options { output, slug, cache, force, .. } = options;
    if let Some(project) = source.path().and_then(|path| path.canonicalize().ok()) {
        let places = [Some(output), slug.as_ref(), cache.as_ref()];
        if let Some(inside) = places.into_iter().flatten().find(|place| resolved(place).starts_with(&project)) {
            return Err(PlaceError::InProject(inside.clone()));
        }
        if project.starts_with(resolved(output)) {
            return Err(PlaceError::AroundProject(output.clone()));
        }
    }
    slug.as_ref().map_or(Ok(()), |slug| check_slug(slug, *force))
}

/// A slug may take the place of an earlier one; whatever else has its name is the user's.
fn check_slug(slug: &Path, force: bool) -> Result<(), PlaceError> {
    match fs::symlink_metadata(resolved(slug)) {
        Err(_) => Ok(()),
        Ok(found) if !found.is_file() => Err(PlaceError::NotAFile(slug.to_owned())),
        Ok(_) if force || pack::is_slug(slug) => Ok(()),
        Ok(_) => Err(PlaceError::Exists(slug.to_owned())),
    }
}
