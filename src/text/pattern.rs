//! Patterns that are part of the program.

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use regex::{Captures, Regex};
// Leptos switches all features of `regex` on, and its tables outweigh the rest of the page.
#[cfg(target_arch = "wasm32")]
pub(crate) use regex_lite::{Captures, Regex};

/// A pattern that is part of the program, made when it is first needed: `pattern!(static NAME = "text")`, at the top of a file.
/// It comes with a test that both engines take it, that of native programs and that of the page.
macro_rules! pattern {
    ($(#[$attribute:meta])* static $name:ident = $text:expr) => {
        $(#[$attribute])*
        static $name: ::std::sync::LazyLock<$crate::text::pattern::Regex> =
            ::std::sync::LazyLock::new(|| $crate::text::pattern::compiled($text));

        #[cfg(all(test, not(target_arch = "wasm32")))]
        #[allow(non_snake_case, reason = "the tests of a pattern are named like the pattern")]
        mod $name {
            #[test]
            fn compiles() {
                ::regex_lite::Regex::new(super::$name.as_str()).unwrap();
            }
        }
    };
}
pub(crate) use pattern;

/// Makes a pattern that is part of the program. Whoever keeps patterns in a table tests that each of them compiles; a single
/// one is better made by [`pattern!`], which brings that test along.
#[must_use]
#[expect(clippy::expect_used, reason = "a pattern is a text of the program, and a test makes each of them")]
pub(crate) fn compiled(text: &str) -> Regex {
    Regex::new(text).expect("the patterns of the program compile")
}
