//! What a review says of a change: two versions of a project checked alike, what was agreed upon
//! between them, and whether a decision explains it.

use crate::address::Kind;
use crate::changes::{Change, ChangeKind, Changes, Edit};
use crate::check::{self, Checked, Settings};
use crate::finding::{Finding, Level, News};
use crate::load::Loaded;
use crate::method::Clause;
use crate::rule::{State, Versions};
use crate::rules::policy::{self, Commitment, Moved, Shift};

/// A change, and all that a review says of it.
#[derive(Debug)]
pub struct Review<'r> {
    /// The version that the change starts from; empty where there was no project.
    pub before: &'r Loaded<'r>,
    /// The version that it makes.
    pub after: &'r Loaded<'r>,
    /// What changed.
    pub changes: &'r Changes<'r>,
    /// The check of the version before; nothing where there was no project.
    pub was: Option<&'r Checked>,
    /// The check of the version after: each finding knows how it stands to the base.
    pub is: &'r Checked,
    /// The open findings that the version before alone has.
    pub fixed: Vec<&'r Finding>,
    /// How both were checked.
    pub settings: &'r Settings,
    /// The commitments that changed.
    pub commitments: Vec<Agreed<'r>>,
    /// The decisions that changed.
    pub decisions: Vec<Recorded<'r>>,
    /// What makes the control more lenient.
    pub eased: Vec<Shift>,
    /// What becomes of the presences, where the launch moved.
    pub moved: Option<Moved>,
}

/// Commitments that changed, and the decisions, by id, that concern them.
#[derive(Debug, Clone)]
pub struct Agreed<'r> {
    /// What changed: one, or several that are one thing to those who agreed.
    pub commitments: Vec<Commitment<'r>>,
    /// What they are, taken together.
    pub whole: Whole,
    /// Those of the same change; without any it is to be explained.
    pub decisions: Vec<String>,
    /// Those of before that no other one supersedes.
    pub standing: Vec<String>,
}

/// What commitments that changed together are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// One commitment.
    One,
    /// Facilities that left the scope.
    Facilities,
    /// All of the scope, which is gone.
    Scope,
}

/// A decision that changed.
#[derive(Debug, Clone)]
pub struct Recorded<'r> {
    /// What changed.
    pub change: &'r Change<'r>,
    /// What that means.
    pub how: How<'r>,
}

/// What became of a decision.
#[derive(Debug, Clone)]
pub enum How<'r> {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// What it says is another thing; these fields say so.
    Rewritten(Vec<&'r Edit<'r>>),
    /// It says the same in other words, or was completed.
    Reworded,
}

/// How a clause stands before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The activity, the recommendation or the variant.
    pub clause: Clause,
    /// Its state before.
    pub before: State,
    /// Its state now.
    pub after: State,
}

/// Puts together what there is to say of a change; `is` was compared with `was`.
pub fn review<'r>(
    (before, after): (&'r Loaded<'r>, &'r Loaded<'r>),
    changes: &'r Changes<'r>,
    (was, is): (Option<&'r Checked>, &'r Checked),
    fixed: Vec<&'r Finding>,
    settings: &'r Settings,
) -> Review<'r> {
    let cx = check::context(after, settings);
    let versions = Versions { before, after, changes, cx: &cx };
    // Where there was no project nothing was agreed upon.
    let there = was.is_some();
    let commitments = if there { commitments(&versions, changes) } else { Vec::new() };
    let moved = policy::moved(&versions).filter(|_| there);
    let eased = policy::shifts(&versions)
        .into_iter()
        .filter(|shift| there && shift.lenient && versions.known(&shift.address))
        .collect();
    let decisions = changes
        .changes
        .iter()
        .filter(|change| change.address.kind == Kind::Decision)
        .map(|change| Recorded { change, how: how(&versions, change) })
        .collect();
    Review {
        before,
        after,
        changes,
        was,
        is,
        fixed,
        settings,
        commitments,
        decisions,
        eased,
        moved,
    }
}

