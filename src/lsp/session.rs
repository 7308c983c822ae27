//! A talk with a client, from its greeting to its leave: messages in their order, each answered over
//! the project as it stands then. What is typed while an answer is made is waited for only where
//! nothing else is to be done, so that a burst of keystrokes is checked once.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use lsp_server::{
    Connection, ErrorCode, Message, Notification, Request, RequestId, Response, ResponseError,
};
use serde::Serialize;
use serde_json::{Value, json};

use super::client::Client;
use super::memory::Memory;
use super::requests::{self, About};
use super::view::{Snapshot, View};
use super::workspace::Workspace;
use super::{Surroundings, capabilities, diagnostics, notified, state, uri};
use crate::load;

/// How long a project that was read stands for what the folder has: somebody else may write there.
const FRESH: Duration = Duration::from_secs(1);

/// Something to do.
#[derive(Debug)]
pub(super) enum Task {
    /// To answer a request about a file of a project.
    Answer(PathBuf, Request),
    /// To answer a request about every project.
    AnswerAll(Request),
    /// To tell the client what a change means.
    Tell(PathBuf),
    /// To take leave.
    Leave,
}

impl Task {
    fn root(&self) -> Option<&Path> {
        match self {
            Self::Answer(root, _) | Self::Tell(root) => Some(root),
            Self::AnswerAll(_) | Self::Leave => None,
        }
    }
}

/// How a request about a file is answered.
type Answer = fn(&View<'_>, &Request) -> Result<Value, ResponseError>;

pub(super) struct Session<'c> {
    connection: &'c Connection,
    surroundings: Surroundings,
    answer: Answer,
    pub(super) client: Rc<Client>,
    pub(super) workspace: Workspace,
    memory: Rc<RefCell<Memory>>,
    /// Messages that came and were not looked at.
    waiting: VecDeque<Message>,
    /// The projects that changed since the client was told of them.
    pub(super) changed: BTreeSet<PathBuf>,
    /// How many changes there were: what was read before the last one is not what stands.
    pub(super) changes: u64,
    /// The files of each project of which the client has diagnostics.
    sent: BTreeMap<PathBuf, BTreeSet<String>>,
    /// How many requests were made of the client.
    asked: i32,
    /// The request for its settings that it did not answer yet.
    pub(super) settings_asked: Option<RequestId>,
    /// Whether the client said that it would leave.
    leaving: bool,
}

impl<'c> Session<'c> {
    pub(super) fn new(
        connection: &'c Connection,
        surroundings: Surroundings,
        params: &Value,
    ) -> Self {
        let mut workspace = Workspace::default();
        for folder in notified::folders(params) {
            workspace.open_folder(folder);
        }
        Self {
            connection,
            surroundings,
            answer: requests::of_file,
            client: Rc::new(Client::of(params)),
            changed: workspace.roots.clone(),
            workspace,
            memory: Rc::default(),
            waiting: VecDeque::new(),
            changes: 0,
            sent: BTreeMap::new(),
            asked: 0,
            settings_asked: None,
            leaving: false,
        }
    }

    pub(super) fn greeting(&self) -> Value {
        capabilities::greeting(&self.client)
    }

    /// Answers until the client leaves; gives whether it said so before.
    pub(super) fn run(mut self) -> bool {
        notified::greeted(&mut self);
        let mut task = self.next(None);
        loop {
            task = match task {
                Some(Task::Leave) => return self.leaving,
                Some(Task::AnswerAll(request)) => {
                    self.answer_all(&request);
                    self.next(None)
                }
                Some(task) => self.over_a_project(task),
                None => self.next(None),
            };
        }
    }

    /// Carries out a task, and those that follow, as long as they are about the same project and
    /// nothing changes; gives the first one that is not.
    fn over_a_project(&mut self, task: Task) -> Option<Task> {
        let root = task.root()?.to_path_buf();
        let snapshot = self.snapshot(&root);
        let changes = self.changes;
        let view = match guarded(|| View::of(&snapshot)) {
            Ok(view) => view,
            Err(error) => {
                self.refuse(task, error);
                return self.next(None);
            }
        };
        let mut task = task;
        loop {
            match task {
                Task::Answer(_, request) => {
                    let answer = self.answer;
                    let result = guarded(|| answer(&view, &request)).and_then(|result| result);
                    self.respond(request.id, result);
                }
                Task::Tell(_) => self.tell(&view),
                other => return Some(other),
            }
            task = self.next(Some(FRESH))?;
            if task.root() != Some(&root) || self.changes != changes {
                return Some(task);
            }
        }
    }

