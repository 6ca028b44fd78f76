//! How the values of options are read.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

/// Reads a value without the spaces around it: in a list they stand behind the commas.
#[derive(Debug, Clone)]
pub(super) struct Trimmed<P>(pub(super) P);

impl<P: TypedValueParser> TypedValueParser for Trimmed<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<P::Value, clap::Error> {
        let trimmed = value.to_str().map_or(value, |text| OsStr::new(text.trim()));
        self.0.parse_ref(command, argument, trimmed)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

/// Takes one of some names; the one of the table is given back.
pub(super) fn one_of<const N: usize>(
    names: [&'static str; N],
) -> impl TypedValueParser<Value = &'static str> {
    let known = move |typed: String| names.into_iter().find(|name| *name == typed);
    PossibleValuesParser::new(names)
        .try_map(move |typed| known(typed).ok_or("no field of that name"))
}
