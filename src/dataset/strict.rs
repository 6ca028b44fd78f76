//! JSON, read more strictly than serde and serde_json do.
//!
//! serde by itself accepts a list for a struct and an object for the name of a variant; serde_json
//! skips the value of an unknown key without validating it. Here, anywhere in the text:
//!
//! - an object has each key once, those that are ignored included;
//! - a struct is an object, a variant's name is a string;
//! - what is ignored is read like all else: no lone surrogate, no number out of range, no deeper
//!   than serde_json goes (128).
//!
//! Known keys cost little: serde's derived code refuses their duplicates, and the wrappers around it
//! are inlined.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use crate::text::clip;

/// Longer keys are cut short in messages.
const KEY: usize = 60;

/// Reads a whole JSON text.
///
/// # Errors
/// Those of JSON, of the type's shape, and of what this module watches.
pub(crate) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> serde_json::Result<T> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = T::deserialize(Strict::new(&mut json))?;
    json.end()?;
    Ok(value)
}

/// A deserializer, watched, or the seed of one.
pub(crate) struct Strict<'a, T> {
    inner: T,
    /// Told when the value is ignored.
    ignored: Option<&'a Cell<bool>>,
}

impl<T> Strict<'_, T> {
    pub(crate) fn new(inner: T) -> Self {
        Self { inner, ignored: None }
    }
}

macro_rules! as_it_is {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method(visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Strict<'_, D> {
    type Error = D::Error;

    as_it_is! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_identifier
    }

    forward_to_deserialize_any! { unit_struct tuple tuple_struct }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(Watch { visitor, all: true })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        if let Some(ignored) = self.ignored {
            ignored.set(true);
        }
        self.inner.deserialize_any(Watch { visitor: IgnoredAny, all: true })?;
        visitor.visit_unit()
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_option(Watch { visitor, all: false })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_newtype_struct(name, Watch { visitor, all: false })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_seq(Watch { visitor, all: false })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_map(Watch { visitor, all: false })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.inner.deserialize_str(VariantName(visitor))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Strict<'_, S> {
    type Value = S::Value;

    #[inline(always)]
    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Strict { inner, ignored: self.ignored })
    }
}

/// A visitor whose objects and lists are watched.
struct Watch<V> {
    visitor: V,
    /// Whether it takes any key, so that only this module can find duplicates.
    all: bool,
}

