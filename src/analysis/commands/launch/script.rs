//! `python x.py`, `python -m x`, `bash x.sh`, `./x.sh`, `streamlit run x.py`.

use crate::analysis::commands::start_command::{How, Invocation};
use crate::project::path::folder;
use crate::syntax::shell_command::Word;

use super::context::Context;
use super::target::{Launch, Tool};

/// Options of Python that take no value.
const PYTHON_FLAGS: &[&str] = &["-u", "-O", "-OO", "-B", "-E", "-I", "-s", "-S", "-b", "-v", "-uO", "-Ou"];

/// What a program is pointed at, if it runs scripts.
pub(super) fn launch(context: &Context<'_>, invocation: &Invocation<'_>) -> Option<Launch> {
    let (tool, word) = target(invocation)?;
    if word.expands || !word.is_closed || word.text.is_empty() {
        return None;
    }
    let mut launch = Launch::new(tool, invocation, word, context.is_prepared());
    let behind = invocation.arguments.iter().skip_while(|argument| **argument != word).skip(1);
    launch.rest = behind.map(|word| (*word).clone()).collect();
    match tool {
        Tool::Python => {
            let script = launch.script();
            launch.search(script.as_deref().map(folder));
        }
        _ => launch.search(invocation.folder.as_deref()),
    }
    context.search_variable(invocation, &mut launch.path);
    Some(launch)
}

fn target<'c>(invocation: &Invocation<'c>) -> Option<(Tool, &'c Word)> {
    let name = invocation.program.text.as_str();
    let first = invocation.arguments.first().copied();
    match invocation.how {
        How::Module if name == "streamlit" => streamlit(invocation),
        How::Module => Some((Tool::PythonModule, invocation.program)),
        _ if is_python(name) => {
            let script = invocation.arguments.iter().find(|word| !PYTHON_FLAGS.contains(&word.text.as_str()))?;
            (!script.text.starts_with('-')).then_some((Tool::Python, *script))
        }
        _ if ["bash", "sh", "source", "."].contains(&name) => {
            first.filter(|word| !word.text.starts_with('-')).map(|word| (Tool::Shell, word))
        }
        _ if name == "streamlit" => streamlit(invocation),
        _ => [".sh", ".py"].iter().any(|ending| name.ends_with(ending)).then_some((Tool::Direct, invocation.program)),
    }
}

fn streamlit<'c>(invocation: &Invocation<'c>) -> Option<(Tool, &'c Word)> {
    let [run, script, ..] = invocation.arguments else { return None };
    (run.text == "run" && script.text.strip_suffix(".py").is_some()).then_some((Tool::Streamlit, *script))
}

fn is_python(name: &str) -> bool {
    let version = name.strip_prefix("python");
    version.is_some_and(|version| version.chars().all(|char| char.is_ascii_digit() || char == '.'))
}
