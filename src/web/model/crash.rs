//! What is kept of the user's text, so that no fault of the page takes it away.

use crate::analysis::Settings;
use crate::platform::Platform;
use crate::project::bundle::Bundle;
use crate::project::{Content, Project};

use super::file_list::is_read;

/// The most bytes of a bundle that are kept.
const MOST_BYTES: u64 = 2_000_000;
/// The most files of a bundle that is kept whole.
const MOST_FILES: usize = 2_000;
/// A text that has stopped the page so often is not opened without being asked for.
const MOST_CRASHES: u32 = 2;

/// How the page starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Restart {
    /// With nothing.
    Fresh,
    /// With what was open.
    Restore(Bundle),
    /// With nothing, but something is kept that the user may open.
    Held(Bundle),
}

/// How the page starts after `crashes` crashes with this text kept. What cannot be read is as good as not kept.
pub(crate) fn restart(kept: Option<&str>, crashes: u32) -> Restart {
    match kept.and_then(|json| Bundle::parse(json).ok()) {
        None => Restart::Fresh,
        Some(bundle) if crashes >= MOST_CRASHES => Restart::Held(bundle),
        Some(bundle) => Restart::Restore(bundle),
    }
}

/// What to keep of a project; none if it is too large even without what the platform does not read.
pub(crate) fn kept(project: &Project, settings: &Settings, platform: &Platform) -> Option<String> {
    let is_small = project.bytes() <= MOST_BYTES && project.len() <= MOST_FILES;
    let project = if is_small { project.clone() } else { reduced(project, platform) };
    if project.bytes() > MOST_BYTES {
        return None;
    }
    let Settings { env, procfile, .. } = settings.clone();
    let bundle = Bundle { project, env, procfile, platform: Some(platform.id.clone()) };
    Some(bundle.to_json()).filter(|json| json.len() as u64 <= 2 * MOST_BYTES)
}

fn reduced(project: &Project, platform: &Platform) -> Project {
    let (read, others): (Vec<_>, Vec<_>) = project.files().partition(|(path, _)| is_read(path, platform));
    let mut reduced = Project::new();
    for (path, content) in read.into_iter().take(MOST_FILES) {
        reduced.insert(path, content.clone());
    }
    for (path, _) in others.into_iter().take(MOST_FILES.saturating_sub(reduced.len())) {
        reduced.insert(path, Content::Unknown { size: None });
    }
    reduced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;
    use crate::project::RootPolicy;

    fn project(files: &[(&str, usize)]) -> Project {
        Project::from_files(files.iter().map(|(path, size)| ((*path).to_owned(), vec![b'x'; *size])), RootPolicy::AsGiven)
    }

    #[test]
    fn a_text_that_crashed_twice_is_held_back() {
        let json = kept(&project(&[("Procfile", 3)]), &Settings::default(), platform::find("kato").unwrap()).unwrap();
        assert!(matches!(restart(Some(&json), 1), Restart::Restore(bundle) if bundle.project.has("Procfile")));
        assert!(matches!(restart(Some(&json), 2), Restart::Held(_)));
        assert_eq!(restart(None, 0), Restart::Fresh);
        assert_eq!(restart(Some("{"), 0), Restart::Fresh);
    }

    #[test]
    fn of_a_large_project_only_what_is_read_is_kept_whole() {
        let files: Vec<(String, usize)> = (0..4).map(|number| (format!("data{number}.py"), 1_000_000)).collect();
        let mut all: Vec<(&str, usize)> = files.iter().map(|(path, size)| (path.as_str(), *size)).collect();
        all.push(("Procfile", 3));
        let json = kept(&project(&all), &Settings::default(), platform::find("kato").unwrap()).unwrap();
        let Restart::Restore(bundle) = restart(Some(&json), 0) else { panic!("not restored") };
        assert_eq!(bundle.project.bytes_of("Procfile"), Some(&b"xxx"[..]));
        assert_eq!(bundle.project.content("data0.py"), Some(&Content::Unknown { size: None }));
    }
}
