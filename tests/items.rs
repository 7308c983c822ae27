//! Every row of « Two dates, six states, four verdicts », for what settles an item: milestones,
//! one-to-ones and documents. Each table below is worked out again, and compared whole.

use crate::small::{Project, project};

/// What activity 2 asks for.
const MANAGEMENT: &str = "[echange]\ntitle = \"Échange\"\nkind = \"management-exchange\"\ncovers = [\"objectives\", \"nr-presentation\"]\ndate = 2026-10-13\noutcome = \"Dit.\"\n";

/// Waivers of all that the tables below report as to do.
const WAIVERS: &[(&str, &str)] = &[
    ("no-management-exchange", "milestones"),
    ("nr-not-presented", "milestones"),
    ("no-knowledge-sharing", "milestones"),
    ("no-first-discussion", "stakeholders"),
    ("no-bilateral", "stakeholders"),
    ("no-document-collected", "documents"),
    ("document-outstanding", "documents"),
];

/// On 23 November, before the session of 8 December or none. Activity 2 | recommendation 2.
const MILESTONES: &str = "\
absent                                                 |           | A2 to-do, R2 to-do, not-ready
nothing                                                |           | A2 to-do, R2 to-do, not-ready
outcome = \"Dit.\"                                       |           | A2 to-do, R2 to-do, not-ready
date = 2026-11-22; outcome = \"Dit.\"                    |           | A2 done, R2 done, ready
date = 2026-11-22                                      |           | A2 to-confirm, R2 to-confirm, not-ready
date = 2026-11-22                                      | for codir | A2 to-confirm, R2 to-confirm, not-ready
date = 2026-11-23; outcome = \"Dit.\"                    |           | A2 done, R2 done, ready
date = 2026-11-23                                      |           | A2 planned, R2 planned, ready-if-planned
date = 2026-11-24                                      |           | A2 planned, R2 planned, ready-if-planned
date = 2026-11-24; outcome = \"Dit.\"                    |           | A2 planned, R2 planned, ready-if-planned
date = 2026-11-22; end = 2026-11-23                    |           | A2 planned, R2 planned, ready-if-planned
date = 2026-11-20; end = 2026-11-22                    |           | A2 to-confirm, R2 to-confirm, not-ready
date = 2027-03-01                                      |           | A2 planned, R2 planned, ready-if-planned
date = 2026-12-08                                      | for codir | A2 planned, R2 planned, ready-if-planned
date = 2026-12-09                                      | for codir | A2 to-do, R2 to-do, not-ready
date = 2026-12-09; outcome = \"Dit.\"                    | for codir | A2 to-do, R2 to-do, not-ready
date = 2026-12-08; end = 2026-12-09                    | for codir | A2 to-do, R2 to-do, not-ready
date = 2026-11-22; cancelled = true                    |           | A2 to-do, R2 to-do, not-ready
date = 2026-11-22; outcome = \"TODO(nrt)\"               |           | A2 to-do, R2 to-do, not-ready
absent                                                 | waived    | A2 waived, R2 waived, ready
nothing                                                | waived    | A2 waived, R2 waived, ready
date = \"novembre\"                                      |           | A2 unknown, R2 unknown, cannot-tell
date = 2026-11-22; outcome = 3                         |           | A2 unknown, R2 unknown, cannot-tell
date = 2026-11-22; outcome = \"Dit.\"                    | broken    | A2 unknown, R2 unknown, cannot-tell
";

#[test]
fn milestones_by_their_date_their_outcome_and_the_horizon() {
    assert_table(MILESTONES, &["A2", "R2"], &[], "milestones.toml", |keys| {
        let entity = |head: &str| keys.map_or_else(String::new, |keys| format!("{head}\n{keys}\n"));
        let share = entity("[partage]\ntitle = \"Partage\"\nkind = \"knowledge-sharing\"");
        let exchange = entity(
            "[echange]\ntitle = \"Échange\"\nkind = \"management-exchange\"\ncovers = [\"objectives\", \"nr-presentation\"]",
        );
        format!(
            "{share}\n{exchange}\n[point]\ntitle = \"Point\"\nkind = \"other\"\ndate = 2026-11-02\noutcome = \"Vu.\"\n"
        )
    });
}

