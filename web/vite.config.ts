import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { serviceWorker } from './worker/plugin';

const server = process.env['ANXIN_SERVER'] ?? 'http://127.0.0.1:8000';

const page = (name: string): string => new URL(`./${name}.html`, import.meta.url).pathname;

export default defineConfig({
  plugins: [react(), serviceWorker()],
  resolve: {
    // RJSF's core names the Ajv validator for its own tests only; Ajv needs eval, which our CSP forbids.
    alias: { '@rjsf/validator-ajv8': new URL('./src/forms/no-ajv.ts', import.meta.url).pathname },
  },
  build: {
    manifest: true,
    chunkSizeWarningLimit: 900,
    // Two entries: the staff's pages, and the customers' light ones.
    rollupOptions: { input: { index: page('index'), portal: page('portal') } },
  },
  server: { proxy: { '/api': server, '/demo-users.json': server } },
});
