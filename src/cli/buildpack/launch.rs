//! What the image starts: the processes of the Procfile in force.

use libcnb::data::launch::{Launch, LaunchBuilder, ProcessBuilder, ProcessType, WorkingDirectory};

use super::app::App;
use crate::cli::stream;

/// All processes, each by Bash, as the platforms start them; a name that images do not have is told and left out.
pub(super) fn launch(app: &App) -> Launch {
    let procfile = &app.report().procfile;
    let main = procfile.main();
    let mut launch = LaunchBuilder::new();
    for process in &procfile.processes {
        let Ok(name) = process.name.parse::<ProcessType>() else {
            stream::say(&format!("The process `{}` is left out: images have no process of this name.", process.name));
            continue;
        };
        let folder = if app.folder == app.top { WorkingDirectory::App } else { WorkingDirectory::Directory(app.folder.clone()) };
        let mut builder = ProcessBuilder::new(name, ["bash", "-c"]);
        launch.process(builder.arg(&process.command).default(Some(process) == main).working_directory(folder).build());
    }
    launch.build()
}
