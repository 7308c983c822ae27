//! The document `nrt.review/1`. Personal values are masked: only that they changed is said.

use serde::Serialize;

use super::{Page, block};
use crate::address::{Address, Kind};
use crate::finding::News;
use crate::git::Revision;
use crate::lang::Lang;
use crate::render::concise::Positions;
use crate::render::diff::{Changed, changed};
use crate::render::json::{For, Shown, committee, shown, to_text};
use crate::review::Agreed;

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Document<'d> {
    schema: &'static str,
    nrt: &'static str,
    method: Option<&'static str>,
    language: &'static str,
    on: String,
    r#for: Option<For>,
    base: String,
    head: String,
    policy: Option<String>,
    verdict_before: Option<&'static str>,
    verdict_after: &'static str,
    to_decide: usize,
    changes: Vec<Changed>,
    cosmetic: Vec<&'static str>,
    partial: Vec<&'static str>,
    decided: Vec<Commitment<'d>>,
    undecided: Vec<Commitment<'d>>,
    lenient: Vec<Lenient<'d>>,
    stale_presences: Vec<String>,
    proposed_decision: Option<String>,
    new: Vec<Shown<'d>>,
    fixed: Vec<Shown<'d>>,
    unchanged: Vec<Shown<'d>>,
    now_due: Vec<Shown<'d>>,
    waived: usize,
    skipped: Vec<&'static str>,
}

/// A commitment that changed, and the decisions of the change that concern it.
#[derive(Debug, Serialize)]
struct Commitment<'d> {
    address: String,
    title: Option<&'d str>,
    decisions: &'d [String],
    supersedable: &'d [String],
}

/// What makes the control more lenient.
#[derive(Debug, Serialize)]
struct Lenient<'d> {
    address: String,
    message: &'d str,
}

/// The document, with a final line break.
pub fn json(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    let settings = review.settings;
    let before = Positions::new(&review.before.documents);
    let after = Positions::new(&review.after.documents);
    let of = |news: News| -> Vec<Shown<'_>> {
        review.findings(news).map(|finding| shown(finding, &after)).collect()
    };
    let decided = |agreed: &&Agreed<'_>| !agreed.decisions.is_empty();
    let project = &review.after.project.settings.project;
    let document = Document {
        schema: "nrt.review/1",
        nrt: env!("CARGO_PKG_VERSION"),
        method: project.method.map(|method| method.word().name),
        language: Lang::code(lang),
        on: settings.today.to_string(),
        r#for: committee(settings),
        base: page.base.id(),
        head: page.head.id(),
        policy: page.policy.map(Revision::id),
        verdict_before: review.was.map(|was| was.verdict.word()),
        verdict_after: review.is.verdict.word(),
        to_decide: review.to_decide(),
        changes: review.changes.changes.iter().map(changed).collect(),
        cosmetic: review.changes.cosmetic.iter().map(|kind| kind.file()).collect(),
        partial: review.changes.partial.iter().map(|kind| kind.file()).collect(),
        decided: review.commitments.iter().filter(decided).flat_map(commitments).collect(),
        undecided: review.undecided().flat_map(commitments).collect(),
        lenient: review
            .eased
            .iter()
            .map(|shift| Lenient { address: shift.address.to_string(), message: &shift.message })
            .collect(),
        stale_presences: review
            .moved
            .iter()
            .flat_map(|moved| &moved.stale)
            .map(|id| Address::entity(Kind::Stakeholder, id).to_string())
            .collect(),
        proposed_decision: block::block(page),
        new: of(News::New),
        fixed: review.fixed.iter().map(|finding| shown(finding, &before)).collect(),
        unchanged: of(News::Unchanged),
        now_due: of(News::NowDue),
        waived: review.is.waived(),
        skipped: review.is.skipped.clone(),
    };
    to_text(serde_json::to_string_pretty(&document))
}

fn commitments<'d>(agreed: &'d Agreed<'_>) -> impl Iterator<Item = Commitment<'d>> {
    agreed.commitments.iter().map(|one| Commitment {
        address: one.address.to_string(),
        title: one.change.title.as_deref(),
        decisions: &agreed.decisions,
        supersedable: &agreed.standing,
    })
}
