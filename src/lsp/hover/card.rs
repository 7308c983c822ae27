//! The card of an entity: what it is, how far it is, its next date, who leads it, who speaks of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::DeTable;

use super::Told;
use super::form::{list, page};
use crate::address::{Address, Kind};
use crate::lang::{Lang, dates};
use crate::load::{Documents, uses};
use crate::model::{self, Key, Presence, Shape, Status, is_placeholder};
use crate::render::{kinds, words};
use crate::tr;

/// What an entity says.
fn table<'d>(documents: &'d Documents<'_>, entity: &Address) -> Option<&'d DeTable<'d>> {
    documents.get(entity.kind)?.value(&entity.path)?.get_ref().as_table()
}

/// How an entity is called, where it says so.
pub(in crate::lsp) fn title<'d>(documents: &'d Documents<'_>, entity: &Address) -> Option<&'d str> {
    let named = match entity.kind {
        Kind::Scope => "name",
        kind => model::title_key(kind),
    };
    let keys = model::entity_keys(entity.kind).iter();
    let shown = keys.into_iter().any(|key| key.name == named && !key.personal);
    let title = table(documents, entity).filter(|_| shown)?.get(named)?.get_ref().as_str()?;
    Some(title.trim()).filter(|title| !title.is_empty() && !is_placeholder(title))
}

/// What sort of entity it is, by the word of its kind, role or profile.
fn sort(table: &DeTable<'_>, keys: &'static [Key], lang: Lang) -> Option<&'static str> {
    let key = keys.iter().find(|key| matches!(key.name, "kind" | "role" | "profile"))?;
    let Shape::Word(words) = key.shape else { return None };
    let written = table.get(key.name)?.get_ref().as_str()?;
    words.iter().find(|word| word.name == written).map(|word| word.label(lang))
}

