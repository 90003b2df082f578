//! Names that were meant to be `Procfile`.

use crate::analysis::procfile::process::PROCFILE;
use crate::project::Project;
use crate::syntax::procfile::{Entry, Procfile};

/// Endings that editors put behind a name by themselves; whatever is in the file, it was meant to be the Procfile.
const ADDED: &[&str] = &["", "txt"];
/// Endings that people take for the right one, unless the file is of that kind. Endings that say for what the file is,
/// such as `.dev` or `.windows`, make it another file on purpose.
const TAKEN: &[&str] = &["cfg", "conf", "ini", "json", "py", "rtf", "sh", "text", "toml", "yaml", "yml"];
/// The name with one letter too few, too many or out of place.
const MISSPELLINGS: &[&str] = &[
    "porcfile",
    "prcofile",
    "proc-file",
    "proc_file",
    "procfie",
    "procfil",
    "procfiles",
    "procfle",
    "procflie",
    "procifle",
    "profcile",
    "profile",
];
/// The names of entries that tell a Procfile from another file.
const USUAL_ENTRIES: &[&str] = &["release", "web", "worker"];

/// The file at the root that was most likely meant to be the Procfile; none if there is one of the right name.
#[must_use]
pub fn misnamed(project: &Project) -> Option<&str> {
    if project.has(PROCFILE) {
        return None;
    }
    project.root_files().filter(|name| is_meant(project, name)).min_by_key(|name| name.len())
}

fn is_meant(project: &Project, file: &str) -> bool {
    let lower = file.trim().to_ascii_lowercase();
    let lower = lower.trim_start_matches(['.', '_']);
    let rest = lower.strip_prefix("procfile");
    let has_ending = |endings: &[&str]| {
        rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('.').is_some_and(|ending| endings.contains(&ending.trim())))
    };
    let stem = lower.split('.').next().unwrap_or_default();
    has_ending(ADDED)
        || (has_ending(TAKEN) && has_usual_entry(project, file).unwrap_or(true))
        || (MISSPELLINGS.contains(&stem) && has_usual_entry(project, file) == Some(true))
}

/// Whether a file has an entry as in a Procfile; none if its content is unknown.
fn has_usual_entry(project: &Project, file: &str) -> Option<bool> {
    let text = project.text(file)?;
    let text = text.as_str();
    let name = |entry: &Entry| text[entry.name.clone()].to_ascii_lowercase();
    Some(Procfile::parse(text).entries().any(|(_, entry)| USUAL_ENTRIES.contains(&name(entry).as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Content;

    fn found(names: &[&str]) -> Option<String> {
        let mut project = Project::new();
        for name in names {
            project.insert(*name, Content::Unknown { size: None });
        }
        misnamed(&project).map(str::to_owned)
    }

    #[test]
    fn other_cases_blanks_and_endings_are_misspellings() {
        for name in [
            "procfile",
            "ProcFile",
            "PROCFILE",
            "Procfile ",
            " Procfile",
            ".Procfile",
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
            &["Procfiles", "Procfile.md", "Profile"],
        ] {
            assert_eq!(found(names), None, "{names:?}");
        }
    }

    #[test]
    fn what_is_in_a_file_decides_about_a_name_that_is_less_alike() {
        let found = |name: &str, text: &str| {
            let mut project = Project::new();
            project.insert(name, Content::from(text.as_bytes().to_vec()));
            misnamed(&project).map(str::to_owned)
        };
        for name in ["Profile", "Procfiles", "proc_file.txt", "Procfile.py"] {
            assert_eq!(found(name, "web: gunicorn app:app\n").as_deref(), Some(name));
            assert_eq!(found(name, "def web(): pass\n"), None);
        }
    }

    #[test]
    fn the_nearest_name_is_the_one_meant() {
        assert_eq!(found(&["Procfile.txt", "procfile"]).as_deref(), Some("procfile"));
    }
}
