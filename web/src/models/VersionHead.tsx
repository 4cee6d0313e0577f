/** The head of a version's page: what it is, who deployed it when, its other versions, what can be done with it. */
import { DiffOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Definition } from '../api/types';
import { useNameOf } from '../app/people';
import { named, useLanguage } from '../lang/text';
import { moment } from '../ui/moment';
import { pageOf } from './useVersions';

interface Props {
  shown: Definition;
  versions: readonly Definition[];
  children?: ReactNode;
}

export function VersionHead({ shown, versions, children }: Props): ReactNode {
  const { say, language } = useLanguage();
  const nameOf = useNameOf();
  const navigate = useNavigate();
  const before = versions.find((each) => each.version < shown.version) ?? versions.find((each) => each.id !== shown.id);
  return (
    <header className="case-head">
      <div>
        <p className="quiet">
          <Link to={`/models?kind=${shown.kind}`}>{say('models.title')}</Link> / {shown.file}
        </p>
        <h1>{named(language, shown) || shown.key}</h1>
        <p className="task-meta">
          <span>{say('models.versionLine', { n: shown.version, at: moment(shown.deployed_at, language), name: nameOf(shown.deployed_by) })}</span>
        </p>
      </div>
      <div className="case-actions">
        <Select
          aria-label={say('models.version')}
          value={shown.version}
          onChange={(version) => {
            const found = versions.find((each) => each.version === version);
            if (found) void navigate(pageOf(found));
          }}
          options={versions.map((each) => ({ value: each.version, label: say('owner.versionN', { n: each.version }) }))}
        />
        {before && (
          <Button
            icon={<DiffOutlined aria-hidden />}
            onClick={() => void navigate(`/models/compare?old=${encodeURIComponent(before.id)}&new=${encodeURIComponent(shown.id)}`)}
          >
            {say('owner.compare')}
          </Button>
        )}
        {children}
      </div>
    </header>
  );
}
