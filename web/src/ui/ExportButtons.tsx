/** Take along what is shown: as Excel, CSV or JSON. */
import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Problem, type ProblemBody } from '../api/problem';
import { currentLanguage } from '../lang/current';
import { useText } from '../lang/text';
import { saveFile } from './download';

const FORMATS = ['xlsx', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** `path` may have a query already. */
export function ExportButtons({ path, name }: { path: string; name: string }): ReactNode {
  const say = useText();
  const take = useMutation({
    mutationFn: async (format: Format) => {
      const answer = await fetch(`${path}${path.includes('?') ? '&' : '?'}format=${format}`, {
        headers: { 'Accept-Language': currentLanguage() },
        credentials: 'same-origin',
      });
      if (!answer.ok) throw new Problem(answer.status, (await answer.json().catch(() => ({}))) as Partial<ProblemBody>);
      saveFile(await answer.blob(), `${name}.${format}`);
    },
  });
  return (
    <div className="export" role="group" aria-label={say('export.label')}>
      {FORMATS.map((format) => (
        <Button
          key={format}
          size="small"
          icon={<DownloadOutlined aria-hidden />}
          loading={take.isPending && take.variables === format}
          onClick={() => take.mutate(format)}
        >
          {say(`export.${format}`)}
        </Button>
      ))}
      {take.error && <Alert type="error" showIcon title={take.error.message} />}
    </div>
  );
}
