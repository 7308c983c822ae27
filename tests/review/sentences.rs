//! What a review says of each sort of change, a sentence each.

use nrt::lang::Lang;

use super::review;
use crate::repository::Repository;

/// The sentences of a review that start so, with plain spaces.
fn sentences(repository: &Repository, lang: Lang, title: &str) -> Vec<String> {
    let text = review(&repository.project(), lang, &["main"]).out.replace('\u{a0}', " ");
    let (_, section) = text.split_once(&format!("**{title}**\n\n")).unwrap_or_default();
    let section = section.split("\n\n").next().unwrap_or_default();
    section.lines().map(|line| line.trim_start_matches("- ").to_owned()).collect()
}

/// The first sentence on what is to decide, in both languages, after some edits.
fn told(edits: &[(&str, &str, &str)]) -> [String; 2] {
    let repository = Repository::branch(|repository| {
        for (file, old, new) in edits {
            repository.edit(file, old, new);
        }
    });
    [(Lang::Fr, "À décider"), (Lang::En, "To decide")].map(|(lang, title)| {
        let all = sentences(&repository, lang, title);
        let ends = [" Aucune décision ne l'explique.", " No decision explains it."];
        let first = all.first().cloned().unwrap_or_default();
        ends.iter().fold(first, |text, end| text.split(end).next().unwrap_or_default().to_owned())
    })
}

#[test]
fn each_change_of_what_was_agreed_has_its_sentence() {
    let (milestones, scope, nrt) = ("milestones.toml", "scope.toml", "nrt.toml");
    let coverage = "coverage = [\"authority\", \"intercommunality\"]";
    let organisation = "organisation = \"central-services-and-facilities\"";
    for (edits, french, english) in [
        (
            vec![(milestones, "date = 2026-12-10", "date = 2026-12-09")],
            "Cette demande avance le comité de lancement du 10 décembre 2026 au 9 décembre 2026 (−1 jour).",
            "This request brings the launch committee forward from 10 December 2026 to 9 December 2026 (−1 day).",
        ),
        (
            vec![(milestones, "date = 2026-12-10\n", "")],
            "Cette demande retire sa date au comité de lancement, qui était prévu le 10 décembre 2026.",
            "This request takes away the date of the launch committee, which was planned on 10 December 2026.",
        ),
        (
            vec![(milestones, "date = 2026-12-10\n", "date = 2026-12-10\ncancelled = true\n")],
            "Cette demande annule le comité de lancement, qui était prévu le 10 décembre 2026.",
            "This request cancels the launch committee, which was planned on 10 December 2026.",
        ),
        (
            vec![(milestones, "kind = \"launch-committee\"", "kind = \"other\"")],
            "Cette demande fait un autre jalon du comité de lancement, qui était prévu le 10 décembre 2026.",
            "This request makes another milestone of the launch committee, which was planned on 10 December 2026.",
        ),
        (
            vec![(nrt, "end = 2026-12-04", "end = 2027-01-01")],
            "Cette demande reporte la fin de l'étape 1 du 4 décembre 2026 au 1er janvier 2027 (+28 jours).",
            "This request postpones the end of step 1 from 4 December 2026 to 1 January 2027 (+28 days).",
        ),
        (
            vec![(nrt, "end = 2026-12-04\n", "")],
            "Cette demande retire la fin de l'étape 1, qui était fixée au 4 décembre 2026.",
            "This request takes away the end of step 1, which was set to 4 December 2026.",
        ),
        (
            vec![(nrt, "method = \"standard\"", "method = \"flash\"")],
            "Cette demande fait passer la démarche de la variante « Numérique responsable » à la variante « Numérique responsable Flash ».",
            "This request moves the work from the variant \"standard\" to the variant \"Flash\".",
        ),
        (
            vec![(scope, coverage, "coverage = [\"authority\"]")],
            "Cette demande réduit le périmètre, qui ne comprend plus l'intercommunalité.",
            "This request narrows the scope, which no longer includes the inter-municipal body.",
        ),
        (
            vec![(scope, coverage, "coverage = [\"authority\", \"territory\"]")],
            "Cette demande change le périmètre, qui s'étend au territoire et ne comprend plus l'intercommunalité.",
            "This request changes the scope, which extends to the territory and no longer includes the inter-municipal body.",
        ),
        (
            vec![(scope, organisation, "organisation = \"central-services\"")],
            "Cette demande réduit le périmètre aux services généraux, sans les équipements publics.",
            "This request narrows the scope to central services, without public facilities.",
        ),
        (
            vec![(scope, organisation, "")],
            "Cette demande ne dit plus si le périmètre comprend les équipements publics.",
            "This request no longer says whether the scope includes public facilities.",
        ),
        (
            vec![(
                scope,
                "    \"Communication\",\n",
                "    \"Communication\",\n    \"Archives\",\n",
            )],
            "Cette demande fait entrer dans le périmètre le service « Archives ».",
            "This request adds to the scope the department \"Archives\".",
        ),
        (
            vec![(scope, "    \"DSI\",\n", ""), (scope, "    \"Communication\",\n", "")],
            "Cette demande retire du périmètre les services « DSI » et « Communication ».",
            "This request takes out of the scope the departments \"DSI\" and \"Communication\".",
        ),
        (
            vec![(scope, "\"Office de tourisme\"]", "\"Office de tourisme\", \"CCAS\"]")],
            "Cette demande exclut du périmètre « CCAS ».",
            "This request leaves \"CCAS\" out of the scope.",
        ),
        (
            vec![(
                scope,
                "[\"Régie des eaux\", \"Office de tourisme\"]",
                "[\"Office de tourisme\", \"CCAS\"]",
            )],
            "Cette demande exclut du périmètre « CCAS », et n'en exclut plus « Régie des eaux ».",
            "This request leaves \"CCAS\" out of the scope, and no longer \"Régie des eaux\".",
        ),
        (
            vec![(
                scope,
                "[\"Régie des eaux\", \"Office de tourisme\"]",
                "[\"Office de tourisme\", \"Office de tourisme\", \"Régie des eaux\"]",
            )],
            "Cette demande change le périmètre : ce qui en est exclu.",
            "This request changes the scope: what is left out.",
        ),
    ] {
        let [fr, en] = told(&edits);
        assert_eq!((fr.as_str(), en.as_str()), (french, english), "{edits:?}");
    }
}

