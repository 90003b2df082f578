//! Reads what the user drops or picks into a project, under the same policy as folders on the command line.

mod entries;
mod files;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DataTransfer, File, FileList};

use crate::project::bundle::Bundle;
use crate::project::{Project, ProjectBuilder, RootPolicy, limits, transfer};

use super::browser;
use super::model::build_report::{self, BuildReport};
use super::model::trouble::Trouble;
use super::state::State;
use super::worker;
use entries::Dropped;
use files::MANY;

/// Endings of archives, as people know them.
const ARCHIVES: &[&str] = &[".zip", ".tar", ".tgz", ".gz"];

/// Takes what was dropped. The browser forgets it when the event is over, so that it is taken before anything waits.
pub(crate) fn dropped(state: State, transfer: &DataTransfer) {
    match entries::taken(transfer) {
        Dropped::Nothing => {}
        Dropped::Loose(files) => loose(state, files),
        Dropped::Folders(entries) => read(state, async move {
            let name = entries.iter().map(web_sys::FileSystemEntry::name).collect::<Vec<_>>().join(", ");
            let mut builder = ProjectBuilder::new(RootPolicy::SingleTopFolder);
            let files = entries::walk(entries, &mut builder, state).await?;
            files::add_all(&mut builder, files, state).await;
            Ok(Given::Project(name, builder.finish()))
        }),
    }
}

/// Takes a folder that was picked.
pub(crate) fn picked_folder(state: State, list: &FileList) {
    let files = files::listed(list);
    let Some(first) = files.first() else { return };
    let name = files::relative_path(first).split('/').next().unwrap_or_default().to_owned();
    read(state, async move {
        if files.len() > limits::MAX_ENTRIES {
            return Err(Trouble::TooManyFiles);
        }
        let mut builder = ProjectBuilder::new(RootPolicy::SingleTopFolder);
        let named = files.into_iter().filter_map(|file| Some((builder.accept(&files::relative_path(&file))?, file))).collect();
        files::add_all(&mut builder, named, state).await;
        Ok(Given::Project(name, builder.finish()))
    });
}

/// Takes files that were picked.
pub(crate) fn picked_files(state: State, list: &FileList) {
    loose(state, files::listed(list));
}

/// What was given.
enum Given {
    /// A project, which takes the place of the one that is open.
    Project(String, Project),
    /// A project with what is set on the platform.
    Bundle(String, Bundle),
    /// What a real build of the open project has come to.
    Build(BuildReport),
    /// Files, which are added to the project that is open.
    Files(String, Project),
}

fn loose(state: State, files: Vec<File>) {
    read(state, async move {
        match files.as_slice() {
            [one] => single(one, state).await,
            _ => several(files, state).await,
        }
    });
}

async fn single(file: &File, state: State) -> Result<Given, Trouble> {
    let name = file.name();
    if ARCHIVES.iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
        return archive(file).await.map(|project| Given::Project(name, project));
    }
    if name.to_ascii_lowercase().ends_with(".json")
        && files::size(file) <= limits::MAX_ARCHIVE
        && let Some(bytes) = files::bytes(file).await
        && let Ok(text) = std::str::from_utf8(&bytes)
    {
        if let Ok(bundle) = Bundle::parse(text) {
            return Ok(Given::Bundle(name, bundle));
        }
        if let Some(build) = build_report::read(text) {
            return build.map(Given::Build).map_err(Trouble::Build);
        }
    }
    several(vec![file.clone()], state).await
}

async fn archive(file: &File) -> Result<Project, Trouble> {
    let answer = worker::answer(file).await.ok_or_else(|| Trouble::NoWorker(file.name()))?;
    let unpacked = transfer::of_unpacked(&answer).ok_or_else(|| Trouble::Unreadable(file.name()))?;
    unpacked.map_err(|reason| Trouble::Archive(file.name(), reason))
}

async fn several(files: Vec<File>, state: State) -> Result<Given, Trouble> {
    let Some(first) = files.first().cloned() else { return Err(Trouble::Empty) };
    let name = first.name();
    let mut builder = ProjectBuilder::new(RootPolicy::AsGiven);
    let named = files.into_iter().filter_map(|file| Some((builder.accept(&file.name())?, file))).collect();
    let unreadable = files::add_all(&mut builder, named, state).await;
    let project = builder.finish();
    let is_known = project.files().any(|(path, _)| project.bytes_of(path).is_some());
    match () {
        () if is_known => Ok(Given::Files(name, project)),
        () if unreadable > 0 => Err(Trouble::Unreadable(name)),
        () if files::size(&first) > limits::MAX_FILE => Err(Trouble::TooLarge(name)),
        () => Err(Trouble::NotText(name)),
    }
}

/// Reads in the background; what was open before stays open unless it goes well.
fn read(state: State, reading: impl Future<Output = Result<Given, Trouble>> + 'static) {
    state.reading.set(Some(0));
    spawn_local(async move {
        let given = reading.await;
        browser::breathe().await;
        match given {
            Ok(Given::Project(name, project)) if project.len() > MANY => state.open_in_steps(name, project).await,
            Ok(Given::Project(name, project)) => state.open(name, project),
            Ok(Given::Bundle(name, bundle)) => state.open_bundle(name, bundle),
            Ok(Given::Build(build)) => state.show_build(build),
            Ok(Given::Files(name, files)) => state.add(name, files),
            Err(trouble) => state.trouble.set(Some(trouble)),
        }
        state.reading.set(None);
    });
}
