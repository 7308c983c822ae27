//! Budget dates, busy periods, leave (recommendation 3).

use chrono::NaiveDate;

crate::words! {
    /// What sort of period it is.
    PeriodKind {
        Budget = "budget" | "vote-du-budget" | "budgetaire" => "cycle budgétaire", "budget cycle";
        Busy = "busy" | "temps-fort" | "periode-chargee" | "elections" | "evenement" | "event" | "rush" => "temps fort", "busy period";
        Leave = "leave" | "conges" | "conge" | "absence" | "holiday" | "vacation" => "congés", "leave";
        SchoolHoliday = "school-holiday" | "vacances-scolaires" | "vacances" => "vacances scolaires", "school holidays";
    }
}

crate::entity! {
    /// A period during which a milestone is better avoided.
    Period {
        "title" | "titre" => title: Option<String> [required],
            "Intitulé de la période.",
            "The period's title.";
        "kind" | "nature" | "type" => kind: Option<PeriodKind> [required],
            "Nature de la période.",
            "What sort of period it is.";
        "start" | "début" => start: Option<NaiveDate> [required],
            "Premier jour, compris.",
            "The first day, inclusive.";
        "end" | "fin" => end: Option<NaiveDate>,
            "Dernier jour, compris ; à défaut, le premier.",
            "The last day, inclusive; the first one by default.";
        "source" => source: Option<String>,
            "D'où vient la date ; renseigné par un import.",
            "Where the date comes from; set by an import.";
    }
}

impl Period {
    /// Whether the period touches the days from `first` to `last`, both inclusive.
    pub fn touches(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.start.is_some_and(|start| start <= last && first <= self.end.unwrap_or(start))
    }
}
