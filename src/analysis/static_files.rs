//! Whether collectstatic runs, and if not, why.

use serde::Serialize;

use crate::platform::Platform;
use crate::project::Project;

use super::Settings;
use super::requirements::Requirements;

/// Why collectstatic does not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A variable or a file switches it off.
    Disabled,
    /// There is no `manage.py` where the platform looks.
    NoManagePy,
    /// Django is not among the requirements.
    DjangoNotListed,
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
    /// Looks at the variables, the requirements and the files.
    #[must_use]
    pub fn of(project: &Project, platform: &Platform, settings: &Settings, requirements: &Requirements) -> Self {
        let manage_py = manage_py(project, platform.static_files.manage_py_depth.value);
        let django = requirements.bring_django() || (requirements.incomplete && manage_py.is_some());
        let disabled_by = disabled_by(project, platform, settings);
        let reason = match (&disabled_by, django, &manage_py) {
            (Some(_), ..) => Some(Reason::Disabled),
            (None, false, _) => Some(Reason::DjangoNotListed),
            (None, true, None) => Some(Reason::NoManagePy),
            (None, true, Some(_)) => None,
        };
        Self { applies: django, manage_py, reason, disabled_by }
    }

    /// Whether it runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.reason.is_none()
    }
}

/// The shallowest `manage.py`, then the first by name, down to a depth; 1 is the root.
#[must_use]
pub fn manage_py(project: &Project, depth: usize) -> Option<String> {
    let deep = |path: &str| path.matches('/').count() + 1;
    let found = project.files().map(|(path, _)| path).filter(|path| path.rsplit('/').next() == Some("manage.py"));
    found.filter(|path| deep(path) <= depth).min_by_key(|path| (deep(path), path.to_owned())).map(str::to_owned)
}

fn disabled_by(project: &Project, platform: &Platform, settings: &Settings) -> Option<DisabledBy> {
    let file = platform.static_files.disabling_file.as_ref().map(|fact| &fact.value).filter(|file| project.has(file));
    if let Some(file) = file {
        return Some(DisabledBy::File(file.clone()));
    }
    let switch = &platform.static_files.switch.value;
    switch.variables.iter().find_map(|name| {
        let value = settings.env.get(name).filter(|value| switch.values.accept(value))?;
        Some(DisabledBy::Variable { name: name.clone(), value: value.clone() })
    })
}
