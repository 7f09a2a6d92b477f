"""Second factors: set up after the mail, asked for ever after, and each proof good once."""

import asyncio
from datetime import timedelta

import pyotp
import pytest

from events.actions import elevations, factors, passkeys
from events.database import execute, fetch, fetchval
from events.words import Role
from tests.cast import ADA, BRAM, appoint, at, bearer, browser_of, cookie_headers, join
from tests.devices import Device

FACTORS = "/api/me/factors"
ELEVATION = "/api/logins/me/elevation"
OUTSIDE = at("2026-11-26T12:00:10")
"""The time in the world, which stands still here."""
LONG_AGO = timedelta(minutes=20)
JUST_NOW = timedelta(0)


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch):
    """No step of thirty seconds ends between the code that is shown and the code that is taken."""
    for module in (factors, elevations):
        monkeypatch.setattr(module, "outside", lambda: OUTSIDE)


@pytest.fixture
async def ada(api):
    """Ada's browser: she organises, signed in by mail, and has no second factor yet."""
    await appoint(ADA, Role.ORGANISER)
    return await browser_of(ADA)


def renewed(answer):
    """The headers of the browser after this answer, which gave it another cookie."""
    assert answer.status_code in (200, 201), answer.text
    return cookie_headers(answer.cookies["convoke_login"])


def mends(answer):
    assert answer.status_code == 422, answer.text
    return [(mend["field"], mend["code"]) for mend in answer.json()["errors"]]


def shown(secret: str, steps: int = 0) -> str:
    """What the app with this secret shows, so many steps of 30 seconds from now."""
    return pyotp.TOTP(secret).at(OUTSIDE, counter_offset=steps)


async def set_up_codes(api, headers):
    """Set up codes; the secret, and the browser from then on. The code of one step back was used for it."""
    begun = (await api.post(f"{FACTORS}/totp", headers=headers)).json()
    answer = await api.put(f"{FACTORS}/totp", json={"code": shown(begun["secret"], -1)}, headers=headers)
    return begun["secret"], renewed(answer)


async def set_up_device(api, headers, device, name="Telefoon"):
    """Make the device a passkey; the answer."""
    asked = (await api.post(f"{FACTORS}/passkeys/options", headers=headers)).json()
    body = {"name": name, "passkey": device.made(asked["public_key"])}
    return await api.post(f"{FACTORS}/passkeys", json=body, headers=headers)


async def proven(api, headers, device):
    """Give the second factor with this device."""
    asked = (await api.post(f"{ELEVATION}/options", headers=headers)).json()
    return await api.put(ELEVATION, json={"passkey": device.proven(asked["passkey"])}, headers=headers)


async def test_codes_are_set_up_after_the_mail(api, ada):
    """Ada scans, types a first code, and organises from then on; the cookie she had opens nothing any more."""
    begun = (await api.post(f"{FACTORS}/totp", headers=ada)).json()
    wrong = await api.put(f"{FACTORS}/totp", json={"code": "12"}, headers=ada)
    spaced = f"{shown(begun['secret'])[:3]} {shown(begun['secret'])[3:]}"
    answer = await api.put(f"{FACTORS}/totp", json={"code": spaced}, headers=ada)

    assert begun["uri"].startswith("otpauth://totp/Smart:ada%40example.org?secret=")
    assert begun["qr_svg"].startswith("<svg")
    assert mends(wrong) == [("code", "wrong_totp")]
    assert (answer.json()["second_factor"], answer.json()["role"]) == ("given", "organiser")
    assert (await api.get("/api/me", headers=ada)).status_code == 401
    assert (await api.get("/api/me", headers=renewed(answer))).json()["second_factor"] == "given"
    kept = await fetchval("SELECT sealed FROM totp")
    assert begun["secret"].encode() not in bytes(kept)


