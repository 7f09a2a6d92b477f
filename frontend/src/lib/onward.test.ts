import { expect, it } from 'vitest';
import { onwardOf, secondPath, signInPath } from './onward';

const from = (address: string) => signInPath(new URL(address, 'https://convoke.example'));

it('Signing in leads back to the page one came from, with what was chosen there.', () => {
  expect(from('/events/party#register')).toBe('/signin?onward=%2Fevents%2Fparty%23register');
  expect(from('/office?show=past&q=a b')).toBe('/signin?onward=%2Foffice%3Fshow%3Dpast%26q%3Da%2520b');
});

it('The secret in a page’s own address is not carried along.', () => {
  expect(from('/registrations/7?key=secret')).toBe('/signin');
  expect(from('/mine/secret')).toBe('/signin');
  expect(from('/signin?link=secret')).toBe('/signin');
});

it('Afterwards only a page of our own opens.', () => {
  const onward = (path: string) =>
    onwardOf(new URL(`https://convoke.example/signin?onward=${encodeURIComponent(path)}`));

  expect(onward('/events/party?x=1#register')).toBe('/events/party?x=1#register');
  expect(['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:1', ''].map(onward)).toEqual(
    Array(5).fill(null),
  );
});

it('Staff give their second factor on the way.', () => {
  expect(secondPath({ second_factor: 'needed' }, '/office?show=past')).toBe(
    '/signin/second?onward=%2Foffice%3Fshow%3Dpast',
  );
  expect(secondPath({ second_factor: 'to_set_up' }, '')).toBe('/signin/second');
  expect(secondPath({ second_factor: 'given' }, '/office')).toBeNull();
  expect(secondPath({ second_factor: 'none' }, '/me')).toBeNull();
});
