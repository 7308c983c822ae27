//! Where a project may be made, what is left alone there, and what a second run completes.

use nrt::lang::Lang;

use super::{Desk, EN, FR, files, flags, start};
use crate::support::read;

/// What stands there stays, byte for byte, and is named.
#[test]
fn nothing_is_written_over() {
    let desk = Desk::new();
    let there = [
        ("projet/.gitattributes", "*.pdf binary\r\n"),
        ("projet/referents.toml", "# à nous\n"),
        ("projet/schema/fr/nrt.schema.json", "{}"),
    ];
    for (path, text) in there {
        desk.write(path, text);
    }
    let ran = start(&desk, Lang::Fr, "projet");
    assert_eq!(ran.code, 0, "{}", ran.err);
    for (path, text) in there {
        assert_eq!(read(&desk.path().join(path)), text, "{path}");
        let name = path.trim_start_matches("projet/");
        assert!(ran.out.contains(name), "{name}: {}", ran.out);
    }
    desk.is_sound("projet");
}

/// Neither is what a link leads to.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let desk = Desk::new();
    desk.write("ailleurs/a", "");
    desk.write("projet/a", "");
    let link = |name: &str| {
        let link = desk.path().join("projet").join(name);
        std::os::unix::fs::symlink(desk.path().join("ailleurs"), link).expect("a link");
    };
    link("scope.toml");
    link("schema");
    let ran = start(&desk, Lang::Fr, "projet");
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("schema") && ran.err.contains("est un lien"), "{}", ran.err);
    assert_eq!(files(&desk.path().join("ailleurs")).len(), 1);
    assert!(!desk.path().join("projet/nrt.toml").exists());
}

