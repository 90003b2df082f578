//! The plan of a report, written down for others to carry out: what a platform would do with the project, on any machine.
//!
//! Values of variables never come along, since they may be secrets; their names do.

mod cluster;
mod dockerfile;
mod github_actions;
mod kubernetes_job;
mod obstacle;
mod recipe;
mod tekton;
mod words;
mod yaml;

pub use obstacle::Obstacle;

use crate::analysis::Settings;
use crate::platform::Platform;
use crate::report::Report;
use cluster::Cluster;
use recipe::Recipe;

/// What it is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// An image of the application, by a Dockerfile.
    Dockerfile,
    /// A workflow of GitHub Actions with the steps of the build.
    GithubActions,
    /// A Job of Kubernetes that builds many projects with this program.
    KubernetesJob,
    /// A Task and a Pipeline of Tekton that build many projects with this program.
    Tekton,
}

/// The plan of a report in this form. What builds many projects is the same for all of them, so that nothing stands in its way.
///
/// # Errors
/// When the plan of this project does not come to an end.
pub fn export(form: Form, report: &Report, platform: &Platform, settings: &Settings) -> Result<String, Obstacle> {
    Ok(match form {
        Form::Dockerfile => dockerfile::render(&Recipe::of(report, platform, settings)?),
        Form::GithubActions => github_actions::render(&Recipe::of(report, platform, settings)?),
        Form::KubernetesJob => kubernetes_job::render(&Cluster::of(platform, settings)?),
        Form::Tekton => tekton::render(&Cluster::of(platform, settings)?),
    })
}
