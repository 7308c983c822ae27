//! What there is to say of references to nothing.

use std::collections::BTreeSet;

use super::{Dangling, Group, MAX_IDS, MAX_RELATED, ids, renamed};
use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::edit::quoted;
use crate::finding::{Act, Finding, Fix, Level, Related};
use crate::lang::Lang;
use crate::load::Documents;
use crate::splice::Splice;
use crate::tr;

pub(super) struct Report<'r, 'd> {
    pub(super) documents: &'r Documents<'d>,
    pub(super) lang: Lang,
}

impl Report<'_, '_> {
    /// One finding for a file that is not there, of which several ids are wanted.
    pub(super) fn absent(
        &self,
        kind: Kind,
        misnamed: Option<&str>,
        many: &[Dangling],
    ) -> Option<Finding> {
        let (first, rest) = many.split_first()?;
        let (lang, file) = (self.lang, kind.file());
        let ids: BTreeSet<&str> = many.iter().map(|one| one.id.as_str()).collect();
        let shown: Vec<String> = ids.iter().take(MAX_IDS).map(|id| format!("`{id}`")).collect();
        let (n, s) = (ids.len(), lang.s(ids.len()));
        let more = match n.saturating_sub(MAX_IDS) {
            0 => String::new(),
            more => {
                let s = lang.s(more);
                tr!(lang, " et {more} autre{s}", " and {more} more")
            }
        };
        let shown = shown.join(", ");
        let cited = if lang.many(n) { "sont cités" } else { "est cité" };
        let message = tr!(
            lang,
            "`{file}` n'existe pas, alors que {n} de ses identifiants {cited} : {shown}{more}",
            "there is no `{file}`, yet {n} id{s} of it are referred to: {shown}{more}"
        );
        let message = match (lang, n) {
            (Lang::Fr, 1) => format!("`{file}` n'existe pas, alors que {shown} y est cité"),
            (Lang::En, 1) => format!("there is no `{file}`, yet {shown} is referred to"),
            _ => message,
        };
        let help = if let Some(name) = misnamed {
            tr!(lang, "renommez `{name}` en `{file}`", "rename `{name}` to `{file}`")
        } else {
            let id = &first.id;
            tr!(
                lang,
                "créez `{file}`, avec une table par identifiant : `[{id}]`",
                "create `{file}`, with a table for each id: `[{id}]`"
            )
        };
        let address = Address::file(first.address.kind).subject(kind.stem());
        Some(self.finding(address, message, help, first, rest))
    }

    /// One finding for an id, wherever it is referred to.
    pub(super) fn group(&self, group: &Group, look: bool) -> Option<Finding> {
        let (first, rest) = group.many.split_first()?;
        let (lang, id) = (self.lang, &first.id);
        let kinds = group.kinds.as_slice();
        let files: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.file())).collect();
        let files = files.join(lang.pick(" ni dans ", " or "));
        let n = group.many.len();
        let message = if rest.is_empty() {
            tr!(lang, "`{id}` n'existe pas dans {files}", "there is no `{id}` in {files}")
        } else {
            tr!(
                lang,
                "`{id}`, cité {n} fois, n'existe pas dans {files}",
                "there is no `{id}` in {files}; {n} values refer to it"
            )
        };
        let ids = ids(self.documents, kinds);
        let near = || look.then(|| nearest(id, ids.iter().copied())).flatten();
        let help = if let Some(now) = renamed(self.documents, kinds, id) {
            tr!(
                lang,
                "écrivez `\"{now}\"` : `[{now}]` s'appelait ainsi",
                "write `\"{now}\"`: `[{now}]` was called so"
            )
        } else if let Some(close) = near() {
            tr!(lang, "écrivez `\"{close}\"`", "write `\"{close}\"`")
        } else if ids.is_empty() {
            let file = kinds.first().map_or("", |kind| kind.file());
            tr!(lang, "ajoutez `[{id}]` dans `{file}`", "add `[{id}]` to `{file}`")
        } else {
            let some: Vec<&str> = ids.iter().copied().take(12).collect();
            let some = some.join(", ");
            tr!(lang, "identifiants connus : {some}", "known ids: {some}")
        };
        let mut finding = self.finding(first.address.clone(), message, help, first, rest);
        let now = renamed(self.documents, kinds, id).map(|now| (true, now));
        finding.fix = now.or_else(|| near().map(|near| (false, near))).map(|(safe, id)| {
            let place = |one: &Dangling| {
                let (range, text) = (one.place.range.clone(), quoted(id));
                (one.address.kind, Splice { range, text })
            };
            Fix { safe, act: Act::Splice(group.many.iter().map(place).collect()) }
        });
        Some(finding)
    }

    fn finding(
        &self,
        address: Address,
        message: String,
        help: String,
        first: &Dangling,
        rest: &[Dangling],
    ) -> Finding {
        let mut finding = Finding::new("dangling-reference", Level::Error, address, message);
        finding.place = Some(first.place.clone());
        finding.help = Some(help.into());
        finding.related = rest
            .iter()
            .take(MAX_RELATED)
            .map(|one| Related {
                place: one.place.clone(),
                message: tr!(self.lang, "et ici", "and here").into(),
            })
            .collect();
        finding
    }
}
