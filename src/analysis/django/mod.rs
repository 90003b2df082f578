//! Django's settings, as far as the files decide them.
//!
//! `manage.py` names a module; its statements are followed as Python would run them, through star-imports and branches. What
//! depends on anything else is unknown, and the rules are silent about it.

mod app_configs;
mod calls;
mod environment;
mod evaluator;
mod expressions;
mod frame;
mod hosts;
mod imports;
mod manage_py;
mod missing;
mod modules;
mod named;
mod named_faults;
pub mod paths;
mod scope;
mod settings_faults;
mod statements;
mod static_settings;
mod stylesheets;
mod value;
pub mod version;

#[cfg(test)]
#[cfg(feature = "python")]
mod tests;

use std::ops::Range;

use crate::analysis::python::python_files::PythonFiles;
use crate::analysis::settings::Settings;
use crate::analysis::static_files::StaticFiles;
use crate::platform::{Platform, Series};
use crate::project::{Project, path};
use crate::syntax::python_module::PythonModule;

pub use app_configs::AppConfig;
pub use hosts::{HostsFault, hosts_fault, own_host};
pub use missing::{MissingImport, MissingVariable, VariableReader};
pub use modules::MissingModule;
pub use named::Moment;
pub use named_faults::{NamedFault, Reason, Stops, named_faults, start_of_app};
pub use scope::{Binding, Found, Origin, Scope};
pub use settings_faults::{SettingsFault, StaticEvidence, StoragesFault, has_static, settings_faults};
pub use stylesheets::{MissingReference, missing_references};
pub use value::Value;

use environment::Environment;
use evaluator::Evaluator;
use frame::Raised;
use manage_py::VARIABLE;
use modules::Target;

/// A Django project whose settings module is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Django {
    /// The `manage.py` that collectstatic is run with.
    pub manage_py: String,
    /// The settings module.
    pub module: String,
    /// Where `manage.py` names it; none if a variable on the platform does.
    pub named_at: Option<Range<usize>>,
    /// Whether the project has other settings modules that a variable on the platform could name instead.
    pub has_alternatives: bool,
    /// The series of Django that gets installed, if the requirements decide it.
    pub version: Option<Series>,
    /// What the module holds.
    pub settings: SettingsModule,
}

/// What a settings module holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsModule {
    /// It is not there.
    Missing(MissingModule),
    /// It was read.
    Read(ReadSettings),
}

impl SettingsModule {
    /// What holds where modules may lie in other folders, too.
    fn without_missing_modules(self) -> Option<Self> {
        match self {
            Self::Missing(_) => None,
            Self::Read(read) => Some(Self::Read(ReadSettings { missing_imports: vec![], ..read })),
        }
    }
}

/// A settings module that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSettings {
    /// Its file.
    pub file: String,
    /// Its names.
    pub scope: Scope,
    /// Variables that it needs and that are not given, in the order of reading.
    pub missing_variables: Vec<MissingVariable>,
    /// Modules that it imports and that are not there.
    pub missing_imports: Vec<MissingImport>,
}

impl ReadSettings {
    /// A setting.
    #[must_use]
    pub fn find(&self, name: &str) -> Found<'_> {
        self.scope.find(name)
    }

    /// A setting that is set, and to what; defaults of variables that are not given are taken for it.
    #[must_use]
    pub fn bound(&self, name: &str) -> Option<&Binding> {
        match self.find(name) {
            Found::Bound(binding) => Some(binding),
            Found::Unset | Found::Unknown => None,
        }
    }
}

