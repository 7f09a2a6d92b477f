import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// The host stays the page's own: unsafe requests with a cookie are refused from any other.
const BASE =
  /node_modules\/(svelte|@sveltejs\/kit|esm-env|openapi-fetch)\/|src\/lib\/(components|api|styles|[\w.]+\.ts$|messages\/(index|languages|speech|typeset))/;

// Pages may not set styles by attribute (their policy has no 'unsafe-inline'), so no component may either. SvelteKit's
// own does, on what reads the name of the next page aloud: that has its style in base.css.
const STYLED = /<[a-z][^<>]*\sstyle="/;
const ANNOUNCER = /(<div id="svelte-announcer"[^>]*?) style="[^"]*"/;

function withoutStyleAttributes({ content, filename }: { content: string; filename?: string }) {
  const code = content.replace(ANNOUNCER, '$1');
  if (STYLED.test(code)) throw new Error(`${filename}: style="…" in a template is blocked; use a class or style:name.`);
  return { code };
}

const api = { target: 'http://127.0.0.1:8000', changeOrigin: false };
const passed = { '/api': api, '/calendar': api };

export default defineConfig({
  plugins: [
    sveltekit({
      // One shell for every address; the server puts title, description and facts into it.
      adapter: adapter({ fallback: 'index.html', precompress: true }),
      preprocess: { markup: withoutStyleAttributes },
    }),
  ],
  build: {
    rolldownOptions: {
      // What nearly every page needs travels as one file: on a slow phone each round trip costs more than its bytes.
      output: { codeSplitting: { groups: [{ name: 'base', test: BASE }] } },
    },
  },
  server: { proxy: passed },
  preview: { proxy: passed },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
