//! The authority is of a kind for which nrt does not know what some texts ask.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::AuthorityKind;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::duty;
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "special-status",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project],
    page: include_str!("special_status.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let authority = &cx.project.settings.authority;
    let Some(kind) = authority.kind else { return };
    let lang = cx.lang;
    let text = |text: (&'static str, &'static str)| lang.pick(text.0, text.1);
    let past = |threshold| {
        let threshold = duty::number(lang, threshold);
        tr!(lang, "au-delà de {threshold} habitants", "above {threshold} inhabitants")
    };
    let reen = format!("{} ({})", text(duty::REEN), past(50_000));
    let texts = match kind {
        AuthorityKind::Ept => vec![reen, format!("{} ({})", text(duty::PCAET), past(20_000))],
        AuthorityKind::MetropoleLyon => vec![reen, text(duty::GHG).to_owned()],
        AuthorityKind::Ctu => vec![text(duty::GHG).to_owned()],
        _ => return,
    };
    let (who, texts) = (duty::a_kind(kind, lang), lang.list(&texts));
    let here = super::population_here(cx);
    let message = tr!(
        lang,
        "cas particulier, à vérifier : nrt ne sait pas si ces textes valent pour {who}{here} : {texts}",
        "special case, to check: nrt does not know whether these texts bind {who}{here}: {texts}"
    );
    let address = Address::file(Kind::Project).key("authority").key("kind");
    report
        .find(address, message)
        .help(tr!(
            lang,
            "posez la question au service juridique ; une fois la réponse connue, sous `[levels]` dans `nrt.toml` : `special-status = \"off\"`",
            "ask the legal department; once the answer is known, under `[levels]` in `nrt.toml`: `special-status = \"off\"`"
        ))
        .note(super::advice(lang));
}
