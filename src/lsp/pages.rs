//! The pages of the rules, as texts that the server itself has: `nrt:/fr/rules/late-bilateral.md`.

use gen_lsp_types::Uri;

use super::view::View;
use crate::lang::Lang;
use crate::rule::page::Page;
use crate::rules;

/// The scheme of their addresses.
pub(super) const SCHEME: &str = "nrt";

/// The address of a rule's page, for a client that can show it.
pub(super) fn uri(view: &View<'_>, rule: &str) -> Option<Uri> {
    let shows = view.client().can("/workspace/textDocumentContent");
    let known = rules::find(rule).filter(|_| shows)?;
    Some(Uri(format!("{SCHEME}:/{}/rules/{}.md", view.lang().code(), known.name)))
}

/// The page at an address.
pub(super) fn text(uri: &str) -> Option<String> {
    let (lang, file) = uri.strip_prefix(SCHEME)?.strip_prefix(":/")?.split_once("/rules/")?;
    let rule = rules::find(file.strip_suffix(".md")?)?;
    Some(of_rule(rule, Lang::from_code(lang)?))
}

/// The page of a rule, as Markdown.
pub(super) fn of_rule(rule: &crate::rule::Rule, lang: Lang) -> String {
    let page = Page::parse(rule.page);
    format!("## {}\n\n`{}`\n\n{}\n", page.title(lang), rule.name, page.body(lang))
}
