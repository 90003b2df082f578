//! Credentials in addresses and the values of variables, which no output may show.

use std::ops::Range;

use super::pattern::{Regex, pattern};

pattern!(static CREDENTIALS = r#"(://)[^\x00-\x20/@'"<>`]+@"#);

/// What stands in the place of a secret.
pub const MASK: &str = "****";

/// The text with `user:password@` in each address shown as `****@`.
#[must_use]
pub fn mask(text: &str) -> String {
    match credentials(text) {
        Some(pattern) => pattern.replace_all(text, "$1****@").into_owned(),
        None => text.to_owned(),
    }
}

/// The value of a variable that is set on a platform, as it may be shown: pip's own settings with their credentials masked,
/// of all others nothing, since any of them may be a password.
#[must_use]
pub fn mask_variable(name: &str, value: &str) -> String {
    if name.starts_with("PIP_") { mask(value) } else { MASK.to_owned() }
}

/// Where the text has credentials in addresses: what [`mask`] shows as `****`.
#[must_use]
pub fn ranges(text: &str) -> Vec<Range<usize>> {
    let Some(pattern) = credentials(text) else { return vec![] };
    pattern.find_iter(text).map(|found| found.start() + "://".len()..found.end() - "@".len()).collect()
}

/// The pattern, which is not even made for a text in which no address could have credentials.
fn credentials(text: &str) -> Option<&'static Regex> {
    text.split_once("://").filter(|(_, address)| address.contains('@')).map(|_| &*CREDENTIALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_what_is_masked() {
        let text = "see https://me:pa:ss@host/simple and git+ssh://git@x/y";
        assert_eq!(ranges(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>(), ["me:pa:ss", "git"]);
    }

    #[test]
    fn only_what_stands_before_the_host_goes() {
        assert_eq!(
            mask("see https://me:pa:ss@host/simple and git+ssh://git@x/y"),
            "see https://****@host/simple and git+ssh://****@x/y"
        );
        assert_eq!(mask("https://host/a@b and me@host"), "https://host/a@b and me@host");
    }
}
