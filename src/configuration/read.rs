//! From TOML to a configuration, with the place of everything that is wrong.

use toml_span::value::{Table, Value, ValueInner};

use super::error::{ConfigurationError, Kind, Problem};
use super::wishes::{Configuration, IndexWish};
use crate::order;
use crate::platform::{self, Listing};
use crate::project::glob::Glob;
use crate::project::path;
use crate::rules::{PerFileIgnore, Selection, registry::RULES};
use crate::text::nearest::nearest;
use crate::text::toml;

const KEYS: [&str; 8] = ["extends", "platforms", "root", "select", "ignore", "per-file-ignore", "env", "index"];

/// A text and where it starts.
pub(super) struct Placed {
    pub(super) value: String,
    pub(super) start: usize,
}

/// Reads one file, and which other file it extends. In a shared file, the configuration is a table of its own.
pub(super) fn read(file: &str, text: &str, is_shared: bool) -> Result<(Configuration, Option<Placed>), ConfigurationError> {
    let reader = Reader { file, text };
    let root = match toml::parse(text) {
        Ok(root) => root,
        // The other tools that read this file will say so.
        Err(_) if is_shared => return Ok((Configuration::default(), None)),
        Err(error) => return Err(reader.error(error.span.start, Problem::Syntax(error.to_string()))),
    };
    let table = if is_shared { root.pointer("/tool/pushready") } else { Some(&root) };
    table.map_or_else(|| Ok((Configuration::default(), None)), |table| reader.configuration(table))
}

struct Reader<'t> {
    file: &'t str,
    text: &'t str,
}

impl Reader<'_> {
    fn error(&self, offset: usize, problem: Problem) -> ConfigurationError {
        ConfigurationError::at(self.file, self.text, offset, problem)
    }

    fn wrong_kind(&self, key: &str, value: &Value<'_>, expected: Kind) -> ConfigurationError {
        self.error(value.span.start, Problem::WrongKind { key: key.to_owned(), expected })
    }

    fn configuration(&self, value: &Value<'_>) -> Result<(Configuration, Option<Placed>), ConfigurationError> {
        let Some(table) = value.as_table() else { return Err(self.wrong_kind("tool.pushready", value, Kind::Table)) };
        self.keys(table)?;
        let extends = table.get("extends").map(|value| self.placed("extends", value, Kind::Path)).transpose()?;
        let platforms = self.list(table, "platforms")?;
        let configuration = Configuration {
            platforms: platforms.iter().map(|id| self.platform(id)).collect::<Result<_, _>>()?,
            root: table.get("root").map(|value| self.root(value)).transpose()?,
            select: self.rules(table, "select")?,
            ignore: self.rules(table, "ignore")?,
            per_file_ignore: self.per_file_ignore(table)?,
            env: order::set(self.list(table, "env")?.into_iter().map(|name| name.value)),
            index: table.get("index").map(|value| self.index(value)).transpose()?,
        };
        Ok((configuration, extends))
    }

    fn keys(&self, table: &Table<'_>) -> Result<(), ConfigurationError> {
        let Some(key) = table.keys().find(|key| !KEYS.contains(&key.name.as_ref())) else { return Ok(()) };
        let problem = Problem::UnknownKey {
            key: key.name.to_string(),
            nearest: nearest(&key.name, KEYS).map(str::to_owned),
            known: KEYS.join(", "),
        };
        Err(self.error(key.span.start, problem))
    }

    fn placed(&self, key: &str, value: &Value<'_>, expected: Kind) -> Result<Placed, ConfigurationError> {
        let text = value.as_str().ok_or_else(|| self.wrong_kind(key, value, expected))?;
        Ok(Placed { value: text.to_owned(), start: value.span.start })
    }

    fn list(&self, table: &Table<'_>, key: &str) -> Result<Vec<Placed>, ConfigurationError> {
        table.get(key).map_or_else(|| Ok(vec![]), |value| self.texts(key, value))
    }

    fn texts(&self, key: &str, value: &Value<'_>) -> Result<Vec<Placed>, ConfigurationError> {
        match value.as_ref() {
            ValueInner::Array(items) => items.iter().map(|item| self.placed(key, item, Kind::List)).collect(),
            _ => Err(self.wrong_kind(key, value, Kind::List)),
        }
    }

    fn rules(&self, table: &Table<'_>, key: &str) -> Result<Vec<String>, ConfigurationError> {
        self.list(table, key)?.into_iter().map(|entry| self.rule(entry)).collect()
    }

    fn rule(&self, entry: Placed) -> Result<String, ConfigurationError> {
        if Selection::is_known(&entry.value) {
            return Ok(entry.value);
        }
        let names = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
        let nearest = nearest(&entry.value, names).map(str::to_owned);
        Err(self.error(entry.start, Problem::UnknownRule { given: entry.value, nearest }))
    }

    fn platform(&self, entry: &Placed) -> Result<&'static Listing, ConfigurationError> {
        platform::listed().iter().find(|platform| platform.id == entry.value).ok_or_else(|| {
            let names = platform::listed().iter().map(|platform| platform.id);
            let nearest = nearest(&entry.value, names).map(str::to_owned);
            self.error(entry.start, Problem::UnknownPlatform { given: entry.value.clone(), nearest })
        })
    }

    fn root(&self, value: &Value<'_>) -> Result<String, ConfigurationError> {
        let given = self.placed("root", value, Kind::Folder)?;
        path::resolved(path::ROOT, &given.value).ok_or_else(|| self.wrong_kind("root", value, Kind::Folder))
    }

    fn index(&self, value: &Value<'_>) -> Result<IndexWish, ConfigurationError> {
        match value.as_ref() {
            ValueInner::Boolean(true) => Ok(IndexWish::Usual),
            ValueInner::Boolean(false) => Ok(IndexWish::Nobody),
            ValueInner::String(url) if url.starts_with("https://") || url.starts_with("http://") => {
                Ok(IndexWish::At(url.to_string()))
            }
            _ => Err(self.wrong_kind("index", value, Kind::Index)),
        }
    }

    fn per_file_ignore(&self, table: &Table<'_>) -> Result<Vec<PerFileIgnore>, ConfigurationError> {
        let Some(value) = table.get("per-file-ignore") else { return Ok(vec![]) };
        let Some(patterns) = value.as_table() else { return Err(self.wrong_kind("per-file-ignore", value, Kind::Lists)) };
        let entry = |(pattern, rules): (&toml_span::value::Key<'_>, &Value<'_>)| {
            if Glob::parse(&pattern.name).is_none() {
                let problem = Problem::Pattern { given: pattern.name.to_string() };
                return Err(self.error(pattern.span.start, problem));
            }
            let rules = self.texts(&pattern.name, rules)?.into_iter().map(|entry| self.rule(entry)).collect::<Result<_, _>>()?;
            Ok(PerFileIgnore { pattern: pattern.name.to_string(), rules })
        };
        patterns.iter().map(entry).collect()
    }
}
