//! What can be done about what is found: offered where it stands, made as an edit when it is chosen.

mod fill;
mod offers;
mod wanted;

use gen_lsp_types::{Position, Range};
use lsp_server::{ErrorCode, ResponseError};
use serde::Deserialize as _;
use serde_json::{Value, json};

use super::changes::{self, Change};
use super::diagnostics;
use super::view::View;
use crate::address::Kind;
use crate::amend::mend::{mend, mend_one};
use crate::amend::{Amended, waiver_id};
use crate::finding::Finding;
use crate::model::PLACEHOLDER;
use crate::rule::wanted::{New, entity, table};
use crate::tr;
use offers::{Deed, Offer};

/// What mends or settles one finding.
const QUICK: &str = "quickfix";

/// What mends all that is sure; also below `source.fixAll`, which editors run when they save.
const ALL: &str = "source.fixAll.nrt";

/// The kinds of actions that there are.
pub(super) const KINDS: [&str; 2] = [QUICK, ALL];

/// How many edits are computed before anybody chose one, for a client that cannot wait; a threshold
/// of nrt's own.
const MOST_AT_ONCE: usize = 50;

/// The actions for a range of a file.
pub(super) fn of_range(view: &View<'_>, kind: Kind, params: &Value) -> Value {
    let client = view.client();
    if !client.can("/textDocument/codeAction/codeActionLiteralSupport") {
        return json!([]);
    }
    let only = params.pointer("/context/only").and_then(Value::as_array);
    let only: Option<Vec<&str>> = only.map(|only| only.iter().filter_map(Value::as_str).collect());
    let asked = |kind: &str| {
        let below = |wanted: &&str| {
            kind == *wanted || kind.strip_prefix(*wanted).is_some_and(|rest| rest.starts_with('.'))
        };
        only.as_ref()
            .is_none_or(|only| only.iter().any(|wanted| wanted.is_empty() || below(wanted)))
    };
    let mut actions: Vec<Action> = Vec::new();
    if asked(QUICK)
        && let Some(range) = params.get("range").and_then(|range| Range::deserialize(range).ok())
    {
        for finding in touched(view, kind, range) {
            let told = told(view, finding, params);
            for offer in offers::of(view, finding) {
                add(&mut actions, Action::of(finding, offer, told.clone()));
            }
        }
    }
    if asked(ALL) {
        actions.extend(mending_all(view));
    }
    let waits = client.knows("/textDocument/codeAction/resolveSupport/properties", "edit")
        && client.can("/textDocument/codeAction/dataSupport");
    let uri = view.uri(kind.file()).0;
    let shown = actions.into_iter().take(if waits { usize::MAX } else { MOST_AT_ONCE });
    let shown = shown.filter_map(|action| {
        let mut shown = action.shown();
        if waits {
            shown["data"] =
                json!({ "uri": uri, "finding": action.finding, "deed": action.offer.deed });
        } else {
            shown["edit"] = edit(view, &action)?;
        }
        Some(shown)
    });
    Value::Array(shown.collect())
}

/// An action with its edit.
pub(super) fn resolve(view: &View<'_>, action: &Value) -> Result<Value, ResponseError> {
    let read = |key: &str| action.pointer(&format!("/data/{key}")).cloned().unwrap_or_default();
    let deed = serde_json::from_value::<Deed>(read("deed"));
    let gone = || {
        let message = tr!(
            view.lang(),
            "cette action ne s'applique plus\u{a0}: le projet a changé, ou ce qui est écrit là ne se corrige pas tout seul",
            "this action applies no more: the project has changed, or what is written there cannot be mended by itself"
        );
        ResponseError { code: ErrorCode::RequestFailed as i32, message, data: None }
    };
    let deed = deed.map_err(|_| gone())?;
    let title = action.get("title").and_then(Value::as_str).unwrap_or_default();
    let finding = read("finding").as_str().map(str::to_owned);
    let mut actions = match &finding {
        Some(name) => known(view, name)
            .map(|found| offers::of(view, found).into_iter())
            .into_iter()
            .flatten()
            // It must still be what its title says.
            .filter(|offer| offer.deed == deed && offer.title == title)
            .map(|offer| Action { finding: finding.clone(), offer, diagnostics: Vec::new() })
            .collect(),
        None => Vec::from_iter(mending_all(view).filter(|all| all.offer.deed == deed)),
    };
    let chosen = actions.pop().ok_or_else(gone)?;
    let edit = edit(view, &chosen).ok_or_else(gone)?;
    let mut resolved = action.clone();
    resolved["edit"] = edit;
    Ok(resolved)
}

/// An offer, and what it is for.
#[derive(Debug)]
struct Action {
    /// What the finding is known by; nothing where it is for all of them.
    finding: Option<String>,
    offer: Offer,
    diagnostics: Vec<Value>,
}

impl Action {
    fn of(finding: &Finding, offer: Offer, diagnostics: Vec<Value>) -> Self {
        Self { finding: Some(name(finding)), offer, diagnostics }
    }

    fn shown(&self) -> Value {
        let kind = if self.offer.deed == Deed::MendAll { ALL } else { QUICK };
        let mut shown = json!({ "title": self.offer.title, "kind": kind });
        if !self.diagnostics.is_empty() {
            shown["diagnostics"] = json!(self.diagnostics);
        }
        if self.offer.sure {
            shown["isPreferred"] = json!(true);
        }
        shown
    }
}

