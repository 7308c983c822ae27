//! `nrt decide` in real repositories: by the git program, and without it.

mod alone;
pub mod guarantees;
mod output;
mod places;
mod program;
mod write;

use std::path::Path;

use nrt::lang::Lang;

use crate::history::repository::Repository;
use crate::runner::{Ran, run_with};
use crate::support::read;

const NRT: &str = "format = 1\n\n[project]\ntitle = \"Démarche\"\nlanguage = \"fr\"\nmethod = \"standard\"\n\n[authority]\nname = \"Rivemont\"\nkind = \"commune\"\npopulation = 12_000\nit-department = true\n";

const BODIES: &str = "[codir]\nname = \"Comité de direction\"\nkind = \"management-committee\"\n";

/// A project below the top of a repository, recorded, with a scope that changed since.
fn project() -> Repository {
    let it = Repository::new();
    it.git(&["config", "user.name", "Claire Vasseur"]);
    it.git(&["config", "user.email", "c@rivemont.example"]);
    it.write("nr/nrt.toml", NRT);
    it.write("nr/bodies.toml", BODIES);
    it.write("nr/scope.toml", "coverage = [\"authority\"]\n");
    it.write("LISEZMOI", "Un.\n");
    it.commit("Ouvre le projet");
    it.edit("nr/scope.toml", "[\"authority\"]", "[\"authority\", \"intercommunality\"]");
    it
}

const DECISION: &[&str] = &[
    "decide",
    "Élargir le périmètre",
    "--body",
    "codir",
    "--decision",
    "Les communes membres en sont.",
    "--date",
    "2026-11-03",
];

const ID: &str = "2026-11-03-elargir-perimetre";

const TABLE: &str = "[2026-11-03-elargir-perimetre]\ntitle = \"Élargir le périmètre\"\ndate = 2026-11-03\nbody = \"codir\"\ndecision = \"Les communes membres en sont.\"\nconcerns = [\"scope.coverage\"]\n";

/// Where a command is run: with the git program, or with none to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum With {
    Git,
    Nothing,
}

/// Runs nrt as a person at home whose git is configured by the repository alone.
fn decide(folder: &Path, with: With, args: &[&str]) -> Ran {
    decide_in(folder, folder, with, args)
}

/// The same, where the home lies elsewhere.
fn decide_in(folder: &Path, home: &Path, with: With, args: &[&str]) -> Ran {
    let path = match with {
        With::Git => std::env::var("PATH").expect("a path"),
        With::Nothing => String::new(),
    };
    let home = home.to_str().expect("UTF-8");
    let variables = [
        ("NRT_LANG", Lang::Fr.code()),
        ("PATH", path.as_str()),
        ("HOME", home),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_SYSTEM", "/dev/null"),
    ];
    let mut ran = run_with(folder, &variables, args);
    ran.out = ran.out.replace('\u{a0}', " ");
    ran.err = ran.err.replace('\u{a0}', " ");
    ran
}

/// Runs nrt, which must refuse and leave the repository as it was.
fn refused(it: &Repository, folder: &Path, with: With, args: &[&str]) -> String {
    let state = || (it.git(&["rev-parse", "--all"]), it.git(&["status", "--porcelain=v2"]));
    let before = state();
    let ran = decide(folder, with, args);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert_eq!(state(), before, "{}", ran.err);
    ran.err
}

#[test]
fn a_decision_is_recorded_with_what_it_explains() {
    for with in [With::Git, With::Nothing] {
        let it = project();
        // What somebody else staged, or changed, is no part of it.
        it.write("LISEZMOI", "Deux.\n");
        it.write("nr/pieces/note.txt", "À moi.\n");
        it.git(&["add", "nr/pieces/note.txt"]);
        let ran = decide(&it.path().join("nr"), with, DECISION);
        assert_eq!(ran.code, 0, "{with:?}: {}", ran.err);
        let commit = it.git(&["rev-parse", "--short=7", "HEAD"]);
        let expected = format!(
            "décision enregistrée : {ID}  Élargir le périmètre\n    concerne scope.coverage\ncommit {} sur la branche main : scope.toml, decisions.toml\n",
            commit.trim()
        );
        assert_eq!(ran.out, expected, "{with:?}");
        assert!(ran.err.contains("git reset --soft HEAD~1"), "{}", ran.err);
        let changed = it.git(&["show", "--name-status", "--format=%an <%ae>%n%B", "HEAD"]);
        assert_eq!(
            changed.replace('\u{a0}', " "),
            format!(
                "Claire Vasseur <c@rivemont.example>\nDécision : Élargir le périmètre\n\n  Comité de direction, 3 novembre 2026\n  Les communes membres en sont.\n\nNrt-Decision: {ID}\n\n\nA\tnr/decisions.toml\nM\tnr/scope.toml\n"
            ),
            "{with:?}"
        );
        let text = read(&it.path().join("nr/decisions.toml"));
        let heading = text.strip_suffix(TABLE).expect("the table is last");
        assert!(heading.lines().all(|line| line.is_empty() || line.starts_with('#')), "{heading}");
        assert_eq!(
            it.git(&["status", "--porcelain"]),
            " M LISEZMOI\nA  nr/pieces/note.txt\n",
            "{with:?}"
        );
        assert_eq!(it.git(&["fsck", "--strict", "--no-dangling"]), "");
    }
}

