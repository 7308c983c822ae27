//! Values, by what their key holds: ids with their titles, words with their meaning, addresses a step
//! at a time, rules, dates.

use std::collections::{BTreeMap, BTreeSet};

use gen_lsp_types::CompletionItemKind;

use super::offer::{Offer, Offers, Says};
use super::slot::Slot;
use super::{Spot, days};
use crate::address::{Address, Kind};
use crate::choices::{self, Choice, Reach, Sort, Source};
use crate::finding::Finding;
use crate::model::Shape;
use crate::rule::Rule;
use crate::tr;

/// What may stand in the place of a value.
pub(super) fn offers(spot: &Spot<'_>) -> Option<Offers> {
    let (shape, bracketed) = expected(spot)?;
    let quoted = !matches!(shape, Shape::Date | Shape::Flag);
    let place = Slot::of(spot, quoted, bracketed)?;
    let mut list = match shape {
        Shape::Date => days::offers(spot),
        Shape::Reference(kinds) => ids(spot, kinds),
        Shape::Rule => waivable(spot),
        Shape::Address => addresses(spot),
        Shape::Word(_) | Shape::Flag => {
            let found = choices::held(spot.source(), shape, "").into_iter().map(offer);
            let rule = spot.cursor.path.last().filter(|_| spot.kind == Kind::Project);
            let off = rule.is_none_or(|rule| may_be_off(rule));
            found.filter(|offer| offer.label != "off" || off).collect()
        }
        Shape::Text
        | Shape::Time
        | Shape::Count
        | Shape::Number
        | Shape::List(_)
        | Shape::Table(_)
        | Shape::Map(_) => return None,
    };
    list.retain_mut(|offer| {
        let written = if offer.label.ends_with('.') {
            place.write_start(&offer.label, spot.snippets)
        } else {
            place.write(&offer.label).map(|text| (text, false))
        };
        let other = !spot.cursor.others.contains(&offer.label);
        if let Some((insert, snippet)) = written {
            (offer.insert, offer.snippet) = (insert, snippet);
            return other;
        }
        false
    });
    let more = matches!(shape, Shape::Date | Shape::Address);
    Some(Offers { range: place.range, lead: place.lead, list, more })
}

/// What the key at the place holds, or a member of its list, and whether a list is to be opened.
fn expected(spot: &Spot<'_>) -> Option<(Shape, bool)> {
    match (choices::shape(spot.kind, &spot.cursor.path)?, spot.cursor.listed) {
        (Shape::List(inner), listed) => Some((*inner, !listed)),
        (_, true) => None,
        (shape, false) => Some((shape, false)),
    }
}

impl Spot<'_> {
    pub(super) fn source(&self) -> Source<'_> {
        Source { documents: self.cx.documents, lang: self.cx.lang }
    }

    /// The id of the entity that the place is in.
    pub(super) fn id(&self) -> Option<&str> {
        let path = if self.kind.holds_entities() { self.cursor.path.first() } else { None };
        path.map(String::as_str)
    }
}

/// A choice, without anything around it.
pub(super) fn offer(choice: Choice) -> Offer {
    let Choice { value, says, of } = choice;
    match of {
        Sort::File(kind) => {
            let names = kind.words().iter().copied();
            Offer::new(&value, &says, CompletionItemKind::Module).also(names)
        }
        Sort::Entity(_) => {
            Offer::new(&value, &says, CompletionItemKind::Reference).also([says.as_str()])
        }
        Sort::Key(key) => Offer::new(&value, &says.replace('`', ""), CompletionItemKind::Property)
            .also(key.aliases.iter().copied()),
        Sort::Name => Offer::new(&value, &says, CompletionItemKind::Variable),
        Sort::Rule => Offer::new(&value, &says.replace('`', ""), CompletionItemKind::Keyword),
        Sort::Word(word) => Offer::new(&value, &says, CompletionItemKind::Enum)
            .also(word.aliases.iter().copied().chain([word.label.0, word.label.1])),
        Sort::Flag => Offer::new(&value, &says, CompletionItemKind::Value).also([says.as_str()]),
    }
}