/// Activity 3 takes a one-to-one for a first discussion | recommendation 5.
const BILATERALS: &str = "\
nothing                                                |           | A3 to-do, R5 to-do, not-ready
bilateral-outcome = \"Dit.\"                             |           | A3 to-do, R5 to-do, not-ready
bilateral = 2026-11-22; bilateral-outcome = \"Dit.\"     |           | A3 done, R5 done, ready
bilateral = 2026-11-22                                 |           | A3 to-confirm, R5 to-confirm, not-ready
bilateral = 2026-11-23; bilateral-outcome = \"Dit.\"     |           | A3 done, R5 done, ready
bilateral = 2026-11-23                                 |           | A3 planned, R5 planned, ready-if-planned
bilateral = 2026-11-24                                 |           | A3 planned, R5 planned, ready-if-planned
bilateral = 2026-11-24; bilateral-outcome = \"Dit.\"     |           | A3 planned, R5 planned, ready-if-planned
bilateral = 2026-12-08                                 | for codir | A3 planned, R5 planned, ready-if-planned
bilateral = 2026-12-09                                 | for codir | A3 to-do, R5 planned, not-ready
nothing                                                | waived    | A3 waived, R5 waived, ready
bilateral = \"novembre\"                                 |           | A3 unknown, R5 unknown, cannot-tell
bilateral = 2026-11-22; bilateral-outcome = 3          |           | A3 unknown, R5 unknown, cannot-tell
first-discussion = 2026-11-22                          |           | A3 done, R5 to-do, ready
first-discussion = 2026-11-23                          |           | A3 done, R5 to-do, ready
first-discussion = 2026-11-24                          |           | A3 planned, R5 to-do, ready-if-planned
first-discussion = 2026-12-08                          | for codir | A3 planned, R5 to-do, ready-if-planned
first-discussion = 2026-12-09                          | for codir | A3 to-do, R5 to-do, not-ready
first-discussion = 2026-10-13; bilateral = 2026-11-22  |           | A3 done, R5 to-confirm, ready
bilateral = 2026-11-22; bilateral-outcome = \"Dit.\"     | broken    | A3 unknown, R5 unknown, cannot-tell
";

#[test]
fn one_to_ones_by_their_date_their_outcome_and_the_horizon() {
    // What comes on the day of the launch or later is told by another rule.
    let later = "[launch]\ntitle = \"Lancement\"\nkind = \"launch-committee\"\ndate = 2027-01-14\n";
    let milestones = format!("{MANAGEMENT}{later}");
    let around = [("milestones.toml", milestones.as_str())];
    assert_table(BILATERALS, &["A3", "R5"], &around, "stakeholders.toml", |keys| {
        let keys = keys.unwrap_or_default();
        format!(
            "[dgs]\nname = \"Direction générale\"\nrole = \"senior-management\"\nlaunch = \"confirmed\"\n{keys}\n"
        )
    });
}

const DOCUMENTS: &str = "\
absent                                                 |           | A6 to-do, not-ready
status = \"studied\"                                     |           | A6 done, ready
status = \"collected\"                                   |           | A6 done, ready
status = \"collected\"; due = 2026-11-22                 |           | A6 done, ready
status = \"collected\"; due = 2026-12-09                 | for codir | A6 done, ready
status = \"requested\"                                   |           | A6 to-do, not-ready
status = \"to-find\"                                     |           | A6 to-do, not-ready
status = \"none\"                                        |           | A6 to-do, not-ready
status = \"requested\"; due = 2026-11-22                 |           | A6 to-do, not-ready
status = \"requested\"; due = 2026-11-23                 |           | A6 planned, ready-if-planned
status = \"to-find\"; due = 2026-11-24                   |           | A6 planned, ready-if-planned
status = \"requested\"; due = 2026-12-08                 | for codir | A6 planned, ready-if-planned
status = \"requested\"; due = 2026-12-09                 | for codir | A6 to-do, not-ready
status = \"requested\"                                   | waived    | A6 waived, ready
absent                                                 | waived    | A6 waived, ready
status = \"recu-hier\"                                   |           | A6 unknown, cannot-tell
status = \"requested\"; due = \"mardi\"                    |           | A6 unknown, cannot-tell
status = \"studied\"                                     | broken    | A6 unknown, cannot-tell
";

