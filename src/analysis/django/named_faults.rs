//! What settings name as text and Django cannot import.

use std::ops::Range;

use crate::analysis::Facts;
use crate::analysis::knowledge::removed_names::{Removed, removed};
use crate::analysis::python::names::Names;
use crate::analysis::python::reached_modules::Start;
use crate::analysis::python::uninstalled_imports::{Absent, absent, uninstalled_imports};
use crate::analysis::requirements::release::{InstalledRelease, installed_release};
use crate::order;

use super::app_configs::{AppConfig, app_config};
use super::modules::{self, MissingModule, Target};
use super::named::{FINDERS, Form, Moment, Named, named, place};
use super::value::Value;
use super::{Django, ReadSettings, paths};

/// Something that settings name and that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFault<'f> {
    /// The setting.
    pub setting: &'static str,
    /// What it names.
    pub text: &'f str,
    /// When Django imports it.
    pub moment: Moment,
    /// What stops then.
    pub stops: Stops,
    /// Why it cannot be imported.
    pub reason: Reason,
    /// The file that is to be changed, and where in it.
    pub place: (String, Option<Range<usize>>),
}

/// What stops where something cannot be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stops {
    /// collectstatic, during the build.
    Collectstatic,
    /// The application, as it starts.
    Start,
    /// Each request.
    Requests,
    /// Requests of pages that need it.
    Pages,
}

/// Why something cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No requirement installs the package that has it: the first of several that would do.
    NotRequired(&'static str),
    /// Neither the project nor what is required has it.
    Nowhere(String),
    /// The project has its first part, and not the rest.
    Missing(MissingModule),
    /// This file of the project has no such name.
    NoSuchName(String),
    /// The installed release has it no longer.
    Gone(Removed, InstalledRelease),
    /// The app calls itself by a name that no module has.
    WrongAppName(AppConfig),
}

/// Each fault once, in the order of the moments; empty where it is not known what runs.
#[must_use]
pub fn named_faults<'f>(facts: &'f Facts<'_>) -> Vec<NamedFault<'f>> {
    let Some((django, read)) = facts.configured() else { return vec![] };
    let looks = Looks::of(facts, django, read);
    let is_served = is_served(facts, django);
    let mut told = order::set(uninstalled_imports(facts).iter().map(|import| import.package.to_owned()));
    let mut faults = vec![];
    for named in named(read, |major, minor| django.is_at_least(major, minor)) {
        let Some(stops) = stops(facts, &named, is_served) else { continue };
        let Some(reason) = looks.reason(&named) else { continue };
        // Settings whose packages are not required are not those that the platform is told to take.
        if django.has_alternatives && matches!(reason, Reason::NotRequired(_) | Reason::Nowhere(_)) {
            continue;
        }
        let place = match &reason {
            Reason::WrongAppName(config) => (config.file.clone(), Some(config.name.1.clone())),
            _ => place(facts, read, &named),
        };
        let key = match &reason {
            Reason::NotRequired(package) => (*package).to_owned(),
            Reason::Nowhere(module) => module.clone(),
            _ => format!("{} {}", named.setting, named.text),
        };
        if told.insert(key) {
            let Named { setting, text, moment, .. } = named;
            faults.push(NamedFault { setting, text, moment, stops, reason, place });
        }
    }
    faults
}

/// What stops first; none if Django surely or perhaps never comes to that moment.
fn stops(facts: &Facts<'_>, named: &Named<'_>, is_served: bool) -> Option<Stops> {
    let served = |stops| is_served.then_some(stops);
    match named.moment {
        Moment::Setup | Moment::Collectstatic if facts.static_files.runs() => Some(Stops::Collectstatic),
        // Finders are for collectstatic alone, storages for the addresses in pages as well.
        Moment::Collectstatic if named.setting == FINDERS => None,
        Moment::Setup | Moment::Start => served(Stops::Start),
        Moment::Request => served(Stops::Requests),
        Moment::Collectstatic | Moment::Page => served(Stops::Pages),
    }
}

/// Whether the web process surely starts Django with these settings.
pub(super) fn is_served(facts: &Facts<'_>, django: &Django) -> bool {
    let is_run = || facts.procfile.web().is_some_and(|web| web.command.contains("manage.py runserver"));
    let mut web = facts.reached_modules().iter().filter(|reached| reached.start == Start::Web);
    web.any(|reached| django.is_started_by(&reached.module)) || is_run()
}

/// When Django imports one of its apps that is of this kind; none if there is none, or other settings may count.
#[must_use]
pub fn start_of_app(facts: &Facts<'_>, is_it: impl Fn(&str) -> bool) -> Option<Start> {
    let (django, read) = facts.configured().filter(|(django, _)| !django.has_alternatives)?;
    read.bound("INSTALLED_APPS")?.value.items()?.iter().filter_map(Value::text).find(|app| is_it(app))?;
    if facts.static_files.runs() { Some(Start::Collectstatic) } else { is_served(facts, django).then_some(Start::Web) }
}

/// Where Django looks for what is named.
struct Looks<'f, 'a> {
    facts: &'f Facts<'a>,
    django: &'f Django,
    folders: Vec<String>,
    /// Whether something may add folders in which Python looks for modules.
    is_open: bool,
}