impl Django {
    /// Reads the settings that the platform's `manage.py` names; none if there is none, or they cannot be followed.
    #[must_use]
    pub fn of(
        files: &PythonFiles<'_>,
        platform: &Platform,
        given: &Settings,
        static_files: &StaticFiles,
        version: Option<Series>,
    ) -> Option<Self> {
        let manage_py = static_files.manage_py.as_deref()?;
        let parsed = files.module(manage_py)?;
        let prefix = platform.variable_prefix.as_ref().map(|prefix| prefix.value.as_str());
        let environment = Environment::of(&given.env, prefix);
        let named = manage_py::named(&parsed).filter(|_| manage_py::is_plain(&parsed))?;
        let given = given.env.get(VARIABLE).filter(|_| named.is_default);
        let module = given.cloned().unwrap_or(named.module);
        let mut folders = vec![paths::parent(manage_py), String::new()];
        folders.dedup();
        // Later ones ask for the key only when they need it.
        let needs_secret_key = version.is_some_and(|version| version < Series { major: 3, minor: 2 });
        let mut settings = read(files, &folders, environment, &module, needs_secret_key)?;
        if manage_py::moves_modules(&parsed) {
            settings = settings.without_missing_modules()?;
        }
        let file = match &settings {
            SettingsModule::Read(read) => read.file.as_str(),
            SettingsModule::Missing(_) => "",
        };
        Some(Self {
            has_alternatives: given.is_none() && named.is_default && has_alternatives(files.project(), file),
            named_at: given.is_none().then_some(named.range),
            manage_py: manage_py.to_owned(),
            version,
            module,
            settings,
        })
    }

    /// Whether a file that starts Django, such as `wsgi.py`, surely takes the same settings.
    #[must_use]
    pub fn is_taken_by(&self, starter: &PythonModule) -> bool {
        let named = manage_py::named(starter).filter(|_| manage_py::is_plain(starter));
        named.is_some_and(|named| named.module == self.module || (named.is_default && self.named_at.is_none()))
    }

    /// Whether such a file also makes the application that a server starts.
    #[must_use]
    pub fn is_started_by(&self, starter: &PythonModule) -> bool {
        let makes = |name: String| name.ends_with("get_wsgi_application") || name.ends_with("get_asgi_application");
        let calls = || starter.expressions().into_iter().filter_map(|expression| expression.call()?.function.dotted());
        self.is_taken_by(starter) && calls().any(makes)
    }

    /// The settings, if the module is there.
    #[must_use]
    pub fn read(&self) -> Option<&ReadSettings> {
        match &self.settings {
            SettingsModule::Read(read) => Some(read),
            SettingsModule::Missing(_) => None,
        }
    }

    /// Whether Django is of this series or newer, if that is known.
    #[must_use]
    pub fn is_at_least(&self, major: u32, minor: u32) -> Option<bool> {
        self.version.map(|version| version >= Series { major, minor })
    }
}

/// The variable that the key is to come from, where it stays `None` without it.
fn missing_secret_key(binding: &Binding) -> Option<MissingVariable> {
    let (variable, origin) = (binding.value.lacking()?.to_owned(), binding.origin.as_ref()?);
    let reader =
        VariableReader::User("django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.".to_owned());
    Some(MissingVariable { variable, reader, file: origin.file.clone(), range: origin.value.clone() })
}

fn read(
    files: &PythonFiles<'_>,
    folders: &[String],
    environment: Environment,
    module: &str,
    needs_secret_key: bool,
) -> Option<SettingsModule> {
    let file = match modules::find(files.project(), folders, module) {
        Target::File(file) => file,
        Target::Missing(missing) => return Some(SettingsModule::Missing(missing)),
        Target::Folder(_) | Target::Elsewhere => return None,
    };
    files.module(&file).filter(|module| module.error.is_none())?;
    let mut evaluator = Evaluator::new(files, folders.to_vec(), environment);
    let scope = match evaluator.module(&file) {
        Ok(scope) => scope.as_ref().clone(),
        Err(Raised::Variable(_) | Raised::Import(_) | Raised::Other) => return None,
    };
    let Evaluator { mut missing_variables, missing_imports, .. } = evaluator;
    if needs_secret_key {
        missing_variables.extend(scope.get("SECRET_KEY").and_then(missing_secret_key));
    }
    Some(SettingsModule::Read(ReadSettings { file, scope, missing_variables, missing_imports }))
}

/// Other modules beside the settings in a folder of settings, or beside a `settings.py` with `settings` in their names.
fn has_alternatives(project: &Project, file: &str) -> bool {
    let folder = paths::parent(file);
    let in_package = path::base(&folder).contains("settings");
    let beside = project.files().filter(|(path, _)| *path != file && paths::parent(path) == folder);
    let mut names = beside.filter_map(|(path, _)| path::base(path).strip_suffix(".py"));
    names.any(|name| name != "__init__" && (in_package || name.contains("settings")))
}
