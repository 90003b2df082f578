//! A Job of Kubernetes: each of its pods builds one project of a list.

use super::cluster::{Cluster, IMAGE};
use super::yaml;

/// Where the pods find the list, an address a line.
const NTH_LINE: &str = "REPOSITORY=$(sed -n \"$((JOB_COMPLETION_INDEX + 1))p\" /etc/pushready/projects)";

pub(super) fn render(cluster: &Cluster<'_>) -> String {
    let script: Vec<String> = std::iter::once(NTH_LINE.to_owned()).chain(cluster.script("/work")).collect();
    format!(
        r#"# Builds many projects as {platform} does, each in a pod of its own, by pushready {version}: an address of a repository a line,
# and as many completions as there are lines. The last line that a pod logs says what became of its build.
apiVersion: v1
kind: ConfigMap
metadata:
  name: pushready-projects
data:
  projects: |
    https://example.org/team/shop.git
---
apiVersion: batch/v1
kind: Job
metadata:
  name: pushready-build
spec:
  completionMode: Indexed
  completions: 1
  parallelism: 1
  # A project that cannot be built is not built again, and ends no other build.
  backoffLimitPerIndex: 0
  template:
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: build
          image: {image}
          command: ["bash", "-c"]
          args:
            - {script}
{variables}          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop: ["ALL"]
          volumeMounts:
            - name: projects
              mountPath: /etc/pushready
            - name: work
              mountPath: /work
      volumes:
        - name: projects
          configMap:
            name: pushready-projects
        - name: work
          emptyDir: {{}}
"#,
        platform = cluster.platform_name(),
        version = env!("CARGO_PKG_VERSION"),
        image = yaml::text(IMAGE),
        script = yaml::block(&script, 14),
        variables = variables(cluster),
    )
}

fn variables(cluster: &Cluster<'_>) -> String {
    let entries = cluster.entries(12);
    if entries.is_empty() { entries } else { format!("          env:\n{entries}") }
}
