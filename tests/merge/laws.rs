//! What holds of every merge: nothing of either side is lost, and who merges whom does not matter.

use std::collections::{BTreeMap, BTreeSet};

use nrt::merge::{Clash, Labels, Markers, Merged, Options, Part, Style, Three, merge, split};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError};
use toml::de::{DeTable, DeValue};

use super::documents::{Chance, Made, Value};

const LABELS: Labels<'static> = Three { base: "base", ours: "ours", theirs: "theirs" };

fn merged(base: &str, ours: &str, theirs: &str, style: Style) -> Merged {
    let markers = Markers { style, size: 7, labels: LABELS };
    let options = Options { markers, whole: &|_| false, limit: 1 << 20 };
    merge(&Three { base, ours, theirs }, &options)
        .unwrap_or_else(|why| panic!("{why:?}\n{base}\n---- ours\n{ours}\n---- theirs\n{theirs}"))
}

/// The text in which one side prevails wherever there is a conflict.
fn settled(merged: &Merged, ours: bool) -> String {
    let parts = split(&merged.text, 7).expect("markers that fit together");
    let text = |part: &Part<'_>| match part {
        Part::Lines(lines) => (*lines).to_owned(),
        Part::Hunk(hunk) => if ours { hunk.ours } else { hunk.theirs }.to_owned(),
    };
    parts.iter().map(text).collect()
}

/// What a text says, by id and key; lists as sets.
fn values(text: &str) -> BTreeMap<(String, String), Value> {
    let table = DeTable::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut found = BTreeMap::new();
    for (id, entity) in table.get_ref() {
        let entity = entity.get_ref().as_table().expect("an entity");
        take(entity, id.get_ref(), "", &mut found);
    }
    found
}

fn take(table: &DeTable<'_>, id: &str, above: &str, found: &mut BTreeMap<(String, String), Value>) {
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let name = if name == "à b" { "\"à b\"" } else { name };
        let number = |text: &str| -> usize {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.parse().expect("a number")
        };
        let value = match value.get_ref() {
            DeValue::Table(below) => {
                take(below, id, &format!("{above}{name}."), found);
                continue;
            }
            _ if name == "formerly" => continue,
            DeValue::String(text) => Value::Text(number(text)),
            DeValue::Integer(integer) => Value::Number(
                usize::from_str_radix(integer.as_str(), integer.radix()).expect("a number"),
            ),
            DeValue::Array(items) => {
                let members = items.iter().filter_map(|item| item.get_ref().as_str());
                Value::List(members.map(number).collect())
            }
            other => panic!("{other:?}"),
        };
        found.insert((id.to_owned(), format!("{above}{name}")), value);
    }
}

/// What the three-way rule makes of a value; an error where it is for a person to say.
fn ruled(of: &Three<Option<Value>>) -> Result<Option<Value>, ()> {
    if of.ours == of.theirs || of.theirs == of.base {
        return Ok(of.ours.clone());
    }
    if of.ours == of.base {
        return Ok(of.theirs.clone());
    }
    let Three {
        base: Some(Value::List(base)),
        ours: Some(Value::List(ours)),
        theirs: Some(Value::List(theirs)),
    } = of
    else {
        return Err(());
    };
    let all: BTreeSet<usize> = base.iter().chain(ours).chain(theirs).copied().collect();
    let stays = |m: &usize| !base.contains(m) || ours.contains(m) && theirs.contains(m);
    Ok(Some(Value::List(all.into_iter().filter(stays).collect())))
}

fn sorted(value: Option<Value>) -> Option<Value> {
    value.map(|value| match value {
        Value::List(mut members) => {
            members.sort_unstable();
            Value::List(members)
        }
        value => value,
    })
}

/// Every value of a side that prevails, and every one that nobody contradicts.
fn loses_nothing(three: &Three<Made>, merged: &Merged, ours: bool) {
    let text = settled(merged, ours);
    let found = values(&text);
    let said = three.map(Made::values);
    let ids = three.map(Made::ids);
    let keys: BTreeSet<&(String, String)> =
        said.base.keys().chain(said.ours.keys()).chain(said.theirs.keys()).collect();
    for key in keys {
        let of = said.map(|values| sorted(values.get(key).cloned()));
        let side = if ours { &of.ours } else { &of.theirs };
        // Whatever id the entity has now.
        let all = [&ids.ours, &ids.theirs, &ids.base];
        let there: BTreeSet<&String> = all.into_iter().filter_map(|ids| ids.get(&key.0)).collect();
        let found: Vec<&Value> =
            there.into_iter().filter_map(|id| found.get(&(id.clone(), key.1.clone()))).collect();
        assert!(found.len() <= 1, "{key:?} stands twice\n{text}");
        let found = sorted(found.first().map(|value| (*value).clone()));
        let is_clash = !merged.conflicts.is_empty() && found == *side;
        assert!(
            is_clash || ruled(&of).is_ok_and(|wanted| wanted == found),
            "{key:?} is {found:?} of {of:?}\n{}\n==== from\n{}\n---- ours\n{}\n---- theirs\n{}",
            merged.text,
            three.base.text(),
            three.ours.text(),
            three.theirs.text()
        );
    }
}