/// The entities of some kinds but the one that refers to them; those that count no more come last.
fn ids(spot: &Spot<'_>, kinds: &[Kind]) -> Vec<Offer> {
    let own = spot.id();
    let mut found = Vec::new();
    for choice in choices::ids(spot.cx.documents, kinds) {
        let Sort::Entity(kind) = choice.of else { continue };
        let id = choice.value.clone();
        if kind == spot.kind && own == Some(id.as_str()) {
            continue;
        }
        let mut offer = offer(choice);
        offer.outdated = spot.view.is_past(&Address::entity(kind, &id));
        offer.says = Some(Says::Card(kind));
        found.push(offer);
    }
    found.sort_by_key(|offer| offer.outdated);
    found
}

/// Whether a rule may be switched off.
pub(super) fn may_be_off(rule: &str) -> bool {
    crate::rules::find(rule).is_none_or(Rule::can_be_off)
}

/// The rules that may be waived; those that find something here first.
fn waivable(spot: &Spot<'_>) -> Vec<Offer> {
    let mut found = rules(spot);
    found.retain(|offer| can_be_waived(&offer.label));
    found
}

fn can_be_waived(rule: &str) -> bool {
    crate::rules::find(rule).is_some_and(Rule::can_be_waived)
}

/// Every rule; those that find something here first, those that no project sets otherwise last.
pub(super) fn rules(spot: &Spot<'_>) -> Vec<Offer> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in spot.view.findings() {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let mut found: Vec<Offer> = choices::rules(spot.cx.lang).into_iter().map(offer).collect();
    found.sort_by_key(|offer| {
        let name = offer.label.as_str();
        (!can_be_waived(name), !counts.contains_key(name))
    });
    for offer in &mut found {
        let Some(n) = counts.get(offer.label.as_str()).copied() else { continue };
        let s = spot.cx.lang.s(n);
        offer.says =
            Some(Says::Plain(tr!(spot.cx.lang, "{n} constat{s} ici", "{n} finding{s} here")));
    }
    found
}

/// What a waiver may aim at; then every address, a step further than what is typed.
fn addresses(spot: &Spot<'_>) -> Vec<Offer> {
    let aims =
        spot.kind == Kind::Waiver && spot.cursor.path.get(1).is_some_and(|key| key == "target");
    let mut found = if aims { targets(spot) } else { Vec::new() };
    let typed = &spot.cursor.typed;
    let done = typed.rfind('.').map_or("", |at| typed.get(..=at).unwrap_or_default());
    // The file may be typed by a word that no address has.
    let meant = done.split_once('.').and_then(|(file, rest)| Some((Kind::from_word(file)?, rest)));
    let stem = meant.map(|(kind, rest)| format!("{}.{rest}", kind.stem()));
    let steps =
        choices::addresses(spot.source(), stem.as_deref().unwrap_or(done), false, Reach::All);
    let known: Vec<String> = found.iter().map(|offer| offer.label.clone()).collect();
    for choice in steps.into_iter().filter(|choice| !known.contains(&choice.value)) {
        let mut offer = offer(choice);
        if let Some(stem) = stem.as_deref()
            && let Some(rest) = offer.label.strip_prefix(stem)
        {
            offer.other = vec![format!("{done}{rest}")];
        }
        found.push(offer);
    }
    found
}

/// The addresses of what the rule of a waiver finds; of every rule, where it has none yet.
fn targets(spot: &Spot<'_>) -> Vec<Offer> {
    let waiver = spot.cx.documents.get(Kind::Waiver).zip(spot.id());
    let rule = waiver.and_then(|(document, id)| {
        document.value(&[id.to_owned(), "rule".to_owned()])?.get_ref().as_str()
    });
    let rule = rule.map(|name| crate::rules::find(name).map_or(name, |rule| rule.name));
    let of_rule = |finding: &&Finding| {
        rule.map_or_else(|| can_be_waived(finding.rule), |rule| rule == finding.rule)
    };
    let mut seen = BTreeSet::new();
    let found = spot.view.findings().filter(of_rule).filter_map(|finding| {
        let address = finding.address.to_string();
        let offer = Offer::new(&address, &finding.message.terminal(), CompletionItemKind::Event);
        seen.insert(address).then_some(offer)
    });
    found.take(MAX_TARGETS).collect()
}

/// How many targets of a waiver are offered before the other addresses; a threshold of nrt's own.
const MAX_TARGETS: usize = 200;