async def test_codes_are_asked_for_at_the_next_sign_in(api, ada):
    """By mail alone Ada is nobody; with a code she is herself again, and the code is no good a second time."""
    secret, _ = await set_up_codes(api, ada)
    hers, other = await browser_of(ADA), await browser_of(ADA)
    before = (await api.get("/api/me", headers=hers)).json()
    ways = (await api.post(f"{ELEVATION}/options", headers=hers)).json()
    hidden = await api.get(FACTORS, headers=hers)

    answer = await api.put(ELEVATION, json={"totp": shown(secret)}, headers=hers)
    again = await api.put(ELEVATION, json={"totp": shown(secret)}, headers=other)

    assert (before["second_factor"], before["grants"]) == ("needed", [])
    assert ways == {"passkey": None, "totp": True, "recovery_codes": False}
    assert (hidden.status_code, hidden.json()["type"]) == (403, "/problems/needs-elevation")
    assert (answer.json()["second_factor"], answer.json()["role"]) == ("given", "organiser")
    assert mends(again) == [("totp", "wrong_totp")]
    assert (await api.get(FACTORS, headers=renewed(answer))).json()["totp"] is True


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, False), (0, True), (1, True), (2, False)])
async def test_a_phones_clock_may_be_a_step_off(api, ada, steps, good):
    """One step early or late is fine, two are not; and the step that set the codes up is used."""
    secret, _ = await set_up_codes(api, ada)

    answer = await api.put(ELEVATION, json={"totp": shown(secret, steps)}, headers=await browser_of(ADA))

    assert (answer.status_code == 200) is good


async def test_a_code_is_taken_once(api, ada):
    """A hundred browsers give the same code at once: one of them is let through."""
    secret, _ = await set_up_codes(api, ada)
    browsers = [await browser_of(ADA) for _ in range(100)]
    code = {"totp": shown(secret)}

    answers = await asyncio.gather(*(api.put(ELEVATION, json=code, headers=one) for one in browsers))

    assert [answer.status_code for answer in answers].count(200) == 1
    assert await fetchval("SELECT count(*) FROM login WHERE strong_at IS NOT NULL") == 2


async def test_a_passkey_is_set_up_and_given(api, ada):
    """Ada's phone becomes her second factor; afterwards it opens her roles, and counts on."""
    phone = Device()
    asked = (await api.post(f"{FACTORS}/passkeys/options", headers=ada)).json()["public_key"]
    made = await set_up_device(api, ada, phone, "  Mijn  telefoon ")
    hers = await browser_of(ADA)
    ways = (await api.post(f"{ELEVATION}/options", headers=hers)).json()
    answer = await proven(api, hers, phone)

    assert asked["rp"] == {"name": "Smart", "id": "localhost"}
    assert asked["authenticatorSelection"] == {"residentKey": "preferred", "requireResidentKey": False,
        "userVerification": "required"}  # fmt: skip
    assert made.json()["second_factor"] == "given"
    assert ways["passkey"]["rpId"] == "localhost"
    assert ways["passkey"]["userVerification"] == "required"
    assert (answer.json()["second_factor"], answer.json()["role"]) == ("given", "organiser")
    kept = (await api.get(FACTORS, headers=renewed(answer))).json()["passkeys"]
    assert [(one["name"], bool(one["last_used_at"])) for one in kept] == [("Mijn telefoon", True)]


@pytest.mark.parametrize(
    "stranger", [Device("https://evil.example"), Device("http://127.0.0.1:8000"), Device(verifies=False)]
)
async def test_a_device_must_be_ours_and_know_its_owner(api, ada, stranger):
    """Not one that answers for another site, nor one that asked for no finger and no PIN."""
    assert mends(await set_up_device(api, ada, stranger)) == [("passkey", "passkey_refused")]
    await set_up_device(api, ada, device := Device())
    device.origin, device.verifies = stranger.origin, stranger.verifies

    assert mends(await proven(api, await browser_of(ADA), device)) == [("passkey", "passkey_refused")]


async def test_another_device_proves_nothing(api, ada):
    """Not one nobody knows, not Bram's, and not one that claims to be Ada's."""
    await set_up_device(api, ada, phone := Device())
    await appoint(BRAM, Role.ADMIN)
    await set_up_device(api, await browser_of(BRAM), brams := Device())
    liar = Device()
    liar.id = phone.id

    for device in (Device(), brams, liar):
        assert mends(await proven(api, await browser_of(ADA), device)) == [("passkey", "passkey_refused")]


