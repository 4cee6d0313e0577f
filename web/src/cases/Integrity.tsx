/** Proves with one button that nobody has changed a case's record. */
import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { api, asked } from '../api/client';
import { useText } from '../lang/text';

export function Integrity({ caseId }: { caseId: string }): ReactNode {
  const say = useText();
  const [modal, holder] = Modal.useModal();
  const verify = useMutation({
    mutationFn: () => asked(api.GET('/api/v1/audit/{instance_id}', { params: { path: { instance_id: caseId } } })),
    onSuccess: (found) =>
      void (found.is_whole
        ? modal.success({ title: say('integrity.whole'), content: say('integrity.wholeHint', { n: found.events }) })
        : modal.error({
            title: say('integrity.broken'),
            content: say('integrity.brokenAt', { n: found.broken_at ?? 0, reason: found.reason ?? '' }),
          })),
    onError: (error) => void modal.error({ title: error.message }),
  });
  return (
    <>
      {holder}
      <Button icon={<SafetyCertificateOutlined aria-hidden />} loading={verify.isPending} onClick={() => verify.mutate()}>
        {say('integrity.check')}
      </Button>
    </>
  );
}