macro_rules! visited_as_it_is {
    ($($method:ident($kind:ty))*) => {$(
        fn $method<E: Error>(self, value: $kind) -> Result<V::Value, E> {
            self.visitor.$method(value)
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Watch<V> {
    type Value = V::Value;

    visited_as_it_is! {
        visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_f64(f64) visit_str(&str)
        visit_borrowed_str(&'de str) visit_string(String) visit_bytes(&[u8])
        visit_borrowed_bytes(&'de [u8]) visit_byte_buf(Vec<u8>)
    }

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visitor.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_some(Strict::new(inner))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.visitor.visit_newtype_struct(Strict::new(inner))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_seq(WatchedSeq(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let (key, seen) = (Cow::Borrowed(""), None);
        self.visitor.visit_map(WatchedMap { map, all: self.all, key, seen })
    }
}

struct WatchedSeq<A>(A);

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for WatchedSeq<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(Strict::new(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

/// An object whose unknown keys are kept, to find duplicates.
struct WatchedMap<'de, A> {
    map: A,
    all: bool,
    /// That of the entry being read.
    key: Cow<'de, str>,
    seen: Option<HashSet<Cow<'de, str>>>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for WatchedMap<'de, A> {
    type Error = A::Error;

    #[inline(always)]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let Some(Str(key)) = self.map.next_key()? else { return Ok(None) };
        // What serde_json hands a raw value over by, and would parse again unwatched.
        if self.all && key.starts_with("$serde_json::private") {
            return Err(A::Error::custom(format_args!("the key `{key}` is not allowed")));
        }
        self.key = key;
        match &self.key {
            Cow::Borrowed(key) => seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some),
            Cow::Owned(key) => seed.deserialize(key.as_str().into_deserializer()).map(Some),
        }
    }

    #[inline(always)]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        let ignored = Cell::new(self.all);
        let value = self.map.next_value_seed(Strict { inner: seed, ignored: Some(&ignored) })?;
        if ignored.get()
            && let seen = self.seen.get_or_insert_default()
            && let Some(twice) = seen.replace(std::mem::take(&mut self.key))
        {
            let twice = clip(&twice, KEY);
            return Err(A::Error::custom(format_args!("the key `{twice}` stands there twice")));
        }
        Ok(value)
    }

    fn size_hint(&self) -> Option<usize> {
        self.map.size_hint()
    }
}

/// A string of the file: borrowed, unless escapes in it had to be decoded.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(super) struct Str<'a>(#[serde(borrow)] pub(super) Cow<'a, str>);

impl std::ops::Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// The name of a variant.
struct VariantName<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for VariantName<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<V::Value, E> {
        let name: StrDeserializer<'_, E> = name.into_deserializer();
        self.0.visit_enum(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[derive(Debug, Deserialize, PartialEq)]
    struct Sample {
        name: String,
        #[serde(default)]
        kind: SampleKind,
        #[serde(default)]
        inner: Option<Box<Sample>>,
    }

    #[derive(Debug, Deserialize, PartialEq, Default)]
    #[serde(rename_all = "lowercase")]
    enum SampleKind {
        #[default]
        Plain,
        Other,
    }

    fn read(text: &str) -> Result<Sample, String> {
        from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_sound_is_read() {
        let text = r#"{"x":{"a":[1,-2,1e3,null,"\ud83d\ude00"],"b":{"a":true}},"name":"n",
            "inner":{"kind":"other","na\u006de":"m","y":[]},"y":1}"#;
        let inner = Sample { name: "m".into(), kind: SampleKind::Other, inner: None };
        let entry =
            Sample { name: "n".into(), kind: SampleKind::Plain, inner: Some(Box::new(inner)) };
        assert_eq!(read(text), Ok(entry));
    }

    #[test]
    fn what_is_not_is_refused_wherever_it_stands() {
        let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for (value, why) in [
            (r#"{"a":1,"a":1}"#, "`a` stands there twice"),
            (r#"{"$serde_json::private::RawValue":"{}"}"#, "is not allowed"),
            (r#"[{"a":1,"b":2,"\u0061":3}]"#, "`a` stands there twice"),
            (r#"{"\u001b":1,"\u001b":1}"#, "`^[` stands there twice"),
            (r#""\ud800""#, "hex escape"),
            (r#"{"\udc00":1}"#, "surrogate"),
            ("1e400", "out of range"),
            ("NaN", "expected value"),
            ("\"\u{1b}\"", "control character"),
            (&deep(128), "recursion limit"),
            (&deep(100_000), "recursion limit"),
        ] {
            for text in [
                format!(r#"{{"x":{value},"name":"n"}}"#),
                format!(r#"{{"name":"n","inner":{{"name":"m","x":[{value}]}}}}"#),
            ] {
                let refusal = read(&text).expect_err(value);
                assert!(refusal.contains(why), "{value}: {refusal}");
            }
        }
        assert!(read(&format!(r#"{{"name":"n","x":{}}}"#, deep(126))).is_ok());
        for (text, why) in [
            (r#"["n"]"#, "invalid type: sequence"),
            (r#"{"name":"n","inner":["m"]}"#, "invalid type: sequence"),
            (r#"{"name":"n","kind":{"other":null}}"#, "invalid type: map"),
            (r#"{"name":"n","name":"m"}"#, "duplicate field `name`"),
            (r#"{"name":"n","x":1,"y":2,"x":1}"#, "`x` stands there twice at line 1 column 30"),
            (r#"{"name":"n"} {}"#, "trailing characters"),
        ] {
            let refusal = read(text).expect_err(text);
            assert!(refusal.contains(why), "{text}: {refusal}");
        }
    }

    #[test]
    fn a_value_of_any_shape_has_each_key_once() {
        let value: Value = from_str(r#"{"a":{"b":[1,"c",null]}}"#).expect("sound");
        assert_eq!(value, serde_json::json!({"a": {"b": [1, "c", null]}}));
        let refusal = from_str::<Value>(r#"{"a":{"b":1,"b":2}}"#).expect_err("twice").to_string();
        assert!(refusal.contains("`b` stands there twice"), "{refusal}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_ignored_as_serde_json_reads_it(
            text in r#"([\[\]{},:" 1e.-]|"(\\u[dD][89cC][0-9]{2}|a|b){0,2}":?|null|true|[0-9]{1,3}){0,12}"#
        ) {
            let whole = serde_json::from_str::<Value>(&text);
            let ignored = from_str::<IgnoredAny>(&text);
            // Strictness takes away what has doubles and nothing else.
            match ignored {
                Ok(IgnoredAny) => prop_assert!(whole.is_ok(), "{text}"),
                Err(error) if whole.is_ok() => prop_assert!(error.to_string().contains("twice")),
                Err(_) => {}
            }
        }
    }
}
