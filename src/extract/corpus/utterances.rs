//! Which quotations are the same words printed in different articles, also where an outlet cut,
//! re-spelt or re-translated them a little.
//!
//! Texts that differ in nothing but marks and case are one from the start. Others are compared only
//! where they share a run of three words, or rare words of one speaker within a month; how many
//! share one is bounded, so the time taken grows with the number of quotations, not of their pairs.
//! Nothing depends on the order of the printings.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

mod candidates;
mod clusters;
mod phrases;
mod similarity;
mod texts;

use candidates::{CandidateIndex, key};
use clusters::{ClusterMember, Clusters};
use similarity::{COMPARED, Comparer};
use texts::Texts;

/// One quotation as it is printed.
#[derive(Debug, Clone, Copy)]
pub struct Printing<'a> {
    /// The article it stands in: any number, the same for the same article.
    pub article: usize,
    /// The words as printed.
    pub text: &'a str,
    /// Who is said to have said it: any number, the same for the same speaker.
    pub speaker: Option<usize>,
    /// The day it was said, or else printed.
    pub day: Option<Date>,
}

/// The fewest words of a text that is one utterance whoever is named as speaker, since outlets
/// disagree about speakers; also the fewest of a re-translation.
const TELLING: usize = 8;
/// Words of a run that is looked up.
const RUN: usize = 3;
/// Words of the only texts that may be nearly equal without such a run in common.
const SPLIT: usize = 5;
/// Words that are not common ones and stand in both of two texts that differ a little.
const ANCHORS: usize = 2;
/// How many texts one text is compared with.
const COMPARISONS: usize = 32;
/// Days between two translations.
const TRANSLATED: i32 = 30;
/// Of 100 words that are not common ones, how many two translations share in order.
const SHARED: usize = 55;
/// The fewest such words they share.
const FEWEST_SHARED: usize = 4;
/// How many words of a text, common ones left out, a translation is told by.
const TRANSLATED_WORDS: usize = 64;
/// How many other texts a text is compared with as a translation.
const TRANSLATIONS: usize = 16;

