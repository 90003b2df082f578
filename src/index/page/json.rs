//! The page of a project as JSON (PEP 691).

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use super::entry::{Entry, PageError};
use crate::index::file::File;

/// Hands over each file of a page.
pub(super) fn read(page: &[u8], take: &mut dyn FnMut(Entry<'_>)) -> Result<(), PageError> {
    let mut reader = serde_json::Deserializer::from_slice(page);
    let page = Page::deserialize(&mut reader).and_then(|page| reader.end().map(|()| page));
    let page = page.map_err(|error| PageError::Json(error.to_string()))?;
    page.files.iter().for_each(|file| take(file.entry()));
    Ok(())
}

/// Reads files as [`write_files`] writes them.
pub(super) fn read_files(text: &str, project: &str) -> serde_json::Result<Vec<File>> {
    let files: Vec<JsonFile<'_>> = serde_json::from_str(text)?;
    Ok(files.iter().filter_map(|file| file.entry().file(project, "")).collect())
}

/// Writes files on one line.
pub(super) fn write_files(files: &[File]) -> String {
    let written = |file| Written::of(file);
    // Nothing of it can fail to be written.
    serde_json::to_string(&files.iter().map(written).collect::<Vec<_>>()).unwrap_or_default()
}

impl JsonFile<'_> {
    fn entry(&self) -> Entry<'_> {
        let has_metadata = self.core_metadata.as_ref().or(self.dist_info_metadata.as_ref()).is_some_and(|said| said.0.is_some());
        Entry {
            url: &self.url,
            name: Some(&self.filename),
            requires_python: self.requires_python.as_deref().map(str::to_owned),
            yanked: self.yanked.0.clone(),
            has_metadata,
            size: self.size,
        }
    }
}

impl<'a> Written<'a> {
    fn of(file: &'a File) -> Self {
        Self {
            filename: &file.name,
            url: &file.url,
            requires_python: file.requires_python.as_deref(),
            yanked: file.yanked.as_deref(),
            core_metadata: file.has_metadata,
            size: file.size,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Written<'a> {
    filename: &'a str,
    url: &'a str,
    requires_python: Option<&'a str>,
    yanked: Option<&'a str>,
    core_metadata: bool,
    size: Option<u64>,
}

#[derive(Deserialize)]
struct Page<'a> {
    #[serde(borrow)]
    files: Vec<JsonFile<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct JsonFile<'a> {
    #[serde(borrow)]
    filename: Cow<'a, str>,
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow, default)]
    requires_python: Option<Cow<'a, str>>,
    #[serde(default)]
    yanked: Said,
    core_metadata: Option<Said>,
    /// The name of the last before PEP 714.
    dist_info_metadata: Option<Said>,
    size: Option<u64>,
}

/// What stands where an index may say "no", "yes", or yes with a word or a table.
#[derive(Default)]
struct Said(Option<String>);

impl<'de> Deserialize<'de> for Said {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SaidVisitor)
    }
}

struct SaidVisitor;

impl<'de> Visitor<'de> for SaidVisitor {
    type Value = Said;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("true, false, a text or a table")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Said, E> {
        Ok(Said(value.then(String::new)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Said, E> {
        Ok(Said(Some(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Said, E> {
        Ok(Said(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Said, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Said(Some(String::new())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Said, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Said(None))
    }
}
