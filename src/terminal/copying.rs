//! A text on its way to the clipboard, one way after the other.

use std::io;
use std::sync::mpsc::Sender;

use super::clipboard::{Copying, Delivery, LONGEST_ORDER, Method, by_program, by_tmux};
use super::{incoming::Incoming, screen::Screen};
use crate::dataset::threads;
use crate::explorer::{Event, Outcome};

impl Copying {
    /// Copies in the next way that there is; what that came to. Another program does it beside the
    /// loop, which hears of it later.
    ///
    /// # Errors
    /// That the terminal failed.
    pub(super) fn go_on(
        mut self,
        screen: &mut Screen,
        sender: &Sender<Incoming>,
    ) -> io::Result<Option<Event>> {
        let mut is_too_long = false;
        while let Some(method) = self.methods.pop_front() {
            match method {
                Method::Terminal { .. } if self.text.len() > LONGEST_ORDER => is_too_long = true,
                Method::Terminal { is_known } => {
                    let delivery = screen.copy(&self.text, is_known)?.to_owned();
                    return Ok(Some(Event::Done(self.outcome(delivery))));
                }
                method => return Ok(self.start(method, sender.clone())),
            }
        }
        Ok(Some(Event::Done(match (self.failures.is_empty(), is_too_long) {
            (true, true) => Outcome::TooLongToCopy,
            _ => Outcome::NotCopied(self.failures.join("; ")),
        })))
    }

    fn outcome(self, delivery: String) -> Outcome {
        let delivery = self.failures.into_iter().chain([delivery]).collect::<Vec<_>>().join("; ");
        Outcome::Copied { form: self.form, text: self.text, delivery }
    }

    fn start(mut self, method: Method, sender: Sender<Incoming>) -> Option<Event> {
        let started = threads::start(move || {
            let delivery = match &method {
                Method::Program(words) => by_program(words, &self.text),
                Method::Tmux | Method::Terminal { .. } => by_tmux(&self.text),
            };
            let _ = sender.send(match delivery {
                Delivery::Done(delivery) => Incoming::Event(Event::Done(self.outcome(delivery))),
                Delivery::Failed(why) => {
                    self.failures.push(why);
                    Incoming::Copy(self)
                }
            });
        });
        let refused = started.err()?;
        Some(Event::Done(Outcome::ThreadRefused(refused.to_string())))
    }
}
