/** The look: Ant Design's tokens, a few of them darkened until every text has enough contrast. */
import type { ThemeConfig } from 'antd';

const STAYS_STILL = matchMedia('(prefers-reduced-motion: reduce)').matches;

export const THEME: ThemeConfig = {
  token: {
    // Who has asked the system for less motion sees dialogs and lists at once (WCAG 2.3.3).
    motion: !STAYS_STILL,
    colorPrimary: '#0b5cad',
    colorLink: '#0b5cad',
    colorInfo: '#0b5cad',
    colorSuccess: '#2e7d32',
    colorWarning: '#a15c00',
    colorError: '#c62828',
    colorTextSecondary: '#595959',
    colorTextTertiary: '#595959',
    colorTextDescription: '#595959',
    colorTextPlaceholder: '#6b6b6b',
    // Who has not claimed a task reads it all the same.
    colorTextDisabled: '#595959',
    colorBgContainerDisabled: '#eef1f5',
    borderRadius: 6,
    fontFamily:
      "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  },
  components: { Layout: { headerBg: '#ffffff', bodyBg: '#f3f5f8' }, Tabs: { horizontalMargin: '0 0 12px 0', horizontalItemGutter: 18 } },
};
