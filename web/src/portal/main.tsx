/** The customers' light entry: no account, no Ant Design, usable on a slow phone. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { PortalApp } from './PortalApp';
import { PortalLanguage } from './language';
import './portal.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <PortalLanguage>
      <PortalApp />
    </PortalLanguage>
  </StrictMode>,
);
