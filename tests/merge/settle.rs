//! `nrt merge` in real repositories: what a merge without the driver left, with the index or the
//! marks alone, and what is left for a person.

use super::through_git::{END, FOLDER, OTHER_END, OURS, THEIRS, file, git, is_sound, nrt, project};
use crate::history::repository::Repository;
use crate::support::read;

fn text(it: &Repository) -> String {
    read(&it.path().join(file()))
}

/// A merge by git alone, which gives up.
fn given_up(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Repository {
    let it = project(ours, theirs);
    let (code, said) = git(&it, &["merge", "autre"]);
    assert_eq!(code, 1, "{said}");
    it
}

#[test]
fn what_git_gave_up_is_settled() {
    let it = given_up(&[OURS, END], &[OTHER_END]);
    let before = text(&it);
    let (code, said) = nrt(&it, &["merge", "--dry-run"]);
    assert!(
        code == 0
            && said.contains("+launch = \"confirmed\"")
            && said.contains("rien n'a été écrit"),
        "{said}"
    );
    assert_eq!(text(&it), before);
    let (code, said) = nrt(&it, &["merge"]);
    assert_eq!(
        (code, said.as_str()),
        (
            0,
            "stakeholders.toml : réglé, plus aucun conflit\nrelisez (`git diff`), vérifiez (`nrt check`), puis `git add stakeholders.toml` et `git commit`\npour annuler : `git checkout --merge -- stakeholders.toml`\n"
        )
    );
    let merged = text(&it);
    assert!(merged.contains("[port]") && merged.contains("[eau]") && merged.contains("-12\n"));
    assert!(it.git(&["status", "--porcelain"]).starts_with("UU "), "nothing is staged");
    // It is undone as it says.
    it.git(&["checkout", "--merge", "--", &file()]);
    assert_eq!(text(&it).replace("<< ours", "<< HEAD").replace(">> theirs", ">> autre"), before);
    assert_eq!(nrt(&it, &["merge", "stakeholders"]).0, 0);
    assert_eq!(text(&it), merged);
    let (code, said) = nrt(&it, &["merge"]);
    assert!(code == 0 && said.contains("déjà réglé à la main"), "{said}");
    it.git(&["add", "."]);
    it.git(&["commit", "--quiet", "--no-edit"]);
    let (code, said) = nrt(&it, &["merge"]);
    assert_eq!((code, said.as_str()), (0, "aucun conflit dans le projet\n"));
    it.is_sound();
}

#[test]
fn what_only_a_person_can_settle_is_listed() {
    let contact = ("launch = \"invited\"", "launch = \"invited\"\ncontact = \"canari@a.example\"");
    let other = ("launch = \"invited\"", "launch = \"invited\"\ncontact = \"serin@b.example\"");
    let it = given_up(&[OURS, contact], &[THEIRS, other]);
    let (code, said) = nrt(&it, &["merge"]);
    assert_eq!(
        (code, said.lines().take(3).collect::<Vec<_>>().join("\n").as_str()),
        (
            1,
            "stakeholders.toml : il reste 2 conflits\n    la date de l'échange bilatéral de « Direction générale » : 2026-11-12 (HEAD), 2026-11-19 (autre)\n    le contact de « Direction générale » : •••• (HEAD), •••• (autre)"
        )
    );
    assert!(!said.contains("canari") && !said.contains("serin"), "{said}");
    let left = text(&it);
    assert_eq!(left.matches("<<<<<<< HEAD").count(), 2);
    let (code, said) = nrt(&it, &["--lang", "en", "merge"]);
    assert_eq!(code, 1);
    assert!(
        said.contains("the date of the one-to-one of Direction générale: 2026-11-12 (HEAD), 2026-11-19 (autre)"),
        "{said}"
    );
    assert!(!said.contains("undo"), "nothing was written again: {said}");
    assert_eq!(text(&it), left);
    is_sound(&it);
}

#[test]
fn each_kind_of_conflict_has_its_words() {
    let whole = "[dgs]\nname = \"Direction générale\"\nrole = \"senior-management\"\nbilateral = 2026-11-05\nlaunch = \"invited\"\n";
    let port = "[port]\nname = \"Port\"\nrole = \"other\"\n";
    let renamed = whole.replace("[dgs]", "[dg]") + "formerly = [\"dgs\"]\n";
    let cases = [
        (
            whole.replace("-05", "-12"),
            port.to_owned(),
            "la partie prenante « Direction générale » : suppression (autre), modification (HEAD)",
        ),
        (
            port.to_owned(),
            whole.replace("-05", "-12"),
            "la partie prenante « Direction générale » : suppression (HEAD), modification (autre)",
        ),
        (
            whole.replace("bilateral = 2026-11-05\n", ""),
            whole.replace("-05", "-12"),
            "la date de l'échange bilatéral de « Direction générale » : suppression (HEAD), 2026-11-12 (autre)",
        ),
        (
            whole.replace("-05", "-05 # vu"),
            whole.replace("-05", "-05 # vue"),
            "la date de l'échange bilatéral de « Direction générale » : deux commentaires sur la même ligne (HEAD, autre)",
        ),
        (
            renamed.clone(),
            renamed.replace("[dg]", "[direction]"),
            "la partie prenante « Direction générale » : deux nouveaux identifiants (HEAD, autre)",
        ),
        (
            format!("{whole}\n{port}"),
            format!("{whole}\n{}", port.replace("\"Port\"", "\"Ports\"")),
            "la partie prenante « Port » : deux ajouts qui se contredisent (HEAD, autre)",
        ),
    ];
    for (ours, theirs, expected) in cases {
        let it = given_up(&[(whole, &ours)], &[(whole, &theirs)]);
        let (code, said) = nrt(&it, &["merge"]);
        assert!(code == 1 && said.contains(&format!("    {expected}\n")), "{expected}\n{said}");
        is_sound(&it);
    }
}

/// What a person settled in the file already is not undone by the versions of the index.
#[test]
fn the_work_of_a_person_is_kept() {
    let far = (
        "role = \"senior-management\"",
        "role = \"senior-management\"\n# 1\n# 2\n# 3\n# 4\n# 5\n# 6",
    );
    let it = given_up(&[far, OURS, END], &[far, THEIRS, OTHER_END]);
    let marked = text(&it);
    // By hand: a date that is neither of the two; the rest is left.
    let (head, rest) =
        marked.split_once("<<<<<<< HEAD\nbilateral = 2026-11-12\n").expect("a conflict");
    let (ours, rest) = rest.split_once("=======\nbilateral = 2026-11-19\n").expect("a conflict");
    let by_hand = format!("{head}bilateral = 2026-12-01\n<<<<<<< HEAD\n{ours}=======\n{rest}");
    std::fs::write(it.path().join(file()), &by_hand).expect("written");
    let (code, said) = nrt(&it, &["merge"]);
    assert_eq!(code, 0, "{said}");
    let merged = text(&it);
    assert!(merged.contains("bilateral = 2026-12-01\n") && merged.contains("[port]"), "{merged}");
    assert!(merged.contains("[eau]") && merged.contains("confirmed"), "{merged}");
    // Git has no copy of it but the one that nrt gave it.
    let id = said.split("git cat-file -p ").nth(1).and_then(|rest| rest.split(' ').next());
    assert_eq!(it.git(&["cat-file", "-p", id.expect("an id")]), by_hand);
    is_sound(&it);
}

/// A driver that died without a fallback leaves our side alone, and the next `git add` would lose
/// the other one.
#[test]
fn a_side_that_was_left_out_comes_back() {
    let it = project(&[OURS, END], &[OTHER_END]);
    it.git(&["config", "merge.nrt.driver", "exit 1"]);
    assert_eq!(git(&it, &["merge", "autre"]).0, 1);
    assert!(!text(&it).contains("[eau]") && !text(&it).contains("<<<<"));
    let (code, said) = nrt(&it, &["merge"]);
    assert_eq!(code, 0, "{said}");
    assert!(text(&it).contains("[eau]") && text(&it).contains("[port]"));
    is_sound(&it);
}

#[test]
fn marks_that_were_committed_are_settled_without_the_index() {
    let it = project(&[OURS], &[THEIRS]);
    let added = "launch = \"invited\"\n\n<<<<<<< a\n[port]\nname = \"Port\"\n=======\n[eau]\nname = \"Eau\"\n>>>>>>> b\nrole = \"other\"\n";
    it.edit(&file(), "launch = \"invited\"\n", added);
    it.commit("Avec des marques");
    let (code, said) = nrt(&it, &["merge"]);
    assert!(code == 0 && said.contains("`git restore stakeholders.toml`"), "{said}");
    assert!(
        text(&it).ends_with(
            "\n[port]\nname = \"Port\"\nrole = \"other\"\n\n[eau]\nname = \"Eau\"\nrole = \"other\"\n"
        ),
        "{}",
        text(&it)
    );
    it.git(&["restore", "."]);

    // One side is empty: a deletion, or an addition of the other one.
    it.edit(&file(), "[eau]\nname = \"Eau\"\n", "");
    let before = text(&it);
    let (code, said) = nrt(&it, &["merge"]);
    assert!(code == 1 && said.contains("laissé tel quel, rien ne dit"), "{said}");
    assert_eq!(text(&it), before);
    // With the base between the marks, that is known.
    it.edit(
        &file(),
        "=======\n>>>>>>> b\nrole = \"other\"\n",
        "role = \"other\"\n=======\n>>>>>>> b\n",
    );
    it.edit(
        &file(),
        "=======\n",
        "||||||| base\n[port]\nname = \"Port\"\nrole = \"other\"\n=======\n",
    );
    let (code, said) = nrt(&it, &["merge"]);
    assert_eq!(code, 0, "{said}");
    assert!(!text(&it).contains("[port]"), "{}", text(&it));
    // Marks that are not whole.
    it.edit(&file(), "[dgs]", "<<<<<<< a\n[dgs]");
    let (code, said) = nrt(&it, &["merge"]);
    assert!(code == 1 && said.contains("des marques de conflit y manquent"), "{said}");
}

#[test]
fn a_file_that_one_side_deleted_is_left_to_a_person() {
    let it = project(&[OURS], &[THEIRS]);
    it.git(&["checkout", "--quiet", "autre"]);
    it.git(&["rm", "--quiet", &file()]);
    it.commit("Sans");
    it.git(&["checkout", "--quiet", "main"]);
    assert_eq!(git(&it, &["merge", "autre"]).0, 1);
    let (code, said) = nrt(&it, &["merge"]);
    assert!(code == 1 && said.contains("supprimé par l'autre branche"), "{said}");
    assert!(text(&it).contains("2026-11-12"));
}

/// Git ends the lines of the folder as Windows does; what it keeps ends them otherwise.
#[test]
fn line_ends_are_those_of_the_folder() {
    let it = project(&[OURS, END], &[OTHER_END]);
    it.git(&["config", "core.autocrlf", "true"]);
    std::fs::remove_file(it.path().join(file())).expect("removed");
    let checkout = |args: &[&str]| {
        let all = [&["-c", "core.autocrlf=true"], args].concat();
        let (code, said) = super::through_git::told(&it, "git", &all);
        (code, said)
    };
    assert_eq!(checkout(&["checkout", "--", "."]).0, 0);
    assert_eq!(checkout(&["merge", "autre"]).0, 1);
    assert!(text(&it).contains("\r\n"));
    let (code, said) = nrt(&it, &["merge"]);
    assert_eq!(code, 0, "{said}");
    let text = text(&it);
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains("[port]\r\n") && text.contains("[eau]\r\n"));
}

#[test]
fn a_file_is_named_as_people_name_it() {
    let it = given_up(&[OURS], &[THEIRS]);
    for name in ["stakeholders.toml", "stakeholders", "parties-prenantes"] {
        assert_eq!(nrt(&it, &["merge", name]).0, 1, "{name}");
    }
    let path = it.path().join(file());
    assert_eq!(nrt(&it, &["merge", path.to_str().expect("UTF-8")]).0, 1);
    assert_eq!(nrt(&it, &["merge", "bodies"]).0, 0);
    for name in ["pieces.toml", "/etc/stakeholders.toml"] {
        let (code, said) = nrt(&it, &["merge", name]);
        assert!(code == 2 && said.contains("n'est pas un fichier du projet"), "{said}");
    }
    assert!(FOLDER.contains(' '));
}
