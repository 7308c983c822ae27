//! Small projects written in a test: one that is ready, with the files that matter replaced; and
//! what a check says of it, as a few lines of text.

use std::collections::BTreeMap;

use nrt::check::{self, Checked, Settings};
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::load;
use nrt::rules;

/// The day of the evaluation, unless a test says another.
pub const TODAY: &str = "2026-11-23";

/// A project in which everything is done on [`TODAY`].
const READY: &[(&str, &str)] = &[
    (
        "nrt.toml",
        r#"format = 1

[project]
title = "Démarche Numérique responsable"
language = "fr"
method = "standard"
start = 2026-10-12
end = 2026-11-30

[authority]
name = "Valbrune"
kind = "commune"
population = 12_000
it-department = true
"#,
    ),
    (
        "referents.toml",
        r#"[dsi]
function = "Cheffe de projet, DSI"
profile = "it"

[accueil]
function = "Responsable de l'accueil"
profile = "business"
"#,
    ),
    (
        "stakeholders.toml",
        r#"[dgs]
name = "Direction générale"
role = "senior-management"
first-discussion = 2026-10-13
bilateral = 2026-11-05
bilateral-outcome = "Objectifs confirmés."
launch = "confirmed"
"#,
    ),
    ("scope.toml", "coverage = [\"authority\"]\norganisation = \"central-services\"\n"),
    (
        "milestones.toml",
        r#"[partage]
title = "Partage de connaissance"
kind = "knowledge-sharing"
date = 2026-10-12
outcome = "Vocabulaire partagé."

[echange]
title = "Échange avec la direction"
kind = "management-exchange"
covers = ["objectives", "nr-presentation"]
participants = ["dgs"]
date = 2026-10-13
outcome = "Objectifs retenus."

[launch]
title = "Comité de lancement"
kind = "launch-committee"
invited = 2026-10-15
date = 2026-11-20
outcome = "Lancé."
"#,
    ),
    (
        "documents.toml",
        r#"[schema]
title = "Schéma numérique"
kind = "digital-plan"
status = "studied"
nothing-found = true
"#,
    ),
    (
        "bodies.toml",
        r#"[codir]
name = "Comité de direction"
kind = "management-committee"
existing = true
sessions = [2026-12-08]
presents = "Point d'avancement"
"#,
    ),
    (
        "calendar.toml",
        r#"[budget]
title = "Vote du budget"
kind = "budget"
start = 2027-03-22
end = 2027-04-09

[voeux]
title = "Vœux"
kind = "busy"
start = 2027-01-11
end = 2027-01-15

[conges]
title = "Congés"
kind = "leave"
start = 2026-12-21
end = 2027-01-03
"#,
    ),
];

/// A project, the day, and the committee that a check is for.
#[derive(Clone)]
pub struct Project {
    files: BTreeMap<String, String>,
    today: String,
    horizon: Option<String>,
}

/// The ready project, with these files in the place of its own.
pub fn project(files: &[(&str, &str)]) -> Project {
    let texts = READY.iter().chain(files);
    let files = texts.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    Project { files, today: TODAY.to_owned(), horizon: None }
}

impl Project {
    /// Writes something else in a file, which must hold it once.
    pub fn swap(mut self, file: &str, old: &str, new: &str) -> Self {
        let text = self.files.get_mut(file).expect("a file of the project");
        assert_eq!(text.matches(old).count(), 1, "{file} holds {old:?} once");
        *text = text.replace(old, new);
        self
    }

    /// Adds to the end of a file.
    pub fn add(mut self, file: &str, text: &str) -> Self {
        let there = self.files.entry(file.to_owned()).or_default();
        there.push_str(text);
        self
    }

    /// Takes a file away.
    pub fn without(mut self, file: &str) -> Self {
        self.files.remove(file).expect("a file of the project");
        self
    }

    /// On another day.
    pub fn on(mut self, day: &str) -> Self {
        day.clone_into(&mut self.today);
        self
    }

    /// Before a committee: `launch`, `codir`, `codir@2026-12-08`.
    pub fn before(mut self, committee: &str) -> Self {
        self.horizon = Some(committee.to_owned());
        self
    }

    /// What a check says.
    pub fn checked(&self) -> Checked {
        let texts = self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let files = Files::from_texts(texts);
        let loaded = load(&files, Lang::En);
        let today = self.today.parse().expect("a day");
        let horizon = self.horizon.as_deref().map(|spec| {
            check::horizon(&loaded, spec, today, Lang::En)
                .unwrap_or_else(|error| panic!("{spec}: {}", error.message))
        });
        let attachments = BTreeMap::new();
        check::check(&loaded, &Settings { today, horizon, lang: Lang::En, attachments })
    }

    /// The verdict, then a line for each clause that is not done: `A3 to-do 1/2 no-stakeholder`.
    pub fn states(&self) -> String {
        let checked = self.checked();
        let mut text = format!("{}\n", checked.verdict.word());
        for state in checked.states.iter().filter(|state| state.state.word() != "done") {
            let (name, word) = (state.clause.name(), state.state.word());
            let rules = state.rules.join(" ");
            text.push_str(&format!("{name} {word} {}/{} {rules}\n", state.done, state.total));
        }
        text
    }

    /// The state of one clause: `to-do`.
    pub fn state(&self, clause: &str) -> &'static str {
        let checked = self.checked();
        let state = checked.states.iter().find(|state| state.clause.name() == clause);
        state.expect("a clause with a state").state.word()
    }

    /// The verdict: `not-ready`.
    pub fn verdict(&self) -> &'static str {
        self.checked().verdict.word()
    }

    /// A line for each finding of some families (`activity`): `error no-referent referents`.
    pub fn findings(&self, families: &[&str]) -> String {
        let checked = self.checked();
        let mut text = String::new();
        for finding in &checked.findings {
            let family = rules::find(finding.rule).map_or("", |rule| rule.family.word());
            if families.contains(&family) {
                let (level, rule, at) = (finding.level.word(), finding.rule, &finding.address);
                let waiver = finding.waiver.as_ref().map(|id| format!(" (waived by {id})"));
                text.push_str(&format!("{level} {rule} {at}{}\n", waiver.unwrap_or_default()));
            }
        }
        text
    }

    /// The project in a folder of its own.
    pub fn written(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in &self.files {
            std::fs::write(folder.path().join(name), text).expect("a file that can be written");
        }
        folder
    }
}
