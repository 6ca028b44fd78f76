//! What is told without marks: what is said, where it begins and ends, and by whom.

#[path = "support/said.rs"]
mod support;

use onrecord::dataset::QuoteKind;
use onrecord::extract::extract;

use support::{article, speaker};

/// `text | reported words | speaker`
const REPORTED: &str = "
Anna Weber said that the harbour would close. | that the harbour would close | Anna Weber
Anna Weber said Tuesday the harbour would close. | the harbour would close | Anna Weber
Anna Weber said in an interview on Tuesday that the harbour closes. | that the harbour closes | Anna Weber
The harbour will close, Anna Weber said. | The harbour will close | Anna Weber
The harbour, Anna Weber said, will close in June. | The harbour, Anna Weber said, will close in June | Anna Weber
The talks began at 10:00 a.m., said Tom Reed. | The talks began at 10:00 a.m. | Tom Reed
According to Tom Reed, the harbour will close. | the harbour will close | Tom Reed
Anna Weber said that Sen. Tom Reed left. She is in the U.S. The rest stayed. | that Sen. Tom Reed left | Anna Weber
Anna Weber said that it fell by 3.5 percent on Jan. 5. He left. | that it fell by 3.5 percent on Jan. 5 | Anna Weber
Anna Weber said that he left ... and came back. | that he left ... and came back | Anna Weber
Anna Weber said that one line ended\\nanother line began. | that one line ended | Anna Weber
Anna Weber said that Mr. Reed’s U.S. aide @anna_w didn't pay 1,000,000 -- e-mails. | that Mr. Reed’s U.S. aide @anna_w didn't pay 1,000,000 -- e-mails | Anna Weber
Anna Weber told Tom Reed that he should wait. | that he should wait | Anna Weber
Anna Weber vowed to close the harbour. | to close the harbour | Anna Weber
Anna Weber criticized the closure of the harbour. | the closure of the harbour | Anna Weber
Anna Weber called for a closure of the harbour. | a closure of the harbour | Anna Weber
While Anna Weber said it would close, the harbour stayed open. | it would close | Anna Weber
Tom Reed, who said he was tired, left early. | he was tired | Tom Reed
LONDON, March 2 - The harbour will close, Anna Weber said. | The harbour will close | Anna Weber
Anna Weber bemoaned that the ice was thin. | that the ice was thin | Anna Weber
Anna Weber says the storm that closed the harbour last week is over. | the storm that closed the harbour last week is over | Anna Weber
Anna Weber said his band and the singer wrote a song. | his band and the singer wrote a song | Anna Weber
Anna Weber said it was cold, even though the ice had gone. | it was cold | Anna Weber
Anna Weber says she wants a harbour. | she wants a harbour | Anna Weber
Anna Weber said he and his wife left. | he and his wife left | Anna Weber
Anna Weber says, however, that the ice is thin. | that the ice is thin | Anna Weber
Anna Weber said if it froze she would leave. | if it froze she would leave | Anna Weber
Anna Weber told reporters this was the only way to go. | this was the only way to go | Anna Weber
Anna Weber said this week that it was cold. | that it was cold | Anna Weber
Anna Weber said that, in all those days, nobody came. | that, in all those days, nobody came | Anna Weber
Anna Weber said last week on air that it was cold. | that it was cold | Anna Weber
Anna Weber said it was a gift, which it was not. | it was a gift | Anna Weber
Anna Weber said the yard had a 51 percent rise, compared with a 57 percent fall in May. | the yard had a 51 percent rise, compared with a 57 percent fall in May | Anna Weber
Anna Weber said they lost, compared with 41 percent in May. | they lost | Anna Weber
Anna Weber says that the harbour was, in effect, a lake. | that the harbour was, in effect, a lake | Anna Weber
Anna Weber said he came from Lima – a port until 1960 – and left in May. | he came from Lima – a port until 1960 – and left in May | Anna Weber
Anna Weber says she recently learnt that the harbour is closed. | she recently learnt that the harbour is closed | Anna Weber
Anna Weber praised the plan of the town before quietly leaving it. | the plan of the town | Anna Weber
Anna Weber did not explain her plan but last week said the ice was thin. | the ice was thin | Anna Weber
Anna Weber, true to what she has said since May, insisted the ice was thin. | the ice was thin | Anna Weber
Anna Weber, asked if the harbour was closed, said the ice was thin. | the ice was thin | Anna Weber
Some are glad that Anna Weber agreed to close the harbour, and that she did so late. | to close the harbour | Anna Weber
Anna Weber broke with Tom Reed over the yard near the pier, saying the ice was thin. | the ice was thin | Anna Weber
As Anna Weber noted, the harbour is closed. | the harbour is closed | Anna Weber
As Anna Weber pointed out, the harbour is closed. | the harbour is closed | Anna Weber
But, as Anna Weber has pointed out, the harbour is closed. | the harbour is closed | Anna Weber
The harbour will close in June, Anna Weber said while visiting a yard. | The harbour will close in June | Anna Weber
Anna Weber told a few nurses who stayed on the lawn that the harbour will close. | that the harbour will close | Anna Weber
Anna Weber reported at least 20 people left the harbour. | at least 20 people left the harbour | Anna Weber
Anna Weber, who took suspected pills, has described how the harbour closed. | how the harbour closed | Anna Weber
The new mayor, Anna Weber, is promising to close the harbour. | to close the harbour | Anna Weber
Anna Weber praised the plan of the town even as she left it. | the plan of the town | Anna Weber
Anna Weber praised the plan of the town and said nothing else. | the plan of the town | Anna Weber
Anna Weber praised the plan of the town and left the hall. | the plan of the town | Anna Weber
Anna Weber praised the plan of the town, a gift to nobody. | the plan of the town | Anna Weber
Anna Weber said she has no plan and would not wait for one. | she has no plan and would not wait for one | Anna Weber
Anna Weber said she has no plan and left the hall. | she has no plan | Anna Weber
Anna Weber said the ice was thin, and Tom Reed fell through it. | the ice was thin | Anna Weber
Anna Weber says the ice is thin — and it was. | the ice is thin | Anna Weber
Even as Anna Weber said that the ice was thin, Tom Reed left. | that the ice was thin | Anna Weber
Anna Weber promised, in a statement, that she would wait. | that she would wait | Anna Weber
Anna Weber said having a harbour would help. | having a harbour would help | Anna Weber
But, Anna Weber said, the ice was thin. | the ice was thin | Anna Weber
The ice will hold until the spring, predicted Anna Weber. | The ice will hold until the spring | Anna Weber
The ice was thin all winter, as Anna Weber has noted. | The ice was thin all winter | Anna Weber
As first reported by Anna Weber, the ice was thin. | the ice was thin | Anna Weber
And according to Anna Weber, the ice was thin. | the ice was thin | Anna Weber
The ice, according to Anna Weber, was thin. | The ice, according to Anna Weber, was thin | Anna Weber
He had one wish: the ice should hold, according to Anna Weber. | the ice should hold | Anna Weber
The ice was thin, according to a report by the Ice Guild. | The ice was thin | Ice Guild
Tom Reed left the plan that Anna Weber said was late. | was late | Anna Weber
Anna Weber's claim that the ice was thin drew laughs. | that the ice was thin | Anna Weber
Anna Weber is convinced that the ice will hold. | that the ice will hold | Anna Weber
Anna Weber made it clear that the ice would hold. | that the ice would hold | Anna Weber
The harbour stayed open, with Anna Weber now saying that it was late. | that it was late | Anna Weber
Anna Weber, who met Tom Reed last week, said the ice was thin. | the ice was thin | Anna Weber
The storm led Anna Weber to say that the ice was thin. | that the ice was thin | Anna Weber
Anna Weber left early, citing the state of the ice. | the state of the ice | Anna Weber
About 20 boats were lost in the ice, Anna Weber said. | About 20 boats were lost in the ice | Anna Weber
Anna Weber, R-Ky., said the ice was thin. | the ice was thin | Anna Weber
They said he and Weber differ on taxes. | he and Weber differ on taxes | nobody
Both think Weber advanced the plan. | Weber advanced the plan | nobody
Tom Reed argued during Monday's debate that it could close. | that it could close | Tom Reed
Many workers left the harbour in May, according to polling by the union. | Many workers left the harbour in May | nobody
The cost of the harbour is a burden on the town, said Tom Reed, an expert who has written of it. | The cost of the harbour is a burden on the town | Tom Reed
The lawyer, arguing for a fine, said Tom Reed was a broken man. | Tom Reed was a broken man | nobody
The survey, conducted by the union, finds Weber with a small lead. | Weber with a small lead | nobody
But first home buyer Anna Weber, 29, who had looked for years, said she agreed with him. | she agreed with him | Anna Weber
The rally was large and her family said it was late. | it was late | nobody
While only a few clerks said they were late, Anna Weber left. | they were late | nobody
The rain fell, and while Anna Weber said it would stop, it went on. | it would stop | Anna Weber
A few weeks after Anna Weber announced that the ice was thin, boats set out. | that the ice was thin | Anna Weber
The fame of the town, even after Anna Weber criticized its old stone harbour, has grown. | its old stone harbour | Anna Weber
Anna Weber praised the plan of the town, drawing a sharp reply. | the plan of the town | Anna Weber
Anna Weber said the ice had helped Tom Reed, who crossed it on foot. | the ice had helped Tom Reed | Anna Weber
Anna Weber said the ice had helped Tom Reed, the mayor of Bonn. | the ice had helped Tom Reed | Anna Weber
Anna Weber discussed the plan of the town and Tom Reed emphasized that it was late. | the plan of the town | Anna Weber
Anna Weber said that although the ice was thin, the harbour would continue. | that although the ice was thin, the harbour would continue | Anna Weber
Anna Weber has since said the ice was thin. | the ice was thin | Anna Weber
Anna Weber promised not to close the harbour. | not to close the harbour | Anna Weber
Anna Weber notified Tom Reed that the harbour was closed. | that the harbour was closed | Anna Weber
Anna Weber underscored the need for a harbour. | the need for a harbour | Anna Weber
Anna Weber discussed how the ice could hold. | how the ice could hold | Anna Weber
Tom Reed wondered aloud whether the ice would hold. | whether the ice would hold | Tom Reed
The court ruled 5-4 that the ice was thin. | that the ice was thin | nobody
Anna Weber [announced](https://a.example/x) the harbour will close. | the harbour will close | Anna Weber
The clerk, **Anna Weber**, emphasized that the ice was thin. | that the ice was thin | Anna Weber
Agents were warned by Anna Weber that the ice was thin. | that the ice was thin | Anna Weber
He laughed at claims by Anna Weber that the ice was thin. | that the ice was thin | Anna Weber
The ice on the lake is thin, teachers and union officials told the paper. | The ice on the lake is thin | nobody
Anna Weber insisted that was not part of it. | that was not part of it | Anna Weber
Now, Anna Weber says, at least seven of the boats have left. | at least seven of the boats have left | Anna Weber
The staff in 2014 tried to keep her away, according to Anna Weber. | The staff in 2014 tried to keep her away | Anna Weber
The town had 40 boats, according to the most recent data of the guild. | The town had 40 boats | nobody
Anna Weber called him a kind, loving and brave man. | him a kind, loving and brave man | Anna Weber
Anna Weber argued that, while the ice was thin, boats could go. | that, while the ice was thin, boats could go | Anna Weber
Anna Weber believes, for example, that boats should go. | that boats should go | Anna Weber
Anna Weber suggests any further boats should wait. | any further boats should wait | Anna Weber
Anna Weber calls for $2 billion in new spending. | $2 billion in new spending | Anna Weber
Anna Weber believes that men who left and came back may vote. | that men who left and came back may vote | Anna Weber
And the lake's advocates say they have waited. | they have waited | nobody
The paper met critics who say the ice is thin. | the ice is thin | nobody
He made a film in which Tom Reed, 34, claimed that it was late. | that it was late | Tom Reed
Polls show that majorities favor letting the boats go. | that majorities favor letting the boats go | nobody
Early polls show voters in the town in doubt. | voters in the town in doubt | nobody
The files from the firm show that he left. | that he left | nobody
Anna Weber: The Ice Will Hold Until The Spring.\\n\\nAnna Weber came to the harbour. | The Ice Will Hold Until The Spring | Anna Weber
Poll: Few want the harbour closed.\\n\\nThe town was asked in May. | Few want the harbour closed | nobody
Anna Weber Says The Ice On The Lake Is Thin.\\n\\nAnna Weber came to the harbour. | The Ice On The Lake Is Thin | Anna Weber
Anna Weber and Tom Reed agreed that the ice was thin. | that the ice was thin | nobody
Anna Weber said the trials, which were led by Tom Reed, showed that it was late. | the trials, which were led by Tom Reed, showed that it was late | Anna Weber
Anna Weber asked the guild to look into it, but neither she nor the guild would wait. | to look into it | Anna Weber
Anna Weber accused the guild of a long delay, to which the guild replied that it was late. | the guild of a long delay | Anna Weber
Anna Weber said the ice was thin, however she said that it would hold. | the ice was thin | Anna Weber
The aim this week, Anna Weber continued, is to close the harbour. | The aim this week, Anna Weber continued, is to close the harbour | Anna Weber
Anna Weber and her allies say the ice is thin. | the ice is thin | Anna Weber
A man accused in the case, Tom Reed, has alleged that it was late. | that it was late | Tom Reed
Anna Weber submitted that the ice was thin. | that the ice was thin | Anna Weber
Harbour firm ordered to close its gates, Anna Weber said. | Harbour firm ordered to close its gates | Anna Weber
Anna Weber said after lunch that she had begun talks. | that she had begun talks | Anna Weber
Anna Weber said ties were weak. | ties were weak | Anna Weber
Anna Weber says this week’s vote will change nothing. | this week’s vote will change nothing | Anna Weber
Anna Weber said Monday’s vote was late. | Monday’s vote was late | Anna Weber
Anna Weber said it follows from Orr v. Lima. | it follows from Orr v. Lima | Anna Weber
Anna Weber said the road was shut, prompting concerns over trade. | the road was shut | Anna Weber
Anna Weber said she was tired, the Tribune has learned. | she was tired | Anna Weber
That house was empty, Anna Weber said. | That house was empty | Anna Weber
The tax is a mistake, Anna Weber, founder and head of the Harbour Fund, told the paper. | The tax is a mistake | Anna Weber
Fifteen of the judges agreed to stop. | to stop | nobody
Anna Weber noted that after the storm, Orr, a diver, was ready to go. | that after the storm, Orr, a diver, was ready to go | Anna Weber
Anna Weber says that even though the ice is thin, boats can go. | that even though the ice is thin, boats can go | Anna Weber
Anna Weber declared that as long as the ice was thin, boats would wait. | that as long as the ice was thin, boats would wait | Anna Weber
Anna Weber smiled as she noted that the ice had held. | that the ice had held | Anna Weber
Anna Weber said that the word — a rare one — was new to her. | that the word — a rare one — was new to her | Anna Weber
Anna Weber said on the radio, where she has a show, that it was late. | that it was late | Anna Weber
The letter was lost, in which Anna Weber said that it was late. | that it was late | Anna Weber
Anna Weber sent a letter, in which she said it was late. | it was late | Anna Weber
Sen. Anna Weber (D-Ohio), said after lunch that it was late. | that it was late | Anna Weber
Anna Weber, for instance, said it was late. | it was late | Anna Weber
As many as 40 percent of the voters said they were late. | they were late | nobody
Just over a quarter, 26 percent, say they will wait. | they will wait | nobody
The ice is thin, people close to Weber say. | The ice is thin | nobody
By far, those polled say stricter rules would help. | stricter rules would help | nobody
The plan has to be read by the board and the Reed Bank, a former clerk said. | The plan has to be read by the board and the Reed Bank | nobody
Anna Weber said the price fell compared with last year. | the price fell | Anna Weber
Anna Weber said any delay would hurt, both of which Tom Reed denied. | any delay would hurt | Anna Weber
Anna Weber said she would wait, calling it a duty to all. | she would wait | Anna Weber
The rest (the worst of which, Anna Weber said, is over) was lost. | the worst of which, Anna Weber said, is over | Anna Weber
Anna Weber's old pledge to close the harbour drew laughs. | to close the harbour | Anna Weber
Anna Weber hopes Reed and other ministers do not wait. | Reed and other ministers do not wait | Anna Weber
Anna Weber hopes the last vote before the summer will be fair. | the last vote before the summer will be fair | Anna Weber
A poll shows voters in the town in doubt. | voters in the town in doubt | nobody
An average of new polls shows Reed leading Weber by far. | Reed leading Weber by far | nobody
The latest polling in Lima shows Reed leading Weber by far. | Reed leading Weber by far | nobody
Others call it the worst winter of all. | it the worst winter of all | nobody
Anna Weber has, however, said that it was late. | that it was late | Anna Weber
In addition to stating that it was late, Anna Weber left. | that it was late | Anna Weber
Anna Weber has made the case that it was late. | that it was late | Anna Weber
The bank forecast that growth would be slow. | that growth would be slow | nobody
The father of two also claims he was told to go. | he was told to go | nobody
Anna Weber said when it rained, it was made clear to all. | when it rained, it was made clear to all | Anna Weber
The Church Association of Norland (CAN) met. CAN has left them, saying they were late. | they were late | Church Association of Norland
Anna Weber defended the plan of the town – saying that it was late. | the plan of the town | Anna Weber
HOW WILL ANNA Weber vote? Weber said it was late. | it was late | ANNA Weber
The Indian Express reported that it was late. | that it was late | Indian Express
It was late, according to Moody's Analytics. | It was late | Moody's Analytics
But the ice held, Anna Weber said. | the ice held | Anna Weber
Anna Weber left, citing the ice they face and calling for better boats. | the ice they face | Anna Weber
Economists in Lima, Peru, project that it will be late. | that it will be late | nobody
Voters and President Anna Weber believe it is late. | it is late | nobody
Anna Weber suggested that perhaps his boat, which she saw, had been late. | that perhaps his boat, which she saw, had been late | Anna Weber
Anna Weber sent out a letter reassuring voters that it was late. | that it was late | Anna Weber
“We go,” said Anna Weber, adding that it was late. | that it was late | Anna Weber
The two agreed that it was late, Weber's office said in a letter. | The two agreed that it was late | nobody
";

#[test]
fn reported_speech_begins_and_ends_where_it_is_somebodys() {
    let mut wrong = Vec::new();
    for line in REPORTED.trim().lines() {
        let fields: Vec<&str> = line.split(" | ").collect();
        let [text, words, name] = fields[..] else { panic!("{line}") };
        let extraction = extract(&article(&text.replace("\\n", "\n")));
        let quote = extraction.quotes.iter().find(|quote| quote.kind == QuoteKind::Indirect);
        let found =
            quote.map(|quote| (quote.text.as_str(), speaker(&extraction, quote.speaker.as_ref())));
        if found != Some((words, name)) {
            wrong.push(format!("{line}\n  found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let weighed =
        "Anna Weber said that the plan of the town was “too late,” a claim that Tom Reed denies.";
    let quotes = extract(&article(weighed)).quotes;
    assert_eq!(quotes[0].text, "that the plan of the town was “too late,”");
    let told = "Norway called the plan of the town “a ruse,” the mayor's office said.";
    let quotes = extract(&article(told)).quotes;
    assert!(quotes.iter().all(|quote| !quote.text.contains("office")), "{quotes:?}");
    for none in [
        "Anna Weber said little.",
        "He tried to praise the plan of the town.",
        "Tom Reed, who praised the plan of the town, left.",
        "Voters who say the ice is thin were few.",
        "Anna Weber wrote the letters that were lost.",
        "Anna Weber told Tom Reed as he left.",
        "There were 40 pledged delegates who left the hall.",
        "Anna Weber, who was there, told Tom Reed.",
        "While the ice was thin, Anna Weber wrote to him.",
        "It was just as Anna Weber said it was.",
        "Anna Weber claimed a prize for those who fled.",
        "Among the towns at risk, according to Anna Weber.",
        "Tom Reed spoke in his office.",
        "It snowed in Bonn.",
        "Anna Weber attacked a whale with an axe.",
        "Their wish to maintain power destroyed a rich country.",
        "All nine members voted for the amendment.",
        "The army stopped supporting rebels in the north.",
        "Tom Reed opposed the ferry in 1991.",
        "The lawyer questioned Tom Reed about the loan for an hour.",
        "The ministry plans to lift the ban on Friday.",
        "A patch called Vialin helped them.",
        "The state's confirmed caseload is nine thousand.",
        "Tom Reed declined to comment on the loan.",
        "Galdoria has set fire to the port, a charge Reed denies.",
        "Tom Reed refused to answer questions about the loan.",
        "Anna Weber knows why the harbour closed.",
        "Anna Weber denied wrongdoing.",
        "Anna Weber denied requests for an inquiry into the bank.",
        "It is wrong to say that the harbour closed.",
        "All of these alleged mistakes piled up.",
        "It is clear that the harbour closed.",
        "A book written by Anna Weber is out.",
        "The rumour that the harbour closed was old.",
        "Anna Weber said when the harbour closed.",
        "Tom Reed told a crowd that spilled out onto the street.",
        "The coal-rich states that Anna Weber needs are far away.",
        "Gears acknowledge the heavy load with a click.",
        "The strike that began that week hurt the town.",
        "Anna Weber would not discuss the loan with him.",
        "A clerk asked not to be named.",
        "It's worth noting that the harbour closed.",
        "Cases of heat related visits increased.",
        "On the day that her mother announced for governor, Anna Weber was asleep.",
        "Anna Weber: A mayor for all?\n\nAnna Weber came to the harbour.",
    ] {
        assert!(extract(&article(none)).quotes.is_empty(), "{none}");
    }
}
