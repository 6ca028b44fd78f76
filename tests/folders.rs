//! A folder of articles opens as the record that `build` makes of it, and several records as one.
//! Nothing of that is kept but annotations, each record's in its own file.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use onrecord::dataset::annotations::store;
use support::{Session, run};

const HARBOUR: &str = "Harbour talks resume

Date: 2024-03-02

\"We are close to an agreement on the harbour,\" said Anna Weber, the minister of trade, after the \
talks in Lund on Friday. \"The bridge will open in spring.\"

Karl Braun, the union leader, told reporters that he would not sign. \"Nobody asked us,\" he said.
";

const UNION: &str = "Union stays away

Date: 2024-03-05

\"Nobody asked us,\" union leader Karl Braun said on Tuesday. \"We will wait until May,\" Anna Weber \
said.
";

/// A folder `articles` with two of them, in a folder of its own.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir(desk.articles()).expect("a folder");
        desk.write("harbour.txt", HARBOUR);
        desk.write("union.txt", UNION);
        desk
    }

    fn articles(&self) -> PathBuf {
        self.folder.path().join("articles")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.articles().join(name), text).expect("written");
    }

    /// What lies beside the folder of articles and in it.
    fn files(&self) -> Vec<PathBuf> {
        let under = |folder: &Path| {
            let entries = fs::read_dir(folder).expect("a folder");
            entries.map(|entry| entry.expect("an entry").path()).collect::<Vec<_>>()
        };
        let mut files = [under(self.folder.path()), under(&self.articles())].concat();
        files.sort();
        files
    }

    fn annotations(&self) -> PathBuf {
        self.folder.path().join("articles.annotations.json")
    }
}

/// A dataset `talks.json` of two articles, and a folder `more` with another, in which two people of
/// the first speak as well; the ids of one article are those of an article of the first.
struct Two {
    desk: Desk,
    talks: PathBuf,
    more: PathBuf,
}

const LUND: &str = "Lund listens

Date: 2024-03-08

\"The bridge will open in spring,\" said Anna Weber, the minister of trade. \"I came to listen,\" said \
Ida Holm, the mayor of Lund.
";

impl Two {
    fn new() -> Self {
        let desk = Desk::new();
        let (talks, more) =
            (desk.folder.path().join("talks.json"), desk.folder.path().join("more"));
        assert_eq!(run(&["build", text(&desk.articles()), "-o", text(&talks)]).0, 0);
        fs::create_dir(&more).expect("a folder");
        fs::write(more.join("union.txt"), LUND).expect("written");
        Self { desk, talks, more }
    }

