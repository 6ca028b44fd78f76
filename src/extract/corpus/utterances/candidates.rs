//! Candidate pairs: members that share keys, found without comparing every pair.
//!
//! Members are numbered; each has some keys. Of those with one key a member sees at most
//! [`FIRST`] plus [`BEFORE`] earlier ones, so a key that a million share costs no more than a
//! million times that.

use std::ops::Range;

/// How many of the first members with a key all others see.
const FIRST: usize = 8;
/// How many of the members before it with the same key a member sees.
const BEFORE: usize = 32;

/// A key of a member, as it is sorted: the hash above, the member below.
pub(super) fn key(parts: &[u32], member: u32) -> u64 {
    let mixed = parts.iter().fold(parts.len() as u64, |mixed, part| {
        (mixed ^ u64::from(*part)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
    });
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) << 32 | u64::from(member)
}

/// An earlier member that shares keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Candidate {
    /// How many of its keys that are not crowded the two do not share, as far as was seen.
    pub(super) missing: u32,
    /// How many they share.
    pub(super) shared: u32,
    pub(super) member: u32,
}

/// The members under each key they share.
pub(super) struct CandidateIndex {
    /// Members, key by key, in their order.
    under: Vec<u32>,
    /// Each member's places in `under`, and where its key begins there.
    places: Vec<BucketPosition>,
    /// For each member how many keys it has that everybody with the key is seen under.
    clear: Vec<u32>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct BucketPosition {
    member: u32,
    start: u32,
    at: u32,
}

impl CandidateIndex {
    /// From the keys of all `members`, each made by [`key`].
    pub(super) fn new(mut keys: Vec<u64>, members: usize) -> Self {
        keys.sort_unstable();
        keys.dedup();
        let mut candidates =
            Self { under: Vec::new(), places: Vec::new(), clear: vec![0; members] };
        for bucket in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
            candidates.add(bucket);
        }
        drop(keys);
        candidates.places.sort_unstable();
        candidates
    }

    fn add(&mut self, bucket: &[u64]) {
        let start = self.under.len() as u32;
        let members = bucket.iter().map(|key| *key as u32);
        if bucket.len() <= FIRST + BEFORE {
            members.clone().for_each(|member| self.clear[member as usize] += 1);
        }
        if bucket.len() > 1 {
            let place = |(member, at)| BucketPosition { member, start, at };
            self.places.extend(members.clone().zip(start..).map(place));
            self.under.extend(members);
        }
    }

    /// Hands each member over together with the earlier members that share keys with it, in order.
    pub(super) fn each(&self, mut visit: impl FnMut(u32, &mut Vec<Candidate>)) {
        let mut shared = vec![0_u32; self.clear.len()];
        let mut candidates = Vec::new();
        for places in self.places.chunk_by(|a, b| a.member == b.member) {
            for member in
                places.iter().flat_map(BucketPosition::seen).flatten().map(|at| self.under[at])
            {
                if shared[member as usize] == 0 {
                    candidates.push(Candidate { missing: 0, shared: 0, member });
                }
                shared[member as usize] += 1;
            }
            for candidate in &mut candidates {
                candidate.shared = std::mem::take(&mut shared[candidate.member as usize]);
                candidate.missing =
                    self.clear[candidate.member as usize].saturating_sub(candidate.shared);
            }
            visit(places[0].member, &mut candidates);
            candidates.clear();
        }
    }
}

impl BucketPosition {
    /// The places in [`CandidateIndex::under`] that are seen from this one.
    fn seen(&self) -> [Range<usize>; 2] {
        let (start, at) = (self.start as usize, self.at as usize);
        let first = at.min(start + FIRST);
        [start..first, first.max(at.saturating_sub(BEFORE))..at]
    }
}
