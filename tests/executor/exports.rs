//! The plan, written down for others and carried out by a shell, comes to what the build comes to.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::machine;
use crate::workplace::{Workplace, paths};

/// Two processes, one of which nobody starts.
const PROCFILE: &str = "web: gunicorn app:app\nworker: echo 'it'\\''s' 100%\n";

/// A project with all kinds of steps that need no package but the server.
fn project(test: &str) -> Option<Workplace> {
    let python = machine::newest(test)?;
    let work = Workplace::new(&python);
    work.write_hook("echo before > made-before");
    work.write("bin/post_compile", "#!/bin/bash\npython -c 'import gunicorn' && echo after > made-after\n");
    work.write("requirements.txt", "-r requirements/base.txt\n");
    work.write("requirements/base.txt", "gunicorn==21.2.0\n");
    work.write("static/it's a file.txt", "content\n");
    Some(work)
}

/// The plan in another form, for an index that wants to know who asks.
fn export(work: &Workplace, format: &str) -> String {
    let mut command = work.pushready("plan", "project");
    command.args(["--format", format, "--procfile", PROCFILE, "--env", &format!("BUILD_PIP_INDEX_URL={}", index(work))]);
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(!text.contains("secret@"), "{text}");
    text
}

fn index(work: &Workplace) -> String {
    work.server.url("/simple").replace("://", "://me:secret@")
}

/// Runs lines in a shell in which `/app`, `/opt` and all else that they name at the root lie below a folder.
fn carry_out(work: &Workplace, folder: &Path, lines: &[String]) {
    fs::create_dir_all(folder).expect("a folder");
    let script = ["/app", "/opt", "/repository", "/source"].iter().fold(lines.join("\n"), |script, root| {
        script
            .replace(&format!(" {root}"), &format!(" {}{root}", folder.display()))
            .replace(&format!("\"{root}"), &format!("\"{}{root}", folder.display()))
            .replace(&format!("={root}"), &format!("={}{root}", folder.display()))
            .replace(&format!(":{root}"), &format!(":{}{root}", folder.display()))
    });
    let python = work.python.path.parent().expect("a folder");
    let mut bash = Command::new("bash");
    bash.args(["-e", "-o", "pipefail", "-c", &script]).current_dir(work.path("project")).env_clear().stdin(Stdio::null());
    bash.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", python.display())).env("HOME", work.path("home"));
    bash.env("PIP_NO_COMPILE", "1").env("PIP_RETRIES", "0").env("PIP_INDEX_URL", index(work));
    bash.env("GITHUB_PATH", folder.join("path")).env("GITHUB_SERVER_URL", format!("file://{}", work.root().display()));
    let output = bash.output().expect("the shell runs");
    assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// The first stage of a Dockerfile, as a shell does it.
fn stage(dockerfile: &str, project: &Path) -> Vec<String> {
    let dockerfile = dockerfile.replace(" \\\n    ", " ");
    let (_, first) = dockerfile.split_once("\nFROM ").expect("a stage");
    let (first, _) = first.split_once("\nFROM ").expect("another stage");
    let instructions = first.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#'));
    instructions.map(|line| instruction(line, project)).collect()
}

fn instruction(line: &str, project: &Path) -> String {
    let (name, rest) = line.split_once(' ').expect("a word after the instruction");
    match name {
        "ENV" => format!("export {rest}"),
        "WORKDIR" => format!("mkdir -p {rest}; cd {rest}"),
        "COPY" if rest == ". ." => format!("cp -a '{}/.' .", project.display()),
        "COPY" => {
            let words: Vec<String> = serde_json::from_str(rest).expect("a list");
            let (to, from) = words.split_last().expect("a target");
            let from = from.iter().map(|from| format!("'{}/{from}'", project.display())).collect::<Vec<_>>().join(" ");
            format!("mkdir -p {to}; cp {from} {to}")
        }
        "RUN" => rest.split(' ').skip_while(|word| word.starts_with("--mount=")).collect::<Vec<_>>().join(" "),
        _ => panic!("{line}"),
    }
}

/// The steps of a workflow, as the runner does them.
fn job(workflow: &str) -> Vec<String> {
    let mut lines = vec![];
    let mut is_script = false;
    for line in workflow.lines() {
        match line.strip_prefix("          ").filter(|_| is_script) {
            Some(line) => lines.push(line.to_owned()),
            None => is_script = line.ends_with("run: |"),
        }
        if let Some((name, value)) =
            line.strip_prefix("      ").filter(|line| !line.starts_with([' ', '-'])).and_then(|line| line.split_once(": "))
        {
            lines.push(format!("export {name}={value}"));
        }
        lines.extend(
            line.strip_prefix("        working-directory: ")
                .map(|folder| format!("PATH=$(tac \"$GITHUB_PATH\" | paste -sd:):$PATH; cd {folder}")),
        );
    }
    lines
}

/// The files below a folder with what is in them; of those that tell where they lie, only that they are there.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for path in paths(folder).into_iter().filter(|path| path.is_file()) {
        let name = path.strip_prefix(folder).expect("a path below").to_string_lossy().into_owned();
        let tells_place = name.starts_with("bin/") || name.ends_with("RECORD") || name == "pyvenv.cfg";
        if !name.contains("__pycache__") {
            let content = if tells_place { vec![] } else { fs::read(&path).expect("a file") };
            all.insert(name, content);
        }
    }
    all
}

fn assert_same(work: &Workplace, folder: &Path) {
    for (ours, theirs) in [("output/app", "app"), ("output/python", "opt/python")] {
        let (ours, theirs) = (contents(&work.path(ours)), contents(&folder.join(theirs)));
        let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&ours), names(&theirs));
        let differ: Vec<&String> =
            ours.iter().filter(|(name, content)| theirs[*name] != **content).map(|(name, _)| name).collect();
        assert_eq!(differ, Vec::<&String>::new());
    }
}

#[test]
fn a_dockerfile_and_a_workflow_do_what_a_build_does() {
    let Some(work) = project("a_dockerfile_and_a_workflow_do_what_a_build_does") else { return };
    work.build(&["--procfile", PROCFILE]).well();
    assert_eq!(fs::read_to_string(work.path("output/app/Procfile")).expect("a file"), PROCFILE);
    for made in ["made-before", "made-after"] {
        assert!(work.path("output/app").join(made).exists(), "{made}");
    }

    let image = work.path("image");
    carry_out(&work, &image, &stage(&export(&work, "dockerfile"), &work.path("project")));
    assert_same(&work, &image);

    let repository =
        "set -e; git init --quiet; git add --all --force; git -c user.name=a -c user.email=a@b commit --quiet --message a";
    carry_out(&work, &work.path("tmp"), &[repository.to_owned()]);
    let head = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(work.path("project")).output().expect("git runs");
    let head = String::from_utf8(head.stdout).expect("text");
    let mut lines = vec![format!("export GITHUB_SHA={} GITHUB_REPOSITORY=project TOKEN=token", head.trim())];
    lines.extend(job(&export(&work, "github-actions")));
    let runner = work.path("runner");
    carry_out(&work, &runner, &lines);
    assert_same(&work, &runner);
}
