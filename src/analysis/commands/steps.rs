//! The simple commands that a shell comes to, one after the other, and what is sure of each.

use crate::syntax::shell_command::{Separator, ShellCommand, SimpleCommand, Word};

use super::folders::{ShellFolders, folder_from};

/// Words that open what the shell runs once, often or never.
const OPENING: &[&str] = &["if", "while", "until", "{"];
/// The same, with more words up to the next command.
const HEADING: &[&str] = &["for", "case", "select", "function"];
/// Words that close it.
const CLOSING: &[&str] = &["fi", "done", "esac", "}"];
/// Words between commands inside of it.
const BETWEEN: &[&str] = &["then", "elif", "else", "do", "!"];
/// Commands whose success is a question.
const QUESTIONS: &[&str] = &["[", "[[", "test", "which", "type", "hash", "grep"];

/// A simple command, with where it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'c> {
    /// The words, without those of the shell's own before them; never empty.
    pub words: Vec<&'c Word>,
    /// What stands before the command.
    pub after: Option<Separator>,
    /// What ends it.
    pub until: Option<Separator>,
    /// The folder that it runs in, from the root of the project, which is the empty text; none if that cannot be told.
    pub folder: Option<String>,
    /// Whether the shell surely comes to it.
    pub is_certain: bool,
    /// Whether the whole ends when it fails.
    pub stops: bool,
}

impl Step<'_> {
    /// Whether it surely runs, and the whole fails with it.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.is_certain && self.stops
    }
}

/// What is known before the first command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// The folder, from the root of the project; none if that cannot be told.
    pub folder: Option<String>,
    /// Whether the home folder is the root of the project.
    pub is_home_root: bool,
    /// The script that holds the commands; none for those of a process itself.
    pub script: Option<ScriptBeginning>,
}

/// What is known before the first command of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptBeginning {
    /// The folder of the script, from the root of the project.
    pub folder: String,
    /// Whether it ends at the first command that fails.
    pub ends_at_errors: bool,
}

/// The simple commands in their order, up to the one behind which none can come.
#[must_use]
pub fn steps<'c>(command: &'c ShellCommand, beginning: &Beginning) -> Vec<Step<'c>> {
    let mut walk = Walk {
        beginning,
        folder: beginning.folder.clone(),
        depth: 0,
        is_broken: false,
        may_have_ended: false,
        is_asked: false,
        ends_at_errors: beginning.script.as_ref().is_some_and(|script| script.ends_at_errors),
        steps: vec![],
    };
    for simple in command.simple_commands() {
        if !walk.take(&simple) {
            break;
        }
    }
    let is_unread = walk.is_broken || walk.depth != 0;
    let mut steps = walk.steps;
    if is_unread {
        for step in &mut steps {
            step.is_certain = false;
        }
    }
    if beginning.script.is_some() {
        end_lists(&mut steps);
    }
    steps
}

/// Whether a command has words that make the shell decide what runs.
#[must_use]
pub fn has_control(command: &ShellCommand) -> bool {
    let is_own = |word: &&Word| [OPENING, HEADING, CLOSING, BETWEEN].iter().any(|words| words.contains(&word.text.as_str()));
    command.simple_commands().iter().any(|command| command.words.first().is_some_and(is_own))
}

/// The way through the commands.
#[expect(clippy::struct_excessive_bools, reason = "each is true of the way so far, whatever the others say")]
struct Walk<'c, 'b> {
    beginning: &'b Beginning,
    folder: Option<String>,
    /// How many constructs are open.
    depth: usize,
    /// Whether one was closed that nothing had opened.
    is_broken: bool,
    /// Whether a command that may have run leaves nothing for those behind it.
    may_have_ended: bool,
    /// Whether the commands that belong together run only if the answer to a question is yes.
    is_asked: bool,
    ends_at_errors: bool,
    steps: Vec<Step<'c>>,
}

