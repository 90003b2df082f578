//! What stops a program while it is loaded: the first thing that surely does.

use std::collections::BTreeSet;

use crate::analysis::Facts;
use crate::analysis::commands::doubt::{has_hooks, packages};
use crate::analysis::commands::launch::Tool;
use crate::analysis::django::events::{Event, What};
use crate::analysis::django::{MissingImport, MissingModule};
use crate::analysis::knowledge::{shadowed, standard_library};
use crate::analysis::python::apps::{Has, Modules};
use crate::analysis::python::modules::{Inside, Located, Missing};
use crate::analysis::python::uninstalled_imports::{Absent, absent};
use crate::project::path::{base, folder, join};

use super::knowledge::{makes_django_ready, needs_django, serves};
use super::{Program, own_standard_names, programs};

/// The variable that names Django's settings.
const SETTINGS_VARIABLE: &str = "DJANGO_SETTINGS_MODULE";

/// Folders that several packages share.
const SHARED: &[&str] = &[
    "azure",
    "backports",
    "flaskext",
    "google",
    "jaraco",
    "mpl_toolkits",
    "opentelemetry",
    "repoze",
    "ruamel",
    "sphinxcontrib",
    "zope",
];

/// What stops a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Dots in front of a module, and the file is not part of a package, or they lead out of it.
    Outside {
        /// Whether there is a package.
        has_package: bool,
    },
    /// A module that is nowhere.
    Missing {
        /// The module.
        module: MissingModule,
        /// The name that is there, in other capital letters.
        alike: Option<String>,
    },
    /// A module of the project does not have a name.
    NoName {
        /// The module.
        module: String,
        /// The name.
        name: String,
        /// The module's file.
        file: String,
        /// Whether the module waits for this one, and would have the name later.
        is_half: bool,
    },
    /// A file of the project takes the place of a module of the standard library.
    Shadowed {
        /// The file.
        file: String,
        /// The module whose name it has.
        module: String,
        /// Who needs that module.
        importer: String,
        /// What that one needs of it.
        name: &'static str,
    },
    /// What needs Django's apps runs before they are loaded.
    NotReady {
        /// What needs them.
        what: String,
        /// Whether the settings are known by then.
        has_settings: bool,
    },
    /// A call that serves, and does not return, in a module that a server imports.
    Serves(String),
}

/// A program that is stopped.
#[derive(Debug, Clone)]
pub struct ProgramFault<'f> {
    /// The program.
    pub program: Program<'f>,
    /// What happens last.
    pub event: Event,
    /// What is wrong with it.
    pub cause: Cause,
    /// Whether nothing may make it work after all.
    pub is_sure: bool,
}

/// What stops each of the programs.
struct Faults(Vec<Option<(Event, Cause, bool)>>);

/// What stops the programs; what stops several is told once.
#[must_use]
pub fn program_faults<'f>(facts: &'f Facts<'_>) -> Vec<ProgramFault<'f>> {
    let is_python_3 = facts.python.resolved.is_none_or(|python| python.series.major >= 3);
    let programs = if is_python_3 { programs(facts) } else { vec![] };
    let faults = facts.once(0, || Faults(programs.iter().map(|program| Judge::of(facts, program).first(program)).collect()));
    let mut told = BTreeSet::new();
    let found = programs.into_iter().zip(&faults.0).filter_map(|(program, fault)| {
        let (event, cause, is_sure) = fault.as_ref()?;
        let is_first = told.insert((event.file.as_str(), event.range.start, event.range.end));
        is_first.then(|| ProgramFault { program, event: event.clone(), cause: cause.clone(), is_sure: *is_sure })
    });
    found.collect()
}

/// Goes through what happens.
struct Judge<'j> {
    facts: &'j Facts<'j>,
    program: &'j Program<'j>,
    /// Files of the project that stand for modules of the standard library.
    shadows: Vec<String>,
    has_settings: bool,
}

impl<'j> Judge<'j> {
    fn of(facts: &'j Facts<'j>, program: &'j Program<'j>) -> Self {
        let launch = &program.launch;
        let first = launch.path.folders().first().map_or("", String::as_str);
        let is_script = matches!(launch.tool, Tool::Python | Tool::PythonModule);
        let own = own_standard_names(facts, launch).into_iter().map(|name| join(first, &format!("{name}.py")));
        let shadows = own.filter(|file| is_script && facts.project.has(file)).collect();
        let has_settings = facts.settings.has(SETTINGS_VARIABLE) || program.start.process.command.contains(SETTINGS_VARIABLE);
        Self { facts, program, shadows, has_settings }
    }

    fn first(mut self, program: &Program<'_>) -> Option<(Event, Cause, bool)> {
        let mut is_ready = program.launch.tool == Tool::Celery;
        for event in &program.loading.events {
            match &event.what {
                What::Called { name, .. } if makes_django_ready(name) => is_ready = true,
                What::Set(variable) => self.has_settings |= variable == SETTINGS_VARIABLE,
                _ => {}
            }
            if let Some((cause, is_sure)) = self.cause(event, is_ready) {
                return Some((event.clone(), cause, is_sure));
            }
        }
        None
    }

    fn cause(&self, event: &Event, is_ready: bool) -> Option<(Cause, bool)> {
        match &event.what {
            What::Outside { has_package } => Some((Cause::Outside { has_package: *has_package }, true)),
            What::NoName { module, name, file, is_half } => {
                let (module, name, file) = (module.clone(), name.clone(), file.clone());
                Some((Cause::NoName { module, name, file, is_half: *is_half }, true))
            }
            What::Missing(module) => self.missing(event, module),
            What::Elsewhere(name) => {
                self.shadowed(name).or_else(|| self.nowhere(name)).or_else(|| self.not_ready(event, name, is_ready))
            }
            What::Class(name) => self.not_ready(event, name, is_ready),
            What::Called { name, method } => self.not_ready(event, name, is_ready).or_else(|| {
                serves(self.facts, &self.program.launch, event, name, method.as_deref()).map(|shown| (Cause::Serves(shown), true))
            }),
            What::Set(_) => None,
        }
    }

