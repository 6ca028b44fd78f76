//! Annotations against a plain model: whatever is changed, undone, read again and rebuilt, each
//! quote is as the model has it, and no annotation is lost or moves to another quote.

#[path = "support/explorer.rs"]
mod session;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use fastrand::Rng;
use onrecord::dataset::annotations::store::{self, Store};
use onrecord::dataset::annotations::{Annotations, QuoteAnnotation, TextQuoteSelector};
use onrecord::dataset::load::from_bytes;
use onrecord::dataset::{Dataset, QuoteIx, QuoteKind, annotate};
use onrecord::explorer::{Effect, Event, Overlay, Selection, Workspace};
use onrecord::search::Index;
use serde_json::{Value, json};
use session::Session;
use tempfile::TempDir;

const SPEAKERS: [&str; 4] = ["Anna Weber", "Karl Braun", "Ida Holm", "Omar Said"];
const MARKS: [&str; 2] = ["marked", "lead"];

/// One sentence of an article with its quote.
#[derive(Clone)]
struct Line {
    /// What the model calls the quote, whatever else changes.
    name: usize,
    words: String,
    speaker: usize,
}

/// Articles as they stand now, paragraph by paragraph: a quote, or text without one.
type Articles = Vec<Vec<Result<Line, String>>>;

/// What the reader did, by the model.
#[derive(Clone, Default, PartialEq, Debug)]
struct Decided {
    quotes: BTreeMap<usize, One>,
    /// The names of speakers who were renamed, by their position.
    names: BTreeMap<usize, String>,
}

#[derive(Clone, Default, PartialEq, Debug)]
struct One {
    speaker: Option<Option<String>>,
    kind: Option<QuoteKind>,
    dropped: bool,
    approved: bool,
    note: Option<String>,
    marks: BTreeSet<String>,
    /// The words when it was decided.
    words: String,
}

fn first_articles() -> Articles {
    let line = |name: usize| {
        // The words of some quotes stand twice in an article.
        let words = match name % 8 {
            3 | 5 => "We will talk again".to_owned(),
            _ => format!("The bridge number {name} will be open by the spring"),
        };
        Ok(Line { name, words, speaker: name % 3 })
    };
    (0..3).map(|article| (article * 8..article * 8 + 8).map(line).collect()).collect()
}

/// The dataset of the articles, its quotes in any order and with any ids.
fn dataset(articles: &Articles, rng: &mut Rng) -> Value {
    let (mut sources, mut quotes) = (Vec::new(), Vec::new());
    for (at, paragraphs) in articles.iter().enumerate() {
        let (id, mut text) = (format!("a{at}"), String::new());
        for paragraph in paragraphs {
            match paragraph {
                Err(plain) => text += plain,
                Ok(line) => {
                    let start = text.len() + 1;
                    text += &format!("\"{}\"", line.words);
                    quotes.push(json!({
                        "article": id, "start": start, "end": start + line.words.len(),
                        "text": line.words, "kind": "direct", "speaker": format!("s{}", line.speaker),
                        "confidence": "medium",
                    }));
                    text += &format!(
                        ", said {} for the {}th time in hall {}.",
                        SPEAKERS[line.speaker], line.name, line.name
                    );
                }
            }
            text += "\n\n";
        }
        let date = format!("2024-03-{:02}", at % 28 + 1);
        sources.push(json!({"id": id, "title": format!("Talks {at}"), "date": date, "text": text}));
    }
    rng.shuffle(&mut quotes);
    for (at, quote) in quotes.iter_mut().enumerate() {
        quote["id"] = format!("x{at}").into();
    }
    let speakers = SPEAKERS.iter().enumerate();
    let speakers: Vec<Value> =
        speakers.map(|(at, name)| json!({"id": format!("s{at}"), "name": name})).collect();
    json!({"version": 1, "title": "Talks", "articles": sources, "speakers": speakers,
           "meetings": [], "quotes": quotes})
}

fn load(json: &Value) -> Dataset {
    from_bytes(serde_json::to_vec(json).expect("JSON"), &mut |_| {}).expect("sound")
}

/// An explorer and the file of its annotations.
struct Desk {
    session: Session,
    store: Store,
    path: PathBuf,
    _folder: TempDir,
}

