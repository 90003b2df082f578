//! A Task of Tekton that builds one project with this program, and a Pipeline that runs it for each of many.

use super::cluster::{Cluster, IMAGE};
use super::yaml;

pub(super) fn render(cluster: &Cluster<'_>) -> String {
    let script: Vec<String> = std::iter::once("#!/usr/bin/env bash".to_owned()).chain(cluster.script("$WORK")).collect();
    format!(
        r"# Builds projects as {platform} does, by pushready {version}. The last line of a build's log says what became of it.
#   tkn pipeline start pushready-build-all --param repositories=ADDRESS,ADDRESS --workspace name=work,emptyDir=
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: pushready-build
spec:
  description: {description}
  params:
    - name: repository
      type: string
      description: Address of the project's repository
  workspaces:
    - name: work
      description: Where the project is fetched and built
  steps:
    - name: build
      image: {image}
      env:
        - name: REPOSITORY
          value: $(params.repository)
        - name: WORK
          value: $(workspaces.work.path)
{variables}      script: {script}
---
apiVersion: tekton.dev/v1
kind: Pipeline
metadata:
  name: pushready-build-all
spec:
  params:
    - name: repositories
      type: array
      description: Addresses of the projects' repositories
  workspaces:
    - name: work
  tasks:
    - name: build
      taskRef:
        name: pushready-build
      matrix:
        params:
          - name: repository
            value: $(params.repositories[*])
      workspaces:
        - name: work
          workspace: work
",
        platform = cluster.platform_name(),
        version = env!("CARGO_PKG_VERSION"),
        description = yaml::text(&format!("Builds a Python project as {} does", cluster.platform.name)),
        image = yaml::text(IMAGE),
        script = yaml::block(&script, 8),
        variables = cluster.entries(8),
    )
}
