//! Explanations: of a rule, of an activity, of a file, of an entity, of a key.

mod kind;

use toml::Spanned;
use toml::de::DeTable;

use super::table::Rows;
use super::wrap::{indented, wrapped};
use super::{Style, kinds, value, words};
use crate::address::{Address, Kind};
use crate::check::{Checked, level_here};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::load::uses;
use crate::method::Clause;
use crate::model::{self, Key, find_key, misread};
use crate::rule::page::{MARK, Page};
use crate::rule::{Context, Rule};
use crate::rules;
use crate::text::terminal;
use crate::tr;

pub use kind::{kind, model_keys};

/// A rule: its page, its clause, its level here, an example, and what it finds in this project.
pub fn rule(cx: &Context<'_>, checked: &Checked, rule: &'static Rule, style: Style) -> String {
    let lang = style.lang;
    let page = Page::parse(rule.page);
    let mut text = format!("{}\n{}\n", rule.name, wrapped(page.title(lang), style.width));
    text.push_str(&wrapped(&plain(page.body(lang)), style.width));
    text.push('\n');
    text.push_str(&origin(rule.clause, style));
    let here = level_here(cx, rule)
        .map_or_else(|| lang.pick("désactivée", "off"), |l| words::level(l, lang));
    let family = words::family(rule.family, lang);
    let line = tr!(
        lang,
        "Famille : {family} · gravité ici : {here}",
        "Family: {family} · level here: {here}"
    );
    text.push_str(&wrapped(&line, style.width));
    if let Some(example) = page.examples.iter().find(|example| example.fires) {
        text.push_str(&tr!(lang, "\nExemple signalé :\n", "\nAn example that is reported:\n"));
        let (now, then) =
            (lang.pick(" (maintenant)", " (now)"), lang.pick(" (avant)", " (before)"));
        let now = if example.before.is_empty() { "" } else { now };
        let before = example.before.iter().map(|file| (file, then));
        for ((name, lines), when) in before.chain(example.files.iter().map(|file| (file, now))) {
            text.push_str(&format!("\n    # {name}{when}\n"));
            for line in lines.lines() {
                let shown = line.split(MARK).next().unwrap_or_default().trim_end();
                let shown = shown.strip_suffix('#').map_or(shown, str::trim_end);
                text.push_str(format!("    {shown}").trim_end());
                if line.contains(MARK) {
                    text.push_str(lang.pick("   ← signalé", "   ← reported"));
                }
                text.push('\n');
            }
        }
    }
    text.push_str(&here_found(checked.findings.iter().filter(|f| f.rule == rule.name), style));
    text
}

/// An activity, a recommendation or a passage: the method's words, its state, its rules.
pub fn clause(cx: &Context<'_>, checked: &Checked, clause: Clause, style: Style) -> String {
    let lang = style.lang;
    let title = clause.title(lang);
    let name = words::clause(clause, lang);
    let mut text = wrapped(&format!("{} · {title} · {name}", clause.name()), style.width);
    text.push('\n');
    text.push_str(&origin(clause, style));
    if let Some(state) = checked.states.iter().find(|state| state.clause == clause) {
        let (word, done, total) = (words::state(state.state, lang), state.done, state.total);
        text.push_str(&tr!(
            lang,
            "État : {word} ({done}/{total})\n",
            "State: {word} ({done}/{total})\n"
        ));
    }
    let mut rows = Rows::new(&[
        lang.pick("Règle", "Rule"),
        lang.pick("Ici", "Here"),
        lang.pick("Ce qu'elle signale", "What it reports"),
    ]);
    let of_clause: Vec<&'static Rule> = rules::all().filter(|rule| rule.clause == clause).collect();
    for rule in &of_clause {
        let here = level_here(cx, rule)
            .map_or_else(|| lang.pick("désactivée", "off"), |l| words::level(l, lang));
        let title = Page::parse(rule.page).title(lang);
        rows.push(vec![rule.name.to_owned(), here.to_owned(), title.to_owned()]);
    }
    text.push('\n');
    text.push_str(&rows.render(style));
    let found =
        checked.findings.iter().filter(|f| of_clause.iter().any(|rule| rule.name == f.rule));
    text.push_str(&here_found(found, style));
    text
}

/// An entity or a file: its fields, who refers to it, what is said of it.
pub fn entity(cx: &Context<'_>, checked: &Checked, address: &Address, style: Style) -> String {
    let lang = style.lang;
    let Some(document) = cx.documents.get(address.kind) else {
        return String::new();
    };
    let table = if address.path.is_empty() {
        Some(&document.table)
    } else {
        document.value(&address.path).and_then(|value| value.get_ref().as_table())
    };
    let keys = model::keys(address.kind);
    let mut text = heading(address, table, style);
    if cx.project.aside.contains(address) {
        text.push_str(&tr!(
            lang,
            "Ne compte pas : annulé, ou encore à compléter.\n\n",
            "Counts for nothing: cancelled, or still to complete.\n\n"
        ));
    }
    if let Some(table) = table.filter(|_| address.kind.holds_entities() != address.path.is_empty())
    {
        text.push_str(&fields(table, keys, style));
    }
    let mut referring: Vec<Address> =
        uses(cx.documents, address).into_iter().map(|found| found.address).collect();
    referring.dedup();
    if !referring.is_empty() {
        text.push_str(&tr!(lang, "\nY font référence :\n", "\nReferred to by:\n"));
        for from in referring {
            text.push_str(&format!("  {}\n", terminal(&from.to_string())));
        }
    }
    let about = checked.findings.iter().filter(|f| address.contains(&f.address));
    text.push_str(&here_found(about, style));
    text
}