    /// What is to be done next; nothing where nothing came `within` some time.
    fn next(&mut self, within: Option<Duration>) -> Option<Task> {
        loop {
            self.waiting.extend(self.connection.receiver.try_iter());
            let Some(message) = self.waiting.pop_front() else {
                if let Some(root) = self.changed.pop_first() {
                    return Some(Task::Tell(root));
                }
                let receiver = &self.connection.receiver;
                let message = match within {
                    Some(time) => match receiver.recv_timeout(time) {
                        Ok(message) => Some(message),
                        Err(error) if error.is_timeout() => return None,
                        Err(_) => None,
                    },
                    None => receiver.recv().ok(),
                };
                match message {
                    Some(message) => self.waiting.push_back(message),
                    None => return Some(Task::Leave),
                }
                continue;
            };
            let task = match message {
                Message::Request(request) => self.asked(request),
                Message::Response(response) => {
                    notified::answered(self, &response);
                    None
                }
                Message::Notification(told) if told.method == "exit" => Some(Task::Leave),
                Message::Notification(told) => {
                    self.notified(&told);
                    None
                }
            };
            if task.is_some() {
                return task;
            }
        }
    }

    /// What a request asks to do; nothing where it is answered at once.
    fn asked(&mut self, request: Request) -> Option<Task> {
        if request.method == "shutdown" {
            self.leaving = true;
            self.respond(request.id, Ok(Value::Null));
            return None;
        }
        if self.leaving {
            let error = error(ErrorCode::InvalidRequest, "the server was shut down".to_owned());
            self.respond(request.id, Err(error));
            return None;
        }
        if self.is_cancelled(&request.id) {
            let error = error(ErrorCode::RequestCanceled, "cancelled".to_owned());
            self.respond(request.id, Err(error));
            return None;
        }
        match requests::about(&request) {
            About::All => return Some(Task::AnswerAll(request)),
            About::File(file) => {
                let root = uri::path(&file).and_then(|path| self.workspace.root(&path));
                if let Some(root) = root {
                    return Some(Task::Answer(root, request));
                }
            }
            About::Nothing => {}
        }
        let result = guarded(|| requests::of_no_project(&request)).and_then(|result| result);
        self.respond(request.id, result);
        None
    }

    /// Whether the client took a request back since.
    fn is_cancelled(&self, id: &RequestId) -> bool {
        self.waiting.iter().any(|message| match message {
            Message::Notification(told) if told.method == "$/cancelRequest" => {
                let named = told.params.get("id").cloned().unwrap_or_default();
                serde_json::from_value::<RequestId>(named).is_ok_and(|named| named == *id)
            }
            _ => false,
        })
    }

    fn notified(&mut self, told: &Notification) {
        // A text that could not be taken would be another one than the client's: there is nothing in
        // that code that may fail, and should it all the same, the others go on.
        if let Err(error) = guarded(|| notified::take(self, told)) {
            self.log(&error.message);
        }
        let ended = self.workspace.ended();
        if !ended.is_empty() {
            self.forget(&ended);
            self.refresh(0);
        }
    }

    fn answer_all(&mut self, request: &Request) {
        let mut added = Vec::new();
        for root in self.workspace.roots.clone() {
            let snapshot = self.snapshot(&root);
            match guarded(|| requests::of_each(&View::of(&snapshot), request)) {
                Ok(more) => added.extend(more),
                Err(error) => self.log(&error.message),
            }
        }
        self.respond(request.id.clone(), Ok(requests::of_all(request, added)));
    }