/// Adds an action, unless the same is offered for another finding already: then it is for both.
fn add(actions: &mut Vec<Action>, action: Action) {
    let adds = matches!(action.offer.deed, Deed::Add(_));
    let same = actions.iter_mut().find(|one| adds && one.offer.title == action.offer.title);
    match same {
        Some(same) => same.diagnostics.extend(action.diagnostics),
        None => actions.push(action),
    }
}

/// What a finding is known by, as long as nothing changes above it.
fn name(finding: &Finding) -> String {
    let at = finding.place.as_ref().map_or(0, |place| place.range.start);
    format!("{}:{at}", finding.fingerprint())
}

/// The finding of a name; where it has moved, the first one that is the same.
fn known<'v>(view: &'v View<'_>, wanted: &str) -> Option<&'v Finding> {
    let print = wanted.split(':').next().unwrap_or_default();
    let exact = view.checked.open().find(|finding| name(finding) == wanted);
    exact.or_else(|| view.checked.open().find(|finding| finding.fingerprint() == print))
}

/// The findings of a file that touch a range.
fn touched<'v>(view: &'v View<'_>, kind: Kind, range: Range) -> Vec<&'v Finding> {
    let at = |position: Position| view.offset(kind, position);
    let (start, end) = (at(range.start), at(range.end));
    let touches = |finding: &&Finding| match &finding.place {
        Some(place) => {
            place.path == kind.file() && place.range.start <= end && start <= place.range.end
        }
        // What is said of a file that is absent stands on top of the project's own.
        None => kind == Kind::Project && start == 0,
    };
    view.findings().filter(touches).collect()
}

/// A finding's diagnostics, as the client has them; our own where it names none.
fn told(view: &View<'_>, finding: &Finding, params: &Value) -> Vec<Value> {
    let range = diagnostics::place(view, finding).range;
    let own = json!(diagnostics::diagnostic(view, finding, range));
    let told = params.pointer("/context/diagnostics").and_then(Value::as_array);
    let same = |other: &&Value| {
        let print = |one: &Value| one.pointer("/data/fingerprint").cloned();
        let known = print(other).is_none_or(|told| Some(told) == print(&own));
        known && other["code"] == own["code"] && other["range"] == own["range"]
    };
    let found: Vec<Value> = told.into_iter().flatten().filter(same).cloned().collect();
    if found.is_empty() { vec![own] } else { found }
}

fn mending_all(view: &View<'_>) -> Option<Action> {
    let safe = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe);
    let n = view.checked.open().filter(safe).count();
    let title =
        tr!(view.lang(), "Corriger tout ce qui est sûr ({n})", "Mend all that is sure ({n})");
    let offer = Offer { title, deed: Deed::MendAll, sure: false };
    (n > 0).then(|| Action { finding: None, offer, diagnostics: Vec::new() })
}

/// The edit that an action makes; nothing where it makes none.
fn edit(view: &View<'_>, action: &Action) -> Option<Value> {
    let finding = action.finding.as_ref().and_then(|name| known(view, name));
    let changes = changed(view, finding, &action.offer.deed)?;
    if changes.is_empty() { None } else { changes::edit(view, &changes) }
}

fn changed(view: &View<'_>, finding: Option<&Finding>, deed: &Deed) -> Option<Vec<Change>> {
    let (files, settings, limit) = (&view.snapshot.files, &view.settings, view.snapshot.limit);
    let amended = |amended: Vec<Amended>| amended.iter().filter_map(Change::of).collect();
    match deed {
        Deed::Mend => mend_one(files, settings, limit, finding?).map(amended),
        Deed::MendAll => Some(amended(mend(files, settings, limit, false).amended)),
        Deed::Add(places) => {
            let wanted = wanted::of(view, finding?);
            let wanted: Vec<&New> = places.iter().filter_map(|at| wanted.get(*at)).collect();
            let (kind, language) = (wanted.first()?.kind, fill::language(view));
            let (mut ids, mut tables) = (Vec::new(), Vec::new());
            for new in wanted {
                let id = wanted::free(view, new, &ids);
                tables.push(table(new, &id, language));
                ids.push(id);
            }
            Some(vec![fill::appended(view, kind, &tables)?])
        }
        Deed::Fill(name) => {
            let address = offers::beside(&finding?.address, name);
            Some(vec![fill::key(view, &address)?])
        }
        Deed::Waive => Some(vec![waived(view, finding?)?]),
    }
}

fn waived(view: &View<'_>, finding: &Finding) -> Option<Change> {
    let language = fill::language(view);
    let reason = language.pick("le motif, en une phrase", "the reason, in a sentence");
    let colon = language.pick("\u{a0}:", ":");
    let (target, reason) = (finding.address.to_string(), format!("{PLACEHOLDER}{colon} {reason}"));
    let id = waiver_id(&view.loaded.documents, finding.rule, &finding.address);
    let known = [("rule", finding.rule), ("target", &target), ("reason", &reason)];
    let mut new = entity(Kind::Waiver, &id, &known);
    new.known.push(("until", offers::until(view).to_string()));
    fill::appended(view, Kind::Waiver, &[table(&new, &id, language)])
}
