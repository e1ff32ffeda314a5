import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { loadConfig } from './settings/config.ts';
import './styles.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
await loadConfig();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
