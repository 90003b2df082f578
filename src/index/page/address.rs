//! Addresses of files, which a page may write in relation to its own.

/// The address that a reference on a page means, without what stands behind its `#`.
pub(crate) fn join(base: &str, reference: &str) -> String {
    let reference = reference.trim().split('#').next().unwrap_or_default();
    if has_scheme(reference) {
        return reference.to_owned();
    }
    let base = base.split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = base.split_once("://").unwrap_or(("", base));
    if let Some(rest) = reference.strip_prefix("//") {
        return format!("{scheme}://{rest}");
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (reference, query) = reference.split_at(reference.find('?').unwrap_or(reference.len()));
    let whole = match reference.strip_prefix('/') {
        Some(_) => reference.to_owned(),
        None if reference.is_empty() => path.to_owned(),
        None => format!("{folder}/{reference}"),
    };
    let separator = if scheme.is_empty() { "" } else { "://" };
    format!("{scheme}{separator}{host}{}{query}", without_dots(&whole))
}

/// The name of the file at an address.
pub(super) fn file_name(address: &str) -> String {
    let path = address.split('?').next().unwrap_or_default();
    decode(path.rsplit('/').next().unwrap_or_default())
}

fn has_scheme(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    scheme.starts_with(|char: char| char.is_ascii_alphabetic()) && scheme.bytes().all(letter)
}

/// A path without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = vec![];
    let mut ends_in_folder = false;
    for part in path.split('/').skip(1) {
        ends_in_folder = matches!(part, "." | "..");
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    if ends_in_folder {
        parts.push("");
    }
    parts.iter().flat_map(|part| ["/", part]).collect()
}

/// A text in which `%2B` stands for `+`, and so on; what is no UTF-8 then shows as such.
fn decode(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_relative_to_their_page() {
        let cases = [
            ("x.zip", "https://h:1/simple/a/x.zip"),
            ("./x.zip?q=1#sha256=0", "https://h:1/simple/a/x.zip?q=1"),
            ("../../p/x.zip", "https://h:1/p/x.zip"),
            ("../../../../x.zip", "https://h:1/x.zip"),
            ("/p/x.zip", "https://h:1/p/x.zip"),
            ("//f/x.zip", "https://f/x.zip"),
            ("http://f/x.zip", "http://f/x.zip"),
            ("..", "https://h:1/simple/"),
            ("", "https://h:1/simple/a/"),
        ];
        for (reference, expected) in cases {
            assert_eq!(join("https://h:1/simple/a/?page=1", reference), expected, "{reference}");
        }
        assert_eq!(join("https://h", "x.zip"), "https://h/x.zip");
        assert_eq!(join("", "x.zip"), "/x.zip");
    }

    #[test]
    fn names_of_files_are_decoded() {
        assert_eq!(file_name("https://h/a%2bb/x-1.0%2Bcpu.zip?a/b"), "x-1.0+cpu.zip");
        assert_eq!(file_name("https://h/x%-1%zz%.zip"), "x%-1%zz%.zip");
    }
}
