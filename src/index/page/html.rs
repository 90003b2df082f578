//! The page of a project as HTML (PEP 503): its links, whatever else stands on it.

use super::address;
use super::entry::{Entry, PageError};

/// Hands over each link of a page with the address that it is relative to.
pub(super) fn read(page: &str, address: &str, take: &mut dyn FnMut(&str, Entry<'_>)) -> Result<(), PageError> {
    let mut base: Option<String> = None;
    let mut has_tags = false;
    for tag in Tags(page) {
        has_tags = true;
        let tag = Tag::read(tag);
        let Some(href) = tag.value("href") else { continue };
        if tag.name.eq_ignore_ascii_case("base") {
            base.get_or_insert_with(|| address::join(address, &href));
        } else if tag.name.eq_ignore_ascii_case("a") {
            let metadata = tag.value("data-core-metadata").or_else(|| tag.value("data-dist-info-metadata"));
            take(
                base.as_deref().unwrap_or(address),
                Entry {
                    url: &href,
                    name: None,
                    requires_python: tag.value("data-requires-python"),
                    yanked: tag.value("data-yanked"),
                    has_metadata: metadata.is_some_and(|metadata| metadata != "false"),
                    size: None,
                },
            );
        }
    }
    if has_tags { Ok(()) } else { Err(PageError::Html) }
}

/// What stands in each pair of angle brackets, without comments.
struct Tags<'a>(&'a str);

impl<'a> Iterator for Tags<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        loop {
            let (_, rest) = self.0.split_once('<')?;
            if let Some(comment) = rest.strip_prefix("!--") {
                self.0 = comment.split_once("-->").map_or("", |(_, rest)| rest);
                continue;
            }
            if !rest.starts_with(|char: char| char.is_ascii_alphabetic() || matches!(char, '/' | '!')) {
                self.0 = rest;
                continue;
            }
            let (tag, after) = rest.split_at(end(rest));
            self.0 = after;
            return Some(tag);
        }
    }
}

/// Where a tag ends: at the first `>` that stands in no quotes.
fn end(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// A tag with its attributes.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
}

impl<'a> Tag<'a> {
    fn read(text: &'a str) -> Self {
        let blank = |char: char| char.is_ascii_whitespace() || char == '/';
        let (name, mut rest) = text.split_at(text.find(blank).unwrap_or(text.len()));
        let mut attributes = vec![];
        loop {
            rest = rest.trim_start_matches(blank);
            if rest.is_empty() {
                return Self { name, attributes };
            }
            // An attribute is at least one character long, even where that is a stray sign.
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let length = rest[first..].find(|char| blank(char) || char == '=').map_or(rest.len(), |at| at + first);
            let (key, after) = rest.split_at(length);
            let Some(value) = after.trim_start().strip_prefix('=') else {
                attributes.push((key, ""));
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let quoted = value.chars().next().filter(|char| matches!(char, '"' | '\''));
            let (value, after) = match quoted {
                Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                None => value.split_at(value.find(|char: char| char.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            attributes.push((key, value));
            rest = after;
        }
    }

    /// The value of an attribute; empty where it stands alone.
    fn value(&self, name: &str) -> Option<String> {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| unescape(value))
    }
}

/// The text with its references to characters replaced, as far as they stand in attributes of an index.
fn unescape(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // No reference is longer.
        let end = part.bytes().take(10).position(|byte| byte == b';');
        match end.and_then(|end| Some((character(&part[..end])?, end))) {
            Some((char, end)) => {
                out.push(char);
                out.push_str(&part[end + 1..]);
            }
            None => {
                out.push('&');
                out.push_str(part);
            }
        }
    }
    out
}

fn character(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => None,
    }
}