    fn query(&self, args: &[&str]) -> (i32, String, String) {
        let both = ["query", "--dataset", text(&self.talks), "--dataset", text(&self.more)];
        run(&[&both[..], args].concat())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.desk.folder.path().join(name)
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn a_folder_is_the_record_that_build_makes_and_leaves_nothing_behind() {
    let desk = Desk::new();
    let before = desk.files();
    let articles = desk.articles();
    let found = run(&["query", "--format", "jsonl", "--dataset", text(&articles), ""]);
    let (status, out, err) = run(&["check", text(&articles)]);
    assert!(status == 0 && err.is_empty() && out.contains("2 articles"), "{out}{err}");
    assert_eq!(desk.files(), before, "nothing is kept");
    let dataset = desk.folder.path().join("built.json");
    assert_eq!(run(&["build", text(&articles), "-o", text(&dataset)]).0, 0);
    let built = run(&["query", "--format", "jsonl", "--dataset", text(&dataset), ""]);
    assert!(found.1.lines().count() >= 5, "{}", found.1);
    assert_eq!(found, built);
    let draft = desk.folder.path().join("draft.md");
    fs::write(&draft, "\"Nobody asked us,\" Karl Braun said.\n").expect("written");
    let (status, out, _) = run(&["verify", text(&draft), "--dataset", text(&articles)]);
    assert!(status == 0 && out.contains("exact"), "{out}");
}

#[test]
fn what_a_reader_does_stands_beside_the_folder_and_build_finds_it() {
    let desk = Desk::new();
    // As a shell completes it.
    let named = format!("{}/", desk.articles().display());
    let mut session = Session::start(100, 30, &[&named]);
    session.opened();
    session.wait_for("close to an agreement");
    session.press("a");
    session.wait_for("takes it back");
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    let kept = store::read(&desk.annotations()).expect("sound");
    assert!(kept.quotes.len() == 1 && kept.quotes[0].approved, "{kept:?}");
    assert_eq!(run(&["query", "--count", "--dataset", &named, "checked:yes"]).1, "1\n");
    let dataset = desk.folder.path().join("articles.json");
    let (_, _, err) = run(&["build", &named, "-o", text(&dataset)]);
    assert!(err.contains("1 of 1 annotation applied"), "{err}");
    assert_eq!(
        run(&["query", "--count", "--dataset", &named, "--no-annotations", "checked:yes"]).0,
        1
    );
}

#[test]
fn a_watched_folder_is_built_again_when_an_article_comes() {
    let desk = Desk::new();
    let mut session = Session::start(100, 30, &["--watch", text(&desk.articles())]);
    session.opened();
    session.wait_for("2 articles");
    fs::create_dir(desk.articles().join("later")).expect("a folder");
    desk.write(
        "later/third.txt",
        "Lund again\n\nDate: 2024-04-01\n\n\"I came to listen,\" said Ida Holm, the mayor of Lund.\n",
    );
    session.wait_for("3 articles");
    session.wait_for("read again");
    fs::remove_file(desk.articles().join("union.txt")).expect("removed");
    session.wait_for("2 articles");
    session.press("q");
    assert_eq!(session.exit_status(), 0);
}

#[test]
fn what_is_passed_over_is_told_and_a_folder_without_articles_refused() {
    let desk = Desk::new();
    desk.write("empty.html", "");
    let (status, _, err) = run(&["query", "--count", "--dataset", text(&desk.articles()), ""]);
    assert!(status == 0 && err.lines().count() == 1 && err.contains("empty.html"), "{err}");
    let session = Session::start(100, 30, &[text(&desk.articles())]);
    session.opened();
    session.wait_for("1 file passed over");
    drop(session);
    let bare = tempfile::tempdir().expect("a folder");
    let mut session = Session::start(100, 30, &[text(bare.path())]);
    assert_eq!(session.exit_status(), 2);
    assert!(session.text().contains("no article was found in"), "{}", session.text());
    let (status, out, err) = run(&["query", "--dataset", text(bare.path()), ""]);
    assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{err}");
}

#[test]
fn several_records_are_one_with_their_ids_kept_apart_and_their_speakers_linked() {
    let two = Two::new();
    let (status, out, err) = two.query(&["--format", "jsonl", ""]);
    assert!(status == 0 && err.is_empty(), "{err}");
    let quotes: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let alone = |path: &Path| run(&["query", "--count", "--dataset", text(path), ""]).1;
    let count = |path: &Path| alone(path).trim().parse::<usize>().expect("a number");
    assert_eq!(quotes.len(), count(&two.talks) + count(&two.more));
    let articles: std::collections::BTreeSet<&str> =
        quotes.iter().map(|quote| quote["article"].as_str().expect("an id")).collect();
    assert_eq!(articles.into_iter().collect::<Vec<_>>(), ["harbour", "more:union", "talks:union"]);
    let ids: std::collections::BTreeSet<&str> =
        quotes.iter().map(|quote| quote["id"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), quotes.len());
    // One speaker, in the table of both, and one statement where both print it.
    let (_, table, _) = two.query(&["--pivot", "speaker,year", "--format", "csv", ""]);
    assert_eq!(table.matches("Anna Weber").count(), 1, "{table}");
    let (_, printed, _) = two.query(&["--format", "text", "printings:2 bridge"]);
    assert!(
        printed.contains("Harbour talks resume") && printed.contains("Lund listens"),
        "{printed}"
    );
    // The order in which they are named makes no difference to what is found.
    let turned = ["query", "--dataset", text(&two.more), "--dataset", text(&two.talks)];
    let turned = run(&[&turned[..], &["--format", "jsonl", ""]].concat()).1;
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&turned).len(), sorted(&out).len());
    let (status, out, _) = run(&["check", text(&two.talks), text(&two.more)]);
    assert!(status == 0 && out.lines().count() == 2, "{out}");
}

