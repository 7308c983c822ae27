//! A new user's first session, from nothing to a first check: what there is to read and to type
//! fits in three minutes. The sessions are those that `tests/outside/new_user.py` goes through,
//! key by key.

use nrt::lang::Lang;

use super::{Desk, FR};
use crate::support::{read, root};

/// Words that an adult reads in a minute, aloud: 195 in French, 228 in English (Trauzettel-Klosinski
/// and Dietz, « Standardized assessment of reading performance: the new International Reading Speed
/// Texts (`IReST`) », 2012). Silent reading is faster: 238 in English (Brysbaert, « How many words do we
/// read per minute? », 2019).
const fn read_a_minute(lang: Lang) -> f64 {
    match lang {
        Lang::Fr => 195.0,
        Lang::En => 228.0,
    }
}

/// Characters that an average user types in a minute while composing: 19 words of five (Karat,
/// Halverson, Horn and Karat, « Patterns of entry and correction in large vocabulary continuous
/// speech recognition systems », 1999).
const TYPED_A_MINUTE: f64 = 19.0 * 5.0;

/// What the project promises, in seconds.
const THREE_MINUTES: f64 = 180.0;

/// What stands before the keys of an answer, and for the key that ends it.
const TYPED: &str = "<< ";
const ENTER: char = '⏎';

fn session(lang: Lang) -> String {
    read(&root().join(format!("tests/init/session.{}.txt", lang.code())))
}

/// Seconds to read and to type a session. Every line is read: the questions with all their choices,
/// and the whole screen that the check ends on, of thirty lines. What it prints above is the work of
/// the weeks to come.
fn seconds(session: &str, lang: Lang) -> (f64, usize, usize) {
    let (mut words, mut keys) = (0, 0);
    for line in session.lines() {
        match line.strip_prefix(TYPED).or_else(|| line.strip_prefix("$ ")) {
            Some(typed) => keys += typed.trim_end_matches(ENTER).chars().count() + 1,
            None => {
                let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
                words += line.split_whitespace().filter(is_word).count();
            }
        }
    }
    let minutes = |n: usize, speed: f64| f64::from(u32::try_from(n).expect("few")) / speed;
    let spent = minutes(words, read_a_minute(lang)) + minutes(keys, TYPED_A_MINUTE);
    (spent * 60.0, words, keys)
}

#[test]
fn a_first_check_comes_within_three_minutes() {
    for lang in Lang::ALL {
        let session = session(lang);
        assert!(session.contains("\n$ nrt check\n"), "the session ends before a check");
        let answers = session.lines().filter(|line| line.starts_with(TYPED)).count();
        assert!((5..=10).contains(&answers), "{answers} questions");
        let (seconds, words, keys) = seconds(&session, lang);
        assert!(words > 100 && keys > 50, "{words} words, {keys} keys");
        assert!(
            seconds < THREE_MINUTES,
            "{}: {seconds:.0} seconds for {words} words and {keys} keys",
            lang.code()
        );
    }
}

/// The speeds are taken for what they are.
#[test]
fn words_and_keys_are_counted() {
    let text = format!("$ nrt\n? Nom :\n[par exemple Rivemont]\n{TYPED}Val{ENTER}\n┌──┐\n");
    let (seconds, words, keys) = seconds(&text, Lang::Fr);
    assert_eq!((words, keys), (4, 8));
    let expected = 60.0 * (4.0 / read_a_minute(Lang::Fr) + 8.0 / TYPED_A_MINUTE);
    assert!((seconds - expected).abs() < 1e-9);
}

/// What the session says after its questions is what nrt says now, with the same answers.
#[test]
fn the_session_is_what_happens() {
    let en = &[
        "--name",
        "Commune de Val-Clair",
        "--kind",
        "commune",
        "--population",
        "4120",
        "--it-department",
        "no",
        "--method",
        "standard",
        "--method-reason",
        "We have a contractor and little time",
        "--start",
        "2026-11-30",
        "--end",
        "2027-01-08",
    ];
    for (lang, folder, answers) in [(Lang::Fr, "rivemont", FR), (Lang::En, "val-clair", en)] {
        let desk = Desk::new();
        let made = desk.run(lang, &[&["init", folder], answers].concat());
        let checked = desk.run(lang, &["-C", folder, "check", "--on", "2026-11-24"]);
        let plain = |text: &str| text.replace('\u{a0}', " ");
        let session = session(lang);
        let (before, after) = session.split_once("\n$ nrt check\n").expect("a check");
        let made = plain(&made.out);
        let end = format!("{made}$ cd {folder}");
        assert!(
            before.ends_with(&end),
            "the session is not fresh: see tests/outside/terminal.sh\n{made}"
        );
        assert!(plain(&checked.out).ends_with(after), "the session is not fresh:\n{}", checked.out);
    }
}
