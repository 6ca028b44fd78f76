//! A folder of articles opens as the record that `build` makes of it, and nothing of that is kept
//! but annotations.

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
