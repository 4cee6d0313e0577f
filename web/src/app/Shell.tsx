/** The frame of all pages: name, navigation by role, language, account. */
import {
  ApartmentOutlined,
  BarChartOutlined,
  CarOutlined,
  DatabaseOutlined,
  EnvironmentOutlined,
  FileSearchOutlined,
  FolderOpenOutlined,
  InboxOutlined,
  LogoutOutlined,
  ToolOutlined,
  UserDeleteOutlined,
  UserOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { api, asked } from '../api/client';
import { followChanges } from '../api/live';
import type { Me } from '../api/types';
import { useText } from '../lang/text';
import { roleText } from '../lang/codes';
import { Failure } from '../ui/Failure';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { Mark } from '../ui/Mark';
import { ClockNote } from './ClockNote';
import { DeedsProvider } from './deeds';
import { OfflineNote } from './OfflineNote';
import { PaletteKey } from './PaletteKey';
import { TourKey } from '../tour/TourKey';
import { ZoneNote } from './ZoneNote';
import { DAY_DATABASE, isOnTheRoad, MeContext, noteSignedIn, useMeQuery } from './session';

// Its form is not needed by those who are signed in.
const SignIn = lazy(async () => ({ default: (await import('./SignIn')).SignIn }));

export function Shell(): ReactNode {
  const me = useMeQuery();
  if (me.data === null) {
    return (
      <Suspense fallback={<Waiting />}>
        <SignIn />
      </Suspense>
    );
  }
  if (me.isError) return <Failure error={me.error} retry={() => void me.refetch()} />;
  if (me.data === undefined) return <Waiting />;
  return (
    <MeContext value={me.data}>
      <DeedsProvider>
        <Frame me={me.data} />
      </DeedsProvider>
    </MeContext>
  );
}

function Frame({ me }: { me: Me }): ReactNode {
  const say = useText();
  const queries = useQueryClient();
  const mayReadCases = me.permissions.includes('read_cases');
  useEffect(() => (mayReadCases ? followChanges(queries) : undefined), [mayReadCases, queries]);
  const isAway = isOnTheRoad(me);
  useEffect(() => {
    if (!isAway) return undefined;
    const sending = import('../offline/sending').then(({ keepSending }) => keepSending(me.id, queries));
    return () => void sending.then((stop) => stop());
  }, [isAway, me.id, queries]);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {say('app.skip')}
      </a>
      <header className="top">
        <Link to="/tasks" className="plain" aria-label={say('app.name')}>
          <Mark />
        </Link>
        <Navigation me={me} />
        <div className="top-right">
          <PaletteKey />
          <TourKey key={me.id} me={me} />
          <LanguageSwitch />
          <Account me={me} />
        </div>
      </header>
      <ClockNote />
      <ZoneNote />
      <OfflineNote me={me} />
      <main id="content">
        <Outlet />
      </main>
    </div>
  );
}

function Navigation({ me }: { me: Me }): ReactNode {
  const say = useText();
  const may = (permission: string): boolean => me.permissions.includes(permission);
  // Those who work at a desk, and those who lead it.
  const leads = (role: string): boolean => me.roles.some((own) => [role, 'supervisor', 'admin'].includes(own));
  const pages = [
    { key: 'tasks', icon: <InboxOutlined aria-hidden />, text: say('nav.tasks'), isShown: may('work_on_tasks') },
    { key: 'cases', icon: <FolderOpenOutlined aria-hidden />, text: say('nav.cases'), isShown: may('read_cases') },
    { key: 'day', icon: <EnvironmentOutlined aria-hidden />, text: say('nav.day'), isShown: isOnTheRoad(me) },
    { key: 'dispatch', icon: <CarOutlined aria-hidden />, text: say('nav.dispatch'), isShown: may('assign_tasks') },
    { key: 'audit', icon: <FileSearchOutlined aria-hidden />, text: say('nav.audit'), isShown: may('audit') },
    { key: 'parts', icon: <ToolOutlined aria-hidden />, text: say('nav.parts'), isShown: leads('warehouse') },
    { key: 'finance', icon: <WalletOutlined aria-hidden />, text: say('nav.finance'), isShown: leads('finance') },
    { key: 'models', icon: <ApartmentOutlined aria-hidden />, text: say('nav.models'), isShown: may('read_models') },
    { key: 'erasures', icon: <UserDeleteOutlined aria-hidden />, text: say('nav.erasures'), isShown: may('decide_erasures') },
    { key: 'office', icon: <DatabaseOutlined aria-hidden />, text: say('nav.office'), isShown: may('keep_tables') },
    { key: 'reports', icon: <BarChartOutlined aria-hidden />, text: say('nav.reports'), isShown: may('read_reports') },
  ];
  // A telephone shows a few of them: the open one is brought into sight.
  const place = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    place.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav ref={place} aria-label={say('nav.label')} className="navigation">
      {pages
        .filter((page) => page.isShown)
        .map(({ key, icon, text }) => (
          <NavLink key={key} to={`/${key}`}>
            {icon} {text}
          </NavLink>
        ))}
    </nav>
  );
}

function Account({ me }: { me: Me }): ReactNode {
  const say = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => asked(api.DELETE('/api/v1/session')),
    onSettled: async () => {
      noteSignedIn(false);
      // What the server said of customers goes with the session; what was done and not sent yet stays.
      indexedDB.deleteDatabase(DAY_DATABASE);
      await navigate('/tasks');
      queries.setQueryData(['me'], null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' });
    },
  });
  const roles = me.roles.map((role) => roleText(say, role)).join(', ');
  return (
    <>
      <span className="account" title={roles}>
        <UserOutlined aria-hidden /> {me.name}
      </span>
      <Button
        type="text"
        icon={<LogoutOutlined aria-hidden />}
        aria-label={say('app.signOut')}
        title={say('app.signOut')}
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
      />
    </>
  );
}

function Waiting(): ReactNode {
  const say = useText();
  return (
    <p className="padded quiet" role="status">
      {say('app.loading')}
    </p>
  );
}