#[test]
fn documents_by_their_status_when_they_are_due_and_the_horizon() {
    assert_table(DOCUMENTS, &["A6"], &[], "documents.toml", |keys| {
        keys.map_or_else(String::new, |keys| {
            format!("[schema]\ntitle = \"Schéma\"\nkind = \"digital-plan\"\n{keys}\n")
        })
    });
}

#[test]
fn of_several_items_the_worst_is_the_state_and_the_done_ones_are_counted() {
    let documents = |last: &str| {
        let one =
            |id: &str, rest: &str| format!("[{id}]\ntitle = \"T\"\nkind = \"other\"\n{rest}\n");
        one("a", "status = \"studied\"")
            + &one("b", "status = \"requested\"\ndue = 2026-11-30")
            + last
    };
    let late = "[c]\ntitle = \"T\"\nkind = \"other\"\nstatus = \"to-find\"\n";
    let of = |last: &str| project(&[("documents.toml", &documents(last))]).states();
    assert_eq!(of(""), "ready-if-planned\nA6 planned 1/2 document-outstanding\n");
    assert_eq!(of(late), "not-ready\nA6 to-do 1/3 document-outstanding\n");
}

#[test]
fn what_has_no_date_is_done_when_it_is_there() {
    assert_eq!(project(&[]).states(), "ready\n");
    let states = project(&[]).without("referents.toml").without("bodies.toml").states();
    assert_eq!(
        states,
        "not-ready\nA1 to-do 0/1 no-referent\nA7 to-do 0/1 no-body\nR1 to-do 0/1 single-referent\nR2 to-do 0/1 no-knowledge-sharing\n"
    );
}

/// Works out the last column of a table from the others: the keys of the entity, `;` for a line
/// break; then what is around it. `files` are those beside the one that the keys go into.
fn assert_table(
    table: &str,
    clauses: &[&str],
    files: &[(&str, &str)],
    file: &str,
    text: impl Fn(Option<&str>) -> String,
) {
    let mut now = String::new();
    for line in table.lines() {
        let columns: Vec<&str> = line.split('|').collect();
        let [keys, around, _] = columns.as_slice() else { panic!("three columns: {line}") };
        let given = match keys.trim() {
            "absent" => None,
            "nothing" => Some(String::new()),
            keys => Some(keys.replace("; ", "\n")),
        };
        let text = text(given.as_deref());
        let project = project(&[files, &[(file, text.as_str())]].concat());
        let project = surrounded(project, file, around.trim());
        let checked = project.checked();
        let state = |name: &&str| format!("{name} {}", project.state(name));
        let states: Vec<String> = clauses.iter().map(state).collect();
        let (states, verdict) = (states.join(", "), checked.verdict.word());
        now.push_str(&format!("{keys}|{around}| {states}, {verdict}\n"));
    }
    assert_eq!(now, table, "now:\n{now}");
}

fn surrounded(project: Project, file: &str, around: &str) -> Project {
    match around {
        "" => project,
        "for codir" => project.before("codir"),
        "waived" => WAIVERS.iter().fold(project, |project, (rule, target)| {
            project.add(
                "waivers.toml",
                &format!("[{rule}]\nrule = \"{rule}\"\ntarget = \"{target}\"\nreason = \"Décidé en CODIR.\"\nuntil = 2027-06-30\n"),
            )
        }),
        "broken" => project.add(file, "[tronquée\n"),
        other => panic!("what is {other}?"),
    }
}
