//! Who is named as saying what: one example for each rule, and what holds for any text.

#[path = "support/said.rs"]
mod support;

use onrecord::dataset::{MeetingStatus, QuoteKind};
use onrecord::extract::extract;
use proptest::prelude::*;

use support::{article, speaker};

/// `text | words | speaker | part of the rule`
const QUOTED: &str = r#"
“We go,” Anna Weber said. | We go, | Anna Weber | right after
“We go,” said Anna Weber. | We go, | Anna Weber | right after
"Why now?" Tom Reed asked. | Why now? | Tom Reed | right after
“Why? Why now?” Tom Reed asked. Nobody knew. | Why? Why now? | Tom Reed | right after
“We will all go on.” Tom Reed then left. | We will all go | nobody | nothing near it
“We go on.” Tom Reed said. | We go on. | Tom Reed | right after
"We go," he said. "We all stay." Tom Reed left. | We all stay. | nobody | another quotation
“We go!” beamed Tom Reed. | We go! | Tom Reed | right after
Tom Reed, who runs it, told the Daily Post, “We go on now.” | We go on now. | Tom Reed | before it in the sentence
“We go,” a friend of Weber's said. | We go, | nobody | right after it, but by no name
The super PAC said: “We go.” | We go. | nobody | right before it, but by no name
“We go,” laughs Weber when asked. | We go, | Weber | right after
The mayor said: “No.” Pressed again, she replied: “We go.” | We go. | nobody | right before it, but by no name
“We go,” says a diver who knows it. | We go, | nobody | right after it, but by no name
“We go,” Weber, 61, a nurse in Bonn, told reporters. | We go, | Weber | right after
“We go,” Anna Weber said. “We stay until it is over.” | We stay | Anna Weber | another quotation
''We go,'' Anna Weber said. | We go, | Anna Weber | right after
„We go,“ Anna Weber said. | We go, | Anna Weber | right after
« We go, » Anna Weber said. | We go, | Anna Weber | right after
'We go,' Anna Weber said. | We go, | Anna Weber | right after
The ministers' view isn't known. 'We go,' Anna Weber said. | We go, | Anna Weber | right after
“I told him ‘go’ twice,” Anna Weber said. | I told him ‘go’ twice, | Anna Weber | right after
She is 6'2" tall. "We go," Anna Weber said. | We go, | Anna Weber | right after
<a href="x">We</a> left. "We go," Anna Weber said. | We go, | Anna Weber | right after
A 5" pipe is here.\n\n"We go," Anna Weber said. | We go, | Anna Weber | right after
“We go,” Anna Weber replied. | We go, | Anna Weber | right after
“We go,” Anna Weber wrote. | We go, | Anna Weber | right after
“We go,” quipped Anna Weber. | We go, | Anna Weber | right after
“We go,” Mr. Dean said. | We go, | Dean | right after
Tom King left. “We go,” said Mr. King. | We go, | Tom King | right after
Anna Weber said, “We go.” | We go. | Anna Weber | right before
“Peace,” wrote Tom Reed on Monday, “is not for sale.” | is not for sale. | Tom Reed | right before
Anna Weber and her counterpart, Tom Reed, said that it “is far too late for us.” | is far too late for us. | nobody | several together
Anna Weber met Tom Reed and his lawyer, Paul Orr, said it “is far too late for us.” | is far too late for us. | Paul Orr | before it
Anna Weber and Tom Reed met. “We go,” the two ministers said. | We go, | nobody | several together
Tom Weber and his wife, Anna Weber, came. “We go,” Weber said. | We go, | Tom Weber | others bear too
The Teachers Association met. Many teachers came. Teachers chanted, “Fund our schools now!” | Fund our schools now! | nobody | right before
SSP Surash A Weber, said, “We go.” | We go. | Surash A Weber | right before
Tom Orr, lawyer for Anna Weber, who said “once it closes it is over,” left. | once it closes it is over, | Tom Orr | right before
Tom Reed bats. According to a top board official, Reed has left. “We go,” the official said. | We go, | nobody | right after
Dr. Anna Weber came. “We go,” said the doctor. | We go, | Anna Weber | right after
“We go,” said Anna Weber MP. | We go, | Anna Weber | right after
“We go,” said Tom Orr, adding the vote was “only the first step.” | only the first step. | Tom Orr | before it in the sentence
Tom Reed said the door “is not shut.” Weber agreed. | is not shut. | Tom Reed | before it in the sentence
Anna Weber and Tom Reed left. They said that it “is far too late for us.” | is far too late for us. | nobody | several together
Paul Orr speaks for the Reed Fund. The APC spokesman called it “far too late to go.” | far too late to go. | nobody | by no name
‘We go,’ Anna Weber said. She added: ‘[The ice] is thin. We go on. | [The ice] is thin. | Anna Weber | right before
As Anna Weber put it, “we go.” | we go. | Anna Weber | right before
“Go on,” added Reed, ''but not yet.'' | but not yet. | Reed | before
Tom Reed, citing “a cold winter,” said the harbour should close. | a cold winter, | Tom Reed | before
Anna Weber told reporters in Bonn on Tuesday it was “a good start for all.” | a good start | Anna Weber | before it
The plan was called “a good start” by Anna Weber. | a good start | Anna Weber | before it
Weber's claim that “nobody wants that” was doubted. | nobody wants that | Weber | the owner
It was “far too late to wait,” Anna Weber said. | far too late | Anna Weber | right after
The winter is “long and dark” and nobody likes it, said Tom Reed. | long and dark | Tom Reed | end of its sentence
“We go,” according to Anna Weber. | We go, | Anna Weber | according to
Anna Weber: “We will go on.” | We will go on. | Anna Weber | colon
“We will go on.” — Anna Weber | We will go on. | Anna Weber | signed
Anna Weber had this to say:\n\n“We will go on as before.” | We will go on | Anna Weber | colon
Anna Weber said the harbour closes. “We will all go home then.” | We will all go | Anna Weber | speaks in the paragraph
Anna Weber said the harbour closes.\n\n“We will all go home then.” | We will all go | Anna Weber | last one who spoke
“We will go on.\n\n“We will not stop,” Anna Weber said. | We will go on. | Anna Weber | goes on
The minister, Anna Weber, left. “We go,” she said. | We go, | Anna Weber | by a pronoun
Tom Reed met Anna Weber. “We go,” she said. “We go far,” he said. | We go far, | Tom Reed | by a pronoun
Minister Anna Weber came late. “We go,” the minister said. | We go, | Anna Weber | by a description
The Ruritanian foreign ministry spoke. It said that “all is well here.” | all is well | Ruritanian foreign ministry | by a pronoun
Weber's aide, Tom Reed, said: “We will go on.” | We will go on. | Tom Reed | before
When somebody shouted, “Go!” Tom Reed laughed. | Go! | nobody | before
Anna Weber laughed and said, “We go.” | We go. | Anna Weber | before
Anna Weber thanked all, saying, “We go.” | We go. | Anna Weber | before
Reed, who knows Anna Weber, said: “We will go.” | We will go. | Reed | before
Tom Reed said it was late, but Anna Weber fired back: “We go on.” | We go on. | Anna Weber | colon
Rep. Anna Weber (Bonn): “We will go on.” | We will go on. | Anna Weber | colon
“We will go on.”\n\n— Anna Weber, a minister | We will go on. | Anna Weber | signed
“We go on” Anna Weber said. | We go on | Anna Weber | right after
“We go,” said retired Gen. Anna Weber, who was there. | We go, | Anna Weber | right after
“We go,” the 63-year-old said. Anna Weber left. | We go, | nobody | right after it, but by no name
Anna Weber denied that the move was hers and said, “We go.” | We go. | Anna Weber | before
The winter was mild, with Anna Weber asking, “Where is the ice?” | Where is the ice? | Anna Weber | before
Last week, the minister, Anna Weber, said, “We go.” | We go. | Anna Weber | before
Alarmed by the storm in Salem, Anna Weber said, “We go.” | We go. | Anna Weber | before
“Why now?” Tom Reed went on, as if he had not heard. | Why now? | Tom Reed | right after
“We go,” the allies state in a letter that was sent on Monday. | We go, | nobody | right after it, but by no name
“We go,” as Tom Reed once joked. | We go, | Tom Reed | right after
The chairwoman, Anna Weber, left and in a statement thanked him for “a long and brave fight.” | a long and | Anna Weber | before it
It is the pull of Tom Reed's “never give up” promise. | never give up | Tom Reed | the owner
Tom Reed's answer? “Nobody wants it.” | Nobody wants it. | Tom Reed | speaks in the paragraph
In a letter, Tom Reed's message was blunt. “We go now.” | We go now. | Tom Reed | speaks in the paragraph
Anna Weber, for her part: “We will not go.” | We will not go. | Anna Weber | colon
From the letter that Anna Weber sent to the board: “We go.” | We go. | Anna Weber | colon
Per Anna Weber, the vote was “a total mess.” | a total mess. | Anna Weber | according to
The clerk, Anna Weber, wrote this: “We go.” | We go. | Anna Weber | colon
The lawyer, Tom Reed, did not say when Anna Weber would testify. “We are in talks.” | We are in talks. | Tom Reed | speaks in the paragraph
A man in the back shouted, “Shame!” | Shame! | nobody | right before
Weber's brother, Tom Reed, still works there. “I like it.” | I like it. | Tom Reed | speaks in the paragraph
A statement by Anna Weber and the board said that it acted “in good faith now.” | in good faith | nobody | by no name
Tom Reed says in a video posted online that he has “heard the voters.” | heard the voters | Tom Reed | before
I asked Tom Reed about it. “Next question.” | Next question. | Tom Reed | speaks in the paragraph
Anna Weber said Tom Reed had told her: “We go.” | We go. | Tom Reed | colon
“We go,” Tom Reed said.\n\n“Now?” asked Anna Weber.\n\n“Yes.” | Yes. | Tom Reed | last one who spoke
“We go,” Tom Reed said.\n\n“Now?” asked Anna Weber.\n\n“Yes.”\n\n“With whom?” | With whom? | Anna Weber | last one who spoke
Tom Reed wrote to a friend, “Can we go?” The friend, whose name is unknown, replied: “No.” | Can we go? | Tom Reed | before it
The letter that Anna Weber sent to the Ruritanian foreign ministry is short. “We go,” it reads. | We go, | nobody | right after
Judge Anna Weber was stern. In the hall, Reed's mother wept. “He is my boy,” she said. | He is my boy, | nobody | right after
His opponent, state Sen. Anna Weber, said, “We go.” | We go. | Anna Weber | right before
Eighteen-year-old Anna Weber left. “We go,” she said. | We go, | Anna Weber | by a pronoun
Norland's ambassador to the bloc, Anna Weber, said it was ready to go on “at any hour.” | at any hour | Anna Weber | before it
Scope said it was late, while the chief executive, Jo Tregelles, urged calm. “We go,” she said. | We go, | Jo Tregelles | by a pronoun
But a source close to it hit back, saying: “Tom Reed never was one of us.” | Tom Reed never | nobody | by no name
Tom Reed left. “He had no car,” said Reed's mother, Loretta. | He had no car, | Loretta | right after
“He had no car,” said Ellis' mother, Loretta. | He had no car, | Loretta | right after
“Don't shoot,” Tom Reed can be heard saying. | Don't shoot, | Tom Reed | right after
The last word, from the paper's Tom Reed: “Nobody won it.” | Nobody won it. | Tom Reed | colon
Rep. Anna Weber left. “We go,” the Ruritanian lawmaker said. | We go, | Anna Weber | by a description
Chairwoman Anna Weber was calm. One woman was led out after she called Tom Reed a “murderer.” | Tom Reed a | nobody | by no name
Anna Weber's take? “I know exactly where it is.” | I know exactly | Anna Weber | speaks in the paragraph
Tom Reed, who has been known to go off script — he once called it “a dead raccoon” — said he would “do much better now.” | do much better | Tom Reed | before it
“It'll come back,” said Anna Weber. Tom Reed shook his head. “It is gone for good.” | It is gone | Tom Reed | speaks in the paragraph
“He did not hold it,” referee Tom Reed said. | He did not hold it, | Tom Reed | right after
“The one who runs it is fine,” said a Virginia Republican. | The one who | nobody | by no name
His daughter Anna Weber left. “We go,” President Weber said. | We go, | Weber | right after
The Iraqi envoy left. Minister Tom Reed stayed. “We go,” the Iraqi minister said. | We go, | nobody | by no name
Anna Weber came from Jordan in 1979. “We go,” she said. | We go, | Anna Weber | by a pronoun
Anna Weber held a picture of her son, Capt. Tom Weber. For her part, Weber said she was “done with all of that.” | done with all | Anna Weber | before it
BONN: Union minister Tom Reed on Sunday hit out at the board, saying it was “shedding crocodile tears now”. | shedding croc | Tom Reed | before it
For the investor Tom Reed, whose fund owns both, it's simple: “Money talks loudly.” | Money talks | Tom Reed | colon
Anna Weber left. On the press: “I'd lock up half of them.” | I'd lock up | Anna Weber | speaks in the paragraph
Some of it is known. And, of course, this: “If it is, sue me.” | If it is, | nobody | nothing near it
“They may go now,” said a boss of the teachers. Anna Weber stood by the door. She waited a while. “Come and sit in my class.” | Come and sit | Anna Weber | speaks in the paragraph
Tom Reed sent a mail that asks, “Who cares?” It told Anna Weber “to go home now.” | Who cares? | nobody | right before it, but by no name
It was a joke, said Tom Reed, adding, “so that works out.” | so that works out. | Tom Reed | right before
“Are you fine?” Tom Reed followed up. Nobody knew. | Are you fine? | Tom Reed | right after
“I am,” Anna Weber said. “Really?” Tom Reed pressed. | Really? | Tom Reed | right after
Two clerks like it. “It never stops,” said the other. | It never stops, | nobody | right after
But he added, “We will go on,” Anna Weber said. Tom Reed left. | We will go on, | Anna Weber | right after
The nominee, Carl Weber, attacked her. He called her “a disgrace to it.” | a disgrace | Carl Weber | by a pronoun
The High Court had in March termed it “a long and painful probe.” | a long and | High Court | before it
According to the complaint, Anna Weber's fund paid a firm “with no staff at all.” | with no staff | nobody | according to
Tom Reed hit back at the singer, calling him “a grown toddler,” the Salem Herald reports. | a grown | Tom Reed | before it
Tom Reed said in a statement that he was safe. “I love it,” the statement said. | I love it, | Tom Reed | by a description
Anna Weber's statement said “We go now.” | We go now. | Anna Weber | right before
Here is what Dad said: “I was not joking.” | I was not joking. | nobody | right before it, but by no name
A woman named Anna Weber told him to stay. “Don't quit,” she said. | Don't quit, | Anna Weber | by a pronoun
Anna Weber — “He was a good man.” | He was a good man. | Anna Weber | colon
**Anna Weber:** “We go.” | We go. | Anna Weber | colon
“We go,” **said Anna Weber.** | We go, | Anna Weber | right after
Gov. Luis Ward spoke. Tom Reed was late. On Monday the governor said he would act. “There is time,” he said. | There is time, | Luis Ward | by a pronoun
The Guild of Harbour Workers came. “We go,” the guild said. | We go, | Guild of Harbour Workers | by a description
Amos Ward sold it. “I'm not hiding,” the younger Mr. Ward said. | I'm not hiding, | nobody | right after
Mr. Carl Dale and Mr. Tom Reed came. Mr. Dale noted that Mr. Reed had left. “I did,” he replied. | I did, | Tom Reed | by a pronoun
SALEM, Ohio — It took a while for somebody to say the word “fraud was all over.” | fraud was | nobody | before
House Whip Tom Reed left. “We go,” said Clay County Recorder Anna Weber. | We go, | Anna Weber | right after
President Weber left. Vice President Mira Stone agreed. “We go,” the president said. | We go, | Weber | by a description
The audit was reviewed by the Salem Herald. The audit is out. “We paid it,” it says. | We paid it, | nobody | right after
House Speaker Carl Dale met Mayor Anna Weber. “We go,” the Utah Republican said. | We go, | nobody | right after
“We must all go now.”\nFormer mayor Tom Reed.\n\nMore is known. | We must all go | Tom Reed | signed
‘‘We all go now,’’ said Anna Weber. ‘‘We do not wait.’’ | We do not wait. | Anna Weber | another quotation
Anna Weber denied it: ″We never went there.” | We never went there. | Anna Weber | colon
Anna Weber said: ‘We all go now.\n\n‘We do not wait.’\n\nThe town was calm. | We all go now. | Anna Weber | right before
'With all of the ‘old’ boats gone, we go,' Anna Weber said. | With all of the | Anna Weber | right after
Tom Reed, head of research at the guild told reporters: “We go.” | We go. | Tom Reed | colon
Tom Reed, the guild's head of research said: “We go.” | We go. | Tom Reed | right before
Judge Anna A. Weber, acting on a suit, said it was “a great wrong to all.” | a great wrong | Anna A. Weber | before it
It began at 10 p.m. Weber said, “We go.” | We go. | Weber | right before
Said Anna Weber: “We all go now.” | We all go now. | Anna Weber | colon
Tom Cook left. “Why now?” Cook asked. “It is late.” | Why now? | Tom Cook | right after
Rep. Tom Reed told the crowd that it was time. Carl Dale has lost, he said. “He is sinking.” | He is sinking. | Tom Reed | by a pronoun
Tom Reed did not say whether the guild would go but added that “we will all wait.” | we will all wait. | Tom Reed | before it
Anna Weber spoke to Salem Review. Mira Stone left. “We go,” she told Salem Review. | We go, | Mira Stone | by a pronoun
"If you find "leaks" in it, call me," Anna Weber said. | If you find "leaks" | Anna Weber | right after
“We all go now,’’ Anna Weber said. “We do not wait.” | We do not wait. | Anna Weber | another quotation
“It helps,” said Tom Reed.\n\nAnna Weber, he added, needs no help: “Her talent is her own.” | Her talent | Tom Reed | colon, by a pronoun
“We go,” Sen. Tom Reed, ranking member of the board said. | We go, | Tom Reed | right after
“We go,” Sen. Tom Reed, R-Ohio, head of the board said. | We go, | Tom Reed | right after
Tom Reed, Norway's harbour minister threatened to take “harsh steps at once.” | harsh steps | Tom Reed | before it
“We go,” the statement said.\n\nTom Reed said in a statement that he was safe. | We go, | nobody | by no name
LIMA – Lawmakers left. “We go,” said the lawmakers. | We go, | nobody | by no name
A reporter asked Tom Reed if he would go. “I will,” he said. | I will, | Tom Reed | by a pronoun
The spokesman said Tom Reed would go. “He will not wait,” he said. | He will not wait, | nobody | by no name
“You lied,” Anna Weber said. “I did not!” Tom Reed shot back. | I did not! | Tom Reed | right after
Anna Weber was asked about Tom Reed's claim that she was “a liar to the bone.” | a liar | Tom Reed | before it
"#;

