"""Passwords, roles and accounts are changed on the command line beside a running server, and hold at once."""

import demo
import pytest

FIRST, SECOND = "correct horse battery staple", "another staple for the horse"


@pytest.fixture
def office(tmp_path):
    running = demo.Server(tmp_path, "serve", ready="listening on http")
    yield running
    assert running.stop() == 0


@pytest.fixture
def people(office, tmp_path):
    def run(*arguments, password=None):
        extra = []
        if password is not None:
            (tmp_path / "password.txt").write_text(password + "\n")
            extra = ["--password-file", tmp_path / "password.txt"]
        return demo.daylight("people", *arguments, *extra, "--data", tmp_path)

    assert run("add", "maria", password=FIRST).returncode == 0
    return run


def enters(office, password):
    """A visitor with a session, or none when the password opens nothing."""
    visitor = demo.Visitor(office)
    return visitor if visitor.sign_in("maria", password).status == 303 else None


def is_signed_in(visitor):
    return "visitor-name" in visitor.get("/").text


def test_a_new_password_ends_sessions_and_the_old_one(office, people):
    before = enters(office, FIRST)
    assert is_signed_in(before)
    outcome = people("password", "maria", password=SECOND)
    assert outcome.returncode == 0, outcome.stderr
    assert not is_signed_in(before)
    assert enters(office, FIRST) is None
    assert is_signed_in(enters(office, SECOND))


def test_a_role_holds_for_sessions_that_are_open(office, people):
    visitor = enters(office, FIRST)
    assert '<span class="role">reviewer</span>' in visitor.get("/").text
    assert people("role", "maria", "reader").returncode == 0
    assert '<span class="role">reader</span>' in visitor.get("/").text
    assert people("list").stdout == "maria\treader\tactive\n"


def test_a_closed_account_opens_nothing_until_it_is_opened_again(office, people):
    visitor = enters(office, FIRST)
    assert people("close", "maria").returncode == 0
    assert not is_signed_in(visitor)
    assert enters(office, FIRST) is None
    assert people("list").stdout == "maria\treviewer\tclosed\n"
    assert people("reopen", "maria").returncode == 0
    assert not is_signed_in(visitor), "a session from before comes back to life"
    assert is_signed_in(enters(office, FIRST))


def test_what_cannot_be_changed_is_named(people):
    for arguments in (["role", "joe", "reader"], ["close", "joe"], ["reopen", "joe"]):
        outcome = people(*arguments)
        assert outcome.returncode == 66
        assert "joe" in outcome.stderr
    assert people("password", "joe", password=SECOND).returncode == 66
    assert people("password", "maria", password="short").returncode == 65
    outcome = people("role", "maria", "admin")
    assert outcome.returncode == 64
    assert "reviewer" in outcome.stderr
