/** A stock count of one part in one place: what was found, and why the books were off. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, InputNumber, Modal } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { api, asked } from '../api/client';
import type { components } from '../api/schema';
import { useMay } from '../app/session';
import { useLanguage } from '../lang/text';
import type { TextKey } from '../lang/zh';
import { useTell } from '../ui/Tell';
import { usePlaceOf } from './place';

type Stock = components['schemas']['StockView'];

export function CountStock({ row }: { row: Stock }): ReactNode {
  const { say } = useLanguage();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  if (!may('count_stock') || row.place.startsWith('outside:')) return null;
  return (
    <>
      <Button size="small" aria-label={say('count.of', { part: row.part_id })} onClick={() => setOpen(true)}>
        {say('count.count')}
      </Button>
      {isOpen && <Counting row={row} onClose={() => setOpen(false)} />}
    </>
  );
}

function Counting({ row, onClose }: { row: Stock; onClose: () => void }): ReactNode {
  const { say } = useLanguage();
  const id = useId();
  const placeOf = usePlaceOf();
  const queries = useQueryClient();
  const tell = useTell();
  const [found, setFound] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const [isTold, setTold] = useState(false);
  const isMissing = found === null || reason.trim() === '';
  const book = useMutation({
    mutationFn: () =>
      asked(
        api.POST('/api/v1/stock-counts', {
          body: { place: row.place, condition: row.condition, part_id: row.part_id, booked: row.quantity, found: found ?? 0, reason: reason.trim() },
        }),
      ),
    onSuccess: ({ difference }) => {
      tell.success(difference === 0 ? say('count.agrees') : say('count.booked', { difference: difference > 0 ? `+${difference}` : difference }));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['register'] }),
  });
  return (
    <Modal
      open
      title={say('count.of', { part: row.part_id })}
      okText={say('count.book')}
      cancelText={say('action.cancel')}
      confirmLoading={book.isPending}
      onOk={() => (isMissing ? setTold(true) : book.mutate())}
      onCancel={onClose}
    >
      {book.error && <Alert type="error" showIcon title={book.error.message} className="gap-below" />}
      <p>
        {placeOf(row.place)} · {say(`condition.${row.condition}` as TextKey)} · {say('count.books', { n: row.quantity })}
      </p>
      <label htmlFor={`${id}-found`}>
        {say('count.found')} <span className="required">*</span>
      </label>
      <InputNumber<number>
        id={`${id}-found`}
        className="full gap-below"
        min={0}
        max={1_000_000}
        precision={0}
        value={found}
        aria-invalid={isTold && found === null}
        status={isTold && found === null ? 'error' : ''}
        onChange={setFound}
      />
      <label htmlFor={`${id}-why`}>
        {say('count.why')} <span className="required">*</span>
      </label>
      <Input
        id={`${id}-why`}
        maxLength={2000}
        value={reason}
        aria-invalid={isTold && reason.trim() === ''}
        aria-describedby={`${id}-hint`}
        status={isTold && reason.trim() === '' ? 'error' : ''}
        onChange={(event) => setReason(event.target.value)}
      />
      <p id={`${id}-hint`} className={isTold && isMissing ? 'field-errors' : 'quiet'}>
        {say(isTold && isMissing ? 'count.missing' : 'count.hint')}
      </p>
    </Modal>
  );
}
