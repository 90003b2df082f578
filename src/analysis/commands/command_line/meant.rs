//! Which option was meant by one that a program does not have.

use super::line::{CommandLine, OptionFault};
use super::table::Table;

/// How alike two names have to be, from 0 to 1.
const ALIKE: f64 = 0.75;

/// The option that was most likely meant.
#[must_use]
pub fn meant(line: &CommandLine<'_>, fault: &OptionFault<'_>) -> Option<String> {
    let written = fault.written.as_str();
    let names = option_names(line.tool, line.command_name());
    let long = |name: &str| names.iter().find(|known| **known == name).map(|known| (*known).to_owned());
    let underscored = written.replace('_', "-");
    let dotted = written.strip_prefix("--").map(|name| format!(".{name}"));
    // `-log-file`, `--log-file-`, `--worker_class`, `--port` for `--server.port`, `-w` as gunicorn has it.
    long(&format!("-{written}"))
        .or_else(|| lost_blank(written, &names, fault))
        .or_else(|| long(&underscored))
        .or_else(|| {
            names.iter().find(|name| dotted.as_ref().is_some_and(|end| name.ends_with(end))).map(|name| (*name).to_owned())
        })
        .or_else(|| names_in_gunicorn(written).into_iter().find_map(long))
        .or_else(|| alike(written, &names))
}

/// `--log-file-`, where a hyphen has moved from the value to the name.
fn lost_blank(written: &str, names: &[&str], fault: &OptionFault<'_>) -> Option<String> {
    let name = written.strip_suffix('-').filter(|name| names.contains(name) && fault.word.text == written)?;
    Some(format!("{name} -"))
}

fn alike(written: &str, names: &[&str]) -> Option<String> {
    let rank = |name: &&str| strsim::normalized_damerau_levenshtein(written, name);
    let long = names.iter().filter(|name| name.starts_with("--") && written.len() > 2);
    let best = long.max_by(|a, b| rank(a).total_cmp(&rank(b)))?;
    (rank(best) >= ALIKE).then(|| (*best).to_owned())
}

/// The names of all options that a command has in one release or another.
fn option_names(tool: &str, command: &str) -> Vec<&'static str> {
    let scope = Table::find(tool).and_then(|table| table.scope(command));
    scope.into_iter().flat_map(|scope| &scope.options).flat_map(|option| option.names.iter().copied()).collect()
}

/// The names under which gunicorn has an option.
fn names_in_gunicorn(name: &str) -> Vec<&'static str> {
    let scope = Table::find("gunicorn").and_then(|table| table.scope(""));
    let spec = scope.and_then(|scope| scope.options.iter().find(|option| option.names.contains(&name)));
    spec.map(|spec| spec.names.clone()).unwrap_or_default()
}
