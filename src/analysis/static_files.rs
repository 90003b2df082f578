//! Whether collectstatic runs, and if not, why.

use serde::Serialize;

use crate::platform::Platform;
use crate::project::Project;
use crate::text::collation::by_letters;

use super::package_manager::PackageManager;
use super::packages::{Installed, Presence};
use super::requirements::Requirements;
use super::settings::Settings;

/// The package that brings the command.
pub const DJANGO: &str = "django";

/// Why collectstatic does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A variable or a file switches it off.
    Disabled,
    /// There is no `manage.py` where the platform looks.
    NoManagePy,
    /// Django is not among the requirements.
    DjangoNotListed,
    /// The platform leaves static files alone.
    NotSupported,
    /// Django's app for static files is not installed, and the platform leaves the command out then.
    StaticfilesNotInstalled,
}

/// Whether collectstatic runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFiles {
    /// Whether this is a Django project, so that it would run if nothing kept it from it.
    pub applies: bool,
    /// The `manage.py` that the platform takes.
    pub manage_py: Option<String>,
    /// Why it does not run; none if it runs.
    pub reason: Option<Reason>,
    /// What switches it off: a variable with its value, or a file.
    pub disabled_by: Option<DisabledBy>,
}

/// What switches collectstatic off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DisabledBy {
    /// A variable.
    Variable {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// A file that is there.
    File(String),
}

impl StaticFiles {
    /// Looks at the variables and the files, and at whether Django gets installed, where that is known.
    #[must_use]
    pub fn of(project: &Project, platform: &Platform, settings: &Settings, installs_django: Option<bool>) -> Self {
        let manage_py = manage_py(project, platform.static_files.manage_py_depth.value);
        let django = installs_django.unwrap_or(manage_py.is_some());
        let disabled_by = disabled_by(project, platform, settings);
        let reason = match (&disabled_by, django, &manage_py) {
            _ if platform.static_files.commands.value.is_empty() => Some(Reason::NotSupported),
            (Some(_), ..) => Some(Reason::Disabled),
            (None, false, _) => Some(Reason::DjangoNotListed),
            (None, true, None) => Some(Reason::NoManagePy),
            (None, true, Some(_)) => None,
        };
        Self { applies: django, manage_py, reason, disabled_by }
    }

    /// Whether a variable keeps it from running that people have most likely set to say the opposite.
    #[must_use]
    pub fn is_off_for_no(&self) -> bool {
        self.applies && matches!(&self.disabled_by, Some(DisabledBy::Variable { value, .. }) if reads_as_no(value))
    }

    /// Whether it runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.reason.is_none()
    }

    /// Whether the build runs `manage.py`, be it only to ask whether it knows collectstatic.
    #[must_use]
    pub fn starts_manage_py(&self) -> bool {
        matches!(self.reason, None | Some(Reason::StaticfilesNotInstalled))
    }
}

/// The shallowest `manage.py`, then the first by name, down to a depth; 1 is the root. Platforms that look below the root pass
/// over links.
#[must_use]
pub fn manage_py(project: &Project, depth: usize) -> Option<String> {
    let deep = |path: &str| path.matches('/').count() + 1;
    let is_seen = |path: &&str| deep(path) <= depth && (depth == 1 || !project.is_linked(path));
    let found = project.files_named("manage.py").filter(is_seen);
    let by_place = |one: &&str, other: &&str| deep(one).cmp(&deep(other)).then_with(|| by_letters(one, other));
    found.min_by(by_place).map(str::to_owned)
}

/// Whether Django gets installed, as far as the files say; none if they do not. A lock names all there is, requirements name the
/// first rank only.
#[must_use]
pub fn installs_django(
    manager: Option<&PackageManager>,
    requirements: &Requirements,
    installed: Option<&Installed>,
) -> Option<bool> {
    if manager.is_none_or(PackageManager::reads_requirements) {
        let brings = requirements.bring_django();
        return (brings || !requirements.incomplete).then_some(brings);
    }
    match installed?.presence(DJANGO) {
        Presence::Is(_) => Some(true),
        Presence::Absent => Some(false),
        Presence::Perhaps => None,
    }
}

