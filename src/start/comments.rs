//! The comment above a file's first table: its keys, and the words that each accepts, with their
//! meaning, out of the declarations of the model.

use crate::address::Kind;
use crate::lang::Lang;
use crate::literal::fold;
use crate::model::{self, Key, Role, Shape, Word};
use crate::render::{indented, kinds};
use crate::tr;

/// Width of a comment, in characters.
const WIDTH: usize = 96;

/// The comment above the first table of a file; ends with a line break.
pub(super) fn above(kind: Kind, lang: Lang) -> String {
    let mut text = paragraph(kinds::says(kind, lang));
    text.push_str(&paragraph(more(kind, lang)));
    text.push_str("#\n");
    let marked = lang.pick(
        "Les clés, et les mots que certaines acceptent\u{a0}; (*)\u{a0}: obligatoire.",
        "The keys, and the words that some accept; (*): required.",
    );
    text.push_str(&paragraph(marked));
    text.push_str("#\n");
    keys(&mut text, kind, model::keys(kind), "", lang);
    text
}

/// What else there is to know before writing in a file.
const fn more(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Project => lang.pick(
            "Les dates s'écrivent 2026-12-10, les grands nombres 86_400. `nrt check` vérifie tout, et `nrt explain nrt.toml` en dit plus.",
            "Dates are written 2026-12-10, large numbers 86_400. `nrt check` checks everything, and `nrt explain nrt.toml` says more.",
        ),
        Kind::Referent => lang.pick(
            "Une table par référent. Son nom, entre crochets, est un identifiant\u{a0}: une fonction plutôt qu'une personne, car il apparaît partout et l'historique ne l'oublie pas.",
            "One table for each referent. Its name, between brackets, is an id: a function rather than a person, since it shows everywhere and a history does not forget it.",
        ),
        Kind::Stakeholder => lang.pick(
            "Une table par partie prenante. Les rôles clés sont une proposition de nrt, à adapter\u{a0}; la diapositive 5 de l'ANCT fait foi. Tant qu'une table contient TODO(nrt), elle ne compte pour rien\u{a0}: complétez-la, ou effacez-la.",
            "One table for each stakeholder. The key roles are nrt's own proposal, to be adapted; the ANCT's slide 5 is what counts. As long as a table holds TODO(nrt) it counts for nothing: complete it, or delete it.",
        ),
        Kind::Scope => lang.pick(
            "À décider dès le début du projet\u{a0}: rien n'est choisi d'avance. La DSI et les services de la collectivité sont le périmètre minimal.",
            "To be decided at the very start of the project: nothing is chosen beforehand. The IT department and the authority's services are the smallest scope.",
        ),
        Kind::Milestone => lang.pick(
            "Une table par jalon. Une date à venir est «\u{a0}prévue\u{a0}»\u{a0}; une date passée est «\u{a0}faite\u{a0}» dès que outcome dit ce qui en est sorti.",
            "One table for each milestone. A date to come is \"planned\"; a date in the past is \"done\" as soon as outcome says what came of it.",
        ),
        Kind::Document => lang.pick(
            "Les huit documents que cite la méthode\u{a0}; aucune collectivité n'est tenue de tous les avoir. Tant qu'une table contient TODO(nrt), elle ne compte pour rien\u{a0}: écrivez le titre du document et où il en est (status), ou pourquoi il n'y en a pas.",
            "The eight documents that the method lists; no authority has to have them all. As long as a table holds TODO(nrt) it counts for nothing: write the document's title and how far it is (status), or why there is none.",
        ),
        Kind::Body => lang.pick(
            "Une table par instance. Seules celles qui existent déjà règlent l'activité 7.",
            "One table for each body. Only those that exist already settle activity 7.",
        ),
        Kind::Calendar => lang.pick(
            "Une table par période. Les jours fériés sont connus de nrt\u{a0}: ne les écrivez pas.",
            "One table for each period. nrt knows the public holidays: do not write them.",
        ),
        Kind::Decision => lang.pick(
            "Une table par décision, nommée par sa date et un mot. `nrt decide` les écrit. Une décision enregistrée ne se réécrit pas\u{a0}: une autre la remplace.",
            "One table for each decision, called by its date and a word. `nrt decide` writes them. A recorded decision is not rewritten: another one supersedes it.",
        ),
        Kind::Waiver => lang.pick(
            "Une table par dispense. Un écart assumé reste compté et listé\u{a0}; passé until, le constat revient.",
            "One table for each waiver. What is waived stays counted and listed; after until, the finding is back.",
        ),
    }
}

