//! Characters that word processors and web pages put in place of quotes and hyphens.

use std::ops::Range;

const DOUBLE_QUOTES: &[char] = &['“', '”', '„', '‟'];
const SINGLE_QUOTES: &[char] = &['‘', '’', '‚', '‛'];
/// Hyphens, dashes and the minus sign, but not the one of the keyboard.
const DASHES: &[char] = &['‐', '‑', '‒', '–', '—', '―', '−'];
const BLANKS: &[char] = &[' ', '\t'];

/// The places in a command where such a character stands for a quote or a hyphen, and what was meant.
///
/// Inside plain quotes there may be text for people, so that only quotes count that hold an argument of a call, as in
/// `"app:create_app(‘x’)"`; behind ` #` there is nothing but a comment.
#[must_use]
pub fn replacements(command: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = vec![];
    let mut quoted: Option<char> = None;
    let mut option_end = 0;
    for (at, char) in command.char_indices() {
        let before = command[..at].chars().next_back();
        let starts_word = before.is_none_or(|before| BLANKS.contains(&before));
        match (quoted, char) {
            _ if at < option_end => {}
            (None, '#') if starts_word => break,
            (None, '"' | '\'') => quoted = Some(char),
            (Some(quote), _) if char == quote => quoted = None,
            (None, _) if starts_word && is_dash(char) => {
                let length = command[at..].find([' ', '\t', '=']).unwrap_or(command.len() - at);
                option_end = at + length;
                found.extend(in_option(&command[at..option_end], at));
            }
            _ => {
                let end = at + char.len_utf8();
                let behind = command[end..].chars().next();
                found.extend(quote(char, before, behind, quoted.is_some()).map(|with| (at..end, with)));
            }
        }
    }
    found
}

fn is_dash(char: char) -> bool {
    char == '-' || DASHES.contains(&char)
}

/// What is wrong in the name of an option, or in what stands for one.
fn in_option(name: &str, at: usize) -> Vec<(Range<usize>, &'static str)> {
    let rest = name.trim_start_matches(is_dash);
    let lead = &name[..name.len() - rest.len()];
    let mut found = vec![];
    if lead.contains(DASHES) {
        let double = is_long(rest) || (rest.is_empty() && lead.chars().count() > 1);
        found.push((at..at + lead.len(), if double { "--" } else { "-" }));
    }
    let start = at + lead.len();
    let inner = rest.char_indices().filter(|(_, char)| DASHES.contains(char));
    found.extend(inner.map(|(place, char)| (start + place..start + place + char.len_utf8(), "-")));
    found
}

/// Whether the name of an option is written with two hyphens: `log-file`, but not `b`, `w4`, `Dserver` or nothing.
fn is_long(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_ascii_lowercase())
        && chars.next().is_some_and(|second| second.is_ascii_lowercase() || second == '-')
}

/// What a curly quote stands for; none for an apostrophe, and for quotes in a text.
fn quote(char: char, before: Option<char>, behind: Option<char>, quoted: bool) -> Option<&'static str> {
    let single = SINGLE_QUOTES.contains(&char);
    if !single && !DOUBLE_QUOTES.contains(&char) {
        return None;
    }
    let is_letter = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    let is_foreign = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() && !char.is_ascii());
    let holds_argument = before.is_some_and(|char| "(,=[".contains(char)) || behind.is_some_and(|char| "),]".contains(char));
    let in_text = if quoted { !holds_argument } else { single && is_letter(before) && is_letter(behind) };
    let stays = in_text || is_foreign(before) || is_foreign(behind);
    (!stays).then_some(if single { "'" } else { "\"" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(command: &str) -> String {
        let mut text = command.to_owned();
        for (range, with) in replacements(command).into_iter().rev() {
            text.replace_range(range, with);
        }
        text
    }

    #[test]
    fn dashes_at_the_start_of_a_word_are_hyphens() {
        let cases = [
            ("gunicorn app:app –log-file –", "gunicorn app:app --log-file -"),
            ("gunicorn —chdir src app:app", "gunicorn --chdir src app:app"),
            ("gunicorn ––chdir=src –b :80", "gunicorn --chdir=src -b :80"),
            ("gunicorn -–log–file=- −w4", "gunicorn --log-file=- -w4"),
            ("gunicorn --log–file -", "gunicorn --log-file -"),
            ("java –Dserver.port=1", "java -Dserver.port=1"),
            ("gunicorn --name=a–b app:app", "gunicorn --name=a–b app:app"),
            ("python a–b.py", "python a–b.py"),
            ("gunicorn app:app –– x", "gunicorn app:app -- x"),
            ("gunicorn --title \"A – B\" # –x", "gunicorn --title \"A – B\" # –x"),
        ];
        for (command, expected) in cases {
            assert_eq!(repaired(command), expected);
        }
    }

    #[test]
    fn curly_quotes_are_quotes() {
        let cases = [
            ("gunicorn “app:create_app()”", "gunicorn \"app:create_app()\""),
            ("gunicorn \"app:create_app(‘production’)\"", "gunicorn \"app:create_app('production')\""),
            ("sh -c ‘x’", "sh -c 'x'"),
            ("gunicorn –name=“my app” app:app", "gunicorn --name=\"my app\" app:app"),
            ("echo “你好”", "echo “你好”"),
            ("echo don’t", "echo don’t"),
            ("echo \"“hello” it’s\"", "echo \"“hello” it’s\""),
            ("gunicorn app:app # 中文“注释”", "gunicorn app:app # 中文“注释”"),
        ];
        for (command, expected) in cases {
            assert_eq!(repaired(command), expected);
        }
    }
}
