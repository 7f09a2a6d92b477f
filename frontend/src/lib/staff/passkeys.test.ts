import { expect, it } from 'vitest';
import { base64url, bytes, deviceName, passkeysWork } from './passkeys';

it('Bytes survive the way through text.', () => {
  const all = Uint8Array.from({ length: 256 }, (_, n) => n);

  expect([...bytes(base64url(all.buffer))]).toEqual([...all]);
  expect(base64url(Uint8Array.of(251, 255, 254).buffer)).toBe('-__-');
});

it('A device is called by what its owner sees of it.', () => {
  const said = {
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0': 'Firefox, Linux',
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36':
      'Chrome, Android',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1':
      'Safari, iPhone',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0':
      'Edge, Windows',
    curl: '',
  };

  for (const [agent, name] of Object.entries(said)) expect(deviceName(agent)).toBe(name);
});

it('No passkeys where no browser is, nor at an address of numbers.', () => {
  expect(passkeysWork({ hostname: 'convoke.example' })).toBe(false);
});
