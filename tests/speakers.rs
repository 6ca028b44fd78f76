//! Whose words they are: a name's bearer among several, whole names without their offices, and
//! nobody where the text names nobody.

#[path = "support/article.rs"]
mod support;

use jiff::civil::date;
use onrecord::dataset::SpeakerKind;
use onrecord::extract::{ArticleExtraction, extract};

fn read(text: &str) -> ArticleExtraction {
    extract(&support::article(text, date(2024, 5, 16)))
}

fn name<'f>(extraction: &'f ArticleExtraction, id: &str) -> &'f str {
    let speaker = extraction.speakers.iter().find(|speaker| speaker.id == id);
    speaker.map_or("?", |speaker| speaker.name.as_str())
}

/// `text | the last quote's speaker`
const NAMED: &str = "
“It is late,” said Orr Bank managing director Nora Lind. | Nora Lind
“It is late,” Orr Bank founding partner Nora Lind said. | Nora Lind
“It is late,” said the editor of the Harbour Post, Nora Lind. | Nora Lind
“It is late,” Nora Lind, Head of the Tide Centre at Lima University told the Post. | Nora Lind
“It is late,” Nora Lind, Assistant Director, Harbour Department told the Post. | Nora Lind
Auditor-General Nora Lind came. Ms Lind said: “It is late.” | Nora Lind
“It is late,” Lind next wrote. | Lind
LONDON British Harbour Minister Nora Lind said it was “far too late.” | Nora Lind
SAN MARCO, Calif. Mayor Nora Lind said it was “far too late.” | Nora Lind
Nora Lind spoke in Bonn. According to her,\\n\\n“It is late. We go.” | Nora Lind
Nora Lind spoke. Then Paul Vance, the mayor, said,\\n\\n“It is late. We go.” | Paul Vance
Grant said it was “far too late.” | Grant
Paul Vance and Tom Orr wrote it. Vance read it out. “It is late,” he said. | Paul Vance
Nora Lind and Tom Orr wrote it. “It is late,” he said. | Tom Orr
Israeli startup Gambit Lock spoke. “It is late,” Gambit said. | Gambit Lock
The Winstein Co has sold a yard. “It is late,” the film company said. | Winstein Co
OpenMind said it had sold a yard. “It is late,” the company said. | OpenMind
“It is late,” the Lima-based group said. | nobody
Tom Jones of Lime spoke. Jones over at Lime said it “was far too late.” | Tom Jones
A spokesman for the harbour, Nora Lind, said it was “far too late.” | Nora Lind
A spokesman for the government, Jonas Reit, spoke. “It is late,” he said. “So late,” Reit said. | Jonas Reit
North Bank Seafood has sold a yard. “It is late,” the company said. | North Bank Seafood
Tom Orr said it was well, but Paul Vance was cross. “Really?” he asked. | Paul Vance
To Nora Lind, it was “a win.” | Nora Lind
One group, Harbour Watch, left. “It is late,” the group said. | Harbour Watch
Arvato’s shares fell on Monday. “It is late,” the company said. | Arvato
Arvato, a software firm, closed a yard. “It is late,” the firm said. | Arvato
Tom Lind spoke.\\n\\nSenator Paul Vance of Ohio, who broke with Mr. Orr, said it was so.\\n\\n“It is late,” he said. | Paul Vance
Nora Lind said prices rise if Congress passes it and urged members to “get this done.” | Nora Lind
Nora Lind confirmed that Arvato had told it and that she would “see what is next.” | Nora Lind
Nora Lind said the talks described by the firm “are a bad joke.” “It is late.” | Nora Lind
He met Nora Lind. A line in a Letter of Agreement said it “will not be late.” | nobody
Paul Vance spoke. The Harbour Dept. left. He then called it “a sad end to it all.” | Paul Vance
Nora Lind says the port is “not so bad.” | Nora Lind
Arvato, which makes sails, closed. “It is late,” it said. | Arvato
Arvato’s shares fell on Monday. “It is late,” it said. | Arvato
Arvato closed a yard. It told the Harbour Post it “was far too late.” | Arvato
Arvato told the Harbour Post that it would close.\\n\\n“It is late,” it said. | Arvato
Nora Arvato’s shares fell. Tom Reed of the Orr Company left. “It is late,” it said. | Orr Company
Sen. Vera Lund of Oregon said the bill was “a gift to nobody at all.” | Vera Lund
“We lost,” said Rep. Omar Beck of Iowa. | Omar Beck
Gov. Rita Stone of Maine, a farmer, said the road was “as good as closed.” | Rita Stone
Paul Vance came to court. The city bought Vance Bridge. “I know it,” Vance said. | Paul Vance
Paul Vance left. The Vance Act was passed in June. “I wrote it,” Vance said. | Paul Vance
President Paul Vance spoke. His son, Leo Vance, sat. “I am tired,” Vance said. | Paul Vance
Leo Vance sat beside his father. President Paul Vance spoke. President Vance said “we go on.” | Paul Vance
The head of the Harbour party, Nora Lind, left the hall. “It is over,” she said. | Nora Lind
The mayor of the city, Nora Lind, attacked the plan, saying it “will not save one ship.” | Nora Lind
As Nora Lind herself said, “It is over.” | Nora Lind
Mr. Paul Vance this week said, “The port is shut.” | Paul Vance
Nora Lind early Sunday said, “The port is shut.” | Nora Lind
“It leaked,” Nora Lind, a welder at the yard in Bremen told the paper. | Nora Lind
Tom Major, a clerk, resigned. “I was ready,” said Major, who left on Friday. | Tom Major
Anna Judge is a farmer. Judge laughed. “Not me,” Judge said. | Anna Judge
CFO Nora Lind said the sale was “fair to all of us.” | Nora Lind
Biologist Anna Holt said the lake was “as good as dead.” | Anna Holt
Green MEP Paul Vance said he would “never give in.” | Paul Vance
The Farmers and Fishers Association said prices “will not fall.” | Farmers and Fishers Association
“We refuse,” the British Harbour Council said. | British Harbour Council
Nora Lind quoted the late singer Tom Reed as saying “home is a word.” | Tom Reed
“The pact lives,” Nora Lind said, according to the Example Post. | Nora Lind
“We will look,” said Interior Minister Samir al-Haddad. “Soon,” al-Haddad added. | Samir al-Haddad
“We go,” said Joseph arap Koech. | Joseph arap Koech
“It is known,” Pedro Nilo dos Anjos said. “Peace costs nothing,” Nilo said. | Pedro Nilo dos Anjos
Chief Ursula van der Berg spoke. Van der Berg said “we sail at noon.” | Ursula van der Berg
Defence Minister Paul Vance met Foreign Minister Nora Lind. “No,” the defence minister said. | Paul Vance
Secretary of State Nora Lind came. “No,” the Secretary of State said. | Nora Lind
Judge Paul Vance and his wife, Nora Vance, left. “It is late,” Vance said. | Paul Vance
Citing Governor Nora Lind, the newspaper said the bridge was “beyond repair.” | Nora Lind
Nora Lind on Thursday night said, “We will sue.” | Nora Lind
“It is over,” Nora Lind reports. | Nora Lind
Dean Sarah Knight left. “It was time,” Knight said. | Sarah Knight
Nora Lind is a doctor. Paul Vance left. “It is late,” said the doctor. | Nora Lind
Actor Paul Vance came. Nora Lind left. “It is late,” the “Bay” actor said on Monday. | Paul Vance
Nora Lind wrote to Vance. In a note on his letter Mrs Lind said: “It is late.” | Nora Lind
Former mayor Nora Lind left. The new mayor, Paul Vance, said it was “far too late for us.” | Paul Vance
The Ministry of Agriculture and Forestry said the fires were “under control.” | Ministry of Agriculture and Forestry
Deputy Prime Minister Omar Said said the port was “safe again.” | Omar Said
The director of the Harbour Council Anna Lind said “we sail at noon.” | Anna Lind
The American Council of Nurses said “we sail at noon.” | American Council of Nurses
Leonard “Leo” Lind came. “We sail,” Lind said. | Leonard “Leo” Lind
Singer Van Lind said “we sail at noon.” | Van Lind
Secretary of Roads Mirre Stahl said “we sail at noon.” | Mirre Stahl
Senator Nora Lind came. “No,” the 63-year-old senator said. | Nora Lind
Paul Vance spoke in Rome. Vance would lose, should he run, said Tom Reed, a clerk. “He is too old,” he said. | Tom Reed
Paul Vance spoke in Rome. Vance lost his seat, and his voters left, Tom Reed said. “He is too old,” he said. | Tom Reed
Paul Vance won. Vance spoke, and Vance sang. “It is mad,” said Mr. Beck, who fought a rival of Paul Vance. “He lost,” he said. | Beck
Nora Lind said no. Lind said the tide rose. Anna Weber, 34, could be of help. She said the port was “as good as dead.” | Anna Weber
Paul Vance spoke, and Vance sang. Speaker Omar Beck, who feared Mr. Vance, was cross over the rift - what he called “our quarrels this year.” | Omar Beck
Nora Lind said yes. Lind said the tide rose. Anna Weber left. Lind came, and she said the port was “as good as dead.” | Nora Lind
Former Maine governor Jan Brewer calls it “a start.” “It is a start,” she said. | Jan Brewer
Nora Lind spoke. Even today, Puerto Rico runs a bank. Its job is “what a bank does,” she said. | Nora Lind
The vote marks “the beginning of the end” for the port, said Omar Beck, a clerk. | Omar Beck
Omar Beck of Salem, Ore., said the port was “as good as dead.” | Omar Beck
The Lind Foundation left. “We have one aim,” the group said. | Lind Foundation
The Beck campaign was glad. “We have one aim,” the campaign said. | Beck campaign
The “sum of all we fear in this port is sand,” Nora Lind, a clerk in Bremen, wrote last week. | Nora Lind
Paul Vance came. As Nora Lind, author of “The Tides,” put it, “The port will silt up in a year.” | Nora Lind
“The port is all we have,” is how Nora Lind puts it. | Nora Lind
That does not surprise the pollster Omar Beck: “Small parties rise in spring.” | Omar Beck
Here is Nora Lind in May: “We will dredge it all again.” | Nora Lind
Nora Lind said, and I quote, “We love the port.” | Nora Lind
Nora Lind, the head of the Harbour Fund, Tweeted on Friday: “We will sue them.” | Nora Lind
“The port is shut until spring,” the agency quoted Omar Beck as saying. | Omar Beck
Paul Vance and his wife, Nora, own it. “I was told,” said Mr. Vance. “I was not,” Mrs. Vance said. | Nora Vance
Nora Lind, 63, and Anna Weber, 40, came. “I will not go,” the 63-year-old said. | Nora Lind
Coach Omar Beck warned that “nothing is won yet.” | Omar Beck
Paul Vance spoke. Anna Weber hit back, saying he “had no plan of his own.” | Anna Weber
Paul Vance sang. But by Monday his tone had changed: “I was wrong to do it.” | Paul Vance
“We froze,” said Nora Lind. Her opposite number, Anna Weber, had a word for it: “It happens to all of us.” | Anna Weber
“We lost,” said Paul Vance. His captain, Omar Beck, was in tears. “It hurts,” he said. | Omar Beck
The fund's founder, Omar Said, left. “I met nobody,” Said said. | Omar Said
“We go,” said Chad Lind, a clerk. | Chad Lind
Salem Radio Chief Harbour Correspondent Mirre Lind said “we sail at noon.” | Mirre Lind
The People's Coalition for the Coast was sad. “We have one aim,” the group said. | People's Coalition for the Coast
Anna May left. “We go,” May said. | Anna May
Theresa Lind left in May. In May she said “we go at noon.” | Theresa Lind
Ukraine's President Oleh Lind spoke. U.S. President Paul Vance left. “We go,” Ukraine's president said. | Oleh Lind
US President Paul Vance spoke. Russian President Oleh Lind left. “We go,” the US president said. | Paul Vance
The envoy for the region Nora Lind said “we go at noon.” | Nora Lind
Paul Vance, an MP, is cross. Nora Lind left. “We go,” the MP said. | Paul Vance
Education Minister Paul Vance spoke. Prime Minister Nora Lind left. “We go,” the minister said. | Paul Vance
Norway's foreign ministry said the move was “wrong and late.” | Norway's foreign ministry
The state's news agency, NVPN, said the drills were “a test for war.” | NVPN
State radio quoted the minister, Oleh Lind, as saying that the port “will not beg.” | Oleh Lind
Senior Labour aides left. Labour said “we go at noon.” | Labour
Saudi Arabia said “we go at noon.” | Saudi Arabia
Saudi Aramco said “we go at noon.” | Saudi Aramco
Saudi Aramco has sold a yard. “We go at noon,” Aramco said. | Saudi Aramco
The US Congress met. The Peruvian Congress left. “We go at noon,” said Congress. | Congress
The Czech Republic said “we go at noon.” | Czech Republic
China Mobile said “we go at noon.” | China Mobile
Swiss champion Omar Beck came. “We go,” said the Swiss Beck. | Omar Beck
Russian Omar Beck came. “We go,” Beck said. | Omar Beck
Paul Vance spoke. The leader of the team of inspectors, Mr. Beck, said “we go at noon.” | Beck
President Paul Vance spoke. Vance left. The head of the team, Omar Beck, said “we go at noon.” “So late,” he said. | Omar Beck
Neighbour Mirre Stahl said: “We go at noon.” | Mirre Stahl
Salem police said the boat was found.\\n\\n“We go at noon,” they said in a statement. | Salem police
Nora Lind said, in a letter read to the court, that the port “would not be late.” | Nora Lind
Nora Lind spoke. Radio Salem left. She said “we go at noon.” | Nora Lind
";

