//! A made-up trace of every language, and what is in it.

use super::{Trace, find};

/// Everything that a trace says, as text: `>` before own frames, `.` before others.
fn shown(trace: &Trace<'_>) -> String {
    let mut lines = vec![trace.language.id().to_owned()];
    for one in &trace.exceptions {
        let aside = if one.is_aside { " aside" } else { "" };
        let left_out =
            if one.n_left_out == 0 { String::new() } else { format!(" -{}", one.n_left_out) };
        let message = one.message.replace('\n', "|");
        lines.push(format!("{:?}{aside} [{}] {message}{left_out}", one.relation, one.name));
        for frame in &one.frames {
            let sign = if frame.origin == super::Origin::Own { '>' } else { '.' };
            let line = frame.line.map_or(String::new(), |line| format!(":{line}"));
            lines.push(format!("{sign} {} {}{line} {:?}", frame.function, frame.file, frame.lines));
        }
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let trace = find(text).expect("there is a trace");
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(shown(&trace).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn java_with_causes_a_suppressed_one_and_a_message_of_two_lines() {
    check(
        "order 7 failed\norg.shop.DeskException: no seat\n  in hall 3\n\tat org.shop.Desk.book(Desk.java:7)\n\
         \tat java.base/java.lang.Thread.run(Thread.java:833) ~[?:?]\n\
         \tSuppressed: org.shop.CloseException: half open\n\t\tat org.shop.Door.close(Door.kt:3)\n\
         \tCaused by: org.shop.RustException\n\t\tat org.shop.Door.oil(Door.kt:9)\n\
         Caused by: java.io.IOException: broken pipe\n\tat sun.nio.ch.Net.write0(Native Method)\n\t... 12 more",
        "jvm
        First [org.shop.DeskException] no seat|  in hall 3
        > org.shop.Desk.book Desk.java:7 3..4
        . java.lang.Thread.run Thread.java:833 4..5
        Suppressed aside [org.shop.CloseException] half open
        > org.shop.Door.close Door.kt:3 6..7
        CausedBy aside [org.shop.RustException]
        > org.shop.Door.oil Door.kt:9 8..9
        CausedBy [java.io.IOException] broken pipe -12
        . sun.nio.ch.Net.write0  10..11",
    );
}

#[test]
fn python_lists_the_cause_first_and_the_failed_call_last() {
    let text = "booking failed\nTraceback (most recent call last):\n  File \"/app/desk.py\", line 3, in book\n    seat = row[7]\n\
         \x20          ~~~^^^\nIndexError: list index out of range\n\n\
         The above exception was the direct cause of the following exception:\n\n\
         Traceback (most recent call last):\n  File \"/usr/lib/python3.12/threading.py\", line 9, in run\n    self.go()\n\
         \x20 [Previous line repeated 95 more times]\n\
         shop.NoSeat: none is left";
    check(
        text,
        "python
        First [shop.NoSeat] none is left -95
        . run /usr/lib/python3.12/threading.py:9 10..12
        CausedBy [IndexError] list index out of range
        > book /app/desk.py:3 2..5",
    );
    let trace = find(text).unwrap();
    assert_eq!(trace.root_cause().unwrap().name, "IndexError");
    assert!(trace.language.lists_failed_call_last());
}

#[test]
fn python_may_be_named_above_and_while_handling() {
    check(
        "ValueError: bad seat\n  File \"a.py\", line 3, in f\n\tg(1)\n  File \"b.py\", line 9, in g\n",
        "python
        First [ValueError] bad seat
        > f a.py:3 1..3
        > g b.py:9 3..4",
    );
    check(
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyError: 'x'\n\n\
         During handling of the above exception, another exception occurred:\n\n\
         Traceback (most recent call last):\n  File \"a.py\", line 2, in <module>\nNoSeat",
        "python
        First [NoSeat]
        > <module> a.py:2 7..8
        WhileHandling [KeyError] 'x'
        > <module> a.py:1 1..2",
    );
}

#[test]
fn javascript_of_node_and_of_firefox() {
    check(
        "TypeError [ERR_SEAT]: no seat\n    at Desk.book (/app/src/desk.ts:3:5)\n    at async Promise.all (index 0)\n\
         \x20   at /app/node_modules/express/lib/router.js:9:1\n    at node:internal/process/task_queues:95:5 {\n\
         \x20 [cause]: Error: full\n      at new Hall (file:///app/src/hall.mjs:4:9)\n      ... 2 lines matching cause stack trace ...\n}",
        "javascript
        First [TypeError] no seat
        > Desk.book /app/src/desk.ts:3 1..2
        . Promise.all <anonymous> 2..3
        .  /app/node_modules/express/lib/router.js:9 3..4
        .  node:internal/process/task_queues:95 4..5
        CausedBy [Error] full -2
        > Hall file:///app/src/hall.mjs:4 6..7",
    );
    check(
        "book@https://shop.example/desk.js:3:5\n@https://shop.example/desk.js:9:1",
        "javascript
        First []
        > book https://shop.example/desk.js:3 0..1
        >  https://shop.example/desk.js:9 1..2",
    );
}

#[test]
fn go_panics_with_two_lines_a_call_and_other_goroutines() {
    check(
        "panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\n\
         main.(*Desk).book(0xc000012345, 0x7)\n\t/srv/desk/main.go:12 +0x1d\n\
         net/http.(*conn).serve(0xc0, {0x1, 0x2})\n\t/usr/local/go/src/net/http/server.go:1995 +0x612\n\
         created by main.start in goroutine 7\n\t/srv/desk/main.go:3 +0x2\n\ngoroutine 18 [select]:\n\
         main.wait()\n\t/srv/desk/wait.go:4 +0x1",
        "go
        First [panic] runtime error: index out of range [5] with length 3
        > main.(*Desk).book /srv/desk/main.go:12 3..5
        . net/http.(*conn).serve /usr/local/go/src/net/http/server.go:1995 5..7
        > main.start /srv/desk/main.go:3 7..9
        Beside aside []
        > main.wait /srv/desk/wait.go:4 11..13",
    );
}

#[test]
fn rust_panics_say_where_in_the_next_line() {
    check(
        "thread 'main' panicked at src/main.rs:4:5:\nno seat\nstack backtrace:\n   0: rust_begin_unwind\n\
         \x20            at /rustc/9fc6b431/library/std/src/panicking.rs:645:5\n   1: desk::book::h0123456789abcdef\n\
         \x20            at ./src/main.rs:4:5\n   2: core::ops::function::FnOnce::call_once",
        "rust
        First [panic] no seat
        . rust_begin_unwind /rustc/9fc6b431/library/std/src/panicking.rs:645 3..5
        > desk::book ./src/main.rs:4 5..7
        . core::ops::function::FnOnce::call_once  7..8",
    );
}

#[test]
fn dot_net_ends_inner_exceptions() {
    check(
        "Unhandled exception. Desk.BookingException: failed\n ---> System.IO.IOException: broken pipe\n\
         \x20  at System.IO.Pipe.Write(Byte[] bytes, Int32 count)\n   at Desk.Net.Send() in /src/Net.cs:line 7\n\
         \x20  --- End of inner exception stack trace ---\n   at Desk.Api.Book(Seat seat) in C:\\src\\Api.cs:line 9",
        "dot_net
        First [Desk.BookingException] failed
        > Desk.Api.Book C:\\src\\Api.cs:9 5..6
        CausedBy [System.IO.IOException] broken pipe
        . System.IO.Pipe.Write  2..3
        > Desk.Net.Send /src/Net.cs:7 3..4",
    );
}

#[test]
fn ruby_names_the_exception_in_its_first_frame_or_above() {
    check(
        "desk.rb:7:in 'book': none is left (Shop::NoSeat)\n\tfrom /usr/lib/ruby/gems/3.3.0/gems/rack-3/rack.rb:2:in `call'\n\
         hall.rb:1:in 'open': closed (IOError)\n\tfrom desk.rb:9:in `<main>'",
        "ruby
        First [Shop::NoSeat] none is left
        > book desk.rb:7 0..1
        . call /usr/lib/ruby/gems/3.3.0/gems/rack-3/rack.rb:2 1..2
        CausedBy [IOError] closed
        > open hall.rb:1 2..3
        > <main> desk.rb:9 3..4",
    );
    check(
        "NoSeat (none is left):\n  app/models/desk.rb:7:in `book'\n  app/models/hall.rb:2:in `block in open'",
        "ruby
        First [NoSeat] none is left
        > book app/models/desk.rb:7 1..2
        > block in open app/models/hall.rb:2 2..3",
    );
}

#[test]
fn php_puts_the_cause_first() {
    check(
        "PHP Fatal error:  Uncaught IOException: broken pipe in /srv/net.php:3\nStack trace:\n\
         #0 /srv/desk.php(7): Net->send('x')\n#1 {main}\n\n\
         Next Desk\\NoSeat: none is left in /srv/desk.php:9\nStack trace:\n#0 /srv/vendor/slim/App.php(12): Desk\\Desk->book()\n#1 {main}",
        "php
        First [Desk\\NoSeat] none is left
        . Desk\\Desk->book /srv/vendor/slim/App.php:12 7..8
        . {main} [internal function] 8..9
        CausedBy [IOException] broken pipe
        > Net->send /srv/desk.php:7 2..3
        . {main} [internal function] 3..4",
    );
}

#[test]
fn c_by_debugger_sanitizer_library_and_kernel() {
    check(
        "#0  0x00007f3a in raise () from /lib/x86_64-linux-gnu/libc.so.6\n#1  0x0000561e in book (seat=7) at desk.c:7\n\
         #2  main () at desk.c:20",
        "native
        First []
        . raise /lib/x86_64-linux-gnu/libc.so.6 0..1
        > book desk.c:7 1..2
        > main desk.c:20 2..3",
    );
    check(
        "==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x602\n    #0 0x4a1b in book /src/desk.c:7:3\n    #1 0x7f in __libc_start_main (/lib/libc.so.6+0x21b)",
        "native
        First [heap-use-after-free] on address 0x602
        > book /src/desk.c:7 1..2
        . __libc_start_main (/lib/libc.so.6+0x21b) 2..3",
    );
    check(
        "./desk(book+0x1a) [0x400812]\n/lib/libc.so.6(+0x21) [0x7f00]",
        "native
        First []
        > book ./desk 0..1
        .  /lib/libc.so.6 1..2",
    );
    check(
        "Call Trace:\n <TASK>\n ? desk_book+0x1a/0x30 [desk]\n do_syscall_64+0x5/0x90",
        "native
        First []
        > desk_book  2..3
        . do_syscall_64  3..4",
    );
}

#[test]
fn dart_and_elixir() {
    check(
        "Unhandled exception:\nFormatException: bad seat\n#0      Desk.book (package:shop/desk.dart:7:5)\n\
         <asynchronous suspension>\n#1      _rootRun (dart:async/zone.dart:1428:13)",
        "dart
        First [FormatException] bad seat
        > Desk.book package:shop/desk.dart:7 2..4
        . _rootRun dart:async/zone.dart:1428 4..5",
    );
    check(
        "** (Shop.NoSeat) none is left\n    (shop 0.1.0) lib/shop/desk.ex:7: Shop.Desk.book/2\n    (stdlib 4.0) gen_server.erl:1120: :gen_server.try_dispatch/4",
        "elixir
        First [Shop.NoSeat] none is left
        > Shop.Desk.book/2 lib/shop/desk.ex:7 1..2
        . :gen_server.try_dispatch/4 gen_server.erl:1120 2..3",
    );
}