impl Desk {
    fn new(json: &Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = store::beside(&folder.path().join("talks.json"));
        let mut store = Store::default();
        store.open(Some(path.clone()), &Annotations::default()).expect("none yet");
        let (workspace, index) = Workspace::indexed(load(json));
        let session = Session::open((100, 40), (workspace, index));
        Self { session, store, path, _folder: folder }
    }

    /// Presses keys and does what they ask for.
    fn press(&mut self, text: &str) {
        let effects = self.session.press(text);
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::SaveAnnotations => {
                    let mine = &self.session.workspace().annotations;
                    assert_eq!(self.store.save(mine).expect("written").both, *mine);
                }
                other => panic!("{other:?}"),
            }
        }
    }

    /// Reads a dataset and the file of annotations, as `R` does or a new start.
    fn reload(&mut self, json: &Value, anew: bool) {
        let mine = self.session.workspace().annotations.clone();
        if anew {
            self.store = Store::default();
        }
        let annotations = self.store.open(Some(self.path.clone()), &mine).expect("sound");
        assert_eq!(annotations, mine, "what was changed was saved");
        let workspace = Arc::new(Workspace::annotated(load(json), annotations));
        let index = Arc::new(Index::build(&workspace.data, &mut |_| {}));
        if anew {
            self.session = Session::open((100, 40), (workspace, index));
        } else {
            let effects = self.session.update(Event::Opened(workspace, Some(index)));
            self.carry_out(effects);
        }
    }

    /// What the model calls the selected quote.
    fn selected(&self) -> Option<usize> {
        let data = &self.session.workspace().data;
        self.session.quote().map(|quote| name_of(data, quote))
    }
}

/// What the model calls a quote: the number printed behind it.
fn name_of(data: &Dataset, quote: QuoteIx) -> usize {
    let entry = data.quote(quote);
    let behind = &data.article(entry.article).text[entry.span().end..];
    let (_, number) = behind.split_once(" for the ").expect("a number");
    number.split_once("th time").expect("a number").0.parse().expect("a number")
}

/// Each quote is as the model has it, and nothing else is there.
fn check(data: &Dataset, articles: &Articles, decided: &Decided) {
    let mut expected = BTreeMap::new();
    let name =
        |at: usize| decided.names.get(&at).cloned().unwrap_or_else(|| SPEAKERS[at].to_owned());
    for line in articles.iter().flatten().flatten() {
        let fits = decided.quotes.get(&line.name).filter(|one| one.words == line.words);
        let one = fits.cloned().unwrap_or_default();
        if one.dropped {
            continue;
        }
        // Speakers are renamed by their ids: who was chosen by an old name has the new one.
        let by_name = |wanted: &String| {
            let known = SPEAKERS.iter().position(|speaker| speaker == wanted);
            known.map_or_else(|| wanted.clone(), name)
        };
        let speaker = match &one.speaker {
            Some(speaker) => speaker.as_ref().map(by_name),
            None => Some(name(line.speaker)),
        };
        let kind = one.kind.unwrap_or(QuoteKind::Direct);
        let corrected = one.speaker.is_some() || one.kind.is_some();
        expected.insert(
            line.name,
            (line.words.clone(), speaker, kind, one.approved, corrected, one.note, one.marks),
        );
    }
    let mut found = BTreeMap::new();
    for quote in (0..data.quotes.len()).map(QuoteIx::from) {
        let entry = data.quote(quote);
        let remarks = data.remarks(quote).cloned().unwrap_or_default();
        let speaker = entry.speaker.map(|speaker| data.speaker(speaker).name.clone());
        let words = data.words_of(quote).to_owned();
        let marks: BTreeSet<String> = remarks.marks.into_iter().collect();
        let one =
            (words, speaker, entry.kind, remarks.approved, remarks.corrected, remarks.note, marks);
        assert!(found.insert(name_of(data, quote), one).is_none(), "a quote twice");
        assert_eq!(entry.confidence.is_none(), remarks.corrected);
        assert!(data.quotes_by(entry.speaker).contains(&quote));
    }
    for (name, one) in &expected {
        assert_eq!(found.get(name), Some(one), "{name}");
    }
    assert_eq!(found.len(), expected.len());
}

