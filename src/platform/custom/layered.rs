//! A profile in two layers: what a file says, over what it extends.
//!
//! The types of the profile decide how the layers go together, by what they ask for while they are read: tables are completed,
//! everything else is replaced, and a fact may be said by its value alone.

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

use super::error::{CustomError, Kind, Misfit};
use crate::text::nearest::nearest;

/// The key under which the file itself stands among the sources.
pub(super) const OWN_SOURCE: &str = "file";

/// The name of [`super::super::Fact`] as serde knows it, and two of its fields.
const FACT: &str = "Fact";
const VALUE: &str = "value";
const SOURCE: &str = "source";

/// Reads what a file says over what it extends.
pub(super) fn read<T: de::DeserializeOwned>(base: Value, own: Value) -> Result<T, CustomError> {
    T::deserialize(Layered { base: Some(base), own })
}

/// A value that the file has, over the one that it extends, if that has any.
struct Layered {
    base: Option<Value>,
    own: Value,
}

impl Layered {
    fn wrong<T>(expected: Kind) -> Result<T, CustomError> {
        Err(CustomError::misfit(Misfit::WrongKind(expected)))
    }

    /// What both layers have, the upper one first where both have it.
    fn table(self) -> Result<Entries, CustomError> {
        let Value::Object(own) = self.own else { return Self::wrong(Kind::Table) };
        let Some(Value::Object(mut base)) = self.base else { return Ok(Entries::of(own, &mut Map::new())) };
        let upper = Entries::of(own, &mut base);
        Ok(upper.and(base.into_iter().map(|(key, value)| Entry { key, layer: Layer::Below(value) })))
    }

    /// A fact: its value alone, of which the file is the source then, or all of it, which says nothing of what was before.
    fn fact(self, fields: &[&str]) -> Entries {
        match (self.base, self.own) {
            (_, Value::Object(own)) if own.contains_key(VALUE) && own.keys().all(|key| fields.contains(&key.as_str())) => {
                let has_source = own.contains_key(SOURCE);
                Entries::of(own, &mut Map::new()).and((!has_source).then(own_source))
            }
            (base, own) => {
                let below = base.and_then(|mut fact| fact.get_mut(VALUE).map(Value::take));
                let value = Entry { key: VALUE.to_owned(), layer: Layer::Alone(Self { base: below, own }) };
                Entries::from_iter([value, own_source()])
            }
        }
    }
}

fn own_source() -> Entry {
    Entry { key: SOURCE.to_owned(), layer: Layer::Below(Value::from(OWN_SOURCE)) }
}

impl<'de> Deserializer<'de> for Layered {
    type Error = CustomError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        self.own.deserialize_any(visitor).map_err(de::Error::custom)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        self.own.as_bool().map_or_else(|| Self::wrong(Kind::Switch), |value| visitor.visit_bool(value))
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        self.own.as_u64().map_or_else(|| Self::wrong(Kind::Number), |value| visitor.visit_u64(value))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        self.deserialize_string(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        match self.own {
            Value::String(text) => visitor.visit_string(text),
            _ => Self::wrong(Kind::Text),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        match self.own {
            Value::Array(items) => visitor.visit_seq(Items(items.into_iter())),
            _ => Self::wrong(Kind::List),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, CustomError> {
        visitor.visit_map(self.table()?)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, CustomError> {
        if name == FACT {
            return visitor.visit_map(self.fact(fields));
        }
        let entries = self.table()?;
        if let Some(Entry { key, .. }) = entries.left.as_slice().iter().find(|entry| !fields.contains(&entry.key.as_str())) {
            let nearest = nearest(key, fields.iter().copied()).map(str::to_owned);
            return Err(CustomError::UnknownKey { key: key.clone(), nearest });
        }
        visitor.visit_map(entries)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, CustomError> {
        let is_known = |word: &String| variants.contains(&word.as_str());
        match self.own {
            Value::String(word) if is_known(&word) => visitor.visit_enum(word.into_deserializer()),
            Value::Object(own) if own.len() == 1 && own.keys().all(is_known) => {
                let variant = MapAccessDeserializer::new(Entries::of(own, &mut Map::new()));
                variant.deserialize_enum(name, variants, visitor)
            }
            Value::String(given) => Err(CustomError::misfit(Misfit::UnknownWord { given, known: variants })),
            _ => Self::wrong(Kind::Word(variants)),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct identifier
        ignored_any
    }
}

/// Where a value of a table comes from.
enum Layer {
    /// The file says it, be it over what it extends.
    Own(Layered),
    /// The same, without a key: the value of a fact that is said alone.
    Alone(Layered),
    /// Only what it extends says it.
    Below(Value),
}

struct Entry {
    key: String,
    layer: Layer,
}

/// The entries of a table that are yet to be read.
struct Entries {
    left: std::vec::IntoIter<Entry>,
    next: Option<Entry>,
}

impl Entries {
    /// What a file says in a table, each over what is below it, which is taken out there.
    fn of(own: Map<String, Value>, below: &mut Map<String, Value>) -> Self {
        own.into_iter()
            .map(|(key, own)| {
                let layer = Layer::Own(Layered { base: below.remove(&key), own });
                Entry { key, layer }
            })
            .collect()
    }

    fn and(self, more: impl IntoIterator<Item = Entry>) -> Self {
        self.left.chain(more).collect()
    }
}

impl FromIterator<Entry> for Entries {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self { left: entries.into_iter().collect::<Vec<_>>().into_iter(), next: None }
    }
}

impl<'de> MapAccess<'de> for Entries {
    type Error = CustomError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, CustomError> {
        self.next = self.left.next();
        self.next.as_ref().map(|entry| seed.deserialize(entry.key.clone().into_deserializer())).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, CustomError> {
        let Some(Entry { key, layer }) = self.next.take() else { return Err(de::Error::custom("a value without a key")) };
        match layer {
            Layer::Own(value) => seed.deserialize(value).map_err(|error| error.inside(&key)),
            Layer::Alone(value) => seed.deserialize(value),
            Layer::Below(value) => seed.deserialize(value).map_err(de::Error::custom),
        }
    }
}

/// The items of a list, which are the file's own.
struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = CustomError;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, CustomError> {
        self.0.next().map(|own| seed.deserialize(Layered { base: None, own })).transpose()
    }
}

impl de::Error for CustomError {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self::misfit(Misfit::Other(message.to_string()))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let given = if let Unexpected::Str(text) = unexpected { text.to_owned() } else { unexpected.to_string() };
        Self::misfit(Misfit::WrongForm { given, form: expected.to_string() })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::misfit(Misfit::Missing).inside(field)
    }
}