fn heading(address: &Address, table: Option<&DeTable<'_>>, style: Style) -> String {
    let title = table
        .and_then(|table| table.get(model::title_key(address.kind)))
        .and_then(|title| title.get_ref().as_str());
    let kind = words::kind(address.kind, style.lang);
    let shown = terminal(&address.to_string());
    let heading = match title {
        Some(title) => format!("{shown} · {kind} · {}", terminal(title)),
        None => format!("{shown} · {kind}"),
    };
    wrapped(&heading, style.width) + "\n"
}

/// The fields that are there, personal ones masked.
fn fields(table: &DeTable<'_>, keys: &'static [Key], style: Style) -> String {
    let lang = style.lang;
    let mut rows = Rows::new(&[
        lang.pick("Clé", "Key"),
        lang.pick("Valeur", "Value"),
        lang.pick("Sens", "Meaning"),
    ]);
    for key in keys {
        let Some(value) = table.get(key.name).map(Spanned::get_ref) else {
            continue;
        };
        let shown = if key.personal {
            "••••".to_owned()
        } else {
            terminal(&value::human(value, &key.shape, lang))
        };
        rows.push(vec![key.name.to_owned(), shown, key.meaning(lang).to_owned()]);
    }
    rows.render(style)
}

/// A key: its meaning, its values, what it holds here.
pub fn key(
    cx: &Context<'_>,
    checked: &Checked,
    kind: Kind,
    path: &[String],
    address: Option<&Address>,
    style: Style,
) -> String {
    let lang = style.lang;
    let Some(key) = find_key(model::keys(kind), path) else {
        return String::new();
    };
    let (file, name) = (kind.file(), key.name);
    let mut text =
        format!("{name} · {file}\n\n{}\n\n", wrapped(key.meaning(lang), style.width).trim_end());
    for note in kinds::notes(kind, key, lang) {
        text.push_str(&wrapped(&note, style.width));
    }
    if let Some(words) = key.shape.words() {
        let mut rows = Rows::new(&[lang.pick("Valeur", "Value"), lang.pick("Sens", "Meaning")]);
        for word in words {
            rows.push(vec![word.name.to_owned(), word.label(lang).to_owned()]);
        }
        text.push('\n');
        text.push_str(&rows.render(style));
    }
    if let Some(address) = address {
        text.push_str(&value_here(cx, address, key, style));
        let about = checked.findings.iter().filter(|f| address.contains(&f.address));
        text.push_str(&here_found(about, style));
    }
    text
}

/// A value of a key, as an example to follow.
fn example(key: &Key, lang: Lang) -> String {
    match key.name {
        "format" => "1".to_owned(),
        "language" => format!("\"{}\"", lang.code()),
        _ => misread::example_for(key.name, &key.shape),
    }
}

fn value_here(cx: &Context<'_>, address: &Address, key: &Key, style: Style) -> String {
    let lang = style.lang;
    let document = cx.documents.get(address.kind);
    let value = document.and_then(|document| document.value(&address.path));
    let shown = terminal(&address.to_string());
    match value {
        None => tr!(lang, "\n{shown} : rien n'est écrit\n", "\n{shown}: nothing is written\n"),
        Some(_) if key.personal => tr!(lang, "\n{shown} : ••••\n", "\n{shown}: ••••\n"),
        Some(_) if value::is_table(key) => String::new(),
        Some(value) => {
            let human = terminal(&value::human(value.get_ref(), &key.shape, lang));
            wrapped(&tr!(lang, "\n{shown} : {human}", "\n{shown}: {human}"), style.width)
        }
    }
}

/// The method's words behind a clause.
fn origin(clause: Clause, style: Style) -> String {
    let lang = style.lang;
    let title = clause.title(lang);
    let text = match clause.quote() {
        Some(quote) => tr!(lang, "Origine : {title}, « {quote} »", "From: {title}, « {quote} »"),
        None => tr!(lang, "Origine : {title}", "From: {title}"),
    };
    wrapped(&text, style.width)
}

/// What is found in this project, as a short list.
fn here_found<'f>(findings: impl Iterator<Item = &'f Finding>, style: Style) -> String {
    let lang = style.lang;
    let mut text = String::new();
    for finding in findings {
        if text.is_empty() {
            text.push_str(lang.pick("\nDans ce projet :\n", "\nIn this project:\n"));
        }
        let (rule, level) = (finding.rule, words::level(finding.level, lang));
        let (at, message) = (terminal(&finding.address.to_string()), finding.message.terminal());
        let waived = match finding.waiver.as_deref().map(terminal) {
            Some(id) => tr!(lang, " (dispensé : {id})", " (waived: {id})"),
            None => String::new(),
        };
        let line = tr!(
            lang,
            "{level} {rule}, {at} : {message}{waived}",
            "{level} {rule}, {at}: {message}{waived}"
        );
        text.push_str(&indented(&line, style.width, "  ", "    "));
    }
    text
}

/// Markdown as plain text: emphasis marks are dropped, code marks kept.
pub(crate) fn plain(markdown: &str) -> String {
    let parts = markdown.split('`').enumerate();
    let parts: Vec<String> = parts
        .map(|(n, part)| if n % 2 == 0 { part.replace('*', "") } else { part.to_owned() })
        .collect();
    parts.join("`")
}