/// How many edits, undos, rebuilds and reloads; `ONRECORD_EDITS` asks for more.
fn edits() -> usize {
    std::env::var("ONRECORD_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000)
}

#[test]
fn whatever_is_done_nothing_is_lost_and_nothing_moves_to_another_quote() {
    let mut rng = Rng::with_seed(7);
    let mut articles = first_articles();
    let mut json = dataset(&articles, &mut rng);
    let mut desk = Desk::new(&json);
    let (mut decided, mut former) = (Decided::default(), Vec::<Decided>::new());
    let mut done = BTreeMap::<&str, usize>::new();
    let mut step = 0;
    while done.values().sum::<usize>() < edits() {
        step += 1;
        // What became reported speech shows too.
        while !desk.session.population().is_whole(&desk.session.workspace().data) {
            desk.press("i");
        }
        let moves = ["j", "k", "n", "N", "]", "[", "g", "G", "}", "{", "1", "3"];
        for _ in 0..rng.usize(..4) {
            desk.press(rng.choice(moves).expect("some"));
        }
        let Some(name) = desk.selected() else {
            desk.press("gj");
            continue;
        };
        let before = decided.clone();
        let line = articles.iter().flatten().flatten().find(|line| line.name == name);
        let words = line.expect("a quote of the articles").words.clone();
        let one = decided.quotes.entry(name).or_default();
        // An annotation of words that changed meanwhile is another's.
        if one.words != words && *one != One::default() {
            decided = before;
            continue;
        }
        one.words.clone_from(&words);
        let what = match rng.usize(..14) {
            0..3 => {
                let now = desk.session.quote().expect("one is selected");
                let data = &desk.session.workspace().data;
                let now = data.quote(now).speaker.map(|speaker| data.speaker(speaker).name.clone());
                let wanted = *SPEAKERS.get(rng.usize(..5)).unwrap_or(&"Nora New");
                let position = SPEAKERS.iter().position(|speaker| *speaker == wanted);
                let shown = position.and_then(|at| before.names.get(&at).cloned());
                let typed = shown.unwrap_or_else(|| wanted.to_owned());
                if now.as_ref() == Some(&typed) {
                    decided = before;
                    continue;
                }
                one.speaker = Some(Some(wanted.to_owned()));
                desk.press(&format!("3es{typed}<Enter>"));
                "speaker"
            }
            3 => {
                let kind = *rng.choice(&[QuoteKind::Mixed, QuoteKind::Indirect]).expect("some");
                one.kind = Some(kind);
                desk.press(&format!("3et{}<Enter>", kind.name()));
                "kind"
            }
            4 => {
                one.approved = !one.approved;
                desk.press("a");
                "approved"
            }
            5 => {
                let note = format!("look at {step}");
                one.note = Some(note.clone());
                desk.press(&format!("3en<Ctrl-u>{note}<Enter>"));
                "note"
            }
            6 | 7 => {
                let mark = rng.choice(MARKS).expect("some").to_owned();
                if !one.marks.remove(&mark) {
                    one.marks.insert(mark.clone());
                }
                desk.press(&format!("3el{mark}<Enter>"));
                "mark"
            }
            8 if before.quotes.values().filter(|one| one.dropped).count() < 8 => {
                one.dropped = true;
                desk.press("3ex");
                "dropped"
            }
            9 => {
                let at = rng.usize(..SPEAKERS.len());
                let new = format!("{} {step}", SPEAKERS[at]);
                let data = &desk.session.workspace().data;
                let shown = data.speakers.iter().position(|s| s.id == format!("s{at}"));
                let rows = &desk.session.panes().speakers.rows;
                let row = rows.iter().position(|key| key.map(|s| s.index()) == shown);
                let Some(row) = row else { continue };
                decided = before.clone();
                decided.names.insert(at, new.clone());
                desk.press("2g");
                for _ in 0..row {
                    desk.press("j");
                }
                if desk.session.speaker().flatten().map(|s| s.index()) != shown {
                    decided = before;
                    continue;
                }
                desk.press(&format!("en<Ctrl-u>{new}<Enter>1"));
                "renamed"
            }
            10 | 11 => {
                decided = before.clone();
                if let Some(last) = former.pop() {
                    decided = last;
                }
                desk.press("u");
                check(&desk.session.workspace().data, &articles, &decided);
                *done.entry("undone").or_default() += 1;
                continue;
            }
            12 => {
                decided = before.clone();
                rebuild(&mut articles, &mut rng);
                json = dataset(&articles, &mut rng);
                desk.reload(&json, false);
                "rebuilt"
            }
            _ => {
                decided = before.clone();
                let anew = rng.bool();
                desk.reload(&json, anew);
                if anew {
                    former.clear();
                }
                "read again"
            }
        };
        *done.entry(what).or_default() += 1;
        assert!(matches!(desk.session.overlay(), Overlay::None | Overlay::Card(_)), "{what}");
        if matches!(desk.session.overlay(), Overlay::Card(_)) {
            desk.press("<Esc>");
        }
        decided.quotes.retain(|_, one| *one != One { words: one.words.clone(), ..One::default() });
        check(&desk.session.workspace().data, &articles, &decided);
        let quotes = &desk.session.workspace().annotations.quotes;
        assert_eq!(quotes.len(), decided.quotes.len(), "{what}");
        if decided != before {
            former.push(before);
        }
        // The file says the same of the dataset as the explorer does.
        if step % 10 == 0 {
            let saved = store::read(&desk.path).expect("sound");
            let (data, orphans) = annotate(load(&json), &saved);
            check(&data, &articles, &decided);
            // Of a dropped one it does not matter: it is not there, as it should be.
            let kept = decided.quotes.iter().filter(|(_, one)| !one.dropped);
            let lost = kept.filter(|(name, one)| {
                let mut lines = articles.iter().flatten().flatten();
                !lines.any(|line| line.name == **name && line.words == one.words)
            });
            let orphans = orphans.iter().filter(|orphan| !saved.quotes[orphan.at].drop);
            assert_eq!(orphans.count(), lost.count());
        }
    }
    assert!(done.len() >= 9, "every kind of change came up: {done:?}");
    println!("{done:?}");
}

/// Changes the articles as publishers do: a paragraph more, other words in a quote, the former
/// words again.
fn rebuild(articles: &mut Articles, rng: &mut Rng) {
    let at = rng.usize(..articles.len());
    let article = &mut articles[at];
    let place = rng.usize(..article.len());
    match rng.usize(..3) {
        0 if article.len() < 14 => {
            let plain = format!("Nothing was said about the weather, report {}.", rng.u32(..));
            article.insert(place, Err(plain));
        }
        1 => article.retain(|paragraph| paragraph.is_ok()),
        _ => {
            if let Ok(line) = &mut article[place] {
                line.words = match line.words.strip_suffix(" of next year") {
                    Some(former) => former.to_owned(),
                    None => format!("{} of next year", line.words),
                };
            }
        }
    }
}

#[test]
fn a_correction_whose_words_changed_is_an_orphan_with_its_note() {
    let mut rng = Rng::with_seed(1);
    let mut articles = first_articles();
    let json = dataset(&articles, &mut rng);
    let mut desk = Desk::new(&json);
    desk.press("gj3es");
    desk.press("Nora New<Enter>");
    desk.press("3enask her<Enter>");
    let name = desk.selected().expect("one");
    for line in articles.iter_mut().flatten().flatten().filter(|line| line.name == name) {
        line.words += " or so";
    }
    let json = dataset(&articles, &mut rng);
    desk.reload(&json, false);
    let orphans = &desk.session.workspace().orphans;
    assert_eq!(orphans.len(), 1, "{orphans:?}");
    desk.press("A");
    let Overlay::Annotations(list) = desk.session.overlay() else { panic!("a list") };
    assert!(list.rows[0].orphan.is_some());
    assert!(list.rows[0].label.contains("Nora New") && list.rows[0].label.contains("ask her"));
    assert!(desk.session.screen().contains("fits nothing"));
    let saved = store::read(&desk.path).expect("sound");
    assert_eq!(saved.quotes[0].note.as_deref(), Some("ask her"));
}

#[test]
fn two_speakers_are_made_one_and_words_a_quote() {
    let mut rng = Rng::with_seed(2);
    let articles = first_articles();
    let json = dataset(&articles, &mut rng);
    let mut desk = Desk::new(&json);
    let shown = |desk: &Desk| desk.session.panes().speakers.rows.len();
    let before = shown(&desk);
    desk.press("2gemkarl<Enter>");
    assert!(desk.session.said().contains("is Karl Braun"), "{}", desk.session.said());
    assert_eq!(shown(&desk), before - 1);
    let data = &desk.session.workspace().data;
    let karl = data.speaker_called("s1").expect("Karl");
    assert_eq!(data.quotes_by(Some(karl)).len(), 16);
    // Three words behind the quote.
    let count = data.quotes.len();
    desk.press("1gj3vlll<Enter><Esc><Esc>");
    assert_eq!(desk.session.workspace().data.quotes.len(), count + 1);
    let saved = store::read(&desk.path).expect("sound");
    assert!(saved.quotes[0].own, "{saved:?}");
    desk.press("uUu");
    assert!(desk.session.said().starts_with("taken back: a new quote"), "{}", desk.session.said());
    desk.press("u");
    assert_eq!((shown(&desk), desk.session.workspace().data.quotes.len()), (before, count));
    assert!(store::read(&desk.path).expect("sound").is_empty());
}

#[test]
fn what_another_program_decided_of_the_same_is_told_and_comes_back() {
    let mut rng = Rng::with_seed(6);
    let json = dataset(&first_articles(), &mut rng);
    let mut desk = Desk::new(&json);
    // Another program, which has the same file open, is the quicker one.
    desk.press("gj");
    let data = &desk.session.workspace().data;
    let quote = desk.session.quote().expect("one");
    let entry = data.quote(quote);
    let (article, words) =
        (data.article(entry.article).id.clone(), data.words_of(quote).to_owned());
    let selector = TextQuoteSelector::of(&data.article(entry.article).text, entry.span());
    let theirs = QuoteAnnotation {
        article,
        text: words,
        prefix: selector.prefix.map(Into::into),
        suffix: selector.suffix.map(Into::into),
        speaker: Some(Some("s2".into())),
        note: Some("theirs".into()),
        ..QuoteAnnotation::default()
    };
    let theirs = Annotations { quotes: vec![theirs], ..Annotations::default() };
    let mut other = Store::default();
    other.open(Some(desk.path.clone()), &Annotations::default()).expect("none yet");
    other.save(&theirs).expect("written");
    for effect in desk.session.press("3esomar<Enter>") {
        assert_eq!(effect, Effect::SaveAnnotations);
        let saved = desk.store.save(&desk.session.workspace().annotations).expect("written");
        let (both, theirs) = (Box::new(saved.both), Box::new(saved.theirs.expect("another's")));
        desk.session.update(Event::AnnotatedElsewhere { both, theirs });
    }
    let saved = store::read(&desk.path).expect("sound");
    assert!(saved.quotes.iter().any(|one| one.note.as_deref() == Some("theirs")), "{saved:?}");
    let name = |desk: &Desk| {
        let quote = desk.session.quote().expect("one");
        let data = &desk.session.workspace().data;
        data.speaker_name(data.quote(quote).speaker).to_owned()
    };
    assert_eq!(name(&desk), "Omar Said");
    assert!(desk.session.said().contains("another program had decided"), "{}", desk.session.said());
    desk.press("u");
    assert_eq!(name(&desk), "Ida Holm");
    assert_eq!(store::read(&desk.path).expect("sound"), theirs);
}

#[test]
fn a_new_speaker_is_merged_and_parted_again() {
    let mut rng = Rng::with_seed(5);
    let json = dataset(&first_articles(), &mut rng);
    let mut desk = Desk::new(&json);
    let of = |desk: &Desk| {
        let quote = desk.session.quote().expect("one");
        let data = &desk.session.workspace().data;
        data.speaker_name(data.quote(quote).speaker).to_owned()
    };
    desk.press("gj");
    let first = of(&desk);
    desk.press("3esNora New<Enter>");
    assert_eq!(of(&desk), "Nora New");
    desk.press("2emkarl<Enter>");
    assert_eq!(of(&desk), "Karl Braun");
    desk.press("u");
    assert_eq!(of(&desk), "Nora New");
    desk.press("u");
    assert_eq!(of(&desk), first);
    desk.press("UU");
    assert_eq!(of(&desk), "Karl Braun");
    let saved = store::read(&desk.path).expect("sound");
    assert_eq!(saved.speakers.len(), 2, "{saved:?}");
}

/// Random changes of a large record, brought up to date now and then: in the end it is what its
/// file and its annotations make.
#[test]
fn a_large_record_comes_to_what_its_file_and_annotations_make() {
    let mut rng = Rng::with_seed(11);
    let line = |name: usize| {
        Ok(Line { name, words: format!("The bridge {name} will be open"), speaker: name % 3 })
    };
    let articles: Articles =
        (0..2001).map(|at| (at * 10..at * 10 + 10).map(line).collect()).collect();
    let json = dataset(&articles, &mut rng);
    let (workspace, index) = Workspace::indexed(load(&json));
    let mut session = Session::open((100, 40), (workspace, index));
    for step in 0..120 {
        for _ in 0..rng.usize(..3) {
            session.press(rng.choice(["j", "k", "n", "]", "1gj"]).expect("some"));
        }
        let name = rng.choice(["anna", "karl", "ida", "Nora New", "nobody"]).expect("some");
        let keys = match rng.usize(..9) {
            0..3 => format!("3es{name}<Enter><Esc>"),
            3 => "a".to_owned(),
            4 => format!("3enlook {step}<Enter>"),
            5 => format!("2en {step}<Enter><Esc>1"),
            6 if step % 3 == 0 => "2emkarl<Enter><Esc>1".to_owned(),
            7 => "u".to_owned(),
            _ => "3et mixed<Enter>".to_owned(),
        };
        session.press(&keys);
        // The thread beside the loop, once in a while.
        if step % 30 == 29 {
            let now = session.workspace();
            let (data, annotations) = (now.data.clone(), now.annotations.clone());
            let now = Arc::new(Workspace::annotated(data, annotations));
            let index = Arc::new(Index::build(&now.data, &mut |_| {}));
            session.update(Event::Annotated(now, index));
        }
    }
    let now = session.workspace();
    let (settled, _) = annotate(now.data.clone(), &now.annotations);
    let (fresh, _) = annotate(load(&json), &now.annotations);
    let of = |data: &Dataset| -> Vec<_> {
        let quotes = (0..data.quotes.len()).map(QuoteIx::from);
        let one = |quote| {
            let entry = data.quote(quote);
            let speaker = entry.speaker.map(|speaker| data.speaker(speaker).name.clone());
            (data.id_of(quote).to_owned(), speaker, entry.kind, data.remarks(quote).cloned())
        };
        quotes.map(one).collect()
    };
    assert!(!now.annotations.is_empty());
    assert!(of(&settled) == of(&fresh), "the same as the file with its annotations");
}

/// What shows while the rest is brought up to date beside the loop is what it comes to.
#[test]
fn a_large_record_shows_a_change_at_once_and_comes_to_the_same() {
    let mut rng = Rng::with_seed(3);
    // More quotes than are brought up to date at once.
    let line = |name: usize| {
        Ok(Line { name, words: format!("The bridge {name} will be open"), speaker: name % 3 })
    };
    let articles: Articles =
        (0..2001).map(|at| (at * 10..at * 10 + 10).map(line).collect()).collect();
    let json = dataset(&articles, &mut rng);
    let (workspace, index) = Workspace::indexed(load(&json));
    let mut session = Session::open((100, 40), (workspace, index));
    let mut all = session.press("gjjj3esnora new<Enter>");
    let quote = session.quote().expect("one");
    let name = |session: &Session, quote| {
        let data = &session.workspace().data;
        let now = data.quote(quote).speaker;
        assert!(data.quotes_by(now).contains(&quote));
        data.speaker_name(now).to_owned()
    };
    assert_eq!(name(&session, quote), "nora new");
    all.extend(session.press("3eskarl<Enter>"));
    assert_eq!(name(&session, quote), "Karl Braun");
    all.extend(session.press("a3enlook<Enter>"));
    // Counts by speaker stay those of the quotes, also where two are made one and parted again.
    let counts = |session: &Session| {
        let data = &session.workspace().data;
        let of = |at: usize| data.quotes_by(Some(at.into())).len();
        let quotes = (0..data.speakers.len()).map(of).chain([data.quotes_by(None).len()]);
        let matching = &session.result().by_speaker;
        assert!(quotes.eq(matching.iter().map(|count| *count as usize)), "{matching:?}");
    };
    counts(&session);
    for keys in
        ["3esnobody<Enter>", "2gemida<Enter>", "u", "1gjj3esOmar<Enter>", "en x<Enter>", "u", "u"]
    {
        all.extend(session.press(keys));
        counts(&session);
    }
    session.press("1g/<Ctrl-u>");
    session.press("<Esc>gjjj");
    all.extend(session.press("3eskarl<Enter>"));
    let wanted = all.iter().filter(|effect| **effect == Effect::WaitForCalm).count();
    assert_eq!(wanted, 1, "it is brought up to date once, and not at once");
    assert_eq!(session.update(Event::Calm), [Effect::Annotate]);
    // One that was begun before the last change is followed by another.
    let old_data = session.workspace().data.clone();
    let stale = Arc::new(Workspace::annotated(old_data.clone(), Annotations::default()));
    let index = Arc::new(Index::build(&stale.data, &mut |_| {}));
    assert_eq!(session.update(Event::Annotated(stale, index)), [Effect::WaitForCalm]);
    assert_eq!(session.update(Event::Calm), [Effect::Annotate]);
    let annotations = session.workspace().annotations.clone();
    let now = Arc::new(Workspace::annotated(old_data, annotations.clone()));
    let index = Arc::new(Index::build(&now.data, &mut |_| {}));
    assert_eq!(session.update(Event::Annotated(now, index)), []);
    let quote = session.quote().expect("it is selected still");
    assert_eq!(name(&session, quote), "Karl Braun");
    let (fresh, orphans) = annotate(load(&json), &annotations);
    assert!(orphans.is_empty());
    let data = &session.workspace().data;
    let of = |data: &Dataset| -> Vec<(String, Option<String>)> {
        let quotes = (0..data.quotes.len()).map(QuoteIx::from);
        quotes
            .map(|quote| {
                let speaker = data.quote(quote).speaker;
                let speaker = speaker.map(|speaker| data.speaker(speaker).name.clone());
                (data.id_of(quote).to_owned(), speaker)
            })
            .collect()
    };
    assert!(of(data) == of(&fresh), "the same as the file with its annotations");
    assert!(data.remarks(quote).is_some_and(|remarks| remarks.approved));
}

#[test]
fn what_cannot_be_read_is_one_sentence() {
    for (text, why) in [
        ("{\"quotes\": [{}]}", "missing field"),
        ("{\"quotes\": [{\"article\": \"a\", \"text\": \"b\", \"sayd\": 1}]}", "unknown field"),
        ("{\"quotes\": [{\"article\": \"a\", \"text\": \"b\", \"said\": \"May\"}]}", "is no day"),
        ("[]", "is no file of annotations"),
    ] {
        let error = Annotations::from_bytes(text.as_bytes()).expect_err(text);
        assert!(error.contains(why) && !error.contains('\n'), "{error}");
    }
    let one = QuoteAnnotation { article: "a".into(), text: "b".into(), ..Default::default() };
    assert!(one.says_nothing() && one.adds());
}

#[test]
fn of_two_meetings_that_are_one_nothing_that_was_told_is_lost() {
    let mut rng = Rng::with_seed(4);
    let mut json = dataset(&first_articles(), &mut rng);
    let meeting = |id: &str, title: &str, place: Option<&str>, who: &[&str]| json!({"id": id, "title": title, "date": "2024-03-01", "place": place, "participants": who});
    json["meetings"] = json!([
        meeting("m1", "Talks", Some("Bonn"), &["s0", "s1"]),
        meeting("m2", "Harbour council", None, &["s1", "s2"]),
    ]);
    json["quotes"][0]["meeting"] = "m1".into();
    json["quotes"][1]["meeting"] = "m2".into();
    let mut desk = Desk::new(&json);
    let data = &desk.session.workspace().data;
    let first = data.timeline.of_meeting(data.meeting_called("m1").expect("there"));
    desk.press("1g");
    while desk.session.selection() != Selection::Group(first.expect("a heading")) {
        desk.press("j");
    }
    desk.press("emharbour<Enter>");
    let data = &desk.session.workspace().data;
    let both = data.meeting(data.meeting_called("m2").expect("there"));
    let who = both.participants.iter().map(|who| data.speaker(*who).id.as_str());
    assert_eq!(who.collect::<Vec<_>>(), ["s1", "s2", "s0"], "{}", desk.session.said());
    assert_eq!(both.place.as_deref(), Some("Bonn"));
    let gone = data.meeting_called("m1");
    assert!(gone.is_none_or(|gone| data.meeting(gone).is_gone));
    desk.press("u");
    assert!(store::read(&desk.path).expect("sound").is_empty());
}
