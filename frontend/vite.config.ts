import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// The host stays the page's own: unsafe requests with a cookie are refused from any other.
const api = { target: 'http://127.0.0.1:8000', changeOrigin: false };
const passed = { '/api': api, '/calendar': api };

export default defineConfig({
  plugins: [
    sveltekit({
      // One shell for every address; the server puts title, description and facts into it.
      adapter: adapter({ fallback: 'index.html', precompress: true }),
    }),
  ],
  server: { proxy: passed },
  preview: { proxy: passed },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
