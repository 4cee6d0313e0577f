/** Sign in; a demo says who can. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { api, asked } from '../api/client';
import { useText } from '../lang/text';
import { roleText } from '../lang/codes';
import { noteSignedIn } from './session';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { Mark } from '../ui/Mark';

interface Demo {
  password: string;
  users: { id: string; name: string; roles: string[] }[];
}
interface Credentials {
  name: string;
  password: string;
}

async function demoUsers(): Promise<Demo> {
  const response = await fetch('/demo-users.json');
  return response.ok ? ((await response.json()) as Demo) : { password: '', users: [] };
}

export function SignIn(): ReactNode {
  const say = useText();
  const queries = useQueryClient();
  const [form] = Form.useForm<Credentials>();
  const demo = useQuery({ queryKey: ['demo'], queryFn: demoUsers, staleTime: Infinity });
  const signIn = useMutation({
    mutationFn: (given: Credentials) => asked(api.POST('/api/v1/session', { body: { ...given, kind: 'cookie' } })),
    onSuccess: () => {
      noteSignedIn(true);
      return queries.resetQueries();
    },
  });
  const users = demo.data?.users ?? [];
  return (
    <main className="sign-in">
      <Card className="sign-in-card">
        <div className="sign-in-head">
          <Mark />
          <LanguageSwitch />
        </div>
        <h1>{say('signIn.title')}</h1>
        <p className="quiet">{say('signIn.lead')}</p>
        {signIn.error && <Alert type="error" showIcon title={signIn.error.message} className="gap-below" />}
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => signIn.mutate(given)}>
          <Form.Item name="name" label={say('signIn.name')} rules={[{ required: true, message: say('form.required') }]}>
            <Input autoComplete="username" autoFocus size="large" />
          </Form.Item>
          <Form.Item
            name="password"
            label={say('signIn.password')}
            rules={[{ required: true, message: say('form.required') }]}
          >
            <Input.Password autoComplete="current-password" size="large" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
            {say('signIn.submit')}
          </Button>
        </Form>
        {users.length > 0 && (
          <section className="demo-users" aria-label={say('signIn.demo')}>
            <h2>{say('signIn.demo')}</h2>
            <p className="quiet">{say('signIn.demoHint', { password: demo.data?.password ?? '' })}</p>
            <ul>
              {users.map((user) => (
                <li key={user.id}>
                  <Button
                    block
                    disabled={signIn.isPending}
                    onClick={() => signIn.mutate({ name: user.id, password: demo.data?.password ?? '' })}
                  >
                    <span className="demo-role">{roleText(say, user.roles[0] ?? '')}</span>
                    <code>{user.id}</code>
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </Card>
    </main>
  );
}
