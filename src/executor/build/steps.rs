//! How each kind of step is done.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Running;
use super::packages::Deciding;
use crate::analysis::procfile::processes::PROCFILE;
use crate::executor::commands::{companions_with_uv, with_uv};
use crate::executor::environment::{Environment, Runner};
use crate::executor::event::SkipReason;
use crate::executor::failure::{Ending, Observer};
use crate::executor::note::Note;
use crate::executor::options::{Installer, Layout};
use crate::executor::pack::Slug;
use crate::executor::process::Interrupt;
use crate::executor::profile_script;
use crate::executor::python::{Found, Interpreter, Search};
use crate::executor::report::SlugMade;
use crate::executor::sandbox::NoSandbox;
use crate::executor::source::{SLUG_IGNORE, make_executable};
use crate::executor::trouble::Trouble;
use crate::plan::{Packing, Run, Step, StepId, Tools, Work};
use crate::platform::{SlugIgnore, Version};

/// Where the restored environment says which folder it was made in.
const MADE_IN: &str = ".made-in";

impl<'a, 'b> Running<'a, 'b> {
    /// Why a step need not be done.
    pub(super) fn reason_to_skip(&self, step: &Step) -> Option<SkipReason> {
        match step.id {
            StepId::InstallPackageManager | StepId::InstallDependencies if self.is_restored => Some(SkipReason::Cached),
            StepId::InstallPackageManager if self.installs_with_uv() => {
                let run = step.work.run()?;
                companions_with_uv(run, Path::new(""), Path::new("")).is_none().then_some(SkipReason::NotAsked)
            }
            StepId::Pack if self.options().slug.is_none() && self.options().layout == Layout::Environment => {
                Some(SkipReason::NotAsked)
            }
            StepId::WriteProcfile
            | StepId::PreCompileHook
            | StepId::InstallPython
            | StepId::InstallPackageManager
            | StepId::InstallDependencies
            | StepId::CollectStaticDryRun
            | StepId::CollectStatic
            | StepId::PostCompileHook
            | StepId::OverrideProcfile
            | StepId::Pack => None,
        }
    }

    /// Does one step.
    pub(super) fn step(&mut self, step: &Step, observer: &mut Observer) -> Result<(), Trouble> {
        match &step.work {
            Work::Procfile(text) => {
                let path = self.app.join(PROCFILE);
                let text = text.as_ref().ok_or(Trouble::UnknownProcfile)?;
                fs::write(&path, text).map_err(Trouble::at(path))
            }
            Work::Python(version) => self.install_python(step, *version, observer),
            Work::Run(run) if step.id == StepId::InstallDependencies => self.install(step, run, observer),
            Work::Run(run) if run.tools == Tools::Apart => self.install_tools(step, run, observer),
            Work::Run(run) if step.id == StepId::InstallPackageManager && self.installs_with_uv() => {
                self.install_companions(step, run, observer)
            }
            Work::Run(run) => self.run_command(step, run, observer),
            Work::Pack(packing) => self.pack(step, packing),
        }
    }

    fn install_python(&mut self, step: &Step, version: Option<Version>, observer: &mut Observer) -> Result<(), Trouble> {
        let interpreter = self.find(step, version.ok_or(Trouble::NoVersion)?)?;
        self.say(step, &Note::Python { version: interpreter.version, program: &interpreter.path });
        match &self.build.options.sandbox {
            Ok(_) => self.say(step, &Note::Apart),
            Err(NoSandbox::Unwanted | NoSandbox::NotLinux) => {}
            Err(why) => self.say(step, &Note::NotApart(why)),
        }
        self.used(&interpreter);
        let environment = Environment::at(&self.place(), &interpreter);
        self.packages = self.key(&interpreter);
        if let Some(key) = self.packages.clone().filter(|key| self.cache.has(key.as_ref())) {
            self.say(step, &Note::FromCache);
            self.restore(key.as_ref(), &environment).map_err(Trouble::at(&environment.folder))?;
            self.is_restored = true;
        } else {
            let uv = if self.installs_with_uv() { Some(self.uv()?) } else { None };
            let layout = self.options().layout;
            environment.make(layout, uv.as_deref(), &mut self.runner(step, observer))?;
        }
        self.environment = Some(environment);
        Ok(())
    }

    fn find(&mut self, step: &Step, version: Version) -> Result<Interpreter, Trouble> {
        let build = self.build;
        let store = self.cache.folder("interpreters");
        let search = Search { options: &build.options.python, caller: &build.caller, limits: self.limits(), store: &store };
        match search.find(version, &mut |note| self.say(step, note)) {
            Found::Interpreter(interpreter) => Ok(interpreter),
            Found::Nothing(_) if build.interrupt.is_set() => Err(Trouble::Program(Ending::Interrupted)),
            Found::Nothing(searched) => Err(Trouble::NoPython { version, searched }),
        }
    }

    fn key(&self, interpreter: &Interpreter) -> Option<super::PackageKey> {
        let options = self.options();
        let deciding =
            Deciding { plan: self.plan(), app: &self.app, interpreter, layout: options.layout, caller: &self.build.caller };
        self.keeps_packages().then(|| deciding.key()).flatten()
    }

    /// uv has a cache of its own, out of which it installs faster than a second copy could be kept.
    fn keeps_packages(&self) -> bool {
        self.options().cache.is_some() && !self.installs_with_uv()
    }

