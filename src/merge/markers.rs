//! Conflicts as git writes them into a text, and a text with such marks cut into its parts again.

use super::Three;

/// How git is asked to write conflicts: `merge.conflictStyle`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// Both sides.
    #[default]
    Merge,
    /// The base as well.
    Diff3,
    /// The base as well, and what both sides share outside.
    Zdiff3,
}

/// What the versions are called beside the marks.
pub type Labels<'l> = Three<&'l str>;

/// How conflicts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markers<'l> {
    /// With the base, or without.
    pub style: Style,
    /// How many times a mark is repeated; 7 unless an attribute of git says otherwise.
    pub size: usize,
    /// What the versions are called.
    pub labels: Labels<'l>,
}

/// A part of a merged text; lines end with `\n`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// What is settled.
    Lines(String),
    /// What each of the three says.
    Clash(Three<String>),
}

/// The text of some pieces; conflicts that touch are one.
pub(super) fn written(pieces: &[Piece], markers: &Markers<'_>) -> String {
    let mut text = String::new();
    let mut open: Option<Three<String>> = None;
    for piece in pieces {
        match (piece, &mut open) {
            (Piece::Lines(lines), _) if lines.is_empty() => {}
            (Piece::Lines(lines), _) => {
                text.extend(open.take().map(|clash| hunk(&clash, markers)));
                text.push_str(lines);
            }
            (Piece::Clash(clash), Some(open)) => {
                open.base.push_str(&clash.base);
                open.ours.push_str(&clash.ours);
                open.theirs.push_str(&clash.theirs);
            }
            (Piece::Clash(clash), None) => open = Some(clash.clone()),
        }
    }
    text.extend(open.take().map(|clash| hunk(&clash, markers)));
    text
}

fn hunk(clash: &Three<String>, markers: &Markers<'_>) -> String {
    let split = |text: &'_ str| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>();
    let (ours, theirs) = (split(&clash.ours), split(&clash.theirs));
    let (mut head, mut tail) = (0, 0);
    if markers.style != Style::Diff3 {
        head = ours.iter().zip(&theirs).take_while(|(a, b)| a == b).count();
        let left = ours.len().min(theirs.len()) - head;
        let back = ours.iter().rev().zip(theirs.iter().rev());
        tail = back.take(left).take_while(|(a, b)| a == b).count();
    }
    let own = |lines: &[String]| lines.get(head..lines.len() - tail).unwrap_or_default().concat();
    let mark = |mark: &str, label: &str| {
        let mark = mark.repeat(markers.size);
        if label.is_empty() { format!("{mark}\n") } else { format!("{mark} {label}\n") }
    };
    let mut text = ours.get(..head).unwrap_or_default().concat();
    text += &mark("<", markers.labels.ours);
    text += &own(&ours);
    if markers.style != Style::Merge {
        text += &mark("|", markers.labels.base);
        text += &clash.base;
    }
    text += &mark("=", "");
    text += &own(&theirs);
    text += &mark(">", markers.labels.theirs);
    text + &ours.get(ours.len() - tail..).unwrap_or_default().concat()
}

/// A part of a text with marks in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'t> {
    /// Lines outside any conflict.
    Lines(&'t str),
    /// A conflict.
    Hunk(Hunk<'t>),
}

/// A conflict as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hunk<'t> {
    /// What the side that is merged into says.
    pub ours: &'t str,
    /// What the base says, where it is written.
    pub base: Option<&'t str>,
    /// What the side that comes in says.
    pub theirs: &'t str,
    /// What our side is called.
    pub our_label: &'t str,
    /// What the other side is called.
    pub their_label: &'t str,
}

/// Cuts a text at its marks, each repeated `size` times. Nothing where the marks do not fit
/// together.
pub fn split(text: &str, size: usize) -> Option<Vec<Part<'_>>> {
    #[derive(PartialEq)]
    enum Within {
        Nothing,
        Ours,
        Base,
        Theirs,
    }
    let (mut parts, mut hunk, mut within) = (Vec::new(), Hunk::default(), Within::Nothing);
    let (mut from, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let label = |mark: char| {
            let rest = line.trim_end_matches(['\n', '\r']);
            let rest = rest.strip_prefix(mark.to_string().repeat(size).as_str())?;
            if rest.is_empty() { Some("") } else { rest.strip_prefix(' ') }
        };
        let own = text.get(from..start)?;
        match &within {
            Within::Nothing => {
                let Some(name) = label('<') else { continue };
                parts.push(Part::Lines(own));
                hunk = Hunk { our_label: name, ..Hunk::default() };
                within = Within::Ours;
            }
            Within::Ours if label('|').is_some() => {
                hunk.ours = own;
                within = Within::Base;
            }
            Within::Ours if label('=') == Some("") => {
                hunk.ours = own;
                within = Within::Theirs;
            }
            Within::Base if label('=') == Some("") => {
                hunk.base = Some(own);
                within = Within::Theirs;
            }
            Within::Theirs => {
                let Some(name) = label('>') else { continue };
                parts.push(Part::Hunk(Hunk { theirs: own, their_label: name, ..hunk }));
                within = Within::Nothing;
            }
            Within::Ours | Within::Base => continue,
        }
        from = end;
    }
    parts.push(Part::Lines(text.get(from..)?));
    (within == Within::Nothing).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_cut_again() {
        let clash =
            Three { base: "b\n", ours: "x\no\nz\n", theirs: "x\nt\nz\n" }.map(ToString::to_string);
        let pieces =
            [Piece::Lines("a\n".to_owned()), Piece::Clash(clash), Piece::Lines("c\n".to_owned())];
        let labels = Three { base: "base", ours: "ours", theirs: "theirs" };
        for (style, expected) in [
            (Style::Merge, "a\nx\n<<<<<<< ours\no\n=======\nt\n>>>>>>> theirs\nz\nc\n"),
            (
                Style::Diff3,
                "a\n<<<<<<< ours\nx\no\nz\n||||||| base\nb\n=======\nx\nt\nz\n>>>>>>> theirs\nc\n",
            ),
            (
                Style::Zdiff3,
                "a\nx\n<<<<<<< ours\no\n||||||| base\nb\n=======\nt\n>>>>>>> theirs\nz\nc\n",
            ),
        ] {
            let text = written(&pieces, &Markers { style, size: 7, labels });
            assert_eq!(text, expected);
            let parts = split(&text, 7).expect("marks that fit");
            let [Part::Lines(_), Part::Hunk(hunk), Part::Lines(_)] = parts.as_slice() else {
                panic!("{parts:?}")
            };
            assert_eq!((hunk.our_label, hunk.their_label), ("ours", "theirs"));
            assert_eq!(hunk.base.is_some(), style != Style::Merge);
        }
        assert_eq!(split("<<<<<<< a\n=======\n", 7), None);
        assert_eq!(split("<<<<<<<a\n", 7).map(|parts| parts.len()), Some(1));
    }
}
