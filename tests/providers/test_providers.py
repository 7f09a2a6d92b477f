"""Signing in at the identity provider: what a real one says opens a login, and what a false one says does not."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey, RSAKey

from events.api.asking import forget_all
from events.database import execute, fetchval
from events.settings import override
from tests.access.world import member
from tests.providers.conftest import use
from tests.providers.programs import FalseProvider, real_provider

OUT, BACK = "/api/logins/provider", "/api/logins/provider/callback"
REFUSED, UNKNOWN, AWAY = (f"/signin?problem=provider-{why}" for why in ("refused", "unknown", "unavailable"))


@pytest.fixture
async def ada(api: httpx.AsyncClient) -> int:
    """A member whose address the provider will name."""
    made = await member(1, "Ada Janssens")
    await execute("UPDATE member SET email = 'Ada@example.org', address = 'ada@example.org' WHERE id = $1", made)
    return made


async def sent(api: httpx.AsyncClient, onward: str = "") -> dict[str, str]:
    """Where the browser is sent: the query of the provider's address."""
    answer = await api.get(OUT, params={"onward": onward})
    assert answer.status_code == 302, answer.text
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def claims(provider: FalseProvider, asked: dict[str, str], **changes: Any) -> dict[str, Any]:
    """What a right ID token says, but for the changes."""
    now = int(time.time())
    return {
        "iss": provider.url, "aud": "convoke", "sub": "ada", "iat": now, "exp": now + 60, "nonce": asked["nonce"],
        "email": "ada@example.org", "email_verified": True, **changes,
    }  # fmt: skip


async def back(api: httpx.AsyncClient, **query: str) -> str:
    """Where the browser is sent after the provider's answer."""
    answer = await api.get(BACK, params=query)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"]


async def test_answer_opens_a_login(api: httpx.AsyncClient, provider: FalseProvider, ada: int) -> None:
    """Ada comes back signed in, at the page she came from; the code was asked for with its proof and the secret."""
    asked = await sent(api, "/events/party")
    provider.claims = claims(provider, asked)
    page = await back(api, state=asked["state"], code="a code", iss=provider.url)

    me = (await api.get("/api/me")).json()
    [form] = provider.asked
    assert page == "/signin/second?onward=/events/party"
    assert (me["name"], me["member"], me["second_factor"]) == ("Ada Janssens", 1, "none")
    assert asked["code_challenge_method"] == "S256"
    assert form["client_secret"] == "a secret of the tests"
    assert len(form["code_verifier"]) == 64
    assert await fetchval("SELECT via FROM login") == "provider"


async def test_answer_counts_once(api: httpx.AsyncClient, provider: FalseProvider, ada: int) -> None:
    """The same answer with the same cookie a second time is a replay, whatever the provider says of its code."""
    asked = await sent(api)
    cookie = api.cookies["convoke_visit"]
    provider.claims = claims(provider, asked)
    first = await back(api, state=asked["state"], code="a code")
    api.cookies.set("convoke_visit", cookie, domain="127.0.0.1", path=OUT)
    again = await back(api, state=asked["state"], code="a code")

    assert first == "/signin/second?onward="
    assert again == REFUSED
    assert len(provider.asked) == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"nonce": "another"}, REFUSED),
        ({"nonce": None}, REFUSED),
        ({"iss": "https://elsewhere.example"}, REFUSED),
        ({"aud": "another"}, REFUSED),
        ({"aud": ["convoke", "another"], "azp": "another"}, REFUSED),
        ({"exp": 1}, REFUSED),
        ({"exp": None}, REFUSED),
        ({"exp": "soon"}, REFUSED),
        ({"iat": 99_999_999_999}, REFUSED),
        ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, REFUSED),
        ({"email_verified": False}, UNKNOWN),
        ({"email_verified": "true"}, UNKNOWN),
        ({"email": 7}, UNKNOWN),
        ({"email": "no address"}, UNKNOWN),
        ({"email": "stranger@example.org"}, UNKNOWN),
    ],
)
async def test_token_that_is_not_believed(
    api: httpx.AsyncClient, provider: FalseProvider, ada: int, changes: dict[str, Any], told: str
) -> None:
    """An ID token that is not for us, not of now, or names nobody proven opens nothing."""
    asked = await sent(api)
    provider.claims = claims(provider, asked, **changes)

    assert await back(api, state=asked["state"], code="a code") == told
    assert (await api.get("/api/me")).status_code == 401


