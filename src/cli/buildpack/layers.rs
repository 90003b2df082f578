//! The layers of the image: a Python with the packages in it, and what the next build can use again.
#![expect(clippy::disallowed_methods, reason = "layers are folders, which a phase fills")]

use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use libcnb::Buildpack;
use libcnb::build::BuildContext;
use libcnb::data::layer_name;
use libcnb::generic::GenericMetadata;
use libcnb::layer::{CachedLayerDefinition, InvalidMetadataAction, LayerRef, RestoredLayerAction, UncachedLayerDefinition};
use libcnb::layer_env::{LayerEnv, ModificationBehavior, Scope};

use super::app::App;
use super::trouble::Trouble;
use crate::cli::failure::Failure;
use crate::plan::{Packing, Work};

/// The port where the platform says nothing of it.
const PORT: u16 = 8080;
/// Where a build has the whole Python, below the application.
const PYTHON: &str = ".heroku/python";
/// Made for those who run slugs; the environment of the layer takes its place.
const PROFILE: &str = ".profile.d/python.sh";

/// The folders of a build.
pub(super) struct Layers<B: Buildpack<Error = Trouble>> {
    python: LayerRef<B, (), ()>,
    /// Packages and interpreters of earlier builds.
    pub(super) cache: PathBuf,
    /// All layers.
    root: PathBuf,
}

impl<B: Buildpack<Error = Trouble>> Layers<B> {
    /// The layers of this build, with what an earlier one has left in them.
    pub(super) fn make(context: &BuildContext<B>) -> libcnb::Result<Self, Trouble> {
        let of_python = UncachedLayerDefinition { build: true, launch: true };
        let of_cache = CachedLayerDefinition {
            build: false,
            launch: false,
            invalid_metadata_action: &|_| InvalidMetadataAction::DeleteLayer,
            restored_layer_action: &|_: &GenericMetadata, _| RestoredLayerAction::KeepLayer,
        };
        Ok(Self {
            python: context.uncached_layer(layer_name!("python"), of_python)?,
            cache: context.cached_layer(layer_name!("cache"), of_cache)?.path(),
            root: context.layers_dir.clone(),
        })
    }

    /// Where the build puts its result, before it becomes layers.
    pub(super) fn output(&self) -> PathBuf {
        self.root.join("output")
    }

    /// Makes the layer of what was built, and brings back to the application what the build has made of it.
    pub(super) fn settle(&self, app: &App) -> libcnb::Result<(), Trouble> {
        let built = self.output().join("app");
        let layer = self.python.path();
        let moved = fs::remove_dir(&layer).and_then(|()| fs::rename(built.join(PYTHON), &layer));
        let kept = moved.and_then(|()| bring_back(&built, &app.folder, Path::new("")));
        let cleared = kept.and_then(|()| fs::remove_dir_all(self.output()));
        cleared.map_err(|source| Trouble::from(Failure::Unreadable { path: self.root.display().to_string(), source }))?;
        self.python.write_env(environment(app, &layer))
    }
}

/// Copies the files that are new or changed.
fn bring_back(from: &Path, to: &Path, below: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from.join(below))? {
        let entry = entry?;
        let below = below.join(entry.file_name());
        let (source, target) = (from.join(&below), to.join(&below));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            bring_back(from, to, &below)?;
        } else if below != Path::new(PROFILE) && !is_same(&source, &target)? {
            target.parent().map_or(Ok(()), fs::create_dir_all)?;
            if kind.is_symlink() { symlink(fs::read_link(&source)?, &target)? } else { fs::copy(&source, &target).map(drop)? }
        }
    }
    Ok(())
}

/// Whether both hold the same; a link that is there stays.
fn is_same(source: &Path, target: &Path) -> io::Result<bool> {
    let Ok(metadata) = fs::symlink_metadata(target) else { return Ok(false) };
    Ok(metadata.is_symlink() || fs::read(source)? == fs::read(target)?)
}

/// What the platform gives the application, unless users set it: programs of the layer are found without it.
fn environment(app: &App, layer: &Path) -> LayerEnv {
    let runtime = &app.platform.runtime;
    let packing = app.report().plan.steps.iter().find_map(|step| match &step.work {
        Work::Pack(packing) => Some(packing),
        _ => None,
    });
    let usual = runtime.fixed_port.as_ref().or(runtime.usual_port.as_ref()).map_or(PORT, |fact| fact.value);
    let mut environment = LayerEnv::new();
    environment.insert(Scope::All, ModificationBehavior::Override, "PYTHONHOME", layer);
    let mut default = |name: &str, value: &str| {
        environment.insert(Scope::Launch, ModificationBehavior::Default, name, value);
    };
    default("PYTHONUNBUFFERED", "1");
    default("LANG", "C.UTF-8");
    default(&runtime.port_variable.value, &usual.to_string());
    for set in packing.iter().flat_map(|packing| &packing.sets) {
        set.value.iter().for_each(|value| default(&set.name, value));
    }
    if packing.is_some_and(|packing: &Packing| packing.python_path_is_app_folder) {
        default("PYTHONPATH", &app.folder.to_string_lossy());
    }
    environment
}