#[test]
fn the_message_holds_one_trailer_and_one_subject() {
    let it = project();
    let mut args = DECISION.to_vec();
    args[1] = "Oui\nSigned-off-by: a\n\n# \u{1b}[2J";
    args[5] = "Non.\n\nReviewed-by: Autre <a@b>\nNrt-Decision: autre";
    args.extend(["--reason", "Nrt-Decision: encore"]);
    let ran = decide(&it.path().join("nr"), With::Git, &args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{}", ran.out);
    let subject = it.git(&["log", "-1", "--format=%s"]).replace('\u{a0}', " ");
    assert_eq!(subject, "Décision : Oui Signed-off-by: a # \\u{1b}[2J\n");
    let message = it.git(&["log", "-1", "--format=%B"]);
    let trailers = it.git_told(&["interpret-trailers", "--parse"], message.as_bytes());
    assert_eq!(trailers, "Nrt-Decision: 2026-11-03-oui-signed-off-by-2j\n");
    it.is_sound();
}

#[test]
fn the_register_keeps_its_form() {
    for with in [With::Git, With::Nothing] {
        let it = project();
        it.git(&["config", "core.autocrlf", "false"]);
        let before = "\u{feff}# À nous.\r\n[2026-01-05-a]\r\ntitle = 'A'\r\ndate = 2026-01-05\r\ntaken-by = 'DGS'\r\ndecision = 'A.' # vu";
        it.write("nr/decisions.toml", before);
        let ran = decide(&it.path().join("nr"), with, DECISION);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = read(&it.path().join("nr/decisions.toml"));
        let table = TABLE.replace('\n', "\r\n");
        assert_eq!(text, format!("{before}\r\n\r\n{table}"), "{with:?}");
        let again = decide(&it.path().join("nr"), with, DECISION);
        assert!(again.out.starts_with(&format!("décision enregistrée : {ID}-2 ")), "{}", again.out);
        assert!(!again.out.contains("concerne"), "nothing changed since: {}", again.out);
        it.is_sound();
    }
}

/// What somebody who decides in a hurry forgets: the decision that this one supersedes, that it was
/// recorded already, that nothing was committed.
#[test]
fn what_may_be_forgotten_is_said() {
    let it = project();
    let folder = it.path().join("nr");
    let kept = decide(&folder, With::Git, &[DECISION, &["--no-commit"]].concat());
    assert!(kept.err.contains("`git add scope.toml decisions.toml`"), "{}", kept.err);
    let again = decide(&folder, With::Git, DECISION);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.err.contains("déjà dans `decisions.toml`"), "{}", again.err);
    let twice = [DECISION, &["--concerns", "scope.coverage"]].concat();
    let twice = decide(&folder, With::Git, &twice);
    assert!(twice.err.contains(&format!("`{ID}` dit déjà la même chose")), "{}", twice.err);
    let hint = format!("`--supersedes {ID}`");
    assert!(!twice.err.contains(&hint), "{}", twice.err);
    it.edit("nr/scope.toml", "\"intercommunality\"", "\"territory\"");
    let other = ["decide", "Ouvrir au territoire", "--taken-by", "DGS", "--decision", "Tous."];
    let superseding = [&other[..], &["--supersedes", ID, "--dry-run"]].concat();
    let said = decide(&folder, With::Git, &superseding).err;
    assert!(!said.contains(&hint), "{said}");
    let said = decide(&folder, With::Git, &[&other[..], &["--dry-run"]].concat()).err;
    assert!(said.contains(&hint), "{said}");
}

/// What it supersedes was about the same, where nothing that changed tells otherwise.
#[test]
fn a_decision_concerns_what_the_former_one_did() {
    let it = project();
    let folder = it.path().join("nr");
    assert_eq!(decide(&folder, With::Git, DECISION).code, 0);
    let mut args = DECISION.to_vec();
    args[1] = "Non, finalement";
    let ran = decide(&folder, With::Git, &[args.as_slice(), &["--supersedes", ID]].concat());
    assert!(ran.out.contains("concerne scope.coverage"), "{}{}", ran.out, ran.err);
    let ran = decide(&folder, With::Git, &args);
    assert!(ran.err.contains("ne désigne rien du projet"), "{}", ran.err);
    it.is_sound();
}

