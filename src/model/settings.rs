//! `nrt.toml`: the project itself, its authority, and how the rules are set.

use chrono::NaiveDate;

use super::{Authority, Entities, Role};

crate::words! {
    /// The variant of the method.
    Method {
        Standard = "standard" => "Numérique responsable", "standard";
        Flash = "flash" => "Numérique responsable Flash", "Flash";
    }
}

crate::words! {
    /// The language in which the project is written.
    ProjectLanguage {
        Fr = "fr" | "francais" | "french" => "français", "French";
        En = "en" | "anglais" | "english" => "anglais", "English";
    }
}

crate::words! {
    /// How loud a rule is in this project.
    LevelSetting {
        Error = "error" | "erreur" => "erreur", "error";
        Warning = "warning" | "avertissement" => "avertissement", "warning";
        Info = "info" | "information" => "information", "info";
        Off = "off" | "desactivee" | "non" => "désactivée", "off";
    }
}

crate::table! {
    /// What the project is.
    About {
        "title" | "titre" => title: Option<String> [required],
            "Intitulé du projet.",
            "The project's title.";
        "language" | "langue" => language: Option<ProjectLanguage> [required],
            "Langue des textes du projet et des messages de nrt.",
            "The language of the project's texts and of nrt's messages.";
        "method" | "méthode" => method: Option<Method> [required, commitment],
            "Variante de la méthode : `standard` au-delà de 3 500 habitants et/ou avec une DSI, `flash` en deçà et/ou sans DSI.",
            "The method's variant: `standard` above 3,500 inhabitants and/or with an IT department, `flash` below and/or without one.";
        "method-reason" | "motif-de-la-méthode" => method_reason: Option<String>,
            "Pourquoi cette variante, quand la population et la DSI n'indiquent pas la même.",
            "Why this variant, where population and IT department point to different ones.";
        "objectives" | "objectifs" => objectives: Vec<String>,
            "Objectifs du projet, tels qu'ils sont discutés avec la direction.",
            "The project's objectives, as discussed with management.";
        "start" | "début" => start: Option<NaiveDate>,
            "Premier jour de l'étape 1.",
            "The first day of step 1.";
        "end" | "fin" => end: Option<NaiveDate> [commitment],
            "Dernier jour de l'étape 1 : à partir de là, ce qui reste à faire est une erreur.",
            "The last day of step 1: from here on, what is to do is an error.";
        "target-end" | "fin-visée" => target_end: Option<NaiveDate>,
            "Fin visée du projet entier.",
            "The target end of the whole project.";
        "timing" | "moment" => timing: Option<String>,
            "Pourquoi ce moment de l'année.",
            "Why this time of the year.";
        "note" | "remarque" => note: Option<String>,
            "Remarque libre, pour les personnes.",
            "A free note, for people.";
    }
}

crate::table! {
    /// The roles of stakeholders that count as key or optional; replaces nrt's own lists.
    Roles {
        "key" | "clés" | "clé" => key: Vec<Role>,
            "Rôles des acteurs clés.",
            "The roles of key stakeholders.";
        "optional" | "optionnels" | "optionnel" => optional: Vec<Role>,
            "Rôles des acteurs optionnels.",
            "The roles of optional stakeholders.";
    }
}

crate::table! {
    /// The thresholds that are the tool's own.
    Thresholds {
        "launch-notice-working-days" | "délai-d-invitation-jours-ouvrés" => launch_notice_working_days: Option<u64>,
            "Jours ouvrés entre l'invitation et le comité de lancement ; 15 à défaut (seuil propre à nrt).",
            "Working days between the invitation and the launch committee; 15 by default (nrt's own threshold).";
        "waiver-expiring-days" | "fin-de-dispense-jours" => waiver_expiring_days: Option<u64>,
            "Jours avant la fin d'une dispense où elle est signalée ; 14 à défaut (seuil propre à nrt).",
            "Days before the end of a waiver at which it is reported; 14 by default (nrt's own threshold).";
        "near-threshold-percent" | "proche-du-seuil-pourcent" => near_threshold_percent: Option<u64>,
            "Écart à un seuil légal, en pour cent, où il est signalé ; 5 à défaut (seuil propre à nrt).",
            "Distance to a legal threshold, in per cent, at which it is reported; 5 by default (nrt's own threshold).";
    }
}

crate::table! {
    /// The file `nrt.toml`.
    Settings {
        "format" => format: Option<u64>,
            "Version de cette disposition de fichiers : `1`.",
            "The version of this layout of files: `1`.";
        "project" | "projet" => project: About [required],
            "Le projet.",
            "The project.";
        "authority" | "collectivité" => authority: Authority [required],
            "La collectivité.",
            "The local authority.";
        "roles" => roles: Option<Roles>,
            "Remplace les listes de rôles proposées par nrt.",
            "Replaces the lists of roles proposed by nrt.";
        "levels" | "niveaux" => levels: Entities<Option<LevelSetting>>,
            "Rend une règle plus ou moins sévère : `règle = \"error\"`.",
            "Makes a rule louder or quieter: `rule = \"error\"`.";
        "thresholds" | "seuils" => thresholds: Thresholds,
            "Seuils propres à nrt.",
            "The thresholds that are nrt's own.";
    }
}

impl Thresholds {
    /// Working days between invitation and launch; 15 by default, a threshold of nrt's own.
    pub fn launch_notice(&self) -> i64 {
        clamp(self.launch_notice_working_days, 15)
    }

    /// Calendar days before the end of a waiver; 14 by default, a threshold of nrt's own.
    pub fn waiver_expiring(&self) -> i64 {
        clamp(self.waiver_expiring_days, 14)
    }

    /// Per cent of a legal threshold; 5 by default, a threshold of nrt's own.
    pub fn near_threshold(&self) -> i64 {
        clamp(self.near_threshold_percent, 5)
    }
}

/// A threshold within what dates can bear: a year and a day at most.
fn clamp(value: Option<u64>, default: i64) -> i64 {
    value.map_or(default, |value| i64::try_from(value).unwrap_or(i64::MAX).min(366))
}