    /// A module of one of the project's packages.
    fn missing(&self, event: &Event, module: &MissingModule) -> Option<(Cause, bool)> {
        let top = module.first.split('.').next().unwrap_or_default();
        let located = self.program.launch.path.locate(self.facts.project, &module.first);
        let Located::Missing(Missing { inside, .. }) = located else { return None };
        let is_told = |told: &&MissingImport| told.file == event.file && told.range == event.range;
        let settings = self.facts.django().and_then(|django| django.read());
        let is_settings = settings.is_some_and(|read| read.missing_imports.iter().any(|told| is_told(&told)));
        let is_open = has_hooks(self.facts.project) || self.program.launch.is_prepared || standard_library::is_module(top);
        let holder = module.first.rsplit_once('.').map_or("", |(holder, _)| holder);
        let is_own = match inside? {
            Inside::Package | Inside::Module => !self.may_hold_others(holder),
            Inside::Namespace => absent(self.facts, top).is_some(),
        };
        (is_own && !is_open && !is_settings).then(|| {
            let alike = self.alike(&module.first);
            (Cause::Missing { module: module.clone(), alike }, true)
        })
    }

    /// A module that is not the project's, and no package's.
    fn nowhere(&self, name: &str) -> Option<(Cause, bool)> {
        let top = name.split('.').next().unwrap_or_default();
        let project = self.facts.project;
        let located = self.program.launch.path.locate(project, top);
        if !matches!(located, Located::Missing(_)) || standard_library::is_module(top) || has_hooks(project) {
            return None;
        }
        let alike = self.alike(top);
        let absent = absent(self.facts, top);
        let is_bare = || packages(self.facts, top).is_some_and(|doubt| !doubt.is_unseen);
        // The tables name no modules of packages that share a folder.
        let is_nowhere = absent == Some(Absent::Nowhere) && is_bare() && !SHARED.contains(&top) && !top.starts_with('_');
        if !is_nowhere && (alike.is_none() || absent.is_none() && !is_bare()) {
            return None;
        }
        let module = MissingModule { name: name.to_owned(), first: top.to_owned(), parent_is_file: false };
        Some((Cause::Missing { module, alike }, absent.is_some() && self.facts.knows_all_packages()))
    }

    /// The module that is there under this name in other capital letters.
    fn alike(&self, module: &str) -> Option<String> {
        let path = module.replace('.', "/");
        let (parent, last) = (folder(&path), base(&path));
        let mut places = self.program.launch.path.folders().iter().map(|searched| join(searched, parent));
        let project = self.facts.project;
        let folders = project.named(last).iter().filter_map(|path| path.strip_suffix('/'));
        let files = project.named(&format!("{last}.py")).iter().filter_map(|path| path.strip_suffix(".py"));
        let found: Vec<&str> = folders.chain(files).filter(|path| base(path) != last).collect();
        places.find_map(|place| {
            let path = found.iter().filter(|path| folder(path) == place).min()?;
            Some(module.strip_suffix(last).unwrap_or_default().to_owned() + base(path))
        })
    }

    /// A file of the project that the import of a package takes for a module of the standard library.
    fn shadowed(&self, importer: &str) -> Option<(Cause, bool)> {
        let modules = Modules { files: self.facts.files, path: &self.program.launch.path };
        self.shadows.iter().find_map(|file| {
            let module = base(file).strip_suffix(".py")?;
            let (importer, name) = shadowed::need(module, importer)?;
            let lacks = name.starts_with('.') || modules.has(file, name) == Has::No;
            let cause = || Cause::Shadowed { file: file.clone(), module: module.to_owned(), importer: importer.to_owned(), name };
            lacks.then(|| (cause(), true))
        })
    }

    /// Models and what needs them, before Django's apps are loaded.
    fn not_ready(&self, event: &Event, what: &str, is_ready: bool) -> Option<(Cause, bool)> {
        if is_ready || !needs_django(what) || self.may_be_ready(event) {
            return None;
        }
        Some((Cause::NotReady { what: what.to_owned(), has_settings: self.has_settings }, true))
    }

    /// Whether something that is not followed may have started Django before.
    fn may_be_ready(&self, event: &Event) -> bool {
        let starts = |file: &str, end: usize| {
            let text = self.facts.project.text(file).map(|text| text.as_str().get(..end).unwrap_or(text.as_str()).to_owned());
            text.is_none_or(|text| text.contains("setup(") || text.contains("_application("))
        };
        let waiting = event.through.iter().map(|(file, import)| (file, import.start)).chain([(&event.file, event.range.start)]);
        let waiting: Vec<(&String, usize)> = waiting.collect();
        let is_waiting = |file: &String| waiting.iter().any(|(known, _)| *known == file);
        let earlier = self.program.loading.events.iter().take_while(|earlier| *earlier != event).map(|earlier| &earlier.file);
        waiting.iter().any(|(file, at)| starts(file, *at))
            || earlier.filter(|file| !is_waiting(file)).any(|file| starts(file, usize::MAX))
    }

    /// Whether a module of the project may hold others that are no files, as `six` does.
    fn may_hold_others(&self, module: &str) -> bool {
        let Located::File(file) = self.program.launch.path.locate(self.facts.project, module) else { return false };
        let tricks = ["sys.modules", "meta_path", "__path__"];
        self.facts.project.text(&file).is_none_or(|text| tricks.iter().any(|trick| text.as_str().contains(trick)))
    }
}
