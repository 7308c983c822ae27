//! How a value becomes a field of the model: every misread is a finding, and nothing stops.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, NaiveTime};
use toml::Spanned;
use toml::de::DeValue;

use super::key::{Key, Shape};
use super::misread::YEARS;
use super::reader::Reader;
use crate::address::{Address, is_bare_key};

/// Something that a table of the model can hold.
pub trait Field: Sized + Default {
    /// What it looks like in the file.
    const SHAPE: Shape;

    /// The field that `value` gives; what cannot be taken is reported and left out.
    fn read<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Self;
}

/// A single value.
pub trait Scalar: Sized {
    /// What it looks like in the file.
    const SHAPE: Shape;

    /// The value, or `None` once a misread was reported.
    fn scan<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Option<Self>;
}

/// A table with fixed keys.
pub trait Table: Field {
    /// Its keys, in the order a person writes them.
    const KEYS: &'static [Key];
}

impl<T: Scalar> Field for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn read<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Self {
        T::scan(value, reader)
    }
}

impl<T: Scalar> Field for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn read<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Self {
        let Some(items) = value.get_ref().as_array() else {
            reader.wrong_type(value, &Self::SHAPE);
            return Self::new();
        };
        reader.members(items, T::scan)
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    const SHAPE: Shape = Shape::Map(&T::SHAPE);

    fn read<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Self {
        let Some(table) = value.get_ref().as_table() else {
            reader.wrong_type(value, &Self::SHAPE);
            return Self::new();
        };
        let mut entities = Self::new();
        for (key, value) in table {
            let id: &str = key.get_ref();
            if !is_bare_key(id) {
                reader.bad_id(key);
            }
            let (entity, placeholder) = reader.below(id, |reader| T::read(value, reader));
            if placeholder && matches!(T::SHAPE, Shape::Table(_)) {
                reader.set_aside(id);
            } else {
                entities.insert(id.to_owned(), entity);
            }
        }
        entities
    }
}

impl Scalar for String {
    const SHAPE: Shape = Shape::Text;

    fn scan<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Option<Self> {
        let text = reader.text(value, &Self::SHAPE)?;
        Some(text.to_owned())
    }
}

impl Scalar for bool {
    const SHAPE: Shape = Shape::Flag;

    fn scan<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Option<Self> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            reader.wrong_type(value, &Self::SHAPE);
        }
        flag
    }
}

impl Scalar for u64 {
    const SHAPE: Shape = Shape::Count;

    fn scan<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Option<Self> {
        let count = value
            .get_ref()
            .as_integer()
            .and_then(|integer| Self::from_str_radix(integer.as_str(), integer.radix()).ok());
        if count.is_none() {
            reader.wrong_type(value, &Self::SHAPE);
        }
        count
    }
}

impl Scalar for f64 {
    const SHAPE: Shape = Shape::Number;

    fn scan<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Option<Self> {
        let number = match value.get_ref() {
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            _ => None,
        };
        let number = number.filter(|number: &Self| number.is_finite() && *number >= 0.0);
        if number.is_none() {
            reader.wrong_type(value, &Self::SHAPE);
        }
        number
    }
}

impl Scalar for NaiveDate {
    const SHAPE: Shape = Shape::Date;

    fn scan<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Option<Self> {
        let date = value
            .get_ref()
            .as_datetime()
            .filter(|moment| moment.time.is_none() && moment.offset.is_none())
            .and_then(|moment| moment.date)
            .and_then(|d| Self::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()))
            .filter(|date| YEARS.contains(&date.year()));
        if date.is_none() {
            reader.wrong_type(value, &Self::SHAPE);
        }
        date
    }
}

impl Scalar for NaiveTime {
    const SHAPE: Shape = Shape::Time;

    fn scan<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Option<Self> {
        let time = value
            .get_ref()
            .as_datetime()
            .filter(|moment| moment.date.is_none() && moment.offset.is_none())
            .and_then(|moment| moment.time)
            .and_then(|t| {
                let second = t.second.unwrap_or_default();
                Self::from_hms_opt(t.hour.into(), t.minute.into(), second.into())
            });
        if time.is_none() {
            reader.wrong_type(value, &Self::SHAPE);
        }
        time
    }
}

impl Scalar for Address {
    const SHAPE: Shape = Shape::Address;

    fn scan<'v>(value: &'v Spanned<DeValue<'v>>, reader: &mut Reader<'v>) -> Option<Self> {
        let text = reader.text(value, &Self::SHAPE)?;
        let address = Self::parse(text);
        if address.is_none() {
            reader.not_an_address(value);
        }
        address
    }
}