impl<'c> Walk<'c, '_> {
    /// Takes the next command, and says whether there can be one behind it.
    fn take(&mut self, simple: &SimpleCommand<'c>) -> bool {
        let outside = self.depth == 0;
        let words = self.without_keywords(&simple.words);
        let joined = simple.after.filter(|after| after.joins());
        let asks = joined == Some(Separator::And) && self.steps.last().is_some_and(|step| is_question(&step.words));
        self.is_asked = joined.is_some() && (self.is_asked || asks);
        let Some((first, arguments)) = words.split_first() else { return true };
        let is_apart = |separator| matches!(separator, Some(Separator::Pipe | Separator::Parenthesis));
        let is_script = self.beginning.script.is_some();
        let is_grouped = [simple.after, simple.until].contains(&Some(Separator::Parenthesis));
        let is_certain = outside
            && self.depth == 0
            && !self.may_have_ended
            && !self.is_asked
            && words.len() == simple.words.len()
            && !(is_script && (is_grouped || words.iter().any(|word| !word.is_closed)));
        let step = Step {
            words: words.to_vec(),
            after: simple.after,
            until: simple.until,
            folder: self.folder.clone(),
            is_certain,
            stops: !is_script || self.ends_at_errors,
        };
        self.steps.push(step);
        match first.text.as_str() {
            "cd" | "pushd" | "popd" => {
                let is_beside = is_apart(simple.after) || is_apart(simple.until) || simple.until == Some(Separator::Background);
                self.folder =
                    self.folder.take().filter(|_| !is_beside && is_certain).and_then(|from| self.changed(&from, arguments));
            }
            "set" if is_certain => self.set(arguments),
            "exit" | "return" | "exec" if !arguments.is_empty() || first.text != "exec" => {
                let runs_on = is_apart(simple.until) || simple.until == Some(Separator::Background);
                if is_certain && simple.after != Some(Separator::Or) && !runs_on {
                    return false;
                }
                let gives_up = first.text != "exec"
                    && arguments.first().is_some_and(|code| matches!(code.text.as_bytes(), [b'1'..=b'9', ..]));
                self.may_have_ended |= !is_certain && !gives_up;
            }
            _ => {}
        }
        true
    }

    /// Counts what the shell's own words open and close, and leaves them out.
    fn without_keywords<'w>(&mut self, words: &'w [&'c Word]) -> &'w [&'c Word] {
        let mut words = words;
        while let [first, rest @ ..] = words {
            let text = first.text.as_str();
            if OPENING.contains(&text) {
                self.depth += 1;
            } else if CLOSING.contains(&text) {
                self.is_broken |= self.depth == 0;
                self.depth = self.depth.saturating_sub(1);
            } else if HEADING.contains(&text) {
                // The brace of a function may stand in the next line.
                let opens = text != "function" || rest.last().is_some_and(|word| word.text == "{");
                self.depth += usize::from(opens);
                return &[];
            } else if !BETWEEN.contains(&text) {
                break;
            }
            words = rest;
        }
        words
    }

    /// `set -e` and the like.
    fn set(&mut self, arguments: &[&Word]) {
        for (at, word) in arguments.iter().enumerate() {
            let is_named = word.text == "errexit" && at > 0;
            let sign = if is_named { &arguments[at - 1].text } else { &word.text };
            if is_named || word.text.contains('e') && word.text.len() > 1 {
                match sign.chars().next() {
                    Some('-') => self.ends_at_errors = true,
                    Some('+') => self.ends_at_errors = false,
                    _ => {}
                }
            }
        }
    }

    /// The folder behind `cd x`, if it lies in the project.
    fn changed(&self, folder: &str, arguments: &[&Word]) -> Option<String> {
        let [target] = arguments else { return None };
        let text = target.text.as_str();
        if let Some((script, path)) = self.beginning.script.as_ref().zip(behind_own_folder(text)) {
            return folder_from(&script.folder, &path);
        }
        let is_elsewhere = text.is_empty() || text.starts_with(['/', '-']);
        let shell = ShellFolders { here: Some(folder), is_home_root: self.beginning.is_home_root };
        (!is_elsewhere).then(|| shell.folder(Some(folder), text)).flatten()
    }
}

/// The path behind the words by which a script names the folder that it lies in: `$(dirname "$0")` and the like.
fn behind_own_folder(text: &str) -> Option<String> {
    const OWN: &[&str] =
        &["$(dirname$0)", "`dirname$0`", "$0%/*", "$(dirname--$0)", "$(dirname$BASH_SOURCE[0])", "$(dirname$BASH_SOURCE)"];
    let plain: String = text.chars().filter(|char| !matches!(char, '"' | ' ' | '{' | '}')).collect();
    let rest = OWN.iter().find_map(|own| plain.strip_prefix(own))?;
    (rest.is_empty() || rest.starts_with('/')).then(|| rest.trim_start_matches('/').to_owned())
}

/// Whether a command asks, so that what stands behind `&&` runs only if the answer is yes.
fn is_question(words: &[&Word]) -> bool {
    let [first, rest @ ..] = words else { return false };
    QUESTIONS.contains(&first.text.as_str())
        || first.text == "command" && rest.first().is_some_and(|word| word.text.starts_with('-'))
}