#[test]
fn each_record_keeps_its_own_annotations() {
    let two = Two::new();
    let (of_talks, of_more) =
        (two.file("talks.annotations.json"), two.file("more.annotations.json"));
    let mut session = Session::start(120, 40, &[text(&two.talks), text(&two.more)]);
    session.opened();
    // Right as it is: a quote of the dataset's. A mark: one of the folder's.
    session.press("/agreement<Enter>a");
    session.wait_for("takes it back");
    assert!(of_talks.exists() && !of_more.exists(), "only what is changed is written");
    session.press("/<Ctrl-u>listen<Enter>m");
    session.wait_for("takes it back");
    // The speaker is of both: the new name goes to both.
    session.press("/<Ctrl-u>weber<Enter>2gen");
    session.press("<Ctrl-u>Anna Roth<Enter>");
    session.wait_for("is called Anna Roth");
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    let (talks, more) =
        (store::read(&of_talks).expect("sound"), store::read(&of_more).expect("sound"));
    assert!(talks.quotes.len() == 1 && talks.quotes[0].approved, "{talks:?}");
    assert_eq!(talks.quotes[0].article, "harbour");
    assert_eq!((more.quotes.len(), more.quotes[0].article.as_str()), (1, "union"), "{more:?}");
    assert_eq!(more.quotes[0].marks, ["marked"]);
    for (file, path) in [(&talks, &two.talks), (&more, &two.more)] {
        assert_eq!(file.speakers.len(), 1, "{file:?}");
        assert_eq!(file.speakers[0].name, "Anna Roth");
        // Each is whole by itself.
        let (status, _, err) = run(&["check", text(path)]);
        assert_eq!((status, err.as_str()), (0, ""));
    }
    assert_eq!(two.query(&["--count", "speaker:roth"]).0, 0);
    assert_eq!(two.query(&["--count", "checked:yes | mark:marked"]).1, "2\n");
}

#[test]
fn records_that_cannot_be_opened_together_are_told_in_a_sentence() {
    let two = Two::new();
    for (args, word) in [
        (vec!["query", "--dataset", "x.json", "--dataset", "x.json", ""], "named twice"),
        (
            vec!["query", "--dataset", "a", "--dataset", "b", "--annotations", "c", ""],
            "--annotations names one file",
        ),
        (
            vec!["query", "--dataset", text(&two.talks), "--dataset", "no-such", ""],
            "no-such is not there",
        ),
    ] {
        let (status, out, err) = run(&args);
        assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{err}");
        assert!(err.contains(word), "{err}");
    }
}

/// What the screen shows behind a build that was interrupted.
#[test]
fn an_interrupted_build_leaves_no_half_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..2000 {
        let text = format!("Bridges {at}\n\nDate: 2024-03-02\n\n{}", HARBOUR.repeat(4));
        fs::write(folder.path().join(format!("{at}.txt")), text).expect("written");
    }
    let dataset = folder.path().join("talks.json");
    let args = ["build", "-j", "1", text(folder.path()), "-o", text(&dataset)];
    let mut session = Session::start(80, 24, &args);
    session.wait_for(" files, ");
    session.press("<Ctrl-c>");
    assert_ne!(session.exit_status(), 0);
    assert_eq!(session.text().trim(), "", "{}", session.text());
    assert!(!dataset.exists());
    assert_eq!(session.leftovers(), Vec::<String>::new());
}
