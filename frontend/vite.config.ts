import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

const api = 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [
    sveltekit({
      // One shell for every address; the server puts title, description and facts into it.
      adapter: adapter({ fallback: 'index.html', precompress: true }),
    }),
  ],
  server: { proxy: { '/api': api, '/calendar': api } },
  preview: { proxy: { '/api': api, '/calendar': api } },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
