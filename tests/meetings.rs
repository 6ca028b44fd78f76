//! Which meetings an article tells of: when, where, held or planned, and who took part.

#[path = "support/article.rs"]
mod support;

use jiff::civil::date;
use onrecord::dataset::MeetingStatus;
use onrecord::extract::{ArticleExtraction, extract};

fn read(text: &str) -> ArticleExtraction {
    let text = format!("{text}\n\n“It is so,” said Tom Birch.");
    extract(&support::article(&text, date(2024, 5, 16)))
}

/// `text | day, month or null; place; status; who, among others`, or `none`; a `*` leaves it open.
const MEETINGS: &str = "
Foreign Minister Lena Orr met President Paul Vance in Lisbon on Tuesday. | 2024-05-14 Lisbon held Lena Orr+Paul Vance
Ministers from Ruritania and Freedonia will meet in Oslo on Friday, the ministry said. | 2024-05-17 Oslo planned *
Prime Minister Ada Brandt spoke by telephone with President Paul Vance on Sunday, her office said. | 2024-05-12 - held Ada Brandt+Paul Vance
President Paul Vance called off a trip to Lisbon planned for Friday. | none
Ruritania rejected talks with Freedonia on Monday. | none
The two sides may hold talks on Friday, an official said. | none
Paul Vance told a news conference on Monday that the talks would go on. | 2024-05-13 - held Paul Vance
Paul Vance and Lena Orr held talks in Geneva in March. | 2024-03 Geneva held Paul Vance+Lena Orr
Paul Vance met Lena Orr in Geneva earlier this year. | null Geneva held Paul Vance+Lena Orr
Lena Orr testified before the Senate Harbour Committee on Wednesday. | 2024-05-15 - held Lena Orr
The Security Council held an emergency meeting on Tuesday. | 2024-05-14 - held Security Council
Leaders of the European Union gather for a summit in Brussels on Thursday. | 2024-05-16 Brussels * *
Talks in Lima on the conflict in Syria ended on Tuesday. | 2024-05-14 Lima held *
The ship sailed on a trip from Oslo to Bergen on March 8. | none
He proposed a summit with Freedonia in June. | none
The second round of talks between Ruritania and Freedonia opened in Vienna on Wednesday. | 2024-05-15 Vienna held *
Paul Vance received Prime Minister Ada Brandt at his palace in Lisbon on Monday. | 2024-05-13 Lisbon held Paul Vance+Ada Brandt
Ada Brandt arrives in Lisbon on Monday for talks with Paul Vance. | 2024-05-20 Lisbon planned Ada Brandt+Paul Vance
Paul Vance had breakfast with Ada Brandt in Lisbon on Tuesday. | 2024-05-14 Lisbon held Paul Vance+Ada Brandt
The company holds a weekly briefing on Mondays. | none
Ada Brandt refused to meet Paul Vance on Tuesday. | none
A meeting between Ada Brandt and Paul Vance scheduled for Friday in Oslo has been postponed. | none
The May 3 meeting of foreign ministers in Prague ended without a deal. | 2024-05-03 Prague held *
Ada Brandt, who hosted Paul Vance in Oslo on April 2, resigned. | 2024-04-02 Oslo held Ada Brandt+Paul Vance
The Group of Twenty summit opens in Rio on Monday. | 2024-05-20 Rio planned *
No meeting between Ada Brandt and Paul Vance is planned, officials said. | none
Ada Brandt visited Freedonia on May 2 and met Paul Vance. | 2024-05-02 Freedonia held *
President Paul Vance spoke on Tuesday with Senator Lena Orr about trade. | 2024-05-14 - held Paul Vance+Lena Orr
Paul Vance looks forward to welcoming Chancellor Ada Brandt to the palace on June 15. | 2024-06-15 - planned Ada Brandt
Asked at a briefing Monday in Lisbon about the truce, Lena Orr said it would hold. | 2024-05-13 Lisbon held Lena Orr
Paul Vance, Jr. met Lena Orr on Tuesday. | 2024-05-14 - held Paul Vance+Lena Orr
Paul Vance said late Wednesday that he would go ahead with the Orr meeting. | none
After meeting Ada Brandt on Tuesday, Paul Vance said no. | 2024-05-14 - held Paul Vance+Ada Brandt
When the two leaders met in Lima on May 3, Paul Vance told Lena Orr to go. | 2024-05-03 Lima held Paul Vance+Lena Orr
Paul Vance warned Lena Orr in their talks in Lima on May 3. | 2024-05-03 Lima held Paul Vance+Lena Orr
Foreign ministers of Ruritania, Freedonia and Germany met in Oslo on Monday. | 2024-05-13 Oslo held Germany
Germany said no. German and French negotiators met in Oslo on Monday. | 2024-05-13 Oslo held Germany
The talks between Paul Vance and Lena Orr, which began on Monday in Lima, go on. | 2024-05-13 Lima held *
Lena Orr flew to Lima for talks with Paul Vance on May 6. | 2024-05-06 Lima held Lena Orr+Paul Vance
Paul Vance spent Tuesday at home. He met in the afternoon with Lena Orr. | 2024-05-14 - held Paul Vance+Lena Orr
The last news conference of Paul Vance was held on Dec. 4. | 2023-12-04 - held Paul Vance
Leaders of 20 nations will meet in Oslo on Jan. 4, the palace said. | 2025-01-04 Oslo planned *
Lena Orr testified at a hearing on the May 3 attacks. | null - held Lena Orr
Paul Vance, who lost a leg in May 2012, said in a call that Lena Orr was wrong. | none
Neither Paul Vance nor Lena Orr met Ada Brandt on Tuesday. | none
Lena Orr has no plans to meet Paul Vance on Tuesday. | none
It is a rule met only by Paul Vance and Lena Orr. | none
Lena Orr pressed for talks with Paul Vance on Tuesday. | none
The Security Council called an emergency session on Tuesday. | 2024-05-14 - held Security Council
The Security Council convened on Tuesday. | 2024-05-14 - held Security Council
A few fishermen gathered in Lisbon on Tuesday. | none
Lena Orr appeared before the Senate Harbour Committee on Tuesday. | 2024-05-14 - held Lena Orr
At a summit in Lima in September, leaders agreed to go on. | 2023-09 Lima held *
Lena Orr told a news conference last week that she would stay. | 2024-05 - held Lena Orr
A hundred meetings of Lena Orr with bankers are no secret. | none
The harbour committee meets on the first Tuesday of every month. | none
The harbour committee questioned Lena Orr for two hours on Tuesday. | 2024-05-14 - held Lena Orr
The harbour committee will hear Paul Vance on May 21. | 2024-05-21 - planned Paul Vance
The UN harbour conference opens in Lima on November 1. | 2024-11-01 Lima planned *
The Rowing Union chose Oslo to host its games at its congress in Lima on Tuesday. | 2024-05-14 Lima held Rowing Union
Lena Orr spoke to the head of the firm, Paul Vance, by phone on Sunday. | 2024-05-12 - held Lena Orr+Paul Vance
The mayors of Oslo, Lima and Bonn met in Lisbon on Tuesday. | 2024-05-14 Lisbon held *
Lena Orr, who arrived late Monday, first met Paul Vance on Tuesday. | 2024-05-14 - held Lena Orr+Paul Vance
Lena Orr speaks with Paul Vance before a meeting in Lima, May 14, 2024. | 2024-05-14 Lima held Lena Orr+Paul Vance
The firm gave an account of a conversation Lena Orr and Paul Vance had on Sunday. | 2024-05-12 - held Lena Orr+Paul Vance
Paul Vance dined with Lena Orr on Tuesday evening. | 2024-05-14 - held Paul Vance+Lena Orr
Pope Leo received President Paul Vance at the Vatican on Tuesday. | 2024-05-14 Vatican held Paul Vance
Lena Orr spoke in Congress on Tuesday. | none
Paul Vance was in Oslo on Tuesday. A day earlier he met Lena Orr in Lima. | 2024-05-13 Lima held Lena Orr+Paul Vance
Paul Vance told the harbour committee on Tuesday that it was late. | 2024-05-14 - held Paul Vance
Paul Vance addressed members of the harbour panel on May 2. | 2024-05-02 - held Paul Vance
Lena Orr was questioned by MPs on the harbour committee on Tuesday. | 2024-05-14 - held Lena Orr
Lena Orr is to give evidence to the harbour committee on May 21. | 2024-05-21 - planned Lena Orr
Lena Orr met Paul Vance in Lima on the 2nd of this month. | 2024-05-02 Lima held Lena Orr+Paul Vance
Lena Orr met Paul Vance in Lima on the 9th. | 2024-05-09 Lima held Lena Orr+Paul Vance
Lena Orr lost to Paul Vance on the 9th hole. | none
A meeting between Lena Orr and Paul Vance could take place in June. | none
Lena Orr was to have met Paul Vance on Friday. | none
Lena Orr and Paul Vance were in talks on Tuesday. | none
Lena Orr and Paul Vance discussed it over dinner in Lima in April. | 2024-04 Lima held Lena Orr+Paul Vance
Lena Orr met Paul Vance in the Swiss capital on Tuesday. | 2024-05-14 Bern held Lena Orr+Paul Vance
Lena Orr met Paul Vance on Tuesday in the Freedonian capital, Zembla. | 2024-05-14 Zembla held Lena Orr+Paul Vance
Lena Orr and Paul Vance agreed on Monday to go on after nearly four hours of talks in Lima. | 2024-05-13 Lima held Lena Orr+Paul Vance
A delegation led by Lena Orr will fly to Lima later this month for talks with harbour officials. | 2024-05 Lima planned Lena Orr
The second round of talks is due in Geneva next month. | 2024-06 Geneva planned *
Paul Vance called on Governor Lena Orr on Tuesday. | 2024-05-14 - held Paul Vance+Lena Orr
Paul Vance called on Governor Lena Orr on Tuesday to resign. | none
Lena Orr met Paul Vance on the sidelines of a forum in Lima on Tuesday. | 2024-05-14 Lima held Lena Orr+Paul Vance
Lena Orr is to appear before the Harbour Committee on May 21. | 2024-05-21 - planned Lena Orr
Lena Orr is likely to visit Freedonia in June. | none
Paul Vance was due to see Governor Lena Orr on Friday. | 2024-05-17 - planned Paul Vance+Lena Orr
Lena Orr will hold a town hall in Lima on May 21. | 2024-05-21 Lima planned Lena Orr
Lena Orr and Paul Vance have not met since a summit in Lima on March 3. | 2024-03-03 Lima held Lena Orr+Paul Vance
Paul Vance flies to Lima on Friday to meet Lena Orr. | 2024-05-17 Lima planned Paul Vance+Lena Orr
Lena Orr flew from Lima, where she met Paul Vance on Tuesday. | 2024-05-14 Lima held Paul Vance
President Paul Vance will visit Lima next month, Lena Orr said. | 2024-06 Lima planned Paul Vance
Paul Vance hosted Lena Orr, the mayor, at the Harbourgate on Tuesday. | 2024-05-14 Harbourgate held Paul Vance+Lena Orr
";