#[test]
fn every_rule_names_its_speaker() {
    let mut wrong = Vec::new();
    for line in QUOTED.trim().lines() {
        let fields: Vec<String> = line.split(" | ").map(|f| f.replace("\\n", "\n")).collect();
        let [text, words, name, rule] = &fields[..] else { panic!("{line}") };
        let extraction = extract(&article(text));
        let quote = extraction.quotes.iter().find(|quote| quote.text.starts_with(words.as_str()));
        let found = quote.map(|quote| {
            (
                speaker(&extraction, quote.speaker.as_ref()),
                quote.rule.as_deref().unwrap_or_default(),
            )
        });
        let right = found.is_some_and(|(who, why)| who == name && why.contains(rule.as_str()));
        if !right {
            wrong.push(format!("{line}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn titles_and_words_at_arms_length_are_no_quotations() {
    for text in [
        "Anna Weber, star of “The Long Winter Road,” left.",
        "They met at the so-called “ranch” of a friend.",
        "The film “Harbour Lights” opens today.",
        "In her book, “The Long Road,” Ms. Weber wrote of it.",
    ] {
        assert!(
            extract(&article(text)).quotes.is_empty(),
            "{text}: {:#?}",
            extract(&article(text)).quotes
        );
    }
}

#[test]
fn a_fragment_that_holds_no_clause_is_mixed() {
    for (text, kind) in [
        ("Anna Weber called the plan “a pure violation of law.”", QuoteKind::Mixed),
        ("Anna Weber said the plan “has no chance at all” in Bonn.", QuoteKind::Mixed),
        ("Anna Weber said that “it is a violation of law.”", QuoteKind::Direct),
        ("“A pure violation of law,” Anna Weber said.", QuoteKind::Direct),
        ("Anna Weber said, “not in a hundred years.”", QuoteKind::Direct),
    ] {
        assert_eq!(extract(&article(text)).quotes[0].kind, kind, "{text}");
    }
}

#[test]
fn two_people_with_one_last_name_stay_apart() {
    let text =
        "Bill Stone and Hilda Stone came. “We go,” Mrs. Stone said. “I stay,” Bill Stone said.";
    let extraction = extract(&article(text));
    let names: Vec<&str> = extraction
        .quotes
        .iter()
        .map(|quote| speaker(&extraction, quote.speaker.as_ref()))
        .collect();
    assert_eq!(names, ["Hilda Stone", "Bill Stone"]);
}

#[test]
fn names_are_told_from_offices() {
    for (text, name, role, side) in [
        (
            "“We go,” said Harbour Minister Anna Weber.",
            "Anna Weber",
            Some("Harbour Minister"),
            None,
        ),
        (
            "“We go,” said President Ursula von der Leyen.",
            "Ursula von der Leyen",
            Some("President"),
            None,
        ),
        (
            "“We go,” Kremlin spokesman Tom Reed said.",
            "Tom Reed",
            Some("Kremlin spokesman"),
            Some("Russia"),
        ),
        (
            "“We go,” Swiss Minister Tom Reed said.",
            "Tom Reed",
            Some("Minister"),
            Some("Switzerland"),
        ),
        ("“We go,” Mr. Reed said.", "Reed", None, None),
    ] {
        let extraction = extract(&article(text));
        let found = &extraction.speakers[0];
        let told = (found.name.as_str(), found.role.as_deref(), found.side.as_deref());
        assert_eq!(told, (name, role, side), "{text}");
    }
}

#[test]
fn days_and_meetings_are_the_articles() {
    let text = "Anna Weber said on Tuesday that talks with Tom Reed would open in Bonn on July 30. \
                “We go,” she said on Monday.";
    let extraction = extract(&article(text));
    assert_eq!(extraction.quotes[0].said.as_deref(), Some("2021-07-27"));
    assert_eq!(extraction.quotes[1].said.as_deref(), Some("2021-07-26"));
    let meeting = &extraction.meetings[0];
    assert_eq!(meeting.date.as_deref(), Some("2021-07-30"), "{:#?}", extraction.meetings);
    assert_eq!(meeting.place.as_deref(), Some("Bonn"));
    // What comes within the week is the news itself.
    assert_eq!(extraction.quotes[0].meeting.as_ref(), Some(&meeting.id));
    assert_eq!(meeting.status, MeetingStatus::Planned);
    // The day of another verb.
    let apart = extract(&article("Tom Reed, who met Anna Weber on Friday, said he would stay."));
    assert_eq!(apart.quotes[0].said, None);
}

#[test]
fn a_post_is_a_whole_paragraph_and_one_labelled_line_is_no_transcript() {
    let text = "Good talks in the harbour. — Anna Weber (@annaw) July 27, 2021\n\nREED: We will go on from here.";
    let extraction = extract(&article(text));
    let told: Vec<(&str, &str)> = extraction
        .quotes
        .iter()
        .map(|quote| (quote.text.as_str(), speaker(&extraction, quote.speaker.as_ref())))
        .collect();
    assert_eq!(told, [("Good talks in the harbour.", "Anna Weber")]);
    assert_eq!(extraction.quotes[0].said.as_deref(), Some("2021-07-27"));
    for none in [
        "Weber — a nurse — left.",
        "(@annaweber)",
        "— (@a)",
        "He came for her (@anna) — twice",
        "He left: We will go on.",
        "Reed: yes",
        "At 10:30 a.m. they met",
        ": We go on now.",
    ] {
        assert!(extract(&article(none)).quotes.is_empty(), "{none}");
    }
}

#[test]
fn floods_of_marks_are_paired_in_linear_time() {
    for flood in ["\"", "“", "<a "] {
        let _ = extract(&article(&flood.repeat(1 << 16)));
    }
}

/// Text of the pieces that rules look for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("“"),
        Just("”"),
        Just("\""),
        Just("''"),
        Just("'"),
        Just(","),
        Just("."),
        Just("?"),
        Just("\n\n"),
        Just(" "),
        Just(" said "),
        Just(" Anna Weber "),
        Just(" he "),
        Just(" who "),
        Just(" that "),
        Just(" to "),
        Just(" according to "),
        Just("the talks in Bonn "),
        Just(" on Tuesday "),
        Just("—"),
        Just("("),
        Just(")"),
        Just(":"),
        Just(" and "),
        Just("É’s "),
        Just("@a"),
        Just("<b>"),
        Just(" called "),
        Just(" was "),
        Just(" Mr. "),
        Just(" of "),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str) {
    let extraction = extract(&article(text));
    let chars: Vec<char> = text.chars().collect();
    let at = |point: u64| usize::try_from(point).expect("small");
    for quote in &extraction.quotes {
        let span: String = chars[at(quote.start)..at(quote.end)].iter().collect();
        assert_eq!(span, quote.text);
        assert!(!quote.text.is_empty() && quote.rule.is_some());
        if let Some(mention) = &quote.mention {
            assert!(mention.start < mention.end && at(mention.end) <= chars.len());
        }
        if let Some(id) = &quote.speaker {
            assert!(extraction.speakers.iter().any(|speaker| speaker.id == *id));
        }
        if let Some(id) = &quote.meeting {
            assert!(extraction.meetings.iter().any(|meeting| meeting.id == *id));
        }
    }
}

proptest! {
    #[test]
    fn spans_hold_in_any_pieces(text in pieces()) {
        holds(&text);
    }

    #[test]
    fn spans_hold_in_any_text(text in any::<String>()) {
        holds(&text);
    }
}
