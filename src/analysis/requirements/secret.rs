//! Passwords and tokens in the addresses of requirements files.

use std::ops::Range;

use crate::syntax::requirements::has_variable;
use crate::text::secrets;

/// A name without a password that is longer than this, with digits in it, is a token.
const LONGEST_NAME: usize = 20;
/// How the tokens of known services begin.
const TOKEN_STARTS: &[&str] = &["ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "pypi-"];

/// Where a text has, before a host, what gives access to it.
pub(super) fn secrets(text: &str) -> impl Iterator<Item = Range<usize>> {
    secrets::ranges(text).into_iter().filter(|range| is_secret(&text[range.clone()]))
}

/// Whether what stands before the host gives access: a password, or a name that is a token. Variables do not.
fn is_secret(text: &str) -> bool {
    match text.split_once(':') {
        Some((_, password)) if !password.is_empty() => !has_variable(password),
        Some((name, _)) => is_token(name),
        None => is_token(text),
    }
}

fn is_token(name: &str) -> bool {
    let known = TOKEN_STARTS.iter().any(|start| name.starts_with(start));
    known
        || (name.len() > LONGEST_NAME
            && name.contains(|char: char| char.is_ascii_digit())
            && !has_variable(name)
            && !name.contains('%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_gives_access_is_secret() {
        let secrets = ["me:pa55", "git:x", "${USER}:pa55", "ghp_abc", "0123456789abcdef0123456789abcdef01234567", "glpat-x:"];
        let others = ["git", "me", "me:${PASSWORD}", "${TOKEN}", "${USER}:${PASSWORD}", "a-rather-long-name-of-a-team", "me:"];
        for text in secrets {
            assert!(is_secret(text), "{text}");
        }
        for text in others {
            assert!(!is_secret(text), "{text}");
        }
    }
}
