//! The command that starts the result, for a POSIX shell.

use std::path::Path;

use super::options::Layout;
use crate::platform::Platform;
use crate::report::Report;
use crate::text::shell::quoted;

/// The port where the platform says none.
const USUAL_PORT: u16 = 8000;

/// What starts the result.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The start command of the process that the platform starts, with secrets masked.
    pub command: Option<String>,
    /// The variable that holds the port.
    pub port_variable: String,
    /// The port that it usually holds.
    pub port: Option<u16>,
}

impl Start {
    /// What starts the result of the build of a report.
    #[must_use]
    pub fn of(report: &Report, platform: &Platform) -> Self {
        Self {
            command: report.procfile.main().map(|process| process.command.clone()),
            port_variable: platform.runtime.port_variable.value.clone(),
            port: platform.runtime.usual_port.as_ref().map(|fact| fact.value),
        }
    }

    /// The line, from the folder in which the command line was given.
    pub(super) fn line(&self, output: &Path, layout: Layout) -> Option<String> {
        let command = self.command.as_ref()?;
        let app = output.join("app").to_string_lossy().into_owned();
        let app = quoted(&app);
        let port = format!("{}={}", self.port_variable, self.port.unwrap_or(USUAL_PORT));
        Some(match layout {
            Layout::Environment => format!("cd {app} && PATH=\"$PWD/../python/bin:$PATH\" {port} bash -c {}", quoted(command)),
            Layout::Heroku => {
                let script = format!("for script in .profile.d/*; do . \"$script\"; done; {command}");
                format!("cd {app} && HOME=\"$PWD\" {port} bash -c {}", quoted(&script))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_where_the_output_lies() {
        let start = Start { command: Some("gunicorn 'a b'".to_owned()), port_variable: "PORT".to_owned(), port: None };
        assert_eq!(
            start.line(Path::new("out"), Layout::Environment).as_deref(),
            Some(r#"cd out/app && PATH="$PWD/../python/bin:$PATH" PORT=8000 bash -c 'gunicorn '\''a b'\'''"#)
        );
    }
}
