//! Reads values as `build.rs` has written them, with postcard.
//!
//! Nothing can be wrong with them: the same types wrote them, and what comes as a file is compared with its digest first. So the error
//! here is a type without values, and no field has to say what becomes of those before it when it cannot be read, which was three
//! quarters of the code of a profile.

use std::fmt::{self, Display};

use serde::de::value::U32Deserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// The value that these bytes were made of.
///
/// # Panics
/// If they were made of a value of another type.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8]) -> T {
    match T::deserialize(&mut Reader(bytes)) {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

/// What is left to be read.
struct Reader<'a>(&'a [u8]);

/// What does not happen.
#[derive(Debug)]
enum Never {}

#[expect(clippy::panic, reason = "build.rs wrote these bytes from a value of the same type")]
fn other_type() -> ! {
    panic!("bytes of another type")
}

impl Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl Error for Never {
    fn custom<T: Display>(_: T) -> Self {
        other_type()
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        other_type()
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        other_type()
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        other_type()
    }
}

impl Reader<'_> {
    #[inline(never)]
    fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.0.split_first() else { other_type() };
        self.0 = rest;
        byte
    }

    #[inline(never)]
    fn number(&mut self) -> u64 {
        let mut number = 0;
        for place in 0..10 {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return number;
            }
        }
        other_type()
    }

    #[inline(never)]
    fn length(&mut self) -> usize {
        usize::try_from(self.number()).unwrap_or_else(|_| other_type())
    }

    #[inline(never)]
    fn text(&mut self) -> String {
        let length = self.length();
        let Some((text, rest)) = self.0.split_at_checked(length) else { other_type() };
        self.0 = rest;
        String::from_utf8(text.to_vec()).unwrap_or_else(|_| other_type())
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'_> {
    type Error = Never;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Never> {
        other_type()
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_bool(self.byte() != 0)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u8(self.byte())
    }

    // All larger unsigned numbers are written alike.
    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u64(self.number())
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u64(self.number())
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_u64(self.number())
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_string(self.text())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_string(self.text())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.byte() == 0 { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Counted { left: self.length(), reader: self })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_map(Counted { left: self.length(), reader: self })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_enum(self)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 f32 f64 char bytes byte_buf unit unit_struct tuple_struct identifier ignored_any
    }
}

/// The fields of a struct: as many as it asks for.
struct Fields<'r, 'a>(&'r mut Reader<'a>);

impl<'de> SeqAccess<'de> for Fields<'_, '_> {
    type Error = Never;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Never> {
        seed.deserialize(&mut *self.0).map(Some)
    }
}

/// The items of a list, or the pairs of a map.
struct Counted<'r, 'a> {
    left: usize,
    reader: &'r mut Reader<'a>,
}

impl<'de> SeqAccess<'de> for Counted<'_, '_> {
    type Error = Never;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Never> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(None) };
        self.left = left;
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for Counted<'_, '_> {
    type Error = Never;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Never> {
        self.next_element_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Never> {
        seed.deserialize(&mut *self.reader)
    }
}

impl<'de> EnumAccess<'de> for &mut Reader<'_> {
    type Error = Never;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Never> {
        let number = u32::try_from(self.number()).unwrap_or_else(|_| other_type());
        let name: U32Deserializer<Never> = number.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Reader<'_> {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Never> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Never> {
        visitor.visit_seq(Fields(self))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        Plain,
        One(String),
        Two(u16, bool),
        Named { size: usize },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct All {
        kinds: Vec<Kind>,
        by_name: BTreeMap<String, Option<u64>>,
        pair: (u8, u32),
    }

    #[test]
    fn every_kind_of_value_comes_back_as_it_was() {
        let by_name = BTreeMap::from([("no".to_owned(), None), ("most".to_owned(), Some(u64::MAX))]);
        let kinds = vec![Kind::Plain, Kind::One("中文".to_owned()), Kind::Two(300, true), Kind::Named { size: 70_000 }];
        let all = All { kinds, by_name, pair: (255, u32::MAX) };
        assert_eq!(read::<All>(&postcard::to_allocvec(&all).unwrap()), all);
    }
}
