//! Which prediction answers to which part of the gold.

use std::cmp::Reverse;
use std::collections::HashMap;

use roaring::RoaringBitmap;
use serde_json::Value;

use crate::gold::{Article, Attribution, is_half};
use crate::page::Span;
use crate::prediction::{Kind, Prediction};

/// Pairs units with pieces that have four fifths of the longer one in common, one to one, the best
/// pairs first. Both lists are in order; units do not overlap.
pub(crate) fn matched(units: &[Span], pieces: &[Span]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (p, piece) in pieces.iter().enumerate() {
        let first = units.partition_point(|unit| unit.end <= piece.start);
        let touching = units[first..].iter().take_while(|unit| unit.start < piece.end);
        for (u, unit) in touching.enumerate() {
            let longer = unit.len().max(piece.len());
            let share = unit.common(*piece).len() as f64 / longer as f64;
            if share >= 0.8 {
                pairs.push((share, first + u, p));
            }
        }
    }
    pairs.sort_by(|(a, u, p), (b, v, q)| b.total_cmp(a).then((u, p).cmp(&(v, q))));
    let (mut unit_taken, mut piece_taken) = (vec![false; units.len()], vec![false; pieces.len()]);
    pairs.retain(|(_, unit, piece)| {
        let is_free = !unit_taken[*unit] && !piece_taken[*piece];
        if is_free {
            (unit_taken[*unit], piece_taken[*piece]) = (true, true);
        }
        is_free
    });
    pairs.into_iter().map(|(_, unit, piece)| (unit, piece)).collect()
}

/// A prediction, its pieces joined.
#[derive(Debug)]
pub(crate) struct Whole<'a> {
    /// The ink of all pieces; never empty.
    pub(crate) ink: RoaringBitmap,
    /// The pieces, in the order they were predicted.
    pub(crate) pieces: Vec<&'a Prediction>,
    /// The attribution that holds half of it or more: an index.
    pub(crate) of: Option<usize>,
    /// Whether it has nothing in common with any attribution.
    pub(crate) is_apart: bool,
}

impl<'a> Whole<'a> {
    /// What speaks for it: its longest piece, the first of equals.
    pub(crate) fn longest(&self) -> &'a Prediction {
        let first = self.pieces[0];
        let longer = |best: &'a Prediction, piece: &&'a Prediction| {
            if piece.span().len() > best.span().len() { *piece } else { best }
        };
        self.pieces.iter().fold(first, longer)
    }

    /// The kind its pieces agree on; mixed if they do not.
    pub(crate) fn kind(&self) -> Kind {
        let mut kinds = self.pieces.iter().map(|piece| match piece.kind {
            Kind::Part => Kind::Direct,
            kind => kind,
        });
        let first = kinds.next();
        first.filter(|first| kinds.all(|kind| kind == *first)).unwrap_or(Kind::Mixed)
    }

    /// From the first character of its pieces to the last.
    pub(crate) fn extent(&self) -> Span {
        let start = self.pieces.iter().map(|piece| piece.start).min();
        let end = self.pieces.iter().map(|piece| piece.end).max();
        Span::new(start.unwrap_or(0), end.unwrap_or(0))
    }
}

/// The predictions with their pieces joined; those that repeat an earlier one are left out.
pub(crate) fn wholes<'a>(article: &Article, predictions: &'a [Prediction]) -> Vec<Whole<'a>> {
    let mut groups: Vec<Vec<&Prediction>> = Vec::new();
    let mut group_of: HashMap<&Value, usize> = HashMap::new();
    for quote in predictions {
        let new = groups.len();
        let at = quote.group.as_ref().map_or(new, |group| *group_of.entry(group).or_insert(new));
        if at == new {
            groups.push(Vec::new());
        }
        groups[at].push(quote);
    }
    let mut wholes: Vec<Whole<'a>> = Vec::new();
    for pieces in groups {
        let ink = article.page.ink(pieces.iter().map(|piece| piece.span()));
        if !ink.is_empty() && wholes.iter().all(|whole| whole.ink != ink) {
            let (most, share) = holder(article, &ink);
            let of = most.filter(|_| is_half(share, ink.len()));
            wholes.push(Whole { ink, pieces, of, is_apart: most.is_none() });
        }
    }
    wholes
}

/// The attribution that holds most of the ink, the first of equals, and how much it holds.
fn holder(article: &Article, ink: &RoaringBitmap) -> (Option<usize>, u64) {
    let mut most = (None, 0);
    for (n, gold) in article.attributions.iter().enumerate() {
        let share = gold.ink.intersection_len(ink);
        if share > most.1 {
            most = (Some(n), share);
        }
    }
    most
}

/// Of the predictions that belong to an attribution the one that covers most of it, if together
/// they cover half of it.
pub(crate) fn covering<'w, 'a>(
    gold: &Attribution,
    belonging: &[&'w Whole<'a>],
) -> Option<&'w Whole<'a>> {
    let mut covered = RoaringBitmap::new();
    for whole in belonging {
        covered |= &whole.ink & &gold.ink;
    }
    let most = |(n, whole): &(usize, &&Whole)| (whole.ink.intersection_len(&gold.ink), Reverse(*n));
    let best = belonging.iter().enumerate().max_by_key(most);
    best.filter(|_| is_half(covered.len(), gold.ink.len())).map(|(_, whole)| *whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pairs_are_taken_first_and_once() {
        let span = |start, end| Span::new(start, end);
        let units = [span(0, 100), span(100, 200)];
        let pieces = [span(0, 85), span(0, 98), span(105, 195), span(120, 195)];
        assert_eq!(matched(&units, &pieces), [(0, 1), (1, 2)]);
        assert_eq!(matched(&units, &[span(21, 100), span(50, 150)]), []);
        assert_eq!(matched(&units, &[span(20, 100)]), [(0, 0)]);
    }
}
