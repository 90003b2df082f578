//! What the editor's settings say: `pushready.platform`, or `pushready.platforms`.

use serde_json::Value;

use crate::platform::{self, Platform};

/// What is set in the editor. The project's own configuration goes before it.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    /// The platforms of projects that name none.
    pub(super) platforms: Vec<&'static Platform>,
    /// The platforms that are set and do not exist.
    pub(super) unknown: Vec<String>,
}

impl Settings {
    /// Reads them, be they in a section of their own or not.
    pub(super) fn of(value: &Value) -> Self {
        let section = value.get("pushready").unwrap_or(value);
        let texts = ["platform", "platforms"].into_iter().filter_map(|key| section.get(key)).flat_map(texts);
        let mut settings = Self::default();
        for id in texts {
            match platform::find(id) {
                Some(platform) => settings.platforms.push(platform),
                None => settings.unknown.push(id.to_owned()),
            }
        }
        settings
    }

    pub(super) fn ids(&self) -> Vec<&str> {
        self.platforms.iter().map(|platform| platform.id.as_str()).collect()
    }
}

fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) if !text.is_empty() => vec![text],
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_come_in_several_shapes() {
        for value in [json!({"platform": "kato"}), json!({"pushready": {"platforms": ["kato"]}})] {
            assert_eq!(Settings::of(&value).ids(), ["kato"], "{value}");
        }
        for value in [json!(null), json!([]), json!({"platforms": 1}), json!({"pushready": null}), json!({"platform": ""})] {
            let settings = Settings::of(&value);
            assert!(settings.platforms.is_empty() && settings.unknown.is_empty(), "{value}");
        }
        assert_eq!(Settings::of(&json!({"platforms": ["kato", "kat"]})).unknown, ["kat"]);
    }
}
