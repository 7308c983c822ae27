//! Which holidays the law gives, where, and how each finds its date in a year.

use super::Zone;
use Day::{AfterEaster, Fixed, GoodFriday};
use Zone::{
    AlsaceMoselle, Guadeloupe, Guyane, LaReunion, Martinique, Mayotte, NouvelleCaledonie,
    PolynesieFrancaise, SaintBarthelemy, SaintMartin, WallisEtFutuna,
};

/// How a holiday finds its date in a year.
pub(super) enum Day {
    /// Month and day of the month.
    Fixed(u32, u32),
    /// Two days before Easter Sunday.
    GoodFriday,
    /// That many days after Easter Sunday.
    AfterEaster(u64),
}

/// One holiday, with the zones that have it.
pub(super) struct Entry {
    pub(super) day: Day,
    pub(super) fr: &'static str,
    pub(super) en: &'static str,
    /// Empty: every zone.
    zones: &'static [Zone],
    since: i32,
    /// The last year, included.
    until: i32,
}

impl Entry {
    pub(super) fn applies(&self, zone: Zone, year: i32) -> bool {
        let here = self.zones.is_empty() || self.zones.contains(&zone);
        here && self.since <= year && year <= self.until
    }
}

/// Every holiday; the sources are on [`Zone`]. Fixed dates come before movable
/// ones: [`super::holidays`] keeps this order within a day.
pub(super) static HOLIDAYS: [Entry; 27] = [
    // Code du travail, art. L. 3133-1.
    always(&[], Fixed(1, 1), "Jour de l'An", "New Year's Day"),
    always(&[], Fixed(5, 1), "Fête du Travail", "Labour Day"),
    always(&[], Fixed(5, 8), "Victoire de 1945", "Victory Day"),
    always(&[], Fixed(7, 14), "Fête nationale", "National Day"),
    always(&[], Fixed(8, 15), "Assomption", "Assumption"),
    always(&[], Fixed(11, 1), "Toussaint", "All Saints' Day"),
    always(&[], Fixed(11, 11), "Armistice de 1918", "Armistice Day"),
    always(&[], Fixed(12, 25), "Noël", "Christmas Day"),
    // The zones' own.
    abolition(&[Mayotte], Fixed(4, 27)),
    abolition(&[Martinique], Fixed(5, 22)),
    abolition(&[Guadeloupe], Fixed(5, 27)),
    abolition(&[SaintMartin], Fixed(5, 28)),
    abolition(&[Guyane], Fixed(6, 10)),
    abolition(&[SaintBarthelemy], Fixed(10, 9)),
    abolition(&[LaReunion], Fixed(12, 20)),
    always(
        &[Guadeloupe, Martinique],
        Fixed(7, 21),
        "Fête Victor Schœlcher",
        "Victor Schœlcher Day",
    ),
    always(&[AlsaceMoselle], Fixed(12, 26), "Saint-Étienne", "St Stephen's Day"),
    always(&[NouvelleCaledonie], Fixed(9, 24), "Fête de la citoyenneté", "Citizenship Day"),
    always(&[PolynesieFrancaise], Fixed(3, 5), "Arrivée de l'Évangile", "Missionary Day"),
    Entry {
        until: 2025,
        ..always(&[PolynesieFrancaise], Fixed(6, 29), "Fête de l'autonomie", "Autonomy Day")
    },
    Entry {
        since: 2026,
        ..always(&[PolynesieFrancaise], Fixed(11, 20), "Matari'i i ni'a", "Matari'i i ni'a")
    },
    always(&[WallisEtFutuna], Fixed(4, 28), "Saint-Pierre-Chanel", "St Peter Chanel Day"),
    always(&[WallisEtFutuna], Fixed(7, 29), "Fête du Territoire", "Territory Day"),
    // Movable.
    always(&[AlsaceMoselle, PolynesieFrancaise], GoodFriday, "Vendredi saint", "Good Friday"),
    always(&[], AfterEaster(1), "Lundi de Pâques", "Easter Monday"),
    always(&[], AfterEaster(39), "Ascension", "Ascension Day"),
    always(&[], AfterEaster(50), "Lundi de Pentecôte", "Whit Monday"),
];

const fn always(zones: &'static [Zone], day: Day, fr: &'static str, en: &'static str) -> Entry {
    Entry { day, fr, en, zones, since: i32::MIN, until: i32::MAX }
}

const fn abolition(zones: &'static [Zone], day: Day) -> Entry {
    always(zones, day, "Abolition de l'esclavage", "Abolition of Slavery")
}
