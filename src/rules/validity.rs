//! The files cannot be understood, or contradict themselves.

mod bad_id;
mod bad_identifier;
mod dangling_reference;
mod document_file_missing;
mod duplicate_id;
mod hidden_characters;
mod invalid_toml;
mod merge_conflict_left;
mod missing_key;
mod not_utf8;
mod path_outside_repository;
mod placeholder_left;
mod reason_missing;
mod reversed_dates;
mod toml_1_1_syntax;
mod too_complex;
mod unknown_file;
mod unknown_key;
mod unknown_value;
mod unreadable_file;
mod unsupported_format;
mod wrong_type;

use crate::rule::Rule;

pub(crate) use reason_missing::is_reason;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &invalid_toml::RULE,
    &merge_conflict_left::RULE,
    &unreadable_file::RULE,
    &too_complex::RULE,
    &not_utf8::RULE,
    &toml_1_1_syntax::RULE,
    &unsupported_format::RULE,
    &unknown_file::RULE,
    &unknown_key::RULE,
    &unknown_value::RULE,
    &wrong_type::RULE,
    &missing_key::RULE,
    &bad_id::RULE,
    &duplicate_id::RULE,
    &dangling_reference::RULE,
    &reversed_dates::RULE,
    &bad_identifier::RULE,
    &reason_missing::RULE,
    &document_file_missing::RULE,
    &path_outside_repository::RULE,
    &hidden_characters::RULE,
    &placeholder_left::RULE,
];
