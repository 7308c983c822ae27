//! The decisions that a commit records, as the method knows them.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use nrt::git;
use nrt::history::{Options, Wanted, history};
use nrt::lang::Lang;

use super::repository::Repository;

#[test]
fn an_entry_gives_the_decisions_that_it_records() {
    let repository = Repository::new();
    let decision = |id: &str, title: &str| {
        format!(
            "[{id}]\ntitle = \"{title}\"\ndate = 2026-09-03\ntaken-by = \"Bureau\"\ndecision = \"Oui.\"\nconcerns = [\"scope.coverage\"]\n\n"
        )
    };
    let first = decision("un", "Un") + &decision("deux", "Deux");
    repository.write("nrt.toml", "format = 1\n");
    repository.write("decisions.toml", &first);
    repository.commit("Deux décisions");
    repository.write("decisions.toml", &(first.replace("Un", "Une") + &decision("trois", "Trois")));
    repository.commit("Une troisième");
    let source = git::open(repository.path()).expect("a repository");
    let options = Options {
        from: source.revision("HEAD").expect("a commit"),
        all_parents: false,
        cosmetic: false,
        titles: false,
        since: None,
        until: None,
        most: None,
        limit: 1 << 20,
        lang: Lang::Fr,
    };
    let mut told = Vec::new();
    let end = history(&source, &options, &mut Wanted::default(), &mut |entry| {
        let typed = entry.decided(Lang::Fr);
        let recorded = entry.decisions.iter().map(|decision| {
            let (_, typed) = typed.iter().find(|(id, _)| **id == *decision.id).expect("it");
            let concerns: Vec<String> = typed.concerns.iter().map(ToString::to_string).collect();
            (decision.id.clone(), (typed.title.clone().unwrap_or_default(), concerns.join(" ")))
        });
        told.push(recorded.collect::<BTreeMap<_, _>>());
        ControlFlow::Continue(())
    });
    assert_eq!(end.expect("a history").told, 2);
    let of = |title: &str| (title.to_owned(), "scope.coverage".to_owned());
    let first = BTreeMap::from([("un".to_owned(), of("Un")), ("deux".to_owned(), of("Deux"))]);
    assert_eq!(told, [BTreeMap::from([("trois".to_owned(), of("Trois"))]), first]);
    repository.is_sound();
}
