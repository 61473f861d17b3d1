"""What the server refuses, and how it stops. The last tests use up the allowance of this address."""

import select
import signal
import subprocess

import demo
import pytest

EVERYWHERE = ["/", "/findings", "/no-such-page", "/assets/daylight.css", "/api/v1/ask?subject=account%3Aann", "/log/checkpoint"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_tells_the_browser_what_not_to_do(visitor, path):
    fields = visitor.get(path).fields
    policy = fields["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe" not in policy
    assert fields["X-Content-Type-Options"] == "nosniff"
    assert fields["Referrer-Policy"] in ("no-referrer", "same-origin", "strict-origin-when-cross-origin")
    assert fields["Cross-Origin-Opener-Policy"] == "same-origin"
    assert fields["X-Request-Id"]
    assert "Server" not in fields


def test_cookies_are_bound_to_this_host(visitor, reviewer):
    shown = visitor.get("/sign-in").cookies()
    answer = visitor.sign_in(*reviewer)
    assert answer.status == 303
    for field in [*shown.values(), *answer.cookies().values()]:
        parts = [part.strip() for part in field.split(";")]
        assert parts[0].startswith("__Host-")
        assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(parts)
        assert not any(part.startswith("Domain") for part in parts)
    assert "no-store" in visitor.get("/findings").fields["Cache-Control"], "a page for one person is kept by caches"


def test_signing_out_ends_the_session(server, visitor, reviewer):
    visitor.sign_in(*reviewer)
    stolen = dict(visitor.jar)
    answer = visitor.post("/sign-out", {"csrf": visitor.get("/findings").form_token})
    assert answer.status == 303
    assert "__Host-daylight" not in visitor.jar
    visitor.jar = stolen
    assert "visitor-name" not in visitor.get("/findings").text


@pytest.mark.parametrize("token", [None, "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"])
def test_a_form_needs_its_token(signed_in, undecided, token):
    fields = {"verdict": "organic", "reasons": "A form from elsewhere."}
    if token is not None:
        fields["csrf"] = token
    answer = signed_in.post(f"/findings/{undecided[0]}/decisions", fields)
    assert answer.status in (403, 422)
    assert "A form from elsewhere." not in signed_in.get(f"/findings/{undecided[0]}").text


@pytest.mark.parametrize("headers", [{"Sec_Fetch_Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_a_form_from_another_site_is_refused(signed_in, undecided, headers):
    path = f"/findings/{undecided[0]}"
    fields = {"csrf": signed_in.get(path).form_token, "verdict": "organic", "reasons": "A form from elsewhere."}
    assert signed_in.post(path + "/decisions", fields, **headers).status == 403
    assert "A form from elsewhere." not in signed_in.get(path).text


def test_nobody_decides_without_signing_in(visitor, undecided):
    path = f"/findings/{undecided[0]}/decisions"
    assert visitor.post(path, {"verdict": "organic", "reasons": "I am nobody."}).status in (303, 401, 403)
    assert "I am nobody." not in visitor.get(f"/findings/{undecided[0]}").text


@pytest.mark.parametrize("target", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"])
def test_signing_in_leads_nowhere_else(visitor, target):
    page = visitor.get("/sign-in?return=" + target.replace(":", "%3A").replace("\\", "%5C"))
    assert "elsewhere.example" not in page.text.split("<main", 1)[1].split("</main", 1)[0]


@pytest.mark.parametrize("path", ["/log/tile/../key", "/log/tile/%2e%2e/key", "/log/key", "/log/tile/0/..%2f..%2fkey"])
def test_the_keys_are_out_of_reach(server, visitor, path):
    answer = visitor.get(path)
    assert answer.status in (400, 404)
    assert "PRIVATE KEY" not in answer.body.decode("utf-8", "replace")


def test_words_of_a_visitor_are_never_markup(visitor):
    answer = visitor.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%27")
    assert "<script" not in answer.text


def test_too_large_a_form_is_refused(signed_in, undecided):
    path = f"/findings/{undecided[0]}"
    fields = {"csrf": signed_in.get(path).form_token, "verdict": "organic", "reasons": "x" * (1 << 20)}
    assert signed_in.post(path + "/decisions", fields).status == 413


def test_an_error_for_a_program_is_a_problem_document(visitor):
    answer = visitor.get("/api/v1/ask?subject=planet%3Amars", Accept="application/json")
    assert answer.status == 400
    assert answer.fields["Content-Type"].startswith("application/problem+json")


def test_the_log_of_requests_names_no_secret(server, reviewer, signed_in):
    assert reviewer[1] not in server.errors
    assert signed_in.jar["__Host-daylight"] not in server.errors


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_server_stops_when_asked(tmp_path, asked):
    running = demo.Server(tmp_path, "serve", ready="listening on http")
    try:
        assert demo.Visitor(running).get("/health/live", Accept="*/*").status == 200
        running.process.send_signal(asked)
        assert running.process.wait(30) == 0
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.wait()
    again = demo.Server(tmp_path, "serve", ready="listening on http")
    assert again.stop() == 0, "a second start finds everything as it was"


def test_a_server_says_where_it_runs_in_a_pipe_too(tmp_path):
    process = subprocess.Popen(
        [str(demo.binary()), "serve", "--data", str(tmp_path), "--port", "0"],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    try:
        # By the time its log says that it listens, the line for people is on its way.
        assert b"listening" in process.stderr.readline()
        is_there, _, _ = select.select([process.stdout], [], [], 10)
        assert is_there, "the address is held back until the program ends"
        assert b"http://127.0.0.1:" in process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def test_guessing_passwords_is_slowed_down(visitor, reviewer):
    refused = None
    for _ in range(30):
        answer = visitor.sign_in(reviewer[0], "a wrong password")
        if answer.status == 429:
            refused = answer
            break
        assert answer.status == 422
        assert "not right" in answer.text
    assert refused is not None, "30 wrong passwords were not slowed down"
    assert int(refused.fields["Retry-After"]) >= 1
    assert refused.fields["RateLimit-Policy"]
    assert visitor.sign_in(*reviewer).status == 429, "the right password gets past the limit"
    assert visitor.get("/findings").status == 200, "reading goes on"
