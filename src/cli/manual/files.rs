//! The page of the files: every key of every file, from the declaration that reading uses.

use super::roff::{Roff, bold};
use crate::address::Kind;
use crate::lang::Lang;
use crate::model::{self, Key, Shape};
use crate::render::{kinds, words};
use crate::tr;

/// `nrt.toml(5)`.
pub(super) fn page(lang: Lang) -> String {
    let mut page = Roff::new("nrt.toml", 5, lang.pick("Manuel de nrt", "nrt manual"));
    page.section(lang.pick("NOM", "NAME"));
    page.prose(lang.pick(
        "nrt.toml - Les fichiers d'un projet nrt et leurs clés",
        "nrt.toml - The files of an nrt project and their keys",
    ));
    page.section("DESCRIPTION");
    page.prose(lang.pick(
        "Un projet est un dossier de fichiers TOML. Seul `nrt.toml` est nécessaire\u{a0}: il en marque le dossier. Les autres viennent avec le travail.",
        "A project is a folder of TOML files. Only `nrt.toml` is needed: it marks the folder. The others come as the work goes on.",
    ));
    page.paragraph(lang.pick(
        "Un fichier d'entités en a une par table\u{a0}: `[launch]` dans `milestones.toml` est le jalon `launch`, et `milestones.launch.date` l'adresse de sa date. Ci-dessous, `*` tient la place d'un identifiant ou d'un autre nom libre. Une clé obligatoire l'est pour que l'entité soit complète\u{a0}: elle peut manquer tant que le travail avance.",
        "A file of entities holds one per table: `[launch]` in `milestones.toml` is the milestone `launch`, and `milestones.launch.date` is the address of its date. Below, `*` stands for an id or another free name. A required key is one that an entity is incomplete without: it may be absent while the work goes on.",
    ));
    for kind in Kind::ALL {
        page.section(&kind.file().to_uppercase());
        let (title, says) = (words::kind(kind, lang), kinds::says(kind, lang));
        page.prose(&format!("`{}` ({title}). {says}", kind.file()));
        let before = if kind.holds_entities() { "*." } else { "" };
        keys(&mut page, before, model::keys(kind), lang);
    }
    page.section(lang.pick("EXEMPLES", "EXAMPLES"));
    page.paragraph(
        lang.pick("Un jalon, dans `milestones.toml`\u{a0}:", "A milestone, in `milestones.toml`:"),
    );
    page.lines(&[
        "[launch]",
        lang.pick("title = \"Comité de lancement\"", "title = \"Launch committee\""),
        "kind = \"launch-committee\"",
        "date = 2026-12-10",
    ]);
    page.section(lang.pick("VOIR AUSSI", "SEE ALSO"));
    page.prose("`nrt`(1), `nrt-check`(1), `nrt-explain`(1), `nrt-schema`(1)");
    page.end()
}

fn keys(page: &mut Roff, before: &str, keys_of: &'static [Key], lang: Lang) {
    for key in keys_of {
        let name = format!("{before}{}", key.name);
        let shape = kinds::shape(&key.shape, lang);
        let required = if key.required { lang.pick(", obligatoire", ", required") } else { "" };
        let personal =
            if key.personal { lang.pick(", donnée personnelle", ", personal data") } else { "" };
        let says = format!("({shape}{required}{personal}) {}", key.meaning(lang));
        page.term(&bold(&name), &says);
        if let Some(accepted) = kinds::words_of(&key.shape) {
            let accepted: Vec<String> = accepted
                .iter()
                .map(|word| format!("`{}` ({})", word.name, word.label(lang)))
                .collect();
            let accepted = accepted.join(", ");
            page.prose(&tr!(
                lang,
                "Mots acceptés\u{a0}: {accepted}.",
                "Accepted words: {accepted}."
            ));
        }
        match key.shape {
            Shape::Table(inner) => keys(page, &format!("{name}."), inner, lang),
            Shape::Map(Shape::Table(inner)) => keys(page, &format!("{name}.*."), inner, lang),
            _ => {}
        }
    }
}