/// For each printing the group it belongs to, numbered from 0 in the order of first appearance;
/// `None` where no other article prints the words.
///
/// ```
/// use onrecord::extract::corpus::utterances::{Printing, utterances};
///
/// let printing = |article, text| Printing { article, text, speaker: Some(0), day: None };
/// let cut = utterances(&[
///     printing(0, "We came to the lake to find out who owns the boats,"),
///     printing(1, "It rained."),
///     printing(1, "to find out who owns the boats"),
/// ]);
/// assert_eq!(cut, [Some(0), None, Some(0)]);
/// ```
#[must_use]
pub fn utterances(printings: &[Printing<'_>]) -> Vec<Option<usize>> {
    let (texts, text_of) = Texts::new(printings);
    let said: Vec<Option<ClusterMember>> = printings
        .iter()
        .zip(text_of)
        .map(|(printing, text)| member(printing, text?, &texts))
        .collect();
    let articles = printings.iter().map(|printing| printing.article);
    let printed = said.iter().copied().zip(articles);
    let printed = printed.filter_map(|(member, article)| Some((member?, article))).collect();
    let mut clusters = Clusters::new(printed, texts.len());
    let mut comparer = Comparer::new(texts.vocabulary());
    let hosts = join_cut_and_respelt(&texts, &mut clusters, &mut comparer);
    join_translations(&texts, &mut clusters, &mut comparer);
    phrases::join(&texts, &mut clusters, hosts);
    number(&said, &mut clusters)
}

/// What a printing says; a phrase with neither speaker nor day matches nothing.
fn member(printing: &Printing<'_>, text: u32, texts: &Texts) -> Option<ClusterMember> {
    let epoch = jiff::civil::date(1970, 1, 1);
    let day = printing.day.map(|day| (day - epoch).get_days());
    let adrift = texts.is_phrase(text) && day.is_none() && printing.speaker.is_none();
    (!adrift).then_some(ClusterMember { text, speaker: printing.speaker, day })
}

/// Joins the members of texts that are nearly equal or contain one another. Returns the phrases
/// found within longer texts: which of those they belong to is another question.
fn join_cut_and_respelt(
    texts: &Texts,
    clusters: &mut Clusters,
    comparer: &mut Comparer,
) -> Vec<(u32, u32)> {
    for text in texts.sentences() {
        match texts.of(text).len() {
            TELLING.. => clusters.unite_text(text),
            _ => clusters.unite_own(text),
        }
    }
    let mut hosts = Vec::new();
    let candidates = CandidateIndex::new(runs(texts), texts.len());
    candidates.each(|text, shorter| {
        // Each edit costs a text three of its runs.
        shorter.retain(|candidate| {
            let words = texts.of(candidate.member).len();
            let edits = if words < SPLIT { 0 } else { words / 4 };
            (candidate.missing as usize) <= RUN * edits
        });
        shorter.sort_unstable_by_key(|candidate| {
            (candidate.missing, Reverse(candidate.shared), candidate.member)
        });
        for short in shorter.iter().take(COMPARISONS).map(|candidate| candidate.member) {
            let (words, long) = (texts.of(short), texts.of(text));
            if texts.is_phrase(short) {
                if long.windows(words.len()).any(|run| run == words) {
                    hosts.push((short, text));
                }
                continue;
            }
            let telling = words.len() >= TELLING && is_as_long(words, long);
            if clusters.are_one(short, text) || !(telling || clusters.share_a_speaker(short, text))
            {
                continue;
            }
            match likeness(comparer, texts, short, text) {
                Likeness::Equal if telling => clusters.unite_texts(short, text),
                Likeness::Equal | Likeness::Contained => clusters.unite_speakers(short, text),
                Likeness::Different => {}
            }
        }
    });
    hosts
}

/// The keys under which texts find each other: their runs of three words. Of five words the middle
/// one may differ, which leaves no such run; so the four around it are another key.
fn runs(texts: &Texts) -> Vec<u64> {
    let around = |run: &[u32]| [run[0], run[1], run[3], run[4]];
    let split: HashSet<[u32; 4]> = texts
        .sentences()
        .map(|text| texts.of(text))
        .take_while(|words| words.len() == SPLIT)
        .map(around)
        .collect();
    let mut keys = Vec::new();
    for text in 0..texts.len() as u32 {
        let words = texts.of(text);
        keys.extend(words.windows(RUN).map(|run| key(run, text)));
        let split = words.windows(SPLIT).map(around).filter(|words| split.contains(words));
        keys.extend(split.map(|words| key(&words, text)));
    }
    keys
}

/// How far a text is like a longer one.
enum Likeness {
    /// Four fifths of the words, over the whole of the longer text.
    Equal,
    /// Four fifths of the shorter text, over some run of the longer.
    Contained,
    Different,
}

fn likeness(comparer: &mut Comparer, texts: &Texts, short: u32, long: u32) -> Likeness {
    let near = |edits: usize, words: &[u32]| edits * 5 <= words.len().min(COMPARED);
    let (words, in_words) = (texts.of(short), texts.of(long));
    let within = comparer.edits_within(words, in_words);
    let equal = near(within, in_words)
        && is_as_long(words, in_words)
        && near(comparer.edits(words, in_words), in_words);
    // It must not be only common words that the two share: `in the history of` anything.
    let mut share_enough = || {
        let [short, long] = [short, long].map(|text| texts.content(text).collect::<Vec<_>>());
        comparer.shared(&short, &long) >= ANCHORS
    };
    if !(equal || near(within, words)) || within > 0 && !share_enough() {
        return Likeness::Different;
    }
    if equal { Likeness::Equal } else { Likeness::Contained }
}

/// Whether a text is long enough to be nearly equal to a longer one.
fn is_as_long(short: &[u32], long: &[u32]) -> bool {
    short.len() * 5 >= long.len() * 4
}

/// Joins what one speaker said in other words within a month: two translations of it.
fn join_translations(texts: &Texts, clusters: &mut Clusters, comparer: &mut Comparer) {
    let mut statements: Vec<(usize, i32, u32)> = (0..clusters.len() as u32)
        .filter(|number| texts.of(clusters.at(*number).text).len() >= TELLING)
        .filter_map(|number| {
            let member = clusters.at(number);
            Some((member.speaker?, member.day?, number))
        })
        .collect();
    statements.sort_unstable();
    let mut keys = Vec::new();
    for ((speaker, _, number), member) in statements.iter().zip(0..) {
        let [low, high] = [*speaker as u32, (*speaker >> 32) as u32];
        let content = texts.content(clusters.at(*number).text);
        keys.extend(content.map(|word| key(&[low, high, word], member)));
    }
    CandidateIndex::new(keys, statements.len()).each(|member, others| {
        let (speaker, day, number) = statements[member as usize];
        let content: Vec<u32> = texts.content(clusters.at(number).text).collect();
        others.retain(|other| {
            let (other_speaker, other_day, _) = statements[other.member as usize];
            speaker == other_speaker && day - other_day <= TRANSLATED
        });
        others.sort_unstable_by_key(|other| (Reverse(other.shared), other.member));
        for other in others.iter().take(TRANSLATIONS) {
            let (.., other) = statements[other.member as usize];
            let of_other: Vec<u32> = texts.content(clusters.at(other).text).collect();
            if clusters.group(number) != clusters.group(other)
                && translates(comparer, &content, &of_other)
            {
                clusters.unite(number, other);
            }
        }
    });
}

/// Whether the words of two texts that are not common ones are the same to more than a half.
fn translates(comparer: &mut Comparer, a: &[u32], b: &[u32]) -> bool {
    let [a, b] = [a, b].map(|words| &words[..words.len().min(TRANSLATED_WORDS)]);
    let shared = comparer.shared(a, b);
    shared >= FEWEST_SHARED && shared * 200 >= SHARED * (a.len() + b.len())
}

/// Numbers the groups that several articles print.
fn number(said: &[Option<ClusterMember>], clusters: &mut Clusters) -> Vec<Option<usize>> {
    let mut numbers = HashMap::new();
    let mut number = |member: &ClusterMember| {
        let member = clusters.number(member)?;
        let (next, group) = (numbers.len(), clusters.group(member));
        let several = clusters.only_article(member).is_none();
        several.then(|| *numbers.entry(group).or_insert(next))
    };
    said.iter().map(|member| number(member.as_ref()?)).collect()
}
