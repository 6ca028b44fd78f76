//! Where paragraphs end: wrapped lines are joined, other lines are not.

use onrecord::text::{paragraphs, unwrapped};

fn assert_paragraphs(text: &str, expected: &[&str]) {
    let found: Vec<String> =
        paragraphs(text).map(|range| unwrapped(&text[range]).into_owned()).collect();
    assert_eq!(found, expected, "{text}");
}

/// Words wrapped at a width.
fn wrapped(words: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        let line = lines.last_mut().expect("a line");
        if line.is_empty() {
            line.push_str(word);
        } else if line.len() + 1 + word.len() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.join("\n")
}

const TALKS: &str = "The talks in Bonn went on for six hours on Monday, and both sides said that they \
    would go on for as long as it takes, since nobody wanted to be the first to leave the room.";
const REED: &str = "Tom Reed, who leads the delegation of Freedonia, said that no day had been set for \
    the next round. He left the house at noon.";
const WEBER: &str =
    "Anna Weber said less than that. She was tired, as were all who had been there.";

#[test]
fn wrapped_lines_are_one_paragraph_at_every_usual_width() {
    for width in [50, 60, 72, 78, 80, 100] {
        let text = [TALKS, REED, WEBER].map(|p| wrapped(p, width)).join("\n\n");
        assert_paragraphs(&text, &[TALKS, REED, WEBER]);
    }
}

#[test]
fn wrapped_paragraphs_without_blank_lines_end_at_short_lines() {
    let text = [TALKS, REED, WEBER].map(|p| wrapped(p, 72)).join("\n");
    assert_paragraphs(&text, &[TALKS, REED, WEBER]);
}

#[test]
fn indented_lines_begin_paragraphs() {
    let text = [TALKS, REED, WEBER].map(|p| "  ".to_owned() + &wrapped(p, 72)).join("\n");
    assert_eq!(paragraphs(&text).count(), 3);
}

#[test]
fn a_paragraph_a_line_stays_so() {
    for between in ["\n", "\n\n", "\r\n", "\r\n\r\n"] {
        assert_paragraphs(&[TALKS, WEBER, REED, WEBER].join(between), &[TALKS, WEBER, REED, WEBER]);
    }
    let short = "We go.\nThey stay.\nNobody knows for how long.\nAll of us wait.";
    assert_eq!(paragraphs(short).count(), 4);
}

#[test]
fn lists_heads_and_headings_stay_lines() {
    let list = "- the first of the points that were on the table in Bonn on Monday\n\
        - the second of them, of which nobody wanted to speak before noon\n\
        - the third, which was left for the day that nobody had yet set\n";
    assert_eq!(paragraphs(list).count(), 3);
    let head = "Title: Talks in Bonn\nDate: 2020-05-04\nAuthor: Ida Holm\n\n".to_owned()
        + &wrapped(TALKS, 72);
    assert_eq!(paragraphs(&head).count(), 4);
    let heading = "# Talks\n".to_owned() + &wrapped(TALKS, 72) + "\n" + &wrapped(TALKS, 72);
    assert_eq!(paragraphs(&heading).next(), Some(0..7));
}

#[test]
fn every_character_is_in_a_paragraph_or_white() {
    let texts = ["", "\n", "  \n  a \n\n b", "a\r\nb", "é\nü", "\u{a0}\n\u{2028}x"];
    for text in texts {
        let mut rest = text.to_owned();
        let ranges: Vec<_> = paragraphs(text).collect();
        for range in ranges.into_iter().rev() {
            rest.replace_range(range, "");
        }
        assert_eq!(rest.trim(), "", "{text:?}");
    }
    let flood = "a b\n".repeat(1 << 18);
    assert!(paragraphs(&flood).count() > 0);
}

#[test]
fn words_are_shown_with_single_spaces() {
    for (words, shown) in [
        ("We have\ncome a long way.", "We have come a long way."),
        ("We have  \n   come.", "We have come."),
        ("We wait.\n\n“We go.", "We wait.\n\n“We go."),
        ("We wait.\n“We go.", "We wait.\n“We go."),
        ("We wait.\nThen we go.", "We wait. Then we go."),
        ("one", "one"),
    ] {
        assert_eq!(unwrapped(words), shown);
    }
}

#[test]
fn a_wrapped_text_fills_the_lines_of_a_pane() {
    use onrecord::text::wrap_paragraphs;
    let text = wrapped(TALKS, 60) + "\n\n" + &wrapped(REED, 60);
    let lines: Vec<&str> = wrap_paragraphs(&text, 80).into_iter().map(|l| &text[l]).collect();
    assert!(lines[0].contains('\n') && lines[0].len() > 60, "{lines:?}");
    assert_eq!(lines.iter().filter(|line| line.is_empty()).count(), 1);
}
