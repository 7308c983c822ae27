//! Paths and addresses of documents, to be followed: only what stays in the repository and is there,
//! only schemes that show a page.

use gen_lsp_types::{DocumentLink, Uri};
use toml::Spanned;
use toml::de::DeValue;

use super::uri;
use super::view::View;
use crate::address::Kind;
use crate::files::is_plain_relative;
use crate::rule::Attachment;
use crate::text::is_hidden;
use crate::tr;

/// The links of a file.
pub(super) fn of(view: &View<'_>, kind: Kind) -> Vec<DocumentLink> {
    let document = view.loaded.documents.get(kind).filter(|_| kind == Kind::Document);
    let mut found = Vec::new();
    for (_, entity) in document.into_iter().flat_map(|document| &document.table) {
        let value = |key: &str| entity.get_ref().as_table()?.get(key);
        if let Some((place, target)) = value("path").and_then(|value| file(view, value)) {
            found.push(link(
                view,
                place,
                target,
                tr!(view.lang(), "Ouvrir le fichier", "Open the file"),
            ));
        }
        if let Some((place, target)) = value("url").and_then(page) {
            found.push(link(
                view,
                place,
                target,
                tr!(view.lang(), "Ouvrir la page", "Open the page"),
            ));
        }
    }
    found.sort_by_key(|link| link.range);
    found
}

type Placed<'v> = (&'v Spanned<DeValue<'v>>, String);

fn file<'v>(view: &View<'_>, value: &'v Spanned<DeValue<'v>>) -> Option<Placed<'v>> {
    let path = value.get_ref().as_str().filter(|path| is_plain_relative(path))?;
    let there = view.settings.attachments.get(path) == Some(&Attachment::Present);
    there.then(|| (value, uri::of(&view.path(path))))
}

fn page<'v>(value: &'v Spanned<DeValue<'v>>) -> Option<Placed<'v>> {
    let url = value.get_ref().as_str()?;
    let (scheme, rest) = url.split_once(':')?;
    let known = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    let plain = !rest.is_empty() && !url.contains(|c: char| c.is_whitespace() || is_hidden(c));
    (known && plain).then(|| (value, url.to_owned()))
}

fn link(
    view: &View<'_>,
    place: &Spanned<DeValue<'_>>,
    target: String,
    tooltip: String,
) -> DocumentLink {
    let span = place.span();
    // Without its quotes.
    let inner = if span.len() > 2 { span.start + 1..span.end - 1 } else { span };
    DocumentLink {
        range: view.range(Kind::Document, &inner),
        target: Some(Uri(target)),
        tooltip: view.client().can("/textDocument/documentLink/tooltipSupport").then_some(tooltip),
        data: None,
    }
}
