//! An article of which nothing is known but its text and its day.

use jiff::civil::Date;
use onrecord::dataset::Form;
use onrecord::extract::input::SourceArticle;

pub(crate) fn article(text: &str, date: Date) -> SourceArticle {
    SourceArticle {
        id: "a".into(),
        title: None,
        author: None,
        publisher: None,
        url: None,
        date: Some(date),
        form: Form::Full,
        text: text.into(),
        boilerplate: Vec::new(),
        set_apart: Vec::new(),
        transcript: None,
        notes: Vec::new(),
    }
}
