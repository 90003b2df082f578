//! What is done on a cluster with each project of many: it is fetched, and built by this program.

use super::obstacle::Obstacle;
use super::{words, yaml};
use crate::analysis::Settings;
use crate::platform::{self, Platform};

/// An image with a Python, a compiler and git; the project's own Python comes by itself.
pub(super) const IMAGE: &str = "python:3.13";
/// The Secret with the values of the variables that are set on the platform.
const SECRET: &str = "pushready-variables";

/// The platform as which projects are built.
pub(super) struct Cluster<'a> {
    pub(super) platform: &'a Platform,
    settings: &'a Settings,
}

impl<'a> Cluster<'a> {
    /// One that the program knows wherever it runs.
    pub(super) fn of(platform: &'a Platform, settings: &'a Settings) -> Result<Self, Obstacle> {
        match platform::find(&platform.id) {
            Some(_) => Ok(Self { platform, settings }),
            None => Err(Obstacle::OwnPlatform),
        }
    }

    /// What the platform is called, for a comment.
    pub(super) fn platform_name(&self) -> String {
        words::remark(&self.platform.name)
    }

    /// The variables that are set on the platform, for a container: their values are in a Secret.
    pub(super) fn entries(&self, depth: usize) -> String {
        let indent = " ".repeat(depth);
        let entry = |name: &str| {
            let name = yaml::text(name);
            let from = format!("{indent}  valueFrom:\n{indent}    secretKeyRef:\n{indent}      name: {SECRET}\n");
            format!("{indent}- name: {name}\n{from}{indent}      key: {name}\n")
        };
        self.variables().map(entry).collect()
    }

    fn variables(&self) -> impl Iterator<Item = &str> {
        self.settings.env.keys().map(String::as_str).filter(|name| words::is_variable(name))
    }

    /// Fetches the project of `$REPOSITORY` into a folder and builds it there; without a home folder of its own, the programs find
    /// one there as well.
    pub(super) fn script(&self, folder: &str) -> Vec<String> {
        let root = self.settings.root.as_deref().map_or_else(String::new, |root| format!(" --root {}", words::word(root)));
        let variables: Vec<String> = self.variables().map(|name| format!(" --env {name}=\"${name}\"")).collect();
        let variables = variables.concat();
        vec![
            "set -euo pipefail".to_owned(),
            format!("export HOME=\"{folder}/home\""),
            "python -m venv \"$HOME\"".to_owned(),
            "export PATH=\"$HOME/bin:$PATH\"".to_owned(),
            format!("pip install --quiet uv pushready=={}", env!("CARGO_PKG_VERSION")),
            format!("git clone --quiet --depth 1 -- \"$REPOSITORY\" \"{folder}/source\""),
            format!(
                "pushready build \"{folder}/source\" --platform {}{root}{variables} --nearest-patch --output \"{folder}/output\" --log-format json",
                self.platform.id
            ),
        ]
    }
}
