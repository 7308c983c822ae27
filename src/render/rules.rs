//! The list of rules: table, Markdown, and `nrt.rules/1`.

use serde::Serialize;

use super::table::Rows;
use super::{Style, words};
use crate::check::level_here;
use crate::lang::Lang;
use crate::rule::page::Page;
use crate::rule::{Context, Family, Rule};
use crate::rules;
use crate::tr;

/// The rules by family, as tables.
pub fn table(cx: &Context<'_>, style: Style) -> String {
    let lang = style.lang;
    let mut text = String::new();
    for family in Family::ALL {
        let header = [
            lang.pick("Règle", "Rule"),
            lang.pick("Origine", "From"),
            lang.pick("Ici", "Here"),
            lang.pick("Ce qu'elle signale", "What it reports"),
        ];
        let mut rows = Rows::new(&header);
        for rule in rules::family_rules(family) {
            let title = Page::parse(rule.page).title(lang);
            rows.push(vec![
                rule.name.to_owned(),
                origin(rule, lang),
                here(cx, rule, lang).to_owned(),
                title.to_owned(),
            ]);
        }
        if !rows.is_empty() {
            text.push_str(words::family(family, lang));
            text.push('\n');
            text.push_str(&rows.render(style));
            text.push('\n');
        }
    }
    text.push_str(&tr!(
        lang,
        "`nrt explain RÈGLE` : pourquoi, et que faire\n",
        "`nrt explain RULE`: why, and what to do\n"
    ));
    text
}

fn here(cx: &Context<'_>, rule: &'static Rule, lang: Lang) -> &'static str {
    level_here(cx, rule)
        .map_or_else(|| lang.pick("désactivée", "off"), |level| words::level(level, lang))
}

fn origin(rule: &Rule, lang: Lang) -> String {
    use crate::method::Clause;
    match rule.clause {
        Clause::Activity(_) | Clause::Recommendation(_) => rule.clause.name(),
        Clause::Passage(_) => lang.pick("méthode", "method").to_owned(),
        Clause::Law => lang.pick("loi", "law").to_owned(),
        Clause::Own => "nrt".to_owned(),
    }
}

/// The rules as one Markdown table.
pub fn markdown(cx: &Context<'_>) -> String {
    let lang = cx.lang;
    let mut text = tr!(
        lang,
        "| Règle | Famille | Origine | Ici | Ce qu'elle signale |\n|---|---|---|---|---|\n",
        "| Rule | Family | From | Here | What it reports |\n|---|---|---|---|---|\n"
    );
    for rule in rules::all() {
        let title = Page::parse(rule.page).title(lang).replace('|', "\\|");
        let (family, from) = (words::family(rule.family, lang), origin(rule, lang));
        let here = here(cx, rule, lang);
        text.push_str(&format!("| `{}` | {family} | {from} | {here} | {title} |\n", rule.name));
    }
    text
}

#[derive(Debug, Serialize)]
struct Document {
    schema: &'static str,
    nrt: &'static str,
    language: &'static str,
    rules: Vec<Shown>,
}

#[derive(Debug, Serialize)]
struct Shown {
    name: &'static str,
    family: &'static str,
    clause: String,
    level: &'static str,
    here: Option<&'static str>,
    aliases: &'static [&'static str],
    title: &'static str,
}

/// The document `nrt.rules/1`.
pub fn json(cx: &Context<'_>) -> String {
    let shown = rules::all().map(|rule| Shown {
        name: rule.name,
        family: rule.family.word(),
        clause: rule.clause.name(),
        level: rule.level.word(),
        here: level_here(cx, rule).map(crate::finding::Level::word),
        aliases: rule.aliases,
        title: Page::parse(rule.page).title(cx.lang),
    });
    let document = Document {
        schema: "nrt.rules/1",
        nrt: env!("CARGO_PKG_VERSION"),
        language: cx.lang.code(),
        rules: shown.collect(),
    };
    super::json::to_text(serde_json::to_string_pretty(&document))
}
