//! The reference pages of the documentation: every key, every rule, and which rules answer which
//! sentence of the method. Generated from what the program itself uses.

use std::fmt::Write as _;

use super::{kinds, words};
use crate::address::Kind;
use crate::lang::Lang;
use crate::method::{ACTIVITIES, Article, Clause, FLASH_QUOTE, Passage, RECOMMENDATIONS};
use crate::model::{self, Key, Shape, Word};
use crate::rule::page::Page;
use crate::rule::{Family, Rule};
use crate::rules as registry;
use crate::tr;

/// Every generated page: its path in the repository, and its text.
pub fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for lang in Lang::ALL {
        files.push((lang.pick("docs/cles.md", "docs/keys.md").to_owned(), keys(lang)));
        files.push((rules_path(lang).to_owned(), rules(lang)));
        let path = lang.pick("docs/methode.md", "docs/method.md");
        files.push((path.to_owned(), method_coverage(lang)));
    }
    files
}

const fn rules_path(lang: Lang) -> &'static str {
    lang.pick("docs/regles.md", "docs/rules.md")
}

/// Says that a page is not to be edited.
fn generated(lang: Lang) -> String {
    tr!(
        lang,
        "<!-- Page générée : `NRT_BLESS=1 cargo test` la récrit. -->\n\n",
        "<!-- A generated page: `NRT_BLESS=1 cargo test` writes it again. -->\n\n"
    )
}

/// Every key of every file, and the words that keys accept.
pub fn keys(lang: Lang) -> String {
    let mut page = generated(lang);
    page.push_str(&tr!(
        lang,
        "# Les clés des fichiers\n\nDans les fichiers qui suivent, `*` tient la place d'un nom libre : l'identifiant d'une entité, ou le nom d'une règle. Une clé « obligatoire » l'est pour que l'entité soit complète ; les autres peuvent manquer tant que le travail avance.\n",
        "# The keys of the files\n\nIn the files below, `*` stands for a free name: the id of an entity, or the name of a rule. A \"required\" key is one that an entity is incomplete without; the others may be absent while the work goes on.\n"
    ));
    for kind in Kind::ALL {
        let (file, title, says) = (kind.file(), words::kind(kind, lang), kinds::says(kind, lang));
        let _ = writeln!(page, "\n## {title} (`{file}`)\n\n{says}\n");
        page.push_str(lang.pick(
            "| Clé | Type | Obligatoire | Sens |\n|---|---|---|---|\n",
            "| Key | Type | Required | Meaning |\n|---|---|---|---|\n",
        ));
        let prefix = if kind.holds_entities() { "*." } else { "" };
        let mut lists = Vec::new();
        key_rows(&mut page, &mut lists, prefix, model::keys(kind), lang);
        for (name, words) in lists {
            page.push_str(&word_table(&name, words, lang));
        }
    }
    page
}