#[test]
fn the_first_commit_may_be_a_decision() {
    for with in [With::Git, With::Nothing] {
        let it = Repository::new();
        it.git(&["config", "user.name", "C. Vasseur"]);
        it.git(&["config", "user.email", "c@rivemont.example"]);
        it.write("nrt.toml", NRT);
        it.write("bodies.toml", BODIES);
        let ran = decide(it.path(), with, DECISION);
        assert_eq!(ran.code, 0, "{with:?}: {}", ran.err);
        assert!(ran.err.contains("git update-ref -d HEAD"), "{}", ran.err);
        let files = it.git(&["ls-tree", "--name-only", "HEAD"]);
        assert_eq!(files, "bodies.toml\ndecisions.toml\nnrt.toml\n");
        it.is_sound();
    }
}

#[test]
fn nothing_is_written_unless_asked() {
    let it = project();
    let folder = it.path().join("nr");
    let status = it.git(&["status", "--porcelain"]);
    let rehearsed = decide(&folder, With::Git, &[DECISION, &["--dry-run"]].concat());
    assert_eq!(rehearsed.code, 0, "{}", rehearsed.err);
    assert!(rehearsed.out.contains(TABLE), "{}", rehearsed.out);
    assert!(rehearsed.err.contains("rien n'a été écrit"), "{}", rehearsed.err);
    assert_eq!(it.git(&["status", "--porcelain"]), status);
    let written = decide(&folder, With::Git, &[DECISION, &["--no-commit"]].concat());
    assert_eq!(written.code, 0, "{}", written.err);
    assert_eq!(it.git(&["status", "--porcelain"]), format!("{status}?? nr/decisions.toml\n"));
    assert_eq!(it.git(&["rev-list", "--count", "HEAD"]), "1\n");

    let none = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(none.path().join("nrt.toml"), NRT).expect("written");
    std::fs::write(none.path().join("bodies.toml"), BODIES).expect("written");
    let ran = decide(none.path(), With::Git, DECISION);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("git init") && ran.err.contains("--no-commit"), "{}", ran.err);
    let ran = decide(none.path(), With::Git, &[DECISION, &["--no-commit"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        read(&none.path().join("decisions.toml"))
            .ends_with(&TABLE.replace("concerns = [\"scope.coverage\"]\n", ""))
    );
}

#[test]
fn what_the_program_would_complain_of_is_not_recorded() {
    let it = project();
    let folder = it.path().join("nr");
    for (args, said) in [
        (vec!["decide", "Oui"], "il manque la décision (`--decision`) et qui a décidé"),
        (vec!["decide", "Oui", "--decision", "Oui.", "--body", "codr"], "écrivez `\"codir\"`"),
        (
            [DECISION, &["--concerns", "scop.coverage"]].concat(),
            "vouliez-vous dire `scope.coverage`",
        ),
        (
            [DECISION, &["--concerns", "scope.couverture"]].concat(),
            "à l'adresse `scope.couverture`",
        ),
        ([DECISION, &["--concerns", "bodies.x.name"]].concat(), "à l'adresse `bodies.x.name`"),
        ([DECISION, &["--supersedes", "2026-01-01-x"]].concat(), "2026-01-01-x"),
        ([DECISION, &["--date", "hier"]].concat(), "donné deux fois"),
        (
            vec!["decide", "Oui", "--decision", "Oui.", "--body", "codir", "--date", "hier"],
            "`hier` n'est pas une date",
        ),
    ] {
        let err = refused(&it, &folder, With::Git, &args);
        assert!(err.contains(said), "{args:?}: {err}");
    }
    // What is not written yet can be decided.
    let undecided = [DECISION, &["--concerns", "scope.organisation", "--dry-run"]].concat();
    let ran = decide(&folder, With::Git, &undecided);
    assert!(ran.out.contains("concerns = [\"scope.organisation\"]"), "{}{}", ran.out, ran.err);
    // In French words, or by an id alone, it is written as files write it.
    for (said, address) in
        [("périmètre.organisation", "scope.organisation"), ("codir", "bodies.codir")]
    {
        let ran =
            decide(&folder, With::Git, &[DECISION, &["--concerns", said, "--dry-run"]].concat());
        assert!(ran.out.contains(&format!("concerns = [\"{address}\"]")), "{}{}", ran.out, ran.err);
    }
    // A whole file as well.
    let whole = [DECISION, &["--concerns", "bodies", "--dry-run"]].concat();
    let ran = decide(&folder, With::Git, &whole);
    assert!(ran.out.contains("concerns = [\"bodies\"]"), "{}{}", ran.out, ran.err);
    it.write("nr/scope.toml", "coverage = [\"authority\"\n");
    let err = refused(&it, &folder, With::Git, DECISION);
    assert!(err.contains("`scope.toml` ne peut pas être lu en entier"), "{err}");
    it.write("nr/scope.toml", "coverage = [\"authority\"]\n");
    it.write("nr/decisions.toml", "[a\n");
    let err = refused(&it, &folder, With::Git, DECISION);
    assert!(err.contains("`decisions.toml` ne peut pas être lu en entier"), "{err}");
}
