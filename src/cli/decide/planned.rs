//! What a decision becomes in the project's files, made sure of before anything is written.

use super::{Place, sound};
use crate::address::{Address, Kind};
use crate::changes::{ChangeKind, changes};
use crate::cli::open::Opened;
use crate::cli::{Error, named};
use crate::decide::{self, Draft, Taker};
use crate::edit;
use crate::finding::{Finding, Level};
use crate::lang::Lang;
use crate::load::{self, Loaded, load};
use crate::model::{self, Decision};
use crate::start;
use crate::text::terminal;
use crate::tr;

/// What will be written and recorded.
pub(super) struct Planned {
    pub(super) id: String,
    /// Whether the very same decision is there already, and was never recorded: a commit that was
    /// refused is asked for again.
    pub(super) again: bool,
    /// The whole text of `decisions.toml`.
    pub(super) text: String,
    pub(super) kinds: Vec<Kind>,
    pub(super) message: String,
    /// A decision of the same day that already says the same.
    pub(super) twin: Option<String>,
}

impl Planned {
    /// Puts the decision after the others, and makes sure that this adds it and changes nothing
    /// else.
    pub(super) fn of(
        place: &Place,
        opened: &Opened,
        draft: &Draft,
        lang: Lang,
    ) -> Result<Self, Error> {
        let loaded = opened.load(lang);
        let kinds = place.pending(lang)?;
        sound(&loaded, &kinds, lang)?;
        let recorded = place.recorded(lang)?;
        let was = load(&recorded, lang);
        known(draft, &loaded, &was, lang)?;
        let register = loaded.documents.get(Kind::Decision);
        let taken = |id: &str| {
            let same = |there: &&str| there.eq_ignore_ascii_case(id);
            let ids = register.into_iter().flat_map(|d| d.table.keys());
            ids.map(|key| key.get_ref().as_ref()).any(|there| same(&there))
        };
        let there = waiting(draft, &loaded, &was);
        let again = there.is_some();
        let id = there.unwrap_or_else(|| decide::id(draft.date, &draft.title, &taken));
        // What stays in the repository is in the project's language, whoever writes it.
        let language = load::language(opened.files()).unwrap_or(lang);
        let text = match register {
            Some(document) if again => document.text.to_owned(),
            Some(document) => edit::append(document.text, &draft.table(&id)),
            None => edit::append(&start::heading(Kind::Decision, language), &draft.table(&id)),
        };
        if text.len() as u64 > opened.limit {
            return Err(Error::new(
                tr!(
                    lang,
                    "`decisions.toml` deviendrait trop grand pour être relu",
                    "`decisions.toml` would become too large to be read again"
                ),
                tr!(
                    lang,
                    "raccourcissez le texte\u{a0}; rien n'a été écrit",
                    "shorten the text; nothing was written"
                ),
            ));
        }
        let mut files = opened.files().clone();
        files.known.insert(Kind::Decision, Ok(text.clone().into_bytes()));
        let after = load(&files, lang);
        if !again {
            added_alone(&loaded, &after, &id, lang)?;
        }
        let by = match &draft.taker {
            Taker::Body(body) => {
                let named = loaded.project.bodies.get(body).and_then(|body| body.name.clone());
                named.unwrap_or_else(|| body.clone())
            }
            Taker::Function(function) => function.clone(),
        };
        let message = draft.message(&id, &by, language);
        // What is not written again is no double of itself.
        let twin = if again { None } else { twin(draft, &loaded) };
        Ok(Self { id, again, text, kinds, message, twin })
    }

    /// The files to record, `between` them.
    pub(super) fn files(&self, between: &str) -> String {
        let files: Vec<&str> = self.kinds.iter().map(|kind| kind.file()).collect();
        files.join(between)
    }
}

/// The id of a decision of the same day, by the same body or function, with the same words.
fn twin(draft: &Draft, loaded: &Loaded<'_>) -> Option<String> {
    let Draft { title, date, taker, decision, .. } = draft;
    let mut decisions = loaded.project.decisions.iter();
    let found = decisions.find(|(_, there)| {
        let taken = match taker {
            Taker::Body(id) => there.body.as_ref().is_some_and(|body| body.0 == *id),
            Taker::Function(function) => there.taken_by.as_ref() == Some(function),
        };
        taken
            && there.date == Some(*date)
            && there.title.as_ref() == Some(title)
            && there.decision.as_ref() == Some(decision)
    });
    found.map(|(id, _)| id.clone())
}

