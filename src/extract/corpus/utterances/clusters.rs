//! Printings of one text by one speaker on one day, and the clusters they are joined to.

use std::ops::Range;

/// A text as said by someone on a day: printings that differ in nothing else are one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ClusterMember {
    pub(super) text: u32,
    /// Who is said to have said it.
    pub(super) speaker: Option<usize>,
    /// Days since 1970.
    pub(super) day: Option<i32>,
}

/// All members, sorted, and the clusters they form so far.
pub(super) struct Clusters {
    all: Vec<ClusterMember>,
    /// Where the members of each text begin; one more at the end.
    starts: Vec<u32>,
    /// A union-find forest: for each member its parent; the root is the smallest member.
    parent: Vec<u32>,
    /// For each root the one article that prints its group, `None` where several do.
    article: Vec<Option<usize>>,
    /// For each text whether all its members are known to be of one cluster.
    whole: Vec<bool>,
}

impl Clusters {
    /// From what is said in which article, each member in a cluster of its own.
    pub(super) fn new(mut printed: Vec<(ClusterMember, usize)>, texts: usize) -> Self {
        printed.sort_unstable();
        let (mut all, mut article) = (Vec::new(), Vec::new());
        let mut starts = vec![0; texts + 1];
        for same in printed.chunk_by(|a, b| a.0 == b.0) {
            let ((member, first), (_, last)) = (same[0], same[same.len() - 1]);
            all.push(member);
            article.push((first == last).then_some(first));
            starts[member.text as usize + 1] += 1;
        }
        for text in 0..texts {
            starts[text + 1] += starts[text];
        }
        let parent = (0..all.len() as u32).collect();
        Self { all, starts, parent, article, whole: vec![false; texts] }
    }

    pub(super) fn number(&self, member: &ClusterMember) -> Option<u32> {
        self.all.binary_search(member).ok().map(|at| at as u32)
    }

    pub(super) fn at(&self, number: u32) -> ClusterMember {
        self.all[number as usize]
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The numbers of the members of a text.
    pub(super) fn of(&self, text: u32) -> Range<u32> {
        self.starts[text as usize]..self.starts[text as usize + 1]
    }

    pub(super) fn group(&mut self, mut number: u32) -> u32 {
        while self.parent[number as usize] != number {
            let above = self.parent[self.parent[number as usize] as usize];
            self.parent[number as usize] = above;
            number = above;
        }
        number
    }

    /// The one article that prints the cluster of a member, `None` where several do.
    pub(super) fn only_article(&mut self, number: u32) -> Option<usize> {
        let group = self.group(number);
        self.article[group as usize]
    }

    pub(super) fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.group(a), self.group(b));
        let (root, other) = (a.min(b) as usize, a.max(b) as usize);
        self.parent[other] = root as u32;
        if self.article[root] != self.article[other] {
            self.article[root] = None;
        }
    }

    /// Whether all members of two texts are known to be of one cluster.
    pub(super) fn are_one(&mut self, a: u32, b: u32) -> bool {
        self.whole[a as usize]
            && self.whole[b as usize]
            && self.group(self.of(a).start) == self.group(self.of(b).start)
    }

    pub(super) fn unite_text(&mut self, text: u32) {
        if !std::mem::replace(&mut self.whole[text as usize], true) {
            let first = self.of(text).start;
            self.of(text).for_each(|number| self.unite(first, number));
        }
    }

    /// Makes the members of two texts one cluster, whoever said them.
    pub(super) fn unite_texts(&mut self, a: u32, b: u32) {
        self.unite_text(a);
        self.unite_text(b);
        self.unite(self.of(a).start, self.of(b).start);
    }

    /// Makes the members of one text by one speaker one cluster, or all of them, where one is by
    /// nobody known.
    pub(super) fn unite_own(&mut self, text: u32) {
        let Range { start, end } = self.of(text);
        if self.at(start).speaker == self.at(end - 1).speaker {
            self.unite_text(text);
        } else {
            self.unite_speakers(text, text);
        }
    }

    /// Whether some member of one text is by a speaker of the other, or by nobody known. Looks
    /// once at each member of `b`.
    pub(super) fn share_a_speaker(&self, a: u32, b: u32) -> bool {
        self.has_unknown_speaker(a)
            || self.has_unknown_speaker(b)
            || self.of(b).any(|number| !self.by(a, self.at(number).speaker).is_empty())
    }

    /// Makes the members of two texts by one speaker one cluster; a member by nobody known belongs
    /// with all of the other text. Looks once at each member of `b`.
    pub(super) fn unite_speakers(&mut self, a: u32, b: u32) {
        if self.has_unknown_speaker(a) || self.has_unknown_speaker(b) {
            return self.unite_texts(a, b);
        }
        for number in self.of(b) {
            let same = self.by(a, self.at(number).speaker);
            if !same.is_empty() {
                self.unite(same.start, number);
            }
        }
    }

    /// Members are sorted, so an unknown speaker stands first.
    fn has_unknown_speaker(&self, text: u32) -> bool {
        self.at(self.of(text).start).speaker.is_none()
    }

    /// The members of a text by one speaker.
    fn by(&self, text: u32, speaker: Option<usize>) -> Range<u32> {
        let Range { start, end } = self.of(text);
        let clusters = &self.all[start as usize..end as usize];
        let from = clusters.partition_point(|member| member.speaker < speaker) as u32;
        let to = clusters.partition_point(|member| member.speaker <= speaker) as u32;
        start + from..start + to
    }
}
