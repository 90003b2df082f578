//! The grammar of environment markers (PEP 508), as far as pip looks at it before it installs anything.

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
enum Token {
    /// A quoted text or a variable.
    Value,
    /// A comparison, `in`, or `not in`.
    Comparison,
    /// `and` or `or`.
    Junction,
    Open,
    Close,
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
        if [token, tokens.next(), tokens.next()] != [Some(Token::Value), Some(Token::Comparison), Some(Token::Value)] {
            return false;
        }
        // Behind a comparison.
        let mut token = tokens.next();
        while token == Some(Token::Close) && depth > 0 {
            depth -= 1;
            token = tokens.next();
        }
        match token {
            Some(Token::Junction) => {}
            other => return other.is_none() && depth == 0,
        }
    }
}

fn tokens(text: &str) -> Option<Vec<Token>> {
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
fn first(text: &str) -> Option<(Token, usize)> {
    let char = text.chars().next()?;
    match char {
        '(' => Some((Token::Open, 1)),
        ')' => Some((Token::Close, 1)),
        '\'' | '"' => Some((Token::Value, text[1..].find(char)? + 2)),
        '<' | '>' | '=' | '!' | '~' => {
            let sign = COMPARISONS.iter().find(|sign| text.starts_with(**sign))?;
            Some((Token::Comparison, sign.len()))
        }
        _ => word(text),
    }
}

fn word(text: &str) -> Option<(Token, usize)> {
    let length = text.find(|char: char| !(char.is_ascii_alphanumeric() || matches!(char, '_' | '.'))).unwrap_or(text.len());
    match &text[..length] {
        "and" | "or" => Some((Token::Junction, length)),
        "in" => Some((Token::Comparison, length)),
        "not" => {
            let rest = text[length..].trim_start_matches(BLANKS);
            rest.starts_with("in").then_some((Token::Comparison, text.len() - rest.len() + 2))
        }
        name => VARIABLES.contains(&name).then_some((Token::Value, length)),
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
