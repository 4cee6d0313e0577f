/** Starts the staff's pages. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import 'antd/dist/reset.css';
import './styles.css';
import { App } from './app/App';
import { catalogueOf } from './lang/catalogue';
import { currentLanguage } from './lang/current';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const first = await catalogueOf(currentLanguage());
createRoot(root).render(
  <StrictMode>
    <App first={first} />
  </StrictMode>,
);