    fn restore(&self, key: &str, environment: &Environment) -> std::io::Result<()> {
        self.cache.restore(key, &environment.folder)?;
        let note = environment.folder.join(MADE_IN);
        let old = fs::read_to_string(&note)?;
        fs::remove_file(note)?;
        environment.moved_from(&old)
    }

    /// Installs the packages and keeps them for later builds.
    fn install(&mut self, step: &Step, run: &Run, observer: &mut Observer) -> Result<(), Trouble> {
        let words = self.uv_words(run)?;
        if words.is_some() {
            self.say(step, &Note::WithUv);
        }
        let command = words.unwrap_or_else(|| run.command.clone());
        self.run_command(step, &Run { command, ..run.clone() }, observer)?;
        let Some(environment) = self.environment.clone() else { return Ok(()) };
        environment.loosen().map_err(Trouble::at(&environment.folder))?;
        match self.packages.clone() {
            Some(key) => self.keep(step, key.as_ref(), &environment),
            None if self.keeps_packages() => {
                self.say(step, &Note::NotKept);
            }
            None => {}
        }
        Ok(())
    }

    /// A cache that cannot be written costs time and nothing else.
    fn keep(&mut self, step: &Step, key: &str, environment: &Environment) {
        let note = environment.folder.join(MADE_IN);
        let kept = fs::write(&note, environment.folder.to_string_lossy().as_bytes())
            .and_then(|()| self.cache.store(key, &environment.folder));
        if let Err(error) = kept.and(fs::remove_file(&note)) {
            self.say(step, &Note::NotWritten { reason: &error.to_string() });
        }
    }

    fn installs_with_uv(&self) -> bool {
        let is_replaced = |step: &Step| match &step.work {
            Work::Run(run) => step.id == StepId::InstallDependencies && with_uv(run, Path::new(""), Path::new("")).is_some(),
            _ => false,
        };
        self.options().installer == Installer::Uv && self.plan().steps.iter().any(is_replaced)
    }

    fn uv(&self) -> Result<PathBuf, Trouble> {
        self.build.caller.program("uv").ok_or(Trouble::NoUv)
    }

    fn uv_words(&self, run: &Run) -> Result<Option<Vec<String>>, Trouble> {
        match &self.environment {
            Some(environment) if self.installs_with_uv() => Ok(with_uv(run, &self.uv()?, &environment.python())),
            _ => Ok(None),
        }
    }

    /// What the platform brings beside pip, for which uv stands in.
    fn install_companions(&mut self, step: &Step, run: &Run, observer: &mut Observer) -> Result<(), Trouble> {
        let Some(environment) = &self.environment else { return Ok(()) };
        match companions_with_uv(run, &self.uv()?, &environment.python()) {
            Some(command) => self.run_command(step, &Run { command, ..run.clone() }, observer),
            None => Ok(()),
        }
    }

    /// Package managers that would take themselves away get an environment of their own.
    fn install_tools(&mut self, step: &Step, run: &Run, observer: &mut Observer) -> Result<(), Trouble> {
        if let Some(interpreter) = self.environment.as_ref().map(|environment| environment.interpreter.clone()) {
            let tools = Environment::at(&self.workshop.join("tools"), &interpreter);
            tools.make(Layout::Environment, None, &mut self.runner(step, observer))?;
            self.tools = Some(tools);
        }
        let project = self.environment.take();
        let outcome = self.run_command(step, run, observer);
        self.environment = project;
        outcome
    }

    fn run_command(&mut self, step: &Step, run: &Run, observer: &mut Observer) -> Result<(), Trouble> {
        if matches!(step.id, StepId::PreCompileHook | StepId::PostCompileHook) {
            let script = self.app.join(run.command.first().map(String::as_str).unwrap_or_default());
            make_executable(&script).map_err(Trouble::at(script))?;
        }
        let command = self.setting().command(run);
        self.run(step, command, observer)
    }

    fn pack(&mut self, step: &Step, packing: &Packing) -> Result<(), Trouble> {
        if self.options().layout == Layout::Heroku {
            profile_script::write(&self.app, packing).map_err(Trouble::at(&self.app))?;
        }
        let Some(target) = self.options().slug.clone() else { return Ok(()) };
        if self.options().layout == Layout::Environment {
            self.say(step, &Note::SlugWithoutPython);
        }
        let is_read = packing.slug_ignore == Some(SlugIgnore::WhenPacked);
        let leave_out = is_read.then(|| fs::read_to_string(self.app.join(SLUG_IGNORE)).ok()).flatten();
        let slug = Slug { app: &self.app, leave_out, root: &packing.root, interrupt: &self.build.interrupt };
        let bytes = slug.write(&target).map_err(Trouble::at(&target))?;
        self.report.slug = Some(SlugMade { path: target.display().to_string(), bytes });
        Ok(())
    }

    fn runner<'r>(&'r mut self, step: &'r Step, observer: &'r mut Observer) -> StepRunner<'r, 'a, 'b> {
        StepRunner { running: self, step, observer }
    }
}

/// Runs the programs of a step for those who make environments.
struct StepRunner<'r, 'a, 'b> {
    running: &'r mut Running<'a, 'b>,
    step: &'r Step,
    observer: &'r mut Observer,
}

impl Runner for StepRunner<'_, '_, '_> {
    fn run(&mut self, command: Command) -> Result<(), Trouble> {
        self.running.run(self.step, command, self.observer)
    }

    fn program(&self, path: &Path) -> Command {
        self.running.setting().program(path)
    }

    fn workshop(&self) -> &Path {
        &self.running.workshop
    }

    fn interrupt(&self) -> &Interrupt {
        &self.running.build.interrupt
    }
}
