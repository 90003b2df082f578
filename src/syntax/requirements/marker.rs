//! Environment markers (PEP 508): their grammar as pip reads it, and whether one is true.

mod truth;

pub use truth::is_true;

/// Everything that a marker may compare, with the dotted names that pip has always read.
const VARIABLES: &[&str] = &[
    "python_version",
    "python_full_version",
    "os_name",
    "os.name",
    "sys_platform",
    "sys.platform",
    "platform_release",
    "platform_system",
    "platform_version",
    "platform.version",
    "platform_machine",
    "platform.machine",
    "platform_python_implementation",
    "platform.python_implementation",
    "python_implementation",
    "implementation_name",
    "implementation_version",
    "extra",
    "extras",
    "dependency_groups",
];

const BLANKS: [char; 2] = [' ', '\t'];

const COMPARISONS: &[&str] = &["===", "==", ">=", "<=", "!=", "~=", ">", "<"];

/// What a marker is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// A quoted text, without its quotes.
    Text(&'a str),
    /// Something that the environment has a value for.
    Variable(&'a str),
    /// A comparison, `in`, or `not in`, as written.
    Comparison(&'a str),
    And,
    Or,
    Open,
    Close,
}

impl Token<'_> {
    fn is_value(self) -> bool {
        matches!(self, Self::Text(_) | Self::Variable(_))
    }
}

/// Whether a text is a marker. Works without recursion: parentheses may be nested to any depth.
pub(super) fn is_marker(text: &str) -> bool {
    let Some(tokens) = tokens(text) else { return false };
    let mut tokens = tokens.into_iter();
    let mut depth = 0_usize;
    loop {
        // At the start of a comparison, or of a group.
        let mut token = tokens.next();
        while token == Some(Token::Open) {
            depth += 1;
            token = tokens.next();
        }
        let is_comparison = token.is_some_and(Token::is_value)
            && matches!(tokens.next(), Some(Token::Comparison(_)))
            && tokens.next().is_some_and(Token::is_value);
        if !is_comparison {
            return false;
        }
        // Behind a comparison.
        let mut token = tokens.next();
        while token == Some(Token::Close) && depth > 0 {
            depth -= 1;
            token = tokens.next();
        }
        match token {
            Some(Token::And | Token::Or) => {}
            other => return other.is_none() && depth == 0,
        }
    }
}

fn tokens(text: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = vec![];
    let mut rest = text.trim_start_matches(BLANKS);
    while !rest.is_empty() {
        let (token, length) = first(rest)?;
        tokens.push(token);
        rest = rest[length..].trim_start_matches(BLANKS);
    }
    Some(tokens)
}

/// The first token of a text and its length.
fn first(text: &str) -> Option<(Token<'_>, usize)> {
    let char = text.chars().next()?;
    match char {
        '(' => Some((Token::Open, 1)),
        ')' => Some((Token::Close, 1)),
        '\'' | '"' => {
            let length = text[1..].find(char)?;
            Some((Token::Text(&text[1..=length]), length + 2))
        }
        '<' | '>' | '=' | '!' | '~' => {
            let sign = COMPARISONS.iter().find(|sign| text.starts_with(**sign))?;
            Some((Token::Comparison(sign), sign.len()))
        }
        _ => word(text),
    }
}

fn word(text: &str) -> Option<(Token<'_>, usize)> {
    let length = text.find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '_' | '.'))).unwrap_or(text.len());
    match &text[..length] {
        "and" => Some((Token::And, length)),
        "or" => Some((Token::Or, length)),
        "in" => Some((Token::Comparison("in"), length)),
        "not" => {
            let rest = text[length..].trim_start_matches(BLANKS);
            rest.starts_with("in").then_some((Token::Comparison("not in"), text.len() - rest.len() + 2))
        }
        name => VARIABLES.contains(&name).then_some((Token::Variable(name), length)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn these_are_markers() {
        let markers = [
            "python_version < '3.8'",
            "python_version<\"3\"",
            "sys_platform == 'win32' and python_version >= '3.6'",
            "(python_version < '3') or (os_name=='nt')",
            "((python_version < '3') and (extra == 'a' or extra == 'b'))",
            "'linux' in sys_platform",
            "platform_machine not  in 'x86_64 amd64'",
            "python_implementation == 'CPython'",
            "os.name == 'nt'",
            "python_version ~= '3.6'",
            "python_version === '3.6'",
        ];
        for marker in markers {
            assert!(is_marker(marker), "{marker}");
        }
    }

    #[test]
    fn these_are_not() {
        let others = [
            "",
            "python_version",
            "python_version < 3.8",
            "python_version < '3.8' and",
            "python_version < '3.8' os_name == 'nt'",
            "(python_version < '3.8'",
            "python_version < '3.8')",
            "python_version => '3.8'",
            "python < '3.8'",
            "python_version not '3'",
            "python_version < '3",
            "中",
        ];
        for other in others {
            assert!(!is_marker(other), "{other}");
        }
        assert!(!is_marker(&"(".repeat(1_000_000)));
    }
}
