//! Personal data that should not be in a git history.

mod personal_contact;

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[&personal_contact::RULE];

/// Providers of personal mailboxes by their domain; those without a dot, under any ending.
const PROVIDERS: &str = "aliceadsl.fr aol bbox.fr club-internet.fr fastmail free.fr gmail gmx \
    googlemail hotmail icloud.com laposte.net libertysurf.fr live mac.com mail.com mailo.com \
    me.com msn.com neuf.fr netcourrier.com noos.fr nordnet.fr numericable.fr orange.fr outlook \
    pm.me posteo proton.me protonmail sfr.fr tuta.com tutanota voila.fr wanadoo.fr yahoo ymail.com";

/// How the addresses begin that small authorities have at such providers: no person's.
const OFFICES: &str =
    "accueil ccas commune contact mairie secretariat syndicat ville- ville. villede";

/// Country codes of France and of its overseas departments.
const COUNTRIES: &[&str] = &["33", "262", "590", "594", "596"];

/// Whether a text holds a mail address at a provider of personal mailboxes.
fn holds_personal_mail(value: &str) -> bool {
    if !value.contains('@') {
        return false;
    }
    let value = value.to_lowercase();
    let separates = |c: char| c.is_whitespace() || "<>()[],;:\"'/".contains(c);
    value.split(separates).filter_map(|word| word.rsplit_once('@')).any(|(local, domain)| {
        let domain = domain.trim_end_matches('.');
        let provider = match domain.split_once('.') {
            Some((provider, ending)) if !ending.contains('.') || ending == "co.uk" => provider,
            _ => domain,
        };
        let personal = PROVIDERS.split(' ').any(|known| known == domain || known == provider);
        personal && !OFFICES.split(' ').any(|office| local.starts_with(office))
    })
}

/// Whether a text holds a French mobile number, however it is spaced.
fn holds_mobile(value: &str) -> bool {
    if value.bytes().filter(u8::is_ascii_digit).count() < 9 {
        return false;
    }
    let spaces = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')');
    let text = value.replace(spaces, "");
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c == '+' || c.is_ascii_digit()) {
        rest = &rest[at..];
        match national(rest) {
            Some((number, _)) if number.starts_with(['6', '7']) => return true,
            Some((_, after)) => rest = after,
            None => {
                rest =
                    rest.trim_start_matches('+').trim_start_matches(|c: char| c.is_ascii_digit());
            }
        }
    }
    false
}

/// The nine digits of the French number that a text begins with, and what follows them.
fn national(text: &str) -> Option<(&str, &str)> {
    let number = match text.strip_prefix('+').or_else(|| text.strip_prefix("00")) {
        Some(abroad) => {
            let number = COUNTRIES.iter().find_map(|code| abroad.strip_prefix(code))?;
            number.strip_prefix('0').unwrap_or(number)
        }
        None => text.strip_prefix('0')?,
    };
    let (digits, after) = number.split_at_checked(9)?;
    // Another number may follow, but not the rest of a longer one.
    let whole = !after.starts_with(|c: char| ('1'..='9').contains(&c));
    (whole && digits.bytes().all(|b| b.is_ascii_digit())).then_some((digits, after))
}
