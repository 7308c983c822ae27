//! `nrt import`: a spreadsheet or a calendar taken into the project.

use std::path::Path;

use clap::ArgMatches;

use super::open::Opened;
use super::{Edge, Error, FINDINGS, Failure, Outcome, SUCCESS, amend, list, open};
use crate::address::Kind;
use crate::exchange::grid::{MAX_FILE, Sheet, Unreadable};
use crate::exchange::ics::Foreign;
use crate::exchange::periods::{self, Period};
use crate::exchange::school::{self, Segment};
use crate::exchange::understood::{self, Understood};
use crate::exchange::{self, Found, merge, requests, told};
use crate::files;
use crate::lang::{Lang, dates};
use crate::model::{PeriodKind, SchoolZone, word_called};
use crate::text::terminal;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let path = args.get_one::<String>("file").map_or("", String::as_str);
    let kind = args.get_one::<String>("kind").map(|word| list::kind(word, lang)).transpose()?;
    let opened = open::open(edge, args)?;
    let found = read(path, lang)?;
    let found = match found {
        Found::Sheets(sheets) => {
            // Among other sheets, it is one of a person's.
            let wanted = kind.is_none_or(|kind| kind == Kind::Calendar) && sheets.len() == 1;
            let school = sheets.iter().filter(|_| wanted).find_map(|(_, s)| school::of_sheet(s));
            match school {
                Some(segments) => vec![holidays(edge, args, &opened, &segments, &[])?],
                None => {
                    let (found, aside) = understand(sheets, kind, path, lang)?;
                    edge.announce(&told::understood(&found, &aside, lang))?;
                    found
                }
            }
        }
        Found::Events(events) => vec![calendar(edge, args, &opened, &events)?],
    };
    take_in(edge, args, opened, &found)
}

/// The rows of somebody's calendar.
fn calendar(
    edge: &mut Edge,
    args: &ArgMatches,
    opened: &Opened,
    events: &[Foreign],
) -> Result<Understood, Failure> {
    let lang = edge.lang;
    let asked = args.get_one::<String>("as").map(|word| sort(word, lang)).transpose()?;
    let school = asked.is_none_or(|kind| kind == PeriodKind::SchoolHoliday);
    if let Some(segments) = school::of_events(events).filter(|_| school) {
        return holidays(edge, args, opened, &segments, events);
    }
    let (found, notes) = periods::of_events(events, lang);
    let name = args.get_one::<String>("file").map(Path::new).and_then(Path::file_name);
    let name = name.unwrap_or_default().to_string_lossy().into_owned();
    let kind = asked.unwrap_or(PeriodKind::Busy);
    rows(edge, args, opened, found, &Origin { kind, source: &name, what: &name, notes: &notes })
}

/// The rows of the school holidays of a zone: the project's, unless another is asked for.
fn holidays(
    edge: &mut Edge,
    args: &ArgMatches,
    opened: &Opened,
    segments: &[Segment],
    events: &[Foreign],
) -> Result<Understood, Failure> {
    let lang = edge.lang;
    let zones = SchoolZone::WORDS;
    let asked = args.get_one::<String>("zone").map(|word| {
        let known = zones.iter().position(|zone| zone.name.eq_ignore_ascii_case(word));
        let meant =
            || word_called(word, zones).and_then(|zone| zones.iter().position(|z| z == zone));
        known.or_else(meant).map(|at| SchoolZone::ALL[at]).ok_or_else(|| {
            let all: Vec<&str> = zones.iter().map(|zone| zone.name).collect();
            let all = all.join(", ");
            Error::new(
                tr!(lang, "`{word}` n'est pas une zone", "`{word}` is not a zone"),
                tr!(lang, "zones\u{a0}: {all}", "zones: {all}"),
            )
        })
    });
    let own = opened.load(lang).project.settings.authority.school_zone;
    let zone = asked.transpose()?.or(own).ok_or_else(|| {
        Error::new(
            tr!(lang, "de quelle zone scolaire\u{a0}?", "of which school zone?"),
            tr!(
                lang,
                "ajoutez `--zone B`, ou écrivez-la dans le projet\u{a0}: `nrt set nrt.authority.school-zone B`",
                "add `--zone B`, or write it in the project: `nrt set nrt.authority.school-zone B`"
            ),
        )
    })?;
    let found = school::holidays(segments, zone, lang);
    let label = zone.word().label(lang);
    let what = tr!(lang, "vacances scolaires, {label}", "school holidays, {label}");
    let kind = PeriodKind::SchoolHoliday;
    let open = school::unfinished(events, segments, zone).into_iter().map(|(name, first)| {
        let first = dates::date(lang, first);
        tr!(
            lang,
            "«\u{a0}{name}\u{a0}»\u{a0}: le début est connu ({first}), la fin n'est pas dans ce fichier\u{a0}; laissées de côté",
            "\"{name}\": the start is known ({first}), the end is not in this file; left aside"
        )
    });
    let notes: Vec<String> = open.collect();
    rows(
        edge,
        args,
        opened,
        found,
        &Origin { kind, source: school::SOURCE, what: &what, notes: &notes },
    )
}

