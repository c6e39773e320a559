"""The wiring as a browser meets it: static files, policy, signing in and out."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_signing_in_leads_back_to_the_page_that_was_asked_for(page: Any) -> None:
    get_user_model().objects.create_superuser("ada", password="lovelace")
    page.goto("/admin/auth/user/")
    page.wait_for_url("**/login/?next=/admin/auth/user/")
    page.fill("input[name=username]", "ada")
    page.fill("input[name=password]", "lovelace")
    page.click("[type=submit]")
    page.wait_for_url("**/admin/auth/user/")
    assert "ada" in page.inner_text("#result_list")


def test_the_login_page_is_dressed_and_breaks_no_rule_of_the_policy(page: Any) -> None:
    response = page.goto("/accounts/login/")
    assert response.status == 200
    assert page.evaluate("[...document.styleSheets].length") >= 1
    assert page.evaluate("document.fonts.status") == "loaded"
    page.fill("input[name=username]", "nobody")
    page.fill("input[name=password]", "nothing")
    page.click("[type=submit]")
    assert page.input_value("input[name=username]") == "nobody"


def test_what_is_written_into_a_page_does_not_run(page: Any, complaints: list[str]) -> None:
    """The policy stands: a script put into the page by somebody else stays text."""
    page.goto("/accounts/login/")
    violations = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.effectiveDirective), {once: true});
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.append(script);
        })"""
    )
    assert violations == "script-src-elem"
    assert page.evaluate("window.ran") is None
    assert [complaint for complaint in complaints if "Content Security Policy" not in complaint] == []
    complaints.clear()