async def test_a_copied_device_is_noticed(api, ada):
    """A device that did not count on may be a copy; one that never counts is fine."""
    phone, tablet = Device(), Device(counts=0)
    hers = renewed(await set_up_device(api, ada, phone))
    await set_up_device(api, hers, tablet)
    first = await proven(api, await browser_of(ADA), phone)
    phone.count -= 1

    copy = await proven(api, await browser_of(ADA), phone)
    still = [await proven(api, await browser_of(ADA), tablet) for _ in range(2)]

    assert first.status_code == 200
    assert mends(copy) == [("passkey", "passkey_refused")]
    assert [answer.status_code for answer in still] == [200, 200]


async def test_a_challenge_is_answered_once_and_soon(api, ada):
    """The same answer again, an answer to nothing, and one after five minutes prove nothing; nor in another browser."""
    await set_up_device(api, ada, phone := Device(counts=0))
    hers, other = await browser_of(ADA), await browser_of(ADA)
    asked = (await api.post(f"{ELEVATION}/options", headers=hers)).json()["passkey"]
    body = {"passkey": phone.proven(asked)}
    elsewhere = await api.put(ELEVATION, json=body, headers=other)
    first = await api.put(ELEVATION, json=body, headers=hers)
    again = await api.put(ELEVATION, json=body, headers=renewed(first))
    late = (await api.post(f"{ELEVATION}/options", headers=other)).json()["passkey"]
    await execute("UPDATE login SET challenge_until = challenge_until - interval '5 minutes'")
    late_answer = await api.put(ELEVATION, json={"passkey": phone.proven(late)}, headers=other)

    assert first.status_code == 200
    for refused in (elsewhere, again, late_answer):
        assert mends(refused) == [("passkey", "passkey_refused")]


async def test_a_challenge_is_answered_once_even_at_once(api, ada):
    """Fifty times the same answer at the same moment: one counts."""
    await set_up_device(api, ada, phone := Device(counts=0))
    hers = await browser_of(ADA)
    asked = (await api.post(f"{ELEVATION}/options", headers=hers)).json()["passkey"]
    body = {"passkey": phone.proven(asked)}

    answers = await asyncio.gather(*(api.put(ELEVATION, json=body, headers=hers) for _ in range(50)))

    assert [answer.status_code for answer in answers].count(200) == 1


async def test_a_wrong_answer_spends_the_challenge(api, ada):
    """Nobody tries signatures on one challenge until one fits."""
    await set_up_device(api, ada, phone := Device())
    hers = await browser_of(ADA)
    asked = (await api.post(f"{ELEVATION}/options", headers=hers)).json()["passkey"]
    wrong = await api.put(ELEVATION, json={"passkey": Device().proven(asked)}, headers=hers)
    right = await api.put(ELEVATION, json={"passkey": phone.proven(asked)}, headers=hers)

    assert mends(wrong) == mends(right) == [("passkey", "passkey_refused")]


EMPTY = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "attestationObject": "oA"}


@pytest.mark.parametrize(
    "garbage",
    [{}, {"id": 1}, {"id": "é"}, {"id": "AA", "rawId": "AA", "type": "public-key", "response": EMPTY}],
)
async def test_whatever_a_device_says_is_read(api, ada, garbage):
    """Bytes that are no answer are refused like a wrong one."""
    await set_up_device(api, ada, Device())
    hers = await browser_of(ADA)
    await api.post(f"{ELEVATION}/options", headers=hers)

    assert mends(await api.put(ELEVATION, json={"passkey": garbage}, headers=hers)) == [("passkey", "passkey_refused")]
    strong = await browser_of(ADA, given=JUST_NOW)
    await api.post(f"{FACTORS}/passkeys/options", headers=strong)
    made = await api.post(f"{FACTORS}/passkeys", json={"name": "x", "passkey": garbage}, headers=strong)
    assert mends(made) == [("passkey", "passkey_refused")]