/// A folder that is a project, or lies in one, is refused, and nothing is written.
#[test]
fn a_project_is_not_started_twice() {
    let desk = Desk::new();
    start(&desk, Lang::Fr, "projet");
    let before = files(desk.path());
    for (dir, said) in [("projet", "déjà un projet"), ("projet/a/b", "d'un autre projet")] {
        let ran = start(&desk, Lang::Fr, dir);
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    assert_eq!(files(desk.path()), before);
    // Killed after its last file and before its commit: that is said.
    desk.git("projet", &["update-ref", "-d", "HEAD"]);
    let ran = start(&desk, Lang::Fr, "projet");
    assert!(ran.code == 2 && ran.err.contains("rien n'y est encore validé"), "{}", ran.err);
}

/// What a run leaves that was killed anywhere before its end is completed by the next one.
#[test]
fn a_second_run_completes_the_first() {
    for lang in Lang::ALL {
        let whole = Desk::new();
        start(&whole, lang, "projet");
        let names = files(&whole.path().join("projet"));
        for left in [0, 1, names.len() / 2, names.len() - 1] {
            let desk = Desk::new();
            // `nrt.toml` is the last one written.
            let others = names.iter().filter(|name| name.to_str() != Some("nrt.toml"));
            for name in others.take(left) {
                let path = format!("projet/{}", name.display());
                desk.write(&path, &read(&whole.path().join(&path)));
            }
            desk.write("projet/.git.4194303.nrt-tmp/.git/HEAD", "ref: refs/heads/main\n");
            desk.write("projet/.nrt.toml.4194303.nrt-tmp", "format");
            let ran = start(&desk, lang, "projet");
            assert_eq!(ran.code, 0, "{}", ran.err);
            assert_eq!(files(&desk.path().join("projet")), names);
            for name in &names {
                let path = format!("projet/{}", name.display());
                assert_eq!(read(&desk.path().join(&path)), read(&whole.path().join(&path)));
            }
            desk.is_sound("projet");
            let commits = desk.git("projet", &["rev-list", "--count", "HEAD"]);
            assert_eq!(commits.trim(), "1");
        }
    }
}

/// Inside a repository no other one is made, and nothing is committed there.
#[test]
fn the_repository_around_is_left_alone() {
    let desk = Desk::new();
    desk.git("", &["init", "--quiet", "--initial-branch=main"]);
    desk.write("LISEZMOI", "Un.\n");
    desk.git("", &["add", "."]);
    desk.git("", &["commit", "--quiet", "-m", "Un"]);
    let ran = desk.run(
        Lang::Fr,
        &[&["init", "dossiers/Numérique responsable"], FR, &["--ci", "gitlab"]].concat(),
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!desk.path().join("dossiers/Numérique responsable/.git").exists());
    assert_eq!(desk.git("", &["rev-list", "--count", "HEAD"]).trim(), "1");
    assert_eq!(desk.git("", &["diff", "--cached", "--name-only"]), "");
    let job = read(&desk.path().join(".gitlab-ci.yml"));
    assert!(job.contains("NRT_PROJET: \"dossiers/Numérique responsable\"\n"), "{job}");
    assert!(ran.out.contains("git add . \"/home/claire/.gitlab-ci.yml\""), "{}", ran.out);
}

/// Each forge finds its job; GitLab's own file is kept, and the job put beside it.
#[test]
fn a_job_goes_where_its_forge_looks() {
    for (forge, path) in [
        ("github", ".github/workflows/nrt.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("forgejo", ".forgejo/workflows/nrt.yml"),
    ] {
        let desk = Desk::new();
        let ran = desk.run(Lang::En, &[&["init"], EN, &["--ci", forge]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains(path), "{}", ran.out);
        assert_eq!(
            read(&desk.path().join(path)),
            read(&crate::support::root().join(format!("docs/ci/{forge}.yml")))
        );
        desk.is_sound("");
    }
    let desk = Desk::new();
    desk.write(".gitlab-ci.yml", "pages: {}\n");
    let ran = desk.run(Lang::En, &[&["init"], EN, &["--ci", "gitlab"]].concat());
    assert_eq!(read(&desk.path().join(".gitlab-ci.yml")), "pages: {}\n");
    assert!(desk.path().join(".gitlab/nrt.yml").exists());
    assert!(ran.out.contains("include: [{ local: .gitlab/nrt.yml }]"), "{}", ran.out);
}

/// The first commit is made as the person's own git would make it, or not at all.
#[test]
fn hooks_and_identity_are_respected() {
    // A hook of the person's template, and one that they name, refuse.
    for template in [true, false] {
        let desk = Desk::new();
        let hooks = desk.home.path().join("modele/hooks");
        std::fs::create_dir_all(&hooks).expect("a folder");
        let hook = hooks.join("pre-commit");
        std::fs::write(&hook, "#!/bin/sh\necho refusé par la maison >&2\nexit 1\n")
            .expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("set");
        }
        let model = desk.home.path().join("modele");
        let setting = if template {
            format!("[init]\ntemplateDir = {}\n", model.display())
        } else {
            format!("[core]\nhooksPath = {}\n", hooks.display())
        };
        desk.settings(&format!("[user]\nname = C\nemail = c@rivemont.example\n{setting}"));
        let ran = start(&desk, Lang::Fr, "projet");
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.contains("sans commit\u{a0}: refusé par la maison"), "{}", ran.out);
        assert!(ran.out.contains("`git add .`"), "{}", ran.out);
    }
    // Nobody.
    let desk = Desk::new();
    desk.settings("[user]\nuseConfigOnly = true\n");
    let ran = start(&desk, Lang::Fr, "projet");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("git ne sait pas qui vous êtes"), "{}", ran.out);
    // Without the program, where nothing needs it.
    let desk = Desk::new();
    let set =
        [("PATH", ""), ("GIT_AUTHOR_DATE", ""), ("GIT_COMMITTER_DATE", ""), ("NRT_LANG", "fr")];
    let ran = desk.run_with(&set, &[&["init", "projet"], flags(Lang::Fr)].concat());
    assert!(ran.out.contains("sans commit") && ran.out.contains("GIT_AUTHOR_DATE"), "{}", ran.out);
}