/// Whether people who set a switch to this mean no.
fn reads_as_no(value: &str) -> bool {
    ["", "0", "false", "no", "off", "n", "f", "none", "null"].contains(&value.trim().to_ascii_lowercase().as_str())
}

fn disabled_by(project: &Project, platform: &Platform, settings: &Settings) -> Option<DisabledBy> {
    let file = platform.static_files.disabling_file.as_ref().map(|fact| &fact.value).filter(|file| project.has(file));
    if let Some(file) = file {
        return Some(DisabledBy::File(file.clone()));
    }
    let switch = &platform.static_files.switch.as_ref()?.value;
    switch.variables.iter().find_map(|name| {
        let value = settings.env.get(name).filter(|value| switch.values.accept(value))?;
        Some(DisabledBy::Variable { name: name.clone(), value: value.clone() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform;
    use crate::project::Content;

    fn static_files(id: &str, files: &[(&str, &str)], env: &[(&str, &str)]) -> StaticFiles {
        let mut project = Project::new();
        for (path, text) in files {
            project.insert(*path, Content::from(text.as_bytes().to_vec()));
        }
        let env = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let settings = Settings { env, ..Settings::default() };
        let (platform, requirements) = (platform::find(id).expect("a platform"), Requirements::of(&project));
        let manager = PackageManager::of(&project, platform);
        let installed = Installed::of(&project, manager.as_ref(), &requirements, None);
        let django = installs_django(manager.as_ref(), &requirements, installed.as_ref());
        StaticFiles::of(&project, platform, &settings, django)
    }

    const DJANGO: (&str, &str) = ("requirements.txt", "Django==2.2\n");

    #[test]
    fn the_shallowest_manage_py_counts_down_to_three_folders() {
        let taken = |files: &[(&str, &str)]| static_files("rainbond", files, &[]).manage_py;
        assert_eq!(
            taken(&[DJANGO, ("b/manage.py", ""), ("a/manage.py", ""), ("a/b/manage.py", "")]).as_deref(),
            Some("a/manage.py")
        );
        assert_eq!(taken(&[DJANGO, ("a/b/manage.py", "")]).as_deref(), Some("a/b/manage.py"));
        assert_eq!(taken(&[DJANGO, ("a/b/c/manage.py", "")]), None);
        assert_eq!(taken(&[DJANGO, ("B/manage.py", ""), ("a/manage.py", "")]).as_deref(), Some("a/manage.py"));
    }

    #[test]
    fn each_platform_has_its_own_values_that_switch_it_off() {
        let off = |id: &str, name: &str, value: &str| {
            static_files(id, &[DJANGO, ("manage.py", "")], &[(name, value)]).reason == Some(Reason::Disabled)
        };
        for value in ["1", "0", "false"] {
            assert!(off("rainbond", "BUILD_DISABLE_COLLECTSTATIC", value), "{value}");
        }
        assert!(off("digitalocean", "DISABLE_COLLECTSTATIC", "false"));
        assert!(!off("digitalocean", "DISABLE_COLLECTSTATIC", "0"));
        assert!(!off("digitalocean", "DISABLE_COLLECTSTATIC", "0\n"));
        assert!(off("digitalocean", "DISABLE_COLLECTSTATIC", " 0"));
        assert!(!off("digitalocean", "BUILD_DISABLE_COLLECTSTATIC", "1"));
        assert!(!off("rainbond", "BUILD_DISABLE_COLLECTSTATIC", ""));
    }

    #[test]
    fn django_is_looked_for_where_the_package_manager_looks() {
        let reason = |files: &[(&str, &str)]| static_files("digitalocean", files, &[]).reason;
        let (pipfile, manage_py) = (("Pipfile", ""), ("manage.py", ""));
        let lock = |packages| ("Pipfile.lock", packages);
        assert_eq!(reason(&[pipfile, manage_py, lock(r#"{"_meta": {}, "default": {"django": {}}}"#)]), None);
        assert_eq!(
            reason(&[pipfile, manage_py, lock(r#"{"_meta": {}, "default": {"flask": {}}}"#)]),
            Some(Reason::DjangoNotListed)
        );
        assert_eq!(reason(&[pipfile, manage_py]), None);
        assert_eq!(reason(&[pipfile, DJANGO]), Some(Reason::DjangoNotListed));
    }
}