fn commitments<'r>(versions: &Versions<'_>, changes: &'r Changes<'r>) -> Vec<Agreed<'r>> {
    let found = policy::commitments(changes).into_iter();
    let known = |one: &Commitment<'_>| one.edit.is_none() || versions.known(&one.address);
    let mut agreed: Vec<Agreed<'r>> = Vec::new();
    for commitment in found.filter(known) {
        let ids = |ids: &mut dyn Iterator<Item = &str>| ids.map(str::to_owned).collect();
        let decisions: Vec<String> = ids(&mut policy::deciding(versions, &commitment.address));
        let standing: Vec<String> = ids(&mut policy::standing(versions, &commitment.address));
        let whole = whole(versions, &commitment);
        let same = |one: &&mut Agreed<'_>| {
            whole != Whole::One && one.whole == whole && one.decisions == decisions
        };
        match agreed.iter_mut().find(same) {
            Some(there) => {
                there.commitments.push(commitment);
                there.standing.extend(standing);
                there.standing.sort();
                there.standing.dedup();
            }
            None => {
                let commitments = vec![commitment];
                agreed.push(Agreed { commitments, whole, decisions, standing });
            }
        }
    }
    agreed
}

fn whole(versions: &Versions<'_>, commitment: &Commitment<'_>) -> Whole {
    let gone =
        |change: &Change<'_>| change.address.path.is_empty() && change.kind == ChangeKind::Removed;
    match commitment.address.kind {
        Kind::Scope if versions.of(Kind::Scope).any(gone) => Whole::Scope,
        Kind::Scope if commitment.edit.is_none() => Whole::Facilities,
        _ => Whole::One,
    }
}

fn how<'r>(versions: &Versions<'_>, change: &'r Change<'r>) -> How<'r> {
    match change.kind {
        ChangeKind::Added => How::Added,
        ChangeKind::Removed => How::Removed,
        ChangeKind::Renamed { .. } | ChangeKind::Edited => {
            let (edits, wording) = policy::rewritten(versions, change);
            if wording { How::Reworded } else { How::Rewritten(edits) }
        }
    }
}

impl<'r> Review<'r> {
    /// The open findings that stand so to the base.
    pub fn findings(&self, news: News) -> impl Iterator<Item = &'r Finding> + use<'r> {
        self.is.open().filter(move |finding| finding.news == Some(news))
    }

    /// The commitments that no decision explains.
    pub fn undecided(&self) -> impl Iterator<Item = &Agreed<'r>> {
        self.commitments.iter().filter(|agreed| agreed.decisions.is_empty())
    }

    /// The decisions that were removed or rewritten.
    pub fn undone(&self) -> impl Iterator<Item = &Recorded<'r>> {
        self.decisions
            .iter()
            .filter(|recorded| matches!(recorded.how, How::Removed | How::Rewritten(_)))
    }

    /// How many things somebody has to decide on.
    pub fn to_decide(&self) -> usize {
        self.eased.len() + self.undecided().count() + self.undone().count()
    }

    /// How many errors the change brings.
    pub fn errors(&self) -> usize {
        let news = self.findings(News::New).chain(self.findings(News::NowDue));
        news.filter(|finding| finding.level == Level::Error).count()
    }

    /// Whether the change says nothing, layout and comments aside, and settles or opens nothing.
    pub fn is_silent(&self) -> bool {
        self.changes.changes.is_empty()
            && self.changes.partial.is_empty()
            && self.fixed.is_empty()
            && self.is.open().all(|finding| !finding.is_news())
    }

    /// The activities and recommendations whose state is another.
    pub fn steps(&self) -> Vec<Step> {
        let was = self.was.into_iter().flat_map(|was| &was.states);
        let pairs = was.filter_map(|before| {
            let after = self.is.states.iter().find(|after| after.clause == before.clause)?;
            let step = Step { clause: before.clause, before: before.state, after: after.state };
            (step.before != step.after).then_some(step)
        });
        pairs.collect()
    }
}