#[test]
fn facilities_that_leave_together_are_told_together() {
    let text = crate::support::read(&crate::support::root().join("example-project/scope.toml"));
    let facility = |id: &str| {
        let start = text.find(&format!("[facilities.{id}]")).expect("a facility");
        let end = text[start + 1..].find("\n[").map_or(text.len(), |end| start + end + 2);
        &text[start..end]
    };
    let (piscines, conservatoire) = (facility("piscines"), facility("conservatoire"));
    let edits = [("scope.toml", piscines, ""), ("scope.toml", conservatoire, "")];
    let names = ["Conservatoire à rayonnement intercommunal", "Piscines"];
    let [fr, en] = told(&edits);
    let [a, b] = names;
    assert_eq!(
        fr,
        format!("Cette demande retire du périmètre les équipements « {a} » et « {b} ».")
    );
    assert_eq!(
        en,
        format!("This request takes the facilities \"{a}\" and \"{b}\" out of the scope.")
    );
}

#[test]
fn a_scope_that_is_gone_is_one_thing() {
    let repository = Repository::branch(|repository| {
        std::fs::remove_file(repository.project().join("scope.toml")).expect("removed");
    });
    let found = sentences(&repository, Lang::Fr, "À décider");
    assert_eq!(found.len(), 1, "{found:?}");
    let start = "Cette demande efface tout le périmètre. Aucune décision ne l'explique. Une décision portait sur ce point : « Élargir ";
    assert!(found[0].starts_with(start), "{found:?}");
    let document = repository.reviewed(&[]);
    assert_eq!(document["to-decide"], 1);
    assert!(document["undecided"].as_array().is_some_and(|all| all.len() > 5), "{document}");
    let block = document["proposed-decision"].as_str().expect("a block");
    assert!(block.contains("concerns = [\"scope\"]"), "{block}");
    assert!(block.contains("supersedes = \"2026-11-03-perimetre-elargi\""), "{block}");
}

#[test]
fn decisions_that_are_undone_are_told_and_asked_back() {
    let repository = Repository::branch(|repository| {
        let file = repository.project().join("decisions.toml");
        let text = crate::support::read(&file);
        let (kept, _) = text.split_once("[2026-11-17-echange-elu]").expect("the last decision");
        std::fs::write(file, kept).expect("written");
    });
    let title = "Maintenir le comité malgré l'échange bilatéral tardif avec l'élu délégué";
    let found = sentences(&repository, Lang::Fr, "À décider");
    assert_eq!(
        found,
        [format!(
            "Cette demande supprime la décision « {title} ». Une décision enregistrée ne se modifie pas : une autre la remplace."
        )]
    );
    let asked = sentences(&repository, Lang::Fr, "Ce qui vous est demandé");
    assert!(asked.iter().any(|line| line.starts_with("Faire rétablir ")), "{asked:?}");
}

#[test]
fn presences_already_asked_again_are_no_more_to_do() {
    let repository = Repository::branch(|repository| {
        super::moved(repository);
        let file = repository.project().join("stakeholders.toml");
        let text = crate::support::read(&file).replace("\"confirmed\"", "\"invited\"");
        std::fs::write(file, text.replace("\"represented\"", "\"invited\"")).expect("written");
    });
    let told = sentences(&repository, Lang::Fr, "Conséquences");
    let start = "9 présences confirmées pour le 10 décembre 2026 sont déjà remises en attente de réponse : ";
    assert!(told.iter().any(|line| line.starts_with(start)), "{told:?}");
    assert!(!told.iter().any(|line| line.contains("à confirmer de nouveau")), "{told:?}");
    let asked = sentences(&repository, Lang::Fr, "Ce qui vous est demandé");
    assert_eq!(asked.len(), 1, "{asked:?}");
}

#[test]
fn what_could_not_be_looked_at_again_is_not_settled() {
    let repository = Repository::branch(|repository| {
        repository.append("calendar.toml", "\n[x\n");
    });
    let document = repository.reviewed(&[]);
    let fixed = super::rules(&document["fixed"]);
    assert!(fixed.is_empty(), "{fixed:?}");
    assert!(document["skipped"].as_array().is_some_and(|rules| !rules.is_empty()));
    let text = repository.said(Lang::Fr, &[]);
    assert!(text.contains("Non vérifié, car un fichier n'a pu être lu qu'en partie"), "{text}");
}