    fn snapshot(&self, root: &Path) -> Snapshot {
        let Surroundings { lang, otherwise, today, limit } = self.surroundings;
        let files = self.workspace.files(root, limit);
        let lang = lang.or_else(|| load::language(&files)).or(self.client.lang);
        Snapshot {
            root: root.to_path_buf(),
            open: self.workspace.open_in(root),
            client: Rc::clone(&self.client),
            lang: lang.unwrap_or(otherwise),
            today: today(),
            limit,
            files,
            memory: Rc::clone(&self.memory),
        }
    }

    /// Tells the client what stands in a project.
    fn tell(&mut self, view: &View<'_>) {
        let root = view.snapshot.root.clone();
        let found = match guarded(|| diagnostics::by_file(view)) {
            Ok(found) => found,
            Err(error) => return self.log(&error.message),
        };
        let pulls = self.client.pulls();
        let mut files: BTreeSet<String> = self.sent.remove(&root).unwrap_or_default();
        if !pulls {
            files.extend(found.keys().cloned());
        }
        for uri in &files {
            let found = found.get(uri).filter(|_| !pulls);
            let version = view.snapshot.open.values().find(|(open, _)| open == uri);
            let (version, found) = (version.map(|(_, version)| version), json!(found));
            let found = if found.is_null() { json!([]) } else { found };
            let mut params = json!({ "uri": uri, "diagnostics": found });
            if let Some(version) = version {
                params["version"] = json!(version);
            }
            self.notify("textDocument/publishDiagnostics", params);
        }
        if !pulls {
            self.sent.insert(root, found.into_keys().collect());
        }
        if self.client.options.state {
            match guarded(|| state::of(view)) {
                Ok(told) => self.notify(state::METHOD, told),
                Err(error) => self.log(&error.message),
            }
        }
        self.refresh(view.snapshot.open.len());
    }

    /// Has the client ask again for what a change in one file means in the others.
    pub(super) fn refresh(&mut self, open: usize) {
        let pulls = self.client.pulls();
        for (capability, method, wanted) in [
            ("diagnostics", "workspace/diagnostic/refresh", pulls),
            ("inlayHint", "workspace/inlayHint/refresh", open > 1),
            ("codeLens", "workspace/codeLens/refresh", open > 1),
        ] {
            if wanted && self.client.can(&format!("/workspace/{capability}/refreshSupport")) {
                self.ask(method, Value::Null);
            }
        }
    }

    /// Takes back what the client was told of projects that it looks at no more.
    pub(super) fn forget(&mut self, roots: &[PathBuf]) {
        for root in roots {
            self.changed.remove(root);
            for uri in self.sent.remove(root).unwrap_or_default() {
                let params = json!({ "uri": uri, "diagnostics": [] });
                self.notify("textDocument/publishDiagnostics", params);
            }
        }
    }

    fn refuse(&mut self, task: Task, error: ResponseError) {
        self.log(&error.message);
        if let Task::Answer(_, request) = task {
            self.respond(request.id, Err(error));
        }
    }

    fn respond(&self, id: RequestId, result: Result<Value, ResponseError>) {
        let response = match result {
            Ok(result) => Response::new_ok(id, result),
            Err(ResponseError { code, message, .. }) => Response::new_err(id, code, message),
        };
        self.send(response.into());
    }

    /// Tells the client something.
    pub(super) fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    /// Asks the client for something.
    pub(super) fn ask(&mut self, method: &str, params: impl Serialize) -> RequestId {
        self.asked += 1;
        let id = RequestId::from(format!("nrt-{}", self.asked));
        self.send(Request::new(id.clone(), method.to_owned(), params).into());
        id
    }

    /// Writes to the client's log.
    pub(super) fn log(&self, message: &str) {
        self.notify("window/logMessage", json!({ "type": 1, "message": message }));
    }

    fn send(&self, message: Message) {
        // A client that is gone is met again when the next message is waited for.
        let _ = self.connection.sender.send(message);
    }
}

/// Does something; a panic is an answer like another, and harms nothing else.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, ResponseError> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|cause| {
        let said = cause.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("panic");
        error(ErrorCode::InternalError, format!("nrt: internal error: {said}"))
    })
}

const fn error(code: ErrorCode, message: String) -> ResponseError {
    ResponseError { code: code as i32, message, data: None }
}

#[cfg(test)]
mod tests;