/// A script ends with the commands that belong together at its end, whether they fail or not; and at others only if the shell
/// is told so, and none stands behind them.
fn end_lists(steps: &mut [Step<'_>]) {
    let joins = |step: &Step<'_>| step.until.is_some_and(Separator::joins);
    let mut end = steps.len();
    while end > 0 {
        let start = (0..end - 1).rev().find(|at| !joins(&steps[*at])).map_or(0, |at| at + 1);
        let is_last = end == steps.len();
        let runs_beside = steps[end - 1].until == Some(Separator::Background);
        let mut is_covered = false;
        for at in (start..end).rev() {
            is_covered |= steps[at].until == Some(Separator::Or);
            let ends = if is_last { !is_covered } else { steps[at].stops && at + 1 == end };
            steps[at].stops = ends && !runs_beside;
        }
        end = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beginning(script: bool) -> Beginning {
        let script = script.then(|| ScriptBeginning { folder: "bin".to_owned(), ends_at_errors: false });
        Beginning { folder: Some(String::new()), is_home_root: true, script }
    }

    fn counted(text: &str, script: bool) -> String {
        let command = ShellCommand::parse(text);
        let steps = steps(&command, &beginning(script));
        let counted = steps.iter().filter(|step| step.counts());
        counted
            .map(|step| step.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
            .join("; ")
    }

    #[test]
    fn a_script_fails_with_what_stands_last() {
        let cases = [
            ("a\nb\n", "b"),
            ("set -e\na\nb", "a; b"),
            ("set -euo pipefail\na", "a"),
            ("set -o errexit\na && b\nc", "b; c"),
            ("set -e\nset +e\na\nb", "set +e; b"),
            ("a && b && c", "a; b; c"),
            ("a || b", "b"),
            ("a | b", "a; b"),
            ("a &&\n  b\n", "a; b"),
            ("a &\nb", "b"),
            ("a &", ""),
            ("a\nexec b\nc", "exec b"),
            ("a && exec b\nc", "a; exec b"),
            ("exec > log\na", "a"),
            ("cat <<X\nb\nX\na", "a"),
            ("if a; then\n  b\nelse c\nfi\nd", "d"),
            ("if a; then exec b; fi\nexec c", ""),
            ("if a; then exit 1; fi\nexec c", "exec c"),
            ("[ -n \"$A\" ] || exit 1\nexec c", "exec c"),
            ("[ -n \"$A\" ] && exec b\nexec c", ""),
            ("[ -f a ] && b", "[ -f a ]"),
            ("case $1 in\nweb) exec a ;;\n*) b;;\nesac\n", ""),
            ("for x in a b; do c; done; d", "d"),
            ("until a; do sleep 1; done\nexec b", "exec b"),
            ("f() {\n a\n}\nf\nb", "b"),
            ("function f {\n a\n}\nb", "b"),
            ("a\nfi\nb", ""),
            ("if a; then b", ""),
            ("a 'b", ""),
            ("(a)", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(counted(text, true), expected, "{text}");
        }
    }

    #[test]
    fn all_of_a_process_counts_unless_the_shell_decides() {
        let cases = [
            ("a; b & c", "a; b; c"),
            ("(a && b)", "a; b"),
            ("if a; then b; fi", ""),
            ("[ -f a ] && b; c", "[ -f a ]; c"),
            ("command -v a && b", "command -v a"),
            ("exec a; b", "exec a"),
        ];
        for (text, expected) in cases {
            assert_eq!(counted(text, false), expected, "{text}");
        }
    }

    #[test]
    fn folders_follow_cd() {
        let folder = |text: &str| {
            let command = ShellCommand::parse(text);
            steps(&command, &beginning(true)).last().and_then(|step| step.folder.clone())
        };
        let cases = [
            ("a", Some("")),
            ("cd x && a", Some("x")),
            ("cd ./x/ && cd y; a", Some("x/y")),
            ("cd x && cd .. && a", Some("")),
            ("cd 'x y' && a", Some("x y")),
            ("cd x || exit 1; a", Some("x")),
            ("cd .. && a", None),
            ("cd /app && a", None),
            ("cd $X && a", None),
            ("cd x && cd \"$PWD/y\" && a", Some("x/y")),
            ("cd $HOME/x && a", Some("x")),
            ("cd && a", None),
            ("(cd x && a); b", None),
            ("cd x | a", None),
            ("cd x & a", None),
            ("if a; then cd x; fi; b", None),
            ("cd \"$(dirname \"$0\")\"\na", Some("bin")),
            ("cd \"${0%/*}\" && a", Some("bin")),
            ("cd $(dirname $0)/../x && a", Some("x")),
            ("cd \"$( dirname \"${BASH_SOURCE[0]}\" )\"\na", Some("bin")),
        ];
        for (text, expected) in cases {
            assert_eq!(folder(text).as_deref(), expected, "{text}");
        }
    }
}