/// A table to copy, as a comment, for a file in which nothing stands yet.
pub(super) fn model(kind: Kind, lang: Lang) -> String {
    let (id, text) = match kind {
        Kind::Referent => (
            lang.pick("cheffe-projet-dsi", "it-project-lead"),
            lang.pick(
                "function = \"Cheffe de projet, DSI\"\nprofile = \"it\"\nbrings = [\"it\", \"project-management\"]\n",
                "function = \"Project lead, IT department\"\nprofile = \"it\"\nbrings = [\"it\", \"project-management\"]\n",
            ),
        ),
        Kind::Milestone => (
            "launch",
            lang.pick(
                "title = \"Comité de lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-10\n",
                "title = \"Launch committee\"\nkind = \"launch-committee\"\ndate = 2026-12-10\n",
            ),
        ),
        Kind::Body => (
            "codir",
            lang.pick(
                "name = \"Comité de direction\"\nkind = \"management-committee\"\nexisting = true\nsessions = [2026-11-24, 2026-12-08]\npresents = \"Présentation de la démarche, puis un point par mois\"\n",
                "name = \"Management committee\"\nkind = \"management-committee\"\nexisting = true\nsessions = [2026-11-24, 2026-12-08]\npresents = \"The work presented, then a word each month\"\n",
            ),
        ),
        Kind::Calendar => (
            "budget-2027",
            lang.pick(
                "title = \"Vote du budget primitif 2027\"\nkind = \"budget\"\nstart = 2027-03-15\nend = 2027-04-15\n",
                "title = \"Vote of the budget for 2027\"\nkind = \"budget\"\nstart = 2027-03-15\nend = 2027-04-15\n",
            ),
        ),
        Kind::Scope => ("", "coverage = [\"authority\"]\norganisation = \"central-services\"\n"),
        _ => return String::new(),
    };
    let mut model = lang
        .pick(
            "# Un modèle, à recopier sans les #\u{a0}:\n#\n",
            "# A model, to copy without the #:\n#\n",
        )
        .to_owned();
    if !id.is_empty() {
        model.push_str(&format!("# [{id}]\n"));
    }
    for line in text.lines() {
        model.push_str(&format!("# {line}\n"));
    }
    model
}

fn paragraph(text: &str) -> String {
    indented(text, WIDTH, "# ", "# ")
}

fn keys(text: &mut String, kind: Kind, keys: &'static [Key], path: &str, lang: Lang) {
    let tables = |key: &&Key| matches!(key.shape, Shape::Table(_) | Shape::Map(_));
    for key in keys.iter().filter(|key| !tables(key)) {
        say(text, kind, key, lang);
    }
    for key in keys.iter().filter(tables) {
        let name =
            if path.is_empty() { key.name.to_owned() } else { format!("{path}.{}", key.name) };
        let own = if kind.holds_entities() { format!("….{name}") } else { name.clone() };
        let (header, inner) = match key.shape {
            Shape::Map(&Shape::Table(inner)) => (format!("[{own}.…]"), Some(inner)),
            Shape::Table(inner) => (format!("[{own}]"), Some(inner)),
            _ => (format!("[{own}]"), None),
        };
        text.push_str("#\n");
        let first = format!("# {header}  ");
        text.push_str(&indented(key.meaning(lang), WIDTH, &first, "#     "));
        match (inner, key.shape) {
            (Some(inner), _) => self::keys(text, kind, inner, &name, lang),
            (None, Shape::Map(&Shape::Word(list))) => words(text, list, lang),
            (None, _) => {}
        }
    }
}

/// A key, what it means, and the words that it accepts.
fn say(text: &mut String, kind: Kind, key: &Key, lang: Lang) {
    let mark = if key.required { " (*)" } else { "" };
    let first = format!("# {}{mark}  ", key.name);
    let meaning = key.meaning(lang);
    let meaning = match key.shape {
        Shape::Flag if !meaning.contains("true") => {
            let shape = kinds::shape(&key.shape, lang);
            format!("{} ({shape}).", meaning.trim_end_matches('.'))
        }
        _ => meaning.to_owned(),
    };
    text.push_str(&indented(&meaning, WIDTH, &first, "#     "));
    let Some(list) = key.shape.words() else { return };
    if kind == Kind::Project && list == Role::WORDS {
        let elsewhere = tr!(
            lang,
            "les mots de role, dans stakeholders.toml",
            "the words of role, in stakeholders.toml"
        );
        text.push_str(&format!("#     {elsewhere}\n"));
        return;
    }
    words(text, list, lang);
}

fn words(text: &mut String, list: &[Word], lang: Lang) {
    // The labels of zones say nothing that their words do not.
    let plain = |word: &Word| fold(word.label(lang)).replace(' ', "-").contains(&fold(word.name));
    if list.len() > 12 && list.iter().all(plain) {
        let names: Vec<&str> = list.iter().map(|word| word.name).collect();
        text.push_str(&indented(&names.join(", "), WIDTH, "#     ", "#     "));
        return;
    }
    let widest = list.iter().map(|word| word.name.len()).max().unwrap_or_default();
    for word in list {
        text.push_str(&format!("#     {:widest$}  {}\n", word.name, word.label(lang)));
    }
}