fn comments_are_there(three: &Three<Made>, merged: &Merged) {
    let base = three.base.comments();
    for side in [&three.ours, &three.theirs] {
        for comment in side.comments() {
            let new = !base.contains(&comment);
            assert!(
                !new || merged.text.contains(&comment),
                "{comment} is lost\n{}\n==== from\n{}\n---- ours\n{}\n---- theirs\n{}",
                merged.text,
                three.base.text(),
                three.ours.text(),
                three.theirs.text()
            );
        }
    }
}

/// The conflicts as the other side sees them.
fn swapped(merged: &Merged) -> BTreeSet<(Vec<String>, String)> {
    let clashes = merged.conflicts.iter().map(|conflict| {
        let clash = match conflict.clash {
            Clash::OursDeleted => Clash::TheirsDeleted,
            Clash::TheirsDeleted => Clash::OursDeleted,
            other => other,
        };
        (conflict.path.clone(), format!("{clash:?}"))
    });
    clashes.collect()
}

fn conflicts(merged: &Merged) -> BTreeSet<(Vec<String>, String)> {
    let clashes = merged.conflicts.iter();
    clashes.map(|conflict| (conflict.path.clone(), format!("{:?}", conflict.clash))).collect()
}

fn with_lists_sorted(text: &str) -> BTreeMap<(String, String), Option<Value>> {
    values(text).into_iter().map(|(key, value)| (key, sorted(Some(value)))).collect()
}

/// What holds of the merge of two versions, made from a number.
fn loses_nothing_of(seed: u64) -> Result<(), TestCaseError> {
    let mut chance = Chance(seed);
    let base = Made::new(&mut chance);
    let ours = base.changed(&mut chance, "o");
    let theirs = base.changed(&mut chance, "t");
    let style = [Style::Merge, Style::Diff3, Style::Zdiff3][chance.below(3)];
    let three = Three { base, ours, theirs };
    let texts = three.map(Made::text);
    let one = merged(&texts.base, &texts.ours, &texts.theirs, style);
    loses_nothing(&three, &one, true);
    loses_nothing(&three, &one, false);
    comments_are_there(&three, &one);
    // Who merges whom changes the order at most, and the sides of the markers.
    let other = merged(&texts.base, &texts.theirs, &texts.ours, style);
    prop_assert_eq!(conflicts(&one), swapped(&other));
    for ours in [true, false] {
        let (a, b) = (settled(&one, ours), settled(&other, !ours));
        prop_assert_eq!(with_lists_sorted(&a), with_lists_sorted(&b));
    }
    // What is merged already is merged again as it is; where a member that one side added now seems
    // to stand in the place of one that the other side took away, a person is asked, and our side
    // has it all.
    if one.conflicts.is_empty() {
        let again = merged(&texts.base, &one.text, &texts.theirs, style);
        let again = settled(&again, true);
        prop_assert_eq!(with_lists_sorted(&again), with_lists_sorted(&one.text));
    }
    Ok(())
}

/// Numbers that showed a fault once.
#[test]
fn merges_that_lost_something_once_do_no_more() {
    for seed in [12_059_790_781_556_343_668, 17_679_835_448_497_617_475] {
        loses_nothing_of(seed).unwrap_or_else(|error| panic!("{seed}: {error}"));
    }
}

proptest! {
    #![proptest_config(Config { cases: 1_500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_merge_loses_nothing(seed in any::<u64>()) {
        loses_nothing_of(seed)?;
    }

    #[test]
    fn what_one_side_alone_changed_is_taken_as_it_is(seed in any::<u64>()) {
        let mut chance = Chance(seed);
        let base = Made::new(&mut chance);
        let side = base.changed(&mut chance, "o").text();
        let base = base.text();
        for (b, o, t) in [(&base, &base, &side), (&base, &side, &base), (&base, &side, &side)] {
            let got = merged(b, o, t, Style::Merge);
            prop_assert!(got.conflicts.is_empty());
            prop_assert_eq!(&got.text, &side);
        }
    }
}