#[test]
fn a_name_finds_its_bearer() {
    let mut wrong = Vec::new();
    for line in NAMED.trim().lines() {
        let (text, wanted) = line.split_once(" | ").expect("two fields");
        let extraction = read(&text.replace("\\n", "\n"));
        let last = extraction.quotes.last();
        let speaker = last.and_then(|quote| quote.speaker.as_deref());
        let found = speaker.map_or("nobody", |id| name(&extraction, id));
        if found != wanted {
            wrong.push(format!("{text}: {found}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn who_is_not_named_is_nobody() {
    let mut wrong = Vec::new();
    for text in [
        "Nora Lind came. “We slept,” a Nordic envoy said. “Nobody called,” she added.",
        "The ship came from Bremen, the navy said.",
        "The ship came from Bremen. Sadly, the captain said nothing worked.",
        "Interior Secretary Paul Vance was away. “All is ready,” the defence secretary said.",
        "“I was there,” one aide to Nora Lind said.",
        "U.S. officials said it was late. “We know,” a U.S. Official said.",
        "A sign stood at an exit in Corona, which read, “Trust in the sea.”",
        "“Trust in the sea.” Another warned, “Stay at home today.”",
        "The Lind Foundation left. The Beck Fund came. “We have one aim,” the group said.",
        "“It was a hard night,” said an officer who asked not to be named.",
    ] {
        let extraction = read(text);
        let named: Vec<&str> = extraction
            .quotes
            .iter()
            .filter_map(|quote| quote.speaker.as_deref())
            .map(|id| name(&extraction, id))
            .collect();
        if !named.is_empty() {
            wrong.push(format!("{text}: {named:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn where_two_fit_both_are_candidates() {
    for (text, both) in [
        (
            "Nora Lind met Paul Lind. Paul Lind met Nora Lind. “We go,” Lind said.",
            ["Nora Lind", "Paul Lind"],
        ),
        ("Paul Lind and Tom Orr wrote a letter. “We go,” he said.", ["Paul Lind", "Tom Orr"]),
        (
            "Paul Lind and Tom Orr wrote a letter. “We go,” he said. “It is late,” he added.",
            ["Paul Lind", "Tom Orr"],
        ),
    ] {
        let extraction = read(text);
        let quote = extraction.quotes.last().expect("a quote");
        assert_eq!(quote.speaker, None, "{text}");
        let mut candidates: Vec<&str> =
            quote.candidates.iter().map(|id| name(&extraction, id)).collect();
        candidates.sort_unstable();
        assert_eq!(candidates, both, "{text}");
        let rule = quote.rule.as_deref().unwrap_or_default();
        assert!(rule.ends_with("by words that may mean several people"), "{rule}");
    }
}

#[test]
fn a_name_that_others_bear_is_never_given_with_high_confidence() {
    let text = "It was a gift to Paul Lind. It rained. The port was shut.\n\nNora Lind spoke first. \
        Nora Lind spoke last. “We go,” Nora Lind said. “It is late,” Lind said.";
    let extraction = read(text);
    let quote = &extraction.quotes[1];
    assert_eq!(quote.speaker.as_deref().map(|id| name(&extraction, id)), Some("Nora Lind"));
    assert_ne!(quote.confidence, Some(onrecord::dataset::Confidence::High));
    let rule = quote.rule.as_deref().unwrap_or_default();
    assert!(rule.ends_with("by a name that others bear too"), "{rule}");
}

#[test]
fn who_speak_together_are_candidates() {
    for (text, wanted) in [
        ("Nora Lind and Paul Vance agreed that the port was safe.", ["Nora Lind", "Paul Vance"]),
        ("Norway and the United States agreed that it was safe.", ["Norway", "United States"]),
        (
            "Nora Lind said that she and Paul Vance agreed “to keep it open for a year.”",
            ["Nora Lind", "Paul Vance"],
        ),
    ] {
        let extraction = read(text);
        let quote = extraction.quotes.last().expect("a quote");
        assert_eq!(quote.speaker, None, "{text}");
        let candidates = quote.candidates.iter().map(|id| name(&extraction, id));
        assert_eq!(candidates.collect::<Vec<_>>(), wanted, "{text}");
        let rule = quote.rule.as_deref().unwrap_or_default();
        assert!(rule.ends_with("by several together"), "{rule}");
    }
}

/// `headline | text | the last quote's speaker`
const TITLED: &str = "
Statement by President Nora Lind on the Port | I hope that the port will close. | Nora Lind
Readout of President Lind's Call | The call was short. He repeated that the port would close. | Lind
";

#[test]
fn a_headline_that_stands_apart_tells_who_speaks() {
    for line in TITLED.trim().lines() {
        let [title, text, wanted] = line.split(" | ").collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let mut article = support::article(text, date(2024, 5, 16));
        article.title = Some(title.into());
        let extraction = extract(&article);
        let speaker = extraction.quotes.last().and_then(|quote| quote.speaker.as_deref());
        assert_eq!(speaker.map(|id| name(&extraction, id)), Some(wanted), "{line}");
    }
}

#[test]
fn a_document_is_no_person_and_a_newspaper_is_an_institution() {
    for (text, wanted, kind) in [
        (
            "The Lind Fund's filing says it lost all of it.",
            "Lind Fund's filing",
            SpeakerKind::Document,
        ),
        ("The Senate report said that nobody knew.", "Senate report", SpeakerKind::Document),
        (
            "The lawsuit filed by Nora Lind says that nobody knew.",
            "Nora Lind's lawsuit",
            SpeakerKind::Document,
        ),
        ("The Example Herald wrote that nobody knew.", "Example Herald", SpeakerKind::Organisation),
        ("The newspaper Gnomon wrote that nobody knew.", "Gnomon", SpeakerKind::Organisation),
        ("The Shipping Daily wrote that nobody knew.", "Shipping Daily", SpeakerKind::Organisation),
    ] {
        let extraction = read(text);
        let id = extraction.quotes[0].speaker.as_deref().unwrap_or_default();
        let speaker = extraction.speakers.iter().find(|one| one.id == id).expect("a speaker");
        assert_eq!((speaker.name.as_str(), speaker.kind), (wanted, kind), "{text}");
    }
}

#[test]
fn what_somebody_is_to_another_is_no_office() {
    for (text, role) in [
        ("The late mayor Paul Vance said it was late.", Some("mayor")),
        ("The late Paul Vance said it was late.", None),
        ("Her counterpart Paul Vance said it was late.", None),
    ] {
        assert_eq!(read(text).speakers[0].role.as_deref(), role, "{text}");
    }
}

#[test]
fn a_document_keeps_its_owner_s_name_where_only_one_is_meant() {
    let last = |text: &str| {
        let extraction = read(text);
        let id = extraction.quotes.last().and_then(|quote| quote.speaker.clone());
        id.map(|id| name(&extraction, &id).to_owned())
    };
    let one = "The Lind Fund's filing says that nobody knew. The filing says that all is lost.";
    assert_eq!(last(one).as_deref(), Some("Lind Fund's filing"));
    let two = "The Lind Fund's filing says that nobody knew. The Beck Fund's filing says that all \
               knew. The filing says that all is lost.";
    assert_eq!(last(two), None);
}

#[test]
fn a_headline_s_capitals_make_no_names() {
    let text =
        "Vance Booed After Telling Lind To Leave Harbour\n\nPaul Vance came. “No,” Vance said.";
    let extraction = read(text);
    let names: Vec<&str> = extraction.speakers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Paul Vance"]);
}

/// `text | the words that the last quote is given to`
#[test]
fn who_has_no_name_is_told_by_the_right_words() {
    let rows = "
A boy who saw another fall while running to school in Salem said he “would do it all again.” | A boy
A clerk who woke to learn her son’s class had been moved by the union and shut for want of light and staff beds said she was “more than cross.” | A clerk
The captain said, in a note read to the Salem court, that he had “tried to be kind.” | The captain
When she was told nobody heard any music playing she said “you can hear it all night.” | she
Unrest rose as harbour clerks leaked notes on the case suggesting that the boat was sunk. | harbour clerks
Officials who read the plan said the port “was as good as dead.” | Officials
A woman who owns a yard near the port and saw the fire from her roof said it “came like a wave.” | A woman
";
    let mut wrong = Vec::new();
    for line in rows.trim().lines() {
        let (text, wanted) = line.split_once(" | ").expect("two fields");
        let extraction = read(text);
        let mention = extraction.quotes.last().and_then(|quote| quote.mention.as_ref());
        let chars: Vec<char> = extraction.article.text.chars().collect();
        let found = mention.map_or_else(String::new, |at| {
            chars[at.start as usize..at.end as usize].iter().collect()
        });
        if found != wanted {
            wrong.push(format!("{text}: {found}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