/// The id of the same decision, where it waits to be recorded.
fn waiting(draft: &Draft, now: &Loaded<'_>, was: &Loaded<'_>) -> Option<String> {
    let (body, function) = match &draft.taker {
        Taker::Body(body) => (Some(body), None),
        Taker::Function(function) => (None, Some(function)),
    };
    let same = |there: &Decision| {
        // A note says nothing of what was decided.
        let Decision {
            title,
            date,
            body: by,
            taken_by,
            decision,
            reason,
            concerns,
            supersedes,
            note: _,
            formerly: _,
        } = there;
        title.as_ref() == Some(&draft.title)
            && *date == Some(draft.date)
            && by.as_ref().map(|by| &by.0) == body
            && taken_by.as_ref() == function
            && decision.as_ref() == Some(&draft.decision)
            && *reason == draft.reason
            && concerns.iter().map(ToString::to_string).eq(draft.concerns.iter().cloned())
            && supersedes.as_ref().map(|id| &id.0) == draft.supersedes.as_ref()
    };
    let mut all = now.project.decisions.iter();
    all.find(|(id, there)| !was.project.decisions.contains_key(*id) && same(there))
        .map(|(id, _)| id.to_owned())
}

/// Refuses an address at which nothing stands, nothing stood in the last commit, and nothing could.
fn known(draft: &Draft, now: &Loaded<'_>, was: &Loaded<'_>, lang: Lang) -> Result<(), Error> {
    let nowhere = draft.concerns.iter().find(|at| {
        let Some(address) = Address::parse(at) else { return true };
        let versions = [&now.documents, &was.documents];
        let there = versions.iter().any(|documents| documents.holds(&address));
        // A key that is not written yet, of an entity that is there.
        let key = address.keys();
        let entity = address.path.len() - key.len();
        let entity = address.path.get(..entity).unwrap_or_default().to_vec();
        let entity = Address { path: entity, ..Address::file(address.kind) };
        let found = model::find_key(model::keys(address.kind), key);
        let could = found.is_some_and(|found| key.last().is_some_and(|name| name == found.name))
            && now.documents.holds(&entity);
        !(there || could)
    });
    let Some(nowhere) = nowhere else { return Ok(()) };
    let nowhere = terminal(nowhere);
    Err(Error::new(
        tr!(
            lang,
            "`concerns`\u{a0}: il n'y a rien à l'adresse `{nowhere}`",
            "`concerns`: there is nothing at the address `{nowhere}`"
        ),
        named::help(
            &nowhere,
            &now.documents,
            tr!(
                lang,
                "`nrt list` donne les identifiants, `nrt explain decisions.*.concerns` dit ce qu'est une adresse",
                "`nrt list` gives the ids, `nrt explain decisions.*.concerns` says what an address is"
            ),
            lang,
        ),
    ))
}

/// Refuses a decision that the program would itself complain of.
fn added_alone(before: &Loaded<'_>, after: &Loaded<'_>, id: &str, lang: Lang) -> Result<(), Error> {
    let own = Address::entity(Kind::Decision, id);
    let wrong = |finding: &&Finding| {
        finding.level == Level::Error
            && own.contains(&Address { subject: None, ..finding.address.clone() })
    };
    if let Some(finding) = after.findings.iter().find(wrong) {
        let help = finding.help.as_ref().map(crate::text::Text::terminal);
        let key = finding.address.path.get(1).map_or("decision", String::as_str);
        let (colon, message) = (lang.pick("\u{a0}:", ":"), finding.message.terminal());
        return Err(Error { message: format!("`{key}`{colon} {message}"), help });
    }
    let found = changes(before, after);
    let alone = matches!(found.changes.as_slice(), [one] if one.address == own && one.kind == ChangeKind::Added);
    if alone && found.partial.is_empty() {
        return Ok(());
    }
    Err(Error::new(
        tr!(
            lang,
            "la décision ne peut pas être ajoutée à la fin de `decisions.toml` sans toucher au reste",
            "the decision cannot be added at the end of `decisions.toml` without touching the rest"
        ),
        tr!(
            lang,
            "ajoutez-la à la main, puis `git commit`\u{a0}; rien n'a été écrit",
            "add it by hand, then `git commit`; nothing was written"
        ),
    ))
}