impl Told<'_> {
    /// An entity; nothing where there is none.
    pub(super) fn card(&self, entity: &Address) -> Option<String> {
        let (form, lang, documents) = (self.form, self.form.lang, self.cx.documents);
        let table = table(documents, entity)?;
        let id = entity.path.last()?;
        let title = title(documents, entity).filter(|_| entity.kind != Kind::Waiver);
        let name = match title {
            Some(title) => form.strong(&form.text(title)),
            None => form.code(id),
        };
        let kind = match entity.kind {
            Kind::Scope => lang.pick("Équipements publics", "Public facilities"),
            kind => kinds::one(kind, lang),
        };
        let sort = sort(table, model::entity_keys(entity.kind), lang);
        let head = [Some(name.as_str()), Some(kind), sort].into_iter().flatten();
        let head = head.collect::<Vec<_>>().join(" · ");
        let mut lines = if self.cx.project.aside.contains(entity) {
            vec![self.aside(table)]
        } else {
            self.facts(entity.kind, id).unwrap_or_default()
        };
        lines.extend(self.lead(table));
        lines.extend(self.cited(entity));
        page(&[head, list(&lines), self.findings(entity)])
    }

    /// Why an entity counts for nothing.
    fn aside(&self, table: &DeTable<'_>) -> String {
        let lang = self.form.lang;
        let cancelled = table.get("cancelled").and_then(|value| value.get_ref().as_bool());
        let state = if cancelled == Some(true) {
            lang.pick("annulé, ne compte plus", "cancelled, counts for nothing")
        } else {
            lang.pick(
                "à compléter, ne compte pas encore",
                "still to complete, counts for nothing yet",
            )
        };
        self.form.named(("État", "State"), state)
    }

    /// How far an entity is, and its next date.
    fn facts(&self, kind: Kind, id: &str) -> Option<Vec<String>> {
        let (form, lang, cx) = (self.form, self.form.lang, &self.cx);
        let project = cx.project;
        let state = |state| form.named(("État", "State"), words::state(state, lang));
        let word = |name, word: Option<&'static model::Word>| {
            word.map(|word| form.named(name, word.label(lang)))
        };
        let mut lines = Vec::new();
        match kind {
            Kind::Milestone => {
                let milestone = project.milestones.get(id)?;
                lines.push(state(cx.milestone_state(id, milestone)));
                lines.push(match milestone.date {
                    Some(date) => self.dated(("Date", "Date"), date),
                    None => lang.pick("Sans date", "Without a date").to_owned(),
                });
                let last = milestone.last_day().filter(|last| Some(*last) != milestone.date);
                lines.extend(last.map(|last| self.dated(("Dernier jour", "Last day"), last)));
            }
            Kind::Stakeholder => {
                let stakeholder = project.stakeholders.get(id)?;
                if cx.key(id, stakeholder) == Some(true) {
                    lines.push(lang.pick("Acteur clé", "Key stakeholder").to_owned());
                }
                let first = stakeholder.first_discussion;
                lines.extend(
                    first.map(|day| self.dated(("Premier échange", "First discussion"), day)),
                );
                let bilateral = words::state(cx.bilateral_state(id, stakeholder), lang);
                let name = ("Échange bilatéral", "One-to-one");
                lines.push(match stakeholder.bilateral {
                    Some(day) => format!("{} ({bilateral})", self.dated(name, day)),
                    None => form.named(name, bilateral),
                });
                let presence = stakeholder.launch.map(Presence::word);
                lines.extend(word(("Présence au lancement", "Presence at the launch"), presence));
            }
            Kind::Document => {
                let document = project.documents.get(id)?;
                let status = document.status.map(Status::word);
                lines.extend(word(("Collecte", "Collection"), status));
                lines.extend(document.due.map(|due| self.dated(("Attendu", "Expected"), due)));
            }
            Kind::Body => {
                let sessions = project.bodies.get(id)?.sessions.iter().copied();
                let next = sessions.filter(|session| *session >= cx.today).min();
                lines.push(match next {
                    Some(next) => self.dated(("Prochaine séance", "Next session"), next),
                    None => lang.pick("Aucune séance à venir", "No session to come").to_owned(),
                });
            }
            Kind::Referent => {
                let appointed = project.referents.get(id)?.appointed;
                lines.extend(appointed.map(|day| self.dated(("Nomination", "Appointed"), day)));
            }
            Kind::Calendar => {
                let period = project.calendar.get(id)?;
                let name = ("Début", "Start");
                lines.extend(period.start.map(|day| self.dated(name, day)));
                let last = period.end.filter(|end| Some(*end) != period.start);
                lines.extend(last.map(|last| self.dated(("Dernier jour", "Last day"), last)));
            }
            Kind::Decision => lines = self.decision(id)?,
            Kind::Waiver => lines = self.waiver(id)?,
            Kind::Project | Kind::Scope => {}
        }
        Some(lines)
    }

    /// « Date : jeudi 10 décembre 2026, dans 17 jours ».
    fn dated(&self, name: (&str, &str), day: NaiveDate) -> String {
        let (lang, today) = (self.form.lang, self.cx.today);
        let (date, away) = (dates::weekday_date(lang, day), dates::distance(lang, today, day));
        self.form.named(name, &format!("{date}, {away}"))
    }

    fn decision(&self, id: &str) -> Option<Vec<String>> {
        let (form, project) = (self.form, self.cx.project);
        let decision = project.decisions.get(id)?;
        let mut lines = Vec::new();
        let later = project.decisions.iter().find(|(_, later)| {
            later.supersedes.as_ref().is_some_and(|superseded| superseded.0 == id)
        });
        lines.extend(later.map(|(by, later)| {
            form.named(("Remplacée par", "Superseded by"), &form.called(later.title.as_deref(), by))
        }));
        lines.extend(decision.date.map(|day| self.dated(("Date", "Date"), day)));
        let by = match (&decision.body, &decision.taken_by) {
            (Some(body), _) => {
                let title = title(self.cx.documents, &Address::entity(Kind::Body, &body.0));
                Some(form.called(title, &body.0))
            }
            (None, by) => by.as_deref().map(|by| form.text(by)),
        };
        lines.extend(by.map(|by| form.named(("Prise par", "Taken by"), &by)));
        lines.extend(decision.decision.as_deref().map(|what| {
            let what = form.text(what);
            form.named(("Décision", "Decision"), &what)
        }));
        Some(lines)
    }

    fn waiver(&self, id: &str) -> Option<Vec<String>> {
        let (form, lang, cx) = (self.form, self.form.lang, &self.cx);
        let waiver = cx.project.waivers.get(id)?;
        let mut lines = Vec::new();
        let rule = waiver.rule.as_ref().map(|rule| form.code(&rule.0));
        lines.extend(rule.map(|rule| form.named(("Règle", "Rule"), &rule)));
        let target = waiver.target.as_ref().map(|target| form.code(&target.to_string()));
        lines.extend(target.map(|target| form.named(("Cible", "Target"), &target)));
        lines.extend(waiver.until.map(|until| {
            let line = self.dated(("Dernier jour", "Last day"), until);
            let over = lang.pick(" (échue)", " (ended)");
            if until < cx.today { line + over } else { line }
        }));
        Some(lines)
    }

    /// Who leads an entity.
    fn lead(&self, table: &DeTable<'_>) -> Option<String> {
        let id = table.get("lead").map(Spanned::get_ref)?.as_str()?;
        if is_placeholder(id) {
            return None;
        }
        let referent = Address::entity(Kind::Referent, id);
        let title = title(self.cx.documents, &referent);
        Some(self.form.named(("Pilote", "Lead"), &self.form.called(title, id)))
    }

    /// How many values speak of an entity, file by file.
    fn cited(&self, entity: &Address) -> Option<String> {
        let lang = self.form.lang;
        let mut files: BTreeMap<Kind, usize> = BTreeMap::new();
        for found in uses(self.cx.documents, entity) {
            *files.entry(found.address.kind).or_default() += 1;
        }
        let total: usize = files.values().sum();
        let files = files.into_iter().map(|(kind, n)| {
            let name = words::kind(kind, lang).to_lowercase();
            format!("{name} ({n})")
        });
        let (files, s) = (files.collect::<Vec<_>>().join(", "), lang.s(total));
        (total > 0).then(|| {
            tr!(lang, "{total} référence{s}\u{a0}: {files}", "{total} reference{s}: {files}")
        })
    }
}