async def test_recovery_codes_open_once_each(api, ada):
    """Ten on paper, none of them kept as it is; one typed badly but readably lets Ada in, once."""
    _, strong = await set_up_codes(api, ada)
    codes = (await api.post(f"{FACTORS}/recovery-codes", headers=strong)).json()["codes"]
    typed = f" {codes[3].upper().replace('-', ' ')}"
    browsers = [await browser_of(ADA) for _ in range(100)]

    answers = await asyncio.gather(
        *(api.put(ELEVATION, json={"recovery_code": typed}, headers=one) for one in browsers)
    )

    assert len(set(codes)) == 10
    assert [answer.status_code for answer in answers].count(200) == 1
    assert {mends(answer)[0] for answer in answers if answer.status_code == 422} == {
        ("recovery_code", "wrong_recovery_code")
    }
    assert (await api.get(FACTORS, headers=strong)).json()["recovery_codes_left"] == 9
    kept = await fetch("SELECT code_hash FROM recovery_code")
    assert not any(code.encode() in bytes(row["code_hash"]) for row in kept for code in codes)


async def test_codes_cannot_be_guessed(api, ada):
    """Two hundred guesses at once are ten, whichever kind of code is guessed; the phone's own key still opens."""
    secret, hers = await set_up_codes(api, ada)
    await set_up_device(api, hers, phone := Device())
    await api.post(f"{FACTORS}/recovery-codes", headers=await browser_of(ADA, given=JUST_NOW))
    thief = await browser_of(ADA)
    guesses = [{"totp": "12345"}, {"recovery_code": "aaaaa-aaaaa"}] * 100

    answers = await asyncio.gather(*(api.put(ELEVATION, json=guess, headers=thief) for guess in guesses))

    codes = [answer.status_code for answer in answers]
    assert (codes.count(422), codes.count(429)) == (10, 190)
    right = await api.put(ELEVATION, json={"totp": shown(secret)}, headers=thief)
    assert (right.status_code, right.json()["type"]) == (429, "/problems/too-many-attempts")
    assert 3500 < int(right.headers["retry-after"]) <= 3600
    assert (await proven(api, await browser_of(ADA), phone)).status_code == 200
    await execute("UPDATE attempt SET at = at - interval '1 hour'")
    assert (await api.put(ELEVATION, json={"totp": shown(secret)}, headers=thief)).status_code == 200


async def test_new_recovery_codes_replace_the_old(api, ada):
    """The paper before opens nothing any more."""
    _, strong = await set_up_codes(api, ada)
    old = (await api.post(f"{FACTORS}/recovery-codes", headers=strong)).json()["codes"]
    await api.post(f"{FACTORS}/recovery-codes", headers=strong)

    answer = await api.put(ELEVATION, json={"recovery_code": old[0]}, headers=await browser_of(ADA))

    assert mends(answer) == [("recovery_code", "wrong_recovery_code")]
    assert await fetchval("SELECT count(*) FROM recovery_code") == 10


async def test_the_second_factor_follows_the_first_not_the_mail(api, ada):
    """Who has only Ada's mailbox adds no factor, begins none and makes no codes once she has one."""
    await set_up_device(api, ada, Device())
    thief = await browser_of(ADA)

    refused = [
        await api.post(f"{FACTORS}/totp", headers=thief),
        await api.put(f"{FACTORS}/totp", json={"code": "123456"}, headers=thief),
        await api.post(f"{FACTORS}/passkeys/options", headers=thief),
        await api.post(f"{FACTORS}/recovery-codes", headers=thief),
        await api.delete(f"{FACTORS}/passkeys/1", headers=thief),
        await api.delete(f"{FACTORS}/totp", headers=thief),
    ]

    assert {(one.status_code, one.json()["type"]) for one in refused} == {(403, "/problems/needs-elevation")}