fn key_rows(
    page: &mut String,
    lists: &mut Vec<(String, &'static [Word])>,
    prefix: &str,
    keys: &'static [Key],
    lang: Lang,
) {
    for key in keys {
        let name = format!("{prefix}{}", key.name);
        let required = if key.required { lang.pick("oui", "yes") } else { "" };
        let personal =
            if key.personal { lang.pick(" (donnée personnelle)", " (personal data)") } else { "" };
        let (shape, says) = (kinds::shape(&key.shape, lang), cell(key.meaning(lang)));
        let _ = writeln!(page, "| `{name}` | {shape} | {required} | {says}{personal} |");
        match key.shape {
            Shape::Table(keys) => key_rows(page, lists, &format!("{name}."), keys, lang),
            Shape::Map(&Shape::Table(keys)) => {
                key_rows(page, lists, &format!("{name}.*."), keys, lang);
            }
            Shape::Map(&Shape::Word(words)) => lists.push((format!("{name}.*"), words)),
            shape => lists.extend(kinds::words_of(&shape).map(|words| (name, words))),
        }
    }
}

fn word_table(name: &str, words: &[Word], lang: Lang) -> String {
    let mut table = tr!(
        lang,
        "\nValeurs de `{name}` :\n\n| Valeur | Sens |\n|---|---|\n",
        "\nValues of `{name}`:\n\n| Value | Meaning |\n|---|---|\n"
    );
    for word in words {
        let _ = writeln!(table, "| `{}` | {} |", word.name, cell(word.label(lang)));
    }
    table
}

/// Every rule, by family, with its page but for the examples.
pub fn rules(lang: Lang) -> String {
    let mut page = generated(lang);
    page.push_str(&tr!(
        lang,
        "# Les règles\n\nChaque règle porte un nom, qui ne change pas et se dispense par `nrt waive` ; un projet en change le niveau dans `[levels]`, et `nrt explain` affiche la même page. Une citation entre « » est le texte de la méthode, mot pour mot.\n",
        "# The rules\n\nEach rule has a name, which never changes and which `nrt waive` takes; a project changes its level in `[levels]`, and `nrt explain` shows the same page. What is quoted in « » is the method's text, word for word, in French.\n"
    ));
    for family in Family::ALL {
        let _ = writeln!(page, "\n## {}", words::family(family, lang));
        for rule in registry::family_rules(family) {
            page.push_str(&rule_section(rule, lang));
        }
    }
    page
}

fn rule_section(rule: &Rule, lang: Lang) -> String {
    let parsed = Page::parse(rule.page);
    let (title, body) = (parsed.title(lang), parsed.body(lang));
    let (clause, level) = (rule.clause.title(lang), words::level(rule.level, lang));
    let mut text = format!("\n### {}\n\n**{title}.**\n\n", rule.name);
    text.push_str(&tr!(
        lang,
        "Source : {clause}. Niveau : {level}.\n",
        "Source: {clause}. Level: {level}.\n"
    ));
    if !rule.aliases.is_empty() {
        let aliases = rule.aliases.join(", ");
        text.push_str(&tr!(lang, "Anciens noms : {aliases}.\n", "Former names: {aliases}.\n"));
    }
    for quote in quotes(rule.clause) {
        let _ = writeln!(text, "\n> « {quote} »");
    }
    let _ = writeln!(text, "\n{body}");
    text
}

/// The sentences of the method behind a clause: two for the variant, one for each variant.
fn quotes(clause: Clause) -> impl Iterator<Item = &'static str> {
    let flash = (clause == Clause::Passage(Passage::Variant)).then_some(FLASH_QUOTE);
    clause.quote().into_iter().chain(flash)
}

/// Each sentence of step 1 that asks or advises something, with the rules that answer it.
pub fn method_coverage(lang: Lang) -> String {
    let mut page = generated(lang);
    page.push_str(&tr!(
        lang,
        "# La méthode et les règles\n\nChaque phrase de l'étape 1 qui demande ou conseille quelque chose, mot pour mot, et les règles qui y répondent. nrt vérifie la présence des éléments, non leur qualité.\n",
        "# The method and the rules\n\nEach sentence of step 1 that asks or advises something, word for word in French, and the rules that answer it. nrt checks that the elements are there, not that they are good.\n"
    ));
    page.push_str(&articles(
        "A",
        &ACTIVITIES,
        Clause::Activity,
        lang.pick("Activités", "Activities"),
        lang,
    ));
    page.push_str(&articles(
        "R",
        &RECOMMENDATIONS,
        Clause::Recommendation,
        lang.pick("Recommandations", "Recommendations"),
        lang,
    ));
    page.push_str(&heading(lang.pick("Autres passages", "Other passages"), lang));
    for passage in Passage::ALL {
        let answers = match passage {
            Passage::NextStep => {
                lang.pick("nommée par `nrt status`", "named by `nrt status`").to_owned()
            }
            passage => answers(Clause::Passage(passage), lang),
        };
        for quote in quotes(Clause::Passage(passage)) {
            let _ = writeln!(page, "| {} | « {} » | {answers} |", passage.name(), cell(quote));
        }
    }
    page
}

fn articles(
    letter: &str,
    articles: &[Article],
    clause: fn(u8) -> Clause,
    title: &str,
    lang: Lang,
) -> String {
    let mut section = heading(title, lang);
    for (n, article) in (1..).zip(articles) {
        let (quote, answers) = (cell(article.quote), answers(clause(n), lang));
        let _ = writeln!(section, "| {letter}{n} | « {quote} » | {answers} |");
    }
    section
}

fn heading(title: &str, lang: Lang) -> String {
    tr!(
        lang,
        "\n## {title}\n\n| Passage | Texte | Règles |\n|---|---|---|\n",
        "\n## {title}\n\n| Passage | Text | Rules |\n|---|---|---|\n"
    )
}

/// The rules that hold a clause, as links into the page of the rules.
fn answers(clause: Clause, lang: Lang) -> String {
    let page = rules_path(lang).trim_start_matches("docs/");
    let names: Vec<String> =
        registry::holding(clause).map(|rule| format!("[`{0}`]({page}#{0})", rule.name)).collect();
    if names.is_empty() { "—".to_owned() } else { names.join(", ") }
}

/// A text inside a table of Markdown.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
