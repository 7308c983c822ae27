//! Sessions of which every message is there when they begin.

use chrono::NaiveDate;

use super::*;
use crate::lang::Lang;

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();

/// What a session answers to messages that are all there when it begins.
fn answers(answer: Answer, messages: Vec<Message>) -> Vec<Result<Value, (i32, String)>> {
    let (connection, client) = Connection::memory();
    let surroundings =
        Surroundings { lang: None, otherwise: Lang::Fr, today: || DAY, limit: 1 << 20 };
    let mut session = Session::new(&connection, surroundings, &json!({}));
    session.answer = answer;
    for message in messages {
        client.sender.send(message).expect("a session");
    }
    client.sender.send(told("exit", Value::Null)).expect("a session");
    session.run();
    let answers = client.receiver.try_iter().filter_map(|message| match message {
        Message::Response(response) => Some(response.response_result),
        _ => None,
    });
    answers.map(|result| result.map_err(|error| (error.code, error.message))).collect()
}

fn uri() -> String {
    concat!("file://", env!("CARGO_MANIFEST_DIR"), "/example-project/nrt.toml").to_owned()
}

fn told(method: &str, params: Value) -> Message {
    Notification::new(method.to_owned(), params).into()
}

fn asked(id: i32, method: &str) -> Message {
    let about = json!({ "textDocument": { "uri": uri() } });
    Request::new(RequestId::from(id), method.to_owned(), about).into()
}

fn opened(text: &str) -> Message {
    let document = json!({ "uri": uri(), "version": 1, "text": text });
    told("textDocument/didOpen", json!({ "textDocument": document }))
}

#[test]
fn a_panic_in_one_request_harms_no_other() {
    let answer: Answer = |view, request| match request.method.as_str() {
        "textDocument/hover" => panic!("{}", view.text(crate::address::Kind::Project)),
        _ => requests::of_file(view, request),
    };
    let answers = answers(
        answer,
        vec![
            opened("format = 1\n"),
            asked(1, "textDocument/hover"),
            asked(2, "nrt/fileText"),
            asked(3, "textDocument/hover"),
            asked(4, "shutdown"),
        ],
    );
    let broken = Err((-32603, "nrt: internal error: format = 1\n".to_owned()));
    let text = Ok(json!("format = 1\n"));
    assert_eq!(answers, [broken.clone(), text, broken, Ok(Value::Null)]);
}

#[test]
fn a_request_that_is_taken_back_is_not_answered() {
    let answers = answers(
        requests::of_file,
        vec![
            opened("format = 1\n"),
            asked(1, "nrt/fileText"),
            asked(2, "nrt/fileText"),
            told("$/cancelRequest", json!({ "id": 2 })),
        ],
    );
    assert_eq!(answers, [Ok(json!("format = 1\n")), Err((-32800, "cancelled".to_owned()))]);
}