async def test_two_browsers_set_up_the_first_at_once(api, ada):
    """Of twenty browsers that the mail let in, one sets up the first factor; the others are asked for it."""
    browsers = [ada, *[await browser_of(ADA) for _ in range(19)]]
    devices = [Device() for _ in browsers]
    asked = [(await api.post(f"{FACTORS}/passkeys/options", headers=one)).json()["public_key"] for one in browsers]
    bodies = [{"name": "x", "passkey": device.made(one)} for device, one in zip(devices, asked, strict=True)]

    answers = await asyncio.gather(
        *(api.post(f"{FACTORS}/passkeys", json=body, headers=one) for one, body in zip(browsers, bodies, strict=True))
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [403] * 19
    assert await fetchval("SELECT count(*) FROM passkey") == 1


async def test_a_factor_given_long_ago_changes_nothing(api, ada):
    """A browser left open neither adds nor removes a factor before one is given again."""
    secret, _ = await set_up_codes(api, ada)
    stale = await browser_of(ADA, given=LONG_AGO)
    refused = await api.post(f"{FACTORS}/recovery-codes", headers=stale)

    elevated = renewed(await api.put(ELEVATION, json={"totp": shown(secret)}, headers=stale))

    assert refused.json()["type"] == "/problems/needs-elevation"
    assert (await api.post(f"{FACTORS}/recovery-codes", headers=elevated)).status_code == 201


async def test_the_last_factor_stays(api, ada):
    """Ada removes her codes once she has a passkey; the passkey, then her only one, stays."""
    _, hers = await set_up_codes(api, ada)
    alone = await api.delete(f"{FACTORS}/totp", headers=hers)
    hers = renewed(await set_up_device(api, hers, Device()))
    removed = await api.delete(f"{FACTORS}/totp", headers=hers)
    last = await api.delete(f"{FACTORS}/passkeys/1", headers=hers)
    missing = [await api.delete(f"{FACTORS}/{one}", headers=hers) for one in ("totp", "passkeys/99")]

    assert (alone.status_code, alone.json()["type"]) == (409, "/problems/last-factor")
    assert (removed.status_code, last.status_code) == (204, 409)
    assert [answer.status_code for answer in missing] == [404, 404]
    assert (await api.get(FACTORS, headers=hers)).json()["totp"] is False


async def test_the_last_factor_stays_even_at_once(api, ada):
    """Ten passkeys removed at the same moment: one stays."""
    hers = ada
    for _ in range(10):
        hers = renewed(await set_up_device(api, hers, Device()))

    answers = await asyncio.gather(*(api.delete(f"{FACTORS}/passkeys/{n}", headers=hers) for n in range(1, 11)))

    assert sorted(answer.status_code for answer in answers) == [204] * 9 + [409]
    assert await fetchval("SELECT count(*) FROM passkey") == 1


async def test_nobody_removes_anothers_passkey(api, ada):
    """Bram's passkey is not Ada's to see or remove."""
    await appoint(BRAM, Role.ADMIN)
    await set_up_device(api, await browser_of(BRAM), Device())
    hers = renewed(await set_up_device(api, ada, Device()))

    assert (await api.delete(f"{FACTORS}/passkeys/1", headers=hers)).status_code == 404
    assert [one["id"] for one in (await api.get(FACTORS, headers=hers)).json()["passkeys"]] == [2]


async def test_a_new_phone_takes_over(api, ada):
    """Codes set up again replace those before, once a first one was right; until then the old ones hold."""
    old, hers = await set_up_codes(api, ada)
    begun = (await api.post(f"{FACTORS}/totp", headers=hers)).json()
    still = await api.put(ELEVATION, json={"totp": shown(old)}, headers=await browser_of(ADA))
    taken = await api.put(f"{FACTORS}/totp", json={"code": shown(begun["secret"], -1)}, headers=hers)

    gone = await api.put(ELEVATION, json={"totp": shown(old, 1)}, headers=await browser_of(ADA))
    new = await api.put(ELEVATION, json={"totp": shown(begun["secret"])}, headers=await browser_of(ADA))

    assert (still.status_code, taken.status_code, new.status_code) == (200, 200, 200)
    assert mends(gone) == [("totp", "wrong_totp")]


async def test_a_secret_shown_long_ago_is_not_confirmed(api, ada):
    """A page left open for half an hour begins anew."""
    begun = (await api.post(f"{FACTORS}/totp", headers=ada)).json()
    await execute("UPDATE totp SET created_at = created_at - interval '30 minutes'")

    answer = await api.put(f"{FACTORS}/totp", json={"code": shown(begun["secret"])}, headers=ada)

    assert mends(answer) == [("code", "wrong_totp")]


async def test_a_device_has_a_name_and_its_limit(api, ada, monkeypatch):
    """No empty name, none of a page, no device twice, and no more devices than somebody can have."""
    phone = Device()
    unnamed = await set_up_device(api, ada, phone, " ")
    long = await set_up_device(api, ada, phone, "x" * 81)
    odd = await set_up_device(api, ada, phone, "a\x00b")
    hers = renewed(await set_up_device(api, ada, phone))
    twice = await set_up_device(api, hers, phone)
    monkeypatch.setattr(passkeys, "PASSKEYS_LIMIT", 1)
    more = await api.post(f"{FACTORS}/passkeys/options", headers=hers)

    assert [mends(one)[0] for one in (unnamed, long, odd)] == [
        ("name", "empty"), ("name", "too_long"), ("name", "control_character"),
    ]  # fmt: skip
    assert mends(twice) == [("passkey", "passkey_refused")]
    assert mends(more) == [("passkey", "too_many_passkeys")]


async def test_the_limit_holds_even_at_once(api, ada, monkeypatch):
    """Twenty browsers each add a device at the same moment where five are allowed: there are five."""
    monkeypatch.setattr(passkeys, "PASSKEYS_LIMIT", 5)
    await set_up_device(api, ada, Device())
    browsers = [await browser_of(ADA, given=JUST_NOW) for _ in range(20)]
    asked = [(await api.post(f"{FACTORS}/passkeys/options", headers=one)).json()["public_key"] for one in browsers]
    bodies = [{"name": "x", "passkey": Device().made(one)} for one in asked]

    await asyncio.gather(
        *(api.post(f"{FACTORS}/passkeys", json=body, headers=one) for one, body in zip(browsers, bodies, strict=True))
    )

    assert await fetchval("SELECT count(*) FROM passkey") == 5


async def test_who_needs_none_has_none(api):
    """Members, programs and browsers that a link let in have no second factor to speak of; strangers neither."""
    await join(12, BRAM)
    member, program = await browser_of(BRAM), await bearer(Role.ADMIN)

    answers = [
        await api.get(FACTORS, headers=member),
        await api.post(f"{ELEVATION}/options", headers=member),
        await api.put(ELEVATION, json={"totp": "123456"}, headers=program),
        await api.post(f"{FACTORS}/totp", headers=program),
    ]

    assert {(one.status_code, one.json()["type"]) for one in answers} == {(403, "/problems/no-second-factor")}
    assert (await api.get(FACTORS)).status_code == 401


async def test_staff_without_a_factor_have_none_to_give(api, ada):
    """Before one is set up there is nothing to ask for, and no code is right."""
    asked = await api.post(f"{ELEVATION}/options", headers=ada)
    given = [
        await api.put(ELEVATION, json=body, headers=ada)
        for body in ({"totp": "123456"}, {"recovery_code": "aaaaa-aaaaa"}, {"totp": "1", "recovery_code": "2"})
    ]

    assert asked.json()["type"] == "/problems/no-second-factor"
    assert [mends(one) for one in given] == [
        [("totp", "wrong_totp")], [("recovery_code", "wrong_recovery_code")], [("body", "one_of")],
    ]  # fmt: skip


async def test_another_secret_key_opens_no_codes(api, ada, monkeypatch):
    """Where the secret key was lost, codes are wrong and the house stands."""
    secret, _ = await set_up_codes(api, ada)
    monkeypatch.setattr(factors, "secret_key", lambda: b"another secret, of another house")

    answer = await api.put(ELEVATION, json={"totp": shown(secret)}, headers=await browser_of(ADA))

    assert mends(answer) == [("totp", "wrong_totp")]


async def test_the_journal_tells_of_factors(api, ada):
    """What was set up, given and removed, and by whom, never the codes."""
    secret, hers = await set_up_codes(api, ada)
    await api.post(f"{FACTORS}/recovery-codes", headers=hers)
    hers = renewed(await set_up_device(api, hers, Device()))
    await api.put(ELEVATION, json={"totp": shown(secret)}, headers=await browser_of(ADA))
    await api.delete(f"{FACTORS}/totp", headers=hers)

    lines = await fetch("SELECT actor, action, facts FROM journal WHERE action <> 'signed in' ORDER BY id")

    assert [(line["action"], line["facts"]) for line in lines] == [
        ("set up codes", {}), ("made recovery codes", {}), ("added passkey", {}), ("elevated", {"by": "totp"}),
        ("removed codes", {}),
    ]  # fmt: skip
    assert {line["actor"] for line in lines} == {"staff 1"}