impl<'f, 'a> Looks<'f, 'a> {
    fn of(facts: &'f Facts<'a>, django: &'f Django, read: &ReadSettings) -> Self {
        let mut folders = vec![paths::parent(&django.manage_py), String::new()];
        folders.dedup();
        let reached = facts.reached_modules().iter().map(|reached| reached.path.as_str());
        let files = reached.chain([django.manage_py.as_str(), read.file.as_str()]);
        let moves = |file: &str| facts.project.text(file).is_some_and(|text| text.as_str().contains("sys.path"));
        let is_open = files.into_iter().any(moves) || facts.settings.env.contains_key("PYTHONPATH");
        Self { facts, django, folders, is_open }
    }

    fn reason(&self, named: &Named<'_>) -> Option<Reason> {
        match named.form {
            Form::App => self.app(named.text),
            Form::Module => self.module(named.text),
            Form::Object => self.object(named.text),
            Form::Database => self.database(named.text),
        }
    }

    fn find(&self, module: &str) -> Target {
        modules::find(self.facts.project, &self.folders, module)
    }

    fn module(&self, module: &str) -> Option<Reason> {
        match self.find(module) {
            Target::Missing(missing) => (!self.is_open).then_some(Reason::Missing(missing)),
            Target::Elsewhere => self.elsewhere(module, None),
            Target::File(_) | Target::Folder(_) => None,
        }
    }

    fn object(&self, text: &str) -> Option<Reason> {
        let (module, name) = text.rsplit_once('.')?;
        match self.find(module) {
            Target::File(file) => (!self.is_open && self.lacks(&file, name)).then_some(Reason::NoSuchName(file)),
            Target::Elsewhere => self.elsewhere(module, Some(name)),
            _ => self.module(module),
        }
    }

    /// An entry is a module, or a class of one whose name begins with a capital letter.
    fn app(&self, entry: &str) -> Option<Reason> {
        match self.find(entry) {
            Target::File(_) | Target::Folder(_) => self.misnamed(entry),
            Target::Missing(missing) => match entry.rsplit_once('.').filter(|(_, name)| name.starts_with(char::is_uppercase)) {
                Some(_) => self.object(entry).or_else(|| self.misnamed(entry)),
                None => (!self.is_open).then_some(Reason::Missing(missing)),
            },
            Target::Elsewhere => self.elsewhere(entry, None),
        }
    }

    fn misnamed(&self, entry: &str) -> Option<Reason> {
        let finds_configs = self.django.is_at_least(3, 2) == Some(true);
        let config = app_config(self.facts.files, |module| self.find(module), entry, finds_configs)?;
        let name = config.name.0.as_str();
        let is_missing = !self.is_open
            && match self.find(name) {
                Target::Missing(_) => true,
                // An app that lies in a folder and takes itself for one at the root.
                Target::Elsewhere => config.module.rsplit('.').nth(1) == Some(name) && !self.facts.requirements.lists(name),
                Target::File(_) | Target::Folder(_) => false,
            };
        is_missing.then_some(Reason::WrongAppName(config))
    }

    fn lacks(&self, file: &str, name: &str) -> bool {
        let Some(module) = self.facts.files.module(file).filter(|module| module.error.is_none()) else { return false };
        let names = Names::of(&module);
        !names.is_dynamic && names.stars.is_empty() && names.get(name).is_empty()
    }

    /// What no file of the project has.
    fn elsewhere(&self, module: &str, name: Option<&str>) -> Option<Reason> {
        if let Some((removed, release)) = self.gone(module, name) {
            return Some(Reason::Gone(removed, release));
        }
        match absent(self.facts, module.split('.').next()?)? {
            Absent::Package(package) => Some(Reason::NotRequired(package)),
            Absent::Nowhere => (!self.is_open).then(|| Reason::Nowhere(module.to_owned())),
        }
    }

    fn gone(&self, module: &str, name: Option<&str>) -> Option<(Removed, InstalledRelease)> {
        let ends = module.match_indices('.').map(|(at, _)| at).chain([module.len()]);
        let modules = ends.flat_map(|end| removed(&module[..end], None));
        let all = name.into_iter().flat_map(|name| removed(module, Some(name))).chain(modules);
        all.into_iter().find_map(|removed| {
            let release = installed_release(self.facts, removed.package)?;
            removed.is_gone_in(&release.version).then_some((removed, release))
        })
    }

    /// Each driver is a module of a package of its own; of several, one is enough.
    fn database(&self, engine: &str) -> Option<Reason> {
        if let Some(gone) = self.elsewhere(engine, None) {
            return Some(gone);
        }
        let takes_old_alone = self.django.is_at_least(4, 2) == Some(false);
        let name =
            engine.strip_prefix("django.contrib.gis.db.backends.").or_else(|| engine.strip_prefix("django.db.backends."))?;
        let drivers: &[&str] = match name {
            "postgresql" | "postgresql_psycopg2" | "postgis" if takes_old_alone => &["psycopg2"],
            "postgresql" | "postgis" => &["psycopg2", "psycopg"],
            "mysql" => &["MySQLdb", "pymysql"],
            "oracle" => &["cx_Oracle", "oracledb"],
            _ => return None,
        };
        let missing: Option<Vec<Absent>> = drivers.iter().map(|driver| absent(self.facts, driver)).collect();
        missing?.into_iter().find_map(|absent| match absent {
            // It is the same, ready for use.
            Absent::Package("psycopg2") => Some(Reason::NotRequired("psycopg2-binary")),
            Absent::Package(package) => Some(Reason::NotRequired(package)),
            Absent::Nowhere => None,
        })
    }
}