/// Where periods come from.
struct Origin<'o> {
    kind: PeriodKind,
    source: &'o str,
    what: &'o str,
    notes: &'o [String],
}

/// Periods as rows, and what is said of them.
fn rows(
    edge: &mut Edge,
    args: &ArgMatches,
    opened: &Opened,
    found: Vec<Period>,
    origin: &Origin<'_>,
) -> Result<Understood, Failure> {
    let lang = edge.lang;
    let loaded = opened.load(lang);
    let day =
        args.get_one::<String>("from").map(|text| open::day(text, "from", lang)).transpose()?;
    let day = day.or(loaded.project.settings.project.start);
    let (found, past) = periods::from(found, day);
    let n = found.len();
    let (what, s) = (terminal(origin.what), lang.s(n));
    edge.announce(&tr!(lang, "{what}\u{a0}: {n} période{s}\n", "{what}: {n} period{s}\n"))?;
    if let Some(day) = day.filter(|_| past > 0) {
        let (s, day) = (lang.s(past), dates::date(lang, day));
        edge.announce(&tr!(
            lang,
            "  {past} période{s} finie{s} avant le {day}, laissée{s} de côté (`--from` en décide)\n",
            "  {past} period{s} that end before {day}, left aside (`--from` decides)\n"
        ))?;
    }
    for note in origin.notes {
        edge.announce(&format!("  {}\n", terminal(note)))?;
    }
    let sheet = periods::sheet(&loaded.documents, &found, origin.kind, origin.source);
    let understood = understood::understand(&sheet, Some(Kind::Calendar), None);
    understood.ok_or_else(|| Error { message: origin.what.to_owned(), help: None }.into())
}

/// The sort of period that a person means by a word.
fn sort(word: &str, lang: Lang) -> Result<PeriodKind, Error> {
    let words = PeriodKind::WORDS;
    let found = word_called(word, words).and_then(|word| words.iter().position(|w| w == word));
    found.map(|at| PeriodKind::ALL[at]).ok_or_else(|| {
        Error::new(
            tr!(
                lang,
                "`{word}` n'est pas une sorte de période",
                "`{word}` is not a sort of period"
            ),
            tr!(
                lang,
                "temps-fort, congés, budget ou vacances",
                "busy, leave, budget or school-holiday"
            ),
        )
    })
}

/// Shows what some rows would change, and does it.
fn take_in(edge: &mut Edge, args: &ArgMatches, opened: Opened, found: &[Understood]) -> Outcome {
    let (lang, update) = (edge.lang, args.get_flag("update"));
    let plan = merge::plan(&opened.load(lang).documents, found, lang);
    edge.announce(&told::left(&plan, update, lang))?;
    let requests = requests::requests(&plan, update);
    let code = if plan.troubles.is_empty() { SUCCESS } else { FINDINGS };
    if !requests.is_empty() {
        edge.announce("\n")?;
        amend::carry_out(edge, args, opened, &requests)?;
    }
    Ok(code)
}

