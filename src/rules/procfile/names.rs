//! Names that were meant to be `Procfile`.

use crate::analysis::Facts;
use crate::analysis::processes::PROCFILE;

/// Endings that editors put behind a name by themselves, or that people take for the right one. Endings that say for
/// what the file is, such as `.dev` or `.windows`, make it another file on purpose.
const ENDINGS: &[&str] = &["", "conf", "md", "py", "rtf", "sh", "text", "toml", "txt", "yaml", "yml"];

/// The file at the root that was most likely meant to be the Procfile; none if there is one of the right name.
pub(super) fn misnamed<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    if facts.project.has(PROCFILE) {
        return None;
    }
    facts.project.root_files().filter(|name| is_misspelling(name)).min_by_key(|name| name.len())
}

fn is_misspelling(name: &str) -> bool {
    let lower = name.trim().to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("procfile") else { return false };
    rest.is_empty() || rest.strip_prefix('.').is_some_and(|ending| ENDINGS.contains(&ending.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Settings;
    use crate::platform;
    use crate::project::{Content, Project};

    fn found(names: &[&str]) -> Option<String> {
        let mut project = Project::new();
        for name in names {
            project.insert(*name, Content::Unknown { size: None });
        }
        misnamed(&Facts::of(&project, platform::find("rainbond")?, &Settings::default())).map(str::to_owned)
    }

    #[test]
    fn other_cases_blanks_and_endings_are_misspellings() {
        for name in [
            "procfile",
            "ProcFile",
            "PROCFILE",
            "Procfile ",
            " Procfile",
            "Procfile.txt",
            "Procfile.py",
            "procfile.yml",
            "Procfile.",
        ] {
            assert_eq!(found(&["app.py", name]).as_deref(), Some(name));
        }
    }

    #[test]
    fn other_files_are_left_alone() {
        for names in [
            &["Procfile", "Procfile.txt"][..],
            &["Procfile.dev", "Procfile.local", "Procfile.windows"],
            &["sub/procfile"],
            &["Procfiles"],
        ] {
            assert_eq!(found(names), None, "{names:?}");
        }
    }

    #[test]
    fn the_nearest_name_is_the_one_meant() {
        assert_eq!(found(&["Procfile.txt", "procfile"]).as_deref(), Some("procfile"));
    }
}
