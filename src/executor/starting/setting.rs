//! What a web process is run in: what the platform gives it, and of the caller what programs need.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Starting;
use crate::executor::options::Layout;
use crate::executor::process::family;
use crate::executor::variables::Caller;
use crate::plan::{Packing, Plan, Work};

/// Where the programs of the system are; others of the caller's are on no platform.
const SYSTEM: &[&str] = &["/usr/bin", "/bin", "/usr/sbin", "/sbin"];
/// What runs start commands on the platforms.
const SHELL: &str = "bash";

/// A web process that is about to be started.
pub(in crate::executor) struct WebProcess<'a> {
    pub(in crate::executor) starting: &'a Starting,
    pub(in crate::executor) plan: &'a Plan,
    pub(in crate::executor) caller: &'a Caller,
    pub(in crate::executor) layout: Layout,
    /// The application.
    pub(in crate::executor) app: &'a Path,
    /// The programs of the environment.
    pub(in crate::executor) programs: PathBuf,
    /// The port that it is given.
    pub(in crate::executor) port: u16,
}

impl WebProcess<'_> {
    /// The program that runs the command.
    pub(in crate::executor) fn command(&self, line: &str) -> Command {
        let script = match self.layout {
            Layout::Environment => line.to_owned(),
            Layout::Heroku => format!("for script in .profile.d/*; do . \"$script\"; done; {line}"),
        };
        let mut command = Command::new(SHELL);
        self.caller.give_to_application(&mut command);
        command.args(["-c", &script]).current_dir(self.app);
        if self.layout == Layout::Environment {
            self.set_by_the_build(&mut command);
        }
        command.envs(&self.starting.variables);
        let path = self.caller.path_of(&self.programs, SYSTEM, SHELL);
        command.env("PATH", path).env("HOME", self.app).env("PYTHONUNBUFFERED", "1");
        command.env(&self.starting.port_variable, self.port.to_string());
        command
    }

    /// What the platform's own script sets in the layout of slugs.
    fn set_by_the_build(&self, command: &mut Command) {
        let packing = self.plan.steps.iter().find_map(|step| match &step.work {
            Work::Pack(packing) => Some(packing),
            _ => None,
        });
        let Some(Packing { sets, python_path_is_app_folder, .. }) = packing else { return };
        command.envs(sets.iter().filter_map(|set| Some((&set.name, set.value.as_ref()?))));
        if *python_path_is_app_folder {
            command.env("PYTHONPATH", self.app);
        }
    }

    /// Ends what has gone into the background: what still has the home folder and the port of this start.
    pub(in crate::executor) fn end_strays(&self) {
        let home = format!("HOME={}", self.app.display());
        family::end_strays(&[home, format!("{}={}", self.starting.port_variable, self.port)]);
    }
}
