import { expect, it } from 'vitest';
import { signInPath } from './onward';

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