#[test]
fn meetings_are_told_with_day_place_and_parties() {
    let mut wrong = Vec::new();
    for line in MEETINGS.trim().lines() {
        let (text, wanted) = line.rsplit_once(" | ").expect("two fields");
        let extraction = read(text);
        let name = |id: &String| {
            let speaker = extraction.speakers.iter().find(|one| one.id == *id);
            speaker.map_or_else(String::new, |one| one.name.clone())
        };
        let found: Vec<(String, String, MeetingStatus, Vec<String>)> = extraction
            .meetings
            .iter()
            .map(|meeting| {
                let date = meeting.date.clone().unwrap_or_else(|| "null".into());
                let place = meeting.place.clone().unwrap_or_else(|| "-".into());
                (date, place, meeting.status, meeting.participants.iter().map(name).collect())
            })
            .collect();
        let is_wanted = match (wanted, found.as_slice()) {
            ("none", []) => true,
            (_, [(date, place, status, who)]) => {
                let fields: Vec<&str> = wanted.splitn(4, ' ').collect();
                let [day, at, standing, parties] = fields[..] else { panic!("{line}") };
                let status = status.mark().unwrap_or("held");
                let open = |wanted: &str, found: &str| wanted == "*" || wanted == found;
                let all = parties == "*"
                    || parties.split('+').all(|party| who.iter().any(|name| name == party));
                open(day, date) && open(at, place) && open(standing, status) && all
            }
            _ => false,
        };
        if !is_wanted {
            wrong.push(format!("{line}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn those_who_met_meet_again() {
    let text = "Lena Orr met Paul Vance in Lima on Monday. The two will meet again in Oslo in \
                June. Orr then met Ada Brandt, the mayor.";
    let extraction = read(text);
    let told = |date: &str| {
        let of_day = extraction.meetings.iter().filter(|one| one.date.as_deref() == Some(date));
        of_day.map(|one| one.participants.clone()).collect::<Vec<_>>()
    };
    let [first] = &told("2024-05-13")[..] else { panic!("{:?}", extraction.meetings) };
    assert_eq!(first.len(), 2);
    assert_eq!(told("2024-06"), std::slice::from_ref(first));
}

#[test]
fn a_meeting_of_another_year_is_not_the_one_of_the_news() {
    let text = "Lena Orr opened the harbour summit in Lima on Tuesday. The first harbour summit \
                took place in 2016.";
    let extraction = read(text);
    let dates: Vec<_> = extraction.meetings.iter().map(|one| one.date.as_deref()).collect();
    assert_eq!(dates, [Some("2024-05-14")]);
}

#[test]
fn meetings_told_in_one_breath_are_kept_apart() {
    let told = |text: &str| {
        let mut found: Vec<String> = read(text)
            .meetings
            .iter()
            .map(|meeting| {
                let date = meeting.date.as_deref().unwrap_or("null");
                format!("{date} {}", meeting.place.as_deref().unwrap_or("-"))
            })
            .collect();
        found.sort();
        found
    };
    let rounds =
        "Two earlier rounds of talks, held in Lima in February and in Oslo in March, failed.";
    assert_eq!(told(rounds), ["2024-02 Lima", "2024-03 Oslo"]);
    let again =
        "Lena Orr met Paul Vance last month in Lima, and will sit down again with him on May 20.";
    assert_eq!(told(again), ["2024-04 Lima", "2024-05-20 -"]);
    let review =
        "Lena Orr and Paul Vance will meet on Monday and Tuesday in Oslo to review the talks.";
    assert_eq!(told(review), ["2024-05-20 Oslo"]);
}

#[test]
fn who_chairs_the_meeting_told_of_before_was_there() {
    let text = "The Harbour Council met in Lima on Tuesday. Lena Orr chaired the meeting.";
    let extraction = read(text);
    let [meeting] = &extraction.meetings[..] else { panic!("{:?}", extraction.meetings) };
    let orr = extraction.speakers.iter().find(|one| one.name == "Lena Orr");
    assert!(meeting.participants.contains(&orr.expect("Lena Orr").id));
}

#[test]
fn who_tells_of_a_meeting_and_whose_officer_somebody_is_take_no_part() {
    let text = "Lena Orr and the Baltic Company's director, Paul Vance, met in Kiel on Tuesday. \
                Orr spoke with President Ada Brandt on Sunday, the White House said.";
    let extraction = read(text);
    let mut present: Vec<&str> = extraction
        .meetings
        .iter()
        .flat_map(|meeting| meeting.participants.iter())
        .filter_map(|id| extraction.speakers.iter().find(|one| one.id == *id))
        .map(|one| one.name.as_str())
        .collect();
    present.sort_unstable();
    assert_eq!(present, ["Ada Brandt", "Lena Orr", "Lena Orr", "Paul Vance"]);
}

#[test]
fn nothing_is_said_at_a_meeting_to_come() {
    let text = "Lena Orr met Paul Vance in Lisbon on Tuesday. They will meet again in Oslo on June \
                20.\n\n“We are close,” Lena Orr said.";
    let extraction = read(text);
    let held = extraction.meetings.iter().find(|meeting| meeting.status.is_held());
    let held = held.expect("the one in Lisbon");
    assert_eq!(held.place.as_deref(), Some("Lisbon"));
    let quote = extraction.quotes.iter().find(|quote| quote.text.starts_with("We are close"));
    assert_eq!(quote.expect("a quote").meeting.as_ref(), Some(&held.id));
}