/// Reads the file.
fn read(path: &str, lang: Lang) -> Result<Found, Error> {
    let bytes = worktree::read_file(Path::new(path), MAX_FILE).map_err(|why| {
        let why = match why {
            files::Unreadable::Link => tr!(lang, "c'est un lien", "it is a link"),
            files::Unreadable::NotAFile => tr!(lang, "ce n'est pas un fichier", "it is no file"),
            files::Unreadable::Permission => {
                tr!(lang, "le système refuse l'accès", "the system denies access")
            }
            files::Unreadable::TooLarge { limit, .. } => {
                let limit = limit >> 20;
                tr!(lang, "il dépasse {limit} Mio", "it is larger than {limit} MiB")
            }
            _ => tr!(lang, "il n'est pas là", "it is not there"),
        };
        Error::new(
            tr!(
                lang,
                "`{path}` ne peut pas être lu\u{a0}: {why}",
                "`{path}` cannot be read: {why}"
            ),
            tr!(
                lang,
                "donnez le chemin d'un fichier .csv, .xlsx, .ods, .json ou .ics",
                "give the path of a .csv, .xlsx, .ods, .json or .ics file"
            ),
        )
    })?;
    exchange::read(&bytes).map_err(|why| {
        let what = told::unreadable(&why, lang);
        let help = match why {
            Unreadable::Locked | Unreadable::Format => tr!(
                lang,
                "ouvrez-le, puis enregistrez-le sans mot de passe en .xlsx, .ods ou .csv",
                "open it, then save it without a password as .xlsx, .ods or .csv"
            ),
            Unreadable::Damaged(_) => tr!(
                lang,
                "ouvrez-le dans un tableur ou un agenda, puis enregistrez-le à nouveau",
                "open it in a spreadsheet or a calendar, then save it again"
            ),
            Unreadable::TooLarge => tr!(
                lang,
                "gardez-en la partie utile dans un autre fichier",
                "keep the useful part of it in another file"
            ),
        };
        Error::new(tr!(lang, "`{path}`\u{a0}: {what}", "`{path}`: {what}"), help)
    })
}

/// The sheets that are understood, and the names of those that are not.
fn understand(
    sheets: Vec<(Option<Kind>, Sheet)>,
    kind: Option<Kind>,
    path: &str,
    lang: Lang,
) -> Result<(Vec<Understood>, Vec<String>), Error> {
    let stem = Path::new(path).file_stem().unwrap_or_default().to_string_lossy();
    let hint = understood::kind_of_name(&stem);
    let (mut found, mut aside) = (Vec::new(), Vec::new());
    for (own, sheet) in sheets {
        if sheet.rows.is_empty() {
            continue;
        }
        // Of a whole project, one kind alone may be wanted.
        let other = kind.is_some_and(|kind| {
            let said = own.or_else(|| understood::kind_of_name(&sheet.name));
            said.is_some_and(|said| said != kind)
        });
        match understood::understand(&sheet, kind.or(own), hint).filter(|_| !other) {
            Some(sheet) => found.push(sheet),
            None => aside.push(sheet.name),
        }
    }
    if found.is_empty() {
        let headers = told::headers(kind.or(hint).unwrap_or(Kind::Stakeholder), lang);
        return Err(Error::new(
            tr!(
                lang,
                "`{path}`\u{a0}: les en-têtes ne disent pas ce que sont les lignes",
                "`{path}`: the headers do not say what the rows are"
            ),
            tr!(
                lang,
                "dites-le\u{a0}: `--kind parties-prenantes`, `--kind jalons`…\u{a0}; la première ligne nomme les colonnes, par exemple\u{a0}: {headers}\u{a0}; `nrt export` donne un modèle",
                "say it: `--kind stakeholders`, `--kind milestones`…; the first row names the columns, for instance: {headers}; `nrt export` gives a model"
            ),
        ));
    }
    Ok((found, aside))
}
