//! What is wrong with the settings that collectstatic is run with.

use std::collections::BTreeSet;

use crate::analysis::Facts;
use crate::project::path;

use super::missing::{MissingImport, MissingVariable};
use super::modules::MissingModule;
use super::scope::{Binding, Found};
use super::value::Value;
use super::{Django, ReadSettings, SettingsModule, paths};

/// One thing that is wrong. Each rule speaks of one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsFault<'f> {
    /// The settings module is not there.
    ModuleMissing(&'f MissingModule),
    /// The settings import a module that is not there.
    ImportMissing(&'f MissingImport),
    /// The settings read a variable that is not given.
    VariableMissing(&'f MissingVariable),
    /// `django.contrib.staticfiles` is not among the apps.
    AppNotInstalled,
    /// There is no `STATIC_ROOT`, or it is empty.
    RootNotSet {
        /// Where it is set to nothing.
        binding: Option<&'f Binding>,
        /// The variable that may set it.
        variable: Option<&'f str>,
        /// Whether there are files that need it.
        evidence: StaticEvidence,
    },
    /// `STATIC_ROOT` is a path that depends on the working directory.
    RootRelative(&'f Binding, &'f str),
    /// `STATICFILES_DIRS` contains the folder of `STATIC_ROOT`.
    RootInDirs(&'f Binding, String),
    /// `STATICFILES_DIRS` is one folder and no list.
    DirsNotAList(&'f Binding),
    /// `STATICFILES_DIRS` names a folder that is not in the project.
    DirMissing {
        /// The folder.
        folder: String,
        /// Whether this Django stops at it.
        stops: bool,
    },
    /// There is no `STATIC_URL`, or it is `None`, where this is.
    UrlNotSet(Option<&'f Binding>),
    /// What is said of storages contradicts itself, or is not for this Django.
    Storages(StoragesFault, &'f Binding),
}

/// What is wrong with the settings of storages; the old one is `STATICFILES_STORAGE` or `DEFAULT_FILE_STORAGE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoragesFault {
    /// `STORAGES` stands beside this old setting, and this Django refuses both together.
    Both(&'static str),
    /// `STORAGES` says nothing of static files.
    NoStaticFiles,
    /// This Django no longer knows the old setting.
    TooOld(&'static str),
    /// This Django does not know `STORAGES` yet.
    TooNew,
}

/// Whether there are static files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaticEvidence {
    /// Django's admin or the project brings some.
    Certain,
    /// A package that gets installed may bring some.
    Likely,
    /// None is to be seen.
    None,
}

/// All that is wrong with them; empty where they cannot be read.
#[must_use]
pub fn settings_faults<'f>(facts: &'f Facts<'_>) -> Vec<SettingsFault<'f>> {
    let Some(django) = facts.django().filter(|_| facts.is_built_as_python()) else { return vec![] };
    let read = match &django.settings {
        SettingsModule::Missing(module) => return vec![SettingsFault::ModuleMissing(module)],
        SettingsModule::Read(read) => read,
    };
    let mut faults: Vec<SettingsFault<'_>> = read.missing_imports.iter().map(SettingsFault::ImportMissing).collect();
    faults.extend(missing_variables(facts, read));
    faults.extend(storages(django, read));
    let has_app = read.has_static_app();
    faults.extend(url(read).filter(|_| has_app == Some(true)));
    if has_app == Some(false) {
        faults.push(SettingsFault::AppNotInstalled);
    } else {
        faults.extend(root(facts, read));
        faults.extend(dirs(facts, django, read));
    }
    faults
}

/// Each variable once.
fn missing_variables<'f>(facts: &'f Facts<'_>, read: &'f ReadSettings) -> impl Iterator<Item = SettingsFault<'f>> {
    let mut seen = BTreeSet::new();
    let all = read.missing_variables.iter().filter(move |missing| seen.insert(missing.variable.as_str()));
    all.filter(|missing| !facts.settings.expected.contains(&missing.variable)).map(SettingsFault::VariableMissing)
}

/// Django has known `STORAGES` since 4.2, and the old settings up to 5.0.
fn storages<'f>(django: &Django, read: &'f ReadSettings) -> Option<SettingsFault<'f>> {
    let written = |name: &str| read.bound(name).filter(|binding| binding.origin.is_some());
    let old = ["STATICFILES_STORAGE", "DEFAULT_FILE_STORAGE"].into_iter().find_map(|name| Some((name, written(name)?)));
    let is_new_unset = read.find("STORAGES") == Found::Unset;
    let (knows_new, knows_old) = (django.is_at_least(4, 2)?, !django.is_at_least(5, 1)?);
    let (fault, binding) = match (written("STORAGES"), old) {
        (Some(_), Some((name, binding))) if knows_new && knows_old => (StoragesFault::Both(name), binding),
        (Some(new), _) if knows_new => match &new.value {
            Value::Dict(items) if items.iter().all(|(key, _)| key.is_known()) && new.value.get("staticfiles").is_none() => {
                (StoragesFault::NoStaticFiles, new)
            }
            _ => return None,
        },
        (Some(new), None) if read.find("STATICFILES_STORAGE") == Found::Unset => (StoragesFault::TooNew, new),
        (None, Some((name, binding))) if is_new_unset && !knows_old => (StoragesFault::TooOld(name), binding),
        _ => return None,
    };
    Some(SettingsFault::Storages(fault, binding))
}

fn url(read: &ReadSettings) -> Option<SettingsFault<'_>> {
    match read.find("STATIC_URL") {
        Found::Unset => Some(SettingsFault::UrlNotSet(None)),
        Found::Bound(binding) if binding.value == Value::None => Some(SettingsFault::UrlNotSet(Some(binding))),
        Found::Bound(_) | Found::Unknown => None,
    }
}

fn root<'f>(facts: &Facts<'_>, read: &'f ReadSettings) -> Option<SettingsFault<'f>> {
    let is_empty = |value: &Value| matches!(value, Value::None) || value.text() == Some("");
    let (binding, variable) = match read.find("STATIC_ROOT") {
        Found::Unknown => return None,
        Found::Unset => (None, None),
        Found::Bound(binding) => match &binding.value {
            Value::Assumed { variable, default } if is_empty(default) => (Some(binding), Some(variable.as_str())),
            value if is_empty(value) => (Some(binding), None),
            value => {
                return value.text().filter(|path| !path.starts_with('/')).map(|path| SettingsFault::RootRelative(binding, path));
            }
        },
    };
    let evidence = StaticEvidence::of(facts, read);
    let is_needed = evidence != StaticEvidence::None && read.stores_in_folder();
    is_needed.then_some(SettingsFault::RootNotSet { binding, variable, evidence })
}

fn dirs<'f>(facts: &Facts<'_>, django: &Django, read: &'f ReadSettings) -> Vec<SettingsFault<'f>> {
    let Some(binding) = read.bound("STATICFILES_DIRS").filter(|_| read.looks_into_dirs()) else { return vec![] };
    if binding.value.text().is_some() {
        let is_written = binding.origin.as_ref().is_some_and(|origin| origin.is_whole);
        return is_written.then_some(SettingsFault::DirsNotAList(binding)).into_iter().collect();
    }
    let root = read.bound("STATIC_ROOT").filter(|root| root.value.text().is_some_and(|root| !root.is_empty()));
    let root_folder = root.and_then(|root| root.value.text()).map(paths::shown);
    let contains_root = read.static_dirs().into_iter().any(|dir| Some(paths::shown(dir)) == root_folder);
    // Of these releases, none looks whether it is so.
    let is_checked = !(django.is_at_least(2, 0) == Some(true) && django.is_at_least(3, 1) == Some(false));
    let in_dirs = root.zip(root_folder.clone()).filter(|_| contains_root && is_checked);
    let is_missing = |folder: &String| {
        !folder.is_empty()
            && !facts.project.has_folder(folder)
            && !facts.project.has(folder)
            && Some(folder) != root_folder.as_ref()
    };
    let stops = django.is_at_least(4, 0) == Some(false);
    let missing = read.static_dirs_in_project().filter(|folder| is_missing(folder) && !makes_folders(facts));
    let missing = missing.map(|folder| SettingsFault::DirMissing { folder, stops });
    in_dirs.map(|(root, folder)| SettingsFault::RootInDirs(root, folder)).into_iter().chain(missing).collect()
}

/// Whether a step before collectstatic may make folders: a hook, or the build of a front end.
pub(super) fn makes_folders(facts: &Facts<'_>) -> bool {
    let hook = facts.platform.install.pre_compile_hook.as_ref().map(|fact| fact.value.as_str());
    hook.is_some_and(|hook| facts.project.has(hook)) || facts.project.files_named("package.json").next().is_some()
}

impl StaticEvidence {
    /// Looks at the apps and the folders.
    fn of(facts: &Facts<'_>, read: &ReadSettings) -> Self {
        if read.looks_into_dirs() && read.static_dirs_in_project().any(|dir| facts.project.has_folder(&dir)) {
            return Self::Certain;
        }
        let Some(apps) = read.bound("INSTALLED_APPS").and_then(|binding| binding.value.items()) else { return Self::Likely };
        let names: Vec<&str> = apps.iter().filter_map(Value::text).collect();
        let finds_apps = read.bound("STATICFILES_FINDERS").is_none();
        let brings = |app: &&str| app.starts_with("django.contrib.admin") || has_static(facts, app);
        if finds_apps && names.iter().any(brings) {
            Self::Certain
        } else if names.len() < apps.len() || names.iter().any(|app| !app.starts_with("django.contrib.")) {
            Self::Likely
        } else {
            Self::None
        }
    }
}

/// Whether an app of the project has a folder `static`; its entry may go on to its `AppConfig`.
#[must_use]
pub fn has_static(facts: &Facts<'_>, app: &str) -> bool {
    let folder = facts.static_files.manage_py.as_deref().map_or("", path::folder);
    let package = app.split_once(".apps.").map_or(app, |(package, _)| package).replace('.', "/");
    facts.project.has_folder(&path::join(folder, &format!("{package}/static")))
}