/// What git is told to ignore is written, and not recorded.
#[test]
fn what_git_ignores_stays_out_of_the_commit() {
    let desk = Desk::new();
    let ignore = desk.home.path().join("ignore");
    std::fs::write(&ignore, ".editorconfig\nschema/\n").expect("written");
    desk.settings(&format!(
        "[user]\nname = C\nemail = c@rivemont.example\n[core]\nexcludesFile = {}\n",
        ignore.display()
    ));
    let ran = start(&desk, Lang::Fr, "projet");
    assert!(ran.out.contains("premier commit"), "{}", ran.out);
    assert!(!desk.git("projet", &["ls-files"]).contains("schema"));
    desk.is_sound("projet");
}

/// Whatever a title holds, it is read back as it was given.
#[test]
fn a_title_is_a_text_whatever_it_holds() {
    let title = "« L'\"été\" » \\ $(rm -rf /) `x` <b>à</b> [z](u)\u{202e}";
    let desk = Desk::new();
    let args = [&["init", "Dossier d'été/numérique"], FR, &["--title", title]].concat();
    let ran = desk.run(Lang::Fr, &args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains('\u{202e}'));
    let text = read(&desk.path().join("Dossier d'été/numérique/nrt.toml"));
    let files = nrt::files::Files::from_texts([("nrt.toml", text.as_str())]);
    let loaded = nrt::load::load(&files, Lang::Fr);
    assert_eq!(loaded.project.settings.project.title.as_deref(), Some(title));
    desk.is_sound("Dossier d'été/numérique");
}

/// What is no folder is not written to, and a folder that `-C` names must be there.
#[test]
fn a_path_that_is_no_folder_is_refused() {
    let desk = Desk::new();
    desk.write("fichier", "");
    let init = |before: &[&str], dir: &str| {
        let ran = desk.run(Lang::Fr, &[before, &["init", dir], FR].concat());
        assert_eq!(ran.code, 2, "{}", ran.out);
        ran.err
    };
    assert!(init(&[], "fichier").contains("n'est pas un dossier"));
    assert!(init(&[], "fichier/a/b").contains("`/home/claire/fichier` existe"));
    assert!(init(&["-C", "nulle-part"], "a").contains("n'existe pas"));
    assert!(init(&[], "").contains("est vide"));
    assert_eq!(files(desk.path()).len(), 1);
}

/// A repository that lost its head is nobody's to replace, and nothing is written beside it.
#[test]
fn a_damaged_repository_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    desk.write("projet/.git/config", "[core]\nbare = false\n");
    for dir in ["projet", "projet/nr"] {
        let ran = start(&desk, Lang::Fr, dir);
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains("n'est pas un dépôt git"), "{}", ran.err);
        assert_eq!(files(desk.path()).len(), 0);
    }
}

/// Several at once: one makes the project, the others are told that it is there.
#[test]
fn one_of_several_makes_the_project() {
    let desk = Desk::new();
    let codes: Vec<i32> = std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..4).map(|_| scope.spawn(|| start(&desk, Lang::Fr, "projet"))).collect();
        let ran = runs.into_iter().map(|run| run.join().expect("a run"));
        ran.inspect(|ran| {
            assert!(ran.code == 0 || ran.err.contains("déjà un projet"), "{}", ran.err);
        })
        .map(|ran| ran.code)
        .collect()
    });
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    desk.is_sound("projet");
    assert_eq!(desk.git("projet", &["rev-list", "--count", "HEAD"]).trim(), "1");
}

/// A folder beside is beside, though its name starts in this one.
#[test]
fn a_folder_beside_is_not_inside() {
    let desk = Desk::new();
    start(&desk, Lang::Fr, "un");
    for args in [
        &[&["-C", "un", "init", "../deux"], FR].concat(),
        &vec!["-C", "un", "init", "../trois", "--demo"],
    ] {
        let ran = desk.run(Lang::Fr, args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    }
    desk.is_sound("deux");
    desk.is_sound("trois");
}