/// Declares words that a key accepts, as an enumeration:
/// `Variant = "word" | "french alias" => "French label", "English label";`.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $name:ident {
        $( $variant:ident = $word:literal $(| $alias:literal)* => $fr:literal, $en:literal; )*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( #[doc = concat!($en, ".")] $variant, )* }

        impl $name {
            /// Every variant, in the order of its words.
            pub const ALL: &'static [Self] = &[$( Self::$variant, )*];
            /// Its words, in the order of its variants.
            pub const WORDS: &'static [$crate::model::Word] = &[$( $crate::model::Word {
                name: $word, aliases: &[$( $alias, )*], label: ($fr, $en),
            }, )*];

            /// The word of this variant.
            pub const fn word(self) -> &'static $crate::model::Word {
                &Self::WORDS[self as usize]
            }
        }

        impl $crate::model::Scalar for $name {
            const SHAPE: $crate::model::Shape = $crate::model::Shape::Word(Self::WORDS);

            fn scan<'v>(
                value: &'v toml::Spanned<toml::de::DeValue<'v>>,
                reader: &mut $crate::model::Reader<'v>,
            ) -> Option<Self> {
                reader.word(value, Self::WORDS).map(|at| Self::ALL[at])
            }
        }
    };
}

/// Declares the type of a reference to an entity: `Name => [kinds]`.
#[macro_export]
macro_rules! references {
    ($( $(#[$meta:meta])* $name:ident => [$($kind:ident),*]; )*) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub String);

        impl $crate::model::Scalar for $name {
            const SHAPE: $crate::model::Shape =
                $crate::model::Shape::Reference(&[$( $crate::address::Kind::$kind ),*]);

            fn scan<'v>(
                value: &'v toml::Spanned<toml::de::DeValue<'v>>,
                reader: &mut $crate::model::Reader<'v>,
            ) -> Option<Self> {
                reader.text(value, &Self::SHAPE).map(|id| Self(id.to_owned()))
            }
        }
    )* };
}

/// Declares a table with fixed keys, as a struct:
/// `"key" | "french alias" => field: Type [required, personal], "French", "English";`.
#[macro_export]
macro_rules! table {
    ($(#[$meta:meta])* $name:ident {
        $( $key:literal $(| $alias:literal)* => $field:ident: $type:ty $([$($flag:ident),+])?,
           $fr:literal, $en:literal; )*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name { $( #[doc = $en] pub $field: $type, )* }

        impl $crate::model::Table for $name {
            const KEYS: &'static [$crate::model::Key] = &[$(
                $crate::model::Key::new(
                    $key,
                    &[$( $alias, )*],
                    <$type as $crate::model::Field>::SHAPE,
                    ($fr, $en),
                )$($( .$flag() )+)?,
            )*];
        }

        impl $crate::model::Field for $name {
            const SHAPE: $crate::model::Shape =
                $crate::model::Shape::Table(<Self as $crate::model::Table>::KEYS);

            fn read<'v>(
                value: &'v toml::Spanned<toml::de::DeValue<'v>>,
                reader: &mut $crate::model::Reader<'v>,
            ) -> Self {
                let mut this = Self::default();
                let keys = <Self as $crate::model::Table>::KEYS;
                reader.table(value, keys, |reader, key, value| match key {
                    $( $key => this.$field = $crate::model::Field::read(value, reader), )*
                    _ => reader.unknown_key(key, keys),
                });
                this
            }
        }

        impl $crate::model::Scalar for $name {
            const SHAPE: $crate::model::Shape = <Self as $crate::model::Field>::SHAPE;

            fn scan<'v>(
                value: &'v toml::Spanned<toml::de::DeValue<'v>>,
                reader: &mut $crate::model::Reader<'v>,
            ) -> Option<Self> {
                Some($crate::model::Field::read(value, reader))
            }
        }
    };
}

/// As `table!`, for an entity: with `note` and `formerly`, which every entity may have.
#[macro_export]
macro_rules! entity {
    ($(#[$meta:meta])* $name:ident { $($body:tt)* }) => {
        $crate::table! {
            $(#[$meta])*
            $name {
                $($body)*
                "note" | "remarque" => note: Option<String>,
                    "Remarque libre, pour les personnes.",
                    "A free note, for people.";
                "formerly" | "anciennement" => formerly: Vec<String>,
                    "Anciens identifiants, pour que l'historique suive un renommage.",
                    "Former ids, so that history follows a renamed one.";
            }
        }
    };
}
