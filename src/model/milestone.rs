//! What happens when (activities 2 and 5).

use chrono::{NaiveDate, NaiveTime};

use super::{ActorId, BodyId, ReferentId};

crate::words! {
    /// What sort of milestone it is.
    MilestoneKind {
        ManagementExchange = "management-exchange" | "echange-avec-la-direction" | "echange-direction" | "echange" | "rendez-vous-direction" | "entretien-direction" | "management-meeting" => "échange avec la direction", "exchange with management";
        KnowledgeSharing = "knowledge-sharing" | "partage-de-connaissance" | "transfert" | "partage-de-connaissances" | "formation" | "training" | "transfert-de-connaissance" | "atelier" => "partage de connaissance", "knowledge sharing";
        LaunchCommittee = "launch-committee" | "comite-de-lancement" | "lancement" | "kick-off" | "kickoff" | "reunion-de-lancement" | "copil-de-lancement" | "launch" | "launch-meeting" => "comité de lancement", "launch committee";
        BodySession = "body-session" | "seance" | "seance-d-instance" | "instance" | "reunion" | "meeting" | "session" | "conseil" | "copil" => "séance d'instance", "body session";
        Deliverable = "deliverable" | "livrable" | "rendu" | "rapport" | "report" => "livrable", "deliverable";
        Other = "other" | "autre" => "autre", "other";
    }
}

crate::words! {
    /// What was talked about with management (activity 2).
    Topic {
        Objectives = "objectives" | "objectifs" | "goals" | "buts" => "objectifs du projet", "objectives of the project";
        NrPresentation = "nr-presentation" | "presentation-nr" | "presentation" | "numerique-responsable" | "presentation-du-numerique-responsable" => "présentation du Numérique responsable", "presentation of responsible digital";
    }
}

crate::entity! {
    /// A milestone of the project.
    Milestone {
        "title" | "titre" => title: Option<String> [required],
            "Intitulé du jalon.",
            "The milestone's title.";
        "kind" | "nature" | "type" => kind: Option<MilestoneKind> [required],
            "Nature du jalon.",
            "What sort of milestone it is.";
        "date" => date: Option<NaiveDate> [commitment],
            "Date, ou premier jour ; à laisser de côté tant qu'elle n'est pas connue.",
            "The date, or the first day, inclusive; left out as long as it is unknown.";
        "end" | "fin" => end: Option<NaiveDate>,
            "Dernier jour, compris.",
            "The last day, inclusive.";
        "start-time" | "heure-de-début" => start_time: Option<NaiveTime>,
            "Heure de début, heure de Paris.",
            "The time it starts, Paris time.";
        "end-time" | "heure-de-fin" => end_time: Option<NaiveTime>,
            "Heure de fin.",
            "The time it ends.";
        "place" | "lieu" => place: Option<String>,
            "Lieu.",
            "The place.";
        "body" | "instance" => body: Option<BodyId>,
            "Instance qui se réunit.",
            "The body that meets.";
        "invited" | "invitation" => invited: Option<NaiveDate>,
            "Date à laquelle les participants ont été priés de réserver la date (recommandation 4).",
            "When the participants were asked to hold the date (recommendation 4).";
        "participants" => participants: Vec<ActorId>,
            "Parties prenantes et référents présents ; pas pour le lancement, où ils sont déduits.",
            "Stakeholders and referents present; not for the launch, where they are derived.";
        "covers" | "aborde" => covers: Vec<Topic>,
            "Ce dont il est question, pour un échange avec la direction ou une séance d'instance.",
            "What is talked about, for an exchange with management or a body session.";
        "date-reason" | "motif-de-la-date" => date_reason: Option<String>,
            "Pourquoi cette date est voulue : fait taire les règles de calendrier.",
            "Why this date is deliberate: silences the calendar rules.";
        "outcome" | "résultat" | "compte-rendu" => outcome: Option<String>,
            "Une fois le jalon passé : ce qui en est sorti.",
            "Once it was held: what came out of it.";
        "cancelled" | "annulé" => cancelled: Option<bool>,
            "`true` si le jalon est annulé : il ne compte plus.",
            "`true` if it is cancelled: it counts for nothing.";
        "lead" | "pilote" => lead: Option<ReferentId>,
            "Référent qui s'en charge.",
            "The referent who takes care of it.";
    }
}

impl Milestone {
    /// Its last day, inclusive; `None` as long as it has no date.
    pub fn last_day(&self) -> Option<NaiveDate> {
        self.date.map(|first| self.end.map_or(first, |end| end.max(first)))
    }
}
