//! Files that a platform looks for and does not find.

use crate::analysis::detection::has_marker;
use crate::analysis::procfile::processes::PROCFILE;
use crate::analysis::python_version;
use crate::language::Language;
use crate::platform::{MissingProcfile, Platform};
use crate::project::Project;

/// What a missing file would be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The platform knows Python projects by it.
    Recognition,
    /// It says what is started; without it nothing is.
    Start,
    /// It says what is started; without it the platform writes one.
    StartWithDefault,
    /// It says what is started; without it the platform looks for a command at each build.
    StartWithSearch,
    /// It asks for a Python version.
    Version,
}

/// A file that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    /// Its name.
    pub(crate) path: String,
    /// What it would be for.
    pub(crate) purpose: Purpose,
}

impl Purpose {
    /// What it would be for, in a few words.
    pub(crate) fn words(self, language: Language) -> &'static str {
        match self {
            Self::Recognition => language.pick("makes it a Python project", "平台据此识别 Python 项目"),
            Self::Start => language.pick("says what to start", "写明要启动什么"),
            Self::StartWithDefault => language.pick("the platform writes one", "平台会自行生成"),
            Self::StartWithSearch => language.pick("the platform looks for a command", "平台会自行查找启动命令"),
            Self::Version => language.pick("asks for a Python version", "指定 Python 版本"),
        }
    }
}

/// The files that this platform looks for and does not find.
pub(crate) fn expected(project: &Project, platform: &Platform) -> Vec<Expected> {
    let markers = &platform.detection.markers.value;
    let sources = &platform.python.sources.value;
    let start = match platform.procfile.missing.value {
        MissingProcfile::Nothing => Purpose::Start,
        MissingProcfile::SlugBuilderGenerator | MissingProcfile::CnbStartCommand => Purpose::StartWithDefault,
        MissingProcfile::Railpack | MissingProcfile::Nixpacks | MissingProcfile::GoogleCloud | MissingProcfile::Paketo => {
            Purpose::StartWithSearch
        }
    };
    let has_marker = markers.iter().any(|marker| has_marker(project, platform, marker));
    let has_version = sources.iter().filter_map(|reader| reader.from.file()).any(|file| project.has(file));
    let marker = markers.first().filter(|_| !has_marker).map(|path| (path.clone(), Purpose::Recognition));
    let procfile = (!project.has(PROCFILE)).then(|| (PROCFILE.to_owned(), start));
    let version_file = python_version::best_place(platform).and_then(|reader| reader.from.file());
    let version = version_file.filter(|_| !has_version).map(|file| (file.to_owned(), Purpose::Version));
    [marker, procfile, version].into_iter().flatten().map(|(path, purpose)| Expected { path, purpose }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;
    use crate::project::RootPolicy;

    #[test]
    fn what_is_not_there_is_named_with_its_purpose() {
        let project = Project::from_files([("requirements.txt".to_owned(), vec![])], RootPolicy::AsGiven);
        for (platform, start, version) in [
            ("rainbond", Purpose::StartWithDefault, "runtime.txt"),
            ("heroku", Purpose::Start, ".python-version"),
            ("nixpacks", Purpose::StartWithSearch, ".python-version"),
        ] {
            let found = expected(&project, platform::find(platform).unwrap());
            let found: Vec<_> = found.iter().map(|file| (file.path.as_str(), file.purpose)).collect();
            assert_eq!(found, [("Procfile", start), (version, Purpose::Version)], "{platform}");
        }
    }
}
