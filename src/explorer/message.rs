//! Sentences that may name keys. Which keys a command has is not known here, so a sentence holds
//! the command's name, and whoever shows it asks the bindings.

/// One sentence for the person.
///
/// ```
/// use onrecord::explorer::Message;
/// let message = Message::from("{key:undo} brings {} back").with("it");
/// let shown = message.filled(|command| format!("the key of {command}"));
/// assert_eq!(shown, "the key of undo brings it back");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Text in which `{key:NAME}` stands for the key of a command, and `{}` for an argument. It is
    /// never made from data, so that nothing in data is taken for a placeholder.
    template: &'static str,
    arguments: Vec<String>,
}

impl Message {
    /// Adds the next argument.
    #[must_use]
    pub fn with(mut self, argument: impl Into<String>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// The sentence; `key` gives the keys of the command with a name.
    pub fn filled(&self, key: impl Fn(&str) -> String) -> String {
        let mut arguments = self.arguments.iter();
        let (mut filled, mut rest) = (String::new(), self.template);
        while let Some((before, after)) = rest.split_once('{') {
            filled += before;
            let Some((placeholder, after)) = after.split_once('}') else { break };
            rest = after;
            match placeholder.strip_prefix("key:") {
                Some(command) => filled += &key(command),
                None => filled += arguments.next().map_or("", String::as_str),
            }
        }
        filled + rest
    }
}

impl From<&'static str> for Message {
    fn from(template: &'static str) -> Self {
        Self { template, arguments: Vec::new() }
    }
}

impl From<String> for Message {
    fn from(text: String) -> Self {
        Self::from("{}").with(text)
    }
}
