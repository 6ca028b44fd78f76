//! Who met, told over several sentences; what is no meeting, and what is told of another one.

#[path = "support/article.rs"]
mod support;

use jiff::civil::date;
use onrecord::extract::{ArticleExtraction, extract};

fn read(text: &str) -> ArticleExtraction {
    extract(&support::article(text, date(2024, 5, 16)))
}

/// Each meeting as `day place status who+who`, in order.
fn told(text: &str) -> Vec<String> {
    let extraction = read(text);
    let name = |id: &String| {
        let speaker = extraction.speakers.iter().find(|one| one.id == *id);
        speaker.map_or_else(String::new, |one| one.name.clone())
    };
    let mut found: Vec<String> = extraction
        .meetings
        .iter()
        .map(|meeting| {
            let mut who: Vec<String> = meeting.participants.iter().map(name).collect();
            who.sort_unstable();
            let day = meeting.date.as_deref().unwrap_or("null");
            let place = meeting.place.as_deref().unwrap_or("-");
            let status = meeting.status.mark().unwrap_or("held");
            format!("{day} {place} {status} {}", who.join("+"))
        })
        .collect();
    found.sort();
    found
}

/// `text | meeting; meeting`, each as [`told`] gives it; nothing behind the line: none.
fn check(rows: &str) {
    let mut wrong = Vec::new();
    for line in rows.trim().lines() {
        let (text, wanted) = line.rsplit_once('|').expect("two fields");
        let wanted: Vec<&str> =
            wanted.split(';').map(str::trim).filter(|w| !w.is_empty()).collect();
        let found = told(text.trim());
        let found: Vec<&str> = found.iter().map(|one| one.trim()).collect();
        if found != wanted {
            wrong.push(format!("{line}\n  found {}", found.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn those_who_are_named_together_meet() {
    check(
        "
Lena Orr refused to meet Paul Vance in April. The two met in Lima on Monday. | 2024-05-13 Lima held Lena Orr+Paul Vance
Lena Orr was to have met Ada Brandt in Bonn. Orr is likely to hold talks with Paul Vance. Orr could be received by Tom Birch. The two met in Lima on Monday. | 2024-05-13 Lima held Lena Orr+Paul Vance
Lena Orr will host a dinner for Paul Vance and Ada Brandt in Lima on Friday. | 2024-05-17 Lima planned Ada Brandt+Lena Orr+Paul Vance
Lena Orr will give a dinner for charity in Lima on Friday. |
Lena Orr will be at a dinner in Lima on Friday. |
The two unions – Seamark and Dockside – are angry. Nordferry will meet officials of the unions on Friday. | 2024-05-17 - planned Dockside+Nordferry+Seamark
The two unions – Seamark and Dockside – are angry. Nordferry will meet Lena Orr on Friday. | 2024-05-17 - planned Lena Orr+Nordferry
Lena Orr and Paul Vance have been engaged in talks since 2019. The last round of talks was held in Lima in March. | 2024-03 Lima held Lena Orr+Paul Vance
Ada Brandt said that during the May 2 telephone conversation, Lena Orr and Paul Vance had agreed. | 2024-05-02 - held Lena Orr+Paul Vance
Mayor Lena Orr is ill. The mayor's trip to Lima, in March, went badly. | 2024-03 Lima held Lena Orr
Mayor Lena Orr is ill. Paul Vance had a meeting with the mayor on Monday. | 2024-05-13 - held Lena Orr+Paul Vance
The Kelby Commissioners met on Monday. Tom Birch came before the commissioners to ask for a bridge. | 2024-05-13 - held Kelby Commissioners+Tom Birch
The Kelby Commissioners met on Monday. Tom Birch came home before the storm. | 2024-05-13 - held Kelby Commissioners
Lena Orr met Paul Vance in Lima on Monday. The meeting was hosted by Ada Brandt. | 2024-05-13 Lima held Ada Brandt+Lena Orr+Paul Vance
Lena Orr met Paul Vance in Lima on May 3. Following the May 3 meeting, attended by Ada Brandt, all were glad. | 2024-05-03 Lima held Ada Brandt+Lena Orr+Paul Vance
Security chiefs from the region, excluding Germany and France, met in Lima on Monday. | 2024-05-13 Lima held
A summit of the leaders of North and South Korea last month went well. South Korea said so. North Korea did not. | 2024-04 - held North Korea+South Korea
The ministers of Germany, France and Italy met in Lima on Monday. | 2024-05-13 Lima held France+Germany+Italy
Lena Orr will hold a meeting with the leaders of Germany, France and Italy on Friday. | 2024-05-17 - planned France+Germany+Italy+Lena Orr
Lena Orr said that the ministers met in Lima on Monday. | 2024-05-13 Lima held
Germany’s foreign minister will meet with his French counterpart in Lima on Friday. Emil Hadar and Leo Farrow will speak of fish. | 2024-05-17 Lima planned Emil Hadar+Leo Farrow
Lena Orr will hold talks on Friday with her counterpart, Leo Farrow, ministry spokesman Tom Birch said. | 2024-05-17 - planned Lena Orr+Leo Farrow
Lena Orr said after her meetings with both Paul Vance and Ada Brandt that it was late. | null - held Ada Brandt+Lena Orr; null - held Lena Orr+Paul Vance
",
    );
}

#[test]
fn what_is_no_meeting_of_its_own() {
    check(
        "
Lena Orr cancelled a visit to Lima, where she was scheduled to meet Paul Vance. |
Lena Orr cancelled a visit to Lima, where she had met Paul Vance in April. | 2024-04 Lima held Lena Orr+Paul Vance
Lena Orr has cancelled a trip to Lima to see Paul Vance. Orr was due to meet Paul Vance on Friday. |
Lena Orr had planned to meet Paul Vance on Friday. |
Lena Orr denied that she met Paul Vance in Lima on Monday. |
Lena Orr and Paul Vance signed the May 15 Joint Declaration after a summit. | null - held Lena Orr+Paul Vance
Officials spoke on Tuesday with an eye to realising talks between Lena Orr and Paul Vance in July. |
Lena Orr denied having met Paul Vance in Lima on Monday. |
A summit of Lena Orr and Paul Vance, set for May 20, will not take place. |
Lena Orr said they would not sign until at least the week of June 3, nor take up negotiations before then. |
Lena Orr and Paul Vance failed to agree before the deadline for closing the session on Wednesday. |
Lena Orr and Paul Vance have been engaged in council-led negotiations since 2019. |
Elmland's meeting with Galdoria at Quay Park on Saturday drew a crowd. |
Paul Vance's meeting with Lena Orr at Quay Park on Tuesday drew a crowd. | 2024-05-14 Quay Park held Lena Orr+Paul Vance
Lena Orr wants to move forward with the dialogue between Chile and Peru, she said on Monday. |
Lena Orr and Paul Vance discussed fish, roads and a summit in Lima during a phone call on Tuesday. | 2024-05-14 - held Lena Orr+Paul Vance
The visit of Lena Orr to Lima is postponed. Orr said that Lena Orr would pay a visit to Lima on May 23. |
The visit of Paul Vance to Lima is postponed. Orr said that Lena Orr would pay a visit to Lima on May 23. | 2024-05-23 Lima planned Lena Orr
Lena Orr left before the regular session ends on Monday. |
Lena Orr met Paul Vance on Tuesday as budget talks continued. | 2024-05-14 - held Lena Orr+Paul Vance
The session of the Harbour Council is due to end on June 7. |
The short meeting between Lena Orr and Paul Vance closed with both promising to return on Friday. | null - held Lena Orr+Paul Vance
",
    );
}

#[test]
fn a_day_or_a_place_is_of_one_meeting() {
    check(
        "
Lena Orr said after a meeting, late on Monday, with Paul Vance that she will be meeting with Ada Brandt later in the week. | 2024-05 - planned Ada Brandt+Lena Orr; 2024-05-13 - held Lena Orr+Paul Vance
Lena Orr had a meeting with Paul Vance in the Old Abbey late Tuesday, rounding off her state visit with talks. | 2024-05-14 Old Abbey held Lena Orr+Paul Vance
Lena Orr is to give an account of her Monday meeting with Paul Vance. | 2024-05-13 - held Lena Orr+Paul Vance
Lena Orr is to give an account of her Friday meeting with Paul Vance. | 2024-05-10 - held Lena Orr+Paul Vance
Lena Orr will report on the harbour to the Senate Harbour Committee on Friday. | 2024-05-17 - planned Lena Orr+Senate Harbour Committee
Lena Orr will host a meeting with Paul Vance and Ada Brandt in Lima. The meeting between Vance and Brandt will take place on May 31. | 2024-05-31 Lima planned Ada Brandt+Lena Orr+Paul Vance
Paul Vance and Ada Brandt will meet in Lima in July. Lena Orr noted issues to be raised by the presidents at their meeting set for July. | 2024-07 Lima planned Ada Brandt+Paul Vance
OSLO — Lena Orr said she had “good talks” with Paul Vance in Lima on Wednesday. Orr and Vance met for two hours. | 2024-05-15 Lima held Lena Orr+Paul Vance
Lena Orr will meet Paul Vance on Friday at her house inside the Tarn buffer zone. | 2024-05-17 Tarn buffer zone planned Lena Orr+Paul Vance
Lena Orr met Paul Vance on Tuesday in Peru's capital. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr met Paul Vance on Tuesday in Peru's Cusco. | 2024-05-14 Cusco held Lena Orr+Paul Vance
Lena Orr met Paul Vance on Tuesday. Orr and Vance met in Lima. | 2024-05-14 Lima held Lena Orr+Paul Vance
The Kelby Commissioners met on Monday. At the public hearing on the quay some forty people complained. | 2024-05-13 - held Kelby Commissioners; 2024-05-13 - held Kelby Commissioners
Lena Orr will meet Paul Vance on the sidelines of a larger negotiating session on Friday. | 2024-05-17 - planned Lena Orr+Paul Vance
Lena Orr and Paul Vance met in Lima on Tuesday. The two men spoke for an hour on Tuesday. | 2024-05-14 Lima held Lena Orr+Paul Vance
The meeting of Lena Orr and Paul Vance in Lima on Friday will be the first since he took office last month. | 2024-05-17 Lima planned Lena Orr+Paul Vance
Lena Orr and Paul Vance met face-to-face on Tuesday in Lima. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr met with Foreign Minister Paul Vance of the Ruritanian republic at the harbour ministers conference in Lima on Tuesday, an official said. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr will arrive in Peru on Saturday for a state visit. During her visit, Orr will meet Governor Paul Vance and will hold talks with Mayor Ada Brandt. | 2024-05-18 Peru planned Lena Orr; null - planned Ada Brandt+Lena Orr; null - planned Lena Orr+Paul Vance
The meeting with Lena Orr is set for Monday, while the meeting with Paul Vance is scheduled for May 23. | 2024-05-20 - planned Lena Orr; 2024-05-23 - planned Paul Vance
Lena Orr is in Peru, where she met in Cusco late Tuesday with Mayor Paul Vance. | 2024-05-14 Cusco held Lena Orr+Paul Vance
On May 6, Lena Orr appeared before the Standing Committee on Trade headed by Paul Vance. | 2024-05-06 - held Lena Orr+Paul Vance+Standing Committee on Trade
The Standing Committee on Trade headed by Paul Vance also met on May 6. | 2024-05-06 - held Paul Vance+Standing Committee on Trade
Lena Orr and Paul Vance held a summit on May 2. The second summit was held between the leaders on May 6 in Lima. | 2024-05-02 - held Lena Orr+Paul Vance; 2024-05-06 Lima held Lena Orr+Paul Vance
Lena Orr and Paul Vance met on Tuesday in Lima. The rivals last met on May 2 in Cusco. | 2024-05-02 Cusco held Lena Orr+Paul Vance; 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr and Paul Vance met on Tuesday. Ada Brandt also took part in the session. | 2024-05-14 - held Ada Brandt+Lena Orr+Paul Vance
Chile and Peru have postponed a meeting set for Monday. The meeting is now scheduled for May 29. | 2024-05-29 - planned Chile+Peru
Chile and Peru agreed to hold a harbour dialogue on May 22 in Lima. | 2024-05-22 Lima planned Chile+Peru
Talks go on after officials from Chile and Peru met at the border village of Sandmere on Wednesday. | 2024-05-15 Sandmere held Chile+Peru
The all-party meeting has been convened for 2.30 pm on Friday at the Old Hall. | 2024-05-17 Old Hall planned
Lena Orr visited Lima from 1 to 4 May ahead of Paul Vance's visit and also met the mayor Ada Brandt. | 2024-05-01 Lima held Ada Brandt+Lena Orr
Lena Orr visited Lima on May 7, where she held discussions with Paul Vance, the Commissioner for Trade and Economic Security. | 2024-05-07 Lima held Lena Orr+Paul Vance
On Tuesday Lena Orr met with Norland's President Paul Vance and a delegation of the people of Chile. | 2024-05-14 - held Lena Orr+Paul Vance
On Tuesday Lena Orr met with several Heads of State including Paul Vance. | 2024-05-14 - held Lena Orr
The Supreme Court on Wednesday adjourned the hearing of the case. | 2024-05-15 - held Supreme Court
Lena Orr and Paul Vance praised in a phone conversation on Tuesday progress in fishing. | 2024-05-14 - held Lena Orr+Paul Vance
",
    );
}

#[test]
fn a_day_or_place_beside_it_is_told_from_its_own() {
    check(
        "
Ministers met in Bonn on Wednesday. The talks are about the loan asked for on Monday. | 2024-05-15 Bonn held
Ministers met in Bonn on Wednesday. The talks are aimed at a deal on the request made on Monday by Lima. | 2024-05-15 Bonn held
Lena Orr met Paul Vance on Sunday. Orr, on her first trip since becoming mayor in March, was pale in the talks with Vance. | 2024-05-12 - held Lena Orr+Paul Vance
Debt talks reopen in Lima on Tuesday, Lena Orr told reporters. | 2024-05-21 Lima planned
Talks between the union and the yard resume at 9 a.m. on Saturday. | 2024-05-18 - planned
BERLIN Leaders of the Harbour Union meet in Bonn on Friday. | 2024-05-17 Bonn planned Harbour Union
Soon after flying in to Lima late on Tuesday, Lena Orr had talks with Paul Vance. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr was calm after talks in Lima with Ada Brandt. Flying in to Lima on Tuesday, Orr had talks with Paul Vance. | 2024-05-14 Lima held Lena Orr+Paul Vance; null Lima held Ada Brandt+Lena Orr
Lena Orr urged calm following talks in Lima with Paul Vance. Orr told a joint news conference with Vance on Tuesday that it was late. | 2024-05-14 Lima held Lena Orr+Paul Vance
",
    );
}

#[test]
fn what_people_are_called_to_or_plan_is_to_come() {
    check(
        "
Lena Orr had called all the ministers for a special meeting Friday on fish. | 2024-05-17 - planned Lena Orr
Lena Orr said she plans a July trip to Norland. | 2024-07 Norland planned
Lena Orr spoke during a weekly cabinet meeting that was held on Monday. | 2024-05-13 - held Lena Orr
",
    );
}

#[test]
fn who_speaks_to_a_meeting_takes_part() {
    check(
        "
Lena Orr told an informal meeting of the Harbour Union on Monday that it was late. | 2024-05-13 - held Harbour Union+Lena Orr
Lena Orr said she would brief the U.N. Security Council on Friday. | 2024-05-17 - planned Lena Orr+U.N. Security Council
Lena Orr, speaking at a news conference in Lima alongside Paul Vance, gave no date. | null Lima held Lena Orr+Paul Vance
LIMA, May 16 - Lena Orr met Paul Vance on the last leg of a tour. | null Lima held Lena Orr+Paul Vance
Lena Orr will take part in a “listening session” Friday with pupils. | 2024-05-17 - planned Lena Orr
Lena Orr and Ada Brandt are meeting in Bonn with bank managing director Paul Vance. | null Bonn held Ada Brandt+Lena Orr+Paul Vance
",
    );
}

#[test]
fn a_meeting_is_told_of_in_own_words() {
    check(
        "
“I discussed it with Governor Paul Vance today,” said Lena Orr. Paul Vance was glad. | 2024-05-16 - held Lena Orr+Paul Vance
“Today, Paul and I discussed it,” said Lena Orr. Paul Vance was glad. | 2024-05-16 - held Lena Orr+Paul Vance
“I would have met Paul Vance today,” said Lena Orr. Paul Vance was glad. |
“I met nobody today,” said Lena Orr. Paul Vance was glad. |
",
    );
}

#[test]
fn what_was_long_ago_is_not_what_a_quotation_is_about() {
    let near = read("Lena Orr met Paul Vance in Lima on May 2. “It is late,” Orr said.");
    assert!(near.quotes[0].meeting.is_some());
    let far = read("Lena Orr met Paul Vance in Lima in May 1998. “It is late,” Orr said.");
    assert_eq!(far.quotes[0].meeting, None);
}

#[test]
fn what_was_said_before_a_meeting_was_not_said_at_it() {
    let text = "Lena Orr met Paul Vance in Lima on Tuesday.\n\nThe sea was calm. “It is late,” Lena \
                Orr said on Monday.\n\n“It is cold,” Lena Orr said on Tuesday.";
    let extraction = read(text);
    let of = |start: &str| {
        let quote = extraction.quotes.iter().find(|quote| quote.text.starts_with(start));
        quote.expect("a quote").meeting.clone()
    };
    assert_eq!(of("It is late"), None);
    assert!(of("It is cold").is_some());
}

#[test]
fn who_is_told_something_in_a_call_took_part_in_it() {
    check(
        "
Lena Orr told Norland's President Paul Vance in a roughly hour-long call Sunday that the quay would stay. | 2024-05-12 - held Lena Orr+Paul Vance
The answer came a day after Lena Orr warned Premier Paul Vance during a call that the quay would stay. | null - held Lena Orr+Paul Vance
Lena Orr told the Ledger in a call on Sunday that the quay would stay. |
Lena Orr said she would speak with Paul Vance of it when they meet in Lima on Wednesday. | 2024-05-22 Lima planned Lena Orr+Paul Vance
Lena Orr and Paul Vance were in Lima. Both ministers met the mayor, Ada Brandt, on Monday. | 2024-05-13 - held Ada Brandt+Lena Orr+Paul Vance
The coast's catch has brought many together, Lena Orr said at a meeting in Lima on Monday with President Paul Vance. | 2024-05-13 Lima held Lena Orr+Paul Vance
Lena Orr and Paul Vance last spoke in January. | 2024-01 - held Lena Orr+Paul Vance
Lena Orr and Paul Vance had a frank discussion this evening. | 2024-05-16 - held Lena Orr+Paul Vance
Lena Orr will meet Paul Vance in Peru next week. The meeting will be held in Lima on Tuesday. | 2024-05-21 Lima planned Lena Orr+Paul Vance
Lena Orr will meet Paul Vance in Lima next week. The meeting will be held on Thursday. | 2024-05-23 Lima planned Lena Orr+Paul Vance
Tom Birch will sail on Friday, a senior official said during a conference call on Monday. | 2024-05-13 - held
",
    );
}

#[test]
fn an_award_an_arrival_and_a_chance_are_no_meeting() {
    check(
        "
Lena Orr received the King Paul Vance Award in Lima on Monday. |
Lena Orr received President Paul Vance in Lima on Monday. | 2024-05-13 Lima held Lena Orr+Paul Vance
Lena Orr arrived on Tuesday to attend the harbour ministers' meeting. |
There were reports of the possibility that President Lena Orr and President Paul Vance will meet on Friday. |
Norland's government has voiced its readiness to resume talks with Galdoria on Friday. |
Lena Orr spoke of the trade talks between Norland and Galdoria that are set to conclude on Friday. |
Lena Orr said that talks with the Harbour Union went well and that the session in Lima would open next week. | 2024-05 Lima planned
Lena Orr met Premier Paul Vance on Monday during a trip to Lima. | 2024-05-13 Lima held Lena Orr+Paul Vance
Lena Orr held talks in May. |
",
    );
}