@pytest.mark.parametrize("signs", ["another key", "our secret", "nothing"])
async def test_signature_that_does_not_hold(
    api: httpx.AsyncClient, provider: FalseProvider, ada: int, signs: str
) -> None:
    """Signed by somebody else, by the secret we share, or by nobody: no word of the provider's."""
    asked = await sent(api)
    provider.claims = claims(provider, asked)
    if signs == "another key":
        provider.signs = RSAKey.generate_key(2048, {"kid": "1"})
    elif signs == "our secret":
        provider.signs, provider.algorithm = OctKey.import_key("a secret of the tests" * 3), "HS256"
    else:
        provider.signs = None

    assert await back(api, state=asked["state"], code="a code") == REFUSED
    assert (await api.get("/api/me")).status_code == 401


async def test_keys_of_the_provider_change(api: httpx.AsyncClient, provider: FalseProvider, ada: int) -> None:
    """A token signed with a new key is believed once the keys, fetched anew, know it."""
    from events.actions import providers

    asked = await sent(api)
    provider.claims = claims(provider, asked)
    await back(api, state=asked["state"], code="a code")
    provider.key = provider.signs = RSAKey.generate_key(2048, {"kid": "1"})
    fetched, keys = providers._known[f"{provider.url}/jwks"]
    providers._known[f"{provider.url}/jwks"] = (fetched - providers.KEYS_SECONDS, keys)
    asked = await sent(api)
    provider.claims = claims(provider, asked)

    assert await back(api, state=asked["state"], code="another code") == "/signin/second?onward="


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"state": "another", "code": "a code"}, REFUSED),
        ({"state": "", "code": "a code"}, REFUSED),
        ({"error": "access_denied"}, REFUSED),
        ({"error": "temporarily_unavailable"}, AWAY),
        ({"error": "x" * 5000}, REFUSED),
        ({}, REFUSED),
        ({"code": "a code", "iss": "https://elsewhere.example"}, REFUSED),
    ],
)
async def test_answer_that_is_none(
    api: httpx.AsyncClient, provider: FalseProvider, ada: int, query: dict[str, str], told: str
) -> None:
    """Another browser's state, an error, another provider: told on the page to sign in."""
    asked = await sent(api)

    assert await back(api, **{"state": asked["state"], **query}) == told
    assert provider.asked == []


async def test_browser_that_was_never_sent(api: httpx.AsyncClient, provider: FalseProvider) -> None:
    """Somebody who is lured to an answer that is not theirs signs in as nobody."""
    asked = await sent(api)
    api.cookies.clear()
    assert await back(api, state=asked["state"], code="a code") == REFUSED

    api.cookies.set("convoke_visit", "00ff", domain="127.0.0.1", path=OUT)
    assert await back(api, state=asked["state"], code="a code") == REFUSED


@pytest.mark.parametrize(
    ("path", "answer", "told"),
    [
        ("/token", (500, b"{}"), AWAY),
        ("/token", (400, b'{"error": "invalid_grant"}'), REFUSED),
        ("/token", (200, b"<html>"), AWAY),
        ("/token", (200, b"[]"), REFUSED),
        ("/token", (200, b"{}"), REFUSED),
        ("/jwks", (200, b'{"keys": [{"kty": "oct"}]}'), AWAY),
        ("/jwks", (200, b"{}"), AWAY),
    ],
)
async def test_provider_that_answers_oddly(
    api: httpx.AsyncClient, provider: FalseProvider, ada: int, path: str, answer: tuple[int, bytes], told: str
) -> None:
    """Whatever comes back instead of tokens or keys, it ends in a sentence and nobody is signed in."""
    asked = await sent(api)
    provider.claims = claims(provider, asked)
    provider.broken[path] = answer

    assert await back(api, state=asked["state"], code="a code") == told


@pytest.mark.parametrize("said", [b"", b"{}", b'{"issuer": "https://elsewhere.example"}', b"x" * 2_000_000])
async def test_provider_that_does_not_say_what_it_is(
    api: httpx.AsyncClient, provider: FalseProvider, said: bytes
) -> None:
    """Without a description that holds nobody is sent anywhere."""
    provider.broken["/.well-known/openid-configuration"] = (200, said)

    answer = await api.get(OUT)

    assert (answer.status_code, answer.headers["location"]) == (302, AWAY)


