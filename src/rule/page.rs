//! A rule's page: documentation in both languages, and examples that run as tests.

use chrono::NaiveDate;

use crate::lang::Lang;

/// The mark, in a comment, of a line that must give a finding of the rule named after it.
pub const MARK: &str = "#~";

/// The day on which examples are evaluated unless they say otherwise.
pub const DEFAULT_DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();

/// A page, cut into its parts. Malformed parts are empty; a test holds every page whole.
#[derive(Debug)]
pub struct Page<'p> {
    /// The rule's name, as the page's first heading gives it.
    pub name: &'p str,
    fr: Text<'p>,
    en: Text<'p>,
    /// The examples, in the order of the page.
    pub examples: Vec<Example<'p>>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Text<'p> {
    title: &'p str,
    body: &'p str,
}

/// A project, given by a few of its files, and how to check it.
#[derive(Debug)]
pub struct Example<'p> {
    /// Whether the rule fires; a quiet example must give no finding.
    pub fires: bool,
    /// The day of the evaluation.
    pub on: NaiveDate,
    /// The committee, as `--for` takes it.
    pub horizon: Option<&'p str>,
    /// Names and texts; the other files are absent, but for a plain `nrt.toml`.
    pub files: Vec<(&'p str, &'p str)>,
    /// Those of the names that are symbolic links: `link` follows the name.
    pub links: Vec<&'p str>,
    /// The files of the base, where the rule compares with one: `before` follows the name.
    pub before: Vec<(&'p str, &'p str)>,
}

impl<'p> Page<'p> {
    /// Cuts a page into its parts.
    pub fn parse(page: &'p str) -> Self {
        let name = page.lines().next().unwrap_or_default().trim_start_matches("# ").trim();
        Self {
            name,
            fr: text(section(page, "Français")),
            en: text(section(page, "English")),
            examples: examples(section(page, "Examples")),
        }
    }

    /// The page's title in a language: one phrase, without a full stop.
    pub const fn title(&self, lang: Lang) -> &'p str {
        match lang {
            Lang::Fr => self.fr.title,
            Lang::En => self.en.title,
        }
    }

    /// The page's text in a language, as Markdown.
    pub const fn body(&self, lang: Lang) -> &'p str {
        match lang {
            Lang::Fr => self.fr.body,
            Lang::En => self.en.body,
        }
    }
}

fn section<'p>(page: &'p str, title: &str) -> &'p str {
    let heading = format!("\n## {title}\n");
    let Some(start) = page.find(&heading).map(|at| at + heading.len()) else {
        return "";
    };
    let end = page[start..].find("\n## ").map_or(page.len(), |at| start + at);
    page[start..end].trim()
}

fn text(section: &str) -> Text<'_> {
    let (title, body) = section.split_once('\n').unwrap_or((section, ""));
    Text { title: title.trim_start_matches("### ").trim(), body: body.trim() }
}

fn examples(section: &str) -> Vec<Example<'_>> {
    let mut examples: Vec<Example<'_>> = Vec::new();
    let mut rest = section;
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = after;
        if let Some(heading) = line.strip_prefix("### ") {
            examples.extend(example(heading));
        } else if let Some(name) = line.strip_prefix("```toml ") {
            let end = if after.starts_with("```") {
                0
            } else {
                after.find("\n```").map_or(after.len(), |at| at + 1)
            };
            if let Some(example) = examples.last_mut() {
                let (name, kind) = name.trim().split_once(' ').unwrap_or((name.trim(), ""));
                let files = if kind == "before" { &mut example.before } else { &mut example.files };
                files.push((name, &after[..end]));
                example.links.extend((kind == "link").then_some(name));
            }
            rest = after.get(end + 3..).unwrap_or_default();
        }
    }
    examples
}

/// `Fires` or `Quiet`, then `on 2026-12-31` and `for launch` where they matter.
fn example(heading: &str) -> Option<Example<'_>> {
    let mut words = heading.split_whitespace();
    let fires = match words.next()? {
        "Fires" => true,
        "Quiet" => false,
        _ => return None,
    };
    let mut example = Example {
        fires,
        on: DEFAULT_DAY,
        horizon: None,
        files: Vec::new(),
        links: Vec::new(),
        before: Vec::new(),
    };
    while let Some(word) = words.next() {
        match word {
            "on" => example.on = words.next()?.parse().ok()?,
            "for" => example.horizon = words.next(),
            _ => return None,
        }
    }
    Some(example)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# late\n\n## Français\n\n### Trop tard\n\nTexte.\n\n## English\n\n### Too late\n\nText.\n\n## Examples\n\n### Fires on 2026-12-31 for launch\n\n```toml a.toml\nx = 1 #~ late\n```\n\n```toml b.toml link\n```\n\n```toml a.toml before\nx = 0\n```\n\n### Quiet\n";

    #[test]
    fn a_page_is_cut_into_its_parts() {
        let page = Page::parse(PAGE);
        assert_eq!(page.name, "late");
        assert_eq!((page.title(Lang::Fr), page.body(Lang::Fr)), ("Trop tard", "Texte."));
        assert_eq!((page.title(Lang::En), page.body(Lang::En)), ("Too late", "Text."));
        let [fires, quiet] = page.examples.as_slice() else { panic!("two examples") };
        assert!(fires.fires && !quiet.fires);
        assert_eq!(Some(fires.on), NaiveDate::from_ymd_opt(2026, 12, 31));
        assert_eq!(fires.horizon, Some("launch"));
        assert_eq!(fires.files, [("a.toml", "x = 1 #~ late\n"), ("b.toml", "")]);
        assert_eq!(fires.links, ["b.toml"]);
        assert_eq!(fires.before, [("a.toml", "x = 0\n")]);
    }
}
