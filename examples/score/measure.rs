//! Scoring one article: what of the gold was found, and whose it was said to be.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use roaring::RoaringBitmap;

use crate::gold::{Article, Attribution, is_half};
use crate::marks::is_edge;
use crate::matching::{Whole, covering, matched, wholes};
use crate::page::Span;
use crate::prediction::{Kind, Prediction, Referent};
use crate::speaker::{referent, resolves_to, verdict};
use crate::tally::{Found, Miss, Mistake, Tally, Verdict};

/// Adds one article to the tally; its errors, in the order of the text.
pub(crate) fn score<'a>(
    article: &'a Article,
    predictions: &'a [Prediction],
    referents: &[Referent],
    tally: &mut Tally,
) -> Vec<Miss<'a>> {
    let mut scorer = Scorer { article, predictions, tally, misses: Vec::new() };
    scorer.direct(referents);
    scorer.stretches();
    scorer.attributions();
    let mut misses = scorer.misses;
    misses.sort_by_key(|miss| miss.span);
    misses
}

struct Scorer<'a, 't> {
    article: &'a Article,
    predictions: &'a [Prediction],
    tally: &'t mut Tally,
    misses: Vec<Miss<'a>>,
}

impl<'a> Scorer<'a, '_> {
    /// Direct quotations against the predictions that are direct, paragraph by paragraph.
    fn direct(&mut self, referents: &[Referent]) {
        let article = self.article;
        let mut pieces = BTreeMap::new();
        for quote in self.predictions.iter().filter(|quote| quote.kind == Kind::Direct) {
            for piece in article.page.pieces(quote.span()) {
                let piece = article.page.trim(piece, is_edge);
                if !piece.is_empty() {
                    pieces.entry(piece).or_insert(quote);
                }
            }
        }
        let units: Vec<Span> = article.units.iter().map(|unit| unit.span).collect();
        let spans: Vec<Span> = pieces.keys().copied().collect();
        let pairs = matched(&units, &spans);
        let taken: BTreeSet<Span> = pairs.iter().map(|(_, piece)| spans[*piece]).collect();
        let is_ignored = |piece: &&Span| {
            let ink = article.page.ink([**piece]);
            !taken.contains(piece) && is_half(ink.intersection_len(&article.optional), ink.len())
        };
        let ignored = spans.iter().filter(is_ignored).count();
        self.tally.direct_ignored += ignored;
        self.tally.direct.gold += units.len();
        self.tally.direct.predicted += spans.len() - ignored;
        self.tally.direct.right += pairs.len();
        self.tally.direct_exact += units.iter().filter(|unit| pieces.contains_key(unit)).count();

        let mut found: Vec<Option<&'a Prediction>> = vec![None; units.len()];
        for (unit, piece) in pairs {
            found[unit] = pieces.get(&spans[piece]).copied();
        }
        for (unit, quote) in article.units.iter().zip(found) {
            let gold = &article.attributions[unit.of];
            if let Some(referent) = referent(gold, referents) {
                self.tally.pronoun_found.ask(quote.is_some());
                let is_right = quote.is_some_and(|quote| resolves_to(quote, referent));
                self.tally.pronoun_right.ask(is_right);
            }
            let Some(quote) = quote else { continue };
            let verdict = verdict(&article.page, gold, quote);
            if let Some(naming) = &gold.naming {
                self.tally.direct_speakers.count(naming, verdict);
            }
            if verdict.either() || gold.naming.is_none() {
                self.tally.direct.end_to_end += 1;
            } else {
                self.miss(Mistake::WrongSpeakerDirect, unit.span, Some(gold), Some(quote));
            }
        }
    }

    /// Each quoted stretch of the text: is it speech, and was it said to be?
    fn stretches(&mut self) {
        let article = self.article;
        let inks: Vec<RoaringBitmap> =
            self.predictions.iter().map(|quote| article.page.ink([quote.span()])).collect();
        for stretch in &article.stretches {
            let mut covered = RoaringBitmap::new();
            let mut most = None;
            for (ink, quote) in inks.iter().zip(self.predictions) {
                if quote.span().common(stretch.span).is_empty() {
                    continue;
                }
                let common = ink & &stretch.ink;
                let rank = (common.len(), Reverse(ink.len()));
                if !common.is_empty() && most.is_none_or(|(best, _)| rank > best) {
                    most = Some((rank, quote));
                }
                covered |= common;
            }
            let gold = stretch.of.map(|of| &article.attributions[of]);
            let quote = most.map(|(_, quote)| quote);
            let is_found = 5 * covered.len() >= 4 * stretch.ink.len();
            self.tally.stretch.gold += usize::from(gold.is_some());
            self.tally.stretch.predicted += usize::from(is_found);
            match (gold, quote.filter(|_| is_found)) {
                (Some(gold), Some(quote)) => {
                    self.tally.stretch.right += 1;
                    let is_right = verdict(&article.page, gold, quote).either();
                    let is_right = is_right || gold.naming.is_none();
                    self.tally.stretch.end_to_end += usize::from(is_right);
                    if !is_right {
                        let mistake = Mistake::WrongSpeakerStretch;
                        self.miss(mistake, stretch.span, Some(gold), Some(quote));
                    }
                }
                (Some(_), None) => self.miss(Mistake::MissedStretch, stretch.span, gold, quote),
                (None, Some(_)) => self.miss(Mistake::ExtraStretch, stretch.span, gold, quote),
                (None, None) => {}
            }
        }
    }

    /// Attributions of all kinds against predictions of all kinds.
    fn attributions(&mut self) {
        let article = self.article;
        let wholes = wholes(article, self.predictions);
        let mut belonging: Vec<Vec<&Whole<'a>>> = vec![Vec::new(); article.attributions.len()];
        for whole in &wholes {
            if let Some(of) = whole.of {
                belonging[of].push(whole);
            }
        }
        let found: Vec<Option<&Whole<'a>>> =
            article.attributions.iter().zip(&belonging).map(|(g, of)| covering(g, of)).collect();
        for whole in &wholes {
            self.extra(whole, whole.of.map(|of| (&article.attributions[of], found[of].is_some())));
        }
        for (gold, whole) in article.attributions.iter().zip(found) {
            self.tally.of_kind(gold.kind).ask(whole.is_some());
            let verdict = whole.map(|whole| self.found(gold, whole));
            let is_right = verdict.is_some_and(|v| v.either() || gold.naming.is_none());
            for counts in self.counted(gold.is_speech) {
                counts.gold += 1;
                counts.predicted += usize::from(whole.is_some());
                counts.right += usize::from(whole.is_some());
                counts.end_to_end += usize::from(is_right);
            }
            if whole.is_none() {
                self.miss(Mistake::MissedAttribution, gold.extent(), Some(gold), None);
            }
        }
    }

    /// A prediction that may have found nothing: wrong unless it lies where either is right.
    fn extra(&mut self, whole: &Whole<'a>, of: Option<(&'a Attribution, bool)>) {
        let optional = whole.ink.intersection_len(&self.article.optional);
        let is_optional = whole.is_apart && is_half(optional, whole.ink.len());
        let is_right = of.is_some_and(|(_, is_found)| is_found);
        if is_optional && !is_right {
            return;
        }
        self.tally.predicted_of_kind(whole.kind()).ask(is_right);
        if std::env::var("A_DUMP").is_ok() {
            eprintln!(
                "{}\t{:?}\t{}\t{}\t{}\t{}\t{}\t{}",
                if is_right { "RIGHT" } else { "WRONG" },
                whole.kind(),
                whole.longest().basis.clone().unwrap_or_default(),
                whole.longest().said_by(&self.article.page).unwrap_or_default(),
                self.article.page.text(whole.extent()).replace(['\n', '\t'], " "),
                whole.extent().start,
                of.map(|(g, _)| g.extent().start.to_string()).unwrap_or_default(),
                of.map(|(g, _)| self.article.page.text(g.extent()).replace(['\n', '\t'], " "))
                    .unwrap_or_default()
            );
        }
        if is_right {
            return;
        }
        for counts in self.counted(of.is_none_or(|(gold, _)| gold.is_speech)) {
            counts.predicted += 1;
        }
        let gold = of.map(|(gold, _)| gold);
        self.miss(Mistake::ExtraAttribution, whole.extent(), gold, Some(whole.longest()));
    }

    /// Counts the kind and the speaker of an attribution that was found.
    fn found(&mut self, gold: &'a Attribution, whole: &Whole<'a>) -> Verdict {
        self.tally.kind.ask(whole.kind() == gold.kind);
        let quote = whole.longest();
        let verdict = verdict(&self.article.page, gold, quote);
        if let Some(naming) = &gold.naming {
            self.tally.all_speakers.count(naming, verdict);
            if let Some(confidence) = quote.confidence {
                self.tally.by_confidence.entry(confidence).or_default().ask(verdict.either());
            }
            if let Some(rule) = &quote.basis {
                self.tally.by_rule.entry(rule.clone()).or_default().ask(verdict.either());
            }
            if !verdict.either() {
                let mistake = Mistake::WrongSpeakerAttribution;
                self.miss(mistake, gold.extent(), Some(gold), Some(quote));
            }
        }
        verdict
    }

    /// The counts an attribution goes into.
    fn counted(&mut self, is_speech: bool) -> impl Iterator<Item = &mut Found> {
        let Tally { all, speech, .. } = &mut *self.tally;
        [Some(all), is_speech.then_some(speech)].into_iter().flatten()
    }

    fn miss(
        &mut self,
        mistake: Mistake,
        span: Span,
        gold: Option<&'a Attribution>,
        prediction: Option<&'a Prediction>,
    ) {
        self.misses.push(Miss { mistake, span, gold, prediction });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gold::tests::{TEXT, rain};
    use crate::tally::Share;

    /// Predictions from `(content, kind, mention, resolved speaker)`, by their words in the text.
    fn predicted(quotes: &[(&str, &str, &str, &str)]) -> Vec<Prediction> {
        let at = |words: &str| {
            let start = TEXT[..TEXT.find(words).expect("words of the text")].chars().count();
            (start, start + words.chars().count())
        };
        let quote = |(content, kind, mention, speaker): &(&str, &str, &str, &str)| {
            let ((start, end), (from, to)) = (at(content), at(mention));
            serde_json::from_value(serde_json::json!({
                "start": start, "end": end, "kind": kind,
                "speaker_start": from, "speaker_end": to, "speaker": speaker,
            }))
        };
        quotes.iter().map(|given| quote(given).expect("a prediction")).collect()
    }

    /// The tally and, for each error, what is wrong and the words it is about.
    fn scored(quotes: &[Prediction], referents: &[Referent]) -> (Tally, Vec<(Mistake, String)>) {
        let (article, mut tally) = (rain(), Tally::default());
        let misses = score(&article, quotes, referents, &mut tally);
        let list = misses.iter().map(|miss| (miss.mistake, article.page.text(miss.span)));
        (tally, list.collect())
    }

    const RIGHT: [(&str, &str, &str, &str); 3] = [
        ("“It rains,”", "direct", "Anna Weber", "Anna Weber"),
        ("“Stay,”", "direct", "she", "Anna Weber"),
        ("it was rather “wet”", "mixed", "Reed", "Reed"),
    ];

    #[test]
    fn what_is_right_has_no_errors() {
        let (tally, errors) = scored(&predicted(&RIGHT), &[]);
        assert_eq!(errors, []);
        let all = |n| Found { gold: n, predicted: n, right: n, end_to_end: n };
        assert_eq!((tally.direct, tally.direct_exact), (all(2), 2));
        assert_eq!((tally.stretch, tally.all, tally.speech), (all(3), all(3), all(2)));
        assert_eq!(tally.direct_speakers.name, Share { yes: 1, asked: 1 });
        assert_eq!(tally.all_speakers.either, Share { yes: 3, asked: 3 });
        assert_eq!(tally.kind, Share { yes: 3, asked: 3 });
    }

    #[test]
    fn nothing_predicted_is_all_missed() {
        let (tally, errors) = scored(&[], &[]);
        assert_eq!((tally.all.gold, tally.all.predicted, tally.all.right), (3, 0, 0));
        let count = |mistake| errors.iter().filter(|(m, _)| *m == mistake).count();
        assert_eq!(count(Mistake::MissedStretch), 3);
        assert_eq!(count(Mistake::MissedAttribution), 3);
        assert_eq!(errors.len(), 6);
    }

    #[test]
    fn each_error_names_its_words() {
        let quotes = predicted(&[
            ("“It rains,”", "direct", "Reed", "Tom Reed"),
            ("“The Ark”", "direct", "Reed", "Reed"),
            ("“wet”", "direct", "Reed", "Reed"),
            ("Stay", "direct", "she", ""),
        ]);
        let (tally, errors) = scored(&quotes, &[]);
        let errors: Vec<_> = errors.iter().map(|(m, words)| (*m, words.as_str())).collect();
        assert_eq!(
            errors,
            [
                (Mistake::WrongSpeakerAttribution, "“It rains,”"),
                (Mistake::WrongSpeakerDirect, "It rains"),
                (Mistake::WrongSpeakerStretch, "It rains"),
                (Mistake::MissedAttribution, "it was rather “wet”"),
                (Mistake::ExtraAttribution, "“wet”"),
                (Mistake::ExtraAttribution, "“The Ark”"),
                (Mistake::ExtraStretch, "The Ark"),
            ]
        );
        assert_eq!((tally.direct.predicted, tally.direct_ignored), (3, 1));
        assert_eq!(tally.direct.end_to_end, 1);
        // What belongs to a thought that was not found is no wrong speech.
        assert_eq!((tally.all.predicted, tally.speech.predicted), (4, 3));
    }

    #[test]
    fn pieces_of_one_group_are_one() {
        let mut quotes = predicted(&[
            ("it was rather", "indirect", "Reed", "Reed"),
            ("“wet”", "direct", "Reed", "Reed"),
        ]);
        for quote in &mut quotes {
            quote.group = Some(1.into());
        }
        let (tally, _) = scored(&quotes, &[]);
        assert_eq!((tally.all.predicted, tally.all.right), (1, 1));
        assert_eq!(tally.kind, Share { yes: 1, asked: 1 });
    }

    #[test]
    fn a_labelled_pronoun_asks_for_its_person() {
        let start = TEXT[..TEXT.find("she").expect("a pronoun")].chars().count();
        let (name, heads) = ("Anna Weber".to_owned(), vec!["weber".to_owned()]);
        let she = [Referent { start, end: start + 3, name, heads }];
        let right = |quotes: &[Prediction]| {
            let (tally, _) = scored(quotes, &she);
            (tally.pronoun_found.yes, tally.pronoun_right.yes, tally.pronoun_right.asked)
        };
        assert_eq!(right(&predicted(&RIGHT)), (1, 1, 1));
        assert_eq!(right(&predicted(&[("“Stay,”", "direct", "she", "Tom Reed")])), (1, 0, 1));
        assert_eq!(right(&[]), (0, 0, 1));
    }
}
