//! What there is to say once a project is made: what was done, what was left alone, where to begin.

use super::{Made, Place, Recorded};
use crate::cli::init::place::Repository;
use crate::files::stem;
use crate::git::FIRST_BRANCH;
use crate::lang::Lang;
use crate::start::Answers;
use crate::text::terminal;
use crate::tr;

/// What was made, and the first things to do.
pub(super) fn said(place: &Place, answers: &Answers, made: &Made, lang: Lang) -> String {
    let title = terminal(&answers.title);
    let mut text = match &place.shown {
        Some(dir) => {
            tr!(lang, "projet créé dans {dir}\u{a0}: {title}\n", "project made in {dir}: {title}\n")
        }
        None => tr!(lang, "projet créé ici\u{a0}: {title}\n", "project made here: {title}\n"),
    };
    text.push_str(&files(made, lang));
    text.push_str(&git(place, answers, made, lang));
    text.push_str(&first(place, lang));
    text
}

fn files(made: &Made, lang: Lang) -> String {
    let is_own =
        |path: &&String| !path.contains('/') && stem(path).is_some() && *path != "tombi.toml";
    let own = made.written.iter().filter(is_own).count();
    let s = lang.s(own);
    let mut text = tr!(
        lang,
        "    {own} fichier{s} TOML à compléter, et les réglages des éditeurs et de git\n",
        "    {own} TOML file{s} to complete, and the settings of editors and git\n"
    );
    if let Some(path) = &made.job {
        text.push_str(&tr!(
            lang,
            "    {path}\u{a0}: relisez les deux dernières valeurs, NRT_DEPOT et NRT_REVISION\n",
            "    {path}: read again its last two values, NRT_DEPOT and NRT_REVISION\n"
        ));
    }
    if !made.kept.is_empty() {
        let kept = lang.list(&made.kept);
        text.push_str(&tr!(
            lang,
            "    déjà là, et laissé tel quel\u{a0}: {kept}\n",
            "    there already, and left as it is: {kept}\n"
        ));
    }
    if let Some(path) = made.job.as_ref().filter(|_| made.aside) {
        text.push_str(&tr!(
            lang,
            "    pour que GitLab le lise, ajoutez à votre .gitlab-ci.yml\u{a0}: `include: [{{ local: {path} }}]`\n",
            "    for GitLab to read it, add to your .gitlab-ci.yml: `include: [{{ local: {path} }}]`\n"
        ));
    }
    text
}

fn git(place: &Place, answers: &Answers, made: &Made, lang: Lang) -> String {
    let mut text = match &made.recorded {
        None => match &place.repository {
            Repository::There(Some(top)) => {
                let top = terminal(&top.display().to_string());
                tr!(
                    lang,
                    "    dans le dépôt git {top}, où rien n'est encore validé\n",
                    "    in the git repository {top}, where nothing is committed yet\n"
                )
            }
            Repository::There(None) | Repository::None => tr!(
                lang,
                "    dans un dépôt git qui ne peut pas être lu\u{a0}: rien n'y est encore validé\n",
                "    in a git repository that cannot be read: nothing is committed there yet\n"
            ),
        },
        Some(Recorded::Commit(id)) => {
            return tr!(
                lang,
                "    dépôt git créé, premier commit {id} sur la branche {FIRST_BRANCH}\n",
                "    git repository made, first commit {id} on the branch {FIRST_BRANCH}\n"
            );
        }
        Some(Recorded::Nobody) => tr!(
            lang,
            "    dépôt git créé, sans commit\u{a0}: git ne sait pas qui vous êtes\n    `git config --global user.name \"Prénom Nom\"` et `git config --global user.email …`\n",
            "    git repository made, without a commit: git does not know who you are\n    `git config --global user.name \"First Last\"` and `git config --global user.email …`\n"
        ),
        Some(Recorded::Not(why)) => tr!(
            lang,
            "    dépôt git créé, sans commit\u{a0}: {why}\n",
            "    git repository made, without a commit: {why}\n"
        ),
    };
    let job = match (&place.repository, &made.job) {
        (Repository::There(Some(top)), Some(path)) => {
            format!(" \"{}\"", terminal(&top.join(path).display().to_string()))
        }
        _ => String::new(),
    };
    // Never the title: whoever pastes it would have a shell read it.
    let subject = answers.lang.pick("Ouvre le projet", "Start the project");
    text.push_str(&tr!(
        lang,
        "    puis, dans le dossier du projet\u{a0}: `git add .{job}` et `git commit -m \"{subject}\"`\n",
        "    then, in the project's folder: `git add .{job}` and `git commit -m \"{subject}\"`\n"
    ));
    text
}

/// What to do first, in three lines.
fn first(place: &Place, lang: Lang) -> String {
    let go = place.shown.as_ref().map_or_else(String::new, |dir| {
        let dir = if dir.contains(' ') { format!("\"{dir}\"") } else { dir.clone() };
        tr!(lang, "`cd {dir}`, puis ", "`cd {dir}`, then ")
    });
    tr!(
        lang,
        "\nPour commencer\u{a0}:\n    1. {go}`nrt check`\u{a0}: ce qui reste à faire\n    2. nommez les référents dans referents.toml\n    3. complétez les TODO(nrt) de stakeholders.toml et documents.toml\n",
        "\nTo begin:\n    1. {go}`nrt check`: what there is to do\n    2. name the referents in referents.toml\n    3. complete each TODO(nrt) of stakeholders.toml and documents.toml\n"
    )
}