async def test_address_that_only_the_userinfo_tells(api: httpx.AsyncClient, provider: FalseProvider, ada: int) -> None:
    """Some providers keep the address out of the token; what they tell of somebody else is not taken."""
    asked = await sent(api)
    provider.claims = claims(provider, asked, email=None, email_verified=None)
    provider.user = {"sub": "bram", "email": "ada@example.org", "email_verified": True}
    other = await back(api, state=asked["state"], code="a code")
    asked = await sent(api)
    provider.claims = claims(provider, asked, email=None, email_verified=None)
    provider.user = {"sub": "ada", "email": "ada@example.org", "email_verified": True}
    right = await back(api, state=asked["state"], code="a code")

    assert (other, right) == (REFUSED, "/signin/second?onward=")


@pytest.mark.parametrize(
    ("number", "signed_in"),
    [(2, 2), ("2", 2), (99, None), (None, None), (True, None), ("two", None), (2**40, None), ([2], None)],
)
async def test_number_of_the_member(
    api: httpx.AsyncClient, provider: FalseProvider, ada: int, number: object, signed_in: int | None
) -> None:
    """Where the provider knows the member's number it is what counts, whatever address the register has."""
    await member(2, "Bram Claes")
    override(oidc_member_claim="member_number")
    asked = await sent(api)
    provider.claims = claims(provider, asked, member_number=number)
    provider.user = provider.claims
    page = await back(api, state=asked["state"], code="a code")

    me = await api.get("/api/me")
    assert (me.json().get("member"), page) == (signed_in, UNKNOWN if signed_in is None else "/signin/second?onward=")


async def test_address_that_is_somebody_elses_now(api: httpx.AsyncClient, provider: FalseProvider, ada: int) -> None:
    """The register gives Ada another address: who signed in by the old one is Ada no more; by number she stays."""
    for claim, status in (("", 401), ("member_number", 200)):
        override(oidc_member_claim=claim)
        await execute("UPDATE member SET email = 'ada@example.org', address = 'ada@example.org' WHERE id = $1", ada)
        asked = await sent(api)
        provider.claims = claims(provider, asked, member_number=1)
        await back(api, state=asked["state"], code="a code")
        assert (await api.get("/api/me")).json()["member"] == 1

        await execute("UPDATE member SET email = 'new@example.org', address = 'new@example.org' WHERE id = $1", ada)
        forget_all()

        assert (await api.get("/api/me")).status_code == status


async def test_other_site_as_the_page_to_go_on_to(api: httpx.AsyncClient, provider: FalseProvider, ada: int) -> None:
    """Nobody is led elsewhere by a link to sign in."""
    asked = await sent(api, "//elsewhere.example/")
    provider.claims = claims(provider, asked)

    assert await back(api, state=asked["state"], code="a code") == "/signin/second?onward="


async def test_without_a_provider_there_is_no_such_address(api: httpx.AsyncClient) -> None:
    """And the app shows no button."""
    assert (await api.get(OUT)).status_code == 404
    assert (await api.get(BACK)).status_code == 404
    assert (await api.get("/api/config")).json()["provider"] is None


async def test_onward_comes_back_whole(api: httpx.AsyncClient, provider: FalseProvider, ada: int) -> None:
    """The page that was asked for, its query included, is what the browser reads there."""
    asked = await sent(api, "/me?x=1&y=%2Fa")
    provider.claims = claims(provider, asked)
    page = await back(api, state=asked["state"], code="a code", iss=provider.url)

    assert parse_qs(urlsplit(page).query) == {"onward": ["/me?x=1&y=%2Fa"]}


async def test_real_provider(api: httpx.AsyncClient, unset: None, ada: int) -> None:
    """Through the pages of a real one: out, its form, its consent, and back signed in."""
    with real_provider(f"{api.base_url}{BACK}") as issuer:
        use(issuer, oidc_name="Ons Huis")
        out = await api.get(OUT, params={"onward": "/me"})
        async with httpx.AsyncClient(follow_redirects=False, timeout=30) as browser:
            page = await through(browser, out.headers["location"], login="ada")
        answer = await api.get(page)

    assert answer.headers["location"] == "/signin/second?onward=/me"
    assert (await api.get("/api/me")).json()["member"] == 1
    assert (await api.get("/api/config")).json()["provider"] == "Ons Huis"


async def through(browser: httpx.AsyncClient, url: str, login: str) -> str:
    """What a person does at the provider's until it sends them back; the address it sends them to."""
    answer = await browser.get(url)
    for _ in range(12):
        if answer.is_redirect:
            url = str(httpx.URL(str(answer.url)).join(answer.headers["location"]))
            if BACK in url:
                return url
            answer = await browser.get(url)
        else:
            prompt = "login" if 'name="login"' in answer.text else "consent"
            form = {"prompt": prompt, "login": login, "password": "any"}
            answer = await browser.post(str(answer.url), data=form)
    raise AssertionError(answer.text)
